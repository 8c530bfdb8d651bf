"""Whose report it is: the story of a place is told from the reports of its own government alone."""

import pytest
from corpus_made import make_document

from site_builder.corpus.history.history import place_history
from site_builder.corpus.identity import IdentityClaim, report_key, settle
from site_builder.model.indicators import Dictionary
from site_builder.model.report import Sourced
from site_builder.text.readers.places import build_registry

TEXT = "# 一\n推进改革，建设区级公共法律服务中心。"
NOTHING = Dictionary((), (), ())


def test_an_area_without_a_place_of_its_own_has_no_part_in_the_story_around_it() -> None:
    made = [("a/2023", make_document(TEXT, year=2023)), ("a/2024-yuanqu", make_document(TEXT, level="area"))]
    assert place_history("411100", made, NOTHING).carried == ()
    assert len(place_history("411100", [*made, ("a/2024", make_document(TEXT))], NOTHING).carried) == 1


def test_an_area_with_a_place_of_its_own_has_a_story() -> None:
    own = {"place": "411171", "place_name": "漯河经济技术开发区", "level": "area"}
    made = [(f"a/{year}", make_document(TEXT, year=year, **own)) for year in (2023, 2024)]
    assert len(place_history("411171", made, NOTHING).carried) == 1


@pytest.mark.parametrize(
    ("names", "owner"),
    [
        (("2024-副本.txt", "2024.txt"), "2024.txt"),
        (("2024 (1).txt", "2024.md"), "2024.md"),
        (("2024年报告.txt", "2024年.txt"), "2024年.txt"),
        (("甲.txt", "2024.docx"), "2024.docx"),
        (("b.txt", "a.txt"), "a.txt"),
    ],
)
def test_the_plainest_name_owns_the_address(names: tuple[str, ...], owner: str) -> None:
    settled = settle(IdentityClaim("luohe/2024", f"河南省/漯河市/{name}", name) for name in names)
    assert settled.keys == {f"河南省/漯河市/{owner}": "luohe/2024"}
    other = next(name for name in names if name != owner)
    assert [(p.code, p.file) for p in settled.problems] == [("C701", f"reports/河南省/漯河市/{other}")]
    assert dict(settled.problems[0].detail)["other"] == f"reports/河南省/漯河市/{owner}"


def test_a_file_in_the_wrong_folder_never_drives_the_right_one_out() -> None:
    wrong = IdentityClaim("zhengzhou-jinshui/2023", "河南省/郑州市/中原区/2023.txt", "a", contradicted=True)
    right = IdentityClaim("zhengzhou-jinshui/2023", "河南省/郑州市/金水区/2023年报告.txt", "b")
    for claims in ((wrong, right), (right, wrong)):
        settled = settle(claims)
        assert settled.keys == {right.path: right.key}
        assert [problem.file for problem in settled.problems] == [f"reports/{wrong.path}"]


def test_a_department_that_does_not_say_which_never_takes_the_address_of_the_government() -> None:
    registry = build_registry("410000\t河南省\n411100\t漯河市")

    def key(**head: object) -> str:
        return report_key(make_document(TEXT, **head).report, registry)

    assert key() == "luohe/2024"
    assert key(level="department", issuer=Sourced("漯河市司法局")) == "luohe/2024-sifaju"
    unnamed = key(level="department", issuer=Sourced())
    assert unnamed.startswith("luohe/2024-department-") and len(unnamed) == len("luohe/2024-department-") + 8
