"""A report that is not where or what it should be is told as a warning with the place it belongs; nothing
left out is passed over in silence."""

from pathlib import Path

import pytest

from site_builder.files.dictionary import read_dictionary
from site_builder.files.sources import list_sources
from site_builder.files.strays import MAX_STRAYS_TOLD_PER_FOLDER, stray_files
from site_builder.problems import Problem

TOLD = [
    # file below the project, code, what the mend must say
    ("content/reports/河南省/漯河市/2025.docx", "X931", "site-builder import"),
    ("content/reports/河南省/漯河市/2025.PDF", "X931", "site-builder import"),
    ("content/reports/河南省/漯河市/2025.html", "X931", "site-builder import"),
    ("content/reports/河南省/漯河市/2025.md", "X931", "改名为 2025.txt"),
    ("content/reports/河南省/漯河市/2025.text", "X931", "改名为 2025.txt"),
    ("content/reports/河南省/漯河市/2025.doc", "X931", "另存为 .docx 或 .txt"),
    ("content/reports/河南省/漯河市/2025.wps", "X931", "另存为 .docx 或 .txt"),
    ("content/reports/河南省/漯河市/2025.ofd", "X931", "另存为 .docx 或 .txt"),
    ("content/reports/河南省/漯河市/2025", "X931", "改名为 2025.txt"),
    (
        "content/reports/漯河市2025年法治政府建设年度报告",
        "X931",
        "改名为 漯河市2025年法治政府建设年度报告.txt",
    ),
    ("content/reports/..txt", "X931", "例如 2025.txt"),
    ("content/reports/.2025.txt", "X931", "例如 2025.txt"),
    ("content/reports/图.png", "X912", ""),
    ("content/reports/README.md", "X912", ""),
    ("content/2025.txt", "X931", "content/reports/省/市/县/2025.txt"),
    ("content/漯河市年度报告.docx", "X931", "content/reports/省/市/县/"),
    ("content/report/河南省/漯河市/2025.txt", "X931", "content/reports/河南省/漯河市/2025.txt"),
    ("content/Reports/河南省/2025.txt", "X931", "content/reports/河南省/2025.txt"),
    ("content/河南省/漯河市/2025.txt", "X931", "content/reports/河南省/漯河市/2025.txt"),
    ("content/上传/2025.pdf", "X931", "site-builder import"),
    ("content/数据.xlsx", "X932", "请移走"),
    ("content/indicators/2025.txt", "X932", "reports 文件夹"),
    ("content/indicators/表.xlsx", "X932", "请移走"),
    ("content/indicators/2021.yaml", "X932", "indicators（.yml）"),
    ("content/pages/漯河市2025年法治政府建设年度报告.txt", "X931", "content/reports/"),
    ("2025.txt", "X931", "content/reports/省/市/县/2025.txt"),
    ("漯河市2025年法治政府建设年度报告.docx", "X931", "site-builder import"),
    ("reports/河南省/漯河市/2025.txt", "X931", "content/reports/河南省/漯河市/2025.txt"),
    ("河南省/漯河市/2025.txt", "X931", "content/reports/河南省/漯河市/2025.txt"),
]
SILENT = [
    "README.md",
    "requirements-2025.txt",
    "LICENSE",
    "docs/2025.md",
    "reports/coverage.html",
    "reports/junit.txt",
    "content/.gitkeep",
    "content/pages/robots.txt",
    "content/pages/附件.pdf",
    "content/reports/~$2025.docx",
    "content/reports/._2025.txt",
    "content/reports/Thumbs.db",
    "content/indicators/README.md",
    "content/indicators/metrics.yml",
]


def found(root: Path) -> list[Problem]:
    content = root / "content"
    listed = [*list_sources(content / "reports").problems, *read_dictionary(content / "indicators")[1]]
    return [
        p
        for p in (*listed, *stray_files(content, content / "pages", root))
        if p.code in ("X931", "X932", "X912")
    ]


def put(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("文字", encoding="utf-8")


@pytest.mark.parametrize(("name", "code", "mend"), TOLD)
def test_what_looks_like_a_report_and_is_not_published_is_told(
    tmp_path: Path, name: str, code: str, mend: str
) -> None:
    put(tmp_path, name)
    problems = found(tmp_path)
    assert [(p.code, p.file.removeprefix("content/")) for p in problems] == [
        (code, name.removeprefix("content/"))
    ]
    assert mend in problems[0].advice
    assert (problems[0].severity == "warning") == (code != "X912")


@pytest.mark.parametrize("name", SILENT)
def test_files_of_every_project_are_no_reports(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    assert found(tmp_path) == []


def test_the_original_beside_its_text_is_no_stray(tmp_path: Path) -> None:
    for name in ("2025.txt", "2025.docx", "2025.html"):
        put(tmp_path, f"content/reports/河南省/{name}")
    assert found(tmp_path) == []


def test_a_misplaced_folder_is_told_once_it_holds_more_than_a_page_of_files(tmp_path: Path) -> None:
    for number in range(MAX_STRAYS_TOLD_PER_FOLDER + 15):
        put(tmp_path, f"content/report/县{number:03}/2025.txt")
    problems = found(tmp_path)
    assert len(problems) == MAX_STRAYS_TOLD_PER_FOLDER + 1
    assert "还有 15 个文件" in problems[-1].message
