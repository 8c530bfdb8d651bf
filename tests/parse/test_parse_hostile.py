"""Whatever a file holds: no traceback, bounded time, spans inside the text, anchors unique, the same result
twice."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parse_reading import read
from patience import processor_seconds

from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Report
from site_builder.model.text import CleanText, Sidecar
from site_builder.parse.report import parse

OPENING = "珠海市人民政府关于2023年度法治政府建设情况的报告\n"
PIECES = [
    "一、", "(一)", "（二）", "1.", "①", "第一,", "第二章 ", "附件1", "附件:1.表", "名词解释", "“词”:义", "|", " | ", "||", "。", ":", "《", "》", "“", "(", ")", "〔2020〕3号", "\n", "\n\n",
    "法治政府建设", "2023年", "2024年3月1日", "二〇二四年三月一日", "珠海市人民政府", "鼓楼区", "关于", "报告", "存在的不足", "下一步,", "?", "　", "\t", "\x00", "\u2028", "😀", "××", "主任、各位副主任:",
    "发布日期:2024-02-30", "20212025年", "13800138000", "11010519491231002X", "前言", "【条目】", "在珠海市第十届人民代表大会常务委员会第三次会议上", "局长 王五",
]  # fmt: skip


def check(report: Report) -> None:
    length = len(report.text)
    spans = [
        *(s.span for s in report.sections),
        *(p.span for p in report.paragraphs),
        *(t.span for t in report.tables),
        *(d.span for d in report.definitions),
    ]
    assert all(0 <= s.start < s.end <= length for s in spans)
    anchors = [
        *(s.anchor for s in report.sections),
        *(p.anchor for p in report.paragraphs),
        *(t.anchor for t in report.tables),
    ]
    assert len(anchors) == len(set(anchors))
    assert all(s.parent < s.index for s in report.sections)
    assert all(len({len(row) for row in t.rows}) <= 1 for t in report.tables)
    assert [p.span for p in report.paragraphs] == sorted(
        (p.span for p in report.paragraphs), key=lambda s: s.start
    )
    assert all(p.message and p.advice for p in report.problems)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=60).map("".join))
def test_any_text_is_read(registry: PlaceRegistry, text: str) -> None:
    report = read(text.encode("utf-8", "replace").decode(), registry)
    check(report)
    assert read(text.encode("utf-8", "replace").decode(), registry) == report


SHAPES = {
    "one number, 20,000 headings": "一、题\n" * 20_000,
    "20,000 headings": "".join(f"(一)标题{i}。正文。\n" for i in range(20_000)),
    "deep nesting": "一、甲\n(一)乙\n1.丙\n(1)丁\n①戊\n" * 4_000,
    "wide row": "|".join(["甲"] * 200_000) + "\n" + "|".join(["乙"] * 200_000),
    "rows that are no table": ("|" * 80 + "\n") * 3_000,
    "ragged rows": "".join("|".join("甲" * (i % 7 + 1)) + "|\n" for i in range(20_000)),
    "open brackets": "(" * 300_000,
    "one line": "法治政府建设情况" * 100_000,
    "one line of headings": "一、标题。正文。" * 60_000,
    "numerals": "一" * 200_000 + "、",
    "digits": "1" * 500_000,
    "blanks": " \u3000" * 200_000 + "\n" + "\n" * 100_000,
    "definitions": "名词解释\n" + "“词”:义。\n" * 15_000,
    "definition that goes on": "名词解释\n“词”:义。\n" + "续一段。\n" * 15_000,
    "signatures": "珠海市人民政府\n2024年1月1日\n" * 8_000,
    "attachments": "附件1\n表\n" * 10_000,
    "titles": "珠海市人民政府关于\n" * 20_000,
    "quoted": "“" * 100_000 + "”:" * 100_000,
    "spaces in numbers": "1 2 3 4 - 5 6 " * 40_000,
}


def cleaned(text: str) -> CleanText:
    """A clean text without furniture: only the parse stage is measured here."""
    starts = (0, *(i + 1 for i, c in enumerate(text) if c == "\n"))
    return CleanText(
        "x.txt",
        "",
        "utf-8",
        text,
        (),
        starts,
        tuple(range(1, len(starts) + 1)),
        (),
        (),
        (),
        Sidecar(),
        "",
        {},
        (),
    )


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("opening", [OPENING, ""])
def test_degenerate_texts_cost_no_more_than_their_length(
    shape: str, opening: str, registry: PlaceRegistry
) -> None:
    text = cleaned(opening + SHAPES[shape])
    with processor_seconds(10):  # a second on an idle machine; a quadratic pass would take minutes
        report = parse(text, registry)
    assert len({s.anchor for s in report.sections}) == len(report.sections)
