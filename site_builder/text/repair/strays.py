"""Question marks that a lost character left at the edges of lines: `??一、`, `?“免证可办”:`, `…平台。?`."""

import re

from site_builder.text.repair.repair_edits import QUESTION, RepairEdit, RepairInput
from site_builder.vocabulary import RepairKind

_START = re.compile(r"^([ \t\u3000\xa0]*)[?？][?？ \t\u3000\xa0]*", re.M)
_MARKS_AT_LINE_END = re.compile(r"[?？]+[ \t\u3000\xa0]*$", re.M)
STRAY_STOPS = frozenset("。;；:!！”》）)")
"""A question mark that ends a question stands after a word, not after another stop."""


def stray_question_marks(draft: RepairInput) -> list[RepairEdit]:
    """Drop question marks where no question can be: at the start of a line, or after the stop that ends it.

    >>> from site_builder.text.repair.repair_edits import mended
    >>> mended(stray_question_marks, "??一、主要举措\\n?“免证可办”:指电子证照。?\\n怎么办?\\n谁执法?谁普法!")
    '一、主要举措\\n“免证可办”:指电子证照。\\n怎么办?\\n谁执法?谁普法!'
    """
    if draft.letters.isdisjoint(QUESTION):
        return []
    starts = [
        RepairEdit(each.end(1), each.end(), "", RepairKind.STRAY) for each in _START.finditer(draft.text)
    ]
    taken = {each.end for each in starts}
    ends = [
        each
        for each in _MARKS_AT_LINE_END.finditer(draft.text)
        if draft.text[each.start() - 1] in STRAY_STOPS and each.start() and each.end() not in taken
    ]
    return starts + [RepairEdit(each.start(), each.end(), "", RepairKind.STRAY) for each in ends]
