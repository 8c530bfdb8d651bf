"""Where a document states its place, from the issuer in the title down to the owner of the page."""

import re
from collections.abc import Iterator

from site_builder.model.places import PlaceMatch, PlaceRegistry
from site_builder.model.report import Sourced
from site_builder.model.text import LabelledField
from site_builder.parse.metadata.letterhead import addressees
from site_builder.parse.metadata.opening import MEETING, speaker
from site_builder.parse.metadata.pass_input import PassInput, sidecar_value
from site_builder.parse.metadata.title import TITLE_SITE_SUFFIX, TITLE_SUBJECT
from site_builder.parse.place.cited import cited_places, unit_told
from site_builder.parse.place.decide import (
    TOWN_SUFFIX,
    PlaceDecision,
    PlaceEvidence,
    decide,
    lies_above,
    mentioned,
    place_by_path,
)
from site_builder.parse.place.issuer import Named
from site_builder.parse.place.issuer_forms import innermost, lies_in, prefix_of, read_issuer
from site_builder.parse.place.office import own_offices
from site_builder.parse.place.self_reference import own_level
from site_builder.parse.place.subject import own_division, subject_places
from site_builder.parse.place.unknown import bears, unknown_in_head, unknown_in_path
from site_builder.text.readers.places import COUNTY_UNITS, find_places, resolve
from site_builder.vocabulary import Level, LineRole, Origin, PageField

DIVISION_SUFFIXES = frozenset("区市县州盟旗")
MAX_CHARS_SEARCHED = 100_000
"""Characters in which names of provinces and cities are looked for: five times the longest real document"""
GOVERNS = re.compile(
    r"[\u4e00-\u9fff]{2,20}?(?:人民政府|[市县区州旗]委员会|[市县区州旗]委)(?![\u4e00-\u9fff])"
)
"""An addressee that governs a place; a bureau of the city above is none"""


def read_place(draft: PassInput, issuers: list[Named]) -> tuple[PlaceDecision, bool]:
    """The place, and whether the sidecar names one that is unknown."""
    clean, registry = draft.clean, draft.registry
    path = place_by_path(clean.path, registry)
    stated = sidecar_value(clean, "place")
    if stated is not None:
        value = str(stated.value)
        match = PlaceMatch(0, 6, value, (value,)) if value in registry.by_code else resolve(value, registry)
        if match is not None and len(match.codes) == 1:
            return PlaceDecision(Sourced(match.codes[0], Origin.SIDECAR, stated.line, stated.raw)), False
        if match is not None:
            found = decide(
                [PlaceEvidence(match, Origin.SIDECAR, stated.line, value, "")], (), path, clean.path, registry
            )
            if found.stated.value in match.codes:
                return found, False
            said: Sourced[str] = Sourced(
                None, Origin.UNKNOWN, stated.line, stated.raw, note=f"旁注文件写的“{value}”不止一处。"
            )  # the folder's place is not what was stated
            return PlaceDecision(said, match.codes, in_sidecar=True), False
    found = decide(
        _evidence(draft, issuers),
        (lambda: _context(draft, path), lambda: _named_anywhere(draft)),
        path,
        clean.path,
        registry,
    )
    return _own(found, draft, issuers, path), stated is not None


def _own(
    found: PlaceDecision, draft: PassInput, issuers: list[Named], path: PlaceMatch | None
) -> PlaceDecision:
    """The place found, unless the head or the innermost folder names a division that no table has: then it is
    unknown, never the place around it."""
    registry, title = draft.registry, draft.title
    here = path.codes[0] if path and len(path.codes) == 1 else ""
    name, line = unknown_in_head(title.text if title else "", title.line if title else 0, issuers, registry)
    if name and not (here and bears(name, here, registry)):
        return _unknown(name, line, draft.clean.path)
    folder = unknown_in_path(draft.clean.path, registry)
    code = str(found.stated.value or "")
    subject = own_division(draft.lines, draft.opening.body, registry) if not code and not here else None
    if subject is not None and subject.match is None:
        return _unknown(subject.name, subject.line, draft.clean.path)
    guessed = found.stated.origin == Origin.PATH or "推断" in found.stated.note
    if folder and (not code or guessed or (here and lies_in(here, (code,), registry))):
        return _unknown(folder, 0, draft.clean.path)
    return found


