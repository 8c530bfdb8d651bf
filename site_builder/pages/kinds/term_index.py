"""`/glossary/`: all terms A–Z by pinyin, by category, by place of origin, and the quoted phrases nobody has
explained.

An order with more terms than one page holds keeps only its headings there and gives each heading a page of
its own.
"""

from collections.abc import Callable, Iterable, Iterator
from zlib import crc32

from msgspec import Struct

from site_builder.model.corpus import Inputs, Job
from site_builder.model.history import UndefinedTerm
from site_builder.model.terms import Term
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.explanation import first_sentence, meaning
from site_builder.pages.shared.frame import Crumb, PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.report_lines import apart_digest, source_label
from site_builder.vocabulary import PageName, RowKind, SiteSection, TermOrder


class TermLine(Struct, frozen=True):
    """One term of a list."""

    name: str
    url: str
    meaning: str
    """First sentence of its explanation or of the first definition; empty = 待释"""
    mentions: int
    reports: int


class TermGroup(Struct, frozen=True):
    """The terms under one heading."""

    anchor: str
    heading: str
    count: int
    url: str
    """Where they are listed when the order is split; then `lines` is empty"""
    lines: tuple[TermLine, ...]


class TermIndexView(View, frozen=True):
    """One order of the glossary, or one heading of it."""

    heading: str
    way: TermOrder
    groups: tuple[TermGroup, ...]
    total: int
    unexplained: int
    """How many open phrases there are"""
    whole: bool
    """False on the page of a single heading"""


class OpenPassage(Struct, frozen=True):
    """A sentence with a phrase nobody has explained."""

    label: str
    text: str
    url: str


class OpenLine(Struct, frozen=True):
    """A quoted phrase nobody has explained."""

    phrase: str
    mentions: int
    reports: int
    passages: tuple[OpenPassage, ...]


class UnexplainedView(View, frozen=True):
    """The gaps of the glossary."""

    lines: tuple[OpenLine, ...]
    terms: tuple[TermLine, ...]
    """Terms that have a file but no explanation"""


