"""The indicator files: what ships is complete and sound, and every mistake is named with file and line."""

from pathlib import Path

import pytest

from site_builder.extract.numbers.units import KNOWN_UNITS
from site_builder.files.dictionary import read_dictionary
from site_builder.model.indicators import Dictionary
from site_builder.problems import Problem

CONTENT = Path(__file__).parents[2] / "content" / "indicators"
THEMES = "themes: [复议]\nmetrics:\n"
METRIC = (
    "  - {{id: {id}, name: 甲, theme: 复议, unit: {unit}, kind: {kind}, definition: 说明, wordings: [{{near:"
    " [{near}]}}]{more}}}\n"
)


def metric(id: str = "a", unit: str = "件", kind: str = "count", near: str = "受理", more: str = "") -> str:  # noqa: A002
    return METRIC.format(id=id, unit=unit, kind=kind, near=near, more=more)


def read(folder: Path, **files: str) -> tuple[Dictionary, tuple[Problem, ...]]:
    for name, text in files.items():
        (folder / f"{name.removeprefix('_')}.yml").write_text(text, encoding="utf-8")
    return read_dictionary(folder, KNOWN_UNITS)


def framework(*rows: str) -> str:
    head = (
        'edition: "2021"\ntitle: 甲\nsource: 乙\nlevels:\n  - number: 一\n    name: 丙\n    groups:\n      -'
        ' number: "1"\n        name: 丁\n        indicators:\n'
    )
    return head + "".join(f"          - {row}\n" for row in rows)


REFERRING = framework(
    '{number: "1", text: 甲, thresholds: [{metric: gone, text: 丙}]}',
    '{number: "2", text: 乙, thresholds: [{metric: gone, text: 丁}]}',
)


def test_what_ships_has_no_problem_and_is_complete() -> None:
    dictionary, problems = read_dictionary(CONTENT, KNOWN_UNITS)
    assert problems == ()
    (edition,) = dictionary.frameworks
    rows = [i for one in edition.levels for two in one.groups for i in two.indicators]
    assert (len(edition.levels), sum(len(one.groups) for one in edition.levels), len(rows)) == (9, 36, 104)
    assert [row.number for row in rows] == [*map(str, range(1, 101)), "加1", "加2", "减1", "减2"]
    assert all(row.text and row.departments and row.evidence for row in rows)
    assert all(threshold.text in row.text for row in rows for threshold in row.thresholds)
    assert not any(" " in one.name for one in edition.levels)
    by_number = {row.number: row for row in rows}
    assert {"litigation-appearance-rate", "litigation-loss-rate"} <= set(by_number["73"].metrics)
    assert len(dictionary.metrics) >= 62
    assert all(m.definition.endswith("。") and m.wordings for m in dictionary.metrics)


def test_level_3_texts_are_the_printed_ones() -> None:
    source = next((CONTENT.parent / "reports").rglob("2020-*.txt")).read_text(encoding="utf-8")
    for framework_ in read_dictionary(CONTENT)[0].frameworks:
        for indicator in (i for one in framework_.levels for two in one.groups for i in two.indicators):
            assert indicator.text in source
            assert indicator.departments in source


