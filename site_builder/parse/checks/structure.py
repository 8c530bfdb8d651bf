"""What is worth telling staff about the head and the structure of one document: contradictions, gaps, damage."""

import re

from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Content
from site_builder.model.span import Span
from site_builder.model.text import CleanText
from site_builder.parse.checks.acknowledged import ways_out
from site_builder.parse.checks.long_numbers import LongNumbers
from site_builder.parse.checks.privacy import line_of
from site_builder.parse.metadata.kind import KIND_BY_WORD
from site_builder.parse.metadata.metadata import MetadataReading
from site_builder.parse.structure.brackets import all_paired, unpaired
from site_builder.parse.structure.lines import TextLine
from site_builder.parse.structure.outline import ParsedBody
from site_builder.problems import Problem
from site_builder.text.repair.corrections import distinct_words, paste_line, sidecar_name
from site_builder.vocabulary import ContentStatus, DocumentKind, Level, Origin, RepairStatus, SectionRole

LATEST = 5
"""Years after its own in which a report is still published for the first time, or again with a new website. A
wrong digit in the tens is eleven years. There is no clock in a build: what is in the future cannot be told,
what is far from the year reported can."""
BROKEN_YEARS = re.compile(r"(?:19|20)[0-9]{2}(?:19|20)[0-9]{2}年|20[0-9]{3}月")


class Collector:
    """Collects the problems of one file."""

    def __init__(self, clean: CleanText) -> None:
        self.file = "reports/" + clean.path
        self.sidecar = "reports/" + clean.sidecar_path
        self.found: list[Problem] = []

    def add(self, code: str, line: int = 0, text: str = "", **detail: str) -> None:
        """Add a problem about the report file."""
        self.found.append(Problem(code, self.file, line, text, tuple(detail.items())))

    def add_sidecar(self, code: str, line: int = 0, text: str = "", **detail: str) -> None:
        """Add a problem about its sidecar."""
        self.found.append(Problem(code, self.sidecar, line, text, tuple(detail.items())))


def head_problems(
    clean: CleanText, read: MetadataReading, refused: str, registry: PlaceRegistry
) -> list[Problem]:
    """H3xx: what is wrong with or missing from the head."""
    out = Collector(clean)
    head = read.head
    if refused:
        out.add("H301", reason=refused)
        return out.found
    if clean.sidecar.kind and clean.sidecar.kind not in KIND_BY_WORD:
        out.add_sidecar("H311", clean.sidecar_lines.get("kind", 0), clean.sidecar.kind)
    if read.unknown_place:
        out.add_sidecar("H312", clean.sidecar_lines.get("place", 0), clean.sidecar.place)
    _place_problems(out, read, registry)
    _date_problems(out, read, clean)
    if head.kind.value == DocumentKind.ANNUAL_REPORT and head.title.origin == Origin.COMPOSED:
        out.add("H310", text=str(head.title.value))
    return out.found


def _place_problems(out: Collector, read: MetadataReading, registry: PlaceRegistry) -> None:
    head = read.head
    if head.place.value is None:
        if read.place.unknown:
            out.add("H312", read.place.unknown_line, read.place.unknown)
        elif len(read.place.candidates) > 1:
            names = "、".join(registry.by_code[code].full_name for code in read.place.candidates[:6])
            add = out.add_sidecar if read.place.in_sidecar else out.add
            add(
                "H303",
                head.place.line,
                text=registry.by_code[read.place.candidates[0]].name,
                candidates=names,
            )
        elif head.level != Level.DEPARTMENT or head.issuer.value is None:
            out.add("H302")
    elif read.place.contradicts:
        out.add(
            "H304",
            head.place.line,
            head.place.raw,
            stated=registry.by_code[str(head.place.value)].full_name,
            path=registry.by_code[read.place.contradicts].full_name,
        )


def _date_problems(out: Collector, read: MetadataReading, clean: CleanText) -> None:
    head = read.head
    year = head.year.value
    stated = read.year_in_path
    if year is None and stated is not None and stated.value is None:
        out.add("H316", text=stated.raw)
    elif year is None:
        out.add("H305")
    elif (
        stated is not None
        and stated.value is not None
        and head.year.origin not in (Origin.PATH, Origin.SIDECAR)
        and stated.value != year
    ):
        out.add("H306", head.year.line, head.year.raw, stated=str(year), path=str(stated.value))
    for wrong in read.wrong_dates:
        (out.add_sidecar if wrong.origin == Origin.SIDECAR else out.add)("H307", wrong.line, wrong.raw)
    published = str(head.published.value or "")
    if published and year is not None and head.kind.value == DocumentKind.ANNUAL_REPORT:
        late = int(published[:4]) - int(year)
        code = "H308" if published[:10] < f"{year}-12-31" else "H313" if late > LATEST else ""
        if code:
            add = out.add_sidecar if head.published.origin == Origin.SIDECAR else out.add
            said = {"year": str(year), "late": str(late), "label": head.published.label or "发布日期"}
            add(code, head.published.line, published, **said, **dict(ways_out(clean, code, 0)))
    if not published and head.kind.value == DocumentKind.ANNUAL_REPORT:
        out.add("H309")


def structure_problems(
    clean: CleanText,
    lines: list[TextLine],
    body: ParsedBody,
    contents: tuple[Content, ...],
    numbers: LongNumbers,
) -> list[Problem]:
    """B4xx: numbering, missing contents, brackets, damaged years, empty glossary."""
    out = Collector(clean)
    out.found.extend(Problem(f.code, out.file, f.line, f.text, f.detail) for f in body.findings)
    if not body.sections:
        out.add("B406")
    for content in contents:
        if content.status == ContentStatus.ABSENT and content.name != SectionRole.OTHER_MATTERS:
            out.add("B407", text=content.name.explanation)
    glossary = next((s for s in body.sections if s.role == SectionRole.GLOSSARY), None)
    if glossary is not None and not body.definitions:
        out.add("B408", glossary.line, glossary.title)
    told = [repair.span for repair in clean.repairs if repair.status == RepairStatus.FLAGGED]
    if not all_paired(clean.text):
        for line in lines:
            lost = unpaired(line.text)
            if lost and not _is_told(told, line.start + lost.at, len(lost.words)):
                out.add(
                    "B409",
                    line.number,
                    lost.words,
                    mark=lost.mark,
                    **_correction(clean, line.number, line.start + lost.at, len(lost.words)),
                )
    for start, end in numbers.runs:
        broken = BROKEN_YEARS.match(clean.text, start, end + 1)
        if broken and not _is_told(told, start, len(broken[0])):
            line_number = line_of(clean, start)
            out.add("B410", line_number, broken[0], **_correction(clean, line_number, start, len(broken[0])))
    return out.found


def _is_told(told: list[Span], start: int, length: int) -> bool:
    """Whether the repairs have pointed at the same damage already."""
    return any(each.start < start + length and start < each.end for each in told)


def _correction(clean: CleanText, line: int, start: int, length: int) -> dict[str, str]:
    """The line to paste into the sidecar, and the name of that."""
    return {
        "sidecar": sidecar_name(clean.path, clean.sidecar_path),
        "paste": paste_line(line, distinct_words(clean.text, Span(start, start + length))),
    }
