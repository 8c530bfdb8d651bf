from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.span import Span
from site_builder.text.readers import sentences as module
from site_builder.text.readers.sentences import sentences

CASES = [
    ("受理56件。维持47件。", ["受理56件。", "维持47件。"]),
    ("他说：“已办结。”随后公开。", ["他说：“已办结。”", "随后公开。"]),
    ("第一行\n第二行", ["第一行", "第二行"]),
    ("  前后空白 。 。\r\n", ["前后空白 。"]),
    ("分号；不断句，逗号也不。", ["分号；不断句，逗号也不。"]),
    ("办好了吗？好！！", ["办好了吗？", "好！！"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_splits(text: str, expected: list[str]) -> None:
    assert [s.of(text) for s in sentences(text, Span(0, len(text)))] == expected


def test_stays_inside_the_span() -> None:
    assert sentences("甲。乙。丙。", Span(2, 4)) == (Span(2, 4),)


@given(st.text(alphabet="甲乙1。！？\n \u3000”）", max_size=80))
def test_ordered_disjoint_and_complete(text: str) -> None:
    found = sentences(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = "".join(s.of(text) for s in found)
    assert [c for c in covered if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.text(alphabet="甲乙1。，”） \u3000", max_size=40), st.integers(0, 9))
def test_ordinary_paragraphs_are_split_as_any_others(text: str, before: int) -> None:
    plain = module._between_full_stops(text, before)
    assert plain is None or plain == list(
        module._matched(module._SENTENCE, "甲" * before + text, before, before + len(text))
    )
