"""content/redirects.yml → the addresses that have changed: `旧地址: 新地址`, one per line, both as they stand
after the domain name.

Whether the new address is a page, and the old one is none any more, only the plan of the site can tell
(pages/kinds/redirect.py).
"""

import re
from pathlib import Path

from msgspec import Struct

from site_builder.files.staff_text import read_words
from site_builder.files.yaml_lines import YamlDocument, read_yaml
from site_builder.problems import Problem
from site_builder.text.readers.slugs import LONGEST_SLUG

REDIRECTS_FILE = "redirects.yml"
REDIRECTABLE_PARTS = ("reports", "places", "glossary", "metrics", "indicators", "documents", "years")
"""First segments of addresses that are promises; hand-written pages are renamed with MkDocs' own means"""
REDIRECTS_FILES = ("index.html", "source.txt")
"""Names of files that lie in the folders of pages: no folder can be called so"""
MAX_ADDRESS_PARTS = 5
"""Parts of an address of ours: `indicators/2019/73/2024/henan/`"""
_SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Redirect(Struct, frozen=True):
    """One line of the file."""

    old: str
    new: str
    line: int


class RedirectsReading(Struct, frozen=True):
    """The lines that can be used, in order, and what is wrong with the others."""

    redirects: tuple[Redirect, ...]
    problems: tuple[Problem, ...]


def load_redirects(content: Path) -> RedirectsReading:
    """Read the file of the content folder, if there is one."""
    text, unread = read_words(content / REDIRECTS_FILE, REDIRECTS_FILE)
    return RedirectsReading((), unread) if unread else read_redirects(text)


def read_redirects(text: str) -> RedirectsReading:
    """The same from the text. A line that leads out of the site, has the wrong form or ends in a circle is a
    problem and is left out."""
    document = read_yaml(text, REDIRECTS_FILE)
    if document.problems or document.value is None:
        return RedirectsReading((), document.problems)
    if not isinstance(document.value, dict):
        return RedirectsReading(
            (),
            (
                Problem(
                    "X956", REDIRECTS_FILE, 1, REDIRECTS_FILE, (("expected", "一行一个“旧地址: 新地址”"),)
                ),
            ),
        )
    problems: list[Problem] = []
    found = [made for old, new in document.value.items() if (made := _redirect(old, new, document, problems))]
    circles = _circling({each.old: each.new for each in found})
    problems += [_wrong(each.line, each.old, "转来转去又回到了自己") for each in found if each.old in circles]
    return RedirectsReading(tuple(each for each in found if each.old not in circles), tuple(problems))


def _redirect(old: object, new: object, document: YamlDocument, problems: list[Problem]) -> Redirect | None:
    """One line, or None with its problems."""
    line = document.line((str(old),)) if not isinstance(old, int) else document.line((old,))
    pair = (address(str(old)), address(str(new or "")))
    for stated, (clean, why) in zip((old, new), pair, strict=True):
        if not clean:
            problems.append(_wrong(line, str(stated or ""), why))
    return Redirect(pair[0][0], pair[1][0], line) if pair[0][0] and pair[1][0] else None


def address(stated: str) -> tuple[str, str]:
    """The address in the site's own form and nothing, or nothing and why it cannot be one.

    >>> address("/glossary/fangguanfu/index.html"), address("places/../x")[0], address("https://example.org/")[1]
    (('glossary/fangguanfu/', ''), '', '只写域名之后的部分')
    """
    text = stated.strip()
    if "://" in text or text.startswith("//"):
        return "", "只写域名之后的部分"
    segments = text.strip("/").removesuffix("/index.html").split("/")
    if not all(_SEGMENT.fullmatch(segment) for segment in segments):
        return "", "地址只能由字母、数字、连字符和 / 组成"
    if segments[0] not in REDIRECTABLE_PARTS:
        return "", f"应当以 {'、'.join(f'{part}/' for part in REDIRECTABLE_PARTS)} 之一开头"
    if any(segment in REDIRECTS_FILES for segment in segments):
        return "", "地址只写到文件夹，不写文件名"
    if len(segments) > MAX_ADDRESS_PARTS:
        return "", f"地址最多 {MAX_ADDRESS_PARTS} 级"
    if any(len(segment) > LONGEST_SLUG for segment in segments):
        return "", f"地址的一级最多 {LONGEST_SLUG} 个字符"
    return "/".join(segments) + "/", ""


def _circling(onward: dict[str, str]) -> set[str]:
    """The addresses that never arrive. Each is followed once, so a chain of thousands costs no more than its
    length."""
    circling: dict[str, bool] = {}
    for start in onward:
        path: dict[str, None] = {}
        at = start
        while at in onward and at not in circling and at not in path:
            path[at] = None
            at = onward[at]
        circling.update(dict.fromkeys(path, at in path or circling.get(at, False)))
    return {each for each, circles in circling.items() if circles}


def _wrong(line: int, text: str, why: str) -> Problem:
    return Problem("X957", REDIRECTS_FILE, line, text, (("why", why),))
