"""The words beside a number that make it approximate, a bound, or one end of a change: tables and three look-ups."""

import re
import string

from site_builder.vocabulary import Bound

EXACT, AT_LEAST, AT_MOST, ABOUT = Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT

BEFORE = {
    "近": ABOUT, "将近": ABOUT, "接近": ABOUT, "约": ABOUT, "大约": ABOUT, "约为": ABOUT, "大概": ABOUT,
    "约占": ABOUT, "约达": ABOUT, "约有": ABOUT, "约合": ABOUT, "约计": ABOUT, "约到": ABOUT, "约占到": ABOUT, "大约有": ABOUT, "大约占": ABOUT,
    "大约为": ABOUT, "大概有": ABOUT, "近有": ABOUT, "≈": ABOUT,
    "≥": AT_LEAST, "≧": AT_LEAST, ">": AT_LEAST, "＞": AT_LEAST, ">=": AT_LEAST, "≤": AT_MOST, "≦": AT_MOST, "<": AT_MOST, "＜": AT_MOST,
    "<=": AT_MOST,
    "逾": AT_LEAST, "超": AT_LEAST, "超过": AT_LEAST, "超出": AT_LEAST, "超过了": AT_LEAST, "突破": AT_LEAST, "突破了": AT_LEAST,
    "不低于": AT_LEAST, "不少于": AT_LEAST, "不得少于": AT_LEAST, "不得低于": AT_LEAST, "至少": AT_LEAST, "最少": AT_LEAST, "不小于": AT_LEAST,
    "高于": AT_LEAST, "多于": AT_LEAST, "大于": AT_LEAST, "上": AT_LEAST,
    "不超过": AT_MOST, "不得超过": AT_MOST, "不高于": AT_MOST, "不得高于": AT_MOST, "不多于": AT_MOST, "不大于": AT_MOST, "最多": AT_MOST,
    "至多": AT_MOST, "最长": AT_MOST, "最高": AT_MOST, "低于": AT_MOST, "少于": AT_MOST, "不足": AT_MOST, "不到": AT_MOST, "小于": AT_MOST,
    "先后": EXACT, "连续": EXACT,
}  # fmt: skip
"""Directly before the number, with what they mean for a comparison. 近 approaches from below but is used loosely: about."""

AFTER = {
    "以上": AT_LEAST, "及以上": AT_LEAST, "(含)以上": AT_LEAST, "之多": AT_LEAST, "以下": AT_MOST, "及以下": AT_MOST, "以内": AT_MOST,
    "之内": AT_MOST, "内": AT_MOST, "左右": ABOUT, "上下": ABOUT, "不等": ABOUT, "有余": AT_LEAST, "多": AT_LEAST,
}  # fmt: skip
"""Directly after the unit. 内 only after a length of time."""
_END = frozenset(",，。;；:：、)）!！?？\n")
_WENT_BY = frozenset("来的时间以")
"""What may stand behind 95件多 and behind 3年多"""

FAR = re.compile(r"(不少于|不低于|不高于|不超过|不多于|不得少于|不得低于|不得超过|不大于|至少|最多|约占)[^，,。;；:：、\d]{0,16}$")
"""Further away in the same clause: 不少于本单位执法人员总数的5%, 至少开展1次, 约占全部案件的三成."""
FAR_SECOND = "少低高超多得大占"
"""Second characters of all that FAR can match"""
FAR_REACH = 22
"""Characters before a number in which FAR is looked for"""

INSIDE = {"余": AT_LEAST, "多": AT_LEAST, "几": AT_LEAST, "前": AT_MOST}
"""Inside the number; 前 opens a rank: 前3名 is third or better"""

