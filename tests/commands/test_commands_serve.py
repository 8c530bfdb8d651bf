"""`site-builder serve` in a process of its own: a changed report is on the page without anybody asking for a
build."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PATIENCE = 180
"""Seconds; a loaded machine needs a while for the first build"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def wait_for(url: str, words: str) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if words in fetch(url):
            return True
        time.sleep(0.3)
    return False


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    for name in ("content/pages", "themes"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    report = tmp_path / "content/reports/北京市/怀柔区/2023.txt"
    report.parent.mkdir(parents=True)
    shutil.copy(PROJECT / "content/reports/北京市/怀柔区/2023.txt", report)
    return tmp_path


@pytest.fixture
def served(project: Path) -> Iterator[str]:
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "site_builder",
        "--config",
        str(project / "mkdocs.yml"),
        "serve",
        "--port",
        str(port),
    ]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONUTF8": "1"}
    )
    yield f"http://127.0.0.1:{port}/"
    server.terminate()
    server.wait(timeout=90)


@pytest.mark.timeout(480)
def test_a_changed_report_is_shown(project: Path, served: str) -> None:
    page = served + "reports/beijing-huairou/2023/"
    assert wait_for(page, "130本")
    report = project / "content/reports/北京市/怀柔区/2023.txt"
    report.write_bytes(report.read_bytes().replace("130本".encode(), "131本".encode()))
    assert wait_for(page, "131本")
