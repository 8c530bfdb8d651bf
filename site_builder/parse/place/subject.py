"""The place that the first sentence is about: 2023年,在南京市委的领导下,鼓楼区坚持….

Whose guidance comes before it and whose orders it carries out is another place's, however plainly that one is
named. So a name of several places is left open until the rest of the text tells which is meant, and a name
that no table has ends the search: what else is named lies around it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.model.places import PlaceMatch, PlaceRegistry
from site_builder.parse.place.decide import PlaceEvidence
from site_builder.parse.place.issuer_forms import innermost, read_issuer
from site_builder.parse.place.self_reference import (
    MAX_CHARS_OF_SELF_REFERENCE,
    MAX_LINES_READ,
    NOT_A_NAME,
    TEXT_BEFORE_SUBJECT,
    VERB_AFTER_SUBJECT,
    office_spoken_of,
    own_name,
)
from site_builder.parse.place.unknown import names_division, office_of_unknown
from site_builder.parse.structure.lines import TextLine
from site_builder.text.readers.places import COUNTY_UNITS, resolve
from site_builder.vocabulary import Level, Origin

SUBJECT_DIVISION = re.compile(
    TEXT_BEFORE_SUBJECT + r"(?P<who>" + NOT_A_NAME + r"(?![该省市县区])[\u4e00-\u9fff]{1,14}?[县区旗市州盟])"
    r"(?:委(?:、?[县区旗市州盟]?(?:人民)?政府)?|(?:人民)?政府)?(?:党组)?(?:法治政府建设(?:工作)?)?"
    + VERB_AFTER_SUBJECT
)
"""When, under whose guidance, which county or city, and what it did"""
AT_LARGE = re.compile(r"[各全我本该]")
LONGEST_UNKNOWN = 5
"""Characters of a name that no table has; what is longer is a clause that ends in such a word"""
SHORT_DISTRICT = re.compile(r"[\u4e00-\u9fff]区")
"""东区, 西区, 城区: districts, but streets and parts of other cities are called so too"""


class SubjectPlace(NamedTuple):
    """The division the first sentence is about."""

    name: str
    line: int
    match: PlaceMatch | None
    """None if no table has the name, or only as the short one of a county that it does not fit"""


def own_division(lines: list[TextLine], body: int, registry: PlaceRegistry) -> SubjectPlace | None:
    """The county or city that the first sentence is about, or the county no table has whose office it is
    about (火星县司法局); else None."""
    for line in lines[body : body + MAX_LINES_READ]:
        found = SUBJECT_DIVISION.match(line.text[:MAX_CHARS_OF_SELF_REFERENCE])
        if found is None:
            unknown = office_of_unknown(office_spoken_of(line.text[:MAX_CHARS_OF_SELF_REFERENCE]), registry)
            if unknown:
                return SubjectPlace(unknown, line.number, None)
            continue
        name = found["who"]
        match = resolve(name, registry) or innermost(name, registry)
        if match is not None and match.end == len(name):
            names = [registry.by_code[code].name for code in match.codes]
            short = name[-1] not in COUNTY_UNITS and any(
                each.startswith(name) and each.endswith(COUNTY_UNITS) for each in names
            )
            return SubjectPlace(
                name, line.number, None if short else match
            )  # 巴州 may be 巴州区, and is 巴音郭楞蒙古自治州 for those who live there
        rest = name[match.end :] if match is not None else name
        if names_division(rest) and len(rest) <= LONGEST_UNKNOWN and not AT_LARGE.search(rest):
            return SubjectPlace(name, line.number, None)
    return None


def subject_places(
    subject: SubjectPlace | None, lines: list[TextLine], body: int, registry: PlaceRegistry
) -> Iterator[PlaceEvidence]:
    """The place of the first sentence's subject: of the county or city itself, else of the office that is
    named with its place (夏县司法局)."""
    if subject is not None and subject.match is not None:
        yield PlaceEvidence(
            subject.match,
            Origin.TEXT,
            subject.line,
            subject.name,
            f"由正文第一句的主语“{subject.name}”推断。",
            inferred=True,
        )
        return
    own = own_name(lines, body, registry)
    issuer = read_issuer(str(own.value), registry) if own is not None else None
    if own is None or issuer is None or issuer.match is None or issuer.level == Level.TOWN:
        return
    if issuer.match.start == 0 and not SHORT_DISTRICT.fullmatch(issuer.match.text):
        yield PlaceEvidence(
            issuer.match,
            Origin.TEXT,
            own.line,
            own.raw,
            f"由正文第一句的主语“{own.raw}”推断。",
            inferred=True,
        )
