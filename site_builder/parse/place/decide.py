"""The place of a report: sidecar > stated in the text > path; ambiguous names are narrowed by what else the
document says, never guessed."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from site_builder.model.places import PlaceMatch, PlaceRegistry
from site_builder.model.report import Sourced
from site_builder.parse.place.issuer_forms import lies_in
from site_builder.text.readers.place_names import usual_forms
from site_builder.text.readers.places import find_places, resolve
from site_builder.vocabulary import Level, Origin

PLACE_OPENING_CHARS = 240
"""Characters of body text that may tell whose report it is"""

VISITED = re.compile(
    r"(?:考察|视察|调研|工作|发展)?(?:时|期间)?(?:所?作出|发表|所?作)?的?(?:一?系列)?(?:重要)?(?:讲话|指示|批示|考察|视察|论述|指引|嘱托)"
)
"""Behind a place where a speech was given or that it was about: 考察安徽重要讲话, 对江苏工作重要讲话精神,
在盐城考察时重要指示."""
AROUND = re.compile(
    r"(?:大|市)?(?:都市圈|城市群|经济[圈带区]|生态[圈带]|示范区|合作区|自贸|自由贸易|自由港|试验区|先行区|新区|经验|精神|峰会|日报|晚报|大学|学院|师范|律师|高铁|铁路|机场|港口|战役|会议)"
)
"""Behind a name that is part of the name of something larger or elsewhere: 武汉都市圈, 福建日报"""
ELSEWHERE_WORDS = re.compile(r"(?:赴|前往|借鉴|对标|对口(?:支援|帮扶|协作))[^,，。;；]{0,20}$")
"""Before a place that was visited or looked up to: 赴浙江省安吉县、安徽省金寨县考察"""
TOGETHER_WITH = re.compile(r"与[^,，。;；]{0,16}$")
WITH = re.compile(r"[^,，。;；]{0,12}?(?:开展|签订|签署|联合|合作|建立|结对|共建|交流|协作)")
"""Around a place one works with: 与上海市静安区开展交流"""
MAX_CHARS_TO_PLACE = 24
OFFICE_SPEAKS = re.compile(
    r"(?:^|[,，。"
    r"\n])(?P<unit>[省市县区州旗]|自治区)[\u4e00-\u9fff]{2,14}(?:局|厅|委员会|委|中心)(?:在|始终|坚持|深入|认真|全面|严格|紧紧|切实|积极|持续|扎实|以)"
)
"""县自然资源局坚持…: whose office reports"""
LED = re.compile(r"(?P<unit>[市县区州旗盟])委、?\s?(?P=unit)(?:人民)?政府")
"""By whom a report says it is led, or to whom it is addressed: 在县委、县政府的正确领导下, 县委、县政府:"""
ABOVE = {
    "县": (Level.PROVINCE, Level.CITY),
    "区": (Level.PROVINCE, Level.CITY),
    "旗": (Level.PROVINCE, Level.CITY),
    "镇": (Level.PROVINCE, Level.CITY),
}
"""Levels of places that lie above such a leader and so never report to it; above a 市 or 州 lies the province
that is no 市 itself"""
ONLY_WHEN = re.compile(r"(?:(?:19|20)[0-9]{2}年(?:度|以来|来)?[,，]?|今年以来[,，]|一年来[,，])?")
DOES = re.compile(
    r"(?:人民政府|政府|[市县区州旗]委)?(?:法治政府建设(?:工作)?)?(?:始终|一直|坚持|深入|认真|全面|严格|紧紧|切实|积极|持续|扎实|以习|以党|聚焦|围绕|在[^,，"
    r"。]{2,40}(?:领导|指导)下)"
)
"""The first sentence: when, which place, and what it did: 2023年,江夏区坚持…"""
OWN_OFFICE = re.compile(r"[我本](?:局|委(?!员)|办(?!法|理|事)|中心)")
DISTRICT_LEADS = re.compile(r"(?<!自治)[区县旗](?:委|政府)")
"""An office led by 市委、市政府 alone is the city's: the districts it praises (海珠区人社局获评…) are none of
whose it is"""
TOWN_SUFFIX = "镇"
OUTERMOST = ("省", "自治区")
OWN = re.compile(r"[我全本]([省市县区州旗])(?!域|外|级|内外|、?[市县区州旗](?!委|政))")
"""How a report calls its own place"""
WHOLE_COUNTY = "全州县"
"""A county whose name reads as such words: in its text 全州 is its name"""
AND_COMMITTEE = re.compile(
    r"[省市央院府委][^,，。;；]{0,12}?(?:和|与|及|、)(?P<unit>[县区旗])委(?:、"
    r"?(?P=unit)政府)?的?(?:关于|有关|各项|决策|部署|工作(?:要求|部署)|要求|领导|坚强|正确)"
)
"""Whose orders a report carries out last: 四川省委、省人民政府和县委的决策部署, 市委和区委的要求"""


class PlaceEvidence(NamedTuple):
    """A place named somewhere, with what kind of statement that is."""

    match: PlaceMatch
    origin: Origin
    line: int
    raw: str
    note: str
    inferred: bool = False
    """Not stated: the subject of a sentence, or the only place the opening names"""


class PlaceDecision(NamedTuple):
    """The place, or the candidates between which nothing decides."""

    stated: Sourced[str]
    candidates: tuple[str, ...] = ()
    contradicts: str = ""
    """Code the path names, if it lies neither above nor below nor at the place of the text"""
    unknown: str = ""
    """The division that head or path name and no table has"""
    unknown_line: int = 0
    """Where the head names it; 0 for the path"""
    in_sidecar: bool = False
    """Whether the candidates are those of a name that the sidecar states"""


def place_by_path(path: str, registry: PlaceRegistry) -> PlaceMatch | None:
    """The place the folders and the file name state; whole names only, outer folders narrow inner ones."""
    return resolve(path, registry)


def decide(
    evidence: Iterable[PlaceEvidence],
    contexts: tuple[Callable[[], tuple[str, ...]], ...],
    path: PlaceMatch | None,
    path_text: str,
    registry: PlaceRegistry,
) -> PlaceDecision:
    """The first statement that names one place; a name of several is narrowed by the path, then by `contexts`
    (codes named elsewhere in the head, then anywhere).

    All are only worked out as far as needed: most documents state their place in the title.
    """
    from_path = path.codes if path else ()
    open_names: tuple[str, ...] = ()
    for each in evidence:
        codes = each.match.codes
        for context in contexts or (tuple,):
            codes = codes if len(codes) == 1 else _narrowed(codes, from_path, context(), registry)
        if open_names and not _settles(open_names, codes, registry):
            continue  # 朝阳区人民政府 is no report of 朝阳市, whatever the text goes on to say
        if open_names:
            codes = _narrowed(open_names, from_path, codes, registry) if codes[0] not in open_names else codes
        if len(codes) != 1:
            open_names = open_names or codes
            continue
        code, note = codes[0], each.note
        if len(each.match.codes) > 1:
            note = (
                f"同名的有{len(each.match.codes)}处，"
                f"由{'文件路径' if _narrowed(each.match.codes, from_path, (), registry) == codes else '上下文'}确定。"
            )
        if _deeper(from_path, code, registry) and each.inferred:
            break
        apart = (
            len(from_path) == 1
            and not lies_in(code, from_path, registry)
            and not lies_in(from_path[0], (code,), registry)
        )
        note += _meant(each.match, code, registry)
        return PlaceDecision(
            Sourced(code, each.origin, each.line, each.raw, note=note),
            contradicts=from_path[0] if apart else "",
        )
    if len(from_path) == 1 and not open_names:
        note = "由文件路径得出，正文没有写明。" + (_meant(path, from_path[0], registry) if path else "")
        return PlaceDecision(Sourced(from_path[0], Origin.PATH, 0, path.text if path else "", note=note))
    if len(from_path) == 1:
        return PlaceDecision(Sourced(from_path[0], Origin.PATH, 0, path_text, note="由文件路径得出。"))
    return PlaceDecision(Sourced(note="正文和文件路径都没有写明地区。"), candidates=open_names or from_path)


def _settles(names: tuple[str, ...], codes: tuple[str, ...], registry: PlaceRegistry) -> bool:
    """Whether a later statement is about one of the places an earlier name may mean: names it, or the place
    it lies in."""
    return len(codes) == 1 and any(lies_in(name, codes, registry) for name in names)


def _meant(match: PlaceMatch, code: str, registry: PlaceRegistry) -> str:
    """What to say of a name that is a short form (大理州) or a former one (射洪县) of the place's own; empty
    for all others."""
    place = registry.by_code[code]
    former = next((former for former in place.former if match.text.endswith(former)), "")
    if former:
        return f"“{former}”是{place.name}从前的名称。"
    form = next((form for form in usual_forms(place.name) if match.text.endswith(form)), "")
    return f"“{form}”是{place.name}的简称。" if form else ""


def _narrowed(
    codes: tuple[str, ...], path: tuple[str, ...], context: tuple[str, ...], registry: PlaceRegistry
) -> tuple[str, ...]:
    """The candidates inside the place of the path, else inside exactly one of the places named elsewhere."""
    if len(codes) < 2:
        return codes
    inside = tuple(
        code
        for code in codes
        if path and (lies_in(code, path, registry) or any(lies_in(p, (code,), registry) for p in path))
    )
    if len(inside) == 1:
        return inside
    supported = tuple(
        code for code in codes if any(code != c and lies_in(code, (c,), registry) for c in context)
    )
    return supported if len(supported) == 1 else codes


def _deeper(path: tuple[str, ...], code: str, registry: PlaceRegistry) -> bool:
    """Whether the path names a place inside the one a mere mention suggests (a county's report speaks of its
    city)."""
    return len(path) == 1 and path[0] != code and lies_in(path[0], (code,), registry)


def mentioned(text: str, line: int, registry: PlaceRegistry, addressed: str = "") -> list[PlaceEvidence]:
    """The one place the opening of the body speaks of; none if it names several that do not lie in one
    another.

    A place where a speech was given (考察安徽重要讲话) says nothing, and neither does a province in the text
    of what calls itself 我市, or a city in what is led by, or addressed to, a county (县委、县政府:).
    """
    found = [
        m
        for m in find_places(text[:PLACE_OPENING_CHARS], registry)
        if not _quoted(text, m.start)
        and not VISITED.match(text, m.end)
        and not AROUND.match(text, m.end)
        and not _elsewhere(text, m.start, m.end)
    ]
    subject = next(
        (m for m in found if ONLY_WHEN.fullmatch(text[: m.start]) and DOES.match(text, m.end)), None
    )
    if subject is not None:
        # of several places of that name the rest of the text tells which: 2023年,鼓楼区…在南京市委领导下 is
        # not of 南京市
        return [
            PlaceEvidence(
                subject,
                Origin.TEXT,
                line,
                subject.text,
                f"由正文第一句的主语“{subject.text}”推断。",
                inferred=True,
            )
        ]
    found = _of_the_unit([m for m in found if len(m.codes) == 1], text, addressed, registry)
    counts: dict[str, int] = {}
    for match in found:
        counts[match.codes[0]] = counts.get(match.codes[0], 0) + 1
    inner = [
        code
        for code in counts
        if not any(other != code and lies_in(other, (code,), registry) for other in counts)
    ]
    if len(inner) != 1:
        return []
    match = next(m for m in found if m.codes[0] == inner[0])
    return [
        PlaceEvidence(
            match, Origin.TEXT, line, match.text, f"由正文开头提到的“{match.text}”推断。", inferred=True
        )
    ]


def _of_the_unit(
    found: list[PlaceMatch], text: str, addressed: str, registry: PlaceRegistry
) -> list[PlaceMatch]:
    """The places that may be those of the unit that reports: none above what leads it or speaks (县委,
    市应急管理局), none that is no 市 if it says 我市."""
    opening = text[:PLACE_OPENING_CHARS]
    led = (
        LED.search(addressed)
        or LED.search(opening)
        or OFFICE_SPEAKS.search(opening)
        or AND_COMMITTEE.search(opening)
    )
    if led:
        found = [m for m in found if not lies_above(m, led["unit"], registry)]
    if led and led["unit"] in ("市", "州") and OWN_OFFICE.search(opening) and not DISTRICT_LEADS.search(text):
        found = [
            m
            for m in found
            if registry.by_code[m.codes[0]].level != Level.COUNTY
            or m.text.endswith(led["unit"])
            or not m.start
        ]
    own = own_words(text)
    if own:
        kept = [m for m in found if registry.by_code[m.codes[0]].name.endswith(own[1])]
        within = {m.codes[0] for m in kept}
        deeper = (
            any(lies_in(m.codes[0], tuple(within), registry) for m in found if m.codes[0] not in within)
            if within
            else False
        )
        found = found if own[0][0] == "全" and deeper else kept  # a district tells of its rank 在全省 too
    return found


def own_words(text: str) -> re.Match[str] | None:
    """How a text calls its own place (我县, 全市), unless the words are a name."""
    return next(
        (own for own in OWN.finditer(text) if own[0] != WHOLE_COUNTY[:2] or WHOLE_COUNTY not in text), None
    )


def lies_above(match: PlaceMatch, unit: str, registry: PlaceRegistry) -> bool:
    """Whether a place lies above the 县 or 市 that reports, or whose 县委 leads the report; nothing does if
    no unit is told."""
    place = registry.by_code[match.codes[0]]
    if not unit or unit in OUTERMOST or place.level not in ABOVE.get(unit, (Level.PROVINCE,)):
        return False
    if unit == TOWN_SUFFIX:
        return any(
            other.parent == place.code for other in registry.by_code.values()
        )  # 东莞 has towns and no counties
    return not (unit == "市" and place.name.endswith("市"))


def _elsewhere(text: str, start: int, end: int) -> bool:
    """Whether a place is one that was visited, learned from or worked with."""
    before = text[max(0, start - MAX_CHARS_TO_PLACE) : start]
    return ELSEWHERE_WORDS.search(before) is not None or (
        TOGETHER_WITH.search(before) is not None and WITH.match(text, end) is not None
    )


def _quoted(text: str, at: int) -> bool:
    """Whether a position lies inside 《…》: the name of another place's document proves nothing."""
    return text.rfind("《", 0, at) > text.rfind("》", 0, at)
