"""Personal data in a text, so that staff look before publishing: identity, mobile, card and passport numbers,
plates, home addresses, birthdays, names of victims.

Messages never repeat the data: the middle is masked. Furniture is searched too: it is in the published source
file. A number that is named as one of identity, or that is built like one, is told as such although its check
digit is wrong: one mistyped digit hides nobody.

Reports are large and personal data rare. A cheap search for signs (long or grouped digits, 住, 出生, @ …)
names the places worth a look; only there are the words brought to plain width and held against the rules.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from site_builder.model.text import CleanText
from site_builder.parse.checks.acknowledged import ways_out
from site_builder.parse.checks.long_numbers import LongNumbers, long_numbers
from site_builder.parse.checks.personal_numbers import PersonalNumber, numbers, plain_width
from site_builder.parse.checks.personal_rules import PLATE_PROVINCES, RULES, PersonalDataRule
from site_builder.problems import Problem
from site_builder.vocabulary import Severity

Place = tuple[int, int]
"""Start and end of a stretch worth a look"""
BEFORE, BEHIND = 40, 72
"""Characters looked at before and behind a sign"""
MIN_RUN_LOOKED_AT = 7
"""Digits and letters in a row that are looked at whatever stands before them"""
BEFORE_SHORT = frozenset(PLATE_PROVINCES + " -·•・.．—－号码照证（(:：")
"""What may stand right before a shorter run that is part of a plate or a passport number"""
SEPARATORS = frozenset("\u00a0\u3000·•・—–－―‐．／，)）.")
WIDE_DIGITS = re.compile("[０-９][０-９Ａ-Ｚａ-ｚ]{4,}|[０-９]{3}")
ANONYMOUS = re.compile("[某×✕*＊XxＸ○〇Oo]")
OFFICIAL_DOMAIN = re.compile(r"(?:^|\.)gov ?\.cn$|(?:^|[.@])gov$")
OFFICIAL = re.compile(
    "举报邮|投诉邮|联系邮|投诉举报|监督|意见|征集|反馈|咨询|信息公开|联系人|联系电话|电话|传真|邮编|办公|公务|官方|单位|本局|[局委办厅科](?:电子)?邮|政府|受理|公开"
)
PRIVATE = re.compile("当事人|本人|个人|举报人|投诉人|申请人|原告|被告|某|姓名|[他她其]的")
PATTERNS = tuple(
    (rule, re.compile(rule.pattern), re.compile(f"(?:{rule.unless_before})$") if rule.unless_before else None)
    for rule in RULES
)
FORBIDDEN = {rule.id: re.compile(rule.unless_after) for rule in RULES if rule.unless_after}


def personal_data(clean: CleanText, long: LongNumbers) -> list[Problem]:
    """One problem per find, masked. Numbers that are nothing personal by their form (index numbers, document
    numbers, amounts) are no finds."""
    problems = []
    for found in personal_in(clean.text, long):
        line = line_of(clean, found.start)
        problems.append(
            Problem(
                found.code,
                "reports/" + clean.path,
                line,
                masked(clean.text[found.start : found.end]),
                ways_out(clean, found.code, line),
            )
        )
    return problems


def personal_in_sidecar(clean: CleanText) -> list[Problem]:
    """D822 and D823: personal data in what the sidecar states, which pages show, and in the name of the file."""
    problems = []
    for key, words in _stated(clean):
        for each in personal_in(words):
            hidden = masked(words[each.start : each.end])
            file = "reports/" + (clean.sidecar_path if key else clean.path)
            plain = Problem(each.code, file, clean.sidecar_lines.get(key, 0), hidden)
            problems.append(
                replace(
                    plain,
                    code="D822" if plain.severity == Severity.ERROR else "D823",
                    detail=(("said", plain.message),),
                )
            )
    return problems


def _stated(clean: CleanText) -> Iterator[tuple[str, str]]:
    """Everything a sidecar states in words, under the key that has a line."""
    said = clean.sidecar
    if clean.sidecar_path:
        for key in ("title", "place", "issuer", "source_url", "document_number", "licence", "withheld"):
            yield key, getattr(said, key)
        yield from ((f"confirm.{line}", words) for line, words in said.confirm.items())
        yield from ((f"replace.{index}", f"{each.to}\n{each.why}") for index, each in enumerate(said.replace))
        yield from ((f"acknowledged.{index}", each.why) for index, each in enumerate(said.acknowledged))
    name = clean.path.rpartition("/")[2]
    if len(name) > SHORTEST_NAME:
        yield "", name


SHORTEST_NAME = 10
"""Characters of a file's name that can hold personal data; 2024.txt cannot"""


