"""What was done to the words a row quotes: which repairs touch its sentence, and what stood in the source
where staff corrected its number.

Rows quote the repaired text, so a number put right by staff looks like any other; with these two columns a
table can be read without opening the report. Repairs of one kind are summed by line: a sentence counts as
touched when it reaches into the stretch from the first such place of its line to the last.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from site_builder.model.span import Span
from site_builder.model.text import Repair
from site_builder.problems import visible
from site_builder.vocabulary import RepairStatus

BY_STAFF = {RepairStatus.CONFIRMED, RepairStatus.REPLACED}


class Repaired:
    """The repairs of one report, found by where their result stands."""

    def __init__(self, repairs: Iterable[Repair]) -> None:
        self.repairs = sorted(repairs, key=lambda repair: repair.span.start)
        self.starts = [repair.span.start for repair in self.repairs]
        self.reach = list(accumulate((repair.span.end for repair in self.repairs), max))
        self.known: dict[Span, tuple[str, ...]] = {}

    def touching(self, span: Span) -> list[Repair]:
        """The repairs whose result lies in the span, wholly or in part; something dropped at its edge counts
        too."""
        if not self.repairs:
            return []
        some = self.repairs[bisect_left(self.reach, span.start) : bisect_right(self.starts, span.end)]
        return [
            each
            for each in some
            if (each.span.start < span.end and each.span.end > span.start)
            or (each.span.start == each.span.end and span.start <= each.span.start <= span.end)
        ]

    def kinds(self, sentence: Span) -> tuple[str, ...]:
        """`kind:status` of each kind of repair in a sentence, sorted: correction:replaced, script:automatic."""
        if sentence not in self.known:
            self.known[sentence] = tuple(
                sorted({f"{each.kind}:{each.status}" for each in self.touching(sentence)})
            )
        return self.known[sentence]

    def before(self, span: Span) -> tuple[str, ...]:
        """The words of the source that a person has replaced where the span now stands."""
        return tuple(
            visible(each.before)
            for each in self.touching(span)
            if each.status in BY_STAFF and each.span.start < each.span.end
        )
