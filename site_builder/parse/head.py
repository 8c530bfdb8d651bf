"""The head of a document: every value with its origin and line, by the precedence sidecar > stated in the text > path; unknown stays unknown."""

import re
from typing import NamedTuple

from site_builder.model.places import PlaceMatch, PlaceRegistry
from site_builder.model.report import Head, Section, Stated
from site_builder.model.text import CleanText, HarvestedField
from site_builder.parse import dates, kinds, year_of
from site_builder.parse.issuer import ENTRUSTED, Issuer, government_of, innermost, prefix_of, read_issuer
from site_builder.parse.lines import Line
from site_builder.parse.opening import MEETING, NUMBER, Opening, speaker
from site_builder.parse.place_of import Evidence, Found, decide, mentioned, place_by_path
from site_builder.parse.signature import Signature
from site_builder.parse.title import Title
from site_builder.text.places import find_places, resolve

YEAR_OF_NUMBER = re.compile(r"(?:19|20)[0-9]{2}")
NO_NUMBER = ("", "无", "-", "—", "暂无", "null")


class Draft(NamedTuple):
    """What the stages before the head found: everything a value may be read from."""

    clean: CleanText
    lines: list[Line]
    opening: Opening
    title: Title | None
    signed: list[Signature]
    registry: PlaceRegistry


class Read(NamedTuple):
    """The head and what was noticed while reading it."""

    head: Head
    place: Found
    wrong_dates: list[Stated]
    year_in_path: Stated | None
    unknown_place: bool
    """The sidecar names a place the registry does not know"""


def sidecar_value(clean: CleanText, key: str) -> Stated | None:
    """What the sidecar says for a key, or None if it says nothing."""
    value = getattr(clean.sidecar, key)
    if value in ("", None):
        return None
    return Stated(value, "sidecar", clean.sidecar_lines.get(key, 0), str(value))


def read_year(draft: Draft) -> tuple[Stated, Stated | None]:
    """The report year, and the year the path states (for the comparison)."""
    path = year_of.year_of_path(draft.clean.path)
    stated = sidecar_value(draft.clean, "year")
    if stated is None and draft.title is not None:
        found = year_of.year_of_title(draft.title.text)
        stated = Stated(found.value, draft.title.origin, draft.title.line, draft.title.text) if found else None
    stated = stated or year_of.year_of_text(draft.lines, draft.opening.body) or path
    return stated or Stated(note="题名、正文开头和文件名都没有写明年度。"), path


def read_head(draft: Draft, sections: tuple[Section, ...], year: Stated, year_in_path: Stated | None) -> Read:
    """Read every value of the head."""
    clean, lines, opening, title, registry = draft.clean, draft.lines, draft.opening, draft.title, draft.registry
    number = document_number(draft)
    kind = _kind(draft, sections)
    issuers = named_issuers(draft)
    place, unknown_place = read_place(draft, issuers)
    issuer, level = read_issuer_value(draft, issuers, place.stated)
    published, written, wrong = read_dates(draft)
    if kind.value == "plan" and (year.origin in ("unknown", "path")):
        year = _year_of_plan(number, written, published) or year
    meeting, who = meeting_and_speaker(draft)
    if published.value is None and meeting.value is not None and not published.note:
        published = Stated(note="只写明了会议日期，会议日期不是发布日期。")
    elif published.value is None:
        published = Stated(note="页面和正文都没有写明发布日期。")
    known = registry.by_code.get(str(place.stated.value)) if place.stated.value else None
    head = Head(
        kind=kind,
        shape=kinds.shape_of(str(kind.value), addressees(draft), lines, sections, title, number.value is not None, opening.body),
        title=_title(draft, place.stated, issuer, year, kind),
        issuer=issuer,
        place=place.stated,
        place_name=known.name if known else "",
        place_slug=known.slug if known else "",
        level=level or (known.level if known else ""),
        year=year,
        published=published,
        written=written,
        document_number=number,
        source=_field(clean.fields, "source"),
        source_url=sidecar_value(clean, "source_url") or _field(clean.fields, "url"),
        speaker=who,
        meeting=meeting,
        licence=sidecar_value(clean, "licence") or Stated(),
    )
    return Read(head, place, wrong, year_in_path, unknown_place)


def _kind(draft: Draft, sections: tuple[Section, ...]) -> Stated:
    stated = sidecar_value(draft.clean, "kind")
    if stated is not None and str(stated.value) in kinds.KINDS:
        return Stated(kinds.KINDS[str(stated.value)], "sidecar", stated.line, stated.raw)
    return kinds.kind_of(draft.title, sections, draft.lines, draft.opening.body)


