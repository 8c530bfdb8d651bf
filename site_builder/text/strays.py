"""Question marks that a lost character left at the edges of lines: `??一、`, `?“免证可办”:`, `…平台。?`."""

import re

from site_builder.text.mends import QUESTION, Draft, Mend
from site_builder.vocabulary import RepairKind

_START = re.compile(r"^([ \t\u3000\xa0]*)[?？][?？ \t\u3000\xa0]*", re.M)
_END = re.compile(r"[?？]+[ \t\u3000\xa0]*$", re.M)
STOPS = frozenset("。;；:!！”》）)")
"""A question mark that ends a question stands after a word, not after another stop."""


def stray_question_marks(draft: Draft) -> list[Mend]:
    """Drop question marks where no question can be: at the start of a line, or after the stop that ends it.

    >>> from site_builder.text.mends import mended
    >>> mended(stray_question_marks, "??一、主要举措\\n?“免证可办”:指电子证照。?\\n怎么办?\\n谁执法?谁普法!")
    '一、主要举措\\n“免证可办”:指电子证照。\\n怎么办?\\n谁执法?谁普法!'
    """
    if draft.letters.isdisjoint(QUESTION):
        return []
    starts = [Mend(each.end(1), each.end(), "", RepairKind.STRAY) for each in _START.finditer(draft.text)]
    taken = {each.end for each in starts}
    ends = [each for each in _END.finditer(draft.text) if draft.text[each.start() - 1] in STOPS and each.start() and each.end() not in taken]
    return starts + [Mend(each.start(), each.end(), "", RepairKind.STRAY) for each in ends]
