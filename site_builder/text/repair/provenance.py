"""Keeps track of what passes did: applies their mends in order and turns them into `Repair` records that name
the source line and the final place.

Automatic mends of one kind on one line are summed into one record (a page with 3,000 converted characters has
as many records as lines); what a person has to look at is listed one by one.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter

from msgspec import Struct

from site_builder.model.span import Edit, Span, SpanMap, apply_edits
from site_builder.model.text import Repair
from site_builder.text.repair.repair_edits import RepairEdit
from site_builder.vocabulary import RepairKind, RepairStatus

LETTER_BY_LETTER = frozenset(
    {RepairKind.SCRIPT, RepairKind.OVERCONVERTED, RepairKind.LOOKALIKE, RepairKind.QUOTES}
)
"""Kinds that put one character for one: positions stay what they are, exactly, however long a converted run
is."""
MOST_SINGLY = 500
"""Doubtful places of one pass that are listed one by one; a text with more is summed by line like the rest.
"""
MAX_CHARS_QUOTED = 40
"""Characters of a sample shown for a summed repair."""


class PassResult(Struct, frozen=True):
    """One pass that found something: its mends in order, with the text before and after and the map back."""

    mends: tuple[RepairEdit, ...]
    after: str
    back: SpanMap


def step(text: str, mends: list[RepairEdit]) -> PassResult:
    """Apply one pass. Mends may come in any order; where two overlap the earlier start (then the longer)
    wins."""
    ordered: list[RepairEdit] = []
    end = 0
    for mend in sorted(mends, key=lambda each: (each.start, -each.end)):
        if mend.start >= end:
            ordered.append(mend)
            end = mend.end
    if all(
        each.kind in LETTER_BY_LETTER and len(each.new or "") == each.end - each.start for each in ordered
    ):
        return PassResult(
            tuple(ordered),
            _overwritten(text, ordered),
            SpanMap((0, len(text)), (0, len(text)), (False, False)),
        )
    after, back = apply_edits(
        text, [Edit(each.start, each.end, each.new, each.kind) for each in ordered if each.new is not None]
    )
    return PassResult(tuple(ordered), after, back)


def _overwritten(text: str, mends: list[RepairEdit]) -> str:
    """The text with each mend's characters put in place of as many others."""
    parts: list[str] = []
    end = 0
    for mend in mends:
        parts += (text[end : mend.start], mend.new or "")
        end = mend.end
    return "".join((*parts, text[end:]))


