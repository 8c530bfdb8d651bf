"""Report → Facts: the order of the work, and the join of what each step found. No rule lives here."""

import re
from bisect import bisect_right

from msgspec import Struct
from msgspec.structs import replace

from site_builder.extract.checks import checks
from site_builder.extract.citations import citations
from site_builder.extract.evidence import indicators_of
from site_builder.extract.metrics import NO_METRIC, Hit, assign, clauses, nearby
from site_builder.extract.quantities import Found, quantities
from site_builder.extract.roles import Scene, announces, role_of, sentence_role
from site_builder.extract.staff_notes import staff_notes
from site_builder.extract.tools import Tools
from site_builder.model.facts import Citation, Evidence, Facts, Quantity
from site_builder.model.report import Report, Section
from site_builder.model.span import Span
from site_builder.text.sentences import sentences

DIGIT = re.compile("[0-9０-９]")
SKIPPED = frozenset({"vocative", "subtitle", "signature", "attachment_list"})
"""Kinds of paragraph that state nothing about the year."""


class Block(Struct, frozen=True, gc=False):
    """A paragraph or table as extraction sees it."""

    span: Span
    anchor: str
    line: int
    section: int
    role: str
    kind: str


class Sentence(Struct, frozen=True, gc=False):
    """A sentence with the block it stands in."""

    span: Span
    block: Block
    line: int


def extract(report: Report, tools: Tools) -> Facts:
    """Everything the report states in numbers, citations and evidence, each with its sentence, anchor and source line.

    A report that is withheld or refused yields no facts: nothing of it may appear. Measured (benchmarks/stages.py): 4 ms per 9,000 characters where a
    bare loop takes 30 ns a turn; the expressions and the search for words take a quarter of it, the join of sixty numbers in Python the rest.
    """
    if report.withheld or report.refused:
        return Facts((), (), (), (), (), ())
    body = _sentences(report)
    spans = [s.span for s in body]
    scene = Scene(str(report.head.kind.value or ""), _year(report), report.head.level)
    found, evidence = _stated(report.text, body, scene, tools, quantities(report.text, spans))
    reckoned = checks(report.text, found)
    return Facts(
        tuple(spans),
        tuple(found),
        _citations(report.text, body, spans),
        tuple(evidence),
        reckoned,
        staff_notes(f"reports/{report.path}", found, reckoned, tools),
    )


def _year(report: Report) -> int | None:
    value = report.head.year.value
    return value if isinstance(value, int) else None


def _sentences(report: Report) -> list[Sentence]:
    """The sentences of the body in document order; cells of a table row are sentences of their own."""
    roles = [s.role for s in report.sections]
    for index, section in enumerate(report.sections):
        if not roles[index] and section.parent >= 0:
            roles[index] = roles[section.parent]
    blocks = [
        Block(p.span, p.anchor, p.line, p.section, p.role or (roles[p.section] if p.section >= 0 else ""), p.kind)
        for p in report.paragraphs
        if p.kind not in SKIPPED
    ]
    blocks += [Block(t.span, t.anchor, t.line, t.section, roles[t.section] if t.section >= 0 else "", "table") for t in report.tables]
    blocks += [_heading(report.text, s, roles[s.index]) for s in report.sections if DIGIT.search(s.title)]
    blocks.sort(key=lambda b: b.span.start)
    text, starts, numbers = report.text, report.line_starts, report.line_numbers
    out: list[Sentence] = []
    for block in blocks:
        row = bisect_right(starts, block.span.start) - 1
        for span in sentences(text, block.span, cells=block.kind == "table"):
            while row + 1 < len(starts) and starts[row + 1] <= span.start:
                row += 1
            out.append(Sentence(span, block, numbers[row] if numbers else block.line))
    return out


def _heading(text: str, section: Section, role: str) -> Block:
    """A heading that states a number (1.全年办结案件120件。) without its own number."""
    start = section.span.start + (len(section.number) if text.startswith(section.number, section.span.start) else 0)
    return Block(Span(start, section.span.end), section.anchor, section.line, section.index, role, "heading")