def personal_in(text: str, long: LongNumbers | None = None) -> list[PersonalNumber]:
    """The personal data of any text, in order.

    >>> text = "联系电话：１３８-0013-8000，住址：漯河市柳江路12号2单元501室，受理诉求13812345678件"
    >>> [(each.code, text[each.start : each.end]) for each in personal_in(text)]
    [('D802', '１３８-0013-8000'), ('D812', '漯河市柳江路12号2单元501室')]
    """
    signs = long_numbers(text) if long is None else long
    found: set[PersonalNumber] = set()
    for cue, places in [(cue, list(find(text, signs))) for cue, find in SIGNS]:
        for start, end in _joined(places, len(text)) if places else ():
            found.update(
                PersonalNumber(start + each.start, start + each.end, each.code)
                for each in _by_rules(plain_width(text[start:end]), cue)
            )
    return _once(found)


def _once(found: Iterable[PersonalNumber]) -> list[PersonalNumber]:
    """In order; of finds that overlap only the first, and of those that begin together the longest: a datum
    is told once."""
    out: list[PersonalNumber] = []
    for each in sorted(found, key=lambda found: (found.start, -found.end, found.code)):
        if not out or each.start >= out[-1].end:
            out.append(each)
    return out


def _by_rules(words: str, cue: str) -> Iterator[PersonalNumber]:
    """What the rules of one cue find in words of plain width."""
    if cue == "digits":
        yield from numbers(words)
    for rule, pattern, before in PATTERNS:
        if rule.cue == cue:
            for match in pattern.finditer(words):
                if not (
                    before and before.search(words[max(0, match.start() - 6) : match.start()])
                ) and _is_datum(rule, match, words):
                    yield PersonalNumber(*match.span("datum"), rule.code)


def _is_datum(rule: PersonalDataRule, match: re.Match[str], words: str) -> bool:
    """What a pattern alone cannot say: a masked name, an amount, the mailbox of an authority."""
    forbidden = FORBIDDEN.get(rule.id)
    if forbidden and forbidden.match(words, match.end("datum")):
        return False
    if rule.cue == "name":
        return ANONYMOUS.search(match["datum"]) is None
    if rule.cue == "mail":
        return not official_mail(
            match["datum"], words[max(0, match.start() - 30) : match.start()].rpartition("\n")[2]
        )
    return True


def official_mail(address: str, before: str) -> bool:
    """Whether a mailbox is that of an authority: by its domain, or by the words before it where no private
    person is named.

    >>> official_mail("sfj@km.gov.cn", ""), official_mail("lyfzb@126.com", "联系人:李科长,电子邮箱:"), official_mail("sunny88@139.com", "向举报人邮箱(")
    (True, True, False)
    """
    return OFFICIAL_DOMAIN.search(address) is not None or (
        OFFICIAL.search(before) is not None and PRIVATE.search(before) is None
    )


def _joined(places: Iterable[Place], length: int) -> Iterator[Place]:
    """The stretches with what stands around them; those that touch as one."""
    start = end = -1
    for first, last in sorted(places):
        if end < 0 or first - BEFORE > end:
            if end >= 0:
                yield start, end
            start = max(0, first - BEFORE)
        end = max(end, min(length, last + BEHIND))
    if end >= 0:
        yield start, end


def _digit_signs(text: str, long: LongNumbers) -> Iterator[Place]:
    """Long runs, runs behind the sign of a plate or a paper, digits in groups, full-width digits, numerals in
    a row."""
    for start, end in long.runs:
        if end - start >= MIN_RUN_LOOKED_AT or text[start - 1 : start] in BEFORE_SHORT:
            yield start, end
    yield from long.groups
    for at in long.apart:
        if text[at] in SEPARATORS and (text[at + 5 : at + 6] in GOES_ON or text[at - 5 : at - 4] in GOES_ON):
            yield at - 3, at + 4
    yield from _beside(text, "·", CAPITALS, GOES_ON | CAPITALS)
    at = text.find("照") if b" " in long.plain else -1  # a number without blanks is a run
    while at >= 0:
        if text[at - 1 : at] == "护":
            yield at, at + 1
        at = text.find("照", at + 1)
    if any(digit in text for digit in "１２０６"):
        yield from (found.span() for found in WIDE_DIGITS.finditer(text))
    for numeral in "零〇":
        yield from _beside(text, numeral, NUMERALS, NUMERALS)


def _beside(text: str, sign: str, before: frozenset[str], behind: frozenset[str]) -> Iterator[Place]:
    """Where a character stands between two of certain others."""
    at = text.find(sign)
    while at >= 0:
        if text[at + 1 : at + 2] in behind and text[at - 1 : at] in before:
            yield at, at + 1
        at = text.find(sign, at + 1)


