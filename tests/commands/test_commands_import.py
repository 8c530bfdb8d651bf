"""`import`: what is given on the command line holds, the original is never lost, and every way on that a
message names leads on."""

import errno
import io
import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main

PROJECT = Path(__file__).parents[2]
LINES = """漯河市人民政府关于2023年度法治政府建设情况的报告
2023年，漯河市深入推进依法行政，全面落实法治政府建设实施纲要，各项工作取得新的成效。
一、主要举措和成效
（一）全年受理行政复议案件56件，审结50件，行政机关负责人出庭应诉率达到百分之一百。
二、存在的不足
基层力量薄弱，部分单位运用法治思维和法治方式开展工作的能力有待提高。
三、下一年度主要安排
继续推进法治政府建设，提高依法行政水平，加强行政执法监督。
漯河市人民政府
2024年3月1日
""".strip().split("\n")
TEXT = "\n".join(LINES) + "\n"
PAGE = (
    "<!DOCTYPE html><html><body><div"
    f" id='zoom'>{''.join(f'<p>{line}</p>' for line in LINES)}</div></body></html>".encode()
)
REPORTS = "content/reports/河南省/漯河市"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project without reports."""
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    shutil.copytree(PROJECT / "content/indicators", tmp_path / "content/indicators")
    shutil.copytree(PROJECT / "content/pages", tmp_path / "content/pages")
    shutil.copy(PROJECT / "content/places.yml", tmp_path / "content")
    (tmp_path / REPORTS).mkdir(parents=True)
    (tmp_path / "in").mkdir()
    return tmp_path


def run(project: Path, *arguments: str | Path) -> tuple[int, str]:
    """Exit code and output of a command."""
    result = CliRunner().invoke(
        main, ["--config", str(project / "mkdocs.yml"), *map(str, arguments)], catch_exceptions=False
    )
    assert "Traceback" not in result.output
    return result.exit_code, result.output


def put(project: Path, name: str, data: bytes) -> Path:
    file = project / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def word() -> bytes:
    """A Word file with the same report."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main_part = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{kinds}"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override'
            f' PartName="/word/document.xml" ContentType="{main_part}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}"'
            ' Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        )
    return out.getvalue()


def files(project: Path, folder: str = REPORTS) -> list[str]:
    return sorted(each.name for each in (project / folder).iterdir())


@pytest.mark.parametrize(
    ("name", "data", "original"),
    [("保存.txt", PAGE, "2023.html"), ("改名.TXT", word(), "2023.docx"), ("网页.htm", PAGE, "2023.htm")],
)
def test_text_and_original_are_two_files(project: Path, name: str, data: bytes, original: str) -> None:
    code, said = run(project, "import", put(project, f"in/{name}", data))
    assert (code, files(project)) == (0, sorted(["2023.txt", original])), said
    assert (project / REPORTS / original).read_bytes() == data
    assert (project / REPORTS / "2023.txt").read_text(encoding="utf-8").strip() == TEXT.strip()
    assert run(project, "import", project / "in" / name)[1].count("没有变化") == 1


@pytest.mark.parametrize(("data", "original"), [(PAGE, "2023.html"), (word(), "2023.docx")])
def test_the_mend_of_a_page_that_lies_among_the_reports_as_text_works(
    project: Path, data: bytes, original: str
) -> None:
    file = put(project, f"{REPORTS}/2023.txt", data)
    code, told = run(project, "check")
    assert (code, "S104" in told, "site-builder import" in told) == (1, True, True)
    code, said = run(project, "import", file)
    assert (code, files(project)) == (0, sorted(["2023.txt", original])), said
    assert (project / REPORTS / original).read_bytes() == data
    assert file.read_text(encoding="utf-8").strip() == TEXT.strip()
    assert original in said
    assert "错误" not in run(project, "check")[1]


