"""Numbers of a table are marked where they stand, and each keeps its anchor whatever the table looks like."""

import re
from hashlib import sha256

import pages_corpus as made
import pytest
from msgspec.structs import replace

from site_builder.model.facts import Quantity
from site_builder.model.report import Report
from site_builder.model.span import Span
from site_builder.model.text import SourceFile
from site_builder.pages.shared.indexes import build_indexes
from site_builder.pages.shared.marked_text import quantity_marks, repair_marks
from site_builder.pages.shared.table_marks import TableCell, marked_table
from site_builder.parse.report import parse
from site_builder.text.clean import clean
from site_builder.vocabulary import RepairKind, RepairStatus

HEAD = "漯河市2024年法治政府建设情况报告\n一、主要举措和成效\n"


def read(table: str) -> Report:
    data = (HEAD + table).encode()
    report = parse(clean(SourceFile("河南省/漯河市/2024.txt", data, sha256(data).hexdigest())), made.REGISTRY)
    assert report.tables
    return report


def number(report: Report, surface: str, name: str, nth: int = 0) -> Quantity:
    at = [match.start() for match in re.finditer(re.escape(surface), report.text)][nth]
    line = report.text.count("\n", 0, at) + 1
    return replace(
        made.QUANTITIES[0], id=name, surface=surface, span=Span(at, at + len(surface)), line=line, metric=""
    )


def cells(report: Report, *numbers: Quantity) -> list[list[str]]:
    marks = quantity_marks(numbers, build_indexes(made.corpus()), "")
    header, rows = marked_table(report.tables[0], report, marks)
    return [list(map(str, header)), *([str(cell.text) for cell in row] for row in rows)]


@pytest.mark.parametrize(
    ("table", "surface", "nth", "where", "shown"),
    [
        (
            "| 项目 | 上年 | 本年 |\n| 复议 | 305件 | 200件 |\n| 应诉 | 7件 | 8件 |",
            "200件",
            0,
            (1, 2),
            "«200件»",
        ),
        ("| 项目 | 上年 | 本年 |\n| 复议 | 7件 | 7件 |\n| 应诉 | 7件 | 8件 |", "7件", 1, (1, 2), "«7件»"),
        (
            "| 项目 | 说明 |\n| 复议 | 受理56件，办结40件。 |\n| 应诉 | 无 |",
            "40件",
            0,
            (1, 1),
            "受理56件，办结«40件»。",
        ),
        (
            "项目 | 内容 |\n一、 行政 复议 受理 12件 | 甲 |\n二、 应诉 | 乙 |",
            "12件",
            0,
            (1, 0),
            "一、行政复议受理 «12件»",
        ),
        ("| 项目 | 数 |\n| 复议 | 5件 | 超出\n| 应诉 | 9件 |", "9件", 0, (2, 1), "«9件»"),
        ("| 甲项共5件 | 乙项 |\n| 复议 | 二 |\n| 应诉 | 三 |", "5件", 0, (0, 0), "甲项共«5件»"),
    ],
)
def test_the_number_itself_is_marked(
    table: str, surface: str, nth: int, where: tuple[int, int], shown: str
) -> None:
    report = read(table)
    found = cells(report, number(report, surface, "q1", nth))
    marked = re.sub(
        r"</(?:data|span)>", "»", re.sub(r"<(?:data|span) [^>]*>", "«", found[where[0]][where[1]])
    )
    assert marked == shown
    assert "".join(map("".join, found)).count('id="q1"') == 1


def test_every_number_keeps_its_anchor_though_its_cell_is_shown_otherwise() -> None:
    report = read("| 项目 | 数 |\n| 复议 | 5件 |\n| 应诉 | 9件 |")
    table = report.tables[0]
    rows = tuple(
        tuple(replace(cell, text=cell.text.replace("9件", "九件")) for cell in row) for row in table.rows
    )
    report = replace(report, tables=(replace(table, rows=rows),))
    assert cells(report, number(report, "9件", "q2"))[2] == ['<span id="q2"></span>应诉', "九件"]


def test_text_of_cells_is_never_markup() -> None:
    report = read("| 项目 | 数 |\n| 复议&应诉<一审 | 不足<5件 |\n| 应诉 | 9件 |")
    found = cells(report, number(report, "5件", "q1"))
    assert found[1][0] == "复议&应诉<一审"  # a plain string, to be escaped by the template
    assert found[1][1].startswith("不足&lt;<data")


def test_a_correction_in_a_table_says_so() -> None:
    from site_builder.model.text import Repair

    report = read("| 项目 | 数 |\n| 复议 | 350件 |\n| 应诉 | 9件 |")
    spot = number(report, "350件", "q1")
    report = replace(
        report,
        repairs=(Repair(RepairKind.CORRECTION, 4, "305件", "350件", RepairStatus.REPLACED, spot.span),),
    )
    marks = sorted(
        [*quantity_marks([spot], build_indexes(made.corpus()), ""), *repair_marks(report)],
        key=lambda mark: mark.start,
    )
    _, rows = marked_table(report.tables[0], report, marks)
    assert "工作人员更正" in rows[0][1].text
    assert "<data" in rows[0][1].text
    assert rows[1][1] == TableCell("9件", False)
