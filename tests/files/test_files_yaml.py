"""YAML as staff write it: values, lines, and one understandable problem per mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.files.yaml_lines import read_yaml, to_record
from site_builder.model.text import Sidecar

MISTAKES = [
    # text, code, line, words that must stand in what the clerk reads
    ("year: 2024\ntitel: 报告\n", "X954", 2, "title"),
    ("year: 二〇二四\n", "X956", 1, "整数"),
    ("title: a: b\n", "X951", 1, "两个冒号"),
    ("title: 报告\n\tyear: 2024\n", "X951", 2, "制表符"),
    ("a: &x 1\nb: *x\n", "X952", 1, "引用"),
    ("year: 2023\nyear: 2024\n", "X953", 2, "两次"),
    ("replace:\n  - line: 3\n    to: 新\n", "X955", 2, "from"),
    ("confirm:\n  第七行: 标题\n", "X956", 1, "整数"),
    ("title: !!python/object/apply:os.system ['x']\n", "X951", 1, "文字"),
    ("- a\n- b\n", "X956", 1, "键"),
]


@pytest.mark.parametrize(("text", "code", "line", "words"), MISTAKES)
def test_a_mistake_is_one_problem_with_line_and_mend(text: str, code: str, line: int, words: str) -> None:
    document = read_yaml(text, "reports/x.yml")
    record, problems = (None, document.problems) if document.problems else to_record(document, Sidecar, "reports/x.yml")
    assert record is None
    assert [(p.code, p.line) for p in problems] == [(code, line)]
    assert words in problems[0].message + problems[0].advice


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


def test_deep_nesting_is_a_problem_not_a_crash() -> None:
    assert [p.code for p in read_yaml("[" * 5000, "x.yml").problems] == ["X951"]
