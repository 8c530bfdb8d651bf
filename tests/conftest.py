"""The one Chromium of a test session: Playwright cannot be started twice in one process."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

collect_ignore_glob = ["*conftest.py"]  # several files of one name: doctest collection would import them as one module

settings.register_profile("shared-machine", deadline=None)
settings.load_profile("shared-machine")  # each test has its own time limit; a slow moment of the machine is no defect of the code


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: the browser tests must run in CI")
        pytest.skip("Chromium is missing, browser tests skipped: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()
