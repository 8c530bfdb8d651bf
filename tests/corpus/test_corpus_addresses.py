"""One term, one address: whatever blanks and marks its name is written with, and whatever its reading
collides with."""

from hashlib import sha256

import pytest
from corpus_made import entry
from hypothesis import given
from hypothesis import strategies as st

from site_builder.corpus.terms.forms import BLANKS, QUOTE_MARKS, UNSEEN, normal, plain
from site_builder.corpus.terms.terms import build_terms
from site_builder.model.report import Definition
from site_builder.model.span import Span
from site_builder.text.readers.slugs import unique_slugs


def definition(term: str, surface: str = "") -> Definition:
    return Definition(term, (), "指一件事。", Span(0, 1), 3, "p3", surface or term)


@given(st.text(alphabet="放管服Ａaİß" + QUOTE_MARKS + BLANKS + UNSEEN, max_size=8))
def test_terms_that_are_shown_alike_are_one(term: str) -> None:
    assert normal(plain(term)) == normal(term)


def test_every_blank_of_unicode_is_known() -> None:
    assert set(BLANKS) == {chr(code) for code in range(0x110000) if chr(code).isspace()}


@pytest.mark.parametrize("sign", ["\t", "\u2003", "\u3000", "\u00a0", "\u200b", "\ufeff", "\n", " "])
@pytest.mark.parametrize(
    "form", ["“{sign}放管服改革”", "“放管服改革{sign}”", "{sign}放管服改革", "放管{sign}服改革"]
)
def test_a_blank_in_a_definition_makes_no_second_term(sign: str, form: str) -> None:
    words = form.format(sign=sign)
    made = build_terms(
        [entry("放管服改革")], [("luohe/2024", definition(words)), ("xiamen/2022", definition("放管服改革"))]
    )
    assert [(term.name, term.slug, len(term.definitions)) for term in made.terms] == [
        ("放管服改革", "fangguanfugaige", 2)
    ]
    alone = build_terms([], [("luohe/2024", definition(words)), ("xiamen/2022", definition("放管服改革"))])
    assert [term.slug for term in alone.terms] == ["fangguanfugaige"]


@pytest.mark.parametrize("words", ["“”", "”“", "\t", "“\u200b”", ""])
def test_a_definition_of_nothing_is_no_term(words: str) -> None:
    assert build_terms([], [("luohe/2024", definition(words))]).terms == ()


def _like(pattern: int) -> tuple[str, str]:
    """Two names whose hashes begin with the same four signs."""
    seen: dict[str, str] = {}
    for number in range(100_000):
        name = f"词{number}"
        first = seen.setdefault(sha256(name.encode()).hexdigest()[:pattern], name)
        if first != name:
            return first, name
    raise AssertionError


def test_where_the_short_hashes_collide_too_longer_ones_are_taken() -> None:
    one, other = _like(4)
    found = unique_slugs({one: "ci", other: "ci", "甲": "jia"})
    assert found["甲"] == "jia"
    assert len(set(found.values())) == 3
    assert all(len(found[name]) == len("ci-") + 8 for name in (one, other))
    assert unique_slugs({other: "ci", "甲": "jia", one: "ci"}) == found


def test_an_address_that_is_another_names_reading_is_never_taken() -> None:
    short = f"ci-{sha256('词'.encode()).hexdigest()[:4]}"
    found = unique_slugs({"词": "ci", "辞": "ci", "某": short})
    assert found["某"] == short
    assert len(set(found.values())) == 3


def test_no_report_moves_a_term_that_has_a_file() -> None:
    made = build_terms(
        [entry("一网通办")],
        [("luohe/2024", definition("../..一网通办")), ("xiamen/2022", definition("一网／通办"))],
    )
    slugs = {term.name: term.slug for term in made.terms}
    assert slugs["一网通办"] == "yiwangtongban"
    assert len(set(slugs.values())) == len(slugs) == 3
