"""The office that reports, named in full where it speaks of its own work:
成立大冶市应急管理局法治政府建设领导小组 in what 市应急管理局 reports.

Pages of departments come without their title more often than not, and the text says 我局 or 市应急管理局
throughout. The name in full then stands only in the titles of the office's own rules and in the names of its
own committees (5 of 127 heads read by hand on 27 November 2026). What it does not make itself proves nothing:
rules of the office above are carried out, those of offices elsewhere are learned from.
"""

import re
from collections.abc import Iterator

from site_builder.model.places import PlaceRegistry
from site_builder.parse.place.decide import PlaceEvidence
from site_builder.parse.structure.lines import TextLine
from site_builder.text.readers.places import COUNTY_UNITS, find_places
from site_builder.vocabulary import Origin

MAKES = re.compile(
    r"(?:制定|制订|制发|印发|出台|编制|修订|完善|起草|成立|组建|设立|建立|调整)(?:并(?:印发|实施|出台)|完善|印发|发布|了)?(?:\s?《[^《》]{2,60}》[、"
    r",，和及与]?){0,4}\s?[《<〈]?\s?(?:关于|印发|[<〈《]|(?:19|20)[0-9]{2}年?(?:度)?){0,3}"
    r"(?=[\u4e00-\u9fff]{4,24}(?:局|委|办(?!法|理|事)|厅|中心|队))"
)
"""What one does with one's own rules and committees, up to the name of a place; of several rules named in a
row each is one's own"""
ANOTHERS = re.compile(
    r"(?:根据|按照|落实|贯彻|对照|依据|转发|学习|借鉴|配合|会同|协助|联合|指导|督促|推动|支持|[上市省州]级?局|省厅)[^,，"
    r"。;；]*$"
)
"""Before the verb, in the same clause: it is another's work"""
OFFICE_NAME = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{2,18}?(?:局|委员会|厅|办公室|支队|大队|中心|委(?!员)|办(?!法|理|事)))"
)
OFFICE_AS_SPEAKER = re.compile(
    r"(?:^|[,，。"
    r"\n])(?:[省市县区州旗]|自治区)(?P<office>[\u4e00-\u9fff]{2,14}?(?:局|厅|委员会|委|中心))(?:在|始终|坚持|深入|认真|全面|严格|紧紧|切实|积极|持续|扎实|围绕|以)"
)
"""市应急管理局坚持…: the office that reports, without its place"""
SYSTEM = re.compile(r"(?<=[县区旗])[\u4e00-\u9fff]{2,6}系统")
"""阳山县司法行政系统: what the county's office and those below it are called"""
LONGEST_PLACE = 12
MY_OFFICE = re.compile(r"[我本](?:局|厅|委(?!员)|办(?!法|理|事)|中心)")
MAX_CHARS_OF_OFFICE = 400
OFFICE_OPENING_CHARS = 600
CHARS_BEFORE_OFFICE = 40
MAX_OFFICE_NAME_CHARS = 20


def own_offices(
    lines: list[TextLine], body: int, unit: str, registry: PlaceRegistry
) -> Iterator[PlaceEvidence]:
    """The one place whose office reports, by what the office has made; nothing if two places are named, or
    none of the unit told (县 → a 县).

    If the text names its office (市应急管理局), only that office in full counts; where it only says 我局,
    any.
    """
    lines = lines[body : body + MAX_CHARS_OF_OFFICE]
    opening = "\n".join(line.text[:OFFICE_OPENING_CHARS] for line in lines[:4])
    speaks = OFFICE_AS_SPEAKER.search(opening)
    if not speaks and not MY_OFFICE.search(opening):
        return
    office = speaks["office"] if speaks else ""
    found = [
        each
        for line in lines
        for each in _made(line, office, registry)
        if not unit or each.match.text.endswith(unit)
    ]
    if not found and unit in COUNTY_UNITS:  # 市 might be the city around a 县级市
        found = [each for line in lines for each in _systems(line, unit, registry)]
    if len({each.match.codes for each in found}) == 1:
        yield found[0]


def _systems(line: TextLine, unit: str, registry: PlaceRegistry) -> Iterator[PlaceEvidence]:
    """The counties whose 系统 a line names."""
    for system in SYSTEM.finditer(line.text) if "系统" in line.text else ():
        before = line.text[max(0, system.start() - LONGEST_PLACE) : system.start()]
        match = next(
            (m for m in find_places(before, registry) if m.end == len(before) and m.text.endswith(unit)), None
        )
        if match:
            yield PlaceEvidence(
                match,
                Origin.TEXT,
                line.number,
                match.text + system[0],
                f"由正文里本单位的系统“{match.text}{system[0]}”推断。",
                inferred=True,
            )


def _made(line: TextLine, office: str, registry: PlaceRegistry) -> Iterator[PlaceEvidence]:
    """The places in whose office's name a line speaks of its own work."""
    text = line.text
    for verb in MAKES.finditer(text):
        at = verb.end()
        if ANOTHERS.search(text[max(0, verb.start() - CHARS_BEFORE_OFFICE) : verb.start()]):
            continue
        match = next(
            (m for m in find_places(text[at : at + MAX_OFFICE_NAME_CHARS], registry) if m.start == 0), None
        )
        named = OFFICE_NAME.match(text, at + match.end) if match else None
        if match and named and (not office or named["office"] == office):
            name = match.text + named["office"]
            yield PlaceEvidence(
                match, Origin.TEXT, line.number, name, f"由正文里本单位的全称“{name}”推断。", inferred=True
            )
