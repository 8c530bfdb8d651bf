"""`/glossary/<slug>/`: what a term means, who defined it, where it is used; a long list of mentions is split
by year, a long year by province."""

from collections import Counter
from collections.abc import Iterable, Iterator

from markupsafe import Markup
from msgspec import Struct

from site_builder.model.corpus import Inputs, Job, MentionRow
from site_builder.model.page import TocItem
from site_builder.model.terms import Term
from site_builder.pages.pictures.charts import BarChart, bar_chart
from site_builder.pages.shared import urls
from site_builder.pages.shared.definitions import Definitions, definitions
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.explanation import explanation_html, first_sentence, meaning
from site_builder.pages.shared.frame import Crumb, PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.pagination import PageSlice, find_part, flat, of_part, year_parts
from site_builder.pages.shared.report_lines import apart_digest, source_label
from site_builder.pages.shared.term_sources import SourceLine, is_held, source_line
from site_builder.vocabulary import PageName, RowKind, SiteSection

MEASURES = 12
"""Metrics and indicators shown as related: 行政复议 stands in the names of 7 metrics"""


class MentionLine(Struct, frozen=True, gc=False):
    """One sentence that uses the term."""

    before: str
    surface: str
    after: str
    section: str
    url: str


class MentionGroup(Struct, frozen=True, gc=False):
    """The mentions of one report."""

    title: str
    url: str
    year: int | None
    mentions: tuple[MentionLine, ...]


class TermLink(Struct, frozen=True):
    """A related page."""

    title: str
    url: str


class TermView(View, frozen=True):
    """One term, or one part of its mentions."""

    name: str
    url: str
    """Of the term's own page"""
    part: str
    """Label of the part, empty on the term's own page"""
    plain: str
    explanation: Markup
    for_you: Markup
    usage: Markup
    explained: bool
    reason: str
    """Why nobody has explained it"""
    sources: tuple[SourceLine, ...]
    category: str
    aliases: tuple[str, ...]
    definitions: Definitions
    total: int
    """Mentions in all"""
    reports: int
    places: int
    first_use: MentionGroup | None
    """The report of the earliest year; None when split or never used"""
    by_year: tuple[tuple[str, int], ...]
    chart: BarChart | None
    """None when there is a single year: nothing to compare"""
    groups: tuple[MentionGroup, ...]
    parts: tuple[PageSlice, ...]
    related: tuple[TermLink, ...]
    beside: tuple[tuple[TermLink, int], ...]
    """Terms that often stand in one paragraph with it, and in how many"""
    metrics: tuple[TermLink, ...]
    indicators: tuple[TermLink, ...]


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page per term, and one per part of a long list of mentions."""
    for term in indexes.corpus.terms:
        key = RowKind.TERM.key(term.slug)
        tally = indexes.corpus.tallies.get(key)
        parts = year_parts(tally, indexes)
        heads = [
            (card.key, card.head.title.value, card.place, card.year)
            for d in term.definitions
            if (card := indexes.cards.get(d.report))
        ]
        pointing = _related(term, indexes), _beside(term, indexes)
        held = [is_held(source, indexes) for source in term.entry.sources] if term.entry else []
        digest = digest_of(
            term, tally, parts, heads, pointing, held, _measures_digest(indexes), apart_digest(indexes)
        )
        url = urls.term(term.slug)
        yield Job(
            url,
            PageName.TERM,
            term.slug,
            SiteSection.GLOSSARY,
            rows=() if parts or tally is None else (key,),
            digest=digest,
        )
        for part in flat(parts):
            yield Job(
                url + part.path,
                PageName.TERM,
                term.slug,
                SiteSection.GLOSSARY,
                rows=() if part.below else (key,),
                part=part.name,
                digest=digest_of(digest, part),
            )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> TermView:
    """The term's page; on the page of a part only its mentions."""
    term = indexes.terms[job.key]
    key = RowKind.TERM.key(term.slug)
    tally = indexes.corpus.tallies.get(key)
    parts = year_parts(tally, indexes)
    part = find_part(parts, job.part) if job.part else None
    rows = of_part(
        (row for row in inputs.rows.get(key, ()) if isinstance(row, MentionRow)), job.part, indexes
    )
    groups = mention_groups(rows, indexes)
    by_year = Counter(str(row.year) if row.year else "未知" for row in rows)
    entry = term.entry
    return TermView(
        info=_info(job, term, part, tally.reports if tally else 0, len(by_year) > 1 and not parts),
        name=term.name,
        url=urls.term(term.slug),
        part=part.label if part else "",
        plain=entry.plain if entry else "",
        explanation=explanation_html(entry.explanation) if entry and not part else Markup(""),
        for_you=explanation_html(entry.for_you) if entry and not part else Markup(""),
        usage=explanation_html(entry.usage) if entry and not part else Markup(""),
        explained=bool(entry and entry.explanation.strip()),
        reason=entry.reason if entry else "",
        sources=tuple(source_line(source, indexes) for source in entry.sources) if entry and not part else (),
        category=entry.category if entry else "",
        aliases=term.aliases,
        definitions=Definitions() if part else definitions(term, indexes),
        total=tally.rows if tally else 0,
        reports=tally.reports if tally else 0,
        places=tally.places if tally else 0,
        first_use=next((group for group in groups if group.year), None) if not parts else None,
        by_year=() if parts else tuple(sorted(by_year.items())),
        chart=bar_chart(sorted(by_year.items())) if len(by_year) > 1 and not parts else None,
        groups=groups,
        parts=part.below if part else parts,
        related=_related(term, indexes),
        beside=() if part else _beside(term, indexes),
        metrics=() if part else _metrics(term, indexes),
        indicators=() if part else _indicators(term, indexes),
    )


