"""What a report says of itself in its first lines when neither title nor signature tells who reports: 我局,
我镇, 海宁市卫生健康局坚持….

Half of the pages that departments, towns and streets publish come without their title. Read by the place
alone, such a report would count as that of the whole county, and a title made of place and year would say so
in large letters.
"""

import re
from collections.abc import Iterator

from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Sourced
from site_builder.parse.place.issuer_forms import AREA_NAME, read_issuer
from site_builder.parse.structure.lines import TextLine
from site_builder.vocabulary import Level, Origin

MAX_LINES_READ = 3
"""Lines of text from the beginning of the body that are looked at"""
MAX_CHARS_OF_SELF_REFERENCE = 400
ANNOUNCED = 800
"""Characters of a paragraph in which it may announce what it leads to"""
OWN_UNIT: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (Level.TOWN, re.compile(r"[我本](?:镇|乡|街道|街(?!道))|全(?:镇|乡)(?!村|镇)")),
    (
        Level.DEPARTMENT,
        re.compile(
            r"^[^。"
            r"]{0,60}系统(?:始终|坚持|深入|认真|全面|紧紧|扎实|以习)|[我本](?:局|厅|委(?!员)|办(?!法|理|事)|中心)"
        ),
    ),
    (Level.AREA, re.compile(r"区党工委|[我本](?:高新区|经开区|开发区|新区|园区)|[我本区]管委会")),
)
"""How a report speaks of the unit that reports; first match wins"""
TEXT_BEFORE_SUBJECT = (
    r"(?:20[0-9]{2}年(?:度|以来)?(?![0-9])[,，"
    r"]?)?(?:(?:(?:20[0-9]{2}年(?:度|以来)?|今年以来|一年来|过去一年|近年来)|(?:在|根据|按照|以及)[^,，。"
    r";；]{2,60}|[^,，。;；]{4,40}(?:指导|领导|支持)下)[,，]){0,4}"
)
"""When, and under whose guidance"""
VERB_AFTER_SUBJECT = (
    r"(?:始终|一直|坚持|深入|认真|全面|严格|紧紧|切实|积极|持续|扎实|把握|立足|锚定|紧扣|牢固|贯彻|落实|推进|以习|以党|聚焦|以[^,，"
    r"。]{2,40}为|在[^,，。]{1,12}委|按照|根据)"
)
"""What was done"""
NOT_A_NAME = r"(?!各|我|全(?!南县|州县|椒县)|本(?!溪))"
"""No name begins with 各, 我, 全 or 本, unless it is 全南县, 全州县, 全椒县 or 本溪"""
OFFICE_AS_SUBJECT = re.compile(
    TEXT_BEFORE_SUBJECT
    + r"(?P<who>"
    + NOT_A_NAME
    + r"[\u4e00-\u9fff]{1,22}?(?:局|厅|委员会|[^省市县区州旗盟党纪常各]委|[^全干内外各支]部|街道办事处|街道|镇|乡|区)(?![局厅委镇乡区]|街道|办事处|员会))"
    r"(?:党委|党组|党工委|管委会)?(?:领导班子)?(?:、"
    r"政府)?(?:(?:20[0-9]{2}年度?)?(?:推进)?法治(?:政府)?建设(?:各项)?工作)?" + VERB_AFTER_SUBJECT
)
"""The first sentence: when, under whose guidance, and who did it."""
GOVERNMENT_AS_SUBJECT = re.compile(
    TEXT_BEFORE_SUBJECT
    + r"(?P<who>(?!各|我|本(?!溪))[\u4e00-\u9fff]{2,20}?人民政府)(?:党组)?"
    + VERB_AFTER_SUBJECT
)
"""The same of a government named in full: 2023年,新疆维吾尔自治区人民政府坚持…"""
REPORTS_ON = re.compile(
    r"现[将就](?P<who>"
    + NOT_A_NAME
    + r"[\u4e00-\u9fff]{2,24}?(?:局|厅|委员会|[^省市县区州旗盟党纪常各]委|街道办事处|街道|镇|乡|人民政府))"
    r"(?:关于)?(?:20[0-9]{2}年?度?|上一?年度|本年度|年度)(?:工作|推进|开展)?(?:的)?(?:法治|依法行政)"
)
"""Whose report the sentence announces that leads to it: 现将江门市农业农村局2024年法治政府建设情况报告如下"""
LEADERS = re.compile(r"[省市县区州旗党]委|政府|[各级]")
"""No names of a unit that reports: 区委区政府, 各级部门"""


def own_level(lines: list[TextLine], body: int, registry: PlaceRegistry) -> Level:
    """Department, town or area, if the first lines say so; NONE for a government's own report or when they
    say nothing."""
    for line in lines[body : body + MAX_LINES_READ]:
        text = line.text[:MAX_CHARS_OF_SELF_REFERENCE]
        subject = office_spoken_of(text)
        if subject:
            level = (
                Level.AREA
                if AREA_NAME.search(subject) or _new_area(subject, registry)
                else read_issuer(subject, registry).level
            )
            if level in (Level.DEPARTMENT, Level.TOWN, Level.AREA):
                return level
        for level, pattern in OWN_UNIT:
            if pattern.search(text):
                return level
    return Level.NONE


def own_name(lines: list[TextLine], body: int, registry: PlaceRegistry) -> Sourced[str] | None:
    """The unit the first sentence is about, if its name tells it from others: with its place
    (海宁市卫生健康局) or that of a town (浦沿街道).

    市城市管理局 and 高新区 are no names: every city has one. A government counts if it is named with its
    place (新疆维吾尔自治区人民政府).
    """
    for line in lines[body : body + MAX_LINES_READ]:
        for name, note in _names(line.text):
            issuer = read_issuer(name, registry)
            match = issuer.match if issuer.match is not None and issuer.match.start == 0 else None
            governs = match is not None and name == f"{match.text}人民政府"
            if (
                governs
                or (issuer.level == Level.DEPARTMENT and match is not None)
                or (issuer.level == Level.TOWN and len(name) > 2)
            ):
                return Sourced(name, Origin.TEXT, line.number, name, note=note)
    return None


def _names(text: str) -> Iterator[tuple[str, str]]:
    """The names a paragraph gives to whose report this is, and where."""
    government = (
        GOVERNMENT_AS_SUBJECT.match(text[:MAX_CHARS_OF_SELF_REFERENCE]) if "人民政府" in text else None
    )
    subject = government["who"] if government else office_spoken_of(text[:MAX_CHARS_OF_SELF_REFERENCE])
    if subject:
        yield subject, "由正文第一句的主语得出。"
    announced = REPORTS_ON.search(text[:ANNOUNCED]) if "现将" in text or "现就" in text else None
    if announced:
        yield announced["who"], "由“现将…情况报告如下”得出。"


def _new_area(subject: str, registry: PlaceRegistry) -> bool:
    """徐圩新区: a 新区 that is no division of the table (浦东新区) is a functional area."""
    return subject.endswith("新区") and len(subject) > 2 and subject not in registry.by_name


def office_spoken_of(text: str) -> str:
    """The office or town that a first sentence is about; empty if it is about something else."""
    found = OFFICE_AS_SUBJECT.match(text)
    return found["who"] if found and not LEADERS.search(found["who"]) else ""
