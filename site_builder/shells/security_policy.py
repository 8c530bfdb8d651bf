"""The Content-Security-Policy of a page, for a <meta> tag: the second lock behind the escaping, for the day
on which a template forgets to escape.

Only the scripts that the theme itself writes into a frame may run, known by the digest of their text, and
what those load (`strict-dynamic`, CSP level 3): a `<script src>` that found its way into a body is refused
even if it names a file of this site, because a report's own source text is such a file. Browsers that do not
know `strict-dynamic` go by 'self'. A second policy, the same on every page and written in the theme, holds
scripts to this site: the first asks who puts a script there and not where it lies, and so would let a `<link
rel=modulepreload>` ask another host. Styles, pictures and data come from the site itself; nothing is ever
asked of another host. Digests are made once per frame, from the frame as the theme rendered it without what a
page brings: never per page.

What a <meta> tag cannot say (`frame-ancestors`, `X-Content-Type-Options`) is for the host: see
docs/decisions/content-security-policy.md.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html.parser import HTMLParser

MARK = "zzpolicyzz"
"""What the theme writes where the policy belongs: letters only, as `stamp.mark`"""
TYPES = frozenset({"", "text/javascript", "application/javascript", "module"})
"""Of a script element that runs; any other (application/ld+json) is data"""
ALIGNED = tuple(f"text-align: {side};" for side in ("left", "center", "right"))
"""The style attributes that Markdown gives to the cells of a table"""
FIXED = (
    "default-src 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)


def with_policy(page: str, brought: Iterable[str], preview: bool = False) -> str:
    """A rendered page with its policy in place of the mark; `brought` is what of it does not come from the
    theme: none of its scripts may run.

    A page without the mark is returned as it is. `preview` admits the scripts that `mkdocs serve` puts into
    every page to reload it.
    """
    if MARK not in page:
        return page
    frame = page
    for part in sorted(
        (each for each in brought if "<" in each), key=len, reverse=True
    ):  # words alone may stand in a script too
        frame = frame.replace(part, "")
    aligned = [style for style in ALIGNED if f'style="{style}"' in page]
    return page.replace(MARK, policy(frame, aligned, preview))


def policy(frame: str, aligned: Iterable[str] = (), preview: bool = False) -> str:
    """The policy of a frame: digests of its inline scripts and styles, and of the style attributes `aligned`.

    >>> policy("<script>a()</script>").split("; ")[-2]
    "script-src 'self' 'strict-dynamic' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"
    """
    inline = _Inline(frame)
    scripts = ["'unsafe-inline'"] if preview else ["'strict-dynamic'", *_digests(inline.scripts)]
    hashed = [*_digests(inline.styles), *(["'unsafe-hashes'", *_digests(aligned)] if aligned else [])]
    return "; ".join(
        (*FIXED, " ".join(("script-src 'self'", *scripts)), " ".join(("style-src 'self'", *hashed)))
    )


def _digests(texts: Iterable[str]) -> Iterator[str]:
    for text in dict.fromkeys(texts):
        yield f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


class _Inline(HTMLParser):
    """The texts of the scripts and styles of a page, as a browser takes them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._into: list[str] | None = None
        self._text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style":
            self._into = self.styles
        elif tag == "script" and "src" not in given and (given.get("type") or "").strip().lower() in TYPES:
            self._into = self.scripts
        self._text = []

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style") and self._into is not None:
            self._into.append("".join(self._text).replace("\r\n", "\n"))
            self._into = None
