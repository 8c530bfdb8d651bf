"""Terms that often stand in one paragraph."""

from corpus_made import entry, make_document
from hypothesis import given
from hypothesis import strategies as st

from site_builder.corpus.terms.cooccurrence import (
    MAX_NEIGHBOURS_SHOWN,
    OFTEN,
    PAIRS_PER_REPORT,
    gather_beside,
    pairs_of,
)
from site_builder.corpus.terms.links import Linker
from site_builder.corpus.terms.terms import build_terms
from site_builder.corpus.terms.traces import trace
from site_builder.model.corpus import Traces
from site_builder.model.span import Span
from site_builder.model.terms import Mention

TERMS = build_terms([entry(name) for name in ("行政复议", "行政诉讼", "普法")], ()).terms
SLUG = {term.name: term.slug for term in TERMS}


def traces_of(*texts: str) -> list[Traces]:
    linker = Linker(TERMS)
    documents = [make_document(text) for text in texts]
    return [
        trace(document, f"luohe/{2000 + n}", linker.mentions(document))
        for n, document in enumerate(documents)
    ]


def test_paragraphs_are_counted_over_all_reports_in_both_directions() -> None:
    found = gather_beside(
        traces_of("# 一\n行政复议和行政诉讼，行政复议。\n普法。", "# 一\n行政诉讼多，行政复议少，普法。")
    )
    assert found == {SLUG["行政复议"]: ((SLUG["行政诉讼"], 2),), SLUG["行政诉讼"]: ((SLUG["行政复议"], 2),)}


def test_once_is_not_often_and_the_same_report_is_not_the_same_paragraph() -> None:
    assert gather_beside(traces_of("# 一\n行政复议和普法。", "# 一\n行政复议。\n普法。")) == {}


def mention(term: str, anchor: str) -> Mention:
    return Mention(term, Span(0, 1), Span(0, 1), anchor, 0, 1, True)


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("123")), max_size=60))
def test_pairs_are_what_counting_by_hand_gives(found: list[tuple[str, str]]) -> None:
    sets = [{term for term, anchor in found if anchor == each} for each in "123"]
    by_hand = {
        (a, b): n
        for a in "abcdefgh"
        for b in "abcdefgh"
        if a < b and (n := sum({a, b} <= each for each in sets))
    }
    assert {(a, b): n for a, b, n in pairs_of(mention(*each) for each in found)} == by_hand


def test_a_hostile_paragraph_of_thousands_of_terms_makes_no_thousands_of_pairs() -> None:
    assert len(pairs_of(mention(f"t{n}", "p1") for n in range(5000))) <= PAIRS_PER_REPORT
    crowd = [Traces(f"r{n}", 2024, beside=tuple(("a", f"b{i}", OFTEN) for i in range(50))) for n in range(3)]
    assert [len(others) for term, others in gather_beside(crowd).items() if term == "a"] == [
        MAX_NEIGHBOURS_SHOWN
    ]
