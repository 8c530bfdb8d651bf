"""`/indicators/` and `/indicators/<edition>/`: the official framework as a tree, with how many places have
evidence for each level-3 indicator."""

from collections.abc import Iterator

from msgspec import Struct

from site_builder.model.corpus import Inputs, Job
from site_builder.model.indicators import Framework, Level2
from site_builder.model.page import TocItem
from site_builder.pages.kinds.metric import matrix_codes
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import Crumb, PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.vocabulary import PageName, RowKind, SiteSection


class IndicatorLine(Struct, frozen=True):
    """One level-3 indicator of the tree."""

    number: str
    text: str
    url: str
    threshold: bool
    """Whether it holds a demand that a number can be checked against"""
    places: int
    """Places with at least one sentence of evidence"""
    reports: int


class IndicatorGroup(Struct, frozen=True):
    """A level-2 indicator."""

    anchor: str
    number: str
    name: str
    lines: tuple[IndicatorLine, ...]


class IndicatorBranch(Struct, frozen=True):
    """A level-1 indicator."""

    anchor: str
    number: str
    name: str
    groups: tuple[IndicatorGroup, ...]


class FrameworkView(View, frozen=True):
    """One edition as a tree."""

    edition: str
    title: str
    source: str
    note: str
    branches: tuple[IndicatorBranch, ...]
    total: int
    evidenced: int
    """Level-3 indicators with evidence from at least one place"""
    places: int
    """Places with annual reports: the whole that `IndicatorLine.places` is a part of"""


class EditionLine(Struct, frozen=True):
    """One edition of the framework."""

    edition: str
    title: str
    source: str
    note: str
    url: str
    level1: int
    level2: int
    level3: int


class IndicatorIndexView(View, frozen=True):
    """All editions."""

    editions: tuple[EditionLine, ...]
    metrics: int


def jobs(indexes: Indexes) -> Iterator[Job]:
    """The list of editions, and a tree for each."""
    frameworks = indexes.corpus.dictionary.frameworks
    editions = [(f.edition, f.title, f.source, f.note, len(f.levels)) for f in frameworks]
    yield Job(
        urls.INDICATORS,
        PageName.INDICATOR_INDEX,
        "",
        SiteSection.INDICATORS,
        digest=digest_of(editions, len(indexes.metrics)),
    )
    for framework in frameworks:
        tallies = [
            (key, tally.places, tally.reports)
            for key, tally in indexes.corpus.tallies.items()
            if key.startswith(RowKind.INDICATOR.key(f"{framework.edition}:"))
        ]
        digest = digest_of(framework, sorted(tallies), len(matrix_codes("", indexes)))
        yield Job(
            urls.framework(framework.edition),
            PageName.INDICATOR_INDEX,
            framework.edition,
            SiteSection.INDICATORS,
            digest=digest,
        )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> FrameworkView | IndicatorIndexView:  # noqa: ARG001 - every page kind has this signature
    """The list of editions, or the tree of one."""
    frameworks = indexes.corpus.dictionary.frameworks
    if not job.key:
        info = PageInfo(
            job.url,
            SiteSection.INDICATORS,
            "指标",
            "市县法治政府建设示范指标体系各版本：逐条列出原文、责任部门，以及哪些报告写到了它。",
            column_type="数据发布",
        )
        return IndicatorIndexView(
            info, tuple(_edition(framework) for framework in frameworks), len(indexes.metrics)
        )
    return _tree(job, next(framework for framework in frameworks if framework.edition == job.key), indexes)


def _edition(framework: Framework) -> EditionLine:
    groups = [group for level in framework.levels for group in level.groups]
    level3 = sum(len(group.indicators) for group in groups)
    return EditionLine(
        framework.edition,
        framework.title,
        framework.source,
        framework.note,
        urls.framework(framework.edition),
        len(framework.levels),
        len(groups),
        level3,
    )


def _tree(job: Job, framework: Framework, indexes: Indexes) -> FrameworkView:
    branches = tuple(
        IndicatorBranch(
            f"l{position}",
            level.number,
            level.name,
            tuple(
                _group(framework, group, f"l{position}-{place}", indexes)
                for place, group in enumerate(level.groups, 1)
            ),
        )
        for position, level in enumerate(framework.levels, 1)
    )
    lines = [line for branch in branches for group in branch.groups for line in group.lines]
    toc = tuple(
        item
        for branch in branches
        for item in (
            TocItem(branch.anchor, _words(branch.number, branch.name), 2),
            *(TocItem(g.anchor, g.name, 3) for g in branch.groups),
        )
    )
    places = len(matrix_codes("", indexes))
    info = PageInfo(
        job.url,
        SiteSection.INDICATORS,
        f"{framework.title}（{framework.edition}年版）",
        f"{framework.title}（{framework.edition}年版）共{len(lines)}项三级指标：原文、"
        "责任部门和各地报告中的相应内容。",
        (Crumb("指标", urls.INDICATORS),),
        toc,
        column_type="数据发布",
    )
    evidenced = sum(line.places > 0 for line in lines)
    return FrameworkView(
        info,
        framework.edition,
        framework.title,
        framework.source,
        framework.note,
        branches,
        len(lines),
        evidenced,
        places,
    )


def _group(framework: Framework, group: Level2, anchor: str, indexes: Indexes) -> IndicatorGroup:
    lines = []
    for indicator in group.indicators:
        key = f"{framework.edition}:{indicator.number}"
        tally = indexes.corpus.tallies.get(RowKind.INDICATOR.key(key))
        lines.append(
            IndicatorLine(
                indicator.number,
                indicator.text,
                urls.indicator(key),
                bool(indicator.thresholds),
                tally.places if tally else 0,
                tally.reports if tally else 0,
            )
        )
    return IndicatorGroup(anchor, group.number, group.name, tuple(lines))


def _words(number: str, name: str) -> str:
    """A level-1 heading, without saying 附加项 twice."""
    return name if not number or number == name else f"{number}、{name}"
