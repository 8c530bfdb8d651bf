"""Positions in text, edits to text, and the map that leads a position in edited text back to where it came
from.

A repair never returns a new string: it returns edits, and applying them yields the new text *and* the map
back. That is why a number on a page can always be traced to a source line: nobody has to diff two texts and
guess.
"""

from bisect import bisect_right

from msgspec import Struct

from site_builder.vocabulary import RepairKind


class Span(Struct, frozen=True, array_like=True, gc=False):
    """Half-open range `[start, end)` of characters in one text (not bytes)."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters the span covers. >>> Span(1, 3).of("法治政府") → "治政"."""
        return text[self.start : self.end]


class Edit(Struct, frozen=True, gc=False):
    """Replace `text[start:end]` by `new`; `kind` names the repair."""

    start: int
    end: int
    new: str
    kind: RepairKind


class SpanMap(Struct, frozen=True, array_like=True, gc=False):
    """Piecewise map of one pass of edits: offsets in the edited text → offsets in the text before."""

    new: tuple[int, ...]
    """Where each piece starts in the edited text, ascending."""
    old: tuple[int, ...]
    """Where the same piece starts in the text before."""
    locked: tuple[bool, ...]
    """True where a piece replaced other text: its inside has no finer position than the whole."""

    def start(self, offset: int) -> int:
        """The old offset of a new start offset."""
        piece = bisect_right(self.new, offset) - 1
        return self.old[piece] if self.locked[piece] else self.old[piece] + offset - self.new[piece]

    def end(self, offset: int) -> int:
        """The old offset of a new *exclusive* end: the end of the last character's piece."""
        if offset == 0:
            return 0
        piece = bisect_right(self.new, offset - 1) - 1
        if not self.locked[piece]:
            return self.old[piece] + offset - self.new[piece]
        return self.old[piece + 1]


def apply_edits(text: str, edits: list[Edit]) -> tuple[str, SpanMap]:
    """Apply non-overlapping edits (any order) and return the new text with its map back.

    >>> apply_edits("领(lǐng)导", [Edit(1, 7, "", "pinyin")])[0]
    '领导'

    Raises ValueError if two edits overlap: that is a defect of the repair, not of the text.
    """
    out: list[str] = []
    new: list[int] = []
    old: list[int] = []
    locked: list[bool] = []
    position = length = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < position:
            raise ValueError(f"overlapping edits at {edit.start}: {edit.kind}")
        if edit.start > position:
            new.append(length)
            old.append(position)
            locked.append(False)
            out.append(text[position : edit.start])
            length += edit.start - position
        if edit.new:
            new.append(length)
            old.append(edit.start)
            locked.append(True)
            out.append(edit.new)
            length += len(edit.new)
        position = edit.end
    new.append(length)
    old.append(position)
    locked.append(False)
    out.append(text[position:])
    length += len(text) - position
    new.append(length)
    old.append(len(text))
    locked.append(False)
    return "".join(out), SpanMap(tuple(new), tuple(old), tuple(locked))
