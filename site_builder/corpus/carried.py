"""What one year's report took over from the year before: unchanged, nearly unchanged, new. Sentence by sentence, linear in their number."""

from site_builder.corpus.passages import Reading
from site_builder.corpus.phrases import Postings, masked, shingles
from site_builder.model.stories import Carried

LIKE = 0.6
"""Share of common four-character pieces (2·common / both) from which a sentence counts as nearly the same. A sentence of 40 characters with three words
replaced in different places keeps 0.6; two sentences about different things in the usual phrases stay under 0.45 in the five documents."""


def carried(earlier: Reading, later: Reading) -> Carried:
    """Compare the sentences of two reports. Blanks and marks never count; a sentence that differs only in figures is nearly the same, not unchanged."""
    before = [_exact(each.passage.text) for each in earlier.sentences]
    exact = set(before)
    loose = {masked(text) for text in before}
    pieces = [shingles(masked(each.passage.text)) for each in earlier.sentences]
    postings = Postings(pieces)
    unchanged = similar = 0
    fresh = []
    for each in later.sentences:
        text = each.passage.text
        if _exact(text) in exact:
            unchanged += 1
        elif masked(text) in loose or _likeness(shingles(masked(text)), pieces, postings) >= LIKE:
            similar += 1
        else:
            fresh.append(each.passage)
    return Carried(later.key, earlier.key, len(later.sentences), unchanged, similar, tuple(fresh))


def _likeness(own: frozenset[str], pieces: list[frozenset[str]], postings: Postings) -> float:
    """The highest share of common pieces with any earlier sentence."""
    return max((2 * common / (len(own) + len(pieces[number])) for number, common in postings.overlaps(own).items()), default=0.0)


def _exact(text: str) -> str:
    """The sentence without blanks and closing marks; its figures stay."""
    return "".join(text.split()).rstrip("。；;！!")
