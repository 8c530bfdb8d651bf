"""Cleaning as a whole: the case files, the five source documents, and what must hold for any text and any
bytes."""

import re
from pathlib import Path

import pytest
from case_files import Case, case_parameters
from hypothesis import example, given, settings
from hypothesis import strategies as st
from patience import processor_seconds

from site_builder.model.span import Span
from site_builder.model.text import CleanText, Replacement, Sidecar, SourceFile
from site_builder.problem_catalogue import CATALOGUE
from site_builder.text.charset import decode
from site_builder.text.clean import REPAIRABLE, clean
from site_builder.vocabulary import RepairKind

REPORTS = Path(__file__).parents[2] / "content" / "reports"


NOTHING = Sidecar()


def cleaned(text: str | bytes, sidecar: Sidecar = NOTHING) -> CleanText:
    return clean(SourceFile("市/2024.txt", text.encode() if isinstance(text, str) else text, "0", sidecar))


def lines_of(text: str) -> list[str]:
    return [part for part in text.split("\n") if part.strip()]


def check_spans(result: CleanText, source: str) -> None:
    """Every repair lies inside the text; where it was dropped or changed, its source words stand on the
    source line it names."""
    lines = source.split("\n")
    for repair in result.repairs:
        assert 0 <= repair.span.start <= repair.span.end <= len(result.text)
        assert repair.kind in tuple(RepairKind)
        assert repair.before.split("\n")[0] in lines[repair.line - 1]


@pytest.mark.parametrize("case", case_parameters("text/repair.case"))
def test_repair(case: Case) -> None:
    source = case.blocks["in"]
    result = cleaned(source)
    assert result.text == case.blocks["out"]
    assert [f"{r.kind}:{r.status}" for r in result.repairs] == case.blocks["repairs"].split()
    assert [p.code for p in result.problems] == case.blocks.get("problems", "").split()
    check_spans(result, source)
    again = cleaned(result.text)
    assert again.text == result.text
    assert all(each.status == "flagged" for each in again.repairs)


@pytest.mark.parametrize("case", case_parameters("text/known-failures.case"))
def test_known_failure(case: Case) -> None:
    assert cleaned(case.blocks["in"]).text == case.blocks["out"]


@pytest.mark.parametrize("case", case_parameters("text/negative.case"))
def test_sound_text_is_untouched(case: Case) -> None:
    result = cleaned(case.blocks["in"])
    assert result.text == case.blocks["in"]
    assert result.repairs == ()
    assert result.maps == ()
    assert result.problems == ()


@pytest.mark.parametrize(
    "path",
    [
        "云南省/昆明市/西山区/2017.txt",
        "北京市/怀柔区/2023.txt",
        "河南省/洛阳市/2020-法治政府建设示范市创建方案.txt",
    ],
)
def test_sound_reports_are_untouched(path: str) -> None:
    data = (REPORTS / path).read_bytes()
    result = cleaned(data)
    assert result.text == decode(data).text
    assert (result.repairs, result.maps, result.problems) == ((), (), ())


@pytest.fixture(scope="module")
def xiamen() -> CleanText:
    return cleaned((REPORTS / "福建省/厦门市/2022.txt").read_bytes())


def test_xiamen_headings_in_sequence(xiamen: CleanText) -> None:
    numbers = re.findall(r"(?m)^\((.)\)", xiamen.text)
    assert "".join(numbers) == "一二三四五六七八一二三四"


def test_xiamen_has_no_pinyin_and_no_traditional_letter_left(xiamen: CleanText) -> None:
    assert not re.search("[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]", xiamen.text)
    assert not re.search("[領導統籌黨廈門習質優執應實舉養]", xiamen.text)
    for kept in ("(2021-2025年)", "(项目)", "(街)", "(居)"):
        assert kept in xiamen.text


