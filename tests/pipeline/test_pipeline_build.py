"""Whole builds: the same bytes by every way, nothing written without need, the old site whole whatever
happens."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError
from pipeline_project import files_of, make_project, run, times_of

from site_builder.mkdocs_plugin import _lasting as lasting
from site_builder.pages.shared.urls import report_source
from site_builder.problems import BuildFailed

SOURCE = "content/reports/河南省/漯河市/2024.txt"
PUBLISHED = report_source("luohe/2024")


def codes(result: object, severity: str = "error") -> list[str]:
    return sorted(problem.code for problem in result.problems if problem.severity == severity)  # type: ignore[attr-defined]


def test_every_page_of_the_portal_is_made(project: Path) -> None:
    result = run(project)
    assert codes(result) == []
    assert result.documents == 3
    site = files_of(project / "site")
    for page in (
        "",
        "reports/luohe/2024/",
        "places/luohe/",
        "glossary/shuangxiajiang/",
        "indicators/2019/73/",
        "years/2024/",
        "search/",
        "about/",
    ):
        assert f"{page}index.html" in site
    assert site[PUBLISHED] == (project / SOURCE).read_bytes()


def test_no_mark_is_left_in_any_page(built: Path) -> None:
    for path, data in files_of(built / "site").items():
        assert b"zzslot" not in data, path
        assert "zzshell" not in path


def test_other_folder_and_other_number_of_workers_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    other = make_project(tmp_path / "ein anderer Ordner")
    run(other, workers=3)
    assert files_of(other / "site") == files_of(built / "site")


@pytest.mark.parametrize("again", [False, True], ids=["first", "over an earlier build"])
def test_mkdocs_gives_the_same_bytes(built: Path, project: Path, again: bool) -> None:
    if not again:
        shutil.rmtree(project / ".cache")
        shutil.rmtree(project / "site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=project, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert files_of(project / "site") == files_of(built / "site")


def test_an_unchanged_rebuild_writes_nothing_and_never_imports_mkdocs(project: Path) -> None:
    run(project)
    before = times_of(project / "site")
    code = (
        "import sys, conftest, pathlib; r = conftest.run(pathlib.Path(sys.argv[1])); print(r.written,"
        " r.removed, any(m == 'mkdocs' for m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(project)],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["0", "0", "False"]
    assert times_of(project / "site") == before


def test_one_changed_report_changes_only_what_shows_it(project: Path) -> None:
    run(project)
    before = files_of(project / "site")
    source = project / SOURCE
    text = source.read_text(encoding="utf-8")
    assert "31次" in text
    source.write_text(text.replace("31次", "32次"), encoding="utf-8")
    result = run(project)
    after = files_of(project / "site")
    changed = {path for path in after if before.get(path) != after[path]}
    assert result.written == len(changed)
    assert "reports/luohe/2024/index.html" in changed
    assert "reports/beijing-huairou/2023/index.html" not in changed
    assert before[PUBLISHED] != after[PUBLISHED]
    fresh = project.parent / "fresh"
    shutil.copytree(project, fresh, ignore=shutil.ignore_patterns(".cache", "site"))
    run(fresh)
    assert files_of(fresh / "site") == after


def test_a_report_that_goes_leaves_no_orphan(project: Path) -> None:
    (project / SOURCE).unlink()
    result = run(project)
    site = files_of(project / "site")
    assert result.removed > 0
    assert not [path for path in site if "luohe" in path or "漯河" in path]
    assert not [path for path in (project / "site").rglob("*") if path.is_dir() and not any(path.iterdir())]


def test_a_page_somebody_edited_is_made_again(project: Path) -> None:
    run(project)
    page = project / "site/reports/luohe/2024/index.html"
    good = page.read_bytes()
    page.write_text("edited")
    (project / "site/years/2024/index.html").unlink()
    assert run(project).written == 2
    assert page.read_bytes() == good


def test_a_lost_cache_changes_no_byte_and_writes_nothing(project: Path) -> None:
    run(project)
    before = times_of(project / "site")
    shutil.rmtree(project / ".cache")
    assert run(project).written == 0
    assert times_of(project / "site") == before


def test_a_damaged_store_is_made_again(project: Path) -> None:
    before = files_of(project / "site")
    store = project / ".cache/site-builder/store.db"
    data = bytearray(store.read_bytes())
    data[4096 : len(data) // 2] = os.urandom(len(data) // 2 - 4096)
    store.write_bytes(bytes(data))
    run(project)
    assert files_of(project / "site") == before


def test_a_changed_template_changes_its_pages_without_a_run_of_mkdocs(project: Path) -> None:
    run(project)
    frames = (project / ".cache/site-builder/frames.msgpack").stat().st_mtime_ns
    template = project / "themes/portal/pages/search.html"
    template.write_text(template.read_text(encoding="utf-8") + "<!-- changed -->", encoding="utf-8")
    run(project)
    assert (project / "site/search/index.html").read_bytes().count(b"<!-- changed -->") == 1
    assert (project / ".cache/site-builder/frames.msgpack").stat().st_mtime_ns == frames


def test_a_frame_that_follows_the_content_is_caught(project: Path) -> None:
    main = project / "themes/portal/main.html"
    main.write_text(
        main.read_text(encoding="utf-8").replace(
            "{{ portal.body }}", "{{ portal.body }}{{ portal.body | length }}"
        ),
        encoding="utf-8",
    )
    before = files_of(project / "site")
    with pytest.raises(BuildFailed, match="Material"):
        run(project)
    assert files_of(project / "site") == before


def test_a_broken_frame_is_told_with_template_and_line_and_the_old_site_stays(project: Path) -> None:
    run(project)
    before = (project / "site/index.html").read_bytes()
    main = project / "themes/portal/main.html"
    main.write_text("\n{{ nothing.of.this }}\n" + main.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(BuildFailed, match=r"main\.html 第 2 行有误"):
        run(project)
    assert (project / "site/index.html").read_bytes() == before


def test_a_preview_outlives_a_broken_frame_and_a_broken_setting(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise PluginError("main.html 第 2 行有误")

    rounds: list[str] = []
    lasting(broken, project / "mkdocs.yml")()
    lasting(lambda: rounds.append("made"), project / "nothing.yml")()
    lasting(lambda: rounds.append("made"), project / "mkdocs.yml")()
    assert [record.message.partition("。")[2] for record in caplog.records] == [
        "main.html 第 2 行有误",
        "找不到配置文件 nothing.yml：请在项目文件夹里运行，或用 --config 指明它的位置",
    ]
    assert rounds == ["made"]


def test_bad_files_are_problems_and_the_rest_is_published(project: Path) -> None:
    reports = project / "content/reports"
    (reports / "empty.txt").write_bytes(b"")
    (reports / "huge.txt").write_bytes(b"x" * (20 * 1024 * 1024))
    (reports / "broken.txt").write_text("某市2024年度法治政府建设情况报告\n", encoding="utf-8")
    (reports / "broken.yml").write_text("title: [", encoding="utf-8")
    (reports / "link.txt").symlink_to("/etc/passwd")
    shutil.copy(project / SOURCE, reports / "河南省/漯河市/again.txt")
    result = run(project)
    assert {"S102", "S103", "X951", "X911", "C701"} <= set(codes(result))
    assert result.documents == 3
    assert result.failed
    assert not [
        path for path in files_of(project / "site") if "passwd" in path or "link" in path.rsplit("/", 1)[-1]
    ]


def test_strict_publishes_nothing_when_anything_is_wrong(project: Path) -> None:
    before = times_of(project / "site")
    (project / "content/reports/empty.txt").write_bytes(b"")
    (project / "content/reports/北京市/怀柔区/2023.txt").unlink()
    result = run(project, strict=True)
    assert not result.published
    assert result.failed
    assert times_of(project / "site") == before


def test_a_folder_that_is_not_ours_is_never_emptied(project: Path) -> None:
    shutil.rmtree(project / "site")
    shutil.rmtree(project / ".cache/site-builder/sites")
    (project / "site").mkdir()
    (project / "site/thesis.docx").write_text("mine")
    with pytest.raises(BuildFailed, match=r"thesis\.docx"):
        run(project)
    assert files_of(project / "site") == {"thesis.docx": b"mine"}


def test_a_withheld_report_leaves_no_trace_of_its_text(project: Path) -> None:
    (project / SOURCE).with_suffix(".yml").write_text("withheld: 涉及个人信息，正在核对\n", encoding="utf-8")
    run(project)
    site = files_of(project / "site")
    assert PUBLISHED not in site
    assert not [
        path for path, data in site.items() if "免证可办".encode() in data or "免證可辦".encode() in data
    ]


@pytest.mark.parametrize("wait", [0.3, 0.8, 1.5])
def test_a_killed_build_leaves_the_old_site_or_the_new_one(project: Path, wait: float) -> None:
    run(project)
    old = files_of(project / "site")
    template = project / "themes/portal/pages/report.html"
    template.write_text(template.read_text(encoding="utf-8") + "<!-- new -->", encoding="utf-8")
    code = "import sys, conftest, pathlib; conftest.run(pathlib.Path(sys.argv[1]), 2)"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(project)], cwd=Path(__file__).parent, start_new_session=True
    )
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    left = files_of(project / "site")
    changed = {path for path in left if left[path] != old.get(path)}
    assert not changed or (project / ".cache/site-builder/next").exists()
    run(project)
    final = files_of(project / "site")
    assert all(
        b"<!-- new -->" in final[path]
        for path in final
        if path.startswith("reports/luohe/") and path.endswith(".html")
    )
    assert not changed or all(left[path] == final[path] for path in changed)
