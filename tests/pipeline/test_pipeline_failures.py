"""Pages that cannot be made: a fault of the theme publishes nothing, a fault of one report or of one moment
costs only what it strikes."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec import Struct
from pipeline_links import dead_links
from pipeline_project import files_of, run

from site_builder.cli import main
from site_builder.model.corpus import Job
from site_builder.pages.context import build_environment
from site_builder.pages.shared.stand_in import TITLE
from site_builder.pipeline import failures
from site_builder.pipeline import render_pages as rendering
from site_builder.pipeline.failures import Failure, failure_of, refuse_if_general
from site_builder.problems import BuildFailed

REPORT = "reports/luohe/2024/"
SOURCE = "content/reports/河南省/漯河市/2024.txt"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def fail_on(
    monkeypatch: pytest.MonkeyPatch, strikes: Callable[[str], bool], error: Callable[[], Exception]
) -> None:
    """Let the pages at these addresses fail, as a report would make them."""
    good = rendering.render

    def bad(job: Job, *rest: object) -> object:
        if strikes(job.url):
            raise error()
        return good(job, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(rendering, "render", bad)


def clean_build(project: Path, tmp_path: Path) -> dict[str, bytes]:
    """What the same content gives in a folder where nothing was built before."""
    fresh = Path(
        shutil.copytree(project, tmp_path / "fresh", ignore=shutil.ignore_patterns(".cache", "site"))
    )
    run(fresh)
    return files_of(fresh / "site")


class Shown(Struct):
    """What a template of the table below is given."""

    title: str | None
    table: dict[str, str]


FAULTS = {
    "a name its objects do not have": ("{{ view.titel }}", True, "pages/x.html 第 2 行", "titel"),
    "the same in a macro": ("{{ m.shown(view) }}", True, "macros/m.html 第 2 行", "titel"),
    "a name nobody has given": ("{{ vew.title }}", True, "pages/x.html 第 2 行", "vew"),
    "a filter that is not there": ("{{ view.title | nirgends }}", True, "pages/x.html 第 2 行", "nirgends"),
    "a file that is not there": (
        "{% include 'macros/nirgends.html' %}",
        True,
        "pages/x.html 第 2 行",
        "macros/nirgends.html",
    ),
    "not a template": ("{% if %}", True, "pages/x.html 第 2 行", ""),
    "nothing where this report should have words": (
        "{{ view.title.strip() }}",
        False,
        "pages/x.html 第 2 行",
        "NoneType",
    ),
    "an element this report does not have": ("{{ view.table['k'] }}", False, "pages/x.html 第 2 行", "k"),
    "the like by number": ("{{ [][3] }}", False, "pages/x.html 第 2 行", "3"),
    "a sum of nothing": ("{{ view.title + 1 }}", False, "pages/x.html 第 2 行", "TypeError"),
}


@pytest.mark.parametrize("source, general, place, said", FAULTS.values(), ids=FAULTS)
def test_a_fault_of_a_template_is_told_from_a_gap_in_a_report(
    source: str, general: bool, place: str, said: str
) -> None:
    macro = "{% macro shown(view) %}\n{{ view.titel }}{% endmacro %}"
    environment = build_environment(
        {"pages/x.html": f"{{% import 'macros/m.html' as m %}}\n{source}", "macros/m.html": macro}
    )
    with pytest.raises(Exception) as raised:  # any of them
        environment.get_template("pages/x.html").render(view=Shown(None, {}))
    told = failure_of(job(1), raised.value)
    assert (told.general, place in told.place, said in told.reason) == (general, True, True), told


MACHINE = [
    (errno.ENOSPC, True),
    (errno.EROFS, True),
    (errno.EACCES, True),
    (errno.EMFILE, True),
    (errno.EIO, False),
    (errno.ENOENT, False),
]


@pytest.mark.parametrize("number, general", MACHINE)
def test_a_fault_of_the_machine_is_told_from_one_of_a_moment(number: int, general: bool) -> None:
    assert failure_of(job(1), OSError(number, "?", "a.html")).general is general


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_of_a_template_publishes_nothing(project: Path, workers: int) -> None:
    before = files_of(project / "site")
    edit(project / "themes/portal/pages/report.html", "view.line.title", "view.line.titel")
    with pytest.raises(BuildFailed, match=r"pages/report\.html 第 \d+ 行.*titel"):
        run(project, workers)
    assert files_of(project / "site") == before
    next_ = project / ".cache/site-builder/next"
    assert not next_.exists() or not any(next_.iterdir())


def test_the_command_says_so_in_one_line_and_exits_with_1(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    edit(project / "themes/portal/pages/report.html", "view.line.title", "view.line.titel")
    done = CliRunner().invoke(main, ["build", "--workers", "1"])
    assert done.exit_code == 1
    said = done.stderr.splitlines()[-1]
    assert said.startswith("错误：主题模板有误：pages/report.html 第 ") and "您是不是要写 title" in said
    assert "pages/report.html 第 " in said
    assert "没有发布任何新内容" in said
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    "gone, said",
    [
        ("themes/portal/pages", "找不到这个模板"),
        ("themes", "找不到文件夹 portal"),
        ("content/pages", "找不到文件夹 pages"),
    ],
)
def test_a_missing_folder_is_named_and_nothing_is_published(project: Path, gone: str, said: str) -> None:
    before = files_of(project / "site")
    shutil.rmtree(project / gone)
    with pytest.raises(BuildFailed, match=said):
        run(project)
    assert files_of(project / "site") == before


def test_a_page_that_fails_once_keeps_its_last_good_bytes(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project)
    before = files_of(project / "site")
    edit(project / SOURCE, "31次", "32次")
    with monkeypatch.context() as patched:
        fail_on(patched, lambda url: url == REPORT, lambda: OSError(errno.EIO, "I/O error"))
        for _ in range(2):  # and is tried again although nothing has changed
            result = run(project)
            told = [problem for problem in result.problems if problem.code == "X909"]
            assert [(each.file, "仍公布上一次的页面" in each.message) for each in told] == [
                (SOURCE.removeprefix("content/"), True)
            ]
    after = files_of(project / "site")
    assert after[f"{REPORT}index.html"] == before[f"{REPORT}index.html"]
    assert after["places/luohe/index.html"] != before["places/luohe/index.html"]
    assert dead_links(project / "site") == []
    assert [problem.code for problem in run(project).problems if problem.severity == "error"] == []
    assert files_of(project / "site") == clean_build(project, tmp_path)


def test_a_page_that_comes_back_to_its_old_content_keeps_its_data_file(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project)
    before = files_of(project / "site")
    edit(project / SOURCE, "31次", "32次")
    with monkeypatch.context() as patched:
        fail_on(patched, lambda url: url == REPORT, lambda: ValueError("odd"))
        run(project)
    edit(project / SOURCE, "32次", "31次")
    run(project)
    assert files_of(project / "site") == before


def test_a_page_that_was_never_made_is_stood_in_for(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("site", ".cache"):
        shutil.rmtree(project / name)
    with monkeypatch.context() as patched:
        fail_on(patched, lambda url: url in (REPORT, "years/2024/"), lambda: ValueError("odd"))
        result = run(project)
    told = sorted(problem.file for problem in result.problems if problem.code == "X909")
    assert told == [SOURCE.removeprefix("content/"), "site/years/2024/index.html"]
    page = (project / "site" / REPORT / "index.html").read_text(encoding="utf-8")
    assert TITLE in page
    assert "noindex" in page
    assert dead_links(project / "site") == []
    run(project)
    assert files_of(project / "site") == clean_build(project, tmp_path)


def test_what_was_withdrawn_does_not_stay_on_a_page_that_fails(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project)
    (project / SOURCE).with_suffix(".yml").write_text("withheld: 涉及个人信息，正在核对\n", encoding="utf-8")
    fail_on(monkeypatch, lambda url: url != "", lambda: ValueError("odd"))
    monkeypatch.setattr(failures, "ALIKE_PAGES", 10_000)
    run(project)
    text = "免证可办".encode()
    assert not [
        path
        for path, data in files_of(project / "site").items()
        if text in data and not path.startswith("assets/")
    ]
    assert dead_links(project / "site") == []


def test_a_portal_without_a_home_page_is_not_published(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("site", ".cache"):
        shutil.rmtree(project / name)
    fail_on(monkeypatch, lambda url: url == "", lambda: ValueError("odd"))
    with pytest.raises(BuildFailed, match="首页"):
        run(project)
    assert not (project / "site").exists()


def test_a_full_disk_while_pages_are_made_publishes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(project / "site")
    edit(project / SOURCE, "31次", "32次")
    fail_on(monkeypatch, lambda url: url == REPORT, lambda: OSError(errno.ENOSPC, "full"))
    with pytest.raises(BuildFailed, match="磁盘满了"):
        run(project)
    assert files_of(project / "site") == before


def job(number: int, kind: str = "metric") -> Job:
    return Job(f"metrics/{number}/", kind, str(number), "indicators")


@pytest.mark.parametrize(
    "failed, of, refused", [(9, 9, False), (10, 12, True), (10, 20, False), (11, 20, True)]
)
def test_many_pages_of_a_kind_that_fail_alike_are_a_fault_of_the_code(
    failed: int, of: int, refused: bool
) -> None:
    told = [
        Failure(job(number).url, "metric", "ValueError: odd", "metric.py:7", False)
        for number in range(failed)
    ]
    jobs = [job(number) for number in range(of)]
    if refused:
        with pytest.raises(BuildFailed, match=rf"这样的页面有 {failed} 个"):
            refuse_if_general(told, jobs)
    else:
        refuse_if_general(told, jobs)
    refuse_if_general(
        [Failure(each.url, "metric", "odd", str(n), False) for n, each in enumerate(told)], jobs
    )
