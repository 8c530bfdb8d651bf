"""A mass of content is not taken away before somebody says how much; what a person changed straight in a
published text is told."""

import shutil
from pathlib import Path

import pytest
from msgspec import structs
from pipeline_project import REPORTS, files_of

from site_builder.build import Result, build, check
from site_builder.config import load_config
from site_builder.pipeline.content_tables import read_tables
from site_builder.pipeline.removals import (
    MIN_REMOVED_REPORTS,
    REMOVALS_PART,
    PublishedContent,
    removal_problems,
)
from site_builder.problems import BuildFailed
from site_builder.text.edits import edited_figures


def build_it(project: Path, confirm: int = 0, strict: bool = False) -> Result:
    loaded = load_config(project / "mkdocs.yml", workers=1)
    config = structs.replace(loaded.config, confirm_removals=confirm or loaded.config.confirm_removals)
    return build(config, loaded.problems, strict)


def told(project: Path) -> list[str]:
    loaded = load_config(project / "mkdocs.yml", workers=1)
    return [p.code for p in check(loaded.config, loaded.problems).problems if p.severity != "note"]


WHOLE = [("reports", "3 份报告", "3"), ("glossary", "1 个词条", "1"), ("indicators", "个指标和指标体系", "")]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("cache", ["kept", "lost"])
@pytest.mark.parametrize(("part", "said", "count"), WHOLE)
def test_a_vanished_folder_stops_the_build_until_it_is_confirmed(
    project: Path, part: str, said: str, count: str, cache: str
) -> None:
    before = files_of(project / "site")
    shutil.rmtree(project / "content" / part)
    if cache == "lost":
        shutil.rmtree(project / ".cache")
    assert "X933" in told(project)
    with pytest.raises(BuildFailed, match=said) as failed:
        build_it(project)
    assert files_of(project / "site") == before
    number = str(failed.value).partition("--confirm-removals ")[2].split("，")[0]
    assert not count or number == count
    with pytest.raises(BuildFailed, match="X933"):
        build_it(project, int(number) + 1)
    assert build_it(project, int(number)).published
    assert "X933" not in told(project)


@pytest.mark.timeout(300)
def test_one_report_in_three_is_an_everyday_removal_and_a_refused_or_moved_one_is_none(project: Path) -> None:
    reports = project / "content/reports"
    (reports / REPORTS[0]).unlink()
    (reports / REPORTS[1]).write_bytes(b"")
    (reports / REPORTS[2]).rename(reports / "2023.txt")
    assert build_it(project).published
    assert (project / "site/reports").exists()


@pytest.mark.timeout(300)
def test_a_confirmation_can_be_committed_and_is_told_once_it_is_used_up(project: Path) -> None:
    shutil.rmtree(project / "content/reports")
    settings = project / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(
            "      organizer:", "      confirm_removals: 3\n      organizer:", 1
        ),
        encoding="utf-8",
    )
    assert "X934" not in [p.code for p in build_it(project).problems]
    assert "X934" in told(project)


@pytest.mark.timeout(300)
def test_more_than_a_tenth_of_the_reports(tmp_path: Path) -> None:
    shutil.copy(Path(__file__).parents[2] / "mkdocs.yml", tmp_path)
    config = load_config(tmp_path / "mkdocs.yml").config
    tables = read_tables(config)

    class Nothing:
        cards = ()

    before = PublishedContent({f"{n}.txt": str(n) for n in range(100)})
    for removed in range(100):
        files = {f"{n}.txt" for n in range(removed, 100)}
        found = [p.code for p in removal_problems(config, before, tables, Nothing(), files)]  # type: ignore[arg-type]
        assert (found == ["X933"]) == (removed >= MIN_REMOVED_REPORTS and removed * REMOVALS_PART > 100), (
            removed
        )


EDITS = [
    ("办结412件。", "办结413件。", [(1, "412", "413")]),
    ("甲\n办结412件，同比增长5.6%。", "甲\n新的一段。\n办结412件，同比增长6.5%。", [(3, "5.6", "6.5")]),
    ("办结412件。", "办结四百一十三件。", [(1, "412", "四百一十三")]),
    ("共办结412件，全部按期。", "共计办结413件，全部按期。", [(1, "412", "413")]),
    ("拨付1,200万元", "拨付12,00万元", [(1, "1,200", "12,00")]),
    ("办结412件。", "办结412件。\n调解9件。", []),
    ("办结412件。", "办理案件412件，其中调解38件，都已经归档。", []),
    ("电话13812345678。", "电话138****5678。", []),
    ("一是加强领导。", "二是加强领导。", []),
    ("办结412件。\r", "办结412件。", []),
]


@pytest.mark.parametrize(("old", "new", "edits"), EDITS)
def test_figures_that_read_differently_are_found(
    old: str, new: str, edits: list[tuple[int, str, str]]
) -> None:
    assert [tuple(each) for each in edited_figures(old, new)] == edits


@pytest.mark.timeout(300)
def test_a_figure_changed_in_a_published_text_is_told_until_it_is_published(project: Path) -> None:
    report = project / "content/reports" / REPORTS[0]
    text = report.read_bytes()
    assert b"90" in text
    at = text.index(b"90")
    report.write_bytes(text[:at] + b"97" + text[at + 2 :])
    line = text[:at].count(b"\n") + 1
    assert "T225" in told(project)
    assert "T225" in told(project), "also when the store has seen it"
    result = build_it(project)
    assert [(p.file, p.line) for p in result.problems if p.code == "T225"] == [
        (f"reports/{REPORTS[0]}", line)
    ]
    assert "T225" not in [p.code for p in build_it(project).problems]
    assert "T225" not in told(project)
