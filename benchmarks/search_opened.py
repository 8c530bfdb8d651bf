"""An address with a query, opened in an empty browser that nothing watches: milliseconds from the navigation
until results are painted.

The page measures itself and tells the server. Under DevTools, which a driver such as Playwright needs, the
same opening takes half as long again: every request is reported to the driver by the process that fetches it,
and waiting for a condition makes the page draw frame after frame. Every opening has a Chromium of its own
with a new profile; it shows a page of one line first, as a reader comes from some page, and goes on from
there.
"""

import multiprocessing
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec
from search_site import QuietHandler, serve

WATCH = """<script>(() => {
  const watched = {};
  const painted = (name) => requestAnimationFrame(() => setTimeout(() => {
    if (watched[name]) return;
    watched[name] = performance.now();
    if (name === 'all') setTimeout(tell, 300);
  }));
  const tell = () => navigator.sendBeacon('/told', JSON.stringify({ first: watched.first ?? 0, all: watched.all,
    fetched: [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .map((each) => [each.name, each.encodedBodySize, each.startTime, each.responseEnd]) }));
  new MutationObserver(() => {
    const told = document.querySelector('.search-status')?.textContent ?? '';
    if (document.querySelector('.search-hit')) painted('first');
    if (told && !told.startsWith('正在')) painted('all');
  }).observe(document, { subtree: true, childList: true, characterData: true });
})()</script>"""
HEAD = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>-</title>'
START = (
    HEAD + "<p>-</p><script>setTimeout(() => location.assign(decodeURIComponent(location.hash.slice(1))),"
    " 600)</script>"
)
BARE = HEAD + '<p class="search-hit search-status">-</p>'
"""A page of one line: what the browser and the machine take for themselves"""
FLAGS = ("--headless=new", "--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--window-size=1280,800")  # fmt: skip
LONGEST = 60
"""Seconds"""


class Opening(msgspec.Struct):
    """What one page told of itself."""

    first: float
    """Until the first result was painted"""
    all: float
    """Until the results of the first screenful and the counts were"""
    fetched: list[tuple[str, int, float, float]]
    """Address, bytes, start and end of everything that was fetched, the page first"""


class _Handler(QuietHandler):
    """Serves the folder, with WATCH in the page that is measured, and takes what that page tells."""

    def __init__(self, told: Any, *arguments: Any, **named: Any) -> None:
        self.told = told
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:  # noqa: N802 - the name the server calls
        address = urlsplit(self.path)
        name = address.path.rsplit("/", 1)[1]
        made = {"start.html": START, "bare.html": BARE.replace("<p", f"{WATCH}<p", 1)}.get(name)
        if address.query and not name:
            made = (
                (Path(self.translate_path(self.path)) / "index.html")
                .read_text(encoding="utf-8")
                .replace("<meta", f"{WATCH}<meta", 1)
            )
        if made is None:
            super().do_GET()
        else:
            self._send(made.encode())

    def _send(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:  # noqa: N802
        self.told.put(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()


class Openings:
    """Opens pages of the folder, which another process serves."""

    def __init__(self, address: str, told: Any) -> None:
        self.address, self.told = address, told

    def open(self, target: str) -> Opening:
        """One page, below the folder, opened in a browser of its own once the machine is idle; `queue.Empty`
        if it tells nothing."""
        wait_for_quiet()
        with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            start = f"{self.address}portal/start.html#{quote(target)}"
            command = ["/usr/bin/chromium", *FLAGS, f"--user-data-dir={profile}", start]
            browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                return msgspec.json.decode(self.told.get(timeout=LONGEST), type=Opening)
            finally:
                browser.terminate()
                browser.wait()


def wait_for_quiet() -> None:
    """Return when the cores have been idle for 0.3 s, nine parts in ten, or after 12 s: others share the
    machine."""
    for _ in range(40):
        before = _idle_and_all()
        time.sleep(0.3)
        idle, total = (now - then for now, then in zip(_idle_and_all(), before, strict=True))
        if idle >= 0.9 * total:
            return


def _idle_and_all() -> tuple[int, int]:
    ticks = [int(word) for word in Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)


@contextmanager
def openings(folder: Path) -> Iterator[Openings]:
    """Openings of what lies in `folder`."""
    fork = multiprocessing.get_context("fork")
    told, here = fork.Queue(), fork.Queue()
    server = fork.Process(target=_serve, args=(folder, told, here), daemon=True)
    server.start()
    try:
        yield Openings(here.get(), told)
    finally:
        server.terminate()
        server.join()


def _serve(folder: Path, told: Any, here: Any) -> None:
    with serve(folder, partial(_Handler, told)) as address:
        here.put(address)
        multiprocessing.Event().wait()
