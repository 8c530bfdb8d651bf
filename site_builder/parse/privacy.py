"""Personal data in a text: identity numbers, mobile numbers, bank cards, car plates, with their check digits, so that staff look before publishing.

Messages never repeat the data: the middle is masked. Furniture is searched too: it is in the published source file. A number that is named as one of
identity, or that is built like one, is told as such although its check digit is wrong: one mistyped digit hides nobody.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from site_builder.model.text import CleanText
from site_builder.parse.acknowledged import ways_out
from site_builder.parse.long_numbers import LongNumbers
from site_builder.problems import Problem

GROUPED = re.compile(r"[0-9]{3,4}(?:[ -][0-9]{2,4}){2,5}")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
NAMED = re.compile("(?:身份证|身份号码)[^0-9。；;卡\n]{0,12}$")
"""Words right before a number that say what it is; 身份证和银行卡号 speak of the card"""
NAMED_LENGTHS = range(15, 20)
"""The old number of 15 digits, the present one of 18, and one digit lost or doubled"""
REGION = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
"""GB/T 2260: what an identity number begins with"""
LAST_BIRTH = 2007
"""Without the word and without the check digit only the birthday speaks. Index numbers of published documents hold dates too, from 2008 on, when the
regulations on open government information came into force."""
MOBILE = re.compile(r"1[3-9][0-9]{9}")
CARD = re.compile(r"(?:62|4|5[1-5]|35|60)[0-9]{14,17}")
PLATE = re.compile(r"[A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]?")
PROVINCES = frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")
DASHED_PLATE = re.compile("[A-Z][·•・][A-Z0-9]{5,6}")
DASHES = "·•・"
"""What stands behind the first letter of a plate"""


def personal_data(clean: CleanText, numbers: LongNumbers) -> list[Problem]:
    """One problem per find, masked. Numbers that are nothing personal by their form (index numbers, document numbers, amounts) are no finds."""
    text = clean.text
    found: set[tuple[int, str, str]] = set()
    for start, end in numbers.runs:
        run = text[start : end + (text[end : end + 1] == "x")]
        code = kind_in(text, start, run)
        if not code and start and text[start - 1] in PROVINCES and is_plate(run):
            code, run = "D804", text[start - 1] + run
        if code:
            found.add((start, code, run))
    for start in numbers.groups:
        grouped = GROUPED.match(text, start)
        if grouped and not text[start - 1 : start].isdigit() and not text[grouped.end() : grouped.end() + 1].isdigit():
            code = kind_in(text, start, grouped[0].replace(" ", "").replace("-", ""))
            if code:
                found.add((start, code, grouped[0]))
    found.update((at, "D804", plate) for at, plate in dashed_plates(text))
    return [_problem(clean, line_of(clean, at), code, words) for at, code, words in sorted(found)]


def _problem(clean: CleanText, line: int, code: str, words: str) -> Problem:
    return Problem(code, "reports/" + clean.path, line, masked(words), ways_out(clean, code, line))


def kind_in(text: str, start: int, run: str) -> str:
    """The code for a run of digits where it stands: what it is by its form, and what the words before it call it.

    >>> [kind_in(words, words.index("4"), words[words.index("4"):]) for words in ("身份证号：411425199001011234", "编号411425199001011234")]
    ['D805', 'D806']
    >>> [kind_in(words, words.index("4"), words[words.index("4"):]) for words in ("编号411425202301011234", "身份证和银行卡号4111111111111111")]
    ['', 'D803']
    """
    code = number_kind(run)
    if code == "D801" or not run[:-1].isdigit():
        return code
    if len(run) in NAMED_LENGTHS and NAMED.search(text[max(0, start - 20) : start]):
        return "D805"
    if len(run) == 18 and REGION.match(run) and has_birthday(run) and int(run[6:10]) <= LAST_BIRTH:
        return "D806"
    return code


def dashed_plates(text: str) -> Iterator[tuple[int, str]]:
    """Plates as they are printed with a dot, 豫L·A1234: where they stand behind the character of their province, with at least one digit.

    >>> list(dashed_plates("车牌豫L·A1234的车辆,迪丽·热巴"))
    [(3, '豫L·A1234')]
    """
    for dash in DASHES:
        at = text.find(dash)
        while at >= 0:
            plate = DASHED_PLATE.match(text, at - 1) if at > 1 and text[at - 2] in PROVINCES else None
            if plate and any(c.isdigit() for c in plate[0]):
                yield at - 1, text[at - 2] + plate[0]
            at = text.find(dash, at + 1)


def number_kind(run: str) -> str:
    """The code for a run of digits: identity number, mobile number or bank card; empty for any other number.

    >>> number_kind("11010519491231002X"), number_kind("110105194912310021"), number_kind("13800138000"), number_kind("113708120042347000")
    ('D801', '', 'D802', '')
    """
    if len(run) == 18 and run[:17].isdigit() and is_identity_number(run):
        return "D801"
    if not run.isdigit():
        return ""
    if len(run) == 11 and MOBILE.fullmatch(run):
        return "D802"
    if 16 <= len(run) <= 19 and CARD.fullmatch(run) and luhn(run):
        return "D803"
    return ""


def is_identity_number(run: str) -> bool:
    """GB 11643: seventeen digits with a plausible birthday, and the check character."""
    if not (has_birthday(run) and run[0] in "12345678"):
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


def is_plate(run: str) -> bool:
    """A plate behind the character of its province: a letter, then five or six of letters and digits, at least two digits."""
    return 6 <= len(run) <= 7 and PLATE.fullmatch(run) is not None and sum(c.isdigit() for c in run) >= 2


def masked(words: str) -> str:
    """The first three and last two characters; the rest hidden."""
    return words[:3] + "*" * max(1, len(words) - 5) + words[-2:]


def line_of(clean: CleanText, offset: int) -> int:
    """The source line of an offset of the clean text."""
    index = bisect_right(clean.line_starts, offset) - 1
    return clean.line_numbers[max(0, index)] if clean.line_numbers else 0
