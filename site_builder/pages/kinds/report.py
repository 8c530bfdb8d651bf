"""`/reports/<place>/<year>/`: one document for reading: what it is and how we know, its key figures, the
text, and everything that was done to it."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from site_builder.model.corpus import Inputs, Job, ReportCard
from site_builder.model.facts import Check, Citation, Document
from site_builder.model.page import TocItem
from site_builder.model.text import Boilerplate, Repair
from site_builder.pages.shared import urls
from site_builder.pages.shared.citation_style import report_reference
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import Article, Crumb, PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.key_figures import KeyFigure, has_several, key_figures
from site_builder.pages.shared.report_body import PageBlock, blocks, contents
from site_builder.pages.shared.report_facts import Fact, Neighbour, comparisons, facts, neighbours
from site_builder.pages.shared.report_lines import ReportLine, report_line
from site_builder.pages.shared.term_notes import TermNote, term_note, term_notes
from site_builder.problems import visible
from site_builder.vocabulary import DocumentKind, PageName, RepairStatus, SiteSection


class CitedDocument(Struct, frozen=True):
    """A document the report names, once, with how often."""

    citation: Citation
    times: int
    url: str
    """Of its page; empty when it has none"""


class Numbered(Struct, frozen=True):
    """A repair with the number of its row."""

    number: int
    repair: Repair
    name: str


class NumberedCheck(Struct, frozen=True):
    """A check with the number of its note."""

    number: int
    check: Check


class ReportView(View, frozen=True):
    """Everything the page of a report shows. Of a withheld report only `line`, `card` and `facts` are filled."""

    card: ReportCard
    line: ReportLine
    facts: tuple[Fact, ...]
    before: Neighbour | None = None
    after: Neighbour | None = None
    comparisons: tuple[tuple[str, str], ...] = ()
    """(label, address) of the pages that set it beside another year"""
    figures: tuple[KeyFigure, ...] = ()
    several: bool = False
    """Whether any of them has more than one number"""
    blocks: tuple[PageBlock, ...] = ()
    terms: tuple[TermNote, ...] = ()
    citations: tuple[CitedDocument, ...] = ()
    checks: tuple[NumberedCheck, ...] = ()
    repairs: int = 0
    by_person: tuple[Numbered, ...] = ()
    """Repairs that need, or have had, a person: shown openly"""
    automatic: tuple[Numbered, ...] = ()
    """Repairs that follow from the bytes: listed in a fold"""
    repair_kinds: tuple[tuple[str, int], ...] = ()
    """Name of a kind of repair → how many places"""
    furniture: tuple[Boilerplate, ...] = ()
    encoding: str = ""
    reference: str = ""
    source_url: str = ""
    data_url: str = ""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page per document; a withheld one reads nothing of the text."""
    names = digest_of(
        [
            (metric.id, metric.name, metric.kind, metric.unit, metric.units)
            for metric in indexes.corpus.dictionary.metrics
        ]
    )
    for card in indexes.corpus.cards:
        place = indexes.place(card.place)
        notes = [
            term_note(card.key, indexes.terms[slug], indexes) for slug in card.terms if slug in indexes.terms
        ]
        digest = digest_of(
            card,
            neighbours(card, indexes),
            comparisons(card, indexes),
            notes,
            report_line(card, indexes),
            place and place.full_name,
            names,
        )
        documents = () if card.withheld else (card.key,)
        yield Job(
            urls.report(card.key),
            PageName.REPORT,
            card.key,
            SiteSection.REPORTS,
            documents=documents,
            digest=digest,
        )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> ReportView:
    """The page of one document."""
    card = indexes.cards[job.key]
    line = report_line(card, indexes)
    if card.withheld:
        return ReportView(_info(card, line, indexes, ()), card, line, facts(card, indexes))
    document = inputs.documents[job.key]
    mentions = inputs.mentions.get(job.key, ())
    repairs = tuple(
        Numbered(number, _readable(repair), repair.kind.word)
        for number, repair in enumerate(document.report.repairs, 1)
    )
    before, after = neighbours(card, indexes)
    figures = key_figures(document.facts.quantities, document.report.text, indexes)
    found = tuple(
        NumberedCheck(number, check)
        for number, check in enumerate((c for c in document.facts.checks if not c.holds), 1)
    )
    return ReportView(
        info=_info(card, line, indexes, (*contents(document.report), TocItem("notes", "附注与出处", 2))),
        card=card,
        line=line,
        facts=facts(card, indexes),
        before=before,
        after=after,
        comparisons=comparisons(card, indexes),
        figures=figures,
        several=has_several(figures),
        blocks=blocks(document, mentions, indexes, urls.up(job.url)),
        terms=term_notes(card.key, mentions, indexes),
        citations=_citations(document, indexes),
        checks=found,
        repairs=len(repairs),
        by_person=tuple(each for each in repairs if each.repair.status != RepairStatus.AUTOMATIC),
        automatic=tuple(each for each in repairs if each.repair.status == RepairStatus.AUTOMATIC),
        repair_kinds=tuple(
            sum((Counter({each.name: each.repair.count}) for each in repairs), Counter[str]()).most_common()
        ),
        furniture=document.report.furniture,
        encoding=document.report.encoding,
        reference=_reference(card, line, indexes),
        source_url=urls.report_source(card.key),
        data_url=urls.report_data(card.key),
    )


def _readable(repair: Repair) -> Repair:
    """The repair with characters that cannot be seen written as their numbers: the source may hold some that
    turn the text around."""
    return replace(
        repair,
        before=visible(repair.before),
        after=visible(repair.after),
        candidates=tuple(map(visible, repair.candidates)),
        note=visible(repair.note),
    )


def _info(card: ReportCard, line: ReportLine, indexes: Indexes, toc: tuple[TocItem, ...]) -> PageInfo:
    issuer = str(card.head.issuer.value or "")
    place = indexes.place(card.place)
    if card.withheld:
        description = f"{line.title}：正文暂不公开。"
    else:
        date = f"，{line.published[:10]}发布" if line.published else ""
        description = (
            f"{line.title}（{line.place}{date}）：全文、关键数据、词语解释和出处，每个数字都可回到原文。"
        )
    crumbs = [Crumb("报告", urls.REPORTS)]
    if place:
        crumbs.append(Crumb(place.name, urls.place(place.slug)))
    return PageInfo(
        url=urls.report(card.key),
        section=SiteSection.REPORTS,
        title=line.title,
        description=description,
        crumbs=tuple(crumbs),
        toc=toc,
        lastmod=line.published[:10],
        column_type="政策文件" if card.head.kind.value == DocumentKind.PLAN else "信息公开目录",
        article=Article(
            line.published,
            str(card.head.source.value or "") or issuer,
            issuer,
            ("法治政府建设", *((place.name,) if place else ())),
        ),
    )


def _citations(document: Document, indexes: Indexes) -> tuple[CitedDocument, ...]:
    """The named documents in order of first mention."""
    first: dict[str, Citation] = {}
    times: Counter[str] = Counter()
    for citation in document.facts.citations:
        kept = first.setdefault(citation.title, citation)
        if citation.number and not kept.number:
            first[citation.title] = citation
        times[citation.title] += 1
    return tuple(
        CitedDocument(
            citation,
            times[title],
            urls.document(indexes.work_slugs[title]) if title in indexes.work_slugs else "",
        )
        for title, citation in first.items()
    )


def _reference(card: ReportCard, line: ReportLine, indexes: Indexes) -> str:
    base = indexes.corpus.portal.url
    return report_reference(
        str(card.head.issuer.value or ""), line.title, line.published, base and base + urls.report(card.key)
    )
