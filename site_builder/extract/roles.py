"""What a number says: what the place achieved in the year, or a target, a comparison, someone else's figure,
a duty, a problem, a definition.

Only achievements of the year may enter a place's series; reading a target or the national average as an
achievement would be an invention. The section decides first (parse knows it), then cue words in the clause;
both are named in the reason.
"""

import re

from msgspec import Struct

from site_builder.extract.numbers.parallel_lists import listed_year
from site_builder.matching.arrays import Ints, follow
from site_builder.matching.words import Hits
from site_builder.rules.load import subject
from site_builder.vocabulary import BlockKind, DocumentKind, Level, QuantityKind, Role, SectionRole

ACHIEVEMENT = Role.ACHIEVEMENT
BLOCK_DEFINITION = BlockKind.DEFINITION
BLOCK_TABLE = BlockKind.TABLE
COMPARISON = Role.COMPARISON
DEFINITION = Role.DEFINITION
KIND_DURATION = QuantityKind.DURATION
KIND_MULTIPLE = QuantityKind.MULTIPLE
KIND_PERCENT = QuantityKind.PERCENT
KIND_PERCENT_POINT = QuantityKind.PERCENT_POINT
KIND_RANK = QuantityKind.RANK
OTHER_PARTY = Role.OTHER_PARTY
RULE = Role.RULE
SECTION_ARRANGEMENTS = SectionRole.ARRANGEMENTS
SECTION_GLOSSARY = SectionRole.GLOSSARY
SECTION_PROBLEMS = SectionRole.PROBLEMS
TARGET = Role.TARGET
"""Asked for at every number or paragraph, and so bound once: to read a member off its vocabulary takes 0.1 µs
"""


SECTION_ROLES = {
    SectionRole.GLOSSARY: Role.DEFINITION,
    SectionRole.PROBLEMS: Role.PROBLEM,
    SectionRole.ARRANGEMENTS: Role.TARGET,
}
"""Section.role → role of what stands in it, unless a cue says otherwise."""

_RULES = subject("roles")
COMPARED = re.compile(f"(?:{_RULES.pattern('comparison')})$")
"""高出全省平均水平17个百分点 · 同比下降7.01个百分点 · 较上一年度增加10%"""
OTHERS = re.compile(f"(?:{_RULES.pattern('other')})$")
"""全国平均…, 全省受理…: another's figure"""
OWN_SCOPE = {rule.value: rule.words for rule in _RULES.under("own")}
"""For a province 全省 is itself, for any city 全市. The places around and inside it are others."""
GOVERNMENTS = frozenset((Level.PROVINCE, Level.CITY, Level.COUNTY))
TARGETED = re.compile(_RULES.pattern("target"))
TARGETED_FIRST = _RULES.begins("target")
"""First characters of all that TARGETED can match"""
DUTY = re.compile(_RULES.pattern("duty"))
"""应当在生效之日起20个工作日内…: a duty described, not a deed"""
PAST = re.compile(_RULES.pattern("past"))
ROLES_YEAR = re.compile(r"(?<!\d)20\d\d年")
SPAN_OF_YEARS = re.compile(_RULES.pattern("since"))
"""Behind a year: it begins a stretch that may reach the report's, or names a paper"""
NOW = re.compile(_RULES.pattern("now"))
FAMILIES = ("compared", "others", "targeted", "earlier")
"""The four expressions that are looked for before a number, as `CueFlags` names them"""
ROLES_REACH = {family: _RULES.value(f"reach.{family}", int) for family in FAMILIES}
"""Characters before a number in which each is looked for"""
CUE_WORDS = {word: FAMILIES.index(family) + 1 for word, family in _RULES.table("cue", str).items()}
"""Word → its family, counted from 1: words of which one stands in whatever the expression matches. They are
found with the words of the dictionary in the one search of a text: where none stands near, and near most
numbers none does, the expression is not tried (a test holds the two together)."""


class DocumentContext:
    """What holds for all numbers of one document: its kind, its year, and what it calls its own place. Built
    once per report."""

    __slots__ = ("own", "plan", "year")

    def __init__(self, kind: DocumentKind, year: int | None, level: Level, place: str) -> None:
        """`level` is that of the issuer, `place` the name of the place.

        >>> [DocumentContext(DocumentKind.ANNUAL_REPORT, 2024, *whose).own for whose in ((Level.COUNTY, "许昌市禹州市"), (Level.DEPARTMENT, "漯河市"))]
        [('全市', '我市'), ()]
        """
        self.plan = kind == DocumentKind.PLAN
        self.year = year or 0
        self.own = OWN_SCOPE.get(place[-1:], ()) if level in GOVERNMENTS else ()


class CueFlags(Struct, frozen=True, gc=False):
    """Which of the four expressions may match before a number."""

    compared: bool = True
    others: bool = True
    targeted: bool = True
    earlier: bool = True


ANY = CueFlags()


