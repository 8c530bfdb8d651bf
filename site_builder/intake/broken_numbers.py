"""Numbers that the end of a line breaks in two: what belongs together, and what cannot.

A line of a PDF is what fits on it, so 412项 may stand as `…4` and `12项…`. Taken for the end of a paragraph,
it would publish 12项. Whether two digits on either side of a line end are one number, the words around them
tell only in part: no year has five digits, no month is the 23rd, 1,2345 is no number.
"""

import re

_BROKEN_NUMBERS_NUMERAL = "〇零一二三四五六七八九十百千万亿两"
_BROKEN_NUMBERS_UNIT = "年月日号时分元件个项次人名家起条份部场期篇户宗例余多亩公平立吨辆处所批类轮%％‰"
_ENDS = re.compile(rf"(?:\d[.,．]?|[{_BROKEN_NUMBERS_NUMERAL}])$")
_ENDS_DIGIT = re.compile(r"\d[.,．]?$")
_BEGINS_DIGIT = re.compile(r"[.,．]?\d|[%％‰]")
_BEGINS = re.compile(rf"[.,．]?\d|[{_BROKEN_NUMBERS_NUMERAL}{_BROKEN_NUMBERS_UNIT}]")
_LAST = re.compile(r"[\d.,．]*$")
_BROKEN_NUMBERS_FIRST = re.compile(r"[\d.,．]*")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
MAX_BEFORE_TIME_UNIT = {"年": 9999, "月": 12, "日": 31}
"""The largest whole number that may stand before a unit of time; a count of months or days is written 个月,
天"""


def is_broken(before: str, after: str) -> bool:
    """Whether the border of two lines lies within a number written in digits.

    >>> [is_broken(*each) for each in (("办理4", "12项"), ("增长3.", "5%"), ("达到95", "%"), ("办理4", "件"), ("由4，", "12项"))]
    [True, True, True, False, False]
    """
    return bool(
        _ENDS_DIGIT.search(before)
        and _BEGINS_DIGIT.match(after)
        and not (before[-1] in ".,．" and not after[:1].isdigit())
    )


def is_cut(before: str, after: str) -> bool:
    """Whether the border lies within a number of any kind, or between a number and its unit: no paragraph
    ends there.

    >>> [is_cut(*each) for each in (("办理4", "件"), ("二百一", "十二项"), ("办理4", "次日"), ("推进", "12项"), ("统一", "领导"))]
    [True, True, True, False, False]
    """
    return bool(_ENDS.search(before) and _BEGINS.match(after))


def can_be_one(before: str, after: str) -> bool:
    """Whether the digits on both sides of the border can be one number.

    >>> [can_be_one(*each) for each in (("表4", "2024年"), ("20", "24年"), ("1", "23月"), ("1,2", "34件"), ("1,2", "345件"), ("3.4", ".5"))]
    [False, True, False, True, False, False]
    """
    first, last = _LAST.search(before), _BROKEN_NUMBERS_FIRST.match(after)
    number = ((first[0] if first else "") + (last[0] if last else "")).replace("．", ".").strip(".,")
    whole, _, fraction = number.partition(".")
    if "." in fraction or "," in fraction or ("," in whole and not _GROUPED.fullmatch(whole)):
        return False
    unit = after[len(last[0]) : len(last[0]) + 1] if last else ""
    return unit not in MAX_BEFORE_TIME_UNIT or (
        whole.isdecimal() and int(whole) <= MAX_BEFORE_TIME_UNIT[unit] if len(whole) < 9 else False
    )
