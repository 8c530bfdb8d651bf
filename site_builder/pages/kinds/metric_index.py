"""`/metrics/`: all metrics by theme with how many places report each; `/metrics/by-letter/`: the same A–Z by
pinyin.

The second page says nothing that a new report changes, so it is made again only when the dictionary changes:
readings are slow to look up.
"""

from collections.abc import Iterator

from msgspec import Struct

from site_builder.model.corpus import Inputs, Job
from site_builder.model.indicators import Metric
from site_builder.model.page import TocItem
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import Crumb, PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.text.readers.slugs import initial, sort_key
from site_builder.vocabulary import PageName, RowKind, SiteSection


class MetricLine(Struct, frozen=True):
    """One metric of the list."""

    name: str
    url: str
    unit: str
    definition: str
    places: int
    reports: int
    years: str


class MetricTheme(Struct, frozen=True):
    """The metrics of one theme."""

    anchor: str
    name: str
    lines: tuple[MetricLine, ...]


class Letter(Struct, frozen=True):
    """The metrics that begin with one letter."""

    letter: str
    links: tuple[tuple[str, str], ...]
    """(name, address)"""


class MetricLettersView(View, frozen=True):
    """All metrics by pinyin."""

    letters: tuple[Letter, ...]


class MetricIndexView(View, frozen=True):
    """All metrics by theme, with their definitions."""

    themes: tuple[MetricTheme, ...]
    total: int
    reported: int
    """Metrics with at least one value"""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page by theme, one by pinyin."""
    dictionary = indexes.corpus.dictionary
    tallies = [indexes.corpus.tallies.get(RowKind.METRIC.key(metric.id)) for metric in dictionary.metrics]
    yield Job(
        urls.METRICS,
        PageName.METRIC_INDEX,
        "",
        SiteSection.INDICATORS,
        digest=digest_of(dictionary.metrics, dictionary.themes, tallies),
    )
    names = [(metric.id, metric.name) for metric in dictionary.metrics]
    yield Job(
        urls.METRICS_BY_LETTER,
        PageName.METRIC_INDEX,
        "letters",
        SiteSection.INDICATORS,
        digest=digest_of(names),
    )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> MetricIndexView | MetricLettersView:  # noqa: ARG001 - every page kind has this signature
    """Themes in the order of the dictionary; a theme it does not list comes last."""
    if job.key:
        return _letters(job, indexes)
    dictionary = indexes.corpus.dictionary
    names = list(dict.fromkeys((*dictionary.themes, *(metric.theme for metric in dictionary.metrics))))
    themes = tuple(
        MetricTheme(
            f"t{position}",
            name,
            tuple(metric_line(metric, indexes) for metric in dictionary.metrics if metric.theme == name),
        )
        for position, name in enumerate(names, 1)
    )
    themes = tuple(theme for theme in themes if theme.lines)
    info = PageInfo(
        job.url,
        SiteSection.INDICATORS,
        "数据项",
        f"可以在地区、年度之间对照的{len(dictionary.metrics)}个数据项：定义、报告里的说法、"
        "比较时的注意事项和各地数字。",
        (Crumb("指标", urls.INDICATORS),),
        tuple(TocItem(theme.anchor, theme.name, 2) for theme in themes),
        column_type="数据发布",
    )
    reported = sum(line.places > 0 for theme in themes for line in theme.lines)
    return MetricIndexView(info, themes, len(dictionary.metrics), reported)


def _letters(job: Job, indexes: Indexes) -> MetricLettersView:
    by_letter: dict[str, list[tuple[str, str]]] = {}
    for metric in sorted(
        indexes.corpus.dictionary.metrics, key=lambda metric: (sort_key(metric.name), metric.id)
    ):
        by_letter.setdefault(initial(metric.name), []).append((metric.name, urls.metric(metric.id)))
    letters = tuple(
        Letter(letter, tuple(links))
        for letter, links in sorted(by_letter.items(), key=lambda item: (item[0] == "#", item[0]))
    )
    crumbs = (Crumb("指标", urls.INDICATORS), Crumb("数据项", urls.METRICS))
    total = len(indexes.corpus.dictionary.metrics)
    info = PageInfo(
        job.url,
        SiteSection.INDICATORS,
        "数据项：按拼音",
        f"全部{total}个数据项，按拼音排列。",
        crumbs,
        column_type="数据发布",
    )
    return MetricLettersView(info, letters)


def metric_line(metric: Metric, indexes: Indexes) -> MetricLine:
    """A metric as a line of a list."""
    tally = indexes.corpus.tallies.get(RowKind.METRIC.key(metric.id))
    years = "" if not tally or not tally.last_year else year_span(tally.first_year, tally.last_year)
    return MetricLine(
        metric.name,
        urls.metric(metric.id),
        metric.unit,
        metric.definition,
        tally.places if tally else 0,
        tally.reports if tally else 0,
        years,
    )


def year_span(first: int, last: int) -> str:
    """Two years as a span.

    >>> year_span(2019, 2024), year_span(2024, 2024), year_span(0, 2024)
    ('2019–2024', '2024', '2024')
    """
    return str(last) if first in (0, last) else f"{first}–{last}"
