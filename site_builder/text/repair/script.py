"""Traditional → Simplified, only where a text is Traditional: 堅持 → 坚持, and 顯著 → 显著.

OpenCC profile tw2s: t2s leaves 著力 and 隨著, tw2sp rewrites legal terms (建立→創建), and any profile run
over text that is already Simplified turns 显著 into 显着. So the conversion is gated: the share of characters
that t2s would change is 0.32–0.33 in Traditional reports and at most 0.0023 in 3,444 statutes; the line is
drawn at 0.05, per document and, in others, per paragraph. A paragraph in which Simplified characters
outnumber Traditional ones is a Simplified one with spoilt words in it: that is `overconverted`'s business.
"""

import re
from collections.abc import Iterator
from functools import cache
from operator import ne

from site_builder.text.readers.opencc_converter import converter, simple_forms, traditional_letters
from site_builder.text.repair.repair_edits import RepairEdit, RepairInput
from site_builder.vocabulary import RepairKind

MIN_TRADITIONAL_SHARE = 0.05
MIN_HAN_PER_PARAGRAPH = 20
"""Chinese characters a paragraph needs to be judged by itself."""
_CHANGED = re.compile(b"\x01+")
"""Characters that differ from those before, where each is 1 if it does and else 0"""
_HAN_RUN = re.compile("[\u3400-\u9fff]+")


def traditional(draft: RepairInput) -> list[RepairEdit]:
    """Convert the paragraphs that are written in Traditional characters; Simplified paragraphs of the same
    text are not touched.

    >>> from site_builder.text.repair.repair_edits import mended
    >>> mended(traditional, "堅持黨的領導,著力統籌推進法治政府建設,取得顯著成效")
    '坚持党的领导,着力统筹推进法治政府建设,取得显著成效'
    >>> mended(traditional, "取得显著成效,乾隆年间著书")
    '取得显著成效,乾隆年间著书'
    """
    if len(draft.letters) < 3:
        return []
    forms = simple_forms()
    if sum(ord(letter) in forms for letter in draft.letters) < 3:
        return []
    whole = _mostly_traditional(draft.text)
    mends: list[RepairEdit] = []
    start = 0
    for line in draft.text.split("\n"):
        if _is_traditional(line, whole):
            mends.extend(_changes(line, start))
        start += len(line) + 1
    return mends


def _is_traditional(line: str, whole: bool) -> bool:
    """In a Traditional document every line that is not plainly Simplified; elsewhere only a paragraph that is
    Traditional by itself."""
    if whole:
        traditional = _count(_class(traditional_letters()), line)
        return traditional > 0 and traditional >= _count(_class(_simplified()), line)
    return _count(_HAN_RUN, line) >= MIN_HAN_PER_PARAGRAPH and _mostly_traditional(line)


def _mostly_traditional(text: str) -> bool:
    """Do enough characters have a Simplified form of their own, and more than are plainly such forms?"""
    traditional = _count(_class(traditional_letters()), text)
    return traditional >= max(MIN_TRADITIONAL_SHARE * _count(_HAN_RUN, text), 1) and traditional > _count(
        _class(_simplified()), text
    )


def _count(runs: re.Pattern[str], text: str) -> int:
    """How many characters of a class the text has: runs of them are found faster than each by itself."""
    return sum(map(len, runs.findall(text)))


@cache
def _class(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(letters)}]+")


@cache
def _simplified() -> str:
    """Characters that are only the Simplified form of others: not 制 or 面, which are Traditional characters
    as well."""
    letters = "\n".join(sorted(set(simple_forms().values())))
    pairs = zip(letters.split("\n"), converter("s2t").convert(letters).split("\n"), strict=True)
    return "".join(simple for simple, traditional in pairs if simple != traditional)


def _changes(line: str, offset: int) -> Iterator[RepairEdit]:
    """One mend per run of changed characters; the whole line if OpenCC changed its length (never seen with
    tw2s, but not promised)."""
    after = converter("tw2s").convert(line)
    if len(after) != len(line):
        yield RepairEdit(offset, offset + len(line), after, RepairKind.SCRIPT)
    elif after != line:
        for run in _CHANGED.finditer(bytes(map(ne, line, after))):
            start, end = run.span()
            yield RepairEdit(offset + start, offset + end, after[start:end], RepairKind.SCRIPT)
