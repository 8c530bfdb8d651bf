"""Hand-written pages → what in them would run, ask another host, or lead somewhere unsafe.

Markdown lets raw HTML through, and files beside the pages are published as they are, without the frame and
its policy. The rendered HTML is looked at, not the Markdown: what stands in a code block is no tag. The line
is found by the words in the source.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from site_builder.problems import Problem
from site_builder.shells.security_policy import ALIGNED, TYPES

SCRIPT, FOREIGN, UNSAFE, STYLE = "X941", "X942", "X943", "X944"
SAFE_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
ASKING = frozenset({"http", "https", "ftp", "ws", "wss"})
LINK_ATTRIBUTES = frozenset(
    {
        "href",
        "xlink:href",
        "action",
        "formaction",
        "src",
        "data",
        "poster",
        "background",
        "cite",
        "srcset",
        "imagesrcset",
        "ping",
        "manifest",
    }
)
"""Attributes that hold an address"""
ONLY_LEADING = frozenset(
    {
        ("a", "href"),
        ("a", "xlink:href"),
        ("area", "href"),
        ("blockquote", "cite"),
        ("q", "cite"),
        ("del", "cite"),
        ("ins", "cite"),
    }
)
"""Element and attribute that ask for nothing before a reader follows them"""
PAGE_LINT_LISTS = frozenset({"srcset", "imagesrcset", "ping"})
RUNNING = frozenset({"object", "embed", "applet", "base", "portal", "fencedframe"})
"""Elements that run or turn what the page is about"""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DROPPED = re.compile(r"[\x00-\x20\u00a0\ufeff]")
"""What a browser ignores in front of and inside a scheme"""
_CSS = re.compile(
    r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]([^'\"]*)|image-set\(\s*['\"]([^'\"]*)", re.IGNORECASE
)
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")


class LintFinding(NamedTuple):
    """One thing of a page, with the words by which it is found in the source."""

    code: str
    words: str
    line: int


MARKUP_ENDINGS = ("html", "htm", "xhtml", "svg", "xml")
"""Files that hold markup"""


def page_problems(file: str, html: str, source: str, own: str = "") -> tuple[Problem, ...]:
    """What is wrong in a Markdown page: `html` as rendered, `source` as written; addresses below `own`
    (site_url) are those of this site."""
    out: list[Problem] = []
    seen: dict[str, int] = {}
    for found in findings(html, own):
        seen[found.words] = seen.get(found.words, 0) + 1
        out.append(Problem(found.code, file, _line(source, found.words, seen[found.words]), found.words))
    return tuple(dict.fromkeys(out))


def file_problems(file: str, text: str, own: str = "") -> tuple[Problem, ...]:
    """The same of a file that is published as it is, by its ending: .html, .svg and .xml; .css; .js runs
    altogether."""
    kind = file.lower().rpartition(".")[2]
    if kind in MARKUP_ENDINGS:
        found = findings(text, own)
    elif kind == "css":
        found = (
            LintFinding(FOREIGN, words, text.count("\n", 0, at) + 1) for words, at in _foreign_css(text, own)
        )
    else:
        found = iter([LintFinding(SCRIPT, file.rpartition("/")[2], 0)] if kind in ("js", "mjs") else [])
    return tuple(dict.fromkeys(Problem(each.code, file, each.line, each.words) for each in found))


def is_foreign(address: str, own: str = "") -> bool:
    """Whether a browser would ask another host for it.

    >>> [is_foreign(a) for a in ("https://example.org/a.png", "//example.org/a.png", "\\\\\\\\example.org/a", "a.png", "#x", "data:image/png;base64,")]
    [True, True, True, False, False, False]
    """
    bare = _DROPPED.sub("", address).replace("\\", "/")
    if own and bare.startswith(own):
        return False
    return scheme(bare) in ASKING or bare.startswith("//")


def scheme(address: str) -> str:
    """The scheme as a browser reads it, in small letters. >>> scheme(" jAva\\tscript:alert(1)"), scheme("a/b:c") → javascript, ''."""
    found = _SCHEME.match(_DROPPED.sub("", address))
    return found[1].lower() if found else ""


def findings(html: str, own: str = "") -> Iterator[LintFinding]:
    """Everything a page or a drawing holds that runs, asks or leads astray, in order."""
    reader = _MarkupReader(own)
    reader.feed(html)
    reader.close()
    return iter(reader.found)


class _MarkupReader(HTMLParser):
    """Looks at every tag."""

    def __init__(self, own: str) -> None:
        super().__init__(convert_charrefs=True)
        self.own = own
        self.found: list[LintFinding] = []
        self._in_style = False

    def tell(self, code: str, words: str) -> None:
        self.found.append(LintFinding(code, words, self.getpos()[0]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and (given.get("type", "").strip().lower() in TYPES or "src" in given):
            self.tell(SCRIPT, "<script")
        elif tag in RUNNING or (
            tag == "meta"
            and given.get("http-equiv", "").lower() in ("refresh", "content-security-policy", "set-cookie")
        ):
            self.tell(SCRIPT, f"<{tag}")
        for name, value in given.items():
            if name.startswith("on"):
                self.tell(SCRIPT, f"{name}=")
            elif name == "srcdoc":
                self.tell(SCRIPT, "srcdoc=")
            elif name == "style":
                self._style(value)
            elif name in LINK_ATTRIBUTES:
                for address in re.split(r"[\s,]+", value.strip()) if name in PAGE_LINT_LISTS else [value]:
                    self._address(tag, name, address)
        self._in_style = tag == "style"
        if self._in_style:
            self.tell(STYLE, "<style")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        if self._in_style:
            for words, _at in _foreign_css(data, self.own):
                self.tell(FOREIGN, words)

    def _style(self, value: str) -> None:
        foreign = [words for words, _at in _foreign_css(value, self.own)]
        for words in foreign:
            self.tell(FOREIGN, words)
        if value not in ALIGNED and not foreign:
            self.tell(STYLE, value)

    def _address(self, tag: str, name: str, address: str) -> None:
        drawn = (
            scheme(address) == "data" and tag in ("img", "source", "image", "input") and name != "formaction"
        )
        if scheme(address) not in SAFE_SCHEMES and not drawn:
            self.tell(UNSAFE, address)
        elif (tag, name) not in ONLY_LEADING and is_foreign(address, self.own):
            self.tell(FOREIGN, address)


def _foreign_css(text: str, own: str) -> Iterator[tuple[str, int]]:
    """Addresses of other hosts in a style sheet, with where each stands; escapes are undone first
    (`\\68ttps:`)."""
    plain = (
        _CSS_ESCAPE.sub(
            lambda m: chr(int(m[1], 16)) if m[1] and int(m[1], 16) < 0x110000 else m[2] or "", text
        )
        if "\\" in text
        else text
    )
    for found in _CSS.finditer(plain):
        address = found[1] or found[2] or found[3] or ""
        if is_foreign(address, own):
            yield address, found.start()


def _line(source: str, words: str, nth: int) -> int:
    """The line of the nth place at which the words stand in the source, whatever their case; of the last
    there is; 0 for none."""
    lowered, wanted = source.lower(), words.lower()
    at = -1
    for _ in range(nth):
        after = lowered.find(wanted, at + 1)
        if after < 0:
            break
        at = after
    return source.count("\n", 0, at) + 1 if at >= 0 and wanted else 0
