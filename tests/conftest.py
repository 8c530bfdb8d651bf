"""The one Chromium of a test session: Playwright cannot be started twice in one process."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from patience import PATIENCE

collect_ignore_glob = [
    "*conftest.py"
]  # several files of one name: doctest collection would import them as one module

settings.register_profile("shared-machine", deadline=None)
settings.load_profile(
    "shared-machine"
)  # each test has its own time limit; a slow moment of the machine is no defect of the code


@pytest.hookimpl(trylast=True)  # after the conftest.py of a folder has marked its tests
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(
                pytest.mark.timeout(600)
            )  # many pages in one test, or the building of a whole site before the first


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: the browser tests must run in CI")
        pytest.skip("Chromium is missing, browser tests skipped: apt-get install chromium")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox"], timeout=5 * PATIENCE
        )
        yield browser
        browser.close()
