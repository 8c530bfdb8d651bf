"""One document as a line of a list: the same columns in the list of reports, the ledger of a year and the
timeline of a place."""

from collections.abc import Iterable
from typing import assert_never

from msgspec import Struct

from site_builder.model.corpus import ReportCard
from site_builder.model.history import Timeliness
from site_builder.model.report import Content
from site_builder.pages.shared import urls, wording
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.indexes import Indexes
from site_builder.text.readers.place_names import short_name, stands_beside
from site_builder.vocabulary import ContentStatus, DocumentKind, SectionRole, ShownContent, TimelinessStatus

OPTIONAL = {SectionRole.OTHER_MATTERS}
"""Contents that are reported if there are any (其他需要报告的情况)"""
UNKNOWN = Timeliness(TimelinessStatus.UNKNOWN)
NO_RULE = Timeliness(TimelinessStatus.NO_RULE)


class ContentMark(Struct, frozen=True):
    """One of the five required contents of one report."""

    name: str
    """The content in Chinese"""
    status: ShownContent
    mark: str
    """● ◐ ○ －: never the only sign, the word stands beside it for screen readers"""
    word: str
    url: str
    """Where it stands in the report; empty when nowhere"""
    why: str


class ReportLine(Struct, frozen=True):
    """What a list says about one document."""

    key: str
    url: str
    title: str
    kind: str
    """In Chinese"""
    place: str
    place_url: str
    """Empty for a document without a known place"""
    year: int | None
    published: str
    """`YYYY-MM-DD …` or empty"""
    issuer: str
    timeliness: Timeliness
    timely: str
    """The same in Chinese, without the rule: 按期（提前33天）"""
    contents: tuple[ContentMark, ...]
    withheld: str


def report_line(card: ReportCard, indexes: Indexes) -> ReportLine:
    """The line of one card."""
    place = indexes.place(card.place)
    url = urls.report(card.key)
    timeliness = indexes.corpus.timeliness.get(
        card.key, NO_RULE if card.head.kind.value != DocumentKind.ANNUAL_REPORT else UNKNOWN
    )
    return ReportLine(
        key=card.key,
        url=url,
        title=wording.stated(card.head.title),
        kind=card.head.document_kind.word,
        place=place.name if place else "地区未知",
        place_url=urls.place(place.slug) if place else "",
        year=card.year,
        published="" if card.head.published.value is None else str(card.head.published.value),
        issuer=wording.stated(card.head.issuer),
        timeliness=timeliness,
        timely=wording.timely(timeliness),
        contents=tuple(
            ContentMark(
                content.name.word,
                status,
                wording.content_mark(status),
                status.word,
                f"{url}#{content.anchor}" if content.anchor else "",
                content.why,
            )
            for content in card.contents
            for status in (_shown(content),)
        ),
        withheld=card.withheld,
    )


def _shown(content: Content) -> ShownContent:
    """The status as it is shown: the fifth content is written when there is something to write, so its
    absence is no fault."""
    match content.status:
        case ContentStatus.PRESENT:
            return ShownContent.PRESENT
        case ContentStatus.FOLDED:
            return ShownContent.FOLDED
        case ContentStatus.ABSENT:
            return ShownContent.OPTIONAL if content.name in OPTIONAL else ShownContent.ABSENT
        case ContentStatus.NOT_APPLICABLE:
            return ShownContent.NOT_APPLICABLE
    assert_never(content.status)


def report_lines(cards: Iterable[ReportCard], indexes: Indexes) -> tuple[ReportLine, ...]:
    """The lines of several cards, in their order."""
    return tuple(report_line(card, indexes) for card in cards)


def stands_apart(card: ReportCard) -> bool:
    """Whether a document is a department's, a town's, or an area's without a place of its own: listed apart,
    never counted as the place's report."""
    return stands_beside(card.head.level, card.place, card.head.place_name)


def own_cards(cards: Iterable[ReportCard]) -> tuple[ReportCard, ...]:
    """The documents of the government of the place itself."""
    return tuple(card for card in cards if not stands_apart(card))


