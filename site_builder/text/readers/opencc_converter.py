"""Which Chinese characters are Traditional, and character-by-character conversion, from OpenCC's own tables.

OpenCC objects are made on first use (20 ms) and kept; nothing happens at import.
"""

from functools import cache

import opencc

HAN_FIRST, HAN_LAST = 0x3400, 0x9FFF


@cache
def converter(profile: str) -> opencc.OpenCC:
    """The OpenCC converter of a profile: `t2s` (characters only), `tw2s` (with the Taiwan rules for 著/着)."""
    return opencc.OpenCC(profile)


@cache
def simple_forms() -> dict[int, str]:
    """Traditional character → its Simplified form, one character each, for `str.translate` (3,700 entries in
    OpenCC 1.4.2; the few whose Simplified form lies outside the basic plane are left out)."""
    table: dict[int, str] = {}
    letters = [chr(code) for code in range(HAN_FIRST, HAN_LAST + 1)]
    for before, after in zip(letters, converter("t2s").convert("\n".join(letters)).split("\n"), strict=True):
        if before != after and len(after) == 1 and ord(after) <= 0xFFFF:
            table[ord(before)] = after
    return table


@cache
def traditional_letters() -> str:
    """All characters that `simple_forms` changes."""
    return "".join(map(chr, simple_forms()))