def named_issuers(draft: Draft) -> list[tuple[Issuer, str, int, str]]:
    """Names that may be the issuer, in order of weight: (issuer, origin, line, how it was found)."""
    found: list[tuple[str, str, int, str]] = []
    title, lines, opening = draft.title, draft.lines, draft.opening
    if title is not None and (prefix := prefix_of(title.text)):
        found.append((prefix, title.origin, title.line, "由题名得出。"))
    for index, role in opening.roles.items():
        if role == "issuer":
            found.append((lines[index].text, "text", lines[index].number, "由题名旁的署名得出。"))
    for each in draft.signed:
        if each.issuer_name:
            line = lines[each.issuer if each.issuer >= 0 else each.date]
            found.append((each.issuer_name, "signature", line.number, "由落款得出。"))
    out = [(read_issuer(name.replace(" ", ""), draft.registry), origin, line, note) for name, origin, line, note in found]
    return [each for each in out if each[0].level or each[0].match]


def read_place(draft: Draft, issuers: list[tuple[Issuer, str, int, str]]) -> tuple[Found, bool]:
    """The place, and whether the sidecar names one that is unknown."""
    clean, lines, registry = draft.clean, draft.lines, draft.registry
    path = place_by_path(clean.path, registry)
    stated = sidecar_value(clean, "place")
    if stated is not None:
        value = str(stated.value)
        match = PlaceMatch(0, 6, value, (value,)) if value in registry.by_code else resolve(value, registry)
        if match is not None and len(match.codes) == 1:
            return Found(Stated(match.codes[0], "sidecar", stated.line, stated.raw)), False
        if match is not None:
            return decide([Evidence(match, "sidecar", stated.line, value, "")], (), path, clean.path, registry), False
    evidence = [Evidence(i.match, origin, line, i.name, note) for i, origin, line, note in issuers if i.match]
    evidence += _title_places(draft)
    for index in range(min(len(lines), draft.opening.body + 2)):
        meeting = MEETING.search(lines[index].text) if draft.opening.roles.get(index) == "meeting" else None
        match = innermost(meeting["meeting"], registry) if meeting else None
        if match and meeting:
            evidence.append(Evidence(match, "text", lines[index].number, meeting["meeting"], "由会议名称得出。"))
    first = next((line for line in lines[draft.opening.body :] if len(line.text) > 30), None)
    if first is not None:
        evidence += mentioned(first.text, first.number, registry)
    evidence += _page_places(clean.fields, registry)
    return decide(evidence, _context(draft, path), path, clean.path, registry), stated is not None


def _title_places(draft: Draft) -> list[Evidence]:
    """Places in the title that are no issuer's: 关于静海区2023年…, 2020年静海区…."""
    title = draft.title
    if title is None:
        return []
    match = innermost(title.text, draft.registry)
    return [Evidence(match, title.origin, title.line, match.text, "由题名得出。")] if match else []


def _page_places(fields: tuple[HarvestedField, ...], registry: PlaceRegistry) -> list[Evidence]:
    """What the page says about who published: the last resort, because pages carry other people's reports."""
    out: list[Evidence] = []
    for name in ("issuer", "source", "breadcrumb"):
        for field in fields:
            match = innermost(field.value, registry) if field.name == name and len(field.value) < 60 else None
            if match:
                out.append(Evidence(match, "inferred", field.line, field.value, "由页面的发布机构、来源或栏目推断。"))
    return out


def _context(draft: Draft, path: PlaceMatch | None) -> tuple[str, ...]:
    """Codes of all places named in head, fields and first paragraph: they tell one 鼓楼区 from another."""
    texts = [line.text[:300] for line in draft.lines[: draft.opening.body + 2]] + [field.value[:80] for field in draft.clean.fields]
    codes = [code for text in texts for match in find_places(text, draft.registry) if len(match.codes) == 1 for code in match.codes]
    return tuple(dict.fromkeys([*(path.codes if path else ()), *codes]))


def read_issuer_value(draft: Draft, issuers: list[tuple[Issuer, str, int, str]], place: Stated) -> tuple[Stated, str]:
    """The issuer and its level."""
    registry = draft.registry
    stated = sidecar_value(draft.clean, "issuer")
    if stated is not None:
        return stated, read_issuer(str(stated.value), registry).level
    code = str(place.value) if place.value else ""
    bare: tuple[Stated, str] | None = None
    for issuer, origin, line, note in issuers:
        if not issuer.level:
            continue
        if not issuer.composed:
            return Stated(issuer.name, origin, line, issuer.name, note=note), issuer.level
        if bare is None and code and issuer.match and code in issuer.match.codes:
            bare = (Stated(government_of(code, registry), "composed", line, issuer.name, note=f"{note[:-1]}：只写了地名，指该地政府。"), issuer.level)
    if bare is not None:
        return bare
    for each in draft.lines[draft.opening.body : draft.opening.body + 3]:
        found = ENTRUSTED.search(each.text[:200])
        if found and code:
            level = registry.by_code[code].level
            return Stated(government_of(code, registry), "composed", each.number, found[0], note=f"由“{found[0]}”和地区得出。"), level
    return Stated(note="正文没有写明由谁发布。"), ""


