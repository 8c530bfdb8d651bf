"""Documents made from a compact notation, for tests of the corpus stage alone: no parsing, every record as
the earlier stages would make it.

`# 一、标题 | role` opens a section of level 1, `## （一）标题` one of level 2, `= “词”:释义` is a definition,
every other line is a paragraph.
"""

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from site_builder.model.corpus import ROW_TYPES, AnyRow, RowGroup
from site_builder.model.facts import Citation, Document, Facts, Quantity
from site_builder.model.places import Place, PlaceRegistry
from site_builder.model.report import Definition, DocumentMetadata, Paragraph, Report, Section, Sourced
from site_builder.model.span import Span
from site_builder.model.terms import TermEntry

UNKNOWN = Sourced()


def make_head(place: str = "411100", year: int | None = 2024, **changes: object) -> DocumentMetadata:
    values = {
        "kind": Sourced("annual_report"),
        "shape": Sourced("five_part"),
        "title": Sourced("法治政府建设年度报告"),
        "issuer": Sourced("漯河市人民政府"),
        "place": Sourced(place),
        "place_name": "漯河市",
        "place_slug": "luohe",
        "level": "city",
        "year": Sourced(year),
        "published": UNKNOWN,
        "written": UNKNOWN,
        "document_number": UNKNOWN,
        "source": UNKNOWN,
        "source_url": UNKNOWN,
        "speaker": UNKNOWN,
        "meeting": UNKNOWN,
        "licence": UNKNOWN,
    }
    return DocumentMetadata(**{**values, **changes})  # type: ignore[arg-type]


def make_document(
    text: str,
    *,
    year: int | None = 2024,
    place: str = "411100",
    path: str = "河南省/漯河市/2024.txt",
    **changes: object,
) -> Document:
    """The document of a text in the notation of this module."""
    lines = text.strip("\n").split("\n")
    body = "\n".join(line.split(" | ")[0].lstrip("#= ") for line in lines)
    starts = [0]
    for character_index, character in enumerate(body):
        if character == "\n":
            starts.append(character_index + 1)
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    definitions: list[Definition] = []
    sentences: list[Span] = []
    for number, line in enumerate(lines):
        span = Span(starts[number], starts[number] + len(line.split(" | ")[0].lstrip("#= ")))
        role = line.split(" | ")[1] if " | " in line else ""
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            parent = next((s.index for s in reversed(sections) if s.level < level), -1)
            sections.append(
                Section(
                    len(sections),
                    parent,
                    level,
                    "",
                    span.of(body),
                    f"s{len(sections)}",
                    span,
                    number + 1,
                    role,
                )
            )
            continue
        section = len(sections) - 1
        anchor = f"s{section}-p{number}"
        if line.startswith("="):
            surface, _, meaning = span.of(body).partition(":")
            term = (
                surface.strip("“”")
                if surface.startswith("“") and surface.endswith("”") and surface.count("“") == 1
                else surface
            )
            definitions.append(Definition(term, (), meaning, span, number + 1, anchor, surface))
            paragraphs.append(Paragraph(anchor, section, span, number + 1, "definition"))
            continue
        paragraphs.append(Paragraph(anchor, section, span, number + 1))
        sentences += _sentences(body, span)
    report = Report(
        path=path,
        sha256=sha256(text.encode()).hexdigest(),
        encoding="utf-8",
        text=body,
        line_starts=tuple(starts),
        line_numbers=tuple(range(1, len(starts) + 1)),
        head=make_head(place, year, **changes),
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        tables=(),
        definitions=tuple(definitions),
        contents=(),
        repairs=(),
        furniture=(),
        withheld="",
        refused="",
        problems=(),
    )
    return Document(report, Facts(tuple(sentences), (), (), (), (), ()))


def _sentences(body: str, span: Span) -> list[Span]:
    out, start = [], span.start
    for position in range(span.start, span.end):
        if body[position] in "。；" or position == span.end - 1:
            out.append(Span(start, position + 1))
            start = position + 1
    return out


def quantity(document: Document, surface: str, **values: object) -> Quantity:
    """A quantity at the first place its surface stands in the text."""
    text = document.report.text
    at = text.index(surface)
    sentence = next(span for span in document.facts.sentences if span.start <= at < span.end)
    known = {
        "id": f"q{at}",
        "surface": surface,
        "value": None,
        "unit": "件",
        "qualifier": "",
        "bound": "exact",
        "kind": "count",
        "span": Span(at, at + len(surface)),
        "sentence": sentence,
        "section": 0,
        "anchor": "p1",
        "line": 1,
        "role": "achievement",
    }
    return Quantity(**{**known, **values})  # type: ignore[arg-type]


def citation(document: Document, title: str, number: str = "", kind: str = "law") -> Citation:
    at = document.report.text.index(title)
    sentence = next(span for span in document.facts.sentences if span.start <= at < span.end)
    return Citation(title, number, kind, Span(at - 1, at + len(title) + 1), sentence, "p1", 1)


def entry(term: str, aliases: Sequence[str] = (), **values: object) -> TermEntry:
    return TermEntry(
        term=term,
        path=f"glossary/{term}.md",
        line=5,
        explanation=f"{term}的解释。",
        aliases=tuple(aliases),
        **values,
    )  # type: ignore[arg-type]


def small_registry() -> PlaceRegistry:
    places = (
        Place("410000", "河南省", "province", "", "henan", "河南省", "he nan sheng"),
        Place("411100", "漯河市", "city", "410000", "luohe", "河南省漯河市", "luo he shi"),
        Place("411102", "源汇区", "county", "411100", "luohe-yuanhui", "河南省漯河市源汇区", "yuan hui qu"),
        Place(
            "411171",
            "漯河经济技术开发区",
            "area",
            "411100",
            "luohe-jingkaiqu",
            "河南省漯河经济技术开发区",
            "luo he jing ji ji shu kai fa qu",
        ),
    )
    return PlaceRegistry(
        {place.code: place for place in places}, {place.name: (place.code,) for place in places}, "2023-06-30"
    )


def decode_rows(group: RowGroup) -> tuple[AnyRow, ...]:
    """The records of a group."""
    kind = ROW_TYPES[group.key.partition(":")[0]]
    return msgspec.msgpack.decode(group.payload, type=tuple[kind, ...])  # type: ignore[valid-type]
