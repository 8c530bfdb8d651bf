"""The words beside a number that make it approximate, a bound, or one end of a change: four look-ups in
`rules/bounds.yml`."""

import re
import string

from site_builder.rules.load import subject
from site_builder.vocabulary import Bound

EXACT, AT_LEAST, AT_MOST, ABOUT = Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT

_RULES = subject("bounds")
BEFORE = _RULES.table("before", Bound)
"""Directly before the number, with what they mean for a comparison"""
_NOT_BEHIND = {word: rule.not_after for rule in _RULES.under("before") for word in rule.words} | {
    ">": string.ascii_letters + string.digits + "\"'/-="
}
"""以上 12 个 is no 上, 最近三年 no 近; and <b>58件, ->58件 have no sign before the number."""
AFTER = _RULES.table("after", Bound)
"""Directly after the unit"""
INSIDE = _RULES.table("inside", Bound)
"""Inside the number"""
_ONLY_TIMES = frozenset(_RULES.words("after.within-a-time"))
_AND_MORE = frozenset(_RULES.words("after.and-more"))
_END = frozenset(",，。;；:：、)）!！?？\n")
_QUALIFIERS_GOES_ON = frozenset(_RULES.words("time-and-more.goes-on"))
"""What may stand behind 95件多 and, besides, behind 3年多"""
_FAR_WORDS = _RULES.words("far")
FAR = re.compile(f"(?:{_RULES.pattern('far')})$")
"""Further away in the same clause: 不少于本单位执法人员总数的5%, 至少开展1次"""
FAR_FIRST = frozenset(word[0] for word in _FAR_WORDS)
FAR_SECOND = frozenset(word[1] for word in _FAR_WORDS)
"""First and second characters of all that FAR can match"""
FAR_REACH = 22
"""Characters before a number in which FAR is looked for: the longest word and the gap behind it, and two to
spare"""
CHANGE = re.compile(
    f"(?:{'|'.join(f'(?P<{rule.value}>{rule.pattern})' for rule in _RULES.under('change'))})$"
)
"""Before the number: 同比下降7.01个百分点 (down), 提升至90%以上 (to)"""
CHANGE_ENDS = _RULES.ends("change")
"""Most numbers are not changes, and one look settles it"""
FROM_TO = re.compile(f"(?:{_RULES.pattern('from-to')})$")
"""Between two numbers: 从799项削减至326项"""
FROM_TO_ENDS = _RULES.ends("from-to")

_BY_LAST: dict[str, tuple[str, ...]] = {}
for _word in sorted(BEFORE, key=len, reverse=True):
    _BY_LAST[_word[-1]] = (*_BY_LAST.get(_word[-1], ()), _word)
_BY_FIRST: dict[str, tuple[str, ...]] = {}
for _word in sorted(AFTER, key=len, reverse=True):
    _BY_FIRST[_word[0]] = (*_BY_FIRST.get(_word[0], ()), _word)
BEFORE_ENDS = frozenset(_BY_LAST)
AFTER_STARTS = frozenset(_BY_FIRST)
"""Characters beside a number that call for a look at these tables"""


def before(text: str, start: int, floor: int) -> str:
    """The qualifier that ends right before `start`, or empty.

    >>> before("率超过95%", 3, 0)
    '超过'
    """
    if start <= floor:
        return ""
    for word in _BY_LAST.get(text[start - 1], ()):
        at = start - len(word)
        if at >= floor and text.startswith(word, at):
            if at > floor and text[at - 1] in _NOT_BEHIND[word]:
                return ""
            return word
    return ""


def after(text: str, end: int, duration: bool) -> str:
    """The qualifier that begins right after the unit, or empty."""
    if end >= len(text):
        return ""
    for word in _BY_FIRST.get(text[end], ()):
        if text.startswith(word, end) and _qualifies(
            word, text[end + len(word) : end + len(word) + 1], duration
        ):
            return word
    return ""


def _qualifies(word: str, follows: str, duration: bool) -> bool:
    """Whether a word behind the unit is a qualifier: 5个县内 and 95件多为 are none."""
    if word in _ONLY_TIMES:
        return duration
    return word not in _AND_MORE or follows in _END or (duration and follows in _QUALIFIERS_GOES_ON)


def far(text: str, start: int, floor: int) -> str:
    """A bound stated earlier in the clause, or empty."""
    window = text[max(floor, start - FAR_REACH) : start]
    if FAR_FIRST.isdisjoint(window):
        return ""
    match = FAR.search(window)
    return next(word for word in _FAR_WORDS if match[0].startswith(word)) if match else ""


def bound(words: list[str]) -> Bound:
    """What several qualifiers together mean: the strongest statement wins, about last.

    >>> [str(bound(words)) for words in (["至少", "以上"], ["近"], [])]
    ['at_least', 'about', 'exact']
    """
    meanings = [BEFORE.get(w) or AFTER.get(w) or INSIDE.get(w, EXACT) for w in words]
    return next((m for m in (AT_MOST, AT_LEAST, ABOUT) if m in meanings), EXACT)
