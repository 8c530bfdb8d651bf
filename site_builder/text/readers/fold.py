"""One written form for search: width, case, Traditional and variant characters folded, one character for one
character.

Index and query are folded by the same table, so that 行政複議, 行政复议 and ＡＰＰ, app meet. The table
travels to the browser as data (`search.build` writes it), never as a second implementation. Each entry maps
one character of the basic plane to one character of the basic plane: folded text has the same length, in
Python characters as in the browser's code units, and every position found in it is a position in the text.
"""

import re
import unicodedata
from functools import cache

from site_builder.text.readers.opencc_converter import HAN_FIRST, HAN_LAST, simple_forms

_VARIANTS = {
    # the form printed → the form searched; what OpenCC's t2s leaves alone but readers take for the same
    # character
    "著着", "甦苏", "衞卫", "説说", "〇零", "○零", "◯零", "㈠一",
    # radicals that PDF extraction leaves in place of characters (no Unicode decomposition)
    "⺠民", "⻅见", "⻓长", "⻔门", "⻚页", "⻢马", "⻛风", "⻋车", "⺟母", "⻄西", "⻉贝", "⻘青", "⻬齐", "⻰龙", "⻆角", "⻝食",
    # brackets of document numbers 〔2017〕, dashes of ranges, dots of names
    "〔[", "〕]", "【[", "】]", "—-", "–-", "‐-", "−-", "―-", "〜~", "～~", "﹪%", "٪%", "•·", "・·", "‧·",
    "“\"", "”\"", "„\"", "「\"", "」\"", "『\"", "』\"", "‘'", "’'",
}  # fmt: skip
_SPACES = "\t\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_COMPATIBLE = ((0x2F00, 0x2FD5), (0xF900, 0xFAD9), (0xFF01, 0xFF5E))
"""Kangxi radicals, compatibility ideographs, full-width ASCII: their NFKC form is one character."""
_CASED = ((0x0041, 0x005A), (0x00C0, 0x00DE), (0x0391, 0x03A9))
"""Latin and Greek capitals, as far as reports may hold them; Ⅱ is left alone."""

_FREQUENT = (
    ("，", ","),
    ("；", ";"),
    ("：", ":"),
    ("（", "("),
    ("）", ")"),
    ("“", '"'),
    ("”", '"'),
    ("％", "%"),
    ("！", "!"),
    ("？", "?"),
)
"""What stands in every report by the hundred: replaced without looking, which is a third of the time of
finding each."""


@cache
def plain_forms() -> dict[int, str]:
    """The part of the table that is not about Chinese characters: width, case, spaces, brackets, dashes
    (small: the search page always has it)."""
    return {code: form for code, form in forms().items() if not _is_han(code)}


@cache
def han_forms() -> dict[int, str]:
    """The part about Chinese characters: Traditional, variant and compatibility forms (3,600 entries: fetched
    only when a query needs it)."""
    return {code: form for code, form in forms().items() if _is_han(code)}


@cache
def han_letters() -> re.Pattern[str]:
    """Any character of `han_forms`."""
    return _any_of(han_forms())


def _any_of(table: dict[int, str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(re.escape(chr(code)) for code in table)}]")


def _is_han(code: int) -> bool:
    """Characters, radicals and compatibility characters; the browser has the same ranges (search-index.js)."""
    return HAN_FIRST <= code <= HAN_LAST or 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF


@cache
def forms() -> dict[int, str]:
    """The whole table, closed: no form is itself changed by the table, so folding twice changes nothing."""
    table: dict[int, str] = {}
    for first, last in _COMPATIBLE:
        table.update({code: unicodedata.normalize("NFKC", chr(code)) for code in range(first, last + 1)})
    for first, last in _CASED:
        table.update({code: chr(code).lower() for code in range(first, last + 1)})
    table.update(simple_forms())
    table.update({ord(pair[0]): pair[1] for pair in _VARIANTS})
    table.update(dict.fromkeys(map(ord, _SPACES), " "))
    closed: dict[int, str] = {}
    for code in sorted(table):
        form = table[code]
        for _ in range(4):  # full-width Ａ → A → a; 豈 (compatibility) → 豈 → 岂; 薴 → 苧 → 苎
            form = table.get(ord(form), form) if len(form) == 1 else form
        if len(form) == 1 and ord(form) <= 0xFFFF and ord(form) != code:
            closed[code] = form
    return closed


@cache
def _letters() -> re.Pattern[str]:
    return _any_of(forms())


def fold(text: str) -> str:
    """The text in its one searched form, as long as before.

    >>> fold("行政複議　ＡＰＰ９８．８％"), fold("国办发〔2017〕40号"), fold("二○二四年")
    ('行政复议 app98.8%', '国办发[2017]40号', '二零二四年')

    Leaves alone what has no single-character form (①, ㎡, Ⅱ), the line feed, and everything outside the basic
    plane. A report in Simplified characters has about ten different characters of the table: replacing each
    throughout is five times as fast as `str.translate` over all characters.
    """
    for letter, form in _FREQUENT:
        text = text.replace(letter, form)
    if len(set(_letters().findall(text, 0, 4_000))) > 60:
        return text.translate(forms())  # a text in Traditional characters
    found = set(_letters().findall(text))
    for letter in found:
        text = text.replace(letter, forms()[ord(letter)])
    return text
