"""How the collection falls into segments, what one change rewrites, and what the files hold."""

import json
import zlib
from pathlib import Path

import msgspec
import pytest
from search_site import card, corpus, document, place, term, write_index

from site_builder.model.corpus import ReportCard
from site_builder.model.facts import Document, Quantity
from site_builder.model.indicators import Dictionary, Framework, Indicator, Level1, Level2
from site_builder.model.report import Cell, Table
from site_builder.model.span import Span
from site_builder.pages.shared import urls
from site_builder.pages.shared.marked_text import TextMark
from site_builder.pages.shared.table_marks import marked_table
from site_builder.search import build, names, segment
from site_builder.search.build import IndexLimits
from site_builder.search.passages import one_line, passages


def collection(years: dict[int | None, int]) -> list[ReportCard]:
    return [
        card(f"p{number}/{year}", document("正文。", "题", f"{110000 + number}", f"地{number}", year))
        for year, count in years.items()
        for number in range(count)
    ]


def shape(cards: list[ReportCard], limits: IndexLimits | None = None) -> list[tuple[tuple[int, ...], int]]:
    return [(part.years, len(part.keys)) for part in build.segments(cards, limits)]


SMALL = IndexLimits(least_reports=4)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({}, []),
        ({2024: 1}, [((2024,), 1)]),
        ({2022: 1, 2023: 2, 2024: 1}, [((2022, 2023, 2024), 4)]),
        ({2021: 2, 2022: 2, 2023: 2, 2024: 1}, [((2021, 2022), 4), ((2023, 2024), 3)]),
        ({2023: 4, 2024: 4}, [((2023,), 4), ((2024,), 4)]),
        ({None: 1, 2024: 2}, [((0, 2024), 3)]),
    ],
)
def test_years_are_joined_from_the_oldest(
    years: dict[int | None, int], expected: list[tuple[tuple[int, ...], int]]
) -> None:
    assert shape(collection(years), SMALL) == expected


def test_a_large_year_is_split_and_every_report_is_in_one_part() -> None:
    cards = collection({2024: 60})
    parts = build.segments(cards, SMALL)
    assert len(parts) > 2
    assert sorted(key for part in parts for key in part.keys) == sorted(card.key for card in cards)
    assert len({part.name for part in parts}) == len(parts)


def test_a_thousand_reports_make_few_segments_and_none_holds_half() -> None:
    for years in ({2015 + n: 100 for n in range(10)}, {2024: 1000}, {2020: 400, 2021: 300, 2022: 300}):
        parts = build.segments(collection(years))
        assert 3 <= len(parts) <= 5
        assert max(len(part.keys) for part in parts) <= 450


def test_a_new_report_changes_only_the_segment_of_its_year() -> None:
    before = collection({2021: 4, 2022: 4, 2023: 3})
    after = [*before, card("new/2023", document("新报告。", "题", "999999", "新", 2023))]
    names_before, names_after = (
        {part.name for part in build.segments(cards, SMALL)} for cards in (before, after)
    )
    assert len(names_before & names_after) == 2
    changed = [*before[:-1], card(before[-1].key, document("改过。", "题", before[-1].place, "地", 2023))]
    assert len(names_before & {part.name for part in build.segments(changed, SMALL)}) == 2


def test_the_order_of_cards_does_not_matter() -> None:
    cards = collection({2023: 5, 2024: 5})
    assert build.segments(cards, SMALL) == build.segments(cards[::-1], SMALL)


def test_records_of_another_order_are_refused() -> None:
    made = {"a/2024": document("甲。", "题一"), "b/2024": document("乙。", "题二")}
    (part,) = build.segments([card(key, each) for key, each in made.items()])
    records = [segment.document_record(made[key], key) for key in part.keys]
    with pytest.raises(ValueError, match="record 0"):
        list(build.segment_artifacts(part, records[::-1]))
    with pytest.raises(ValueError, match="1 records, 2 expected"):
        list(build.segment_artifacts(part, records[:1]))


def test_the_same_collection_gives_the_same_bytes(tmp_path: Path) -> None:
    made = {"a/2024": document("行政复议。\n😀", "题一"), "b/2023": document("複議", "题二", year=2023)}
    for folder in ("one", "two"):
        write_index(tmp_path / folder, corpus(made), made)
    files = [
        {
            path.relative_to(tmp_path / f): path.read_bytes()
            for path in (tmp_path / f).rglob("*.*")
            if path.is_file()
        }
        for f in ("one", "two")
    ]
    assert files[0] == files[1]
    assert len(files[0]) > 30