def _unknown(name: str, line: int, path: str) -> PlaceDecision:
    where = "" if line else f"（文件路径 {path}）"
    return PlaceDecision(
        Sourced(note=f"行政区划表里没有“{name}”{where}，不能算作上级地区的报告。"),
        unknown=name,
        unknown_line=line,
    )


def _evidence(draft: PassInput, issuers: list[Named]) -> Iterator[PlaceEvidence]:
    """Statements of the place, the strongest first; each is only looked for when those before it did not
    decide."""
    lines, registry = draft.lines, draft.registry
    yield from (
        PlaceEvidence(i.match, origin, line, i.name, note) for i, origin, line, note in issuers if i.match
    )
    yield from _title_places(draft)
    if draft.title is not None and _names_unknown_unit(prefix_of(draft.title.text), registry):
        return
    for index, role in draft.opening.roles.items():
        meeting = MEETING.search(lines[index].text) if role == LineRole.MEETING else None
        match = innermost(meeting["meeting"], registry) if meeting else None
        if match and meeting:
            yield PlaceEvidence(
                match, Origin.TEXT, lines[index].number, meeting["meeting"], "由会议名称得出。"
            )
        post = speaker(lines[index].text) if role == LineRole.SPEAKER else None
        match = innermost(post[0], registry) if post else None
        if match and post:
            yield PlaceEvidence(match, Origin.TEXT, lines[index].number, post[0], "由报告人的职务得出。")
    subject = own_division(lines, draft.opening.body, registry)
    if subject is not None and subject.match is None:
        return
    first = next((line for line in lines[draft.opening.body :] if len(line.text) > 30), None)
    town = _is_town(draft, issuers)
    yield from subject_places(subject, lines, draft.opening.body, registry)
    if first is not None:
        said = mentioned(first.text, first.number, registry, addressees(draft).raw)
        yield from (each for each in said if not (town and lies_above(each.match, TOWN_SUFFIX, registry)))
    yield from _addressed(draft)
    told = addressees(draft).raw or (prefix_of(draft.title.text) if draft.title else "")
    unit = unit_told(lines, draft.opening.body, told)
    unit = (
        TOWN_SUFFIX if town and unit not in COUNTY_UNITS else unit
    )  # the 省人民政府 and the 市委 whose orders a town carries out are not its own
    yield from (each for each in _beside_the_date(draft) if not lies_above(each.match, unit, registry))
    yield from own_offices(lines, draft.opening.body, unit, registry)
    yield from cited_places(lines, draft.opening.body, unit, registry)
    yield from (
        each
        for each in _page_places(draft.clean.fields, registry)
        if not lies_above(each.match, unit, registry)
    )
    yield from (each for each in _site_name(draft) if not lies_above(each.match, unit, registry))


def _is_town(draft: PassInput, issuers: list[Named]) -> bool:
    """Whether a town or street reports: the county around it is its place, and the province or city whose
    orders it carries out is not."""
    return (
        any(each.issuer.level == Level.TOWN for each in issuers)
        or own_level(draft.lines, draft.opening.body, draft.registry) == Level.TOWN
    )


def _names_unknown_unit(prefix: str, registry: PlaceRegistry) -> bool:
    """Whether the title names a bare unit that no table holds (两江新区): what else the page mentions is then
    not its place, only around it."""
    return (
        len(prefix) > 2
        and prefix[-1] in DIVISION_SUFFIXES
        and prefix[0] not in "本我全市县区省州"
        and not read_issuer(prefix, registry).level
    )


