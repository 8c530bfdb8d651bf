"""Report → Facts: the order of the work, and the join of what each step found. No rule lives here."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from site_builder.extract.checks import checks
from site_builder.extract.citations import citations
from site_builder.extract.evidence import indicators_of
from site_builder.extract.metrics import Hit, assign, clauses
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

    A report that is withheld or refused yields no facts: nothing of it may appear.
    """
    if report.withheld or report.refused:
        return Facts((), (), (), (), (), ())
    body = _sentences(report)
    spans = [s.span for s in body]
    scene = Scene(str(report.head.kind.value or ""), _year(report), report.head.level)
    hits = _hits(report.text, spans, tools)
    words = [{h[0] for h in found} for found in hits]
    found = _quantities(report.text, body, scene, tools, hits, words)
    found = _with_parts(found, tools)
    reckoned = checks(report.text, found)
    return Facts(
        tuple(spans),
        tuple(found),
        _citations(report.text, body, spans),
        _evidence(report.text, body, scene, tools, words, found),
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
    out: list[Sentence] = []
    for block in blocks:
        for span in _parts(report.text, block):
            line = report.line_numbers[bisect_right(report.line_starts, span.start) - 1] if report.line_starts else block.line
            out.append(Sentence(span, block, line))
    return out


def _heading(text: str, section: Section, role: str) -> Block:
    """A heading that states a number (1.全年办结案件120件。) without its own number."""
    start = section.span.start + (len(section.number) if text.startswith(section.number, section.span.start) else 0)
    return Block(Span(start, section.span.end), section.anchor, section.line, section.index, role, "heading")


def _parts(text: str, block: Block) -> Iterator[Span]:
    """The sentences of a block; in a table, of each cell."""
    if block.kind != "table":
        yield from sentences(text, block.span)
        return
    start = block.span.start
    while start < block.span.end:
        bar = text.find("|", start, block.span.end)
        end = bar if bar >= 0 else block.span.end
        yield from sentences(text, Span(start, end))
        start = end + 1


def _hits(text: str, spans: list[Span], tools: Tools) -> list[list[Hit]]:
    """Words of the dictionary by sentence, positions counted from its start. One search a sentence: grouping hits of the whole text costs more."""
    search = tools.automaton.find_matches_as_indexes
    return [search(text[s.start : s.end], overlapping=True) for s in spans]


def _quantities(
    text: str, body: list[Sentence], scene: Scene, tools: Tools, hits: list[list[Hit]], words: list[set[int]]
) -> list[Quantity]:
    out: list[Quantity] = []
    found = quantities(text, [s.span for s in body])
    first = 0
    while first < len(found):
        index, last = found[first].sentence, first
        while last < len(found) and found[last].sentence == index:
            last += 1
        group, sentence = found[first:last], body[index]
        ranges = clauses(text, sentence.span, group)
        quoted = sentence.span.of(text)
        announced = announces(quoted)
        for one, clause in zip(group, ranges, strict=True):
            role = role_of(scene, sentence.block.role, sentence.block.kind, quoted, one.start - sentence.span.start, one.kind, announced)
            metric = ("", "") if role[0] == "definition" else assign(tools, one, sentence.span.start, clause, hits[index], words[index])
            out.append(_record(text, len(out), one, sentence, clause, role, metric))
        first = last
    return out


def _record(
    text: str, number: int, one: Found, sentence: Sentence, clause: tuple[int, int], role: tuple[str, str], metric: tuple[str, str]
) -> Quantity:
    before, after = text[max(clause[0], one.start - 24) : one.start].strip(" 、"), text[one.end : min(clause[1], one.end + 20)].strip(" 、。")
    return Quantity(
        id=f"q{number + 1}",
        surface=one.surface,
        value=one.value,
        unit=one.unit,
        qualifier=one.qualifier,
        bound=one.bound,
        kind=one.kind,
        span=Span(one.start, one.end),
        sentence=sentence.span,
        section=sentence.block.section,
        anchor=sentence.block.anchor,
        line=sentence.line,
        role=role[0],
        role_why=role[1],
        change=one.change,
        pair=f"q{one.pair + 1}" if one.pair >= 0 else "",
        metric=metric[0],
        metric_why=metric[1],
        what=f"{before}…{after}" if before and after else before or after,
    )


def _with_parts(found: list[Quantity], tools: Tools) -> list[Quantity]:
    """Give each rate its numerator and denominator, if exactly one number of the same sentence is each."""
    counts: dict[tuple[int, str, str], list[str]] = {}
    for one in found:
        if one.metric:
            counts.setdefault((one.sentence.start, one.role, one.metric), []).append(one.id)
    out = []
    for one in found:
        metric = tools.metrics.get(one.metric)
        if metric is not None and metric.kind == "percent" and (metric.numerator or metric.denominator):
            top, bottom = (counts.get((one.sentence.start, one.role, part), ()) for part in (metric.numerator, metric.denominator))
            one = replace(one, numerator=top[0] if len(top) == 1 else "", denominator=bottom[0] if len(bottom) == 1 else "")
        out.append(one)
    return out


def _citations(text: str, body: list[Sentence], spans: list[Span]) -> tuple[Citation, ...]:
    return tuple(
        Citation(c.title, c.number, c.kind, c.span, spans[c.sentence], body[c.sentence].block.anchor, body[c.sentence].line)
        for c in citations(text, spans)
    )


def _evidence(
    text: str, body: list[Sentence], scene: Scene, tools: Tools, words: list[set[int]], found: list[Quantity]
) -> tuple[Evidence, ...]:
    by_sentence: dict[int, list[Quantity]] = {}
    for one in found:
        if one.metric:
            by_sentence.setdefault(one.sentence.start, []).append(one)
    out: list[Evidence] = []
    for sentence, present in zip(body, words, strict=True):
        if not present:
            continue
        block = sentence.block
        speaks = indicators_of(tools, present)
        if not speaks or block.kind == "heading" or (scene.plan and block.kind == "table"):
            continue  # a heading announces; the framework printed as an annex is the demand, not evidence that anybody meets it
        role = sentence_role(scene, block.role, block.kind, sentence.span.of(text))
        for key, matched in speaks:
            ids = tools.indicator_metrics.get(key, frozenset())
            numbers = tuple(q.id for q in by_sentence.get(sentence.span.start, ()) if q.metric in ids)
            out.append(Evidence(key, sentence.span, block.anchor, sentence.line, matched, role, numbers))
    return tuple(out)
