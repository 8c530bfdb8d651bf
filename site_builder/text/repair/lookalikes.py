"""Characters that a PDF's font map confused with the ones printed: 觃定 → 规定, 迚 → 进, 敁 → 效, 丌 → 不.

Pairs seen in texts copied from PDFs. The first four are used nowhere in modern reports and give the damage
away; the others are also ordinary, if rare, characters (讴歌, 讣告, 彳亍, 癿藏) and are written back only in
a text that has been given away. The same fonts also swap everyday characters for one another (与 → 不, 或 →
戒, 视 → 规); that cannot be seen from here, so such a text gets a warning to compare it with the PDF.
"""

import re

from site_builder.text.repair.repair_edits import CONFUSED, RepairEdit, RepairInput
from site_builder.vocabulary import RepairKind

SURE_LOOKALIKES = dict(zip("觃迚丌敁", "规进不效", strict=True))
WEAK_LOOKALIKES = dict(zip("癿挃幵亍弽劢杢冴乊讴叧讣", "的指并于录动来况之设只认", strict=True))
KEEP = ("讴歌", "讣告", "讣闻", "彳亍", "癿藏")
LOOKALIKE_NOTE = "PDF 字体映射错误造成的形近字"
_MEANT = {**SURE_LOOKALIKES, **WEAK_LOOKALIKES}
_LETTER = re.compile(f"[{''.join(_MEANT)}]")


def confused_letters(draft: RepairInput) -> list[RepairEdit]:
    """Write the character that was printed.

    >>> from site_builder.text.repair.repair_edits import mended
    >>> mended(confused_letters, "出台觃范性文件,迚一步提高敁率,幵加强挃导")
    '出台规范性文件,进一步提高效率,并加强指导'
    >>> mended(confused_letters, "讴歌新时代,癿藏镇")
    '讴歌新时代,癿藏镇'
    """
    if draft.letters.isdisjoint(CONFUSED):
        return []
    found = (each for each in _LETTER.finditer(draft.text) if not _kept(draft.text, each.start()))
    return [
        RepairEdit(each.start(), each.end(), _MEANT[each[0]], RepairKind.LOOKALIKE, note=LOOKALIKE_NOTE)
        for each in found
    ]


def _kept(text: str, at: int) -> bool:
    """Is the character part of a word that is right as it stands?"""
    return text[at : at + 2] in KEEP or text[max(at - 1, 0) : at + 1] in KEEP
