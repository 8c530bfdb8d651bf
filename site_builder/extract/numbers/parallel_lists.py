"""Years in a list and numbers in another, in the same order: 2021年、2022年和2023年案件分别为120件、
108件和96件.

Only one of the numbers is that of the report's year; without this rule the first of them was.
"""

import re
from collections.abc import Sequence

from site_builder.extract.numbers.amounts import NumberMatch

PARALLEL_LISTS_YEARS = re.compile(r"(?<!\d)20\d\d(?:年度?)?(?:[、,，和及与]20\d\d(?:年度?)?)+(?<=[年度])")
YEAR = re.compile(r"20\d\d")
SAME_ORDER = "分别"
REACH = 60
"""Characters between the two lists, and of the second"""
BETWEEN = frozenset("、,，和及")


def listed_year(text: str, floor: int, at: int) -> int:
    """The year that a number at `at` belongs to by its place in the list; 0 if it stands in none.

    >>> said = "2021年、2022年和2023年案件分别为120件、108件和96件。"
    >>> [listed_year(said, 0, said.index(each)) for each in ("120", "108", "96")]
    [2021, 2022, 2023]
    """
    order = text.rfind(SAME_ORDER, max(floor, at - REACH), at)
    years = list(PARALLEL_LISTS_YEARS.finditer(text, max(floor, order - REACH), order)) if order >= 0 else []
    if not years:
        return 0
    of = YEAR.findall(years[-1][0])
    number = sum(text[place] in BETWEEN for place in range(order, at))
    return int(of[number]) if number < len(of) else 0


def with_list(
    text: str, begins: Sequence[int], found: Sequence[NumberMatch], named: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The metric of each number, where those further on in a list of years and numbers have that of the
    first: the words stand before it alone."""
    out = list(named)
    for at in range(1, len(found)):
        one, before = found[at], found[at - 1]
        if (
            one.start - before.end == 1
            and out[at - 1][0]
            and not out[at][0]
            and text[before.end] in BETWEEN
            and one.unit == before.unit
            and listed_year(text, begins[one.sentence], one.start)
        ):
            out[at] = out[at - 1]
    return out
