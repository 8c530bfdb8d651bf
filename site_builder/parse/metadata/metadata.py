"""The head of a document: every value with its origin and line, by the precedence sidecar > stated in the
text > path; unknown stays unknown."""

import re
from typing import NamedTuple

from site_builder.model.report import DocumentMetadata, Section, Sourced
from site_builder.model.text import LabelledField
from site_builder.parse.metadata import dates
from site_builder.parse.metadata import kind as kinds
from site_builder.parse.metadata import year as year_of
from site_builder.parse.metadata.letterhead import addressees, document_number, meeting_and_speaker
from site_builder.parse.metadata.pass_input import PassInput, sidecar_value
from site_builder.parse.place.decide import PlaceDecision
from site_builder.parse.place.issuer import named_issuers, read_issuer_value
from site_builder.parse.place.stated import read_place
from site_builder.vocabulary import DocumentKind, Level, LineRole, Origin, PageField

YEAR_OF_NUMBER = re.compile(r"(?:19|20)[0-9]{2}")


class MetadataReading(NamedTuple):
    """The head and what was noticed while reading it."""

    head: DocumentMetadata
    place: PlaceDecision
    wrong_dates: list[Sourced[str]]
    year_in_path: Sourced[int] | None
    unknown_place: bool
    """The sidecar names a place the registry does not know"""


def read_year(draft: PassInput) -> tuple[Sourced[int], Sourced[int] | None]:
    """The report year, and the year the path states (for the comparison)."""
    path = year_of.year_of_path(draft.clean.path)
    said = sidecar_value(draft.clean, "year")
    stated = (
        Sourced(int(said.value), said.origin, said.line, said.raw)
        if said is not None and said.value
        else None
    )
    if stated is None and draft.title is not None:
        found = year_of.year_of_title(draft.title.text)
        stated = (
            Sourced(found.value, draft.title.origin, draft.title.line, draft.title.text) if found else None
        )
    stated = stated or year_of.year_of_text(draft.lines, draft.opening.body) or path
    return stated or Sourced(note="题名、正文开头和文件名都没有写明年度。"), path


def read_head(
    draft: PassInput, sections: tuple[Section, ...], year: Sourced[int], year_in_path: Sourced[int] | None
) -> MetadataReading:
    """Read every value of the head."""
    clean, lines, opening, title, registry = (
        draft.clean,
        draft.lines,
        draft.opening,
        draft.title,
        draft.registry,
    )
    number = document_number(draft)
    kind = _kind(draft, sections)
    issuers = named_issuers(draft)
    place, unknown_place = read_place(draft, issuers)
    issuer, level = read_issuer_value(draft, issuers, place.stated)
    level = (
        Level.NONE if place.unknown and level in (Level.PROVINCE, Level.CITY, Level.COUNTY) else level
    )  # that of the place around it
    published, written, wrong = read_dates(draft)
    if kind.value == DocumentKind.PLAN and (year.origin in (Origin.UNKNOWN, Origin.PATH)):
        year = _year_of_plan(number, written, published) or year
    meeting, who = meeting_and_speaker(draft)
    if published.value is None and meeting.value is not None and not published.note:
        published = Sourced(note="只写明了会议日期，会议日期不是发布日期。")
    elif published.value is None:
        published = Sourced(note="页面和正文都没有写明发布日期。")
    known = registry.by_code.get(str(place.stated.value)) if place.stated.value else None
    head = DocumentMetadata(
        kind=kind,
        shape=kinds.shape_of(
            kind.value or DocumentKind.OTHER,
            addressees(draft),
            lines,
            sections,
            title,
            number.value is not None,
            opening.body,
        ),
        title=_title(draft, place.stated, issuer, level, year, kind),
        issuer=issuer,
        place=place.stated,
        place_name=known.name if known else "",
        place_slug=known.slug if known else "",
        level=level or (known.level if known else Level.NONE),
        year=year,
        published=published,
        written=written,
        document_number=number,
        source=_source(clean.fields),
        source_url=sidecar_value(clean, "source_url") or _field(clean.fields, PageField.URL),
        speaker=who,
        meeting=meeting,
        licence=sidecar_value(clean, "licence") or Sourced(),
    )
    return MetadataReading(head, place, wrong, year_in_path, unknown_place)


def _kind(draft: PassInput, sections: tuple[Section, ...]) -> Sourced[DocumentKind]:
    stated = sidecar_value(draft.clean, "kind")
    if stated is not None and str(stated.value) in kinds.KIND_BY_WORD:
        return Sourced(kinds.KIND_BY_WORD[str(stated.value)], Origin.SIDECAR, stated.line, stated.raw)
    return kinds.kind_of(draft.title, sections, draft.lines, draft.opening.body)


