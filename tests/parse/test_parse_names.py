"""The year in a file's name, wherever it stands there; an ambiguous place that the sidecar states."""

import pytest
from parse_reading import read

from site_builder.model.places import PlaceRegistry

BARE = "我市深入推进法治政府建设，落实各项任务，取得新的成效。\n一、加强领导。市委依法治市办统筹推进。\n"
NAMES = [
    ("漯河市2025年法治政府建设年度报告.txt", 2025),
    ("漯河2025.txt", 2025),
    ("漯河市法治政府建设年度报告（2025年）.txt", 2025),
    ("漯河市司法局2025.txt", 2025),
    ("河南省/漯河市/二〇二五年报告.txt", 2025),
    ("河南省/漯河市/2025.txt", 2025),
    ("2025/漯河市.txt", 2025),
    ("2025年/漯河市 定稿2.txt", 2025),
    ("河南省/漯河市/2025年报告（2026-03-28公布）.txt", 2025),
    ("河南省/漯河市/2025年报告（2026年3月公布）.txt", 2025),
    ("河南省/漯河市/20250328.txt", None),
    ("河南省/漯河市/2026-03-28.txt", None),
    ("河南省/漯河市/报告.txt", None),
    ("漯河市2024年度报告（2025年发布）.txt", None),
    ("漯河2021-2025.txt", None),
]


@pytest.mark.parametrize(("path", "year"), NAMES)
def test_the_year_is_read_from_the_name(path: str, year: int | None, registry: PlaceRegistry) -> None:
    report = read(BARE, registry, path, kind="annual_report")
    assert (report.head.year.value, report.head.year.origin) == (
        (year, "path") if year else (None, "unknown")
    )


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("漯河市2024年度报告（2025年发布）.txt", "H316"),
        ("河南省/漯河市/报告.txt", "H305"),
        ("漯河2025.txt", ""),
    ],
)
def test_of_two_years_it_is_asked_which(path: str, code: str, registry: PlaceRegistry) -> None:
    told = [
        p.code
        for p in read(BARE, registry, path, kind="annual_report").problems
        if p.code in ("H305", "H316", "H306")
    ]
    assert told == ([code] if code else [])


def test_what_the_text_says_needs_no_name(registry: PlaceRegistry) -> None:
    report = read("漯河市2024年法治政府建设年度报告\n" + BARE, registry, "漯河2024和2025.txt")
    assert report.head.year.value == 2024
    assert not [p for p in report.problems if p.code in ("H305", "H306", "H316")]


def test_an_ambiguous_place_of_the_sidecar_is_told_at_its_line(registry: PlaceRegistry) -> None:
    text = "2024年法治政府建设年度报告\n" + BARE
    report = read(text, registry, "河南省/漯河市/2024.txt", year=2024, place="鼓楼区")
    told = [(p.code, p.file, p.line, p.severity) for p in report.problems if p.code == "H303"]
    assert told == [("H303", "reports/河南省/漯河市/2024.yml", 2, "warning")]
    assert report.head.place.value is None, "the place of the folder is not the one that was stated"
    inside = read(text, registry, "江苏省/徐州市/2024.txt", year=2024, place="鼓楼区")
    assert inside.head.place.value == "320302"
    assert not [p for p in inside.problems if p.code == "H303"]
