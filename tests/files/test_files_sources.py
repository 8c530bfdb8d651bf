"""Reports with their sidecars: each statement keeps its own line; every mistake of a sidecar is told at once;
impossible values are not used."""

import os
import time
from pathlib import Path

import pytest

from site_builder.files.sources import MAX_BYTES, UNSETTLED_NS, SourceReading, list_sources, read_source
from site_builder.text.clean import clean
from site_builder.text.repair.findings import PASTED

TEXT = "漯河市2023年法治政府建设年度报告\n(一)加强领导。\n(二)落实责任。\n"


def reading(folder: Path, sidecar: str, text: str = TEXT) -> SourceReading:
    (folder / "2023.txt").write_text(text, encoding="utf-8")
    (folder / "2023.yml").write_text(sidecar, encoding="utf-8")
    return read_source(folder, "2023.txt")


def test_each_item_of_a_sidecar_keeps_its_line(tmp_path: Path) -> None:
    sidecar = (
        "confirm:\n  2: (一)某标题\n  14: 待核对\nreplace:\n  - line: 2\n    from: 某\n    to: 别\n  - {line:"
        " 3, from: 某, to: 别}\n"
    )
    source = reading(tmp_path, sidecar).source
    assert source
    lines = source.sidecar_lines
    assert (
        lines["confirm"],
        lines["confirm.2"],
        lines["confirm.14"],
        lines["replace.0"],
        lines["replace.1"],
    ) == (1, 2, 3, 5, 8)


MISFITS = [
    ("year: 2023\nconfirm:\n  2: (一)别的标题\n  3: (二)又一标题\n", [("T220", 3), ("T220", 4)]),
    ("confirm: {2: (一)别的标题, 9: (二)又一标题}\n", [("T220", 1), ("T220", 1)]),
    (
        "replace:\n  - {line: 2, from: 加强领导, to: 强化领导}\n  - {line: 2, from: 强领, to: 大领}\n",
        [("T222", 3)],
    ),
    ("replace:\n  - {line: 2, from: 加强, to: 强化}\n  - {line: 2, from: 领导, to: 指导}\n", []),
    (
        (
            "replace:\n\n  - line: 2\n    from: 没有\n    to: 有\n  - line: 3\n    from: 落实\n    to: 压实\n"
            "  - line: 3\n    from: 也没有\n    to: 有\n"
        ),
        [("T221", 3), ("T221", 9)],
    ),
]


@pytest.mark.parametrize(("sidecar", "told"), MISFITS)
def test_what_fits_nothing_is_told_at_its_own_line(
    tmp_path: Path, sidecar: str, told: list[tuple[str, int]]
) -> None:
    source = reading(tmp_path, sidecar).source
    assert source
    assert [(p.code, p.line) for p in clean(source).problems if p.code in {"T220", "T221", "T222"}] == told


MISTAKES = [
    ("titel: 报告\nconfirm:\n  2: (一)别的标题\n", [("X954", 1), ("T220", 3)]),
    (
        "year: 二〇二三\nplce: 漯河市\nreplace:\n  - line: 3\n    form: 甲\n    to: 乙\nconfirm:\n  3: 没有\n",
        [("X956", 1), ("X954", 2), ("X954", 5), ("T220", 8)],
    ),
    ("wihheld: 涉密\nsource_url: www.example.org\n", [("X954", 1), ("X960", 2)]),
]


@pytest.mark.parametrize(("sidecar", "told"), MISTAKES)
def test_one_mistake_does_not_hide_the_others(
    tmp_path: Path, sidecar: str, told: list[tuple[str, int]]
) -> None:
    source = reading(tmp_path, sidecar).source
    assert source
    problems = [p for p in clean(source).problems if p.file.endswith(".yml")]
    assert [(p.code, p.line) for p in problems] == told
    assert any(p.severity == "error" for p in problems)


