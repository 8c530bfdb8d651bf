"""`/documents/` and `/documents/<slug>/`: the laws, regulations and documents that reports cite, and every
citation with its sentence."""

from collections.abc import Iterator

from msgspec import Struct

from site_builder.model.corpus import CitationRow, Inputs, Job
from site_builder.model.history import CitedSource
from site_builder.model.page import TocItem
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import Crumb, PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.pagination import PageSlice, find_part, flat, of_part, year_parts
from site_builder.pages.shared.report_lines import apart_digest, source_label
from site_builder.vocabulary import CitationKind, PageName, RowKind, SiteSection


class WorkLine(Struct, frozen=True):
    """One cited document of the list."""

    title: str
    url: str
    numbers: tuple[str, ...]
    reports: int
    citations: int


class WorkGroup(Struct, frozen=True):
    """The cited documents of one kind."""

    anchor: str
    kind: str
    lines: tuple[WorkLine, ...]
    count: int
    url: str
    """Where they are listed when the index is split; then `lines` is empty"""


class WorkIndexView(View, frozen=True):
    """All cited documents by kind, each kind by pinyin."""

    heading: str
    groups: tuple[WorkGroup, ...]
    total: int


class CitationLine(Struct, frozen=True):
    """One citation."""

    source: str
    url: str
    number: str
    """The 文号 it is given there"""
    sentence: str


class WorkView(View, frozen=True):
    """One cited document, or one part of its citations."""

    work: CitedSource
    url: str
    kind: str
    part: str
    reports: int
    citations: int
    lines: tuple[CitationLine, ...]
    parts: tuple[PageSlice, ...]


def index_jobs(indexes: Indexes) -> Iterator[Job]:
    """The index, split by kind when it is long."""
    works = indexes.corpus.works
    facts = {
        kind: digest_of([(w.slug, w.title, w.numbers, _tally(w, indexes)) for w in of_kind])
        for kind, of_kind in _by_kind(indexes).items()
    }
    split = len(works) > indexes.corpus.portal.rows_per_page
    yield Job(urls.DOCUMENTS, PageName.WORK_INDEX, "", SiteSection.INDICATORS, digest=digest_of(facts, split))
    if split:
        for kind, digest in facts.items():
            yield Job(
                urls.documents_of(kind), PageName.WORK_INDEX, kind, SiteSection.INDICATORS, digest=digest
            )


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page per cited document, one per part of a long list of citations."""
    for work in indexes.corpus.works:
        key = RowKind.DOCUMENT.key(work.slug)
        tally = indexes.corpus.tallies.get(key)
        parts = year_parts(tally, indexes)
        digest = digest_of(work, tally, parts, apart_digest(indexes))
        url = urls.document(work.slug)
        yield Job(
            url,
            PageName.WORK,
            work.slug,
            SiteSection.INDICATORS,
            rows=() if parts or tally is None else (key,),
            digest=digest,
        )
        for part in flat(parts):
            yield Job(
                url + part.path,
                PageName.WORK,
                work.slug,
                SiteSection.INDICATORS,
                rows=() if part.below else (key,),
                part=part.name,
                digest=digest,
            )


def index_view(job: Job, inputs: Inputs, indexes: Indexes) -> WorkIndexView:  # noqa: ARG001 - every page kind has this signature
    """All kinds, or one."""
    split = len(indexes.corpus.works) > indexes.corpus.portal.rows_per_page and not job.key
    groups = tuple(
        WorkGroup(
            f"k-{kind}",
            kind.word,
            () if split else tuple(_line(work, indexes) for work in works),
            len(works),
            urls.documents_of(kind) if split else "",
        )
        for kind, works in _by_kind(indexes).items()
        if not job.key or kind == job.key
    )
    heading = f"引用的{groups[0].kind}" if job.key and groups else "引用的文件"
    total = sum(group.count for group in groups)
    info = PageInfo(
        job.url,
        SiteSection.INDICATORS,
        heading,
        f"报告用书名号引用的{total}份法律、法规和文件，每份都列出哪些报告在哪一句引用。",
        (Crumb("引用的文件", urls.DOCUMENTS),) if job.key else (Crumb("指标", urls.INDICATORS),),
        tuple(TocItem(group.anchor, group.kind, 2) for group in groups),
        column_type="政策文件",
    )
    return WorkIndexView(info, heading, groups, total)


def view(job: Job, inputs: Inputs, indexes: Indexes) -> WorkView:
    """One cited document with its citations, in order of year and report."""
    work = _works(indexes)[job.key]
    key = RowKind.DOCUMENT.key(work.slug)
    tally = indexes.corpus.tallies.get(key)
    parts = year_parts(tally, indexes)
    part = find_part(parts, job.part) if job.part else None
    rows = of_part(
        (row for row in inputs.rows.get(key, ()) if isinstance(row, CitationRow)), job.part, indexes
    )
    lines = tuple(
        CitationLine(
            source_label(row.report, row.place, row.year, indexes),
            urls.report(row.report, row.citation.anchor),
            row.citation.number,
            row.sentence,
        )
        for row in sorted(rows, key=lambda row: (row.year or 0, row.report))
    )
    crumbs = (
        Crumb("引用的文件", urls.DOCUMENTS),
        *((Crumb(f"《{work.title}》", urls.document(work.slug)),) if part else ()),
    )
    reports, citations = (tally.reports, tally.rows) if tally else (0, 0)
    title = f"《{work.title}》" + (f"：{part.label}的引用" if part else "")
    info = PageInfo(
        job.url,
        SiteSection.INDICATORS,
        title,
        f"{reports}份报告引用《{work.title}》，共{citations}处，附原句和出处。",
        crumbs,
        column_type="政策文件",
    )
    kind = work.kind.word
    below = part.below if part else parts
    return WorkView(
        info,
        work,
        urls.document(work.slug),
        kind,
        part.label if part else "",
        reports,
        citations,
        lines,
        below,
    )


def _line(work: CitedSource, indexes: Indexes) -> WorkLine:
    reports, citations = _tally(work, indexes)
    return WorkLine(work.title, urls.document(work.slug), work.numbers, reports, citations)


def _tally(work: CitedSource, indexes: Indexes) -> tuple[int, int]:
    tally = indexes.corpus.tallies.get(RowKind.DOCUMENT.key(work.slug))
    return (tally.reports, tally.rows) if tally else (0, 0)


def _by_kind(indexes: Indexes) -> dict[CitationKind, list[CitedSource]]:
    """Kinds in the order of their rank, each by pinyin."""
    grouped: dict[CitationKind, list[CitedSource]] = {kind: [] for kind in CitationKind}
    for work in indexes.corpus.works:
        grouped[work.kind].append(work)
    return {kind: works for kind, works in grouped.items() if works}


def _works(indexes: Indexes) -> dict[str, CitedSource]:
    return indexes.once("works", lambda: {work.slug: work for work in indexes.corpus.works})