def _stated(text: str, body: list[Sentence], scene: Scene, tools: Tools, found: list[Found]) -> tuple[list[Quantity], list[Evidence]]:
    """Numbers with their meaning, and evidence, sentence by sentence, so that each is sliced and searched once.

    One search a sentence: grouping the hits of one search of the whole text costs more.
    """
    numbers: list[Quantity] = []
    evidence: list[Evidence] = []
    search = tools.automaton.find_matches_as_indexes
    first, total = 0, len(found)
    for index, sentence in enumerate(body):
        quoted = text[sentence.span.start : sentence.span.end]
        hits: list[Hit] = search(quoted, overlapping=True)
        words = {hit[0] for hit in hits}
        here: list[Quantity] = []
        if first < total and found[first].sentence == index:
            last = first + 1
            while last < total and found[last].sentence == index:
                last += 1
            here = _numbers(text, quoted, sentence, scene, tools, found[first:last], hits, words, first)
            numbers += here
            first = last
        if words:
            _add_evidence(quoted, sentence, scene, tools, words, here, evidence)
    return numbers, evidence


def _numbers(
    text: str, quoted: str, sentence: Sentence, scene: Scene, tools: Tools, group: list[Found], hits: list[Hit], words: set[int], first: int
) -> list[Quantity]:
    """The numbers of one sentence; `first` is the ordinal of the first of them in the document."""
    block, origin = sentence.block, sentence.span.start
    ranges = clauses(text, sentence.span, group)
    announced = announces(quoted)
    out: list[Quantity] = []
    rates = False
    for number, (one, clause, near) in enumerate(zip(group, ranges, nearby(hits, ranges, origin), strict=True), first + 1):
        role = role_of(scene, block.role, block.kind, quoted, one.start - origin, one.kind, announced)
        metric = assign(tools, one, origin, near, words) if near and role[0] != "definition" else NO_METRIC
        rates = rates or metric[0] in tools.rates
        out.append(_record(text, number, one, sentence, clause, role, metric))
    return _with_parts(out, tools) if rates else out


def _record(
    text: str, number: int, one: Found, sentence: Sentence, clause: tuple[int, int], role: tuple[str, str], metric: tuple[str, str]
) -> Quantity:
    before, after = text[max(clause[0], one.start - 24) : one.start].strip(" 、"), text[one.end : min(clause[1], one.end + 20)].strip(" 、。")
    block = sentence.block
    return Quantity(  # by position: naming twenty fields costs as much as filling them
        f"q{number}", one.surface, one.value, one.unit, one.qualifier, one.bound, one.kind, Span(one.start, one.end), sentence.span, block.section,
        block.anchor, sentence.line, role[0], role[1], one.change, f"q{one.pair + 1}" if one.pair >= 0 else "", metric[0], metric[1], "", "",
        f"{before}…{after}" if before and after else before or after,
    )  # fmt: skip


def _with_parts(found: list[Quantity], tools: Tools) -> list[Quantity]:
    """Give each rate its numerator and denominator, if exactly one number of the same sentence is each."""
    counts: dict[tuple[str, str], list[str]] = {}
    for one in found:
        if one.metric:
            counts.setdefault((one.role, one.metric), []).append(one.id)
    out = []
    for one in found:
        if one.metric in tools.rates:
            metric = tools.metrics[one.metric]
            top, bottom = (counts.get((one.role, part), ()) for part in (metric.numerator, metric.denominator))
            if len(top) == 1 or len(bottom) == 1:
                one = replace(one, numerator=top[0] if len(top) == 1 else "", denominator=bottom[0] if len(bottom) == 1 else "")
        out.append(one)
    return out


def _citations(text: str, body: list[Sentence], spans: list[Span]) -> tuple[Citation, ...]:
    return tuple(
        Citation(c.title, c.number, c.kind, c.span, spans[c.sentence], body[c.sentence].block.anchor, body[c.sentence].line)
        for c in citations(text, spans)
    )


def _add_evidence(quoted: str, sentence: Sentence, scene: Scene, tools: Tools, words: set[int], here: list[Quantity], out: list[Evidence]) -> None:
    """What one sentence is evidence of; `here` are its numbers."""
    block = sentence.block
    if block.kind == "heading" or (scene.plan and block.kind == "table"):
        return  # a heading announces; the framework printed as an annex is the demand, not evidence that anybody meets it
    speaks = indicators_of(tools, words)
    if not speaks:
        return
    role = sentence_role(scene, block.role, block.kind, quoted)
    measured = [q for q in here if q.metric]
    for key, matched in speaks:
        ids = tools.indicator_metrics.get(key, ()) if measured else ()
        numbers = tuple([q.id for q in measured if q.metric in ids]) if ids else ()
        out.append(Evidence(key, sentence.span, block.anchor, sentence.line, matched, role, numbers))
