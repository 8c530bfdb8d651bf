"""Sentences → one text with a sentence on each line, every character of it classified at once.

All steps look at this text and not at the report: an expression runs over it once instead of once a sentence,
no match reaches from one sentence into the next, and what states nothing (salutation, signature) is not there
to be found.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from site_builder.extract.metrics.exclusions import PER_UNIT_FIRST
from site_builder.extract.numbers.qualifiers import FAR_FIRST
from site_builder.matching.arrays import Alphabet, Codes, Ints, Traits, codes_of

STOP, PAUSE, QUOTE, NUMERAL, LIMIT, EACH, KIND = (1 << bit for bit in range(7))
MARKS: dict[int, Iterable[str]] = {
    STOP: "，,;；:：。！？!?\n|",
    PAUSE: "、",
    QUOTE: '“‘"「《〔【[',
    NUMERAL: "0123456789０１２３４５６７８９一二两三四五六七八九十百千万翻",
    LIMIT: FAR_FIRST,
    EACH: PER_UNIT_FIRST,
    KIND: "类",
}
"""What ends a clause, what parts the items of a list, what opens a quotation or a title, what begins a
numeral, what begins every word for a bound, what begins the words for each one, what ends a kind"""


_MARKS = Alphabet(MARKS)


class Lines(Struct, frozen=True):
    """Sentences as one text, each followed by a line feed: none holds one."""

    text: str
    codes: Codes
    """The same as code points, with a zero at the end"""
    marked: Ints
    """Where the characters of `MARKS` stand"""
    marks: Traits
    """The keys of `MARKS` of each of these"""
    starts: Ints
    """Where each sentence begins, and after the last one the length of the text"""
    begins: list[int]
    """The same as a list"""

    def places(self, mark: int) -> Ints:
        """Where characters of a class stand."""
        return self.marked.take(np.flatnonzero(self.marks & mark))


def lines_of(sentences: Sequence[str]) -> Lines:
    """The text that sentences make."""
    text = "\n".join([*sentences, ""])
    codes = codes_of(text)
    marks = _MARKS.of(codes)
    marked = np.flatnonzero(marks != 0)
    starts = np.array([0, *[len(each) + 1 for each in sentences]], dtype=np.intp).cumsum()
    return Lines(text, codes, marked, marks.take(marked), starts, starts.tolist())