def test_it_stays_where_it_lies_and_its_sidecar_holds(project: Path) -> None:
    file = put(project, "content/reports/河南省/洛阳市/2022.txt", PAGE)
    sidecar = put(
        project, "content/reports/河南省/洛阳市/2022.yml", "place: 洛阳市  # 已核对\nyear: 2022\n".encode()
    )
    before = sidecar.read_bytes()
    code, said = run(project, "import", file)
    assert (code, files(project, "content/reports/河南省/洛阳市")) == (
        0,
        ["2022.html", "2022.txt", "2022.yml"],
    ), said
    assert "洛阳市" in said and "年度：2022" in said
    assert sidecar.read_bytes() == before


def test_another_file_in_the_way_of_the_original_loses_nothing(project: Path) -> None:
    file = put(project, f"{REPORTS}/2023.txt", PAGE)
    other = put(project, f"{REPORTS}/2023.html", b"<html>another")
    code, said = run(project, "import", file)
    assert (code, "2023.html" in said) == (1, True)
    assert (file.read_bytes(), other.read_bytes()) == (PAGE, b"<html>another")


def test_a_page_that_lies_beside_its_text_to_be_is_its_own_original(project: Path) -> None:
    file = put(project, f"{REPORTS}/2023.html", PAGE)
    code, said = run(project, "import", file)
    assert (code, files(project)) == (0, ["2023.html", "2023.txt"]), said
    assert file.read_bytes() == PAGE


def test_a_text_that_exists_is_not_overwritten(project: Path) -> None:
    file = put(project, f"{REPORTS}/2023.txt", TEXT.replace("56", "57").encode())
    before = file.read_bytes()
    code, said = run(project, "import", put(project, "in/a.html", PAGE))
    assert (code, "文件已经存在" in said, files(project), file.read_bytes()) == (
        1,
        True,
        ["2023.txt"],
        before,
    )


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04" + bytes(range(128)) * 9, b"PK\x03\x04word/" + bytes(range(128)) * 9]
)
@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_half_a_package_is_called_damaged(project: Path, name: str, data: bytes) -> None:
    code, said = run(project, "import", put(project, f"in/{name}", data))
    assert (code, "S152" in said, "不是完整的 Word" in said, "不支持" in said) == (1, True, True, False), said


def test_what_cannot_be_imported_is_called_what_it_is(project: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", "<x/>")
    for name, data, kind in (
        ("a.txt", out.getvalue(), "Excel 表格（文件名是 .txt，内容不是）"),
        ("b.txt", b"\x89PNG\r\n\x1a\n", "图片（文件名是 .txt，内容不是）"),
        ("c.doc", b"\xd0\xcf\x11\xe0", "旧版 Word 文件"),
        ("d.odt", b"x", "odt"),
    ):
        code, said = run(project, "import", put(project, f"in/{name}", data))
        assert (code, "S153" in said, f"不支持的文件类型：{kind} →" in said) == (1, True, True), said


def test_a_text_in_another_encoding_keeps_its_bytes_and_the_message_says_so(project: Path) -> None:
    data = TEXT.replace("\n", "\r\n").encode("gb18030")
    code, said = run(project, "import", put(project, "in/a.txt", data))
    assert (code, (project / REPORTS / "2023.txt").read_bytes() == data, "gb18030" in said) == (0, True, True)
    assert "已转" not in said and "原样保存" in said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--place", "火星县"], "不认得地名“火星县”"),
        (["--place", "河南省/火星县"], "不认得地名"),
        (["--place", "鼓楼区"], "南京市鼓楼区"),
        (["--year", "23"], "年份“23”"),
        (["--year", "二三"], "请写整数"),
        (["--kind", "x"], "annual_report、plan、other"),
    ],
)
def test_an_option_that_cannot_be_meant_is_a_usage_error(
    project: Path, options: list[str], words: str
) -> None:
    code, said = run(project, "import", put(project, "in/a.txt", TEXT.encode()), *options)
    assert (code, words in said, files(project)) == (2, True, []), said


