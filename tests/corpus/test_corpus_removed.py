"""A glossary file deleted while reports still use its words."""

from collections.abc import Sequence

import pytest
from corpus_made import entry, make_document

from site_builder.corpus.rows import make_card
from site_builder.corpus.terms.links import Linker
from site_builder.corpus.terms.removed import (
    MAX_EXAMPLE_REPORTS_PER_TERM,
    KeptTerm,
    kept_terms,
    removed_terms,
)
from site_builder.corpus.terms.terms import build_terms
from site_builder.model.report import Definition
from site_builder.model.span import Span
from site_builder.model.terms import Term, TermEntry

TEXTS = {
    "luohe/2023": "# 一\n推进“一网通办”，开展行政复议。",
    "luohe/2024": "# 一\n推进“一网通办”改革和放管服改革。",
}


def terms_of(*entries: TermEntry) -> Sequence[Term]:
    return build_terms(entries, ()).terms


def before(texts: dict[str, str] = TEXTS) -> tuple[KeptTerm, ...]:
    """What a publication with two files in use and one out of use leaves behind."""
    terms = terms_of(entry("一网通办"), entry("放管服改革", aliases=("放管服",)), entry("没人用"))
    linker = Linker(terms)
    documents = {key: make_document(text) for key, text in texts.items()}
    return kept_terms(
        terms, [make_card(document, key, linker.mentions(document)) for key, document in documents.items()]
    )


def test_only_terms_in_use_are_remembered_with_their_reports() -> None:
    assert [(term.name, term.reports) for term in before()] == [
        ("放管服改革", ("luohe/2024",)),
        ("一网通办", ("luohe/2023", "luohe/2024")),
    ]


def test_a_deleted_file_whose_words_stand_is_told_with_count_example_and_address() -> None:
    missing, problems = removed_terms(
        before(), terms_of(entry("放管服改革")), (), lambda key: TEXTS.get(key, "")
    )
    assert [term.name for term in missing] == ["一网通办"]
    (problem,) = problems
    assert (problem.code, problem.severity, problem.file, problem.text) == (
        "G611",
        "note",
        "glossary/一网通办.md",
        "一网通办",
    )
    assert (
        "2份报告" in problem.message
        and "luohe/2023" in problem.message
        and "glossary/yiwangtongban/" in problem.advice
    )


@pytest.mark.parametrize(
    ("terms", "redirected", "texts"),
    [
        (terms_of(entry("放管服改革"), entry("一网通办")), (), TEXTS),
        (terms_of(entry("放管服改革"), entry("政务服务“一网通办”", aliases=("一网通办",))), (), TEXTS),
        (terms_of(entry("放管服改革")), ("glossary/yiwangtongban/",), TEXTS),
        (terms_of(entry("放管服改革")), (), {"luohe/2024": "改写后的报告。"}),
        (terms_of(entry("放管服改革")), (), {}),
    ],
    ids=["nothing deleted", "now an alias", "redirected on purpose", "words gone", "reports gone"],
)
def test_nothing_is_told_without_need(
    terms: Sequence[Term], redirected: tuple[str, ...], texts: dict[str, str]
) -> None:
    assert removed_terms(before(), terms, redirected, lambda key: texts.get(key, "")) == ((), ())


def test_a_term_that_reports_define_themselves_is_not_missing() -> None:
    definition = Definition("一网通办", (), "解释。", Span(0, 1), 9, "s9-p1", "“一网通办”")
    terms = build_terms([entry("放管服改革")], [("luohe/2024", definition)]).terms
    assert removed_terms(before(), terms, (), lambda key: TEXTS.get(key, "")) == ((), ())


def test_no_more_texts_are_opened_than_an_example_needs() -> None:
    many = {f"luohe/{1900 + n}": "# 一\n推进“一网通办”。" for n in range(MAX_EXAMPLE_REPORTS_PER_TERM + 15)}
    opened: list[str] = []

    def text_of(key: str) -> str:
        opened.append(key)
        return many[key]

    _, (problem,) = removed_terms(before(many), (), (), text_of)
    assert len(opened) == MAX_EXAMPLE_REPORTS_PER_TERM
    assert f"至少{MAX_EXAMPLE_REPORTS_PER_TERM}份" in problem.message
