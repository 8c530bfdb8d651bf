"""A PDF breaks lines where the page ends. A number is never published in halves: what surely belongs together
is joined, what may is told."""

import pytest
from import_bases import pdf, wrapped

from site_builder.intake.broken_numbers import can_be_one, is_broken
from site_builder.intake.imported import Imported
from site_builder.intake.pdf import from_pdf

FULL = "推进依法行政的各项工作取得了很大成效共办理"
"""21 characters: with one digit, 21.5 of the 22 that fit"""


def read(*lines: str, size: int = 12, indent: tuple[int, ...] = (0,)) -> Imported:
    """A page on which each line begins at the margin, or further right where its number is in `indent`; the
    last line is the longest."""
    longest = "满行的文字满行的文字满行的文字满行的文字满行"
    placed = [
        (90.0 + (2 * size if number in indent else 0), 780.0 - 20 * number, line)
        for number, line in enumerate((*lines, longest))
    ]
    return from_pdf("a.pdf", pdf([placed]))


def told(result: Imported) -> list[tuple[int, str, str]]:
    return [
        (problem.line, problem.text, dict(problem.detail)["reading"])
        for problem in result.problems
        if problem.code == "S167"
    ]


CERTAIN = [
    (FULL + "4", "12项，同比下降。", f"{FULL}412项，同比下降。"),
    (FULL + "3.", "5%，同比下降。", f"{FULL}3.5%，同比下降。"),
    (FULL + "3", ".5%，同比下降。", f"{FULL}3.5%，同比下降。"),
    (FULL + "1,", "234件。", f"{FULL}1,234件。"),
    (FULL + "20", "24年3月的案件。", f"{FULL}2024年3月的案件。"),
    (FULL + "9", "万余件。", f"{FULL}9万余件。"),
]


@pytest.mark.parametrize(("first", "second", "whole"), CERTAIN)
def test_a_number_broken_at_the_margin_is_one_number(first: str, second: str, whole: str) -> None:
    result = read(first, second, indent=())
    assert result.text.split("\n")[0] == whole
    assert told(result) == []


RAGGED = [
    (
        "全年备案规范性文件由4",
        "12项减为30项。",
        "全年备案规范性文件由412项减为30项。",
        "范性文件由4｜12项减为3",
    ),
    ("全年收到群众来信共计4", "万余件。", "全年收到群众来信共计4万余件。", "众来信共计4｜万余件。"),
    ("增长百分之二十", "五，办结率提高。", "增长百分之二十五，办结率提高。", "长百分之二十｜五，办结率提"),
    ("截至20", "24年底已全部办结。", "截至2024年底已全部办结。", "截至20｜24年底已全"),
    ("办结率达到95", "%以上。", "办结率达到95%以上。", "结率达到95｜%以上。"),
]


@pytest.mark.parametrize(("first", "second", "whole", "shown"), RAGGED)
def test_a_short_line_that_ends_in_a_number_is_joined_and_told(
    first: str, second: str, whole: str, shown: str
) -> None:
    result = read(first, second, indent=())
    assert result.text.split("\n")[0] == whole
    assert told(result) == [(1, shown, "已接成一个数")]


APART = [
    ("各类案件统计见附表4", "2024年全市共办理。", (), True),
    ("各类案件统计见附表4", "24年全市共办理。", (1,), True),
    ("4", "12", (), True),
    ("各类案件统计见附件1", "2.其他案件。", (), False),
    ("全年共办理案件。", "12项已经办结。", (), False),
    ("一是加强领导", "二是规范执法", (), False),
]


@pytest.mark.parametrize(("first", "second", "indent", "doubtful"), APART)
def test_what_cannot_be_one_number_stays_apart(
    first: str, second: str, indent: tuple[int, ...], doubtful: bool
) -> None:
    result = read("第一行是一句完整的话。", first, second, indent=tuple(each + 1 for each in indent))
    lines = result.text.split("\n")
    assert lines[1:3] == [first, second]
    assert told(result) == ([(3, f"{first[-6:]}｜{second[:6]}", "没有接起来")] if doubtful else [])


def test_a_number_over_two_pages_is_one_number_whatever_stands_between() -> None:
    one = [*wrapped((FULL,), 90, 30), (90.0, 100.0, FULL + "4"), (290.0, 40.0, "- 1 -")]
    two = [(90.0, 780.0, "12项。"), (90.0, 760.0, FULL), (290.0, 40.0, "- 2 -")]
    assert f"{FULL}412项。" in from_pdf("a.pdf", pdf([one, two])).text


def test_digits_at_the_foot_of_a_page_that_end_a_number_are_no_page_number() -> None:
    lines = [
        (90.0, 780.0, "满行的文字满行的文字满行的文字"),
        (90.0, 760.0, "满行的文字满行的文字满行的4"),
        (90.0, 744.0, "12"),
    ]
    assert from_pdf("a.pdf", pdf([lines])).text.endswith("的412")


def cells(*lines: str, right: int) -> Imported:
    """A table of which one cell holds these lines."""
    rules = "".join(f"90 {y} m {right} {y} l S\n" for y in (300, 270, 220)) + "".join(
        f"{x} 300 m {x} 220 l S\n" for x in (90, 190, right)
    )
    placed = [
        (95.0, 280.0, "单位"),
        (195.0, 280.0, "件"),
        (95.0, 250.0, "公安"),
        *((194.0, 255.0 - 15 * n, line) for n, line in enumerate(lines)),
    ]
    return from_pdf("a.pdf", pdf([[(90.0, 700.0, FULL), *placed]], rules))


@pytest.mark.parametrize(
    ("lines", "right", "cell", "doubts"),
    [
        (("56", "49"), 300, "56 49", [(3, "56｜49", "没有接起来")]),
        (("4", "12"), 208, "412", []),
        (("行政", "复议"), 300, "行政复议", []),
        (("412", "件"), 300, "412件", []),
    ],
)
def test_digits_one_above_the_other_in_a_cell(
    lines: tuple[str, ...], right: int, cell: str, doubts: list[tuple[int, str, str]]
) -> None:
    result = cells(*lines, right=right)
    assert result.text.split("\n")[-1] == f"| 公安 | {cell} |"
    assert told(result) == doubts


@pytest.mark.parametrize(("before", "after"), [("办理4", "12项"), ("4", ".5"), ("3.", "5%"), ("95", "%")])
def test_borders_within_a_number(before: str, after: str) -> None:
    assert is_broken(before, after)


@pytest.mark.parametrize(
    ("before", "after"), [("1", "23月"), ("4", "5日"), ("表4", "2024年"), ("3.4", "5.6"), ("1,2", "345")]
)
def test_numbers_that_cannot_be(before: str, after: str) -> None:
    assert not can_be_one(before, after)
