"""The place whose own documents a report names: 制定《岳阳县法治政府建设实施方案》 in a report that says
nothing else of where it comes from.

Of 22 pages without a title that were looked at by hand, 9 name their place only so. A document of the city
above or of the province is cited too, so the place must be of the unit that leads the report (县委、县政府 →
a 县), and the only one of that kind among all documents named.
"""

import re
from collections.abc import Iterator

from site_builder.model.places import PlaceMatch, PlaceRegistry
from site_builder.parse.place.decide import (
    AND_COMMITTEE,
    LED,
    OFFICE_SPEAKS,
    TOWN_SUFFIX,
    PlaceEvidence,
    own_words,
)
from site_builder.parse.structure.lines import TextLine
from site_builder.text.readers.places import find_places
from site_builder.vocabulary import Level, Origin

CITED_TITLED = re.compile(
    r"[《<〈]\s?(?:(?:中共|关于)|印发|[<〈《]|(?:19|20)[0-9]{2}年?(?:度)?){0,4}(?=[\u4e00-\u9fff]{2,12}[省市县区州旗盟])"
)
"""The beginning of a document's title, up to the name of a place"""
MAX_CITED_NAME_CHARS = 16
GOVERNMENT_SPEAKS = re.compile(
    r"(?:^|[\n,，。;；、将向由受在])(?:本|现将)?(?P<unit>[省市县区州旗]|自治区)(?:人民)?政府(?![门网])"
)
"""县人民政府 坚持…: whose government is meant, or asked, without a name"""
UNIT_SPEAKS = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[在向经由报对受照和及与])(?P<unit>[市县区州旗])(?:委|(?:人民)?政府|司法局|依法治)"
)
OWN_WORK = re.compile(
    r"(?:制定|制订|印发|出台|编制|制发|修订|编撰|公示|起草|公布|推进|发布|通过|审议)[^《。;；]{0,16}$"
)
"""What one does with one's own documents; those of the city above are carried out (落实)"""
CHARS_BEFORE_CITATION = 24
OFFICE_OF_UNIT = re.compile(r"(?P<unit>[市县区州旗])[\u4e00-\u9fff]{1,14}(?:局|委|办|中心|大队|支队)$")
"""An issuer without its place: 市城管委"""
MY_DIVISION = re.compile(r"[我本]([市县区州旗])(?!域|外|级|内外|、?[市县区州旗](?!委|政))")
"""我县 tells more than 市委市政府 beside it; 全市 may be said by an office too"""
COUNTIES_BELOW = re.compile(
    r"(?:指导|督促|组织|推动|通报|要求|对|在)各(?:区、?县|县[(（、]?[市区]|县区|区县|旗县)"
)
"""指导各县(市、区): only a city with counties below it does so, no 县级市"""
AUTONOMOUS_REGION = re.compile(r"自治区(?:人民)?政府")
DISTRICT = re.compile(r"(?<!自治)区(?:委|政府)|市(?:委|政府)")
"""What only a district inside an autonomous region says; 我区 in the report of the 自治区人民政府 is the
region"""
BELOW_CITY = re.compile(
    r"新区|(?<!自治)区(?:委|政府)|县(?:委|政府)|管委会|党工委|街道|[镇乡]党委|[我本][镇乡]"
)
"""Who says 全市首创 from below: 全市 then does not tell whose report it is"""
PROVINCE_SUFFIXES = ("省", "自治区")
MAX_CHARS_OF_CITATION = 400
"""Lines; the longest report of those read by hand has 180"""
CITED_OPENING_CHARS = 1200
"""Characters of each of the first lines"""
TOWN_TOLD = re.compile(r"(?:[^城乡集市]镇|[^城]乡|街道)(?:人民政府|办事处)?$")
TOWN_SPEAKS = re.compile(r"(?:^|[,，。\n])[\u4e00-\u9fff]{1,6}(?:镇|乡|街道)(?:党|坚持|深入|认真|全面|以|紧)")


