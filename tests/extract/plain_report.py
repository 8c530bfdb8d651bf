"""A Report made from plain text without the parser, for tests of extraction alone: one paragraph a line,
sections by 一、 headings."""

import re

from site_builder.extract.lines import Lines, lines_of
from site_builder.model.report import DocumentMetadata, Paragraph, Report, Section, Sourced
from site_builder.model.span import Span
from site_builder.text.readers.sentences import sentences

ROLES = (
    ("名词解释", "glossary"), ("问题", "problems"), ("不足", "problems"), ("打算", "arrangements"), ("安排", "arrangements"), ("第一责任人", "responsibility"),
    ("主要工作情况", "measures"), ("举措", "measures"),
)  # fmt: skip
PLACES = {"province": "河南省", "city": "河南省漯河市", "county": "河南省漯河市源汇区"}
HEADING = re.compile(r"([一二三四五六七八九十]+、)(.+)|(名词解释)$")
TITLE = re.compile(r"[(（][一二三四五六七八九十]+[)）][^。]{2,60}。")


def lines(text: str) -> Lines:
    """The sentences of a text as extraction reads them."""
    return lines_of([span.of(text) for span in sentences(text, Span(0, len(text)))])


def plain_report(
    text: str, kind: str = "annual_report", year: int | None = None, level: str = "city"
) -> Report:
    nothing = Sourced()
    head = DocumentMetadata(
        kind=Sourced(kind), shape=nothing, title=nothing, issuer=nothing, place=nothing, place_name=PLACES.get(level, ""), place_slug="", level=level, year=Sourced(year),
        published=nothing, written=nothing, document_number=nothing, source=nothing, source_url=nothing, speaker=nothing, meeting=nothing, licence=nothing,
    )  # fmt: skip
    starts, position = [], 0
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    for number, line in enumerate(text.split("\n"), 1):
        starts.append(position)
        start, position = position, position + len(line) + 1
        heading = HEADING.fullmatch(line.strip()) if len(line) < 60 else None
        if heading:
            role = next((role for word, role in ROLES if word in line), "measures")
            sections.append(
                Section(
                    len(sections),
                    -1,
                    1,
                    heading[1] or "",
                    heading[2] or line,
                    f"s{len(sections) + 1}",
                    Span(start, start + len(line)),
                    number,
                    role,
                )
            )
        elif line.strip() and len(line) > 6:
            run_in = TITLE.match(line)
            offset = run_in.end() if run_in else 0
            anchor = f"p{number}"
            role = "definition" if sections and sections[-1].role == "glossary" else "text"
            paragraphs.append(
                Paragraph(anchor, len(sections) - 1, Span(start + offset, start + len(line)), number, role)
            )
    return Report(
        path="省/市/2024.txt", sha256="", encoding="utf-8", text=text, line_starts=tuple(starts), line_numbers=tuple(range(1, len(starts) + 1)), head=head,
        sections=tuple(sections), paragraphs=tuple(paragraphs), tables=(), definitions=(), contents=(), repairs=(), furniture=(), withheld="", refused="", problems=(),
    )  # fmt: skip