def read_dates(draft: Draft) -> tuple[Stated, Stated, list[Stated]]:
    """Published, written, and the values that are no dates."""
    clean, lines = draft.clean, draft.lines
    wrong: list[Stated] = []
    signature = Stated()
    for each in draft.signed:
        if each.date >= 0 and signature.value is None:
            signature = dates.from_signature(each.date_text, lines[each.date].number)
            if signature.value is None:
                wrong.append(Stated(None, "signature", lines[each.date].number, each.date_text, "落款"))
    for index, role in draft.opening.roles.items():
        if role == "date" and signature.value is None:
            signature = dates.from_signature(lines[index].text, lines[index].number)
    published, bad = dates.from_fields(clean.fields)
    wrong += bad
    written, _ = dates.from_fields(clean.fields, ("written",))
    if written.value is None:
        written = signature
    stated = sidecar_value(clean, "published")
    if stated is not None:
        date, _ = dates.read_date(str(stated.value))
        if date:
            published = Stated(date, "sidecar", stated.line, stated.raw)
        else:
            wrong.append(Stated(None, "sidecar", stated.line, stated.raw, "published"))
    if published.value is None:
        published = signature
    return published, written, wrong


def document_number(draft: Draft) -> Stated:
    """The document's own number: sidecar, index block, behind the title, or alone on a line of the opening; never a citation of the body."""
    stated = sidecar_value(draft.clean, "document_number")
    if stated is not None:
        return stated
    for field in draft.clean.fields:
        if field.name == "document_number" and field.value.strip() not in NO_NUMBER:
            found = NUMBER.search(field.value)
            if found:
                return Stated(found[0].replace(" ", ""), "page", field.line, field.value, field.label)
    for index, role in draft.opening.roles.items():
        if role == "number":
            line = draft.lines[index]
            found = NUMBER.search(line.text)
            if found:
                return Stated(found[0].replace(" ", ""), "text", line.number, line.text)
    if draft.title is not None and draft.title.number:
        return Stated(draft.title.number.replace(" ", ""), draft.title.origin, draft.title.line, draft.title.raw)
    return Stated()


def meeting_and_speaker(draft: Draft) -> tuple[Stated, Stated]:
    """The meeting the report was given to and who gave it; the date of the meeting stays in `raw`."""
    meeting, who = Stated(), Stated()
    for index, role in draft.opening.roles.items():
        line = draft.lines[index]
        found = MEETING.search(line.text) if role == "meeting" else None
        if found:
            meeting = Stated(found["meeting"], "text", line.number, line.text)
        person = speaker(line.text) if role == "speaker" else None
        if person:
            who = Stated(person[1], "text", line.number, line.text, note=person[0])
    return meeting, who


def addressees(draft: Draft) -> Stated:
    """The line that names who is addressed (国务院:, 主任、各位副主任…:), set aside as furniture or still in the opening."""
    for piece in draft.clean.furniture:
        if piece.kind == "vocative":
            return Stated(piece.text, "text", piece.line, piece.text)
    for index, role in draft.opening.roles.items():
        if role == "vocative":
            return Stated(draft.lines[index].text, "text", draft.lines[index].number, draft.lines[index].text)
    return Stated()


def _field(fields: tuple[HarvestedField, ...], name: str) -> Stated:
    """The first harvested value of a name that is not empty, as printed."""
    for field in fields:
        if field.name == name and field.value.strip():
            return Stated(field.value.strip(), "page", field.line, field.value, field.label)
    return Stated()


def _title(draft: Draft, place: Stated, issuer: Stated, year: Stated, kind: Stated) -> Stated:
    """The title: sidecar, stated, or composed of who and when and the name the regulation gives to such reports."""
    stated = sidecar_value(draft.clean, "title")
    if stated is not None:
        return stated
    title = draft.title
    if title is not None:
        return Stated(title.text, title.origin, title.line, title.raw, note=title.note)
    known = draft.registry.by_code.get(str(place.value)) if place.value else None
    who = str(issuer.value) if issuer.value else known.name if known else ""
    if kind.value != "annual_report" or not who or year.value is None:
        return Stated(note="正文没有题名。")
    return Stated(f"{who}{year.value}年法治政府建设年度报告", "composed", 0, "", note="正文没有题名，按地区、年度和规定的报告名称组成。")


def _year_of_plan(number: Stated, written: Stated, published: Stated) -> Stated | None:
    """A plan belongs to the year it was issued in: by its date, else by its document number."""
    for each, what in ((written, "成文日期"), (published, "发布日期")):
        if each.value:
            return Stated(int(str(each.value)[:4]), each.origin, each.line, each.raw, note=f"方案没有报告年度，采用{what}的年份。")
    found = YEAR_OF_NUMBER.search(str(number.value or ""))
    return Stated(int(found[0]), number.origin, number.line, number.raw, note="方案没有报告年度，采用文号的年份。") if found else None