RISE = "增长|增加|上升|提高|提升|上涨|增|升|上浮|扩大|(?<![最至过许众])多(?!达)|增多|攀升|递增|增幅达?|增幅为|涨幅达?"
FALL = "下降|降低|减少|压缩|缩短|精简|减|降|回落|压减|下滑|(?<![最至不很])少|缩减|降幅达?|降幅为|削减|节约|节省|递减|减幅达?"
_HEDGE = "(?:了|约|近|超过|超|逾|达到|达|为|幅度)*"
CHANGE = re.compile(rf"(?:(?P<to>(?:{RISE}|{FALL}|调整|优化|扩展|扩容)(?:至|到|为))|(?P<up>{RISE})|(?P<down>{FALL})){_HEDGE}$")
"""Before the number: 同比下降7.01个百分点 (down), 提升至90%以上 (to)."""
CHANGE_ENDS = frozenset("长加升高涨增浮大多攀递达幅低少缩短简减降落滑削约省到至为了近过超逾度")
"""Last characters of all that CHANGE can match: most numbers are not changes, and one look settles it."""
FROM_TO = re.compile(
    rf"^(?:以上|以下|左右|\([^)]{{0,8}}\))?[^，,。;；、\d]{{0,6}}?(?:{RISE}|{FALL}|调整|优化|变|整合|扩展|扩容|合并)[^，,。;；、\d设]{{0,4}}?(?:至|到|为|成)(?:了|现在的|目前的|20\d\d年度?的?|今年的?|本年度?的?|约|近|超过|不超过)?$"
)
"""Between two numbers: 从799项削减至326项, 由2022年的35.6万元增加到2023年的40万元. 19个事项整合设置为10个窗口 counts two things."""
FROM_TO_ENDS = frozenset("至到为成了的约近过年度")
"""Last characters of all that FROM_TO can match"""

_BY_LAST: dict[str, tuple[str, ...]] = {}
for _word in sorted(BEFORE, key=len, reverse=True):
    _BY_LAST[_word[-1]] = (*_BY_LAST.get(_word[-1], ()), _word)
_BY_FIRST: dict[str, tuple[str, ...]] = {}
for _word in sorted(AFTER, key=len, reverse=True):
    _BY_FIRST[_word[0]] = (*_BY_FIRST.get(_word[0], ()), _word)
BEFORE_ENDS = frozenset(_BY_LAST)
AFTER_STARTS = frozenset(_BY_FIRST)
"""Characters beside a number that call for a look at these tables"""
_NOT_AS_QUALIFIER = {"上": "以之如线网向历史早晚马", "近": "最附临", "多": "许众大", "内": "", ">": string.ascii_letters + string.digits + "\"'/-="}
"""以上 12 个 is no 上, 最近三年 no 近; and <b>58件, ->58件 have no sign before the number."""


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
            if at > floor and text[at - 1] in _NOT_AS_QUALIFIER.get(word, ""):
                return ""
            return word
    return ""


def after(text: str, end: int, duration: bool) -> str:
    """The qualifier that begins right after the unit, or empty."""
    if end >= len(text):
        return ""
    for word in _BY_FIRST.get(text[end], ()):
        if text.startswith(word, end) and _qualifies(word, text[end + len(word) : end + len(word) + 1], duration):
            return word
    return ""


def _qualifies(word: str, follows: str, duration: bool) -> bool:
    """Whether a word behind the unit is a qualifier: 5个县内 and 95件多为 are none."""
    if word == "内":
        return duration
    return word != "多" or follows in _END or (duration and follows in _WENT_BY)


def far(text: str, start: int, floor: int) -> str:
    """A bound stated earlier in the clause, or empty."""
    window = text[max(floor, start - FAR_REACH) : start]
    if "不" not in window and "至" not in window and "最" not in window and "约" not in window:
        return ""
    match = FAR.search(window)
    return match[1] if match else ""


def bound(words: list[str]) -> Bound:
    """What several qualifiers together mean: the strongest statement wins, about last.

    >>> [str(bound(words)) for words in (["至少", "以上"], ["近"], [])]
    ['at_least', 'about', 'exact']
    """
    meanings = [BEFORE.get(w) or AFTER.get(w) or INSIDE.get(w, EXACT) for w in words]
    return next((m for m in (AT_MOST, AT_LEAST, ABOUT) if m in meanings), EXACT)
