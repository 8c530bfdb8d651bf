"""Who gave the report: read from the title, the lines around it, the signature or 受…委托; never from the
owner of the web page.

In at least 7 of 65 real reports the page belongs to someone else (a provincial department's site with a
city's report), so 发布机构 only counts when nothing in the text says who.
"""

import re
from typing import NamedTuple

from site_builder.model.places import PlaceMatch, PlaceRegistry
from site_builder.text.readers.places import find_places, resolve
from site_builder.vocabulary import Level

PREFIX_END = re.compile(
    r"关于|(?:19|20)[0-9]{2}(?![0-9])\s?[-—–至年]?|二[〇○零][〇○零一二三四五六七八九]{2}年|(?:推进|加强|深入推进|全面推进|全面|上半年|本年度|上一年度|上年度|年度)?(?:法治政府|依法行政|法治[^政]{0,6}建设)|推进|加强|印发|[“《【]"
)
YEAR_FIRST = re.compile(r"^(?:关于)?(?:(?:19|20)[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2})\s?年?度?\s?")
GOVERNMENT = "government"
"""The name of a government: its level is that of its place"""
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        Level.TOWN,
        re.compile(
            r"[^市县区省旗州盟](?:镇|乡)(?:人民政府)$|(?:街道办事处|街道)$|[^市县区省旗州盟乡城集](?:镇|乡)$|民族乡$"
        ),
    ),
    (GOVERNMENT, re.compile(r"(?:人民政府|自治区政府|[省市县区旗州盟]政府|行政公署|行署)$")),
    (Level.DEPARTMENT, re.compile(r"生产建设兵团$|兵团第.{1,4}师(?:.{0,4}市)?$")),
    (Level.AREA, re.compile(r"(?:管理委员会|管委会)$")),
    (
        Level.DEPARTMENT,
        re.compile(
            r"(?:局|厅|委员会|卫健委|发改委|[^市县区]委|办公室|[^关]办|总队|支队|大队|中心|院|署|部|分局|税务所|所|公司|学校|集团|海关)$"
        ),
    ),
)
"""How a name ends and what that makes of its bearer; a town's 人民政府 must be tried before a government's.
"""
JOINT = re.compile(r"^中共.{2,14}?[委]员?会?[、和]?\s?(?=.{2,20}人民政府$)")
PARTY_GROUP = re.compile(r"(?<=[局厅办部院委会])(?:党组|党委|党总支)$")
"""中共安徽省交通运输厅党组 speaks for the department"""
BRACKETED_ISSUER = re.compile(r"[(（](?=[\u4e00-\u9fff]{2,12}[)）])")
"""A second name in brackets may be the division's: 高新区(新市区)人民政府"""
AREA_NAME = re.compile(r"(?:高新|经开|开发|工业园|产业园|示范|度假|保税|自贸|合作|试验)区$")
"""A functional area named without its committee (天津滨海高新区): it is not the division it lies in."""
ENTRUSTED = re.compile(r"受(?P<who>[\u4e00-\u9fff]{0,12}?(?:人民政府|政府))的?(?:委托|委派)")
TRIM = re.compile(r"^[\s的:：—()（）-]+|[\s的:：—()（）-]+$")


class Issuer(NamedTuple):
    """A name read as an issuer."""

    name: str
    level: Level
    """NONE when the name is no issuer"""
    match: PlaceMatch | None
    """The innermost place in the name"""
    composed: bool = False
    """The text names only the place: its government is meant"""


def prefix_of(title: str) -> str:
    """The words of a title that say who reports.

    >>> prefix_of("广州市人民政府关于2023年度法治政府建设情况的报告"), prefix_of("2020年静海区法治政府建设情况报告")
    ('广州市人民政府', '静海区')
    >>> prefix_of("关于2024年度法治政府建设情况的报告"), prefix_of("泽州县交通运输局2025年法治政府建设报告")
    ('', '泽州县交通运输局')
    """
    end = PREFIX_END.search(title)
    prefix = title[: end.start()] if end else ""
    if not prefix:
        year = YEAR_FIRST.match(title)
        if year:
            rest = title[year.end() :]
            end = PREFIX_END.search(rest)
            prefix = rest[: end.start()] if end else ""
    return TRIM.sub("", prefix)


