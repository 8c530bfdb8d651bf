"""Where a heading ends and its body begins when both share a line: `(一)标题。正文`, `一、标题:一是…`, and
headings glued to the body without a stop.

A heading that ends nowhere visibly is cut at the words a body usually begins with and reported: the reader
sees the whole line either way.
"""

import re

from msgspec import Struct

from site_builder.parse.structure.enumerators import Enumerator
from site_builder.parse.structure.heading_roles import KNOWN_TITLES

STOP = re.compile(r"[。！？!?]")
COLON = re.compile(r"[:：]")
MAX_HEADING_CHARS = 72
"""Characters before the first stop; the longest heading of the seeds has 39."""
LONGEST_ITEM = 44
"""For 1. and deeper marks, which number sentences as often as they head sections."""
FARTHEST = 120
"""Characters looked through for that stop: one that stands farther away ends no heading"""
GAP = re.compile(r"[\u3000\u00a0]+| {2,}|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
BODY_OPENERS = re.compile(
    r"一是|首先|20[0-9]{2}年|今年以来|一年来|我[市县区镇乡局省州旗]|局(?:主要负责人|党组|党委)|[市县区](?:委、"
    r"|政府)|全年(?:共|累计)?|(?:成立|制定|印发|出台|召开|组织|严格落实|认真贯彻)[^,，。"
    r"]{0,12}(?:小组|方案|会议|办法|意见)"
)
"""Words with which the body of a section begins; a heading glued to its body is cut before them."""
COUNTED_NOUN = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:余|多)?(?:件|次|人|个|项|场|条|份|宗|起|名|户|家|%|万|亿)")


KNOWN_STARTS = frozenset(title[:2] for title in KNOWN_TITLES)


class Cut(Struct, frozen=True, gc=False):
    """Offsets in the line: the title ends at `end`, the body begins at `body` (the length of the line if
    there is none)."""

    end: int
    body: int
    glued: bool = False


def cut_heading(line: str, mark: Enumerator) -> Cut | None:
    """Divide a numbered line into heading and body; None if it is no heading but a numbered sentence of the
    text.

    >>> from site_builder.parse.structure.enumerators import mark_of
    >>> def show(t):
    ...     cut = cut_heading(t, mark_of(t))
    ...     return cut and (t[: cut.end], t[cut.body :])
    >>> show("(一)坚持党的领导。把法治建设纳入要点。"), show("二、存在的不足"), show("3.完成案件评查58件。")
    (('(一)坚持党的领导', '把法治建设纳入要点。'), ('二、存在的不足', ''), None)
    """
    start, length = mark.end, len(line)
    if start >= length:
        return None
    stop = STOP.search(line, start, start + FARTHEST)
    where = stop.start() if stop else length
    if mark.rank >= 4:
        return _item(line, start, where)
    known = _known_title(line, start)
    if known:
        return known
    colon = COLON.search(line, start, min(where, start + 26))
    if colon and colon.start() > start + 2 and where - colon.end() > 8:
        return Cut(colon.start(), colon.end())
    if where - start <= MAX_HEADING_CHARS:
        if where - start > LONGEST_ITEM and (opener := _opener(line, start, where)):
            return opener
        if stop is None and line[where - 1] in ":：;；,，":
            return Cut(where - 1, length)
        return Cut(where, _after(line, where))
    return _opener(line, start, where) or _first_clause(line, start)


def _item(line: str, start: int, where: int) -> Cut | None:
    """1. (1) ① 第一,: a heading if it is short, counts nothing, and either stands alone or is followed by a
    body."""
    size = where - start
    if (
        size > LONGEST_ITEM
        or line[where - 1] in ";；,，:："
        or COUNTED_NOUN.search(line, start, where)
        or "；" in line[start:where]
    ):
        return None
    body = _after(line, where)
    if body >= len(line) and where < len(line) and ("," in line[start:where] and size > 30):
        return None
    return Cut(where, body)


def _after(line: str, stop: int) -> int:
    """Offset of the body after the stop, closing quotes and white space."""
    at = stop
    while at < len(line) and (line[at] in "。！？!?”’)）" or line[at].isspace()):
        at += 1
    return at


def _known_title(line: str, start: int) -> Cut | None:
    """A standard wording with the body right behind it: `主要举措加强组织领导…`."""
    if line[start : start + 2] not in KNOWN_STARTS or len(line) - start < 30:
        return None
    for title in KNOWN_TITLES:
        if line.startswith(title, start):
            end = start + len(title)
            if line[end] in "及和与、的情以,，。:：;；(（" or line[end : end + 2] in ("落实", "方面"):
                return None
            body = end
            while line[body].isspace():
                body += 1
            return Cut(end, body, glued=body == end)
    return None


def _opener(line: str, start: int, where: int) -> Cut | None:
    """Cut at a gap, or before the words a body begins with, if a plausible heading stands before them."""
    limit = min(where, start + MAX_HEADING_CHARS)
    gap = GAP.search(line, start + 4, limit)
    if gap and len(line) - gap.end() > 24 and gap.start() - start >= 6:
        return Cut(gap.start(), gap.end())
    opener = BODY_OPENERS.search(line, start + 6, limit)
    if (
        opener
        and where - opener.start() > 12
        and line[opener.start() - 1] not in ",，、“《(（以对在将于把按据的和与及为了从自到至"
    ):
        return Cut(opener.start(), opener.start(), glued=True)
    return None


CLAUSE_END = re.compile(r"[,，;；]")


def _first_clause(line: str, start: int) -> Cut:
    """The last resort: up to the first comma, or forty characters."""
    comma = CLAUSE_END.search(line, start + 4, start + 40)
    end = comma.start() if comma else min(start + 40, len(line))
    return Cut(end, comma.end() if comma else end, glued=True)