def test_xiamen_titles_are_proposed_and_the_certain_ones_right(xiamen: CleanText) -> None:
    titles = {r.line: r.span.of(xiamen.text) for r in xiamen.repairs if r.kind == "byte_shift"}
    assert titles == {
        5: "提增立法质",
        7: "深化执",
        8: "完善应",
        14: "高站位统",
        15: "更优",
        16: "更实举",
        17: "更大力度培养",
    }
    assert {r.status for r in xiamen.repairs if r.kind == "byte_shift"} == {"proposed"}
    assert {r.status for r in xiamen.repairs if r.kind == "byte_shift_number"} == {"automatic"}
    ambiguous = next(r for r in xiamen.repairs if r.line == 14 and r.kind == "byte_shift")
    assert "更高站位统" in ambiguous.candidates
    assert [p.line for p in xiamen.problems if p.code == "T201"] == [5, 7, 8, 14, 15, 16, 17]


def test_luohe_is_simplified_without_over_conversion() -> None:
    result = cleaned((REPORTS / "河南省/漯河市/2024.txt").read_bytes())
    assert "取得显著成效" in result.text
    assert "着力" in result.text
    assert "著力" not in result.text
    assert "“免证可办”" in result.text
    assert "?" not in result.text


def test_a_confirmed_heading_replaces_the_damage() -> None:
    data = (REPORTS / "福建省/厦门市/2022.txt").read_bytes()
    result = cleaned(data, Sidecar(confirm={14: "(一)更高站位统筹法治政府建设"}))
    repair = next(r for r in result.repairs if r.line == 14 and r.kind == "byte_shift")
    assert repair.status == "confirmed"
    assert repair.span.of(result.text) == "(一)更高站位统筹法治政府建设"
    assert repair.before.startswith("。ㄒ唬└哒疚唤y(tǒng)籌")
    assert "\n(一)更高站位统筹法治政府建设。" in result.text
    assert 14 not in [p.line for p in result.problems]


def test_statements_that_fit_nothing_are_reported() -> None:
    sidecar = Sidecar(confirm={1: "(一)别的标题"}, replace=(Replacement(2, "不存在的字", "某", "理由"),))
    result = cleaned("(一)加强领导。\n(二)落实责任。", sidecar)
    assert [(p.code, p.text) for p in result.problems] == [("T221", "不存在的字"), ("T220", "(一)别的标题")]


@pytest.mark.parametrize(
    ("wanted", "source"), [("2021", "《纲要(20212025年)》"), ("《纲要(20212025年)》", "《纲要(20212025年)》")]
)
def test_a_correction_is_made_on_its_line_only(wanted: str, source: str) -> None:
    sidecar = Sidecar(replace=(Replacement(2, "20212025", "2021-2025", "连接号丢失"),))
    result = cleaned("《纲要(20212025年)》\n《纲要(20212025年)》", sidecar)
    assert result.text == "《纲要(20212025年)》\n《纲要(2021-2025年)》"
    repair = next(r for r in result.repairs if r.status == "replaced")
    assert (repair.line, repair.before, repair.after, repair.note) == (
        2,
        "20212025",
        "2021-2025",
        "连接号丢失",
    )


def test_a_correction_may_quote_the_repaired_line() -> None:
    source = "認真貫徹落實法治政府建設實施綱要,堅持依法行政,推進各項工作任務落實"
    result = cleaned(source, Sidecar(replace=(Replacement(1, "各项工作任务", "各项重点任务", "原文漏字"),)))
    assert result.text.endswith("推进各项重点任务落实")
    assert (
        result.to_source(Span(result.text.index("重点"), len(result.text))).of(source) == "各項工作任務落實"
    )


@pytest.mark.parametrize(
    ("confirmed", "codes"), [({1: "《纲要(2021-2025年)》"}, ["T205", "T220"]), ({1: "纲要(20212025年)"}, [])]
)
def test_a_flag_is_settled_only_by_what_the_line_says(confirmed: dict[int, str], codes: list[str]) -> None:
    result = cleaned("落实《纲要(20212025年)》", Sidecar(confirm=confirmed))
    assert [p.code for p in result.problems] == codes


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"", ["S102"]),
        (b" \n\r\n", ["S102"]),
        (b"PK\x03\x04....", ["S104"]),
        (b"%PDF-1.7 ...", ["S104"]),
        ("\ufeff<!DOCTYPE html><html>".encode(), ["S104"]),
        ("正文".encode() + b"\xff" + "内容,法治政府建设情况,依法行政".encode(), ["S105", "T208"]),
        ("一\r\n二\n三\r四".encode(), ["S106"]),
        (("依" * 100_001).encode(), ["S107"]),
        (b"a" * 4_000_001, ["S108"]),
    ],
)
def test_reading_problems(data: bytes, codes: list[str]) -> None:
    result = cleaned(data)
    assert [p.code for p in result.problems] == codes
    for problem in result.problems:
        assert problem.message
        assert not re.search(r"\{\w+\}", problem.message + problem.advice)


