"""What became of a promise: each sentence of the 安排 beside the paragraphs of the next report that speak of the same things, or 未见提及.

A comparison of words, never a verdict: shown with the phrases both have, so that a reader can judge.
"""

from site_builder.corpus.passages import Reading, Told
from site_builder.corpus.phrases import Postings, grams, shared_phrases
from site_builder.model.stories import Answer, Promise

MOST_ANSWERS = 3
ENOUGH = 1.0
"""Weight from which a paragraph counts as speaking to a promise. A shared phrase weighs (length - 3) / (paragraphs that have it): one phrase of four
characters is enough only if no other paragraph has it; a phrase in every third paragraph needs company."""


def promises(earlier: Reading, later: Reading | None) -> tuple[Promise, ...]:
    """Every promise of a report. Without a next report nothing can be said; with one and no answers it is 未见提及."""
    promised = [each for each in earlier.sentences if each.role == "arrangements" and grams(each.passage.text)]
    if later is None:
        return tuple(Promise(each.passage, "", ()) for each in promised)
    reporting = [each for each in later.paragraphs if each.role not in {"arrangements", "attachment"}]
    pieces = [grams(each.passage.text) for each in reporting]
    postings = Postings(pieces)
    return tuple(Promise(each.passage, later.key, _answers(each, reporting, pieces, postings)) for each in promised)


def _answers(promise: Told, reporting: list[Told], pieces: list[frozenset[str]], postings: Postings) -> tuple[Answer, ...]:
    """The paragraphs that weigh enough, best first; of two that are level the earlier."""
    text = promise.passage.text
    found: list[tuple[float, int, Answer]] = []
    for number in postings.nearest(grams(text)):
        phrases = shared_phrases(text, pieces[number], reporting[number].passage.text)
        weight = sum((len(phrase) - 3) / _spread(phrase, postings) for phrase in phrases)
        if weight >= ENOUGH:
            found.append((-weight, number, Answer(reporting[number].passage, phrases)))
    return tuple(answer for _, _, answer in sorted(found, key=lambda each: each[:2])[:MOST_ANSWERS])


def _spread(phrase: str, postings: Postings) -> int:
    """In how many paragraphs a phrase can stand at most: that of its rarest piece."""
    return min(max(1, postings.frequency(phrase[i : i + 4])) for i in range(len(phrase) - 3))
