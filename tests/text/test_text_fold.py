"""The one searched form: what meets, what stays apart, and that positions hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.readers.fold import fold, han_forms, plain_forms
from site_builder.text.readers.polyphones import readings, readings_in

MEETING = [
    ("行政複議", "行政复议"), ("臺灣", "台湾"), ("衞生", "卫生"), ("顯著", "显着"), ("９８．８％", "98.8%"), ("ＡＰＰ", "app"), ("〔2017〕", "[2017]"), ("【2017】", "[2017]"),
    ("（一）", "(一)"), ("2020—2025", "2020-2025"), ("2020–2025", "2020-2025"), ("～", "~"), ("二○二四", "二〇二四"), ("甲　乙", "甲 乙"), ("甲\xa0乙", "甲 乙"),
    ("⺠法", "民法"), ("⾏政", "行政"), ("裡", "里"), ("羣众", "群众"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), MEETING)
def test_forms_that_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("复议", "复仪"), ("1", "①"), ("已", "己"), ("法", "发"), ("甲乙", "甲 乙"), ("。", ".")],
)
def test_forms_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_length_stays_and_folding_twice_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert len(folded.encode("utf-16-le", "surrogatepass")) == len(text.encode("utf-16-le", "surrogatepass"))
    assert fold(folded) == folded


def test_both_ways_of_folding_agree_on_every_character() -> None:
    every = "".join(chr(code) for code in range(0x10000) if not 0xD800 <= code <= 0xDFFF)
    assert fold(every) == "".join(
        fold(letter) for letter in every
    )  # all at once goes by translate, one by one by replacing


def test_the_two_parts_of_the_table_do_not_overlap_and_the_line_feed_is_in_neither() -> None:
    assert not plain_forms().keys() & han_forms().keys()
    assert 10 not in plain_forms()
    assert len(plain_forms()) < 300


@pytest.mark.parametrize(
    ("letter", "has"),
    [
        ("长", {"chang", "zhang"}),
        ("重", {"chong", "zhong"}),
        ("漯", {"luo"}),
        ("律", {"lv"}),
        ("A", set()),
        ("，", set()),
    ],
)
def test_readings(letter: str, has: set[str]) -> None:
    assert has <= set(readings(letter))
    assert bool(has) == bool(readings(letter))


def test_readings_in_words_put_the_local_one_first_even_where_pypinyin_has_none() -> None:
    told = readings_in(["乐清市", "单县", "第12345号、A区"])
    assert told["乐"].startswith("yue")
    assert told["单"].startswith("shan")
    assert "1" not in told
    assert "qu" in told["区"].split()
