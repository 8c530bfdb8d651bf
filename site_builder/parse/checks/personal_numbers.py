"""Numbers that are personal by their form: identity, mobile and card numbers, however they are set in groups.

All work here on words of plain width (`plain_width`). A number is looked at as the groups of digits it is
printed in; a run of neighbouring groups is a candidate when its sizes are those of a known way to set such a
number, or when a word before it says what it is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.parse.checks.personal_rules import PERSONAL_RULES_COUNTED

_DASHES = "-‐‑‒–—―－﹣−"
_DOTS = ".．·•・‧∙。"
WIDE = {ord("！") + offset: chr(ord("!") + offset) for offset in range(94)}
WIDE |= (
    dict.fromkeys(map(ord, "\u00a0\u3000\t\r\u2002\u2003\u2009"), " ")
    | dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _DOTS[:-1]), ".")
)
WIDE |= {ord("【"): "(", ord("】"): ")", ord("〔"): "(", ord("〕"): ")"}
LETTER_OH = re.compile(
    r"(?<=[0-9])[Oo]+(?=[0-9xX])|(?<=[0-9])[Oo]+(?![A-Za-z])|(?<![0-9A-Za-z])[lI](?=[0-9]{10})"
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
REGION = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
"""GB/T 2260: what an identity number begins with"""
PERSONAL_NUMBERS_NAMED = re.compile(
    "(?:身份证|身份号码|证件号|社会保障号|残疾人证|驾驶证|驾驶员证|(?<![A-Za-z])ID)[^0-9。;卡]{0,12}$"
)
"""Words right before a number that say what it is; 身份证和银行卡号 speak of the card"""
NAMED_LENGTHS = range(15, 20)
"""The old number of 15 digits, the present one of 18, and one digit lost or doubled"""
LAST_BIRTH = 2007
"""Without the word and without the check digit only the birthday speaks. Index numbers of published documents
hold dates too, from 2008 on, when the regulations on open government information came into force."""
MOBILE_DIGITS = 11
"""Digits of a mobile number"""
MOBILE = re.compile(r"1[3-9][0-9]{9}")
MOBILE_GROUPS = frozenset(
    {
        (11,),
        (3, 4, 4),
        (3, 8),
        (7, 4),
        (4, 7),
        (4, 4, 3),
        (4, 3, 4),
        (3, 3, 5),
        (5, 6),
        (6, 5),
        (5, 3, 3),
        (1, 10),
        (1,) * 11,
    }
)
"""How people set eleven digits"""
ABROAD = ("0086", "86")
CARD = re.compile(r"(?:62|4|5[1-5]|35|60)[0-9]{14,17}")
CARD_GROUPS = re.compile(
    r"(?:4 ){3}(?:4|4 [123]|[67])|6 (?:1[0-3]|4 4 4|4 4 [1-5]|4 4)|1[6-9]|(?:1 ){15,18}1"
)
ACCOUNT = re.compile(
    "(?:[账帐]号|[账帐]户|卡号|银行卡|一卡通|信用卡|借记卡|储蓄卡|工资卡|社保卡|存折|[工农建中]行卡?|行卡|前全号)[^0-9。"
    ";\n]{0,8}$"
)
ACCOUNT_LENGTHS = range(12, 22)
PERSONAL_NUMBERS_NUMBER = re.compile(r"[0-9]+(?:[ \-./_,()\n]{1,3}[0-9]+)*(?: ?[xX](?![0-9A-Za-z]))?")
GROUP = re.compile(r"[0-9]+")
MANY = 24
"""Groups: more are a table of figures, not one number"""
OF_THINGS = re.compile(
    "(?:浏览|点击|阅读|访问|播放|转发|下载|关注|粉丝|人数|次数|数量|总量|合计|累计|金额|投资|资金)(?:人次|[量数次])?[为达约共:"
    " ]{0,3}$|(?:编号|代码|案号|文号|索引号|档案号|备案号|许可证号|序列号|订单号|流水号|刊号|项目编?号|信访件编?号?|文章编号|热线|第)[:为是"
    " ]{0,3}$"
)
"""Words before a number that say it counts or names a thing"""
HAN_RUN = re.compile("[一二三四五六七八九零〇幺]{11,20}")
PERSONAL_NUMBERS_HAN = str.maketrans("一二三四五六七八九零〇幺", "123456789001")
LOOK_BACK = 24
"""Characters before a number in which words say what it is"""


class PersonalNumber(NamedTuple):
    """A datum in the words looked at."""

    start: int
    end: int
    code: str


def plain_width(words: str) -> str:
    """The words with ASCII in place of full-width signs, all blanks, dashes and dots, and 0 for an O among
    digits; as many characters as before.

    >>> plain_width("１３８－００１３・８000"), plain_width("11O1051949")
    ('138-0013.8000', '1101051949')
    """
    wide = words.translate(WIDE)
    return LETTER_OH.sub(lambda found: ("1" if found[0] in "lI" else "0") * len(found[0]), wide)


def numbers(words: str) -> Iterator[PersonalNumber]:
    """The personal numbers in words of plain width.

    >>> [(each.code, each.start) for each in numbers("电话138 0013 8000,身份证号411425 19900101 1236,受理13812345678件")]
    [('D802', 2), ('D801', 20)]
    """
    for match in PERSONAL_NUMBERS_NUMBER.finditer(words):
        groups = [group.span() for group in GROUP.finditer(match[0])]
        if len(groups) <= MANY or not any(end - start == 1 for start, end in groups):
            yield from _in_groups(words, match.start(), match.end(), groups)
    for run in HAN_RUN.finditer(words):
        digits = run[0].translate(PERSONAL_NUMBERS_HAN)
        code = (
            "D802"
            if len(digits) == 11 and MOBILE.fullmatch(digits)
            else "D805"
            if len(digits) >= 15 and _told(PERSONAL_NUMBERS_NAMED, words, run.start())
            else ""
        )
        if code:
            yield PersonalNumber(*run.span(), code)


def _in_groups(words: str, base: int, end: int, groups: list[tuple[int, int]]) -> Iterator[PersonalNumber]:
    """The first reading at each place; what has been read once is not read again."""
    at = 0
    while at < len(groups):
        found = next((each for each in _from_group(words, base, end, groups, at)), None)
        if found is None:
            at += 1
            continue
        yield found[0]
        at = found[1]


def _from_group(
    words: str, base: int, end: int, groups: list[tuple[int, int]], first: int
) -> Iterator[tuple[PersonalNumber, int]]:
    """What the groups from `first` on can be, longest first; with the group behind."""
    start = base + groups[first][0]
    runs: list[tuple[str, int]] = []
    digits = ""
    for last in range(first, len(groups)):
        digits += words[base + groups[last][0] : base + groups[last][1]]
        if len(digits) > max(ACCOUNT_LENGTHS):
            break
        runs.append((digits, last))
    for digits, last in reversed(runs):
        sizes = tuple(b - a for a, b in groups[first : last + 1])
        stop = base + groups[last][1]
        letter = words[stop:end].strip().upper() if last == len(groups) - 1 else ""
        kind = _kind(
            words, start, end if letter == "X" else stop, digits + (letter if letter == "X" else ""), sizes
        )
        if kind:
            yield PersonalNumber(start, end if letter == "X" else stop, kind), last + 1


def _kind(words: str, start: int, stop: int, digits: str, sizes: tuple[int, ...]) -> str:
    """The code for digits set in groups of these sizes; empty for any other number."""
    before = words[max(0, start - 1) : start]
    if (
        len(digits) < MOBILE_DIGITS
        or (before.isascii() and before.isalpha())
        or PERSONAL_RULES_COUNTED.match(words, stop)
    ):
        return ""
    named = len(digits) in NAMED_LENGTHS and _told(PERSONAL_NUMBERS_NAMED, words, start)
    if len(digits) == 18 and (named or sizes[0] >= 6 or set(sizes) == {1}) and is_identity_number(digits):
        return "D801"
    if named or (
        len(digits) == 20 and _told(PERSONAL_NUMBERS_NAMED, words, start) and is_identity_number(digits[:18])
    ):
        return "D805"
    if not digits.isdigit():
        return ""
    if _told(ACCOUNT, words, start) and len(digits) in ACCOUNT_LENGTHS:
        return "D803" if CARD.fullmatch(digits) and luhn(digits) else "D809"
    return _by_form(words, start, digits, sizes)


def _by_form(words: str, start: int, digits: str, sizes: tuple[int, ...]) -> str:
    """The code for digits that no word names."""
    if (
        len(digits) == 18
        and (len(sizes) == 1 or sizes[:2] == (6, 8))
        and REGION.match(digits)
        and has_birthday(digits)
        and int(digits[6:10]) <= LAST_BIRTH
    ):
        return "D806"
    if (
        CARD.fullmatch(digits)
        and luhn(digits)
        and CARD_GROUPS.fullmatch(" ".join(map(str, sizes)))
        and not _told(OF_THINGS, words, start)
    ):
        return "D803"
    return "D802" if _is_mobile(digits, sizes) and not _told(OF_THINGS, words, start) else ""


def _is_mobile(digits: str, sizes: tuple[int, ...]) -> bool:
    """Eleven digits set as people set them, with or without the number of the country."""
    for prefix in ABROAD:
        if digits.startswith(prefix) and len(digits) == 11 + len(prefix):
            digits = digits[len(prefix) :]
            sizes = sizes[1:] if sizes[0] == len(prefix) else (sizes[0] - len(prefix), *sizes[1:])
            break
    return sizes in MOBILE_GROUPS and MOBILE.fullmatch(digits) is not None


def _told(pattern: re.Pattern[str], words: str, start: int) -> bool:
    """Whether the words right before a number say it."""
    return pattern.search(words[max(0, start - LOOK_BACK) : start]) is not None


def is_identity_number(run: str) -> bool:
    """GB 11643: seventeen digits with a plausible birthday, and the check character.

    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    if not (run[:17].isdigit() and has_birthday(run) and run[0] in "12345678"):
        return False
    return CHECK[sum(int(c) * w for c, w in zip(run[:17], WEIGHTS, strict=True)) % 11] == run[17].upper()


def has_birthday(run: str) -> bool:
    """Whether the digits 7 to 14 are a day."""
    return 1900 <= int(run[6:10]) <= 2099 and 1 <= int(run[10:12]) <= 12 and 1 <= int(run[12:14]) <= 31


def luhn(run: str) -> bool:
    """ISO/IEC 7812: the check digit of card numbers."""
    total = 0
    for place, digit in enumerate(reversed(run)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
