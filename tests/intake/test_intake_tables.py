"""What import writes of a table is read back with the same cells in the same columns, wherever cells are
empty."""

import io

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from test_intake_read import BODY, docx, page

from site_builder.intake.grid import pipe_row
from site_builder.intake.read import to_text
from site_builder.parse.structure.lines import TextLine
from site_builder.parse.structure.tables import Grid, read_table

CELL = st.one_of(
    st.just(""),
    st.sampled_from(
        [
            "-",
            "—",
            "--",
            "+",
            ":",
            "复议",
            "诉讼",
            "12",
            "3",
            "一、职能",
            "1.审批",
            "某局",
            "合计",
            "56.5%",
            "（件）",
        ]
    ),
    st.text("甲乙丙12-.。、", min_size=1, max_size=20),
)
GRIDS = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=2, max_size=7)
)


def read_back(rows: list[str]) -> tuple[Grid | None, int]:
    """The table as the report parser reads it from lines that it has trimmed."""
    lines, at = [], 0
    for number, row in enumerate(rows, 1):
        lines.append(TextLine(at, at + len(row), number, row.strip()))
        at += len(row) + 1
    return read_table(lines, 0)


def cells_of(grid: Grid) -> list[list[str]]:
    """Header and rows as printed: a cell filled from above was empty."""
    return ([list(grid.header)] if grid.header else []) + [
        ["" if cell.filled else cell.text for cell in row] for row in grid.rows
    ]


@given(GRIDS)
@example([["", "收到", "办结"], ["复议", "105", "98"], ["诉讼", "", "12"]])
@example([["类别", "2023年", "", "备注"], ["", "收到", "办结", ""], ["复议", "108", "102", ""]])
@example([["", "甲", ""], ["", "", "乙"], ["丙", "", ""]])
@example([["类别", "-", "-"], ["-", "-", "-"], ["", "-", ""]])
@example([["项目", "备注"], ["复议", ""], ["诉讼", ""]])
def test_any_grid_is_read_back_as_it_was_written(grid: list[list[str]]) -> None:
    told = [row for row in grid if any(row)]
    assume(len(told) > 1 and told[0] not in told[1:])  # a header printed once more is dropped on purpose
    assume(
        not any(set(cell) == {"-"} and len(cell) > 2 for row in told for cell in row)
    )  # so is what Markdown draws as a rule
    read, used = read_back([pipe_row(row) for row in told])
    assert read is not None and used == len(told)
    found = cells_of(read)
    for column, cell in enumerate(told[0]):  # one heading over number and text may be written over both
        if read.header and not cell and column and found[0][column] == told[0][column - 1]:
            found[0][column] = ""
    assert found == told
    assert read.ragged == 0


EMPTY_CORNER = "<table><tr><td></td><td>收到</td><td>办结</td></tr><tr><td>复议</td><td>105</td><td>98</td></tr><tr><td>诉讼</td><td></td><td>12</td></tr></table>"
TWO_HEADERS = (
    "<table><tr><td rowspan=2>类别</td><td colspan=2>2023年</td><td"
    " rowspan=2>备注</td></tr><tr><td>收到</td><td>办结</td></tr><tr><td>复议</td><td>108</td><td>102</td><td"
    " rowspan=2>含结转</td></tr><tr><td>诉讼</td><td>48</td><td>—</td></tr></table>"
)


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (EMPTY_CORNER, [["", "收到", "办结"], ["复议", "105", "98"], ["诉讼", "", "12"]]),
        (
            TWO_HEADERS,
            [
                ["类别", "2023年", "", "备注"],
                ["", "收到", "办结", ""],
                ["复议", "108", "102", "含结转"],
                ["诉讼", "48", "—", ""],
            ],
        ),
    ],
)
def test_an_empty_first_cell_moves_nothing_in_a_page(table: str, rows: list[list[str]]) -> None:
    text = to_text("a.html", page(f"<div id='zoom'>{BODY}{table}</div>")).text
    grid, _ = read_back([line for line in text.split("\n") if "|" in line])
    assert grid is not None
    assert cells_of(grid) == rows


def word_table(rows: list[list[str]]) -> str:
    """A Word table; `^` goes on with the cell above it."""
    out = io.StringIO()
    for number, row in enumerate(rows):
        out.write("<w:tr>")
        for column, cell in enumerate(row):
            below = number + 1 < len(rows) and rows[number + 1][column] == "^"
            merged = "<w:vMerge/>" if cell == "^" else '<w:vMerge w:val="restart"/>' if below else ""
            words = "" if cell == "^" else cell
            out.write(f"<w:tc><w:tcPr>{merged}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>")
        out.write("</w:tr>")
    return f"<w:tbl>{out.getvalue()}</w:tbl>"


@pytest.mark.parametrize(
    "rows",
    [
        [["", "收到", "办结"], ["复议", "105", "98"], ["诉讼", "", "12"]],
        [["类别", "2023年", "上年"], ["^", "收到", "收到"], ["复议", "108", "102"]],
    ],
)
def test_an_empty_first_cell_moves_nothing_in_word(rows: list[list[str]]) -> None:
    text = to_text("a.docx", docx(word_table(rows))).text
    grid, _ = read_back(text.split("\n"))
    assert grid is not None
    assert cells_of(grid) == [["" if cell == "^" else cell for cell in row] for row in rows]


def test_a_caption_between_two_tables_is_no_cell() -> None:
    first, second = ([pipe_row(row) for row in (["项目", each], ["复议", "5"])] for each in ("件数", "人数"))
    grid, used = read_back([*first, "表2 行政应诉情况", *second])
    assert grid is not None
    assert (used, cells_of(grid)) == (2, [["项目", "件数"], ["复议", "5"]])


@pytest.mark.parametrize(
    ("rows", "read"),
    # the text of an import from before, and of a page copied by hand: the bar at the beginning stands behind
    # an empty cell
    [
        (
            ["| 收到 | 办结 |", "复议 | 105 | 98 |", "诉讼 |  | 12 |"],
            [["", "收到", "办结"], ["复议", "105", "98"], ["诉讼", "", "12"]],
        ),
        (["指标 | 数值 |", "复议 | 56 |", "| 49 |"], [["指标", "数值"], ["复议", "56"], ["", "49"]]),
        # a frame on some rows only is a frame where the row would be too wide without it
        (
            ["项目 | 收到 | 办结", "| 复议 | 56 | 50 |", "诉讼 | 29 | 12"],
            [["项目", "收到", "办结"], ["复议", "56", "50"], ["诉讼", "29", "12"]],
        ),
    ],
)
def test_a_bar_at_the_beginning_is_a_frame_only_where_it_can_be_one(
    rows: list[str], read: list[list[str]]
) -> None:
    grid, _ = read_back(rows)
    assert grid is not None
    assert cells_of(grid) == read
