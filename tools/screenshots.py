"""Take the pictures of docs/images from a built site.

    python tools/screenshots.py SITE [FOLDER]     writes FOLDER/report-1280.png and FOLDER/report-390.png
    (FOLDER: docs/images)

Needs Debian's Chromium and the test dependencies. Nothing is asked of the network: every address is answered
from SITE.
"""

import mimetypes
import shutil
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

HOST = "http://portal.test/"
SHOTS = {
    "report-1280.png": ("reports/luohe/2024/", 1280, 900),
    "report-390.png": ("reports/luohe/2024/", 390, 844),
}
"""File → address, width, height"""


def answer(route: Any, site: Path) -> None:
    """A file of the built site, or 404."""
    path = site / unquote(urlsplit(route.request.url).path).lstrip("/")
    path = path / "index.html" if path.is_dir() else path
    if site in path.resolve().parents and path.is_file():
        route.fulfill(
            body=path.read_bytes(),
            content_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        )
    else:
        route.fulfill(status=404)


def take(site: Path, folder: Path) -> None:
    """Write every picture. The same site and fonts give the same pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (address, width, height) in SHOTS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce"
            )
            context.route("**/*", lambda route: answer(route, site))
            page = context.new_page()
            page.goto(HOST + address)
            page.screenshot(path=folder / name)
            context.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    take(
        Path(sys.argv[1]).resolve(),
        Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parents[1] / "docs/images",
    )
