"""Reading the number a heading begins with: 一、 （一） 1. (1) ① 第一， 第一章 — and knowing what only looks
like one.

The rank of a mark orders nesting; how deep a section really lies is decided in `outline`, because `一、` is
often followed by `1.` directly.
"""

import re
from functools import lru_cache

from msgspec import Struct

from site_builder.text.readers.numerals import chinese_number

CN = "一二三四五六七八九十百零〇○"
ENUMERATOR = re.compile(
    r"(?P<chapter>第\s?(?:[" + CN + r"]{1,4}|[0-9]{1,2})\s?(?:部分|[章编篇])[、:：,，.]?)"
    r"|(?P<cn>[" + CN + r"]{1,4}\s?[、.．](?![" + CN + r"][级审类线三季、]))"
    r"|(?P<cn_paren>[(（〔]\s?["
    + CN
    + r"]{1,4}\s?[)）〕][、.．]?|["
    + CN
    + r"]{1,3}[)）]|[㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩][、.．]?)"
    r"|(?P<num>[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|[.．](?=20[0-9]{2}年)|、))"
    r"|(?P<num_paren>[(（][0-9０-９]{1,2}[)）][、.．]?|[0-9]{1,2}[)）]|[⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽][、.．]?)"
    r"|(?P<circled>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳][、.．]?)"
    r"|(?P<ordinal>第[一二三四五六七八九十]{1,3}[,，、])"
)
RANKS = {"chapter": 1, "cn": 2, "cn_paren": 3, "num": 4, "num_paren": 5, "circled": 6, "ordinal": 7}
"""The usual order of nesting; an outer mark has the lower rank."""

SINGLE_CHARACTER_NUMBERS = {
    c: i
    for row in ("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
    for i, c in enumerate(row, 1)
}
OPENERS = frozenset(CN + "第(（〔0123456789０１２３４５６７８９") | frozenset(SINGLE_CHARACTER_NUMBERS)
"""The characters a mark can begin with: a quick refusal for the nine lines in ten that begin otherwise."""
STRIPPED = str.maketrans("", "", "第章编篇部分()（）〔〕、.．,，:： \t")
ENUMERATORS_VALUES: dict[str, int] = {}
for _value, _name in enumerate(
    [
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
        "十",
        "十一",
        "十二",
        "十三",
        "十四",
        "十五",
        "十六",
        "十七",
        "十八",
        "十九",
        "二十",
    ],
    1,
):
    ENUMERATORS_VALUES[_name] = ENUMERATORS_VALUES[str(_value)] = _value


class Enumerator(Struct, frozen=True, gc=False):
    """A number at the beginning of a line."""

    kind: str
    """A key of RANKS"""
    value: int
    end: int
    """Length of the mark with the white space after it"""
    text: str
    """As printed, without surrounding white space"""

    @property
    def rank(self) -> int:
        """How far out it usually stands: 1 is outermost."""
        return RANKS[self.kind]


def mark_of(line: str) -> Enumerator | None:
    """The heading number a line begins with, or None.

    >>> [(m.kind, m.value) for m in map(mark_of, ("一、总体情况", "（十二）工作", "3．完善机制", "(2)制定", "第二章 做法", "二)基本情况", "1.2024年完成"))]
    [('cn', 1), ('cn_paren', 12), ('num', 3), ('num_paren', 2), ('chapter', 2), ('cn_paren', 2), ('num', 1)]

    Years, decimals, ranges and enumerations of grades are no numbers of headings:

    >>> [mark_of(t) for t in ("2024年,", "1.5亿元", "(2021-2025年)", "一、二级指标", "一是加强", "12.4国家宪法日", "(2024)豫行终1号")]
    [None, None, None, None, None, None, None]
    """
    if line[0] not in OPENERS:
        return None
    match = ENUMERATOR.match(line)
    if match is None or match.lastgroup is None:
        return None
    value = _value_of(match[0])
    if not value:
        return None
    end = match.end()
    while end < len(line) and line[end].isspace():
        end += 1
    return Enumerator(match.lastgroup, value, end, match[0].strip())


@lru_cache(maxsize=1024)  # a collection has some hundred different marks
def _value_of(mark: str) -> int:
    """The number a mark stands for; 0 if it is none (〇、 and the like)."""
    if mark[0] in SINGLE_CHARACTER_NUMBERS:
        return SINGLE_CHARACTER_NUMBERS[mark[0]]
    numeral = mark.translate(STRIPPED)
    known = ENUMERATORS_VALUES.get(numeral)
    if known is not None:
        return known
    number = chinese_number(numeral)
    return int(number) if number is not None else 0
