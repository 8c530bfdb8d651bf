"""The search for words, and where rules made of them hold, against their plain definitions."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from site_builder.extract.lines import lines_of
from site_builder.extract.metrics.clauses import clauses
from site_builder.extract.numbers.quantities import quantities
from site_builder.matching.arrays import codes_of
from site_builder.matching.phrases import WordRule, phrases
from site_builder.matching.words import WordFinder

LETTERS = "行政复议\U00020000"
TEXT = st.text(LETTERS, max_size=30)
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


@given(TEXT, WORDS)
def test_every_occurrence_of_every_word_is_found(text: str, words: list[str]) -> None:
    hits = WordFinder(words).find(codes_of(text))
    found = list(zip(hits.word.tolist(), hits.start.tolist(), hits.end.tolist(), strict=True))
    plain = [
        (n, at, at + len(word))
        for n, word in enumerate(words)
        for at in range(len(text))
        if text.startswith(word, at)
    ]
    assert found == sorted(plain, key=lambda hit: hit[1:])


SETS = st.frozensets(st.integers(0, 5), max_size=3)
RULES = st.lists(st.builds(WordRule, st.lists(SETS, max_size=3).map(tuple), SETS), max_size=6)


@given(RULES, st.lists(st.sets(st.integers(0, 5)), max_size=6))
def test_a_rule_holds_where_each_choice_is_met_and_nothing_forbidden(
    rules: list[WordRule], places: list[set[int]]
) -> None:
    compiled = phrases(rules, 6)
    pairs = [(word, place) for place, words in enumerate(places) for word in words]
    columns = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    held = compiled.hold(compiled.met(columns[0], columns[1], len(places)))
    assert held.tolist() == [
        [all(c & words for c in rule.all) and not rule.none & words for words in places] for rule in rules
    ]


def test_neighbours_and_pauses_part_clauses() -> None:
    lines = lines_of(["受理案件56件,其中维持28件、驳回34件。", "用时3年5个月,2家共办结12件"])
    of = clauses(lines, quantities(lines))
    said = [lines.text[a:b] for a, b in zip(of.left.tolist(), of.right.tolist(), strict=True)]
    assert said == [
        "受理案件56件",
        "其中维持28件",
        "驳回34件",
        "用时3年5个月",
        "5个月",
        "2家共办结",
        "共办结12件",
    ]
