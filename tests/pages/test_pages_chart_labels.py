"""Names in a chart: none over another, none outside, the same on every machine."""

from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.pages.pictures.chart_labels import LEADING, MAX_LETTER_UNITS, Label, spread
from site_builder.pages.pictures.charts import LineChart, Point, line_chart
from site_builder.vocabulary import Bound


def chart_of(*places: tuple[str, dict[int, str]]) -> LineChart:
    series = [
        (name, tuple(Point(year, Decimal(value), Bound.EXACT, "", "u") for year, value in values.items()))
        for name, values in places
    ]
    chart = line_chart(series, "%")
    assert chart is not None
    return chart


def box(label: Label) -> tuple[float, float, float, float]:
    """What a label covers in the largest letters."""
    width = max(len(words) for words, _ in label.rows) * MAX_LETTER_UNITS
    ys = [y for _, y in label.rows]
    return (
        (label.x - width if label.left else label.x),
        ys[0] - LEADING / 2,
        (label.x if label.left else label.x + width),
        ys[-1] + LEADING / 2,
    )


def overlaps(chart: LineChart) -> list[tuple[str, str]]:
    boxes = [(line.name, box(line.label)) for line in chart.lines if line.label]
    # positions are rounded to a tenth
    return [
        (one, two)
        for (one, a), (two, b) in combinations(boxes, 2)
        if a[0] < b[2] - 0.2 and b[0] < a[2] - 0.2 and a[1] < b[3] - 0.2 and b[1] < a[3] - 0.2
    ]


RATES = (
    ("建安区", {2023: "97"}),
    ("禹州市", {2022: "94", 2023: "96"}),
    ("许昌市", {2023: "96.5", 2024: "98"}),
    ("鄢陵县", {2024: "98"}),
    ("漯河市", {2020: "90", 2021: "92", 2022: "94", 2023: "96", 2024: "98.2"}),
    ("厦门市", {2022: "90"}),
    ("西山区", {2017: "100"}),
)


@pytest.mark.parametrize(
    "places",
    [
        pytest.param(RATES, id="close values in several years"),
        pytest.param(
            tuple((f"{name}地市", {2023: "95", 2024: "98"}) for name in "甲乙丙丁戊己庚辛"),
            id="eight equal ones",
        ),
        pytest.param(tuple((f"{name}地市", {2024: "98"}) for name in "甲乙丙"), id="one year only"),
        pytest.param((("甲市", {2024: "0"}), ("乙市", {2024: "0"})), id="equal at the bottom"),
        pytest.param(
            (
                ("甲市", {2023: "100"}),
                ("积石山保安族东乡族撒拉族自治县", {2024: "100"}),
                ("乙市", {2024: "100"}),
            ),
            id="a long name",
        ),
    ],
)
def test_names_never_stand_over_one_another(places: tuple[tuple[str, dict[int, str]], ...]) -> None:
    chart = chart_of(*places)
    assert all(line.label for line in chart.lines)
    assert overlaps(chart) == []
    for line in chart.lines:
        assert line.label
        assert "".join(words for words, _ in line.label.rows) == line.name
        left, top, right, bottom = box(line.label)
        assert left >= 0
        assert right <= chart.width
        assert top >= 0
        assert bottom <= chart.base + 12.1
    assert chart == chart_of(*places)


def test_a_name_that_did_not_move_needs_no_tie_and_one_that_did_has_it() -> None:
    alone = chart_of(("甲市", {2023: "90", 2024: "50"})).lines[0]
    assert alone.label
    assert alone.label.tie is None
    assert alone.label.rows == (("甲市", alone.marks[-1].y),)
    for line in chart_of(("甲市", {2024: "50"}), ("乙市", {2024: "50"})).lines:
        assert line.label
        assert line.label.tie
        assert line.label.tie[1] == line.marks[-1].y
        assert line.label.tie[3] == line.label.rows[0][1]


def test_names_that_find_no_room_are_left_to_the_table() -> None:
    places = [(f"{name}山保安族东乡族撒拉族自治县", {2024: "98"}) for name in "甲乙丙丁戊己庚辛"]
    assert [line.label for line in chart_of(*places).lines] == [None] * 8


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.integers(2015, 2024), st.integers(0, 100), min_size=1, max_size=5),
        min_size=1,
        max_size=8,
    )
)
def test_no_collection_of_values_makes_names_overlap(values: list[dict[int, int]]) -> None:
    chart = chart_of(
        *((f"第{n}地区", {year: str(of[year]) for year in sorted(of)}) for n, of in enumerate(values))
    )
    assert overlaps(chart) == []


@given(st.lists(st.integers(0, 280), min_size=1, max_size=8))
def test_spreading_keeps_order_distance_and_bounds(wanted: list[int]) -> None:
    wanted = sorted(wanted)
    found = spread(wanted, [24.0] * len(wanted), 0, 280)
    assert found is not None
    assert all(two - one > 23.99 for one, two in pairwise(found))
    assert found[0] > 11.99
    assert found[-1] < 268.01
