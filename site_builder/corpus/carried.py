"""What one year's report took over from the year before: unchanged, nearly unchanged, new. Sentence by sentence, linear in their number."""

from site_builder.corpus.passages import Reading
from site_builder.corpus.pieces import overlaps
from site_builder.model.stories import Carried

LIKE = 0.6
"""Share of common four-character pieces (2·common / both) from which a sentence counts as nearly the same. A sentence of 40 characters with three words
replaced in different places keeps 0.6; two sentences about different things in the usual phrases stay under 0.45 in the five documents."""


def carried(earlier: Reading, later: Reading) -> Carried:
    """Compare the sentences of two reports. Blanks and marks never count; a sentence that differs only in figures is nearly the same, not unchanged."""
    exact, loose = set(earlier.exact), set(earlier.masked)
    alike = _alike(earlier, later)
    unchanged = similar = 0
    fresh = []
    for number, each in enumerate(later.sentences):
        if later.exact[number] in exact:
            unchanged += 1
        elif later.masked[number] in loose or number in alike:
            similar += 1
        else:
            fresh.append(each.passage)
    return Carried(later.key, earlier.key, len(later.sentences), unchanged, similar, tuple(fresh))


def _alike(earlier: Reading, later: Reading) -> set[int]:
    """The sentences of the later report that have enough pieces in common with some sentence of the earlier."""
    one, other = later.pieces, earlier.pieces
    found = overlaps(one, other)
    share = 2 * found.counts / (one.sizes[found.own] + other.sizes[found.other])
    return set(found.own[share >= LIKE].tolist())
