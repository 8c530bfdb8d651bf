"""What the page of a report says about the report: each value with where it comes from, the five contents,
its files, its neighbours in time."""

from typing import Any, assert_never
from urllib.parse import quote

from msgspec import Struct

from site_builder.model.corpus import ReportCard
from site_builder.model.report import DocumentMetadata, Sourced
from site_builder.pages.shared import urls, wording
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.report_lines import stands_apart, year_pairs
from site_builder.vocabulary import Origin


class Fact(Struct, frozen=True):
    """One line of the box beside the text."""

    name: str
    value: str
    known: bool
    origin: str
    """In a word: 落款"""
    why: str
    """In full: 取自落款，第95行"""
    url: str = ""
    external: bool = False


class Neighbour(Struct, frozen=True):
    """The report of the year before or after."""

    url: str
    label: str
    gap: bool
    """True when years in between have no report here"""


def facts(card: ReportCard, indexes: Indexes) -> tuple[Fact, ...]:
    """The facts in the order a reader asks for them. Unknown issuer, place, year and publication date are
    shown as unknown; the rest is left out."""
    head = card.head
    place = indexes.place(card.place)
    lines = (
        _fact(
            "地区",
            head.place,
            value=place.full_name if place else "",
            url=urls.place(place.slug) if place else "",
        ),
        _fact("发布机关", head.issuer),
        _fact(
            "报告年度",
            head.year,
            value=f"{head.year.value}年" if head.year.value else "",
            url=urls.year(card.year) if card.year else "",
        ),
        _fact("类别", head.kind, value=head.kind.value.word if head.kind.value else ""),
        _fact("发布时间", head.published),
        _optional("成文日期", head.written),
        _optional("文号", head.document_number),
        _optional("来源", head.source),
        _optional("会议", head.meeting),
        _optional("报告人", head.speaker),
        _optional("使用许可", head.licence),
        _source_link(head),
    )
    return tuple(line for line in lines if line)


def _fact(name: str, stated: Sourced[Any], value: str = "", url: str = "") -> Fact:
    known = stated.value is not None and stated.value != ""
    text = (value or str(stated.value)) if known else "未知"
    why = "：".join(part for part in (wording.origin(stated) if known else "", stated.note) if part)
    origin = _in_a_word(stated.origin)
    if stated.label and stated.label != origin:
        origin += f"“{stated.label}”"
    return Fact(name, text, known, origin, why, url if known else "")


def _in_a_word(origin: Origin) -> str:
    """Where a value comes from, short enough to stand beside it; nothing for what is unknown."""
    match origin:
        case Origin.PAGE:
            return "网页标注"
        case Origin.PATH:
            return "文件路径"
        case Origin.SIDECAR | Origin.TEXT | Origin.SIGNATURE | Origin.COMPOSED | Origin.REGISTRY:
            return origin.explanation
        case Origin.UNKNOWN:
            return ""
    assert_never(origin)


def _optional(name: str, stated: Sourced[Any]) -> Fact | None:
    return _fact(name, stated) if stated.value not in (None, "") else None


def _source_link(head: DocumentMetadata) -> Fact | None:
    """The page the text was taken from; only http(s), anything else is shown as words."""
    address = str(head.source_url.value or "")
    if not address:
        return None
    web = address.startswith(("http://", "https://"))
    fact = _fact("原网页", head.source_url)
    return Fact(
        fact.name,
        fact.value,
        True,
        fact.origin,
        fact.why,
        quote(address, safe="/:?#[]@!$&'()*+,;=%~") if web else "",
        web,
    )


def neighbours(card: ReportCard, indexes: Indexes) -> tuple[Neighbour | None, Neighbour | None]:
    """The documents of the same kind and issuer before and after this one in time. A street office's report
    never leads to its district's, or to another street's."""
    if card.year is None or not indexes.place(card.place):
        return None, None
    same = [
        other
        for other in indexes.by_place.get(card.place, ())
        if other.year is not None and _series(other) == _series(card)
    ]
    before = max((c for c in same if (c.year or 0) < card.year), key=lambda c: c.year or 0, default=None)
    after = min((c for c in same if (c.year or 0) > card.year), key=lambda c: c.year or 0, default=None)
    return _neighbour(before, card.year), _neighbour(after, card.year)


def _series(card: ReportCard) -> tuple[bool, str]:
    """What the documents of one kind and issuer have in common: the address without the year, 2023-plan →
    plan, 2023-bijijiedaobanshichu → bijijiedaobanshichu."""
    return stands_apart(card), card.key.rpartition("/")[2].partition("-")[2]


def _neighbour(other: ReportCard | None, year: int) -> Neighbour | None:
    if other is None or other.year is None:
        return None
    return Neighbour(
        urls.report(other.key), f"{other.year}年{other.head.document_kind.word}", abs(other.year - year) > 1
    )


def comparisons(card: ReportCard, indexes: Indexes) -> tuple[tuple[str, str], ...]:
    """(label, address) of the pages that set this report beside the one of the year before and of the year
    after."""
    place = indexes.place(card.place)
    if place is None or card.year is None:
        return ()
    found = []
    for earlier, later in year_pairs(indexes.by_place.get(card.place, ())):
        if later.key == card.key:
            found.append(
                (f"与{earlier.year}年度逐句对照：哪些是新内容", urls.place_year(place.slug, card.year))
            )
        elif earlier.key == card.key:
            found.append(
                (
                    f"本年度的安排，{later.year}年度怎么写",
                    urls.place_year(place.slug, card.year + 1, "promises"),
                )
            )
    return tuple(reversed(found))
