"""Report → Facts: the order of the work, and the join of what each step found. No rule lives here."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from msgspec.structs import replace

from site_builder.extract.body import Body, bodies_of
from site_builder.extract.checks import checks
from site_builder.extract.citations import citations
from site_builder.extract.lines import Lines, lines_of
from site_builder.extract.metrics.clauses import clauses
from site_builder.extract.metrics.compiled_rules import CompiledRules
from site_builder.extract.metrics.evidence import EvidenceHit, evidence_in
from site_builder.extract.metrics.metrics import NO_METRIC, Named, metrics_of
from site_builder.extract.numbers.amounts import NumberMatch
from site_builder.extract.numbers.parallel_lists import with_list
from site_builder.extract.numbers.quantities import quantities
from site_builder.extract.numbers.ranges import with_other_end
from site_builder.extract.roles import CueFlags, DocumentContext, near_cues, role_of, sentence_role
from site_builder.extract.staff_notes import staff_notes
from site_builder.matching.arrays import Truth
from site_builder.matching.words import WordHits
from site_builder.model.facts import Citation, Evidence, Facts, Quantity
from site_builder.model.report import Report
from site_builder.model.span import Span
from site_builder.vocabulary import BlockKind, Role

BLOCK_HEADING = BlockKind.HEADING
BLOCK_TABLE = BlockKind.TABLE
DEFINITION = Role.DEFINITION
"""Asked for at every number or paragraph, and so bound once: to read a member off its vocabulary takes 0.1 µs
"""


AT_A_TIME = 2_000
"""Sentences asked for phrases together: reports of any length take no more memory than this many"""
TOGETHER = 200_000
"""Characters of reports looked at together, at least one report: an operation on an array costs the same for
one report as for twenty, and what they take in memory is bounded"""
Stated = tuple[NumberMatch, Named, CueFlags, int, int]
"""A number with its metric, the cues near it, and where its clause begins and ends"""


def extract(report: Report, tools: CompiledRules) -> Facts:
    """Everything the report states in numbers, citations and evidence, each with its sentence, anchor and
    source line.

    A report that is withheld or refused yields no facts: nothing of it may appear.
    """
    return extract_all([report], tools)[0]


def extract_all(reports: Sequence[Report], tools: CompiledRules) -> list[Facts]:
    """The facts of each of several reports, worked out together: the same as one by one, in two thirds of the
    time."""
    return [facts for some in _together(reports) for facts in _extracted(some, tools)]


def _together(reports: Sequence[Report]) -> Iterator[Sequence[Report]]:
    """The reports in stretches of at most TOGETHER characters."""
    start = size = 0
    for number, report in enumerate(reports):
        if size and size + len(report.text) > TOGETHER:
            yield reports[start:number]
            start, size = number, 0
        size += len(report.text)
    yield reports[start:]


def _extracted(reports: Sequence[Report], tools: CompiledRules) -> Iterator[Facts]:
    bodies = bodies_of(reports)
    lines = lines_of([text for body in bodies for text in body.texts()])
    hits = tools.finder.find(lines.codes)
    words = WordHits(hits, np.searchsorted(hits.start, lines.starts))
    spoken, demanded = _in_sentences(tools, words)
    stated = _stated(lines, tools, words, demanded)
    for body in bodies:
        numbers, told = _part(body, stated, _sentence_of), _part(body, spoken, itemgetter(0))
        yield _facts(body, lines, tools, stated[numbers], numbers.start, spoken[told])


def _sentence_of(stated: Stated) -> int:
    return stated[0].sentence


def _part(body: Body, found: list[Any], sentence: Callable[[Any], int]) -> slice:
    """What was found in the sentences of one report, out of what was found in all, in order of the sentences."""
    first = bisect_left(found, body.first, key=sentence)
    return slice(first, bisect_left(found, body.first + len(body.spans), first, key=sentence))


def _in_sentences(tools: CompiledRules, said: WordHits) -> tuple[list[EvidenceHit], Truth]:
    """What the sentences are evidence of, and whether they have what claims of metrics ask of them: a row for
    each demand."""
    spoken: list[EvidenceHit] = []
    phrases = len(tools.evidence)
    demanded = [np.zeros((len(tools.matcher.in_sentence.forbidden[0]) - phrases, 0), dtype=np.bool_)]
    for first in range(0, len(said.bounds) - 1, AT_A_TIME):
        bounds = said.bounds[first : first + AT_A_TIME + 1]
        words = said.hits.word[bounds[0] : bounds[-1]]
        sentences = np.repeat(np.arange(bounds.size - 1), np.diff(bounds))
        held = tools.matcher.in_sentence.hold(
            tools.matcher.in_sentence.met(words, sentences, bounds.size - 1)
        )
        spoken += evidence_in(tools, words, sentences, held[:phrases], first)
        demanded.append(held[phrases:])
    return spoken, demanded[1] if len(demanded) == 2 else np.concatenate(demanded, axis=1)


def _stated(lines: Lines, tools: CompiledRules, said: WordHits, demanded: Truth) -> list[Stated]:
    """The numbers of all sentences with what is beside them."""
    found = quantities(lines)
    of = clauses(lines, found)
    named = with_list(lines.text, lines.begins, found, metrics_of(tools, lines, found, of, said, demanded))
    named = with_other_end(found, named)
    return list(
        zip(
            found,
            named,
            near_cues(said.hits, tools.cues, of.start),
            of.left.tolist(),
            of.right.tolist(),
            strict=True,
        )
    )


def _facts(
    body: Body,
    lines: Lines,
    tools: CompiledRules,
    stated: list[Stated],
    before: int,
    spoken: list[EvidenceHit],
) -> Facts:
    """The facts of one report out of `lines`, which holds the sentences of all; so many numbers stand
    `before` its own."""
    report = body.report
    scene = DocumentContext(
        report.head.document_kind, _year(report), report.head.level, report.head.place_name
    )
    numbers = _with_parts(_numbers(body, scene, lines, stated, before), tools)
    reckoned = checks(report.text, numbers)
    return Facts(
        tuple(body.spans),
        tuple(numbers),
        _citations(body),
        tuple(_evidence(body, scene, lines, tools, spoken, numbers)),
        reckoned,
        staff_notes(f"reports/{report.path}", numbers, reckoned, tools),
    )


def _year(report: Report) -> int | None:
    value = report.head.year.value
    return value if isinstance(value, int) else None


def _numbers(
    body: Body, scene: DocumentContext, lines: Lines, stated: list[Stated], earlier: int
) -> list[Quantity]:
    """The numbers of one report with what they say and the metric they belong to."""
    text, starts = lines.text, lines.begins
    out: list[Quantity] = []
    for number, (one, metric, near, left, right) in enumerate(stated, 1):
        at = one.sentence - body.first
        block, span, floor = body.blocks[at], body.spans[at], starts[one.sentence]
        role, why = role_of(scene, block.role, block.kind, text, floor, one.start, one.kind, near)
        if role == DEFINITION:
            metric = NO_METRIC
        before, after = (
            text[_whole(text, left, one.start - 24) : one.start].strip(" 、"),
            text[one.end : min(right, one.end + 20)].strip(" 、。"),
        )
        moved = span.start - floor
        pair = f"q{one.pair - earlier + 1}" if one.pair >= 0 else ""
        out.append(
            Quantity(
                id=f"q{number}",
                surface=one.surface,
                value=one.value,
                unit=one.unit,
                qualifier=one.qualifier,
                bound=one.bound,
                kind=one.kind,
                span=Span(one.start + moved, one.end + moved),
                sentence=span,
                section=block.section,
                anchor=block.anchor,
                line=body.sources[at],
                role=role,
                role_why=why,
                change=one.change,
                pair=pair,
                metric=metric[0],
                metric_why=metric[1],
                what=f"{before}…{after}" if before and after else before or after,
            )
        )
    return out


def _whole(text: str, left: int, at: int) -> int:
    """Where to begin a stretch that would begin at `at`: not before `left`, and not inside a number.

    >>> _whole("2021年、2022年案件", 0, 2), _whole("2021年、2022年案件", 0, 5), _whole("2021年", 0, -3)
    (4, 5, 0)
    """
    if at <= left:
        return left
    while text[at - 1].isdigit() and text[at].isdigit():
        at += 1
    return at


def _with_parts(found: list[Quantity], tools: CompiledRules) -> list[Quantity]:
    """Give each rate its numerator and denominator, if exactly one number of the same sentence is each."""
    if not any(one.metric in tools.rates for one in found):
        return found
    counts: dict[tuple[int, str, str], list[str]] = {}
    for one in found:
        if one.metric:
            counts.setdefault((one.sentence.start, one.role, one.metric), []).append(one.id)
    out = []
    for one in found:
        if one.metric in tools.rates:
            metric = tools.metrics[one.metric]
            top, bottom = (
                counts.get((one.sentence.start, one.role, part), ())
                for part in (metric.numerator, metric.denominator)
            )
            if len(top) == 1 or len(bottom) == 1:
                one = replace(
                    one,
                    numerator=top[0] if len(top) == 1 else "",
                    denominator=bottom[0] if len(bottom) == 1 else "",
                )
        out.append(one)
    return out


def _citations(body: Body) -> tuple[Citation, ...]:
    return tuple(
        Citation(
            c.title,
            c.number,
            c.kind,
            c.span,
            body.spans[c.sentence],
            body.blocks[c.sentence].anchor,
            body.sources[c.sentence],
        )
        for c in citations(body.report.text, body.spans)
    )


def _evidence(
    body: Body,
    scene: DocumentContext,
    lines: Lines,
    tools: CompiledRules,
    spoken: list[EvidenceHit],
    numbers: list[Quantity],
) -> Iterator[Evidence]:
    """What the sentences of one report are evidence of, with the numbers that measure it."""
    measured: dict[Span, list[Quantity]] = {}
    for one in numbers:
        if one.metric:
            measured.setdefault(one.sentence, []).append(one)
    for sentence, told in groupby(spoken, itemgetter(0)):
        at = sentence - body.first
        block, span, line = body.blocks[at], body.spans[at], body.sources[at]
        if block.kind == BLOCK_HEADING or (scene.plan and block.kind == BLOCK_TABLE):
            # a heading announces; the framework printed as an annex is the demand, not evidence that anybody
            # meets it
            continue
        role = sentence_role(
            scene, block.role, block.kind, lines.text, lines.begins[sentence], lines.begins[sentence + 1] - 1
        )
        here = measured.get(span)
        for _, indicator, matched in told:
            key = tools.indicators[indicator]
            ids = tools.indicator_metrics.get(key) if here else None
            counted = tuple([one.id for one in here if one.metric in ids]) if here and ids else ()
            yield Evidence(key, span, block.anchor, line, matched, role, counted)
