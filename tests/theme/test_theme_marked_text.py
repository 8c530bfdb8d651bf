"""Whatever marks are asked for, the words of the report come out unchanged, tags nest, no link stands in a
link, no number loses its anchor."""

import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.span import Span
from site_builder.pages.shared.marked_text import (
    TextMark,
    _in_a_row,
    _nested,
    _without_crossings,
    in_order,
    marked,
)

TEXT = '办结案件1357件<script>alert("1")</script>&amp;率达98.8%，“双下降”'


class Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"a", "data", "span", "b"}, tag
        assert tag != "a" or "a" not in self.open, "a link inside a link"
        self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def quantity(number: int, start: int, end: int) -> TextMark:
    return TextMark(
        start,
        end,
        1,
        f'<data id="q{number}"><a href="#">',
        "</a></data>",
        f'<span id="q{number}"></span>',
        True,
    )


def term(start: int, end: int) -> TextMark:
    return TextMark(start, end, 2, '<a class="term" href="#">', "</a>", "", True)


def repair(start: int, end: int) -> TextMark:
    return TextMark(start, end, 0, "<span>", "</span>")


spans = (
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
    .map(sorted)
    .filter(lambda pair: pair[0] < pair[1])
)


@given(st.lists(spans, max_size=8), st.lists(spans, max_size=8), st.lists(spans, max_size=4))
def test_words_survive_tags_nest_and_anchors_stay(
    numbers: list[list[int]], terms: list[list[int]], repairs: list[list[int]]
) -> None:
    marks = (
        [quantity(i, *pair) for i, pair in enumerate(numbers)]
        + [term(*pair) for pair in terms]
        + [repair(*pair) for pair in repairs]
    )
    html = str(marked(TEXT, Span(0, len(TEXT)), in_order(marks)))
    reader = Balance()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    assert "".join(reader.words) == TEXT
    assert unescape(re.sub(r"</?(?:a|data|span)\b[^>]*>", "", html)) == TEXT
    assert sorted(reader.ids) == sorted(f"q{i}" for i in range(len(numbers)))


@given(spans, spans)
def test_only_the_asked_stretch_is_shown(stretch: list[int], number: list[int]) -> None:
    html = str(marked(TEXT, Span(*stretch), [quantity(1, *number)]))
    reader = Balance()
    reader.feed(html)
    reader.close()
    assert "".join(reader.words) == TEXT[stretch[0] : stretch[1]]
    inside = stretch[0] <= number[0] and number[1] <= stretch[1]
    assert reader.ids == (["q1"] if inside else [])


def test_a_term_inside_a_number_gives_way_and_a_number_inside_a_repair_stays() -> None:
    html = str(marked(TEXT, Span(0, 9), in_order([quantity(1, 4, 9), term(6, 8), repair(0, 9)])))
    assert html == '<span>办结案件<data id="q1"><a href="#">1357件</a></data></span>'


@given(
    st.lists(st.integers(0, len(TEXT)), max_size=9).map(sorted),
    st.lists(st.integers(0, len(TEXT)), max_size=3),
)
def test_marks_in_a_row_are_written_as_nested_ones_are(ends: list[int], points: list[int]) -> None:
    whole = Span(0, len(TEXT))
    spread = [term(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False) if start < end]
    marks = in_order(
        [*spread, *(TextMark(at, at, 3, f'<a href="#{number}">', "</a>") for number, at in enumerate(points))]
    )
    quick = _in_a_row(TEXT, whole, marks)
    if not points:
        assert quick is not None
    if quick is not None:
        kept, dropped = _without_crossings(marks)
        assert (quick, dropped) == (_nested(TEXT, whole, kept, []), [])
