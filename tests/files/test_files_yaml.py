"""YAML as staff write it: values, lines, and one understandable problem per mistake."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.files.glossary import TermHead
from site_builder.files.sidecars import read_sidecar
from site_builder.files.yaml_lines import read_yaml
from site_builder.files.yaml_records import sound_part, to_record
from site_builder.model.corpus import DeadlineRule
from site_builder.model.text import Replacement, Sidecar

MISTAKES = [
    # text, code, line, words that must stand in what the clerk reads
    ("year: 2024\ntitel: 报告\n", "X954", 2, "title"),
    ("year: 二〇二四\n", "X956", 1, "整数"),
    ("title: a: b\n", "X951", 1, "两个冒号"),
    ("title: 报告\n\tyear: 2024\n", "X951", 2, "制表符"),
    ("a: &x 1\nb: *x\n", "X952", 1, "引用"),
    ("year: 2023\nyear: 2024\n", "X953", 2, "两次"),
    ("replace:\n  - line: 3\n    to: 新\n", "X955", 2, "from"),
    ("confirm:\n  第七行: 标题\n", "X956", 2, "整数"),
    ("title: !!python/object/apply:os.system ['x']\n", "X951", 1, "文字"),
    ("- a\n- b\n", "X956", 1, "键"),
    ("title：报告\nyear: 2024\n", "X951", 1, "中文冒号"),
    ("year：2024\n", "X951", 1, "中文冒号"),
    ("year: 2024\nsource_url:https://a.example/b\n", "X951", 2, "缺少空格"),
    ("replace:\n  - line：3\n    from: 甲\n    to: 乙\n", "X951", 2, "中文冒号"),
    ("title: *报告*\n", "X951", 1, "引号"),
    ('title: "报告\nyear: 2024\nplace: 漯河市\n', "X951", 1, "没有配对"),
    ("confirm:\n  7: [标题]\n", "X956", 2, "文字"),
    ("confirm: {7: 甲\nyear: 2024\n", "X951", 1, "没有配对"),
]


@pytest.mark.parametrize(("text", "code", "line", "words"), MISTAKES)
def test_a_mistake_is_one_problem_with_line_and_mend(text: str, code: str, line: int, words: str) -> None:
    document = read_yaml(text, "reports/x.yml")
    record, problems = (
        (None, document.problems) if document.problems else to_record(document, Sidecar, "reports/x.yml")
    )
    assert record is None
    assert [(p.code, p.line) for p in problems] == [(code, line)]
    assert words in problems[0].message + problems[0].advice


TOGETHER = [
    # text, every mistake with its line, what can be used all the same
    (
        "titel：甲\n\tyear: 1\nplce: 乙\nkind: plan\n",
        [("X951", 1), ("X951", 2), ("X954", 3)],
        Sidecar(kind="plan"),
    ),
    (
        "year: 2023\nyear: 2024\ntitel: 甲\nplace: [乙]\n",
        [("X953", 2), ("X954", 3), ("X956", 4)],
        Sidecar(year=2023),
    ),
    ("a: &x 1\nb: *x\nplace: 乙\n", [("X952", 1), ("X954", 1), ("X954", 2)], Sidecar(place="乙")),
    ("confirm:\n  3: 甲\n  第四行: 乙\n  5: [丙]\n", [("X956", 3), ("X956", 4)], Sidecar(confirm={3: "甲"})),
    (
        (
            "replace:\n  - {line: 1, from: 甲, to: 乙}\n  - {lin: 2, form: 甲, to: 乙}\n  - {line: 三, from:"
            " 甲, to: 乙}\n  - {line: 4, from: 丙, to: 丁}\n"
        ),
        [("X954", 3), ("X954", 3), ("X956", 4)],
        Sidecar(replace=(Replacement(1, "甲", "乙"), Replacement(4, "丙", "丁"))),
    ),
]


@pytest.mark.parametrize(("text", "told", "used"), TOGETHER)
def test_all_mistakes_are_told_at_once_and_the_rest_is_kept(
    text: str, told: list[tuple[str, int]], used: Sidecar
) -> None:
    document = read_yaml(text, "x.yml")
    record, problems = sound_part(document, Sidecar, "x.yml")
    assert [(p.code, p.line) for p in (*document.problems, *problems)] == told
    assert record == used
    for place in range(len(used.replace)):
        assert document.lines[("replace", place, "line")] == used.replace[place].line + 1


CHINESE = [
    ("标题", "title"), ("发布日期", "published"), ("公布日期", "published"), ("年度", "year"), ("地区", "place"), ("来源", "source_url"),
    ("文号", "document_number"), ("发布单位", "issuer"), ("暂不公开", "withheld"), ("发布日", "published"), ("类型", "kind"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), CHINESE)
def test_a_key_in_chinese_is_told_what_it_is_called(written: str, meant: str) -> None:
    (problem,) = to_record(read_yaml(f"{written}: 甲\n", "x.yml"), Sidecar, "x.yml")[1]
    assert (problem.code, problem.line) == ("X954", 1)
    assert f"您是不是要写 {meant}？" in problem.advice


def test_the_same_word_stands_for_the_key_its_file_has() -> None:
    told = [
        next(p.advice for p in to_record(read_yaml("来源: 乙\n", "x"), kind, "x")[1] if p.code == "X954")
        for kind in (TermHead, DeadlineRule)
    ]
    assert ["写 sources？" in told[0], "写 source？" in told[1]] == [True, True]


def test_a_key_that_is_like_none_is_told_which_there_are() -> None:
    (problem,) = to_record(read_yaml("颜色: 红\n", "x.yml"), Sidecar, "x.yml")[1]
    assert "published" in problem.advice and "title" in problem.advice


def test_every_unknown_key_is_reported_not_only_the_first() -> None:
    document = read_yaml("titel: a\npublised: b\n", "x.yml")
    assert [p.text for p in to_record(document, Sidecar, "x.yml")[1]] == ["titel", "publised"]


PLAIN = [
    ("published: 2024-03-25", "published", "2024-03-25"),
    ("published: 2024-03-25 14:45", "published", "2024-03-25 14:45"),
    ("title: no", "title", "no"),
    ("title: 0123", "title", "0123"),
    ("year: 2024", "year", 2024),
    ("withheld:", "withheld", None),
]


@pytest.mark.parametrize(("text", "key", "value"), PLAIN)
def test_values_are_what_a_person_reads(text: str, key: str, value: object) -> None:
    assert read_yaml(text, "x.yml").value == {key: value}


def test_lines_count_from_where_the_head_stands_in_its_file() -> None:
    document = read_yaml("term: 双下降\naliases:\n  - 双降\n", "glossary/双下降.md", first_line=2)
    assert document.line(("aliases", 0)) == 4
    assert document.line(("aliases", 0, "deeper")) == 4


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    document = read_yaml(text, "x.yml")
    if not document.problems:
        to_record(document, Sidecar, "x.yml")


PIECES = (
    "title",
    "year",
    "confirm",
    "replace",
    "line",
    "from",
    "to",
    "甲",
    "7",
    ": ",
    "：",
    ":",
    "\n",
    "\n  ",
    "\n  - ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ", ",
    '"',
    "*",
    "&a ",
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_half_sound_sidecar_raises(text: str) -> None:
    for problem in read_sidecar(text, "x.yml").problems:
        assert 0 < problem.line <= text.count("\n") + 1
        assert problem.message


def test_deep_nesting_is_a_problem_not_a_crash() -> None:
    assert [p.code for p in read_yaml("[" * 5000, "x.yml").problems] == ["X951"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("replace:\n" + "  - {line: 1, from: 甲, to: 乙}\n" * 20_000, ("X966", 0)),
        ("a: 1\nb: " + "[" * 5_000, ("X951", 2)),
        ("a: " + "{a: " * 5_000, ("X951", 1)),
        ("x：1\n" * 5_000, ("X951", 1001)),
    ],
)
def test_what_is_too_long_or_too_deep_is_told_at_once(text: str, told: tuple[str, int]) -> None:
    started = time.process_time()
    document = read_yaml(text, "x.yml")
    assert told in [(problem.code, problem.line) for problem in document.problems]
    assert time.process_time() - started < 3


def test_of_many_unknown_keys_the_first_are_told_and_the_rest_counted() -> None:
    reading = read_sidecar("".join(f"k{number}: 1\n" for number in range(5_000)), "x.yml")
    unknown = [problem for problem in reading.problems if problem.code == "X954"]
    assert len(unknown) == 51
    assert "4950" in unknown[-1].advice