WAYS: dict[TermOrder, Callable[[Term, Indexes], Iterable[tuple[str, str]]]] = {
    TermOrder.LETTER: lambda term, indexes: [_letter(term)],  # noqa: ARG005 - every order has this signature
    TermOrder.CATEGORY: lambda term, indexes: [_category(term)],  # noqa: ARG005
    TermOrder.ORIGIN: lambda term, indexes: _origins(term, indexes),
}
"""Order → the headings (key, words) a term stands under"""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page per order, one per heading where an order is long, and the page of gaps."""
    for way in WAYS:
        groups = _grouped(way, indexes)
        split = _split(groups, indexes)
        shown = [
            (key, len(terms) if split else [_facts(term, indexes) for term in terms])
            for (key, _), terms in groups.items()
        ]
        totals = len(indexes.corpus.terms), len(indexes.corpus.open_terms)
        yield Job(
            _url(way),
            PageName.TERM_INDEX,
            way,
            SiteSection.GLOSSARY,
            digest=digest_of([words for _, words in groups], shown, totals),
        )
        if split:
            for (key, words), terms in groups.items():
                digest = digest_of(words, [_facts(term, indexes) for term in terms], totals)
                yield Job(
                    urls.terms_by(way, key),
                    PageName.TERM_INDEX,
                    way,
                    SiteSection.GLOSSARY,
                    part=key,
                    digest=digest,
                )
    bare = [_facts(term, indexes) for term in indexes.corpus.terms if not _meaning(term)]
    where = [
        card.place if (card := indexes.cards.get(passage.report)) else ""
        for each in indexes.corpus.open_terms
        for passage in each.passages
    ]
    shown_open = digest_of(indexes.corpus.open_terms, where, bare, apart_digest(indexes))
    yield Job(
        urls.UNEXPLAINED,
        PageName.TERM_INDEX,
        "unexplained",
        SiteSection.GLOSSARY,
        digest=shown_open,
    )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> TermIndexView | UnexplainedView:  # noqa: ARG001 - every page kind has this signature
    """The order the job asks for, or one heading of it, or the gaps."""
    if job.key == "unexplained":
        return _unexplained(job, indexes)
    way = TermOrder(job.key)
    grouped = _grouped(way, indexes)
    split = _split(grouped, indexes) and not job.part
    groups = tuple(
        TermGroup(
            f"t-{key}",
            words,
            len(terms),
            urls.terms_by(way, key) if split else "",
            () if split else tuple(term_line(term, indexes) for term in terms),
        )
        for (key, words), terms in grouped.items()
        if not job.part or key == job.part
    )
    title = way.word + (f"：{groups[0].heading}" if job.part and groups else "")
    crumbs = (Crumb("词语", urls.GLOSSARY),) if job.url != urls.GLOSSARY else ()
    if job.part and way != TermOrder.LETTER:
        crumbs = (*crumbs, Crumb(way.word.removeprefix("词语："), urls.terms_by(way)))
    total = len(indexes.corpus.terms)
    info = PageInfo(
        job.url,
        SiteSection.GLOSSARY,
        title,
        f"法治政府建设年度报告中的{total}个词语：解释、各地的定义和每一处用例。",
        crumbs,
        column_type="政策解读",
    )
    return TermIndexView(info, title, way, groups, total, len(indexes.corpus.open_terms), not job.part)


def term_line(term: Term, indexes: Indexes) -> TermLine:
    """A term as one line of a list."""
    tally = indexes.corpus.tallies.get(RowKind.TERM.key(term.slug))
    return TermLine(
        term.name,
        urls.term(term.slug),
        _meaning(term),
        tally.rows if tally else 0,
        tally.reports if tally else 0,
    )


def _meaning(term: Term) -> str:
    return meaning(term.entry, 60) or (
        first_sentence(term.definitions[0].text, 60) if term.definitions else ""
    )


def _grouped(way: TermOrder, indexes: Indexes) -> dict[tuple[str, str], list[Term]]:
    """Heading (key, words) → its terms in the order of the corpus; headings sorted by key, `other` last.

    The key of a category is a checksum: its pinyin would cost every build the loading of the readings.
    """
    grouped: dict[tuple[str, str], list[Term]] = {}
    headings = WAYS[way]
    for term in indexes.corpus.terms:
        for heading in headings(term, indexes):
            grouped.setdefault(heading, []).append(term)
    return dict(sorted(grouped.items(), key=lambda item: (item[0][0] in ("other", "none"), item[0][0])))


def _letter(term: Term) -> tuple[str, str]:
    return (term.initial.lower(), term.initial) if term.initial.isalpha() else ("other", "数字及其他")


def _category(term: Term) -> tuple[str, str]:
    category = term.entry.category if term.entry else ""
    return (f"c{crc32(category.encode()):08x}", category) if category else ("none", "未分类")


def _origins(term: Term, indexes: Indexes) -> list[tuple[str, str]]:
    codes = dict.fromkeys(
        card.place for definition in term.definitions if (card := indexes.cards.get(definition.report))
    )
    places = [place for code in codes if (place := indexes.place(code))]
    return [(place.slug, place.full_name) for place in places] or [("none", "没有报告下过定义")]


def _facts(term: Term, indexes: Indexes) -> tuple[object, ...]:
    tally = indexes.corpus.tallies.get(RowKind.TERM.key(term.slug))
    return term.name, term.slug, _meaning(term), tally.rows if tally else 0, tally.reports if tally else 0


def _split(groups: dict[tuple[str, str], list[Term]], indexes: Indexes) -> bool:
    return sum(len(terms) for terms in groups.values()) > indexes.corpus.portal.rows_per_page


def _url(way: TermOrder) -> str:
    return urls.GLOSSARY if way == TermOrder.LETTER else urls.terms_by(way)


def _unexplained(job: Job, indexes: Indexes) -> UnexplainedView:
    open_terms = indexes.corpus.open_terms[: indexes.corpus.portal.rows_per_page]
    bare = tuple(term_line(term, indexes) for term in indexes.corpus.terms if not _meaning(term))
    info = PageInfo(
        job.url,
        SiteSection.GLOSSARY,
        "待释词语",
        f"报告里加了引号、却没有人解释的{len(indexes.corpus.open_terms)}个说法，附次数和原句。",
        (Crumb("词语", urls.GLOSSARY),),
        column_type="政策解读",
    )
    return UnexplainedView(info, tuple(_open_line(each, indexes) for each in open_terms), bare)


def _open_line(term: UndefinedTerm, indexes: Indexes) -> OpenLine:
    passages = tuple(
        OpenPassage(
            source_label(
                passage.report,
                indexes.cards[passage.report].place if passage.report in indexes.cards else "",
                passage.year,
                indexes,
            ),
            passage.text,
            urls.report(passage.report, passage.anchor),
        )
        for passage in term.passages
    )
    return OpenLine(term.phrase, term.mentions, term.reports, passages)