@pytest.mark.parametrize(
    ("options", "file", "said"),
    [
        (["--place", "西华县"], "河南省/周口市/西华县/2023", "place: 河南省周口市西华县"),
        (["--place", "河南省/漯河市"], "河南省/漯河市/2023", "place: 河南省漯河市"),
        (["--year", "2021"], "河南省/漯河市/2021", "year: 2021"),
        (["--kind", "plan"], "河南省/漯河市/2023-a", "kind: plan"),
    ],
)
def test_what_is_stated_holds_and_is_written(project: Path, options: list[str], file: str, said: str) -> None:
    code, output = run(project, "import", put(project, "in/a.txt", TEXT.encode()), *options)
    assert code == 0, output
    report = project / "content/reports" / f"{file}.txt"
    assert report.exists(), output
    assert said in report.with_suffix(".yml").read_text(encoding="utf-8").split("\n")
    _, shown = run(project, "explain", report)
    assert "工作人员在旁注文件中写明" in shown


def test_a_statement_that_an_existing_sidecar_contradicts_is_not_passed_over(project: Path) -> None:
    file = put(project, f"{REPORTS}/2023.txt", PAGE)
    put(project, f"{REPORTS}/2023.yml", "issuer: 漯河市人民政府\n".encode())
    code, said = run(project, "import", file, "--place", "西华县")
    assert (code, "place: 河南省周口市西华县" in said, file.read_bytes() == PAGE) == (1, True, True), said


NO_REPORTS = {
    "信息公开年报.txt": (
        "漯河市人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年，漯河市主动公开政府信息1200条。"
        "\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n漯河市人民政府\n2024年1月20日\n"
    ),
    "解读.html": (
        "<!DOCTYPE html><html><body><div"
        " id='zoom'><p>《漯河市2023年度法治政府建设情况报告》解读</p><p>2023年，漯河市深入推进依法行政，"
        "全面落实法治政府建设实施纲要，各项工作取得新的成效。现就有关内容解读如下，报告介绍了主要举措，"
        "也说明了存在的不足，并提出了下一年度的安排，便于群众了解。</p></div></body></html>"
    ),
}


@pytest.mark.parametrize("name", NO_REPORTS)
def test_what_is_no_report_takes_no_place_of_one(project: Path, name: str) -> None:
    code, said = run(project, "import", put(project, f"in/{name}", NO_REPORTS[name].encode()))
    assert (code, "S168" in said, "--kind" in said, files(project)) == (1, True, True, []), said
    code, said = run(project, "import", put(project, "in/真.txt", TEXT.encode()))
    assert (code, files(project)) == (0, ["2023.txt"]), said


def test_what_is_no_report_where_it_lies_is_left_as_it_is(project: Path) -> None:
    file = put(project, f"{REPORTS}/2023.txt", NO_REPORTS["解读.html"].encode())
    code, said = run(project, "import", file)
    assert (code, "S168" in said, files(project), file.read_bytes()) == (
        1,
        True,
        ["2023.txt"],
        NO_REPORTS["解读.html"].encode(),
    )


def test_the_mend_it_names_leads_on(project: Path) -> None:
    code, said = run(
        project, "import", put(project, "in/解读.html", NO_REPORTS["解读.html"].encode()), "--kind", "other"
    )
    assert (code, files(project)) == (0, ["2023-解读.html", "2023-解读.txt", "2023-解读.yml"]), said