def mention_groups(rows: Iterable[MentionRow], indexes: Indexes) -> tuple[MentionGroup, ...]:
    """Mentions by report, in order of year and report; a sentence is shown once however often it has the
    term."""
    grouped: dict[str, list[MentionRow]] = {}
    for row in sorted(rows, key=lambda row: (row.year or 0, row.report)):
        grouped.setdefault(row.report, []).append(row)
    groups = []
    for report, of_report in grouped.items():
        first = of_report[0]
        lines = tuple(_mention(row) for row in of_report)
        groups.append(
            MentionGroup(
                source_label(report, first.place, first.year, indexes), urls.report(report), first.year, lines
            )
        )
    return tuple(groups)


def _mention(row: MentionRow) -> MentionLine:
    inside = 0 <= row.start < row.end <= len(row.sentence)
    start, end = (row.start, row.end) if inside else (len(row.sentence), len(row.sentence))
    words = row.sentence
    return MentionLine(
        words[:start], words[start:end], words[end:], row.section, urls.report(row.report, row.anchor)
    )


def _related(term: Term, indexes: Indexes) -> tuple[TermLink, ...]:
    named = [
        indexes.term_slugs[name]
        for name in (term.entry.see_also if term.entry else ())
        if name in indexes.term_slugs
    ]
    slugs = dict.fromkeys((*named, *indexes.seen_from.get(term.slug, ())))
    return tuple(
        TermLink(indexes.terms[slug].name, urls.term(slug))
        for slug in slugs
        if slug != term.slug and slug in indexes.terms
    )


def _beside(term: Term, indexes: Indexes) -> tuple[tuple[TermLink, int], ...]:
    """What often stands in one paragraph with the term; what is related anyway is not repeated."""
    named = {link.url for link in _related(term, indexes)}
    found = (
        (indexes.terms[slug], count)
        for slug, count in indexes.corpus.beside.get(term.slug, ())
        if slug in indexes.terms
    )
    return tuple(
        (TermLink(other.name, urls.term(other.slug)), count)
        for other, count in found
        if urls.term(other.slug) not in named
    )


def _metrics(term: Term, indexes: Indexes) -> tuple[TermLink, ...]:
    """The metrics that its file names, then those that have the word in their own name."""
    forms = _forms(term)
    named = term.entry.metrics if term.entry else ()
    speaking = (
        each.id for each in indexes.corpus.dictionary.metrics if any(form in each.name for form in forms)
    )
    chosen = [each for each in dict.fromkeys((*named, *speaking)) if each in indexes.metrics]
    return tuple(TermLink(indexes.metrics[each].name, urls.metric(each)) for each in chosen[:MEASURES])


def _indicators(term: Term, indexes: Indexes) -> tuple[TermLink, ...]:
    """The level-3 indicators that its file names, then those whose text has the word."""
    forms = _forms(term)
    named = term.entry.indicators if term.entry else ()
    speaking = (
        key
        for key, placed in indexes.indicators.items()
        if any(form in placed.indicator.text for form in forms)
    )
    chosen = [
        indexes.indicators[each] for each in dict.fromkeys((*named, *speaking)) if each in indexes.indicators
    ]
    return tuple(
        TermLink(f"{each.framework.edition}年版第{each.indicator.number}项", urls.indicator(each.key))
        for each in chosen[:MEASURES]
    )


def _forms(term: Term) -> tuple[str, ...]:
    return tuple(form for form in (term.name, *term.aliases) if len(form) > 1)


def _measures_digest(indexes: Indexes) -> str:
    """Of what the metrics and indicators say that a term can be found in."""
    return indexes.once("term_measures", lambda: digest_of(_measures(indexes)))


def _measures(indexes: Indexes) -> tuple[list[tuple[str, str]], ...]:
    texts = [(key, placed.indicator.text) for key, placed in indexes.indicators.items()]
    return texts, [(metric.id, metric.name) for metric in indexes.corpus.dictionary.metrics]


def _info(job: Job, term: Term, part: PageSlice | None, reports: int, charted: bool) -> PageInfo:
    words = meaning(term.entry)
    if not words and term.definitions:
        words = first_sentence(term.definitions[0].text)
    crumbs = (Crumb("词语", urls.GLOSSARY), *((Crumb(term.name, urls.term(term.slug)),) if part else ()))
    toc = () if part else _toc(term, charted)
    title = f"{term.name}：{part.label}的用例" if part else term.name
    return PageInfo(
        job.url,
        SiteSection.GLOSSARY,
        title,
        words or f"“{term.name}”在{reports}份报告中出现，尚无解释。",
        crumbs,
        toc,
        column_type="政策解读",
    )


def _toc(term: Term, charted: bool) -> tuple[TocItem, ...]:
    entry = term.entry
    items = [
        TocItem("for-you", "对您意味着什么", 2) if entry and entry.for_you else None,
        TocItem("usage", "常见用法", 2) if entry and entry.usage else None,
        TocItem("definitions", "各地的定义", 2) if term.definitions else None,
        TocItem("related", "相关词语和数据", 2),
        TocItem("sources", "依据", 2) if entry and entry.sources else None,
        TocItem("use", "历年使用", 2) if charted else None,
        TocItem("mentions", "出处", 2),
    ]
    return tuple(item for item in items if item)
