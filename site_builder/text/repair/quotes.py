"""Corner quotes 「」『』 → “”‘’, so that 《…》 and “…” rules of later stages see one form."""

import re

from site_builder.text.repair.repair_edits import CORNERS, RepairEdit, RepairInput
from site_builder.vocabulary import RepairKind

_FORMS = dict(zip("「」『』", "“”‘’", strict=True))
_CORNER = re.compile(f"[{CORNERS}]+")


def corner_quotes(draft: RepairInput) -> list[RepairEdit]:
    """Write 「双随机」 as “双随机”. Straight quotes and 《》 are left alone.

    >>> from site_builder.text.repair.repair_edits import mended
    >>> mended(corner_quotes, "推行「雙隨機、一公開」")
    '推行“雙隨機、一公開”'
    """
    if draft.letters.isdisjoint(CORNERS):
        return []
    return [
        RepairEdit(each.start(), each.end(), "".join(_FORMS[c] for c in each[0]), RepairKind.QUOTES)
        for each in _CORNER.finditer(draft.text)
    ]
