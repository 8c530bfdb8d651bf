"""CleanText → Report: the table of contents of the parse stage."""

from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Report
from site_builder.model.text import CleanText
from site_builder.parse.checks import structure as checks
from site_builder.parse.checks.acknowledged import acknowledged
from site_builder.parse.checks.long_numbers import long_numbers
from site_builder.parse.checks.privacy import personal_data, personal_in_sidecar
from site_builder.parse.checks.readiness import find_remarks, set_aside, take_marks, unready_problems
from site_builder.parse.checks.repetition import repetition_problems
from site_builder.parse.metadata import kind as kinds
from site_builder.parse.metadata.metadata import read_head, read_year
from site_builder.parse.metadata.opening import read_opening
from site_builder.parse.metadata.pass_input import PassInput
from site_builder.parse.metadata.signature import all_signatures
from site_builder.parse.metadata.title import attached_title, find_title
from site_builder.parse.structure.body import read_body
from site_builder.parse.structure.contents import find_contents
from site_builder.parse.structure.lines import visible_lines


def parse(clean: CleanText, registry: PlaceRegistry) -> Report:
    """Understand a document: head, sections, paragraphs, tables, definitions, required contents. Never raises
    on any text.

    Refuses look-alikes (信息公开年报, 解读, 新闻, 范文 …) with a reason in `refused`, unless the sidecar
    states the kind.
    """
    lines, marks = take_marks(clean, visible_lines(clean))
    opening = read_opening(lines)
    signed = all_signatures(lines, opening.body)
    title = find_title(lines, opening, clean.fields) or attached_title(
        lines, [each.date for each in signed if each.date >= 0]
    )
    draft = PassInput(clean, lines, opening, title, signed, registry)
    year, year_in_path = read_year(draft)
    body = read_body(
        clean.text, lines, opening, signed, title.text if title else "", year.value, clean.repairs
    )
    read = read_head(draft, body.sections, year, year_in_path)
    refused = (
        "" if clean.sidecar.kind in kinds.KIND_BY_WORD else kinds.refusal(clean, title, lines, opening.body)
    )
    contents = find_contents(
        clean.text, read.head.document_kind, read.head.year.value, body.sections, body.paragraphs
    )
    problems = checks.head_problems(clean, read, refused, registry)
    long = long_numbers(clean.text)
    if not refused:
        problems += checks.structure_problems(clean, lines, body, contents, long)
    remarks = [] if refused else find_remarks(clean, lines, long.plain)
    if not refused:
        problems += repetition_problems(clean, lines, body, title, opening.body)
    problems = acknowledged(
        [
            *problems,
            *unready_problems(clean, [*marks, *remarks]),
            *personal_data(clean, long),
            *personal_in_sidecar(clean),
        ],
        clean,
    )
    return Report(
        path=clean.path,
        sha256=clean.sha256,
        encoding=clean.encoding,
        text=clean.text,
        line_starts=clean.line_starts,
        line_numbers=clean.line_numbers,
        head=read.head,
        sections=body.sections,
        paragraphs=body.paragraphs,
        tables=body.tables,
        definitions=body.definitions,
        contents=contents,
        repairs=clean.repairs,
        furniture=(*clean.furniture, *set_aside(marks)) if marks else clean.furniture,
        withheld=clean.sidecar.withheld,
        refused=refused,
        problems=(*clean.problems, *problems),
        excluded=tuple(remark.span for remark in remarks),
    )
