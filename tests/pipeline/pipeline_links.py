"""Links of a published folder that lead nowhere, found by reading every page; nothing of the program is used
for it."""

import posixpath
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name in ("href", "src") and value}


_read: dict[bytes, set[str]] = {}


def links_of(data: bytes) -> set[str]:
    """All links of a page; pages that were read before are not parsed again."""
    if data not in _read:
        parser = _Links()
        parser.feed(data.decode("utf-8", "replace"))
        _read[data] = parser.found
    return _read[data]


def dead_links(site: Path) -> list[str]:
    """`page → target` for every link within the site whose target is not there."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    out = []
    for page in sorted(each for each in files if each.endswith(".html") and each != "404.html"):
        for link in links_of((site / page).read_bytes()):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
                continue
            target = posixpath.normpath(posixpath.join("/", page, "..", unquote(parts.path)))[1:]
            if target not in files and f"{target}/index.html".removeprefix("/") not in files:
                out.append(f"{page} → {link}")
    return out