def package(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in entries.items():
            made.writestr(name.replace("_", "."), data)
    return out.getvalue()


def test_one_bad_file_costs_itself_only_and_the_totals_say_so(project: Path) -> None:
    bad = {
        "没有正文.html": (b"<html><head></head></html>", "S154"),
        "各县区报告.zip": (package(a_docx=word()), "S153"),
        "坏.pdf": (b"%PDF-1.4\n" + bytes(range(256)) * 20, "S152"),
        "坏.docx": (word()[:-200], "S152"),
        "空.txt": (b"", "S102"),
        "信息公开年报.txt": (NO_REPORTS["信息公开年报.txt"].encode(), "S168"),
        "另一份.txt": (TEXT.replace("56", "57").encode(), "S169"),
    }
    listed = [
        put(project, "in/一.html", PAGE),
        *(put(project, f"in/{name}", data) for name, (data, _) in bad.items()),
    ]
    listed += [
        project / "in/没有.html",
        project / "in",
        put(project, "in/二.txt", TEXT.replace("2023", "2022").encode()),
    ]
    code, said = run(project, "import", *listed, project / "in/一.html")
    assert code == 1
    for name, (_, problem) in bad.items():
        assert f"in/{name}: {problem}" in said, said
    assert said.count("S172") == 2 and "找不到文件" in said and "这是文件夹" in said
    assert said.rstrip().endswith("共 12 个文件：导入 2，没有变化 1，没有接受 2，读不出来 7"), said
    assert files(project) == ["2022.txt", "2023.html", "2023.txt"]


def test_a_batch_in_which_all_is_well_ends_well_and_reads_the_tables_once(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from site_builder.commands import importing

    read = []
    real = importing.read_tables
    monkeypatch.setattr(importing, "read_tables", lambda config: read.append(config) or real(config))
    listed = [
        put(project, f"in/{year}.html", PAGE.replace(b"2023", str(year).encode()))
        for year in range(2019, 2023)
    ]
    code, said = run(project, "import", *listed)
    assert (code, len(read)) == (0, 1)
    assert said.rstrip().endswith("共 4 个文件：导入 4，没有变化 0，没有接受 0，读不出来 0"), said


def test_a_single_file_needs_no_totals(project: Path) -> None:
    assert "共 1 个文件" not in run(project, "import", put(project, "in/a.html", PAGE))[1]


def test_a_disk_that_refuses_is_a_finding_and_leaves_nothing_half(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, data: bytes) -> int:
        if self.name == ".2023.txt.new":
            self.touch()
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, data)

    real = Path.write_bytes
    listed = [put(project, "in/a.html", PAGE), put(project, "in/b.html", PAGE.replace(b"2023", b"2022"))]
    monkeypatch.setattr(Path, "write_bytes", full)
    code, said = run(project, "import", *listed)
    assert (code, "S171" in said, "磁盘满了" in said) == (1, True, True), said
    assert files(project) == ["2022.html", "2022.txt", "2023.html"]
    monkeypatch.undo()
    assert run(project, "import", listed[0])[0] == 0
    assert files(project) == ["2022.html", "2022.txt", "2023.html", "2023.txt"]


def test_a_file_that_is_too_large_is_not_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from site_builder.commands import importing

    monkeypatch.setattr(importing, "MAX_IMPORTED_BYTES", 1024 * 1024)
    code, said = run(project, "import", put(project, "in/a.pdf", b"%PDF-1.4" + bytes(1024 * 1024)))
    assert (code, "S162" in said, "应当小于 1 MB" in said) == (1, True, True), said


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
def test_a_name_that_is_no_text_is_told_as_far_as_it_is(project: Path) -> None:
    name = os.fsdecode(b"\xff\xfe.html")
    try:
        file = put(project, f"in/{name}", b"<html></html>")
    except OSError:
        pytest.skip("this file system takes text only")
    code, said = run(project, "import", file)
    assert (code, "??.html: S154" in said) == (1, True), said


def test_changes_are_told_at_their_line_of_the_text(project: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(word())) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    old, new = (
        "<w:r><w:t>（一）全年",
        "<w:ins w:author='甲'><w:r><w:t>经审定</w:t></w:r></w:ins><w:r><w:t>（一）全年",
    )
    parts["word/document.xml"] = parts["word/document.xml"].decode().replace(old, new).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    code, said = run(project, "import", put(project, "in/a.docx", out.getvalue()))
    assert (code, "S163" in said) == (0, True), said
    assert f"{REPORTS}/2023.txt:4: S164 修订（甲）：插入“经审定”" in said, said
