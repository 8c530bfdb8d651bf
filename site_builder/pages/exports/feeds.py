"""Atom feeds of the site, of each place and of each term: the newest dated reports.

A report whose publication date is unknown is in no feed: Atom demands a date, and none is invented. Ids are
derived from the report's key, so they survive a change of the site's address.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from site_builder.model.corpus import ReportCard, SiteIdentity
from site_builder.model.page import Artifact
from site_builder.pages.shared import urls, wording
from site_builder.pages.shared.indexes import Indexes

MAX_FEED_ENTRIES = 30
"""Newest reports per feed"""


def feeds(indexes: Indexes) -> Iterator[Artifact]:
    """`feed.xml`, `places/<slug>/feed.xml`, `glossary/<slug>/feed.xml`."""
    portal = indexes.corpus.portal
    dated = sorted(
        (card for card in indexes.corpus.cards if _published(card)),
        key=lambda card: (_published(card), card.key),
        reverse=True,
    )
    by_place: defaultdict[str, list[ReportCard]] = defaultdict(list)
    by_term: defaultdict[str, list[ReportCard]] = defaultdict(list)
    for card in dated:
        by_place[card.place].append(card)
        for slug in card.terms:
            if len(by_term[slug]) < MAX_FEED_ENTRIES:
                by_term[slug].append(card)
    yield _feed("feed.xml", portal.name, "", dated, portal, indexes)
    for code in indexes.by_place:
        place = indexes.place(code)
        if place:
            url = urls.place(place.slug)
            yield _feed(
                f"{url}feed.xml",
                f"{place.name} - {portal.name}",
                url,
                by_place.get(code, ()),
                portal,
                indexes,
            )
    for term in indexes.corpus.terms:
        url = urls.term(term.slug)
        yield _feed(
            f"{url}feed.xml",
            f"使用“{term.name}”的报告 - {portal.name}",
            url,
            by_term.get(term.slug, ()),
            portal,
            indexes,
        )


def _feed(
    path: str, title: str, url: str, cards: Sequence[ReportCard], portal: SiteIdentity, indexes: Indexes
) -> Artifact:
    """One feed. Without entries its date is the beginning of the epoch: nothing has ever been published in
    it."""
    base = portal.url or urls.up(path)
    newest = instant(_published(cards[0])) if cards else "1970-01-01T00:00:00Z"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">',
        f"<title>{text(title)}</title>",
        f"<id>{identifier('feed:' + path)}</id>",
        f"<updated>{newest}</updated>",
        f'<link rel="alternate" type="text/html" href={quoteattr(base + url)}/>',
        f"<author><name>{text(portal.organizer or portal.name)}</name></author>",
        *(line for card in cards[:MAX_FEED_ENTRIES] for line in _entry(card, base, indexes)),
        "</feed>\n",
    ]
    if portal.url:
        lines.insert(6, f'<link rel="self" type="application/atom+xml" href={quoteattr(portal.url + path)}/>')
    return Artifact(path, "\n".join(lines).encode())


def _entry(card: ReportCard, base: str, indexes: Indexes) -> Iterable[str]:
    title = wording.stated(card.head.title)
    issuer = str(card.head.issuer.value or "")
    yield "<entry>"
    yield f"<title>{text(title)}</title>"
    yield f"<id>{identifier('report:' + card.key)}</id>"
    yield f"<updated>{instant(_published(card))}</updated>"
    yield f"<published>{instant(_published(card))}</published>"
    yield f'<link rel="alternate" type="text/html" href={quoteattr(base + urls.report(card.key))}/>'
    if issuer:
        yield f"<author><name>{text(issuer)}</name></author>"
    place = indexes.place_name(card.place)
    year = f"，{card.year}年" if card.year else ""
    yield f"<summary>{text(f'{place}{year}，' + card.head.document_kind.word)}</summary>"
    yield "</entry>"


def _published(card: ReportCard) -> str:
    return str(card.head.published.value or "")


def identifier(name: str) -> str:
    """A permanent id, the same in every build.

    >>> identifier("report:luohe/2024")
    'urn:uuid:6c8246c3-2c77-59c2-8fb9-f32f39736a88'
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def instant(published: str) -> str:
    """The date in the form of RFC 3339, China time; a report without a time of day is dated at midnight,
    which Atom cannot leave open.

    >>> instant("2024-03-25 14:45"), instant("2025-02-27")
    ('2024-03-25T14:45:00+08:00', '2025-02-27T00:00:00+08:00')
    """
    return f"{published[:10]}T{published[11:16] or '00:00'}:00+08:00"


def text(value: str) -> str:
    """Text for XML: escaped, without the characters XML 1.0 cannot hold.

    >>> text("a<b" + chr(11))
    'a&lt;b'
    """
    return escape(
        "".join(
            c
            for c in value
            if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
        )
    )
