"""The page of a report: a withheld text stays away, values keep their qualifiers, unknown is said, notes lead
back and forth."""

import re
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from site_builder.model.corpus import ReportCard
from site_builder.model.report import Cell, Table
from site_builder.model.span import Span
from site_builder.pages.context import build_context
from site_builder.pages.plan import plan
from site_builder.pages.render import render
from site_builder.pages.shared.indexes import build_indexes
from site_builder.pages.shared.marked_text import quantity_marks
from site_builder.pages.shared.table_marks import marked_table

sys.path.insert(0, str(Path(__file__).parents[1] / "pages"))
import pages_corpus as made

THEME = Path(__file__).parents[2] / "themes" / "portal"
TEMPLATES = {
    path.relative_to(THEME).as_posix(): path.read_text(encoding="utf-8")
    for folder in ("pages", "macros")
    for path in (THEME / folder).glob("*.html")
}


def body(*cards: ReportCard, key: str) -> str:
    store = made.Store(*cards)
    corpus = replace(made.corpus(*cards), tallies=store.tallies())
    context = build_context(corpus, TEMPLATES)
    (job,) = [job for job in plan(corpus) if job.kind == "report" and job.key == key]
    return render(job, store.inputs(job), context).body


def test_a_withheld_report_shows_its_reason_and_nothing_of_its_text() -> None:
    card = made.card("411100", 2024, "2025-02-27", withheld="含有尚未公开的个人信息")
    html = body(card, key=card.key)
    assert "含有尚未公开的个人信息" in html
    for part in ("report__text", "source.txt", "受理行政复议案件", "关键数据", card.sha256):
        assert part not in html


def test_a_value_keeps_what_limits_it() -> None:
    card = made.card("411100", 2024, "2025-02-27")
    html = body(card, key=card.key)
    tiles = re.findall(r'class="tile__value" href="#(q\d+)">([^<]+)<', html)
    assert tiles and all(f'id="{anchor}"' in html for anchor, _ in tiles)
    assert any("以上" in words for _, words in tiles), tiles


def test_unknown_is_said_and_the_reference_names_no_date() -> None:
    card = made.card("411100", 2021)
    html = body(card, key=card.key)
    assert "发布时间未知" in html and '<dd class="unknown">未知' in html
    reference = re.findall(r"data-reference>([^<]+)<", html)[0]
    assert "[R/OL]. [引用日期]" in reference


@pytest.mark.parametrize(
    ("year", "before", "after"), [(2021, None, 2023), (2023, 2021, 2024), (2024, 2023, None)]
)
def test_neighbours_in_time_and_the_gap_between_them(
    year: int, before: int | None, after: int | None
) -> None:
    cards = [made.card("411100", each, f"{each + 1}-02-27") for each in (2021, 2023, 2024)]
    html = body(*cards, key=f"luohe/{year}")
    found = {
        rel: (href, "中间年度" in text)
        for rel, href, text in re.findall(r'<a rel="(prev|next)" href="([^"]+)"><span>([^<]*)', html)
    }
    wanted = {}
    if before:
        wanted["prev"] = (f"../../../reports/luohe/{before}/", year - before > 1)
    if after:
        wanted["next"] = (f"../../../reports/luohe/{after}/", after - year > 1)
    assert found == wanted


def test_report_text_is_never_markup() -> None:
    card = made.card("411100", 2024, "2025-02-27", title=made.HOSTILE)
    assert "<script" not in body(card, key=card.key)
    assert "&lt;script&gt;alert" in body(card, key=card.key)


def test_numbers_of_a_table_are_reached_in_their_row() -> None:
    words = [
        [("一级", 3, False), ("5日", 3, False)],
        [("一级", 3, True), ("80%", 5, False)],
        [("", 7, False), ("100%", 8, False)],
    ]
    rows = tuple(tuple(Cell(text, line, filled) for text, line, filled in row) for row in words)
    text = "".join(f"第{line}行数\n" for line in range(1, 11))
    starts = [line * 5 - 5 for line in range(1, 11)]
    report = replace(
        made.document(made.card("411100", 2024)).report,
        text=text,
        line_starts=tuple(starts),
        line_numbers=tuple(range(1, 11)),
        repairs=(),
    )
    table = Table("t1", -1, Span(starts[2], starts[8]), 3, (), rows)
    numbers = [
        replace(
            made.QUANTITIES[0], id=f"q{line}", line=line, span=Span(starts[line - 1], starts[line - 1] + 1)
        )
        for line in (3, 5, 6, 8)
    ]
    _, shown = marked_table(table, report, quantity_marks(numbers, build_indexes(made.corpus()), ""))
    assert [re.findall(r'id="(q\d+)"', "".join(cell.text for cell in row)) for row in shown] == [
        ["q3"],
        ["q5", "q6"],
        ["q8"],
    ]