VALUES = [
    # what is written, key, what is used, code
    ("source_url: https://www.luohe.gov.cn/a.html", "source_url", "https://www.luohe.gov.cn/a.html", None),
    ("source_url: HTTP://www.luohe.gov.cn/", "source_url", "HTTP://www.luohe.gov.cn/", None),
    ("source_url: javascript:alert(1)", "source_url", "", "X960"),
    ("source_url: /var/a.html", "source_url", "", "X960"),
    ("source_url: https://", "source_url", "", "X960"),
    ("source_url:", "source_url", "", None),
    ("year: 2024", "year", 2024, None),
    ("year: 1949", "year", 1949, None),
    ("year: 1948", "year", None, "X961"),
    ("year: 20244", "year", None, "X961"),
    ("year: -2024", "year", None, "X961"),
    ("year: '2101'", "year", None, "X961"),
    ("published: 20250309", "published", "2025-03-09", None),
    ("published: '20250309'", "published", "2025-03-09", None),
    ("published: 2025年3月9日", "published", "2025年3月9日", None),
    ("published: 20251340", "published", "", "X962"),
    ("published: 2025", "published", "", "X962"),
    ("published: 2025.3", "published", "", "X962"),
]


@pytest.mark.parametrize(("line", "key", "used", "code"), VALUES)
def test_impossible_values_are_told_and_not_used(
    tmp_path: Path, line: str, key: str, used: object, code: str | None
) -> None:
    found = reading(tmp_path, f"place: 漯河市\n{line}\n")
    assert found.source
    assert getattr(found.source.sidecar, key) == used
    assert [(p.code, p.line, p.severity) for p in found.problems] == ([(code, 2, "warning")] if code else [])
    assert found.source.sidecar.place == "漯河市"


def test_characters_nobody_sees_are_dropped_from_values_and_told(tmp_path: Path) -> None:
    source = reading(
        tmp_path, 'issuer: 漯\u200b河市司法局\u200b\ntitle: "甲\\u202e乙"\nlicence: 公开\n'
    ).source
    assert source
    assert (source.sidecar.issuer, source.sidecar.title, source.sidecar.licence) == (
        "漯河市司法局",
        "甲乙",
        "公开",
    )
    told = [
        (problem.code, problem.line, problem.severity, problem.text, dict(problem.detail)["found"])
        for problem in source.sidecar_problems
    ]
    assert told == [("X963", 1, "note", "issuer", "U+200B"), ("X963", 2, "note", "title", "U+202E")]


def test_a_blank_reason_to_withhold_is_refused(tmp_path: Path) -> None:
    assert [(p.code, p.severity) for p in reading(tmp_path, "withheld:\n").problems] == [("X956", "error")]


def test_the_advice_on_damaged_headings_can_be_pasted_as_it_stands(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "content/reports/福建省/厦门市/2022.txt").read_text(encoding="utf-8")
    source = reading(tmp_path, "", text).source
    assert source
    told = [p for p in clean(source).problems if p.code in {"T201", "T203"}]
    pasted = "confirm:\n" + "".join("  " + p.advice.split("行首空两格：")[1] + "\n" for p in told)
    again = reading(tmp_path, pasted, text)
    assert again.source
    assert again.problems == ()
    assert len(told) > 1
    assert [p.code for p in clean(again.source).problems if p.code in {"T201", "T203", "T220"}] == []


DAMAGED = (
    "落实《纲要(20212025年)》，又见《规划(20212025年)》。",
    "自20201月1日起施行，洛政〔20212号已废止，洛政2020〕23号有效。",
    "前款\ufffd规定，后款\ufffd规定，\ufffd\ufffd除外。",
    "推进“放管服改革，深化“证照分离改革。",
    "推进\u200b“放\u202e管服”改革\ue000，深化\u200b“证照分离改革。",
    "落实?！兑?guī)定》要求。\n各部门，F(xiàn)將情况报告如下。",
    "各項工作\ufffd任務推進落實，進一步優化營商環境，推動\ufffd法治政府建設。",
)


