"""The golden site is what it was, or somebody has looked at the difference (`make golden`)."""

import pytest
from golden_site import SHOWN, WHOLE, build_golden, kept

from site_builder.build import Result


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, dict[str, str]]:
    return build_golden(tmp_path_factory.mktemp("golden") / "project")


@pytest.mark.parametrize("name", ["files.txt", *WHOLE, *SHOWN])
def test_the_golden_site_is_as_kept(golden: tuple[Result, dict[str, str]], name: str) -> None:
    assert golden[1].get(name) == kept().get(name), "run `make golden` and look at the difference"


def test_nothing_failed(golden: tuple[Result, dict[str, str]]) -> None:
    assert [problem for problem in golden[0].problems if problem.severity == "error"] == []
    assert golden[0].documents == 4


def test_every_kept_page_exists(golden: tuple[Result, dict[str, str]]) -> None:
    assert {*WHOLE, *SHOWN} <= set(golden[1])


def test_withheld_text_and_markup_in_reports_stay_where_they_belong(
    golden: tuple[Result, dict[str, str]],
) -> None:
    assert not [name for name, text in golden[1].items() if "这一段不得出现在网站上" in text]
    assert not [
        name for name, text in golden[1].items() if name.endswith(".html") and "<b>不是标记</b>" in text
    ]
