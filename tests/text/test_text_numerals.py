from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.readers.numerals import chinese_number

READ = {
    "一": 1,
    "两": 2,
    "十": 10,
    "十二": 12,
    "二十": 20,
    "四十二": 42,
    "一百": 100,
    "一百零五": 105,
    "一百一十": 110,
    "三百二": 320,
    "一千零一": 1001,
    "两千三百": 2300,
    "三千四百五十六": 3456,
    "一万": 10000,
    "两万三千": 23000,
    "三万五": 35000,
    "十万": 100000,
    "一亿二千万": 120000000,
    "43.6万": 436000,
    "4.1万": 41000,
    "0.0038万": 38,
    "1.2万亿": 1200000000000,
    "1162": 1162,
    "1,162": 1162,
    "98.8": "98.8",
    "二点五": "2.5",
    "二〇二四": 2024,
    "二○一七": 2017,
    "３０": 30,
    "3千": 3000,
    "2百": 200,
    "12万5千": 125000,
    "一万零五十": 10050,
    "三个半"[:1] + "半": "3.5",
    "半": "0.5",
}
REFUSED = [
    "",
    "几十",
    "百",
    "千",
    "百分之九十",
    "十十",
    "一二百",
    "零十",
    "万",
    "一千万千",
    "件",
    "十二件",
    "1.2.3",
    ".",
    "1.",
    "九" * 60,
    "十百",
    "两万三万",
]


@pytest.mark.parametrize(("numeral", "value"), READ.items())
def test_reads(numeral: str, value: object) -> None:
    assert chinese_number(numeral) == Decimal(str(value))


@pytest.mark.parametrize("numeral", REFUSED)
def test_refuses_what_is_not_a_numeral(numeral: str) -> None:
    assert chinese_number(numeral) is None


def spell(n: int) -> str:
    digits = "零一二三四五六七八九"
    if n >= 10**4:
        head, tail = divmod(n, 10**4)
        return spell(head) + "万" + (("零" if tail < 1000 else "") + spell(tail) if tail else "")
    out, pending = "", False
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        d, n = divmod(n, unit)
        if d:
            out += ("零" if pending and out else "") + digits[d] + mark
            pending = False
        elif out:
            pending = True
    return out


@given(st.integers(min_value=1, max_value=9_999_999))
def test_reads_back_every_regular_numeral(n: int) -> None:
    assert chinese_number(spell(n)) == n


@given(st.text(alphabet="〇零一二两三九十百千万亿点半0123456789.,", max_size=60))
def test_never_raises(numeral: str) -> None:
    value = chinese_number(numeral)
    assert value is None or value >= 0