def read_dates(draft: PassInput) -> tuple[Sourced[str], Sourced[str], list[Sourced[str]]]:
    """Published, written, and the values that are no dates."""
    clean, lines = draft.clean, draft.lines
    wrong: list[Sourced[str]] = []
    meets = (
        kinds.CONGRESS.search(addressees(draft).raw) is not None
    )  # what stands under such a title is the day of the meeting
    signature: Sourced[str] = Sourced()
    for each in draft.signed:
        if each.date >= 0 and signature.value is None:
            signature = dates.from_signature(each.date_text, lines[each.date].number)
            if signature.value is None:
                wrong.append(Sourced(None, Origin.SIGNATURE, lines[each.date].number, each.date_text, "落款"))
    for index, role in draft.opening.roles.items():
        if role == LineRole.DATE and signature.value is None and not meets:
            signature = dates.from_signature(lines[index].text, lines[index].number)
    published, bad = dates.from_fields(clean.fields)
    for index, role in draft.opening.roles.items():
        if role == LineRole.PAGE_DATE and published.value is None:
            label, value = dates.page_date(lines[index].text)
            date, error = dates.read_date(value)
            if date:
                published = Sourced(
                    date, Origin.PAGE, lines[index].number, lines[index].text, label or "日期"
                )
            elif error:
                bad.append(Sourced(None, Origin.PAGE, lines[index].number, error, label))
    wrong += bad
    written, _ = dates.from_fields(clean.fields, (PageField.WRITTEN,))
    written = signature if written.value is None else written
    if written.value is not None:
        written = Sourced(
            written.value, written.origin, written.line, written.raw, written.label
        )  # the notes speak of the day of publication
    stated = sidecar_value(clean, "published")
    if stated is not None:
        date, _ = dates.read_date(str(stated.value))
        if date:
            published = Sourced(date, Origin.SIDECAR, stated.line, stated.raw)
            wrong = []  # a person has read them and says which day it was
        else:
            wrong.append(Sourced(None, Origin.SIDECAR, stated.line, stated.raw, "published"))
    if published.value is None:
        published = signature
    return published, written, wrong


def _source(fields: tuple[LabelledField, ...]) -> Sourced[str]:
    """来源 as printed, without the date that some pages put right behind it."""
    found = _field(fields, PageField.SOURCE)
    value = str(found.value or "")
    date = dates.PRINTED_DATE.search(value)
    return (
        Sourced(value[: date.start()].strip(), found.origin, found.line, found.raw, found.label)
        if date and date.start()
        else found
    )


def _field(fields: tuple[LabelledField, ...], name: PageField) -> Sourced[str]:
    """The first harvested value of a name that is not empty, as printed."""
    for field in fields:
        if field.name == name and field.value.strip():
            return Sourced(field.value.strip(), Origin.PAGE, field.line, field.value, field.label)
    return Sourced()


def _title(
    draft: PassInput,
    place: Sourced[str],
    issuer: Sourced[str],
    level: Level,
    year: Sourced[int],
    kind: Sourced[DocumentKind],
) -> Sourced[str]:
    """The title: sidecar, stated, or composed of who and when and the name the regulation gives to such
    reports.

    The name of a place stands for its government only: a department's or town's report without a name gets
    none.
    """
    stated = sidecar_value(draft.clean, "title")
    if stated is not None:
        return stated
    title = draft.title
    if title is not None:
        return Sourced(title.text, title.origin, title.line, title.raw, note=title.note)
    known = draft.registry.by_code.get(str(place.value)) if place.value else None
    below = level in (Level.DEPARTMENT, Level.TOWN, Level.AREA)
    who = str(issuer.value) if issuer.value else known.name if known and not below else ""
    if kind.value != DocumentKind.ANNUAL_REPORT or not who or year.value is None:
        return Sourced(note="正文没有题名。")
    return Sourced(
        f"{who}{year.value}年法治政府建设年度报告",
        Origin.COMPOSED,
        0,
        "",
        note="正文没有题名，按地区、年度和规定的报告名称组成。",
    )


def _year_of_plan(
    number: Sourced[str], written: Sourced[str], published: Sourced[str]
) -> Sourced[int] | None:
    """A plan belongs to the year it was issued in: by its date, else by its document number."""
    for each, what in ((written, "成文日期"), (published, "发布日期")):
        if each.value:
            return Sourced(
                int(str(each.value)[:4]),
                each.origin,
                each.line,
                each.raw,
                note=f"方案没有报告年度，采用{what}的年份。",
            )
    found = YEAR_OF_NUMBER.search(str(number.value or ""))
    return (
        Sourced(
            int(found[0]), number.origin, number.line, number.raw, note="方案没有报告年度，采用文号的年份。"
        )
        if found
        else None
    )