@pytest.mark.parametrize("text", DAMAGED)
def test_the_advice_on_damaged_words_can_be_pasted_as_it_stands(tmp_path: Path, text: str) -> None:
    source = reading(tmp_path, "", text).source
    assert source
    before = clean(source)
    told = [problem for problem in before.problems if problem.code in PASTED]
    assert told
    assert all("旁注文件 2023.yml 的 replace: " in problem.advice for problem in told)
    pasted = "replace:\n" + "".join("  " + problem.advice.partition("文字：")[2] + "\n" for problem in told)
    left = reading(tmp_path, pasted, text)
    assert left.source
    assert left.problems == ()
    seen = clean(left.source)
    assert (seen.text, [problem.line for problem in seen.problems if problem.code == "T214"]) == (
        before.text,
        [problem.line for problem in told],
    )
    assert not {problem.code for problem in seen.problems} & (PASTED | {"T221"})
    mended = reading(tmp_path, pasted.replace("待核对", "甲"), text)
    assert mended.source
    after = clean(mended.source)
    assert not {problem.code for problem in after.problems} & (PASTED | {"T214", "T221"})
    assert sum(each.count for each in after.repairs if each.status == "replaced") == len(told)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_sidecar_is_read_whatever_the_editor_saved_it_as(tmp_path: Path, encoding: str) -> None:
    reading(tmp_path, "")
    (tmp_path / "2023.yml").write_bytes(
        "title: 漯河市法治政府建设报告\r\nissuer: 漯河市人民政府\r\n".encode(encoding)
    )
    source = read_source(tmp_path, "2023.txt").source
    assert source
    assert (source.sidecar.title, source.sidecar.issuer) == ("漯河市法治政府建设报告", "漯河市人民政府")
    assert source.sidecar_lines == {"title": 1, "issuer": 2}


def test_a_sidecar_with_bytes_that_fit_no_encoding_keeps_its_report_from_being_published(
    tmp_path: Path,
) -> None:
    reading(tmp_path, "")
    (tmp_path / "2023.yml").write_bytes("place: 漯河市\ntitle: 报".encode() + b"\xff\xff\n")
    found = read_source(tmp_path, "2023.txt")
    assert found.source is None
    assert [(problem.code, problem.line, problem.severity) for problem in found.problems] == [
        ("X964", 2, "error")
    ]


ENDINGS = [
    "2023.yml",
    "2023.YML",
    "2023.Yml",
    "2023.yaml",
    "2023.YAML",
    "2023.txt.yml",
    "2023.TXT.YML",
    "2023.yml.txt",
    "2023.YML.TXT",
]


@pytest.mark.parametrize("report", ["2023.txt", "2023.TXT"])
@pytest.mark.parametrize("sidecar", ENDINGS)
def test_a_reason_to_withhold_is_read_however_the_sidecar_ends(
    tmp_path: Path, report: str, sidecar: str
) -> None:
    folder = tmp_path / "漯河市"
    folder.mkdir()
    (folder / report).write_text(TEXT, encoding="utf-8")
    (folder / sidecar).write_text("withheld: 核对中\n", encoding="utf-8")
    listing = list_sources(tmp_path)
    assert [(found.path, found.sidecars) for found in listing.found] == [(f"漯河市/{report}", (sidecar,))]
    assert listing.problems == ()
    for sidecars in (None, listing.found[0].sidecars):
        source = read_source(tmp_path, f"漯河市/{report}", sidecars).source
        assert source
        assert (source.sidecar.withheld, source.sidecar_path) == ("核对中", f"漯河市/{sidecar}")


def test_two_sidecars_keep_a_report_from_being_published(tmp_path: Path) -> None:
    reading(tmp_path, "year: 2023\n")
    (tmp_path / "2023.YML").write_text("withheld: 核对中\n", encoding="utf-8")
    (found,) = list_sources(tmp_path).found
    for sidecars in (None, found.sidecars):
        told = read_source(tmp_path, "2023.txt", sidecars)
        assert told.source is None
        assert [(p.code, p.file, p.severity, p.text) for p in told.problems] == [
            ("X914", "reports/2023.txt", "error", "2023.YML、2023.yml")
        ]