def unpacked(data: bytes) -> dict[str, object]:
    return json.loads(zlib.decompress(data))  # type: ignore[no-any-return]


def test_text_files_hold_every_passage_once_with_its_anchor() -> None:
    made = document("#一、成效\n" + "\n".join("行政复议" * 100 for _ in range(30)), "题")
    record = segment.document_record(made, "a/2024", 1_000)
    told = passages(made)
    assert len(record.blocks) > 5
    found: list[tuple[str, int, str]] = []
    for start, block in zip(record.starts, record.blocks, strict=True):
        head, *texts = zlib.decompress(block).decode("utf-16-le").split("\n")
        about = json.loads(head)
        assert about["n"] == start == len(found)
        assert about["k"] == "a/2024"
        found += zip(about["a"], about["r"], texts, strict=True)
    assert found == [(p.anchor, p.role, p.text) for p in told]


def test_a_heading_on_the_line_of_its_body_is_one_passage_with_it() -> None:
    made = document("#一、成效\n正文一。\n（二）深化改革。全年办结三件。\n正文三。", "题")
    sections, paragraphs = made.report.sections, made.report.paragraphs
    start = made.report.text.index("（二）")
    body = paragraphs[1]
    heading = msgspec.structs.replace(
        sections[0],
        index=1,
        parent=0,
        number="（二）",
        title="深化改革",
        anchor="s1-2",
        run_in=True,
        line=body.line,
        role="",
        span=Span(start, start + 7),
    )
    body = msgspec.structs.replace(body, section=1, span=Span(start + 8, body.span.end), anchor="s1-2-p1")
    report = msgspec.structs.replace(
        made.report, sections=(*sections, heading), paragraphs=(paragraphs[0], body, paragraphs[2])
    )
    told = [(p.anchor, p.role, p.text) for p in passages(msgspec.structs.replace(made, report=report))]
    assert told == [
        ("", 0, "题"),
        ("s1", 1, "一、成效"),
        ("s1-p1", 1, "正文一。"),
        ("s1-2-p1", 1, "（二）深化改革。全年办结三件。"),
        ("s1-p3", 1, "正文三。"),
    ]


def test_a_table_is_searched_by_row_and_a_carried_down_cell_counts_once() -> None:
    made = document("表格", "题")
    rows = (
        (Cell("一", 1), Cell("办结率", 1)),
        (Cell("一", 1, filled=True), Cell("出庭率", 2)),
        (Cell("一", 1, filled=True), Cell("", 2)),
    )
    report = msgspec.structs.replace(
        made.report, paragraphs=(), tables=(Table("t1", -1, Span(0, 2), 1, ("项", "指标"), rows),)
    )
    told = [p.text for p in passages(msgspec.structs.replace(made, report=report))]
    assert told == ["题", "项 | 指标", "一 | 办结率", "出庭率"]


def test_a_row_is_reached_at_its_first_number_as_the_page_sets_it() -> None:
    made = document("| 项目 | 件数 |\n| 复议 | 12 |\n| 其他 | 无 |\n| 应诉 | 7件8件 |", "题")
    rows = (
        (Cell("复议", 2), Cell("12", 2)),
        (Cell("其他", 3), Cell("无", 3)),
        (Cell("应诉", 4), Cell("7件8件", 4)),
    )
    table = Table("t1", -1, Span(0, len(made.report.text)), 1, ("项目", "件数"), rows)
    at = [made.report.text.index(number) for number in ("12", "7", "8")]
    found = [
        Quantity(
            f"q{n}",
            "x",
            None,
            "件",
            "",
            "exact",
            "count",
            Span(start, start + 1),
            Span(0, 1),
            -1,
            "t1",
            line,
            "achievement",
        )
        for n, start, line in zip((1, 2, 3), at, (2, 4, 4), strict=True)
    ]
    report = msgspec.structs.replace(made.report, paragraphs=(), tables=(table,))
    made = msgspec.structs.replace(
        made, report=report, facts=msgspec.structs.replace(made.facts, quantities=tuple(found))
    )
    assert [p.anchor for p in passages(made)] == ["", "t1", "q1", "t1", "q2"]
    anchors = [
        TextMark(q.span.start, q.span.end, 1, f'<data id="{q.id}">', "</data>", f'<span id="{q.id}"></span>')
        for q in found
    ]
    text = report.text
    starts = (0, *(at + 1 for at, character in enumerate(text) if character == "\n"))
    lines = msgspec.structs.replace(report, line_starts=starts, line_numbers=tuple(range(1, len(starts) + 1)))
    _, shown = marked_table(table, lines, anchors)
    assert [
        anchor in "".join(cell.text for cell in row)
        for anchor, row in zip(("q1", "q2"), (shown[0], shown[2]), strict=True)
    ] == [True, True]