def _words(text: str, sign: str, words: tuple[str, ...]) -> Iterator[Place]:
    """Where one of some words begins; all begin with the same character."""
    at = text.find(sign)
    while at >= 0:
        if text.startswith(words, at):
            yield at, at + 1
        at = text.find(sign, at + 1)


CAPITALS = frozenset("ABCDEFGHJKLMNPQRSTUVWXYZＡＢＣＤＥＦＧＨＪＫＬＭＮＰＱＲＳＴＵＶＷＸＹＺ")
NUMERALS = frozenset("一二三四五六七八九零〇幺")
GOES_ON = frozenset("0123456789") | SEPARATORS
"""What stands behind two groups of digits when the number is longer than a span of years"""
PRIVACY_DIGITS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十")
NO_HOME = frozenset("房建宅院户保")
"""Behind 住: 住房, 住建, 住宅"""
LIVING = frozenset("家现租暂居经，,（(人 某：:\n")
"""Before 住"""


def _home_signs(text: str, _: LongNumbers) -> Iterator[Place]:
    """Where words of living somewhere stand with a number behind."""
    at = text.find("住")
    while at >= 0:
        behind = text[at + 1 : at + 2]
        if (
            behind not in NO_HOME
            and (text[at - 1 : at] in LIVING or behind == "址" or behind == "所")
            and not PRIVACY_DIGITS.isdisjoint(text[at : at + 60])
        ):
            yield at, at + 40
        at = text.find("住", at + 1)
    for sign, before in (("籍", "户"), ("址", "地")):
        at = text.find(sign)
        while at >= 0:
            if text[at - 1 : at] == before and not PRIVACY_DIGITS.isdisjoint(text[at : at + 60]):
                yield at, at + 40
            at = text.find(sign, at + 1)


ITEM = frozenset("，,、（( \u3000：:\n")
"""What stands around 男 or 女 in the description of a person"""


def _birth_signs(text: str, _: LongNumbers) -> Iterator[Place]:
    """出生, and 男 or 女 as an item in the description of a person."""
    at = text.find("出生")
    while at >= 0:
        yield at, at + 2
        at = text.find("出生", at + 2)
    for sex in "男女":
        yield from _beside(text, sex, ITEM, ITEM)


NAME_SIGNS = {
    "患": ("患者",),
    "未": ("未成年",),
    "害": ("害人",),
    "矫": ("矫正对象", "矫正人员"),
    "戒": ("戒毒人员",),
    "岁": ("岁）", "岁)", "岁，", "岁,", "岁。"),
}


def _name_signs(text: str, _: LongNumbers) -> Iterator[Place]:
    """Words for those whose names must not be told, and ages."""
    for sign, words in NAME_SIGNS.items():
        yield from _words(text, sign, words)


def _mail_signs(text: str, long: LongNumbers) -> Iterator[Place]:
    if b"@" in long.plain or "＠" in text:
        for sign in "@＠":
            yield from _words(text, sign, (sign,))


ACCOUNT_SIGNS = {"Ｑ": ("ＱＱ",), "微": ("微信",), "抖": ("抖音",), "ｗ": ("ｗｘ",)}
LATIN_ACCOUNT_SIGNS = {"Q": ("QQ",), "q": ("qq",), "C": ("Chat",), "c": ("chat",), "w": ("wx",)}


def _account_signs(text: str, long: LongNumbers) -> Iterator[Place]:
    """QQ, 微信 and 抖音 with something that may be an account behind."""
    latin = {sign: words for sign, words in LATIN_ACCOUNT_SIGNS.items() if sign.encode() in long.plain}
    for sign, words in (ACCOUNT_SIGNS | latin).items():
        if sign in text:
            for start, end in _words(text, sign, words):
                if any(c.isascii() and c.isalnum() for c in plain_width(text[end + 1 : end + 8])):
                    yield start, end


SIGNS = (
    ("digits", _digit_signs),
    ("home", _home_signs),
    ("birth", _birth_signs),
    ("name", _name_signs),
    ("mail", _mail_signs),
    ("account", _account_signs),
)


def masked(words: str) -> str:
    """The first three and last two characters, of few the first only; the rest hidden.

    >>> masked("11010519491231002X"), masked("王小明")
    ('110*************2X', '王**')
    """
    return (
        words[:3] + "*" * (len(words) - 5) + words[-2:]
        if len(words) >= MIN_CHARS_SHOWN_AT_BOTH_ENDS
        else words[:1] + "*" * max(1, len(words) - 1)
    )


MIN_CHARS_SHOWN_AT_BOTH_ENDS = 7
"""Characters a datum must have to be shown at both ends"""


def line_of(clean: CleanText, offset: int) -> int:
    """The source line of an offset of the clean text."""
    index = bisect_right(clean.line_starts, offset) - 1
    return clean.line_numbers[max(0, index)] if clean.line_numbers else 0