def near_cues(hits: Hits, families: Ints, starts: Ints) -> list[CueFlags]:
    """For numbers that begin at `starts` which expressions may match; `families` tells the family of each
    word that is a cue, and 0 of the others."""
    family = families.take(hits.word)
    columns = [
        follow(starts, hits.start[family == number], reach).tolist()
        for number, reach in enumerate(ROLES_REACH.values(), 1)
    ]
    return [CueFlags(*row) for row in zip(*columns, strict=True)]


def role_of(
    scene: DocumentContext,
    section: SectionRole,
    kind: BlockKind,
    text: str,
    floor: int,
    at: int,
    quantity: QuantityKind,
    near: CueFlags = ANY,
) -> tuple[Role, str]:
    """Role and reason of a number at `at` of `text`, in the sentence that begins at `floor`.

    `section` is the role of its section, `kind` the kind of its paragraph, `quantity` its own kind.

    >>> role_of(DocumentContext(DocumentKind.ANNUAL_REPORT, 2024, Level.CITY, "漯河市"), SectionRole.MEASURES, BlockKind.TEXT, "调解和解率44.1%,高出全省平均水平17个百分点。", 0, 19, QuantityKind.PERCENT_POINT)[1]
    '高出全省平均水平'
    """
    if kind == BLOCK_DEFINITION or section == SECTION_GLOSSARY:
        return DEFINITION, "名词解释"
    if kind == BLOCK_TABLE and scene.plan:
        return RULE, "指标体系"
    if (
        near.compared
        and quantity in (KIND_PERCENT, KIND_PERCENT_POINT, KIND_MULTIPLE)
        and (found := COMPARED.search(text, max(floor, at - ROLES_REACH["compared"]), at))
    ):
        return COMPARISON, found[0]
    found = (
        OTHERS.search(text, max(floor, at - ROLES_REACH["others"]), at)
        if near.others and quantity != KIND_RANK
        else None
    )
    if found and not found[0].startswith(scene.own):
        return OTHER_PARTY, found[0]
    if scene.plan:
        return TARGET, "方案"
    if section in SECTION_ROLES:
        if (
            section == SECTION_PROBLEMS
            and near.targeted
            and (found := TARGETED.search(text, max(floor, at - ROLES_REACH["targeted"]), at))
        ):
            return TARGET, found[0]
        return (
            SECTION_ROLES[section],
            {SECTION_PROBLEMS: "存在的问题", SECTION_ARRANGEMENTS: "工作安排"}[section],
        )
    return _within(scene, text, floor, at, quantity, near)


def _within(
    scene: DocumentContext, text: str, floor: int, at: int, quantity: QuantityKind, near: CueFlags
) -> tuple[Role, str]:
    """Inside the account of the year: duties described and targets announced stand out by their words."""
    if quantity == KIND_DURATION and (
        found := DUTY.search(text, max(floor, at - ROLES_REACH["targeted"]), at)
    ):
        return RULE, found[0]
    found = TARGETED.search(text, max(floor, at - ROLES_REACH["targeted"]), at) if near.targeted else None
    if found and not PAST.search(text, found.end(), at):
        year = next((int(y) for y in found.groups() if y), None)
        if year is None or (scene.year and year > scene.year):
            return TARGET, found[0]
    if near.earlier and scene.year and (earlier := _earlier(scene.year, text, floor, at)):
        return COMPARISON, earlier
    return ACHIEVEMENT, ""


def _earlier(reported: int, text: str, floor: int, at: int) -> str:
    """The year before the one `reported` which a number in its account belongs to, or nothing: it is the
    number's in a list, or opens a clause and no other year follows it.

    >>> said = "2022年受理40件,办结38件,2023年受理56件(2021年为30件),办结50件,落实2022年计划,自2022年以来立法3部。"
    >>> [_earlier(2023, said, 0, said.index(each)) for each in ("40", "38", "56", "30", "50", "3部")]
    ['2022年', '2022年', '', '2021年', '', '']
    """
    listed = listed_year(text, floor, at)
    if listed:
        return f"{listed}年" if listed < reported else ""
    for year in reversed(list(ROLES_YEAR.finditer(text, max(floor, at - ROLES_REACH["earlier"]), at))):
        opening = text[year.start() - 1 : year.start()] if year.start() > floor else ","
        if opening in "(（" and any(mark in text[year.end() : at] for mark in ")）"):
            continue  # said of the number in the bracket only
        said = (
            int(year[0][:4]) < reported
            and opening in "(（,，;；:：、"
            and not SPAN_OF_YEARS.match(text, year.end())
        )
        return year[0] if said and not NOW.search(text, year.end(), at) else ""
    return ""


def sentence_role(
    scene: DocumentContext, section: SectionRole, kind: BlockKind, text: str, floor: int, ceiling: int
) -> Role:
    """The role of a whole sentence, `text[floor:ceiling]`, for evidence."""
    if kind == BLOCK_DEFINITION or section == SECTION_GLOSSARY:
        return DEFINITION
    if scene.plan:
        return RULE if kind == BLOCK_TABLE else TARGET
    if section in SECTION_ROLES:
        return SECTION_ROLES[section]
    return TARGET if text[floor] in TARGETED_FIRST and TARGETED.match(text, floor, ceiling) else ACHIEVEMENT
