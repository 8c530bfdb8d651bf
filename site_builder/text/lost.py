"""Characters that are gone without a trace: only pointed at, never guessed. `20212025年` is no number and `〔20212号` no document number."""

import re

from site_builder.text.mends import PRIVATE, Draft, Mend

YEARS = re.compile(r"(?<![\d.])((?:19|20)\d\d)((?:19|20)\d\d)(?=年|\))")
MONTH = re.compile(r"(?<![\d.])((?:19|20)\d\d)(1[0-2]|[1-9])(?=月\d)")
NUMBER = re.compile(r"〔(?:19|20)\d\d\d{1,4}号|(?<![\d〔\[(（])(?:19|20)\d\d〕\d{1,4}号")
UNREADABLE = re.compile(f"[\ufffd{PRIVATE}]+")
_DIGITS = re.compile(r"(?:19|20)\d{3}")

RULES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("lost_dash", YEARS, "两个年份之间的连接号可能丢失，按原样显示，不作为数字读取"),
    ("lost_year_mark", MONTH, "年份和月份之间可能丢失“年”字，按原样显示"),
    ("lost_bracket", NUMBER, "文号的括号可能丢失，按原样显示"),
)


def lost_characters(draft: Draft) -> list[Mend]:
    """Point at places where a range dash, 年, or a bracket of a document number is missing, and at characters that cannot be read.

    >>> from site_builder.text.mends import draft
    >>> [(each.kind, each.new) for each in lost_characters(draft("纲要(20212025年)和20201月1日起施行的办法"))]
    [('lost_dash', None), ('lost_year_mark', None)]
    >>> lost_characters(draft("(2021-2025年)、2021年1月1日、12345热线"))
    []
    """
    mends = []
    if _DIGITS.search(draft.text):
        for kind, pattern, note in RULES:
            mends += [Mend(each.start(), each.end(), None, kind, "flagged", note=note) for each in pattern.finditer(draft.text)]
    elif "〔" in draft.text or "〕" in draft.text:
        mends += [Mend(each.start(), each.end(), None, "lost_bracket", "flagged", note=RULES[2][2]) for each in NUMBER.finditer(draft.text)]
    if "\ufffd" in draft.text or any("\ue000" <= letter <= "\uf8ff" for letter in draft.letters):
        note = "此处有无法识别的字符"
        mends += [Mend(each.start(), each.end(), None, "unreadable", "flagged", note=note) for each in UNREADABLE.finditer(draft.text)]
    return mends
