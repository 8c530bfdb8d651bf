"""How a long listing of rows is cut: by year, and a long year by province. Decided from tallies alone, before
any row is read.

`Job.part` is `2024` (a year, `0` = unknown), `410000` (a province, `-` = unknown) or `2024/410000`.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from msgspec import Struct

from site_builder.model.corpus import Tally
from site_builder.pages.shared.indexes import Indexes


class Placed(Protocol):
    """Any row of the store: it knows its place and year."""

    @property
    def place(self) -> str:
        """Place code."""
        ...

    @property
    def year(self) -> int | None:
        """Report year."""
        ...


PlacedRow = TypeVar("PlacedRow", bound=Placed)


class PageSlice(Struct, frozen=True):
    """One page of a split listing."""

    name: str
    """`Job.part`"""
    path: str
    """What is appended to the address of the whole: `2024/`, `henan/`, `2024/henan/`"""
    label: str
    below: tuple["PageSlice", ...] = ()
    """Parts of this part, when it is too long itself"""


def is_long(tally: Tally | None, indexes: Indexes) -> bool:
    """Whether the rows of a key do not fit on one page."""
    return tally is not None and tally.rows > indexes.corpus.portal.rows_per_page


def year_parts(tally: Tally | None, indexes: Indexes) -> tuple[PageSlice, ...]:
    """One part per year, newest first, when the listing is longer than a page; nothing when it fits.

    The tally gives the first and the last year; years in which the whole collection has no document are left
    out. A year is split by province when the rows to be expected in it (rows per report × documents of the
    year) exceed two pages: a row takes half a kB, and a page of more than 300 kB is none for a phone.
    """
    if tally is None or not is_long(tally, indexes):
        return ()
    limit = indexes.corpus.portal.rows_per_page
    parts = []
    for year, cards in sorted(indexes.by_year.items(), reverse=True):
        if year and not tally.first_year <= year <= tally.last_year:
            continue
        expected = len(cards) * tally.rows / max(tally.reports, 1)
        provinces = _provinces(indexes) if expected > 2 * limit else ()
        label = f"{year}年" if year else "年份未知"
        below = tuple(
            PageSlice(f"{year}/{code}", f"{year}/{slug}/", f"{label}{name}") for code, slug, name in provinces
        )
        parts.append(PageSlice(str(year), f"{year}/", label, below))
    return tuple(parts)


def province_parts(tally: Tally | None, indexes: Indexes) -> tuple[PageSlice, ...]:
    """One part per province that has documents, by code, when the listing is longer than a page."""
    if not is_long(tally, indexes):
        return ()
    return tuple(PageSlice(code, f"{slug}/", name) for code, slug, name in _provinces(indexes))


def province_year_parts(tally: Tally | None, limit: int, indexes: Indexes) -> tuple[PageSlice, ...]:
    """Like `province_parts`; a province with more documents than `limit` is split by year in its turn, newest
    first."""
    return tuple(_by_year(part, limit, indexes) for part in province_parts(tally, indexes))


def _by_year(part: PageSlice, limit: int, indexes: Indexes) -> PageSlice:
    documents = indexes.once("documents_of_provinces", lambda: _documents(indexes)).get(
        part.name.strip("-"), {}
    )
    if sum(documents.values()) <= limit:
        return part
    years = (
        (year, f"{part.label}{year}年" if year else f"{part.label}年份未知")
        for year in sorted(documents, reverse=True)
    )
    return PageSlice(
        part.name,
        part.path,
        part.label,
        tuple(PageSlice(f"{year}/{part.name}", f"{part.path}{year}/", label) for year, label in years),
    )


def _documents(indexes: Indexes) -> dict[str, dict[int, int]]:
    """Province code → year → documents."""
    found: dict[str, dict[int, int]] = {}
    for card in indexes.corpus.cards:
        of_province = found.setdefault(indexes.province_code(card.place), {})
        of_province[card.year or 0] = of_province.get(card.year or 0, 0) + 1
    return found


def flat(parts: Iterable[PageSlice]) -> tuple[PageSlice, ...]:
    """Every part and every part of a part: all the pages there are."""
    return tuple(each for part in parts for each in (part, *part.below))


def find_part(parts: Iterable[PageSlice], name: str) -> PageSlice:
    """The part a job is about. Raises KeyError when it is none of them."""
    for part in flat(parts):
        if part.name == name:
            return part
    raise KeyError(name)


def of_part(rows: Iterable[PlacedRow], part: str, indexes: Indexes) -> tuple[PlacedRow, ...]:
    """The rows that belong to a part; a store that has filtered already loses nothing here."""
    if not part:
        return tuple(rows)
    year, province = split_name(part)
    return tuple(
        row
        for row in rows
        if (year is None or (row.year or 0) == year)
        and (not province or (indexes.province_code(row.place) or "-") == province)
    )


def split_name(part: str) -> tuple[int | None, str]:
    """Year and province of a part's name.

    >>> split_name("2024/410000"), split_name("2024"), split_name("410000"), split_name("0/-"), split_name("")
    ((2024, '410000'), (2024, ''), (None, '410000'), (0, '-'), (None, ''))
    """
    first, _, second = part.partition("/")
    if second:
        return int(first), second
    if len(first) == 4 or first == "0":
        return int(first), ""
    return None, first


def _provinces(indexes: Indexes) -> tuple[tuple[str, str, str], ...]:
    """(code, slug, name) of the provinces that have documents."""
    return indexes.once("provinces", lambda: _find_provinces(indexes))


def _find_provinces(indexes: Indexes) -> tuple[tuple[str, str, str], ...]:
    places = [indexes.corpus.places.by_code[code] for code in indexes.children.get("", ())]
    known = tuple((place.code, place.slug, place.name) for place in places)
    return known + (
        (("-", "unplaced", "地区未知"),) if any(not indexes.place(code) for code in indexes.by_place) else ()
    )
