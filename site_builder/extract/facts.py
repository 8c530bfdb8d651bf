"""Report → Facts: the order of the work, and the join of what each step found. No rule lives here."""

from itertools import groupby
from operator import itemgetter

import numpy as np
from msgspec.structs import replace

from site_builder.extract.amounts import Found
from site_builder.extract.body import Body, body_of
from site_builder.extract.checks import checks
from site_builder.extract.citations import citations
from site_builder.extract.clauses import clauses
from site_builder.extract.evidence import Spoken, evidence_in
from site_builder.extract.metrics import NO_METRIC, metrics_of
from site_builder.extract.phrases import Truth
from site_builder.extract.quantities import quantities
from site_builder.extract.roles import Scene, near_cues, role_of, sentence_role
from site_builder.extract.staff_notes import staff_notes
from site_builder.extract.tools import Tools
from site_builder.extract.words import Said
from site_builder.model.facts import Citation, Evidence, Facts, Quantity
from site_builder.model.report import Report
from site_builder.model.span import Span

AT_A_TIME = 500
"""Sentences looked at together: a report of any length takes no more memory than this many"""


def extract(report: Report, tools: Tools) -> Facts:
    """Everything the report states in numbers, citations and evidence, each with its sentence, anchor and source line.

    A report that is withheld or refused yields no facts: nothing of it may appear. Measured (benchmarks/stages.py): 2.7 ms per 9,000
    characters on made documents and 3.1 on the five, where a bare loop takes 23 ns a turn; the loop over sixty numbers takes half of it.
    """
    if report.withheld or report.refused:
        return Facts((), (), (), (), (), ())
    body = body_of(report)
    scene = Scene(str(report.head.kind.value or ""), _year(report), report.head.level)
    hits = tools.finder.find(body.lines.codes)
    words = Said(hits, np.searchsorted(hits.start, np.array(body.lines.starts)))
    spoken, demanded = _in_sentences(tools, words)
    numbers = _numbers(body, scene, tools, quantities(body.lines), words, demanded)
    reckoned = checks(report.text, numbers)
    return Facts(
        tuple(body.spans),
        tuple(numbers),
        _citations(report.text, body),
        tuple(_evidence(body, scene, tools, spoken, numbers)),
        reckoned,
        staff_notes(f"reports/{report.path}", numbers, reckoned, tools),
    )


def _year(report: Report) -> int | None:
    value = report.head.year.value
    return value if isinstance(value, int) else None


def _in_sentences(tools: Tools, said: Said) -> tuple[list[Spoken], Truth]:
    """What the sentences are evidence of, and whether they have what claims of metrics ask of them: a row for each demand."""
    spoken: list[Spoken] = []
    phrases = len(tools.evidence)
    demanded = [np.zeros((len(tools.in_sentence.forbidden) - phrases, 0), dtype=np.bool_)]
    for first in range(0, len(said.bounds) - 1, AT_A_TIME):
        bounds = said.bounds[first : first + AT_A_TIME + 1]
        words = said.hits.word[bounds[0] : bounds[-1]]
        sentences = np.repeat(np.arange(bounds.size - 1), np.diff(bounds))
        held = tools.in_sentence.hold(tools.in_sentence.met(words, sentences, bounds.size - 1))
        spoken += evidence_in(tools, words, sentences, held[:phrases], first)
        demanded.append(held[phrases:])
    return spoken, demanded[1] if len(demanded) == 2 else np.concatenate(demanded, axis=1)


def _numbers(body: Body, scene: Scene, tools: Tools, found: list[Found], said: Said, demanded: Truth) -> list[Quantity]:
    """The numbers with what they say and the metric they belong to."""
    text, starts = body.lines.text, body.lines.starts
    of = clauses(body.lines, found)
    named = metrics_of(tools, text, found, of, said, demanded)
    near = near_cues(said.hits, tools.cues, of.start)
    out: list[Quantity] = []
    for number, (one, metric, cues, left, right) in enumerate(zip(found, named, near, of.left.tolist(), of.right.tolist(), strict=True), 1):
        block = body.blocks[one.sentence]
        role = role_of(scene, block.role, block.kind, text, starts[one.sentence], one.start, one.kind, cues)
        out.append(_record(body, number, one, left, right, role, metric if role[0] != "definition" else NO_METRIC))
    return _with_parts(out, tools)


def _record(body: Body, number: int, one: Found, left: int, right: int, role: tuple[str, str], metric: tuple[str, str]) -> Quantity:
    text, block, span = body.lines.text, body.blocks[one.sentence], body.spans[one.sentence]
    before, after = text[max(left, one.start - 24) : one.start].strip(" 、"), text[one.end : min(right, one.end + 20)].strip(" 、。")
    moved = span.start - body.lines.starts[one.sentence]
    return Quantity(  # by position: naming twenty fields costs as much as filling them
        f"q{number}", one.surface, one.value, one.unit, one.qualifier, one.bound, one.kind, Span(one.start + moved, one.end + moved), span,
        block.section, block.anchor, body.sources[one.sentence], role[0], role[1], one.change, f"q{one.pair + 1}" if one.pair >= 0 else "",
        metric[0], metric[1], "", "", f"{before}…{after}" if before and after else before or after,
    )  # fmt: skip


def _with_parts(found: list[Quantity], tools: Tools) -> list[Quantity]:
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
            top, bottom = (counts.get((one.sentence.start, one.role, part), ()) for part in (metric.numerator, metric.denominator))
            if len(top) == 1 or len(bottom) == 1:
                one = replace(one, numerator=top[0] if len(top) == 1 else "", denominator=bottom[0] if len(bottom) == 1 else "")
        out.append(one)
    return out


def _citations(text: str, body: Body) -> tuple[Citation, ...]:
    return tuple(
        Citation(c.title, c.number, c.kind, c.span, body.spans[c.sentence], body.blocks[c.sentence].anchor, body.sources[c.sentence])
        for c in citations(text, body.spans)
    )


def _evidence(body: Body, scene: Scene, tools: Tools, spoken: list[Spoken], numbers: list[Quantity]) -> list[Evidence]:
    """What the sentences are evidence of, with the numbers that measure it."""
    measured: dict[Span, list[Quantity]] = {}
    for one in numbers:
        if one.metric:
            measured.setdefault(one.sentence, []).append(one)
    text, starts = body.lines.text, body.lines.starts
    out: list[Evidence] = []
    for sentence, told in groupby(spoken, itemgetter(0)):
        block, span, line = body.blocks[sentence], body.spans[sentence], body.sources[sentence]
        if block.kind == "heading" or (scene.plan and block.kind == "table"):
            continue  # a heading announces; the framework printed as an annex is the demand, not evidence that anybody meets it
        role = sentence_role(scene, block.role, block.kind, text, starts[sentence], starts[sentence + 1] - 1)
        here = measured.get(span)
        for _, indicator, matched in told:
            key = tools.indicators[indicator]
            ids = tools.indicator_metrics.get(key) if here else None
            counted = tuple([one.id for one in here if one.metric in ids]) if here and ids else ()
            out.append(Evidence(key, span, block.anchor, line, matched, role, counted))
    return out
