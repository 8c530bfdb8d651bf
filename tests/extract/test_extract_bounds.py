"""Which way a bound points: a turned value would tell readers the opposite, and no proof of a rule looks at values."""

import pytest

from site_builder.extract.numbers.qualifiers import AFTER, BEFORE, INSIDE
from site_builder.vocabulary import Bound

WORDS = {
    Bound.AT_LEAST: (BEFORE, ("超过", "不低于", "不少于", "至少", "≥", "逾")),
    Bound.AT_MOST: (BEFORE, ("不超过", "不高于", "最多", "低于", "不足", "≤")),
    Bound.ABOUT: (BEFORE, ("约", "近", "大约")),
}


@pytest.mark.parametrize(
    ("bound", "word"), [(bound, word) for bound, (_, words) in WORDS.items() for word in words]
)
def test_a_word_before_a_number_points_its_way(bound: Bound, word: str) -> None:
    assert BEFORE[word] == bound


@pytest.mark.parametrize(
    ("word", "bound"),
    [("以上", Bound.AT_LEAST), ("以下", Bound.AT_MOST), ("以内", Bound.AT_MOST), ("左右", Bound.ABOUT)],
)
def test_a_word_behind_a_number_points_its_way(word: str, bound: Bound) -> None:
    assert AFTER[word] == bound


def test_a_word_inside_a_number_points_its_way() -> None:
    assert INSIDE["余"] == Bound.AT_LEAST