class Provenance:
    """Positions of every pass, walked backwards to the source and forwards to the final text."""

    def __init__(self, source: str, steps: list[PassResult]) -> None:
        self.source = source
        self.steps = steps
        self.text = steps[-1].after if steps else source

    @cached_property
    def lines(self) -> list[int]:
        """Offsets at which the lines of the source start; most texts have no repair and nobody asks."""
        return line_starts(self.source)

    def corrected(self, late: PassResult) -> "Provenance":
        """With corrections of the finished text as the last step: a doubt about words that they replace is
        settled, and no longer listed."""
        steps = [
            PassResult(
                tuple(
                    [m for m in each.mends if m.new is not None or not self._replaced(m, number, late.mends)]
                ),
                each.after,
                each.back,
            )
            for number, each in enumerate(self.steps)
        ]
        return Provenance(self.source, [*steps, late])

    def _replaced(self, doubt: RepairEdit, number: int, corrections: tuple[RepairEdit, ...]) -> bool:
        place = self._to_final(doubt.start, doubt.end, number)
        return any(each.start <= place.start and place.end <= each.end for each in corrections)

    def repairs(self) -> tuple[Repair, ...]:
        """All repairs, in order of line and place."""
        found = [repair for number, each in enumerate(self.steps) for repair in self._of(number, each)]
        return tuple(sorted(found, key=lambda repair: (repair.line, repair.span.start, repair.span.end)))

    def line_numbers(self, starts: list[int]) -> tuple[int, ...]:
        """The source line of each line of the final text; the same numbers unless a mend made a line break."""
        if not any("\n" in (mend.new or "") for each in self.steps for mend in each.mends):
            return tuple(range(1, len(starts) + 1))
        return tuple(self.line_of(self.to_source(start, len(self.steps))) for start in starts)

    def line_of(self, offset: int) -> int:
        """The 1-based source line of an offset of the source."""
        return bisect_right(self.lines, offset)

    def to_source(self, offset: int, number: int) -> int:
        """An offset of the text before pass `number` → an offset of the source."""
        for each in reversed(self.steps[:number]):
            offset = each.back.start(offset)
        return offset

    def _end_to_source(self, offset: int, number: int) -> int:
        for each in reversed(self.steps[:number]):
            offset = each.back.end(offset)
        return offset

    def _to_final(self, start: int, end: int, number: int) -> Span:
        """A stretch of the text before pass `number` → its place in the final text."""
        for each in self.steps[number:]:
            start, end = forward(each.back, start), forward_end(each.back, end)
        return Span(start, max(start, end))

    def _of(self, number: int, each: PassResult) -> Iterator[Repair]:
        before = self.steps[number - 1].after if number else self.source
        starts = line_starts(before)
        singly = len(each.mends) <= MOST_SINGLY
        summed: dict[tuple[object, ...], list[RepairEdit]] = {}
        for mend in each.mends:
            place = (
                bisect_right(starts, mend.start)
                if mend.status == RepairStatus.AUTOMATIC or not singly
                else -mend.start
            )
            key = (place, mend.kind, mend.status, mend.candidates, mend.note)
            summed.setdefault(key, []).append(mend)
        for mends in summed.values():
            yield self._repair(number, each, before, mends)

    def _repair(self, number: int, each: PassResult, before: str, mends: list[RepairEdit]) -> Repair:
        first, last = mends[0], _last_of_sample(mends)
        lead = _context(before, first)
        start, end = self.to_source(first.start - lead, number), self._end_to_source(last.end, number)
        if first.new is None:
            after = before[first.start - lead : last.end]
        else:
            after = each.after[forward(each.back, first.start - lead) : forward_end(each.back, last.end)]
        return Repair(
            kind=first.kind,
            line=self.line_of(self.to_source(first.start, number)),
            before=self.source[start:end],
            after=after,
            status=first.status,
            span=self._to_final(first.start, mends[-1].end, number),
            count=len(mends),
            candidates=first.candidates,
            note=first.note,
        )


def _last_of_sample(mends: list[RepairEdit]) -> RepairEdit:
    """The last mend that still fits into a readable sample together with the first."""
    fitting = bisect_right(mends, mends[0].start + MAX_CHARS_QUOTED, key=attrgetter("end"))
    return mends[max(fitting - 1, 0)]


def _context(before: str, mend: RepairEdit) -> int:
    """1 where something was dropped after a visible character: `领(lǐng)` says more than `(lǐng)`."""
    return int(mend.new == "" and mend.start > 0 and before[mend.start - 1] != "\n")


def line_starts(text: str) -> list[int]:
    """Offsets at which the lines of a text start."""
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts


def forward(back: SpanMap, offset: int) -> int:
    """Where a start offset of the text before a pass lies after it; the inside of replaced text goes to the
    start of what replaced it."""
    piece = bisect_right(back.old, offset) - 1
    if piece < 0:
        return 0
    if back.locked[piece] or piece + 1 == len(back.new):
        return back.new[piece]
    return min(back.new[piece] + offset - back.old[piece], back.new[piece + 1])


def forward_end(back: SpanMap, offset: int) -> int:
    """The same for an exclusive end: the last character's piece decides."""
    piece = bisect_right(back.old, offset - 1) - 1
    if piece < 0:
        return 0
    if piece + 1 == len(back.new):
        return back.new[piece]
    return (
        back.new[piece + 1]
        if back.locked[piece]
        else min(back.new[piece] + offset - back.old[piece], back.new[piece + 1])
    )