@pytest.mark.parametrize(
    ("files", "code", "file", "line"),
    [
        ({"metrics": THEMES + metric(unit="坨")}, "Q501", "metrics.yml", 3),
        (
            {"metrics": THEMES + metric(kind="percent", unit='"%"', more=", numerator: gone")},
            "Q502",
            "metrics.yml",
            3,
        ),
        ({"metrics": THEMES + metric() + metric(id="b")}, "Q503", "metrics.yml", 4),
        ({"metrics": THEMES + metric() + metric(near="办结")}, "Q506", "metrics.yml", 4),
        ({"metrics": THEMES + metric(more=', framework: ["2019:73"]')}, "Q507", "metrics.yml", 3),
        ({"metrics": THEMES.replace("复议", "诉讼") + metric()}, "Q508", "metrics.yml", 3),
        ({"metrics": THEMES + metric(near="")}, "Q509", "metrics.yml", 3),
        (
            {
                "metrics": THEMES + metric(),
                "_2021": framework("{text: 没有序号}", '{number: "1", text: 有序号}'),
            },
            "Q504",
            "2021.yml",
            11,
        ),
        (
            {
                "metrics": THEMES + metric(),
                "_2021": framework('{number: "1", text: 甲}', '{number: "1", text: 乙}'),
            },
            "Q506",
            "2021.yml",
            12,
        ),
        (
            {
                "metrics": THEMES + metric(),
                "_2021": framework('{number: "1", text: 甲, thresholds: [{metric: gone, text: 丙}]}'),
            },
            "Q502",
            "2021.yml",
            11,
        ),
        ({"metrics": "themes: [复议]\n"}, "X955", "metrics.yml", 1),
        ({"metrics": THEMES + "  - {id: a, colour: 红}\n"}, "X954", "metrics.yml", 3),
        ({"metrics": "themes: [复议]\nmetrics: - ["}, "X951", "metrics.yml", 2),
        ({"metrics": "themes: [复议]\nmetrics: - [", "_2021": REFERRING}, "X951", "metrics.yml", 2),
        ({"metrics": "", "_2021": REFERRING}, "Q513", "metrics.yml", 1),
        ({"metrics": "# 空\n\n", "_2021": REFERRING}, "Q513", "metrics.yml", 1),
        ({"metrics": "themes: [复议]\nmetrics: []\n", "_2021": REFERRING}, "Q513", "metrics.yml", 1),
        ({"_2021": REFERRING}, "Q513", "metrics.yml", 0),
        ({"metrics": THEMES + metric("gone", unit="坨"), "_2021": REFERRING}, "Q501", "metrics.yml", 3),
        ({"metrics": THEMES + "  - {id: gone, colour: 红}\n", "_2021": REFERRING}, "X954", "metrics.yml", 3),
        (
            {"metrics": THEMES + metric(more=', framework: ["2021:73"]'), "_2021": "edition: [\n"},
            "X951",
            "2021.yml",
            2,
        ),
        ({"metrics": THEMES + metric(kind="数量")}, "Q514", "metrics.yml", 3),
        ({"metrics": THEMES + metric("受理数")}, "Q515", "metrics.yml", 3),
        ({"metrics": THEMES + metric("../about")}, "Q515", "metrics.yml", 3),
        ({"metrics": THEMES + metric("by-letter")}, "Q515", "metrics.yml", 3),
        (
            {
                "metrics": THEMES + metric(),
                "_2021": framework('{number: "1", text: 甲}').replace('"2021"', "../x"),
            },
            "Q515",
            "2021.yml",
            1,
        ),
        (
            {
                "metrics": THEMES + metric(),
                "_2021": framework('{number: "1/2", text: 甲}', '{number: "加1", text: 乙}'),
            },
            "Q515",
            "2021.yml",
            11,
        ),
    ],
)
def test_each_mistake_is_named_with_file_and_line(
    tmp_path: Path, files: dict[str, str], code: str, file: str, line: int
) -> None:
    _, problems = read(tmp_path, **files)
    assert [(p.code, p.file, p.line) for p in problems] == [(code, f"indicators/{file}", line)]
    assert "{" not in problems[0].message + problems[0].advice


def test_one_mistake_does_not_empty_the_dictionary(tmp_path: Path) -> None:
    dictionary, problems = read(
        tmp_path,
        metrics=THEMES + metric() + "  - {id: b}\n",
        _2021=framework("{text: 没有序号}", '{number: "2", text: 有}'),
    )
    assert [m.id for m in dictionary.metrics] == ["a"]
    assert [i.number for i in dictionary.frameworks[0].levels[0].groups[0].indicators] == ["2"]
    assert len(problems) == 2


def test_editions_stand_side_by_side(tmp_path: Path) -> None:
    two = {
        name: framework('{number: "1", text: 甲}').replace("2021", name[1:]) for name in ("_2019", "_2021")
    }
    dictionary, problems = read(tmp_path, metrics=THEMES + metric(more=', framework: ["2021:1"]'), **two)
    assert problems == ()
    assert [(f.edition, f.levels[0].groups[0].indicators[0].metrics) for f in dictionary.frameworks] == [
        ("2019", ()),
        ("2021", ("a",)),
    ]


def test_a_missing_folder_is_an_empty_dictionary(tmp_path: Path) -> None:
    assert read_dictionary(tmp_path / "none") == (Dictionary((), (), ()), ())


def test_what_is_there_twice_is_used_once(tmp_path: Path) -> None:
    twice = framework('{number: "1", text: 甲}', '{number: "1", text: 乙}')
    dictionary, problems = read(
        tmp_path, metrics=THEMES + metric() + metric(near="办结"), _2021=twice, _2022=twice
    )
    assert [m.id for m in dictionary.metrics] == ["a"]
    assert [[i.text for i in f.levels[0].groups[0].indicators] for f in dictionary.frameworks] == [["甲"]]
    assert sorted((p.code, p.file) for p in problems) == [
        ("Q506", "indicators/2021.yml"),
        ("Q506", "indicators/metrics.yml"),
        ("Q516", "indicators/2022.yml"),
    ]


def test_an_empty_folder_is_an_empty_dictionary(tmp_path: Path) -> None:
    assert read_dictionary(tmp_path) == (Dictionary((), (), ()), ())
