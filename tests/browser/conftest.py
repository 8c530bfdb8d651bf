"""One built site, served under a sub-path, and one Chromium for all browser tests.

The site is built from content/ once, by the first of the test processes; SITE_DIR names one that is built
already.
"""

import gzip
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

sys.path.insert(0, str(Path(__file__).parent))
ROOT = Path(__file__).parents[2]
SUB_PATH = "portal"
BUILT_WITHIN = 500
"""Seconds for building the site once, for all processes that test; a machine at its limits takes a tenth of
it"""


class Quiet(SimpleHTTPRequestHandler):
    """Static files, no log. A connection that the browser drops is nobody's fault."""

    protocol_version = "HTTP/1.1"
    # head and body are two writes: the second would wait 40 ms for the browser's acknowledgement of the first
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Text goes out compressed, as any host sends it."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        accepted = "gzip" in self.headers.get("Accept-Encoding", "")
        text = path.suffix in (".html", ".css", ".js", ".json", ".svg") and urlsplit(self.path).path.endswith(
            (path.suffix, "/")
        )
        if not (accepted and text and path.is_file()):
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), compresslevel=6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = (
        64  # with the usual 5, a browser may find the queue full, and wait for a second and more
    )

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    given = os.environ.get("SITE_DIR")
    if given:
        return Path(given).resolve()
    here = tmp_path_factory.getbasetemp()
    project = (here.parent if os.environ.get("PYTEST_XDIST_WORKER") else here) / "portal-for-browsers"
    built = project / "built"
    try:
        project.mkdir()
    except FileExistsError:  # another of the test processes is at it
        for _ in range(BUILT_WITHIN):
            if built.exists():
                return project / "site"
            time.sleep(1)
        pytest.fail("the site that another test process builds is not there")
    for name in ("content", "themes", "mkdocs.yml"):
        (project / name).symlink_to(ROOT / name)
    command = [
        sys.executable,
        "-m",
        "site_builder.cli",
        "build",
        "--site-dir",
        str(project / "site"),
        "--site-url",
        f"https://example.org/{SUB_PATH}/",
    ]
    done = subprocess.run(
        command, cwd=project, capture_output=True, text=True, timeout=BUILT_WITHIN, check=False
    )
    assert done.returncode in (0, 1), done.stdout[-2000:] + done.stderr[-2000:]
    assert (project / "site/index.html").exists(), done.stdout[-2000:] + done.stderr[-2000:]
    built.touch()
    return project / "site"


@pytest.fixture(scope="session")
def site(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site: not at the root of its host."""
    root = tmp_path_factory.mktemp("host")
    (root / SUB_PATH).symlink_to(site_dir)
    server = Server(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{SUB_PATH}/"
    server.shutdown()
    server.server_close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