def apart_cards(cards: Iterable[ReportCard]) -> tuple[ReportCard, ...]:
    """The others: those that `own_cards` leaves out."""
    return tuple(card for card in cards if stands_apart(card))


def annual_cards(cards: Iterable[ReportCard]) -> dict[int, ReportCard]:
    """Report year → the annual report of the place's own government that its story is told from: as
    corpus.story chooses it, the first by key."""
    by_year: dict[int, ReportCard] = {}
    for card in sorted(own_cards(cards), key=lambda card: card.key):
        if card.year and card.head.kind.value == DocumentKind.ANNUAL_REPORT and not card.withheld:
            by_year.setdefault(card.year, card)
    return by_year


def year_pairs(cards: Iterable[ReportCard]) -> tuple[tuple[ReportCard, ReportCard], ...]:
    """(earlier, later) for each two consecutive years that both have an annual report, newest first."""
    by_year = annual_cards(cards)
    return tuple(
        (by_year[year - 1], by_year[year]) for year in sorted(by_year, reverse=True) if year - 1 in by_year
    )


def newest_date(cards: Iterable[ReportCard]) -> str:
    """The newest publication date among the cards, `YYYY-MM-DD`; empty when none is known."""
    return max(
        (str(card.head.published.value)[:10] for card in cards if card.head.published.value), default=""
    )


def by_province(cards: Iterable[ReportCard], indexes: Indexes) -> dict[str, list[ReportCard]]:
    """Province code → its cards, by code; cards without a known place under `""`, last."""
    grouped: dict[str, list[ReportCard]] = {}
    for card in cards:
        grouped.setdefault(indexes.province_code(card.place), []).append(card)
    return dict(sorted(grouped.items(), key=lambda item: (item[0] == "", item[0])))


def issuer_name(card: ReportCard, indexes: Indexes) -> str:
    """Who made a document that stands apart, with its place in front where the printed name does not say it:
    西山区碧鸡街道办事处."""
    issuer, place = card.head.issuer.value, indexes.place(card.place)
    if not issuer:
        return f"{place.full_name if place else '地区未知'}（单位未知）"
    said = place is None or any(
        short_name(each.name) in str(issuer) for each in (*indexes.ancestors(card.place), place)
    )
    return str(issuer) if said or place is None else place.full_name + str(issuer)


def spoken_by(report: str, indexes: Indexes) -> str:
    """Who speaks in a report, when it is not the government of the place: a department or a street. The place
    itself has then said nothing."""
    card = indexes.cards.get(report)
    return issuer_name(card, indexes) if card and stands_apart(card) else ""


def apart_digest(indexes: Indexes) -> str:
    """What `source_label` and `pages.shared.values` take from the cards: the issuers of the documents that
    stand apart, and which are no report."""
    return indexes.once("apart_digest", lambda: digest_of(_apart(indexes), _other_papers(indexes)))


def _apart(indexes: Indexes) -> list[tuple[str, str]]:
    return [(card.key, issuer_name(card, indexes)) for card in indexes.corpus.cards if stands_apart(card)]


def _other_papers(indexes: Indexes) -> list[str]:
    return [card.key for card in indexes.corpus.cards if card.head.document_kind == DocumentKind.OTHER]


def source_label(report: str, place: str, year: int | None, indexes: Indexes) -> str:
    """What a row of any listing calls the report it comes from: 河南省漯河市2024年度报告,
    西山区碧鸡街道办事处2023年度报告.

    Made from what the row itself holds and, for a report that is not the place's own, from the issuer: never
    from the title of the report. A listing of a thousand rows then depends on its rows and on `apart_digest`.
    """
    known = indexes.place(place)
    name = spoken_by(report, indexes) or (known.full_name if known else "地区未知")
    suffix = report.rpartition("/")[2].partition("-")[2]
    kind = (
        "方案"
        if suffix.startswith(DocumentKind.PLAN)
        else "文件"
        if suffix.startswith(DocumentKind.OTHER)
        else "报告"
    )
    return f"{name}{year}年度{kind}" if year else f"{name}{kind}（年度未知）"