def test_a_sidecar_that_appears_under_another_name_changes_the_signature(tmp_path: Path) -> None:
    reading(tmp_path, "year: 2023\n")
    for file in tmp_path.iterdir():
        os.utime(file, (1, 1))
    time.sleep(UNSETTLED_NS * 2 / 1e9)
    before = list_sources(tmp_path).found[0].signature
    (tmp_path / "2023.yml").rename(tmp_path / "2023.YML")
    time.sleep(UNSETTLED_NS * 2 / 1e9)
    after = list_sources(tmp_path).found[0].signature
    assert before and after and before != after


def test_a_sidecar_of_no_report_is_told(tmp_path: Path) -> None:
    reading(tmp_path, "")
    (tmp_path / "2022.YML").write_text("year: 2022\n", encoding="utf-8")
    assert [(p.code, p.file, p.detail) for p in list_sources(tmp_path).problems] == [
        ("X910", "reports/2022.YML", (("why", "旁边没有 2022.txt"),))
    ]


def test_the_size_of_a_file_that_is_too_large_says_by_how_much(tmp_path: Path) -> None:
    with (tmp_path / "2023.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 100_000)
    (problem,) = read_source(tmp_path, "2023.txt").problems
    assert "20.10 MB" in problem.message


REASONS = [
    ("withheld: 是\n", "X965"),
    ("withheld: yes\n", "X965"),
    ("withheld: '1'\n", "X965"),
    ("withheld: 不公开\n", "X965"),
    ("withheld: 涉及个人信息\n", ""),
]


@pytest.mark.parametrize(("sidecar", "code"), REASONS)
def test_an_answer_is_no_reason_to_withhold(tmp_path: Path, sidecar: str, code: str) -> None:
    assert [(p.code, p.line, p.severity) for p in reading(tmp_path, sidecar).problems] == (
        [(code, 1, "error")] if code else []
    )


CORRECTIONS = [
    # sidecar, text of line 2, problems with the words of their message
    (
        "replace:\n- {line: 2, from: '2', to: '3', why: 核对}\n",
        "办结412件，调解22件。",
        "办结412件，调解22件。",
        [("T223", 2, "有 3 处")],
    ),
    (
        "replace:\n- {line: 2, from: '412', to: '413', why: 核对}\n",
        "办结412件，调解22件。",
        "办结413件，调解22件。",
        [],
    ),
    (
        "replace:\n- {line: 3, from: '412', to: '413', why: 核对}\n",
        "办结412件。",
        "办结412件。",
        [("T221", 2, "第 2 行有这几个字")],
    ),
    (
        "replace:\n- {line: 2, from: '900', to: '413', why: 核对}\n",
        "办结412件。",
        "办结412件。",
        [("T221", 2, "找不到“900”")],
    ),
    (
        "replace:\n- {line: 2, from: '412', to: '413'}\n",
        "办结412件。",
        "办结413件。",
        [("T224", 2, "没有写明理由")],
    ),
    (
        "replace:\n- {line: 2, from: “甲”, to: “乙”, why: 核对}\n",
        "「甲」和「甲」。",
        "“甲”和“甲”。",
        [("T223", 2, "有 2 处")],
    ),
]


@pytest.mark.parametrize(("sidecar", "line", "becomes", "told"), CORRECTIONS)
def test_a_correction_that_does_not_say_where_is_asked(
    tmp_path: Path, sidecar: str, line: str, becomes: str, told: list[tuple[str, int, str]]
) -> None:
    source = reading(tmp_path, sidecar, f"漯河市2023年法治政府建设年度报告\n{line}\n最后一行。\n").source
    assert source
    result = clean(source)
    assert result.text.split("\n")[1] == becomes
    found = [p for p in result.problems if p.file.endswith(".yml")]
    assert [(p.code, p.line) for p in found] == [(code, at) for code, at, _ in told]
    assert all(words in p.message for p, (_, _, words) in zip(found, told, strict=True))
