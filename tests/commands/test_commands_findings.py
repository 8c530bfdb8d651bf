"""Problems as a clerk, a machine and a workflow read them."""

import json

from site_builder.commands.findings import render, tally
from site_builder.problem_catalogue import CATALOGUE
from site_builder.problems import Problem

EMPTY = Problem("S102", "reports/河南省/漯河市/2024.txt")
KEY = Problem("X954", "reports/河南省/漯河市/2024.yml", 3, "titel", (("guess", "您是不是要写 title？"),))


def test_a_finding_is_file_line_code_text_and_mend() -> None:
    assert (
        render([KEY], "text", "content")
        == "content/reports/河南省/漯河市/2024.yml:3: X954 不认得的键“titel” → 您是不是要写 title？"
    )


def test_another_file_is_named_as_it_can_be_opened() -> None:
    twin = Problem(
        "C702", "reports/河南省/漯河市/2024.txt", 0, "", (("other", "reports/河南省/洛阳市/2024.txt"),)
    )
    for form in ("text", "github", "json"):
        assert "：content/reports/河南省/洛阳市/2024.txt" in render([twin], form, "content")


def test_a_whole_file_has_no_line_number() -> None:
    assert render([EMPTY], "text", "content").startswith("content/reports/河南省/漯河市/2024.txt: S102 ")


def test_the_same_finding_is_told_once_and_order_does_not_depend_on_input() -> None:
    assert render([KEY, EMPTY, KEY], "text", "") == render([EMPTY, KEY], "text", "")


def test_github_annotations_cannot_be_broken_out_of() -> None:
    hostile = Problem("X954", "reports/a,b:c%.txt", 1, "x\n::error::y", (("guess", "改\r\n掉"),))
    rendered = render([hostile], "github", "content")
    assert "\n" not in rendered
    assert rendered.startswith("::error file=content/reports/a%2Cb%3Ac%25.txt,title=X954 错误,line=1::")


def test_json_is_a_list_even_when_empty() -> None:
    assert json.loads(render([], "json", "")) == []
    assert json.loads(render([KEY], "json", "content"))[0]["line"] == 3


def test_tally_names_only_what_occurs() -> None:
    assert tally([]) == "没有发现问题"
    assert tally([EMPTY, KEY]) == "2 个错误"


def test_every_catalogue_entry_is_complete_chinese_with_a_mend() -> None:
    for code, entry in CATALOGUE.items():
        assert entry.severity in {"error", "warning", "note"}, code
        for text in (entry.text, entry.advice):
            assert any("一" <= c <= "鿿" for c in text) or text in {"{guess}", "{reason}", "{mend}。"}, code
            assert text.count("{") == text.count("}"), code
