"""What one year's report took over from the year before: unchanged, nearly unchanged, new. Sentence by
sentence, linear in their number."""

from site_builder.corpus.history.passages import ComparableReport
from site_builder.corpus.history.shingles import overlaps
from site_builder.model.history import YearDiff

LIKE = 0.6
"""Share of common four-character pieces (2·common / both) from which a sentence counts as nearly the same. A
sentence of 40 characters with three words replaced in different places keeps 0.6; two sentences about
different things in the usual phrases stay under 0.45 in the five documents."""


def carried(earlier: ComparableReport, later: ComparableReport) -> YearDiff:
    """Compare the sentences of two reports. Blanks and marks never count; a sentence that differs only in
    figures is nearly the same, not unchanged."""
    exact, loose = set(earlier.exact), set(earlier.masked.texts)
    unchanged = [text in exact for text in later.exact]
    known = [same or text in loose for same, text in zip(unchanged, later.masked.texts, strict=True)]
    alike = _alike(earlier, later, known)
    fresh = tuple(
        each.passage
        for number, each in enumerate(later.sentences)
        if not known[number] and number not in alike
    )
    whole = sum(unchanged)
    return YearDiff(
        later.key, earlier.key, len(later.sentences), whole, len(later.sentences) - whole - len(fresh), fresh
    )


def _alike(earlier: ComparableReport, later: ComparableReport, known: list[bool]) -> set[int]:
    """The sentences of the later report, of those not yet known, that have enough pieces in common with some
    sentence of the earlier."""
    import numpy as np

    one, other = later.pieces, earlier.pieces
    found = overlaps(one, other, ~np.array(known, dtype=bool))
    share = 2 * found.counts / (one.sizes[found.own] + other.sizes[found.other])
    return set(found.own[share >= LIKE].tolist())
