"""Pinyin in brackets after its character: `领(lǐng)导(dǎo)` → `领导`. Copies of government pages carry it in
the hundreds.

Tone-marked syllables go where a text is polluted by them (five or more: measured 0 false in 67 MB of good
text); a lone `砼(tóng)` is a gloss and stays. Toneless ones `辦(ban)公廳`, also repeated, go only where each
is a reading of the character before it and the text has several.
"""

import re
from collections.abc import Iterator
from functools import cache

from site_builder.text.readers.pinyin_lookup import toned
from site_builder.text.repair.repair_edits import TONES, RepairEdit, RepairInput
from site_builder.vocabulary import RepairKind, RepairStatus

POLLUTED = 5
"""Bracketed tone-marked syllables that make a text polluted."""
TONED = re.compile(
    rf"(?<=[\u3400-\u9fff])[（(][ \u00a0]?([a-zü]{{0,5}}[{TONES}][a-zü]{{0,5}})[ \u00a0]?[)）]"
)
"""`導(dǎo)`, and `會(huì )` as some pages print it"""
_NARROW, _WIDE = re.compile(r"\([a-zü]"), re.compile(r"（[a-zü]")
TONELESS = re.compile(r"([\u3400-\u9fff])((?:[（(][a-zü]{1,6}[)）]){1,6})")
MISMATCH_NOTE = "注音与前面的字不符，前面的字可能是乱码，按原样显示"
_WITHOUT_TONES = str.maketrans(
    dict(zip("āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜḿńňǹ", "aaaaooooeeeeiiiiuuuuüüüümnnn", strict=True))
)


def bracketed_pinyin(draft: RepairInput) -> list[RepairEdit]:
    """Drop the readings that a web page printed into its text; `(App)`, `(2021-2025年)`, `(街)` and a lone
    gloss stay.

    >>> from site_builder.text.repair.repair_edits import mended
    >>> mended(bracketed_pinyin, "领(lǐng)导(dǎo)干部学(xué)法、执(zhí)法、述(shù)职(zhí)")
    '领导干部学法、执法、述职'
    >>> mended(bracketed_pinyin, "商品砼(tóng)车辆")
    '商品砼(tóng)车辆'
    """
    mends: list[RepairEdit] = []
    if not draft.letters.isdisjoint(TONES):
        mends = [_toned(found) for found in TONED.finditer(draft.text)]
        if len(mends) < POLLUTED:
            mends = []
    toneless = list(_toneless(draft.text)) if _NARROW.search(draft.text) or _WIDE.search(draft.text) else []
    if len(mends) + len(toneless) >= 2 and len(toneless) + len(mends) // POLLUTED >= 2:
        mends += toneless
    return mends


def _toned(found: re.Match[str]) -> RepairEdit:
    """Drop a syllable that is a reading of the character before it; any other says that the character is
    damaged, and stays as the evidence."""
    if found[1] in toned_readings(found.string[found.start() - 1]):
        return RepairEdit(found.start(), found.end(), "", RepairKind.PINYIN)
    return RepairEdit(
        found.start() - 1, found.end(), None, RepairKind.PINYIN, RepairStatus.FLAGGED, note=MISMATCH_NOTE
    )


def _toneless(text: str) -> Iterator[RepairEdit]:
    """Bracketed syllables without tone marks that are readings of the character before them."""
    for found in TONELESS.finditer(text):
        syllables = re.split(r"[^a-zü]+", found[2])[1:-1]
        if all(syllable in readings(found[1]) for syllable in syllables):
            yield RepairEdit(found.start(2), found.end(2), "", RepairKind.PINYIN)


@cache
def readings(letter: str) -> frozenset[str]:
    """All readings of a character, without tones and with both spellings of ü: 調 → diao, tiao, zhou."""
    plain = {each.translate(_WITHOUT_TONES) for each in toned(letter)}
    return frozenset(
        plain | {each.replace("ü", "v") for each in plain} | {each.replace("ü", "u") for each in plain}
    )


@cache
def toned_readings(letter: str) -> frozenset[str]:
    """All readings of a character with their tones: 執 → zhí."""
    return frozenset(toned(letter))