def test_one_text_file_per_report_holds_the_same_passages_under_another_name() -> None:
    made = document("#一、成效\n" + "\n".join(f"第{n}段" + "行政复议" * 200 for n in range(20)), "题")
    record = segment.document_record(made, "a/2024")
    whole = segment.with_one_text(record)
    assert len(record.blocks) > 2
    assert len(whole.blocks) == 1
    assert whole.name != record.name
    head, *texts = zlib.decompress(whole.blocks[0]).decode("utf-16-le").split("\n")
    assert [*zip(json.loads(head)["a"], json.loads(head)["r"], texts, strict=True)] == [
        (p.anchor, p.role, p.text) for p in passages(made)
    ]


@pytest.mark.parametrize("files", [400, 700, 1_200, 3_000])
def test_the_number_of_files_stays_within_the_limit(tmp_path: Path, files: int) -> None:
    made = {
        f"p{n}/{2020 + n % 5}": document(
            "行政复议" * 500 + f"\n第{n}段", f"题{n}", f"{110000 + n}", f"地{n}", 2020 + n % 5
        )
        for n in range(120)
    }
    written = write_index(tmp_path, corpus(made), made, build.limits_for(len(made), files))
    assert len(written) <= files


def test_a_withheld_report_gives_away_its_title_only() -> None:
    made = document("秘密内容", "题")
    made = msgspec.structs.replace(made, report=msgspec.structs.replace(made.report, withheld="个人信息"))
    record = segment.document_record(made, "a/2024")
    assert record.text.decode("utf-16-le") == "题\n"
    assert "秘密" not in zlib.decompress(record.blocks[0]).decode("utf-16-le")


@pytest.mark.parametrize("text", ["甲\n乙", "甲\r\n乙", "孤\ud800立", "零\x00字符", "😀"])
def test_a_passage_is_one_line_whatever_it_holds(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert line.encode("utf-16-le").decode("utf-16-le") == line
    made = Document(report=document("x", text).report, facts=document("x", "").facts)
    assert segment.document_record(made, "a/2024").text.decode("utf-16-le").count("\n") == 2


def test_addresses_of_names_are_those_of_the_pages() -> None:
    made = {"luohe/2024": document("x", "漯河市2024年报告")}
    terms = (term("双下降", "shuangxiajiang", "shuang xia jiang"),)
    levels = (
        Level1("一", "甲", (Level2("(一)", "乙", (Indicator("73", "及时办理"), Indicator("加1", "荣誉"))),)),
    )
    whole = corpus(
        made, terms, (place("410000", "河南省", "", "henan"), place("411100", "漯河市", "410000", "luohe"))
    )
    whole = msgspec.structs.replace(
        whole, dictionary=Dictionary((), (), (Framework("2019", "框架", "文件", levels),))
    )
    told = {artifact.path: unpacked(artifact.data) for artifact in names.names_artifacts(whole)}
    addresses = [name[2] for name in told["search/names.bin"]["names"]]  # type: ignore[attr-defined]
    assert addresses == [
        f"{urls.PLACES}#henan",
        urls.place("luohe"),
        urls.term("shuangxiajiang"),
        urls.indicator("2019:73"),
        urls.indicator("2019:加1"),
    ]
    assert told["search/titles-l.bin"]["titles"] == [["漯河市2024年报告", urls.report("luohe/2024")]]
    assert told["search/names.bin"]["tree"] == [["410000", "河南省", ""], ["411100", "漯河市", "410000"]]
    assert len([path for path in told if "titles-" in path]) == 27
