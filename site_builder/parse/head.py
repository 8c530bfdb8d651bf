"""The head of a document: every value with its origin and line, by the precedence sidecar > stated in the text > path; unknown stays unknown."""

import re
from typing import NamedTuple

from site_builder.model.report import Head, Section, Stated
from site_builder.model.text import HarvestedField
from site_builder.parse import dates, kinds, year_of
from site_builder.parse.draft import Draft, sidecar_value
from site_builder.parse.issuer_of import named_issuers, read_issuer_value
from site_builder.parse.letterhead import addressees, document_number, meeting_and_speaker
from site_builder.parse.place_of import Found
from site_builder.parse.place_stated import read_place
from site_builder.vocabulary import DocumentKind, Level, LineRole, Origin, PageField

YEAR_OF_NUMBER = re.compile(r"(?:19|20)[0-9]{2}")


class Read(NamedTuple):
    """The head and what was noticed while reading it."""

    head: Head
    place: Found
    wrong_dates: list[Stated[str]]
    year_in_path: Stated[int] | None
    unknown_place: bool
    """The sidecar names a place the registry does not know"""


def read_year(draft: Draft) -> tuple[Stated[int], Stated[int] | None]:
    """The report year, and the year the path states (for the comparison)."""
    path = year_of.year_of_path(draft.clean.path)
    said = sidecar_value(draft.clean, "year")
    stated = Stated(int(said.value), said.origin, said.line, said.raw) if said is not None and said.value else None
    if stated is None and draft.title is not None:
        found = year_of.year_of_title(draft.title.text)
        stated = Stated(found.value, draft.title.origin, draft.title.line, draft.title.text) if found else None
    stated = stated or year_of.year_of_text(draft.lines, draft.opening.body) or path
    return stated or Stated(note="题名、正文开头和文件名都没有写明年度。"), path


def read_head(draft: Draft, sections: tuple[Section, ...], year: Stated[int], year_in_path: Stated[int] | None) -> Read:
    """Read every value of the head."""
    clean, lines, opening, title, registry = draft.clean, draft.lines, draft.opening, draft.title, draft.registry
    number = document_number(draft)
    kind = _kind(draft, sections)
    issuers = named_issuers(draft)
    place, unknown_place = read_place(draft, issuers)
    issuer, level = read_issuer_value(draft, issuers, place.stated)
    level = Level.NONE if place.unknown and level in (Level.PROVINCE, Level.CITY, Level.COUNTY) else level  # that of the place around it
    published, written, wrong = read_dates(draft)
    if kind.value == DocumentKind.PLAN and (year.origin in (Origin.UNKNOWN, Origin.PATH)):
        year = _year_of_plan(number, written, published) or year
    meeting, who = meeting_and_speaker(draft)
    if published.value is None and meeting.value is not None and not published.note:
        published = Stated(note="只写明了会议日期，会议日期不是发布日期。")
    elif published.value is None:
        published = Stated(note="页面和正文都没有写明发布日期。")
    known = registry.by_code.get(str(place.stated.value)) if place.stated.value else None
    head = Head(
        kind=kind,
        shape=kinds.shape_of(kind.value or DocumentKind.OTHER, addressees(draft), lines, sections, title, number.value is not None, opening.body),
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
        licence=sidecar_value(clean, "licence") or Stated(),
    )
    return Read(head, place, wrong, year_in_path, unknown_place)


def _kind(draft: Draft, sections: tuple[Section, ...]) -> Stated[DocumentKind]:
    stated = sidecar_value(draft.clean, "kind")
    if stated is not None and str(stated.value) in kinds.KINDS:
        return Stated(kinds.KINDS[str(stated.value)], Origin.SIDECAR, stated.line, stated.raw)
    return kinds.kind_of(draft.title, sections, draft.lines, draft.opening.body)


