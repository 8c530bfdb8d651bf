"""A sentence is quoted with every fact in it: one of a hundred thousand characters must not be stored whole
six thousand times."""

import pytest
from corpus_made import decode_rows, make_document, quantity
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.corpus.rows import index_document
from site_builder.corpus.terms.traces import trace
from site_builder.model.corpus import MetricRow
from site_builder.model.span import Span
from site_builder.pages.exports.table_rows import export_share
from site_builder.text.readers.sentences import MAX_CHARS_BESIDE, WHOLE, excerpt, quotation


@pytest.mark.parametrize(
    ("text", "fact", "shown"),
    [
        ("受理案件12件。", "12件", "受理案件12件。"),
        ("甲" * (WHOLE - 4) + "12件。", "12件", "甲" * (WHOLE - 4) + "12件。"),
        ("甲" * 600 + "，办理案件12件，" + "乙" * 600, "12件", "…办理案件12件，…"),
        ("办理案件12件；" + "乙" * 600, "12件", "办理案件12件；…"),
        ("甲" * 600 + "、调解34起。", "34起", "…调解34起。"),
        (
            "甲" * 600 + "56人" + "乙" * 600,
            "56人",
            "…" + "甲" * MAX_CHARS_BESIDE + "56人" + "乙" * MAX_CHARS_BESIDE + "…",
        ),
    ],
)
def test_long_sentences_are_cut_at_their_clauses(text: str, fact: str, shown: str) -> None:
    at = text.index(fact)
    assert excerpt(text, Span(0, len(text)), Span(at, at + len(fact))) == shown


@given(st.text("甲乙，；、1", min_size=1, max_size=1500), st.data())
def test_offsets_hold_in_what_is_quoted(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 20)))
    words, shown = quotation(text, Span(0, len(text)), Span(start, end))
    assert words[start - shown.start : end - shown.start] == text[start:end]
    assert len(words) == shown.end - shown.start <= max(WHOLE, 2 * MAX_CHARS_BESIDE + 22)
    assert words.strip("…") in text
    assert (len(text) > WHOLE) or words == text


def test_rows_traces_and_tables_grow_with_the_text_and_not_with_its_square() -> None:
    clause = "推进“双下降”，办理案件12件，"
    sizes = []
    for times in (500, 1000):
        text = "# 一、主要举措\n" + clause * times
        document = make_document(text)
        one = quantity(document, "12件", metric="review-cases")
        starts = [document.report.text.index("12件") + number * len(clause) for number in range(times)]
        found = tuple(replace(one, id=f"q{at}", span=Span(at, at + 3)) for at in starts)
        document = replace(document, facts=replace(document.facts, quantities=found))
        groups = index_document(document, "luohe/2024", ()).groups
        first = decode_rows(groups[0])[times // 2]
        assert isinstance(first, MetricRow)
        at = first.quantity.span.start - first.quantity.sentence.start
        assert first.sentence[at : at + 3] == "12件"
        share = export_share(document, "luohe/2024")
        phrases = trace(document, "luohe/2024").phrases
        assert [len(each.sentence) <= WHOLE for each in phrases] == [True]
        sizes.append(sum(len(group.payload) for group in groups) + len(share.quantities))
    assert sizes[1] < 2.1 * sizes[0]
    assert sizes[1] < 1500 * 1000