def cited_places(
    lines: list[TextLine], body: int, unit: str, registry: PlaceRegistry
) -> Iterator[PlaceEvidence]:
    """The one place of the leading unit whose documents the report names; nothing if no unit is told, or two
    places of it are named."""
    lines = lines[body : body + MAX_CHARS_OF_CITATION]
    if unit in PROVINCE_SUFFIXES:
        yield from _only_province(lines, unit, registry)
        return
    named = [
        (line, match, own) for line, match, own in _named(lines, registry) if _is_of(match, unit, registry)
    ]
    if not unit or len({match.codes for _, match, _ in named}) != 1:
        return
    line, match, _ = named[0]
    if (
        unit == "市"
        and len(match.codes) == 1
        and _holds_cities(match.codes[0], registry)
        and not (any(own for _, _, own in named) or _above_counties(lines))
    ):
        return  # a 县级市 carries out the documents of the city around it
    yield PlaceEvidence(
        match,
        Origin.TEXT,
        line.number,
        match.text,
        f"由正文提到的本地文件“《{match.text}…》”推断。",
        inferred=True,
    )


def _above_counties(lines: list[TextLine]) -> bool:
    """Whether whoever reports leads counties."""
    return any("各" in line.text and COUNTIES_BELOW.search(line.text) for line in lines)


def _only_province(lines: list[TextLine], unit: str, registry: PlaceRegistry) -> Iterator[PlaceEvidence]:
    """The only province or autonomous region whose full name the text has: a 省政府 or 省厅 that speaks lies
    in it."""
    names = [
        place.name
        for place in registry.by_code.values()
        if place.level == Level.PROVINCE and place.name.endswith(unit)
    ]
    named = [(name, line) for line in lines for name in names if name in line.text]
    if len({name for name, _ in named}) == 1:
        name, line = named[0]
        at = line.text.index(name)
        match = PlaceMatch(at, at + len(name), name, registry.by_name[name])
        yield PlaceEvidence(
            match, Origin.TEXT, line.number, name, f"由正文唯一提到的“{name}”推断。", inferred=True
        )


def _is_of(match: PlaceMatch, unit: str, registry: PlaceRegistry) -> bool:
    """Whether a place is of the unit told; around a town lies a county of whatever kind."""
    level = registry.by_code[match.codes[0]].level
    if unit == TOWN_SUFFIX:
        return level == Level.COUNTY
    return match.text.endswith(unit) and not (
        unit == "区" and level == Level.PROVINCE
    )  # 我区 is no 自治区 whose laws it cites


def unit_told(lines: list[TextLine], body: int, told_before: str) -> str:
    """市, 县, 区 …: of what kind the place is whose report this is; 镇 if only a town speaks.

    `told_before` are the words that may tell it before the text does: addressees, and the issuer in the title
    (市水务局).
    """
    lines = lines[body : body + MAX_CHARS_OF_CITATION]
    opening = "\n".join(line.text[:CITED_OPENING_CHARS] for line in lines[:6])
    mine = MY_DIVISION.search(opening)
    if mine:
        region = mine[1] == "区" and AUTONOMOUS_REGION.search(opening) and not DISTRICT.search(opening)
        return "自治区" if region else mine[1]
    told = (
        LED.search(told_before)
        or LED.search(opening)
        or AND_COMMITTEE.search(opening)
        or GOVERNMENT_SPEAKS.search(told_before)
        or GOVERNMENT_SPEAKS.search(opening)
        or OFFICE_OF_UNIT.match(told_before)
    )
    told = told or OFFICE_SPEAKS.search(opening)
    if told:
        return str(told["unit"])
    own = own_words(opening)
    if own and own[1] != "省" and not (own[1] in "市州" and BELOW_CITY.search(opening)):
        return own[1]
    units = {found["unit"] for line in lines for found in UNIT_SPEAKS.finditer(line.text)}
    if not units:
        return TOWN_SUFFIX if TOWN_SPEAKS.search(opening) or TOWN_TOLD.search(told_before) else ""
    return units.pop() if len(units) == 1 else ""


def _named(lines: list[TextLine], registry: PlaceRegistry) -> Iterator[tuple[TextLine, PlaceMatch, bool]]:
    """The places at the beginning of titles in 《》, named whole, with whether the document is spoken of as
    one's own work."""
    for line in lines:
        for title in CITED_TITLED.finditer(line.text) if "《" in line.text else ():
            at = title.end()
            match = next(
                (m for m in find_places(line.text[at : at + MAX_CITED_NAME_CHARS], registry) if m.start == 0),
                None,
            )
            if match is not None:
                yield (
                    line,
                    match,
                    OWN_WORK.search(line.text[max(0, title.start() - CHARS_BEFORE_CITATION) : title.start()])
                    is not None,
                )


def _holds_cities(code: str, registry: PlaceRegistry) -> bool:
    """Whether other places called 市 lie in this one."""
    return any(place.parent == code and place.name.endswith("市") for place in registry.by_code.values())
