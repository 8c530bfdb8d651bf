"""Which metric a number belongs to: by the words in its clause, at most one, none when two readings are
equally good.

The wording with most matched characters wins, then the one nearest to the number; a tie between two metrics
is reported as doubt and assigns none.
"""

from collections.abc import Sequence

import numpy as np

from site_builder.extract.lines import EACH, Lines
from site_builder.extract.metrics.clauses import numbers_of
from site_builder.extract.metrics.compiled_rules import CompiledRules
from site_builder.extract.metrics.exclusions import PARTS_FOLLOW, PER_UNIT, PER_UNIT_REACH
from site_builder.extract.metrics.rejected import Total, doubtful, moved
from site_builder.extract.numbers.amounts import NumberMatch
from site_builder.matching.arrays import Ints, Truth, follow
from site_builder.matching.scored_matches import (
    Best,
    Clauses,
    Numbers,
    best,
    fits_of,
    on_topic,
    words_in_clauses,
)
from site_builder.matching.words import WordHits
from site_builder.vocabulary import QuantityKind

Named = tuple[str, str]
"""Metric id and reason: the words that matched, or the two metrics that tied"""
TIE = "两可："
"""Begins the reason of a number that two metrics fit equally well: it belongs to neither."""
NO_METRIC: Named = ("", "")
METRICS_AT_A_TIME = 2_000
"""Numbers looked at together: a report of any length takes no more memory than this many"""


def metrics_of(
    tools: CompiledRules,
    lines: Lines,
    found: Sequence[NumberMatch],
    clauses: Clauses,
    words: WordHits,
    demanded: Truth,
) -> list[Named]:
    """For each number of a text its metric; `demanded` tells which of the demands that claims make on a
    sentence are met in which sentence."""
    out: list[Named] = []
    for first in range(0, len(found), METRICS_AT_A_TIME):
        part = slice(first, first + METRICS_AT_A_TIME)
        some = Clauses(
            clauses.start[part],
            clauses.end[part],
            clauses.sentence[part],
            clauses.left[part],
            clauses.right[part],
        )
        out += _of_some(tools, lines, found[part], some, words, demanded.take(some.sentence, axis=1))
    return out


def _of_some(
    tools: CompiledRules,
    lines: Lines,
    found: Sequence[NumberMatch],
    of: Clauses,
    words: WordHits,
    demanded: Truth,
) -> list[Named]:
    """The same for a stretch of the numbers."""
    numbers = numbers_of(lines, found, of)
    clause, beside = words_in_clauses(words, of)
    held = tools.matcher.in_clause.hold(
        tools.matcher.in_clause.met(clause.word, beside, len(found))
    ) & demanded.take(tools.matcher.demands, axis=0)
    number, claim = _possible(tools, lines, numbers, words, held)
    out = [NO_METRIC] * len(found)
    if number.size:
        _choose(
            tools,
            lines,
            found,
            numbers,
            best(tools.matcher, words, fits_of(tools.matcher, clause, number, claim, numbers), of.sentence),
            out,
        )
    return out


def _possible(
    tools: CompiledRules, lines: Lines, numbers: Numbers, words: WordHits, held: Truth
) -> tuple[Ints, Ints]:
    """Number and claim of each pair whose words are there (`held`), and whose kind, unit and subject are
    right; in order of the numbers."""
    claim, number = np.divmod(np.flatnonzero(held), len(numbers.kinds))
    good = np.flatnonzero(tools.matcher.claims.will_do(claim, number, numbers.kinds, numbers.units))
    good = good.take(
        np.flatnonzero(
            ~moved(lines, numbers).take(number.take(good))
            | tools.matcher.claims.change.take(claim.take(good))
        )
    )
    good = good.take(np.argsort(number.take(good), kind="stable"))
    number, claim = number.take(good), claim.take(good)
    good = np.flatnonzero(on_topic(tools.matcher, words, number, claim, numbers.of))
    return number.take(good), claim.take(good)


def _choose(
    tools: CompiledRules,
    lines: Lines,
    found: Sequence[NumberMatch],
    numbers: Numbers,
    chosen: Best,
    out: list[Named],
) -> None:
    """Write the metric of each number that has a claim which fits best into `out`, unless something tells
    that it is not the total of the year."""
    doubted, each = (
        doubtful(tools, lines, numbers, chosen),
        follow(numbers.of.start, lines.places(EACH), PER_UNIT_REACH).tolist(),
    )
    totals: dict[tuple[int, str], Total] = {}
    reasons = tools.names.take(np.concatenate((chosen.matched, chosen.said), axis=1)).tolist()
    columns = (
        chosen.number.tolist(),
        chosen.claim.tolist(),
        chosen.rival.tolist(),
        chosen.matched.tolist(),
        reasons,
    )
    for one, claim, rival, its, words in zip(*columns, strict=True):
        number = found[one]
        if one in doubted or (
            each[one] and PER_UNIT.search(lines.text, max(0, number.start - PER_UNIT_REACH), number.start)
        ):
            continue
        named = (
            _tie(tools, claim, rival)
            if rival >= 0
            else (tools.matcher.claims.rows[claim].metric, "、".join(filter(None, words)))
        )
        if number.kind == QuantityKind.COUNT:
            whole = number.sentence - lines.text.startswith(PARTS_FOLLOW, lines.begins[number.sentence])
            total = totals.get((whole, named[0]))
            matched = frozenset(its) - {-1}
            if total is None:
                totals[whole, named[0]] = Total(number.end, matched)
            elif total.has_part(lines.text, number.start, matched):
                continue
        out[one] = named


def _tie(tools: CompiledRules, *claims: int) -> Named:
    return "", TIE + "、".join(
        tools.metrics[tools.matcher.claims.rows[claim].metric].name for claim in claims
    )
