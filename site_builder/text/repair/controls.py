"""Characters nobody can see: dropped, or turned into the line break they stand for, and always listed."""

import re

from site_builder.text.repair.repair_edits import CONTROL_CHARACTERS, RepairEdit, RepairInput
from site_builder.vocabulary import RepairKind

BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""Vertical tab, form feed, information separators, NEL, line and paragraph separator: places where a line
ended."""
CONTROL_NAMES = (
    ("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u200e\u200f", "方向控制字符"),
    ("\u200b\u200c\u200d\u2060\ufeff\u180e", "零宽字符"),
    ("".join(map(chr, (0xE0001, *range(0xE0020, 0xE0080)))), "标签字符"),
    ("\xad", "软连字符"),
    ("\x00", "空字符（NUL）"),
    (BREAKS, "换页或分行控制符"),
)
_CONTROL_RUN = re.compile(f"[{CONTROL_CHARACTERS}]+")
_ANY = re.compile(f"[{CONTROL_CHARACTERS}]")


def invisible_characters(draft: RepairInput) -> list[RepairEdit]:
    """Drop control, zero-width and direction characters; form feeds and Unicode line separators become line
    breaks.

    >>> from site_builder.text.repair.repair_edits import mended
    >>> mended(invisible_characters, "行政\\u200b复议\\x00\\x0c二、")
    '行政复议\\n二、'
    """
    if not _ANY.search("".join(draft.letters)):
        return []
    return [_mend(found) for found in _CONTROL_RUN.finditer(draft.text)]


def _mend(found: re.Match[str]) -> RepairEdit:
    new = "\n" if any(each in BREAKS for each in found[0]) else ""
    return RepairEdit(found.start(), found.end(), new, RepairKind.CONTROLS, note=describe(found[0]))


def describe(run: str) -> str:
    """What a run of invisible characters is, for the reader: 零宽字符 U+200B."""
    first = run[0]
    name = next((name for letters, name in CONTROL_NAMES if first in letters), "控制字符")
    return f"{name} U+{ord(first):04X}"


def without_controls(text: str) -> str:
    """The same text with every control character replaced one for one by U+FFFD: for texts too long to be
    repaired."""
    return _ANY.sub("\ufffd", text)
