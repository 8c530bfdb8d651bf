"""Slipped headings, on headings damaged here the way real ones were: one byte lost before `（`, undefined
pairs removed, back in step at ASCII."""

import re
from pathlib import Path

import opencc
import pytest

from site_builder.text.repair.gbk_candidates import cell, numeral, signatures
from site_builder.text.repair.gbk_shift import CONVINCING, damages, shifted_headings
from site_builder.text.repair.repair_edits import draft, mended

REPORTS = Path(__file__).parents[2] / "content" / "reports"
SYLLABLE = {
    "務": "wù",
    "導": "dǎo",
    "學": "xué",
    "設": "shè",
    "執": "zhí",
    "統": "tǒng",
    "規": "guī",
    "優": "yōu",
    "應": "yīng",
    "環": "huán",
    "權": "quán",
    "質": "zhì",
}


def slipped(number: int, title: str) -> str:
    """A heading after the damage. Polluted characters carry their reading, at whose bracket the bytes fall in
    step again."""
    raw = b"\xa1" + f"（{numeral(number)}）".encode("gbk")
    for at, letter in enumerate(title):
        raw += letter.encode("gbk")
        tail = (
            f"({SYLLABLE[letter]})" + title[at + 1 :]
            if letter in SYLLABLE
            else title[at + 1 :]
            if raw[-1] < 0x80
            else None
        )
        if tail is not None:
            shown = "".join(cell(raw[i], raw[i + 1]) for i in range(0, len(raw) - 1, 2))
            return shown + (chr(raw[-1]) if raw[-1] < 0x80 else "") + tail
    return ""


def titles() -> list[str]:
    found = []
    convert = opencc.OpenCC("s2tw")
    for path in sorted(REPORTS.rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found += [
            convert.convert(each)
            for each in re.findall(r"(?m)^\([一二三四五六七八九十]+\)([\u4e00-\u9fff]{4,20})", text)
        ]
    return found


DAMAGED = [
    (number, title, line)
    for at, title in enumerate(titles())
    for number in (at % 12 + 1,)
    if (line := slipped(number, title))
]


def test_there_is_something_to_try() -> None:
    assert len(DAMAGED) > 25


@pytest.mark.parametrize(("number", "title", "line"), DAMAGED)
def test_the_number_is_restored_from_bytes_and_sequence(number: int, title: str, line: str) -> None:
    before = "".join(f"({numeral(each)})加强组织领导。\n" for each in range(1, number))
    repaired = mended(shifted_headings, before + line + "。落实责任。")
    assert repaired.split("\n")[number - 1].startswith(f"({numeral(number)})")


def test_proposed_titles_are_mostly_right_and_never_automatic() -> None:
    proposed = right = offered = 0
    for number, title, line in DAMAGED:
        mends = shifted_headings(
            draft("".join(f"({numeral(each)})领导。\n" for each in range(1, number)) + line)
        )
        for mend in mends:
            assert mend.status != "automatic" or mend.kind == "byte_shift_number"
            if mend.kind == "byte_shift" and mend.new is not None:
                proposed += 1
                right += title.startswith(mend.new)
                offered += any(
                    opencc.OpenCC("tw2s").convert(title).startswith(each) for each in mend.candidates
                )
    assert proposed >= 0.5 * len(DAMAGED)
    assert right >= 0.75 * proposed  # bytes alone: 48.9 % of 4,000 headings exact
    assert offered >= right


@pytest.mark.parametrize(
    ("signature", "numbers"),
    [
        ("。ㄒ唬", (1,)),
        ("。ㄋ模", (4,)),
        ("。ㄎ澹", (5,)),
        ("。ㄆ撸", (7,)),
        ("。ò耍", (8,)),
        ("。ň牛", (9,)),
        ("。ㄊ唬", (11,)),
        ("。ㄋ氖", (40,)),
        ("。", (6,)),
    ],
)
def test_signatures_are_those_seen_in_reports(signature: str, numbers: tuple[int, ...]) -> None:
    assert dict(signatures())[signature] == numbers


def test_a_number_out_of_sequence_is_only_proposed() -> None:
    numbers = [
        m
        for m in shifted_headings(draft("(一)领导\n。ㄎ澹┥罨瘓(zhí)法改革"))
        if m.kind == "byte_shift_number"
    ]
    assert [(m.new, m.status) for m in numbers] == [("(五)", "proposed")]


def test_brackets_follow_the_other_headings() -> None:
    assert mended(shifted_headings, "（一）领导。\n。ǘ└鼉(yōu)品質").split("\n")[1] == "（二）更優(yōu)品質"


def test_numbering_starts_again_in_a_new_part() -> None:
    text = "(一)甲\n(二)乙\n二、重点安排\n。ㄒ唬└哒疚唤y(tǒng)籌建設\n。ǘ└鼉(yōu)品質"
    assert mended(shifted_headings, text).split("\n")[3:] == ["(一)高站位統(tǒng)籌建設", "(二)更優(yōu)品質"]


@pytest.mark.parametrize(
    "line", ["。ㄈ", "。ㄈ┨", "。ㄈ" + "┨嵩隽⒎ㄙ" * 30, "。ㄅ注音字母", "。", "。ㄒ唬\n", "。ㄈ┨嵩隽⒎ㄙ"]
)
def test_hopeless_runs_stay_as_they_are(line: str) -> None:
    result = mended(shifted_headings, line)
    assert not any(m.kind == "byte_shift" and m.new for m in shifted_headings(draft(line)))
    assert result.endswith(line[4:])


def test_damages_are_found_only_at_the_start_of_lines() -> None:
    assert list(damages("句号。ㄈ┨嵩隽⒎ㄙ|(zhì)效")) == []
    assert len(list(damages("\u3000\u3000。ㄈ┨嵩隽⒎ㄙ|(zhì)效"))) == 1
    assert 0 < CONVINCING < 1


def test_a_line_looked_at_but_undecided_keeps_its_mark_and_is_only_a_note() -> None:
    from site_builder.model.text import Sidecar, SourceFile
    from site_builder.text.clean import clean

    text = "一、主要情况\n(一)甲。正文。\n(二)乙。正文。\n。ㄈ┨嵩隽⒎ㄙ|(zhì)效。正文。\n"
    looked_at = clean(SourceFile("x.txt", text.encode(), "", Sidecar(confirm={4: "待核对"})))
    left = clean(SourceFile("x.txt", text.encode(), ""))
    assert looked_at.text == left.text
    assert [r.status for r in looked_at.repairs] == [r.status for r in left.repairs]
    assert "proposed" in {r.status for r in left.repairs}
    assert {p.code for p in looked_at.problems} == {"T213"}
    assert "T201" in {p.code for p in left.problems}