def read_issuer(name: str, registry: PlaceRegistry) -> Issuer:
    """What a name is: a government, a town, a department, an area's committee, or a bare place whose
    government is meant."""
    name = name.strip()
    joint = JOINT.match(name)
    body = PARTY_GROUP.sub("", name[joint.end() :] if joint else name)
    match = innermost(name, registry)
    level = next((level for level, form in FORMS if form.search(body)), "")
    if not level:
        whole = resolve(name, registry) if 1 < len(name) < 24 else None
        if whole is None and match is not None and match.start == 0 and name[match.end :] == "州":
            return Issuer(name, _level(match, registry), match, composed=True)
        if whole is None or whole.end != len(name):
            return Issuer(name, Level.AREA if AREA_NAME.search(name) else Level.NONE, match)
        return Issuer(name, _level(whole, registry), whole, composed=True)
    if level == Level.DEPARTMENT and match is not None and match.end == len(name):
        return Issuer(name, _level(match, registry), match, composed=True)
    if (
        level == Level.TOWN
        and match is not None
        and match.end >= len(name.removesuffix("人民政府").removesuffix("街道办事处"))
        and name.endswith("人民政府")
    ):
        level = GOVERNMENT
    if level == GOVERNMENT:
        return Issuer(name, _level(match, registry) if match else Level.NONE, match)
    return Issuer(name, Level(level), match)


def innermost(name: str, registry: PlaceRegistry) -> PlaceMatch | None:
    """The last place of a name that lies inside the ones before: 武汉经开区(汉南区) is 汉南区; a name at the
    front may be short (漯河市司法局)."""
    best: PlaceMatch | None = None
    party = 2 if name.startswith("中共") else 0
    for match in find_places("\u3000" * party + name[party:], registry):  # 中共和县司法局 is not of 共和县
        if best is None or _inside(match, best, registry):
            best = match
    if best is None and len(name) > 2:
        bracket = BRACKETED_ISSUER.search(name)
        best = _at_front(name, party, registry) or (
            _at_front(name, bracket.end(), registry) if bracket else None
        )
    return best


def _at_front(name: str, at: int, registry: PlaceRegistry) -> PlaceMatch | None:
    """A county named whole where a name begins, even if texts use its name as a word (城关区, 和县): in
    front, behind 中共, in brackets."""
    for length in registry.heads.get(name[at : at + 2], ()):
        end = at + length
        codes = registry.by_name.get(name[at:end], ())
        whole = tuple(code for code in codes if registry.by_code[code].name == name[at:end])
        if whole and len(name) > end:
            return PlaceMatch(at, end, name[at:end], whole)
    return None


def _inside(match: PlaceMatch, outer: PlaceMatch, registry: PlaceRegistry) -> bool:
    return any(lies_in(code, outer.codes, registry) for code in match.codes)


def lies_in(code: str, outer: tuple[str, ...], registry: PlaceRegistry) -> bool:
    """Whether a place is one of `outer` or lies inside one of them."""
    while code:
        if code in outer:
            return True
        place = registry.by_code.get(code)
        code = place.parent if place else ""
    return False


def _level(match: PlaceMatch, registry: PlaceRegistry) -> Level:
    return registry.by_code[match.codes[0]].level if match.codes else Level.NONE


def government_of(code: str, registry: PlaceRegistry) -> str:
    """The name of a place's government, with its city so that it is unique: 北京市怀柔区人民政府; a
    prefecture under a province has a 行政公署."""
    place = registry.by_code[code]
    parent = registry.by_code.get(place.parent)
    outer = parent.name if parent is not None and place.level == Level.COUNTY else ""
    return f"{outer}{place.name}" + (
        "行政公署"
        if place.name.endswith(("地区", "盟"))
        else "管理委员会"
        if place.level == Level.AREA
        else "人民政府"
    )
