"""Two versions of one text → the figures that read differently in them: what was published yesterday and what
stands there today.

A correction belongs in the sidecar, where readers see it with its reason; one made straight in the text
leaves no trace on the page. Only figures of lines that are otherwise the same text are compared: a report
that was written anew is no correction.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

FIGURE = re.compile(
    r"[0-9０-９]+(?:[.．,，"
    r"][0-9０-９]+)*|[〇零一二两三四五六七八九十百千]*[十百千万亿][〇零一二两三四五六七八九十百千万亿]*"
)
"""Arabic figures with their points and commas; Chinese ones of more than a digit: 一 and 三 are mostly
ordinals and parts of words"""
MASKED = "*＊×"
"""What stands where a person's number was masked: that is to be done in the text itself"""
ALIKE = 0.75
"""Share of the words of a line, figures left out, that must be the same for its figures to be compared"""
MAX_COMPARED_LINE_CHARS = 2000
"""Characters of a line that are compared word by word; in a longer one only the figures in order are"""


class FigureEdit(NamedTuple):
    """One figure that reads differently."""

    line: int
    """In the new text, from 1"""
    before: str
    after: str


def edited_figures(old: str, new: str) -> Iterator[FigureEdit]:
    """The figures changed between two versions of a text, with the words around them where that tells more.

    >>> list(edited_figures("标题\\n办结412件，调解38件。", "标题\\n\\n办结413件，调解38件。"))
    [FigureEdit(line=3, before='412', after='413')]
    >>> list(edited_figures("联系电话13812345678。", "联系电话138****5678。"))
    []
    """
    before, after = old.split("\n"), new.split("\n")
    plain = [[FIGURE.sub("0", line).strip() for line in lines] for lines in (before, after)]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and i2 - i1 == j2 - j1):
            pairs = zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            continue
        for i, j in pairs:
            if before[i] != after[j]:
                yield from _of_line(before[i], after[j], plain[0][i], plain[1][j], j + 1)


def _of_line(old: str, new: str, plain_old: str, plain_new: str, line: int) -> Iterator[FigureEdit]:
    """The figures of one line, paired in order; none when a figure was put in or taken out together with its
    words."""
    alike = plain_old == plain_new or (
        max(len(old), len(new)) <= MAX_COMPARED_LINE_CHARS
        and SequenceMatcher(None, plain_old, plain_new, autojunk=False).ratio() >= ALIKE
    )
    if not alike or any(mark in new and mark not in old for mark in MASKED):
        return
    one, other = FIGURE.findall(old), FIGURE.findall(new)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "replace":
            yield FigureEdit(line, "、".join(one[i1:i2]), "、".join(other[j1:j2]))
