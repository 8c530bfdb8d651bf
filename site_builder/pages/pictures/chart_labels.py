"""Where the names of lines stand in a chart: beside the last mark of each, and nowhere over one another.

Names whose lines end in the same year are one stack, in the order of their values, spread as far as they
need; a name that had to move is tied to its mark by a thin line. Stacks are set one after the other, the last
year first: each where it touches no other name and as few marks and lines as it can. Everything is measured
in the largest letters a page sets (narrow screens), so it holds for smaller ones too. Equal input, equal
places.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

MAX_LETTER_UNITS = 22
"""Units of the drawing: the largest letters (`portal.css`), Chinese ones as wide as high"""
LEADING = 24
GAP, TIED = 8, 24
"""Between mark and name; the same with room for a tie"""
MAX_SHIFT_WITHOUT_TIE = 3
"""A name moved no farther needs no tie"""
SHIFT_STEP_UNITS = 6
ROW = 6
"""Letters in a row; a longer name is written in several rows, never shortened"""
ON_NAME, ON_MARK, ON_LINE = 1000, 20, 8
"""What it costs to touch something; a unit of distance costs a quarter"""


class Label(Struct, frozen=True, gc=False):
    """The name of a line."""

    rows: tuple[tuple[str, float], ...]
    """Words and their y"""
    x: float
    left: bool
    """Whether the name stands left of its mark, and ends at x"""
    tie: tuple[float, float, float, float] | None = None
    """From the mark to the name"""


class End(Struct, frozen=True, gc=False):
    """A line that is to be named."""

    name: str
    x: float
    y: float


Box = tuple[float, float, float, float]
Dot = tuple[float, float]


def rows_of(name: str) -> tuple[str, ...]:
    """A name in rows.

    >>> rows_of("西山区"), rows_of("双江拉祜族佤族布朗族傣族自治县")
    (('西山区',), ('双江拉祜族', '佤族布朗族', '傣族自治县'))
    """
    count = -(-len(name) // ROW)
    length = -(-len(name) // count) if count else 1
    return tuple(name[at : at + length] for at in range(0, len(name), length))


def margin(names: Sequence[str]) -> int:
    """Room right of the drawing that the longest row takes."""
    return TIED + MAX_LETTER_UNITS * max((len(row) for name in names for row in rows_of(name)), default=0)


def place_labels(
    ends: Sequence[End], dots: Sequence[Dot], segments: Sequence[Sequence[Dot]], area: Box
) -> tuple[Label, ...] | None:
    """A label for each line, in their order, inside `area` (left, top, right, bottom); None when there is no
    room for all."""
    stacks: dict[float, list[int]] = {}
    for number, end in enumerate(ends):
        stacks.setdefault(end.x, []).append(number)
    strokes = [(one, two) for line in segments for one, two in pairwise(line)]
    taken: list[Box] = []
    out: dict[int, Label] = {}
    for x in sorted(stacks, reverse=True):
        order = sorted(stacks[x], key=lambda number: (ends[number].y, number))
        best = _stack([ends[number] for number in order], taken, dots, strokes, area)
        if best is None:
            return None
        labels, boxes = best
        taken += boxes
        out.update(zip(order, labels, strict=True))
    return tuple(out[number] for number in range(len(ends)))


def _stack(
    ends: Sequence[End],
    taken: Sequence[Box],
    dots: Sequence[Dot],
    strokes: Sequence[tuple[Dot, Dot]],
    area: Box,
) -> tuple[list[Label], list[Box]] | None:
    """The names of lines that end together: right or left of their marks, moved up or down as a whole until
    they cost least."""
    heights = [LEADING * len(rows_of(end.name)) for end in ends]
    middles = spread([end.y for end in ends], heights, area[1], area[3])
    if middles is None:
        return None
    cheapest: tuple[float, list[Label], list[Box]] | None = None
    for left in (False, True):
        for move in sorted(
            range(-40 * SHIFT_STEP_UNITS, 41 * SHIFT_STEP_UNITS, SHIFT_STEP_UNITS),
            key=lambda move: (abs(move), move),
        ):
            moved = [middle + move for middle in middles]
            if moved[0] - heights[0] / 2 < area[1] or moved[-1] + heights[-1] / 2 > area[3]:
                continue
            cost = (
                sum(abs(middle - end.y) for middle, end in zip(moved, ends, strict=True)) / 4 / len(ends)
                + left
            )
            if cheapest and cost >= cheapest[0]:
                continue
            away = TIED if any(_moved(end, middle) for end, middle in zip(ends, moved, strict=True)) else GAP
            made = [
                _label(end, middle, height, away, left)
                for end, middle, height in zip(ends, moved, heights, strict=True)
            ]
            boxes = [box for _, box in made]
            if any(box[0] < area[0] or box[2] > area[2] for box in boxes) or any(
                _meet(box, other) for box in boxes for other in taken
            ):
                continue
            cost += ON_MARK * sum(_holds(box, dot) for box in boxes for dot in dots)
            cost += ON_LINE * sum(_crosses(box, *stroke) for box in boxes for stroke in strokes)
            if cheapest is None or cost < cheapest[0]:
                cheapest = cost, [label for label, _ in made], boxes
    return cheapest and cheapest[1:]


def spread(
    wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float] | None:
    """Middles as near to the wanted ones as the heights allow, in the same order; None when they do not fit.

    Neighbours that would overlap become a block that stands around the mean of what its members want.

    >>> spread([100, 100, 200], [24, 24, 24], 0, 280), spread([5, 10], [24, 24], 0, 280), spread([1, 1], [24, 24], 0, 40)
    ([88.0, 112.0, 200.0], [12.0, 36.0], None)
    """
    if sum(heights) > bottom - top:
        return None
    blocks: list[tuple[float, float, list[int]]] = []  # where it begins, its height, its members
    for number, (middle, height) in enumerate(zip(wanted, heights, strict=True)):
        block = (middle - height / 2, height, [number])
        while blocks and blocks[-1][0] + blocks[-1][1] > block[0]:
            block = _joined(blocks.pop(), block)
        blocks.append(block)
    out: list[float] = [0.0] * len(wanted)
    floor = top
    starts = []
    for start, height, _ in blocks:
        starts.append(max(start, floor))
        floor = starts[-1] + height
    ceiling = bottom
    for at in range(len(blocks) - 1, -1, -1):
        starts[at] = min(starts[at], ceiling - blocks[at][1])
        ceiling = starts[at]
    for (_, _, members), start in zip(blocks, starts, strict=True):
        for number in members:
            out[number] = start + heights[number] / 2
            start += heights[number]
    return out


def _joined(
    one: tuple[float, float, list[int]], two: tuple[float, float, list[int]]
) -> tuple[float, float, list[int]]:
    weight, other = len(one[2]), len(two[2])
    start = (one[0] * weight + (two[0] - one[1]) * other) / (weight + other)
    return start, one[1] + two[1], one[2] + two[2]


def _moved(end: End, middle: float) -> bool:
    return abs(middle - end.y) > MAX_SHIFT_WITHOUT_TIE


def _label(end: End, middle: float, height: float, away: int, left: bool) -> tuple[Label, Box]:
    """A name with its middle at a height; the names of one stack stand equally far from their marks, so that
    no tie passes through a name."""
    rows = rows_of(end.name)
    x, top = end.x + (-away if left else away), middle - height / 2
    width = MAX_LETTER_UNITS * max(map(len, rows))
    towards = -1 if left else 1
    tie = (
        (_r(end.x + 5 * towards), _r(end.y), _r(x - 3 * towards), _r(middle)) if _moved(end, middle) else None
    )
    written = tuple((row, _r(top + LEADING * at + LEADING / 2)) for at, row in enumerate(rows))
    return Label(written, _r(x), left, tie), (
        x - width if left else x,
        top,
        x if left else x + width,
        top + height,
    )


def _meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _holds(box: Box, dot: Dot) -> bool:
    return box[0] - 4 < dot[0] < box[2] + 4 and box[1] - 1 < dot[1] < box[3] + 1


def _crosses(box: Box, one: Dot, two: Dot) -> bool:
    """Whether a stroke from left to right passes through a box."""
    (x, y), (far, end) = sorted((one, two))
    if far <= box[0] or x >= box[2]:
        return False
    slope = (end - y) / (far - x) if far > x else 0.0
    ends = [y + slope * (max(x, box[0]) - x), y + slope * (min(far, box[2]) - x) if far > x else end]
    return min(ends) < box[3] and max(ends) > box[1]


def _r(value: float) -> float:
    return round(value, 1)
