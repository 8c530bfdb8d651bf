"""An HTML element → lines of text: one per block, tables as pipe rows, numbered lists with their numbers
written out.

Walks the tree with its own stack, because saved pages can be nested a thousand levels deep.
"""

import re
from collections.abc import Iterator, Set
from typing import Any

from site_builder.intake.grid import is_data, pipe_rows

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
    ]
)
SKIPPED_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "iframe",
        "select",
        "option",
        "textarea",
        "button",
        "input",
        "object",
        "embed",
        "svg",
        "head",
        "template",
        "video",
        "audio",
        "canvas",
        "map",
    ]
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
ORNAMENT = 32
"""Pixels"""
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SPACE_BETWEEN_HAN = re.compile(
    r"(?<=[\u2e80-\u9fff，。、；：！？“”《》（）]) (?=[\u2e80-\u9fff，。、；：！？“”《》（）])"
)


def lines_of(element: Any, without: Set[Any] = frozenset()) -> list[str]:
    """The lines of an element as a browser would break them, without empty ones and without the elements of
    `without`."""
    lines: list[str] = []
    parts: list[str] = []
    for piece in _pieces(element, without):
        if piece == "\n":
            _flush(parts, lines)
        elif piece.startswith("\x1e"):
            _flush(parts, lines)
            lines.append(piece[1:])
        else:
            parts.append(piece)
    _flush(parts, lines)
    return lines


def _flush(parts: list[str], lines: list[str]) -> None:
    line = squeeze("".join(parts))
    if line:
        lines.append(line)
    parts.clear()


def squeeze(text: str) -> str:
    """White space as HTML means it: runs are one blank; a line break in the source between two Chinese
    characters is none."""
    return _SPACE_BETWEEN_HAN.sub("", _BLANKS.sub(" ", text)).strip(" \u3000\xa0")


def _pieces(root: Any, without: Set[Any]) -> Iterator[str]:
    """Text in document order; `\\n` at the border of a block; a finished table row as one piece that begins
    with U+001E."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if done:
            if tag in BLOCKS:
                yield "\n"
            if element is not root and element.tail:
                yield element.tail
            continue
        if (
            not tag
            or tag in SKIPPED_TAGS
            or element in without
            or (_is_hidden(element) and element is not root)
        ):
            if element is not root and element.tail:
                yield element.tail
            continue
        if tag in BLOCKS:
            yield "\n"
        stack.append((element, True))
        if tag == "table" and is_data(element):
            yield from ("\x1e" + row for row in pipe_rows(element, lambda cell: " ".join(lines_of(cell))))
            continue
        if tag == "li":
            yield _number(element)
        if element.text:
            yield element.text
        stack.extend((child, False) for child in reversed(element))


def pictures(element: Any, without: Set[Any] = frozenset()) -> int:
    """How many pictures an element shows; what is as small as a letter, or called an icon, is an ornament."""
    shown = (
        each for each in element.iter("img") if is_shown(each) and without.isdisjoint(each.iterancestors())
    )
    return sum(each not in without and not _is_ornament(each) for each in shown)


def _is_ornament(picture: Any) -> bool:
    small = any(
        (size := picture.get(side, "").removesuffix("px")).isdecimal() and int(size) <= ORNAMENT
        for side in ("width", "height")
    )
    return small or "icon" in picture.get("src", "")[-200:].lower()


def is_shown(element: Any) -> bool:
    """Whether a browser shows an element: neither it nor what it lies in is hidden."""
    return not any(
        each.tag in SKIPPED_TAGS or _is_hidden(each) for each in (element, *element.iterancestors())
    )


def _is_hidden(element: Any) -> bool:
    return bool(HIDDEN.search(element.get("style") or ""))


def _number(item: Any) -> str:
    """The number a browser prints before a list item; nothing in an unordered list, or where the text brings
    its own number."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    ordinal = 1 + sum(1 for _ in item.itersiblings("li", preceding=True))
    start = parent.get("start", "")
    return f"{ordinal + (int(start) - 1 if start.isdecimal() else 0)}. "