def test_every_repair_problem_has_a_text_and_every_kind_a_name() -> None:
    from site_builder.text.repair.findings import FINDING_CODES

    for (kind, _), code in FINDING_CODES.items():
        assert kind in tuple(RepairKind)
        assert CATALOGUE[code].text


HANZI = st.sampled_from(
    "依法行政执法政府建设情况报告一二三领导统筹質執應領導黨習,。、:;(（)）?？"
    " ㄈ┨嵩隽⒎ㄙ|lǐngzhì2021年〔〕《》“”「」觃迚麵\n\u3000\u200b\x0c觃"
)
TEXTS = st.text(HANZI, max_size=200) | st.text(max_size=120)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("。ㄈ┨嵩隽⒎ㄙ|(zhì)效" * 3)
@example("?\n?\x0c?「」")
def test_any_text_comes_out_clean_and_traceable(text: str) -> None:
    source = decode(text.encode("utf-8", "replace")).text
    result = cleaned(source)
    assert len(result.line_starts) == len(result.line_numbers) == result.text.count("\n") + 1
    assert list(result.line_numbers) == sorted(result.line_numbers)
    assert result.line_numbers[-1] <= source.count("\n") + 1
    for at in range(0, len(result.text), 7):
        back = result.to_source(Span(at, min(at + 3, len(result.text))))
        assert 0 <= back.start <= back.end <= len(source)
    assert result.to_source(Span(0, len(result.text))).end <= len(source)
    check_spans(result, source)
    for piece in result.furniture:
        assert piece.text == piece.span.of(result.text)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = cleaned(text.encode("utf-8", "replace"))
    twice = cleaned(once.text)
    assert twice.text == once.text


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_every_digit_survives_or_stands_in_an_edit(text: str) -> None:
    source = decode(text.encode("utf-8", "replace")).text
    result = cleaned(source)
    kept = {position for at in range(len(result.text)) for position in range(*_back(result, at))}
    for at, letter in enumerate(source):
        if letter.isdigit() and at not in kept:
            assert any(letter in repair.before for repair in result.repairs)


def _back(result: CleanText, at: int) -> tuple[int, int]:
    back = result.to_source(Span(at, at + 1))
    return back.start, back.end


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_a_traceback(data: bytes) -> None:
    result = cleaned(data)
    assert isinstance(result.text, str)
    for problem in result.problems:
        assert problem.message


HOSTILE = {
    "lines of ?": "?\n", "zero-width": "a\u200b", "form feeds": "a\x0c", "corner quotes": "「a", "Traditional lines": "領導統籌\n", "Traditional": "領導統籌",
    "pinyin": "领(lǐng)", "toneless": "领(ling)", "slips": "。ㄈ┨嵩隽⒎ㄙ|(zhì)效\n", "long slip": "┨嵩隽⒎ㄙ", "over-converted": "全麵若幹", "look-alikes": "觃丌", "brackets": "(",
    "titles": "《", "arrows": "a > ", "trails": "a > b > c\n", "labels": "发布日期:", "sources": "来源:a ", "addressees": "国务院、ab、cd:\n", "bars": "索引号 | ", "clocks": "今天是2019年",
    "glued years": "20212025年", "closing brackets": "2021〕", "private": "\ue000a", "numbers": "(一)a\n",
}  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_bounded_time(unit: str) -> None:
    data = (unit * (REPAIRABLE // len(unit))).encode()
    with processor_seconds(10):  # about 1 s at most on an idle core; a quadratic pass would take minutes
        cleaned(data)
