"""What is shown of a paragraph that speaks to a promise: the sentences that hold the shared words, and where
something is left out."""

import pytest

from site_builder.model.history import Answer, Passage
from site_builder.pages.shared.history_parts import _telling

PARAGRAPH = "甲做了事。推进行政复议规范化建设。乙也做了。开展“双随机、一公开”监管。丙。"


@pytest.mark.parametrize(
    ("shared", "shown"),
    [
        (("行政复议规范化建设", "一公开监管"), "……推进行政复议规范化建设。……开展“双随机、一公开”监管。……"),
        (("甲做了事",), "甲做了事。……"),
        (("丙",), "……丙。"),
        (("乙也做了", "甲做了事", "丙"), "甲做了事。……乙也做了。……"),
        (("别处的词语",), PARAGRAPH),
    ],
)
def test_sentences_that_hold_shared_words(shared: tuple[str, ...], shown: str) -> None:
    assert _telling(Answer(Passage("a/2024", 2024, "p-1", 3, PARAGRAPH), shared)) == shown


def test_a_paragraph_of_one_sentence_is_shown_whole() -> None:
    assert (
        _telling(Answer(Passage("a/2024", 2024, "p-1", 3, "推进行政复议规范化建设"), ("行政复议",)))
        == "推进行政复议规范化建设"
    )