def _title_places(draft: PassInput) -> list[PlaceEvidence]:
    """Places in the title that are no issuer's: 关于静海区2023年…, 2020年静海区…."""
    title = draft.title
    if title is None:
        return []
    match = innermost(title.text, draft.registry)
    return [PlaceEvidence(match, title.origin, title.line, match.text, "由题名得出。")] if match else []


def _addressed(draft: PassInput) -> Iterator[PlaceEvidence]:
    """Whom a town or a department reports to: the party committee and the government of its own place
    (中共将乐县委员会,将乐县人民政府:)."""
    said = addressees(draft)
    if not said.raw or own_level(draft.lines, draft.opening.body, draft.registry) not in (
        Level.TOWN,
        Level.DEPARTMENT,
    ):
        return
    for name in GOVERNS.finditer(said.raw):
        match = innermost(name[0], draft.registry)
        if match:
            yield PlaceEvidence(
                match, Origin.TEXT, said.line, said.raw, "由报告的主送机关推断。", inferred=True
            )


def _beside_the_date(draft: PassInput) -> Iterator[PlaceEvidence]:
    """Who is named on the line with the date of the page: `2026-01-20 17:01 | 武汉市水务局`."""
    for index, role in draft.opening.roles.items():
        line = draft.lines[index]
        match = innermost(line.text, draft.registry) if role == LineRole.PAGE_DATE else None
        if match:
            yield PlaceEvidence(
                match, Origin.TEXT, line.number, line.text, "由日期旁的署名推断。", inferred=True
            )


def _site_name(draft: PassInput) -> Iterator[PlaceEvidence]:
    """The site's name that a page's title carries: 2025年度杨行镇…报告_公开目录_上海市宝山区人民政府门户网站."""
    for line in draft.lines[: draft.opening.body]:
        found = TITLE_SITE_SUFFIX.search(line.text)
        match = (
            innermost(found[0].strip(" -_|—–"), draft.registry)
            if found and TITLE_SUBJECT.search(line.text)
            else None
        )
        if match and found:
            yield PlaceEvidence(
                match, Origin.TEXT, line.number, found[0], "由页面题名后的网站名推断。", inferred=True
            )


def _page_places(fields: tuple[LabelledField, ...], registry: PlaceRegistry) -> list[PlaceEvidence]:
    """What the page says about who published: the last resort, because pages carry other people's reports."""
    out: list[PlaceEvidence] = []
    for name in (PageField.ISSUER, PageField.SOURCE, PageField.BREADCRUMB):
        for field in fields:
            match = innermost(field.value, registry) if field.name == name and len(field.value) < 60 else None
            if match:
                out.append(
                    PlaceEvidence(
                        match,
                        Origin.TEXT,
                        field.line,
                        field.value,
                        "由页面的发布机构、来源或栏目推断。",
                        inferred=True,
                    )
                )
    return out


def _context(draft: PassInput, path: PlaceMatch | None) -> tuple[str, ...]:
    """Codes of all places named in head, fields and first paragraph: they tell one 鼓楼区 from another."""
    texts = [line.text[:300] for line in draft.lines[: draft.opening.body + 2]] + [
        field.value[:80] for field in draft.clean.fields
    ]
    codes = [
        code
        for text in texts
        for match in find_places(text, draft.registry)
        if len(match.codes) == 1
        for code in match.codes
    ]
    return tuple(dict.fromkeys([*(path.codes if path else ()), *codes]))


def _named_anywhere(draft: PassInput) -> tuple[str, ...]:
    """Codes of the provinces and cities that the whole text names in full (北京市): one of them may be around
    a 朝阳区."""
    names = {
        match.codes[0]: match
        for match in find_places(draft.clean.text[:MAX_CHARS_SEARCHED], draft.registry)
        if len(match.codes) == 1
    }
    places = ((code, draft.registry.by_code[code], match) for code, match in names.items())
    return tuple(
        code
        for code, place, match in places
        if place.level in (Level.PROVINCE, Level.CITY) and match.text.endswith(place.name)
    )