def read_dates(draft: Draft) -> tuple[Stated[str], Stated[str], list[Stated[str]]]:
    """Published, written, and the values that are no dates."""
    clean, lines = draft.clean, draft.lines
    wrong: list[Stated[str]] = []
    meets = kinds.CONGRESS.search(addressees(draft).raw) is not None  # what stands under such a title is the day of the meeting
    signature: Stated[str] = Stated()
    for each in draft.signed:
        if each.date >= 0 and signature.value is None:
            signature = dates.from_signature(each.date_text, lines[each.date].number)
            if signature.value is None:
                wrong.append(Stated(None, Origin.SIGNATURE, lines[each.date].number, each.date_text, "落款"))
    for index, role in draft.opening.roles.items():
        if role == LineRole.DATE and signature.value is None and not meets:
            signature = dates.from_signature(lines[index].text, lines[index].number)
    published, bad = dates.from_fields(clean.fields)
    for index, role in draft.opening.roles.items():
        if role == LineRole.PAGE_DATE and published.value is None:
            label, value = dates.page_date(lines[index].text)
            date, error = dates.read_date(value)
            if date:
                published = Stated(date, Origin.PAGE, lines[index].number, lines[index].text, label or "日期")
            elif error:
                bad.append(Stated(None, Origin.PAGE, lines[index].number, error, label))
    wrong += bad
    written, _ = dates.from_fields(clean.fields, (PageField.WRITTEN,))
    written = signature if written.value is None else written
    if written.value is not None:
        written = Stated(written.value, written.origin, written.line, written.raw, written.label)  # the notes speak of the day of publication
    stated = sidecar_value(clean, "published")
    if stated is not None:
        date, _ = dates.read_date(str(stated.value))
        if date:
            published = Stated(date, Origin.SIDECAR, stated.line, stated.raw)
            wrong = []  # a person has read them and says which day it was
        else:
            wrong.append(Stated(None, Origin.SIDECAR, stated.line, stated.raw, "published"))
    if published.value is None:
        published = signature
    return published, written, wrong


def _source(fields: tuple[HarvestedField, ...]) -> Stated[str]:
    """来源 as printed, without the date that some pages put right behind it."""
    found = _field(fields, PageField.SOURCE)
    value = str(found.value or "")
    date = dates.DATE.search(value)
    return Stated(value[: date.start()].strip(), found.origin, found.line, found.raw, found.label) if date and date.start() else found


def _field(fields: tuple[HarvestedField, ...], name: PageField) -> Stated[str]:
    """The first harvested value of a name that is not empty, as printed."""
    for field in fields:
        if field.name == name and field.value.strip():
            return Stated(field.value.strip(), Origin.PAGE, field.line, field.value, field.label)
    return Stated()


def _title(draft: Draft, place: Stated[str], issuer: Stated[str], level: Level, year: Stated[int], kind: Stated[DocumentKind]) -> Stated[str]:
    """The title: sidecar, stated, or composed of who and when and the name the regulation gives to such reports.

    The name of a place stands for its government only: a department's or town's report without a name gets none.
    """
    stated = sidecar_value(draft.clean, "title")
    if stated is not None:
        return stated
    title = draft.title
    if title is not None:
        return Stated(title.text, title.origin, title.line, title.raw, note=title.note)
    known = draft.registry.by_code.get(str(place.value)) if place.value else None
    below = level in (Level.DEPARTMENT, Level.TOWN, Level.AREA)
    who = str(issuer.value) if issuer.value else known.name if known and not below else ""
    if kind.value != DocumentKind.ANNUAL_REPORT or not who or year.value is None:
        return Stated(note="正文没有题名。")
    return Stated(f"{who}{year.value}年法治政府建设年度报告", Origin.COMPOSED, 0, "", note="正文没有题名，按地区、年度和规定的报告名称组成。")


def _year_of_plan(number: Stated[str], written: Stated[str], published: Stated[str]) -> Stated[int] | None:
    """A plan belongs to the year it was issued in: by its date, else by its document number."""
    for each, what in ((written, "成文日期"), (published, "发布日期")):
        if each.value:
            return Stated(int(str(each.value)[:4]), each.origin, each.line, each.raw, note=f"方案没有报告年度，采用{what}的年份。")
    found = YEAR_OF_NUMBER.search(str(number.value or ""))
    return Stated(int(found[0]), number.origin, number.line, number.raw, note="方案没有报告年度，采用文号的年份。") if found else None
