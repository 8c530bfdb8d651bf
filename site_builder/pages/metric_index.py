"""`/metrics/`: all metrics by theme, and A–Z by pinyin, with how many places report each."""

from collections.abc import Iterator

from msgspec import Struct

from site_builder.model.corpus import Inputs, Job
from site_builder.model.indicators import Metric
from site_builder.model.page import TocItem
from site_builder.pages import urls
from site_builder.pages.digest import digest_of
from site_builder.pages.frame import Crumb, PageInfo, View
from site_builder.pages.indexes import Indexes
from site_builder.text.slugs import initial, sort_key


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
    lines: tuple[MetricLine, ...]


class MetricIndexView(View, frozen=True):
    """All metrics, twice: by theme with their definitions, by pinyin as an index."""

    themes: tuple[MetricTheme, ...]
    letters: tuple[Letter, ...]
    total: int
    reported: int
    """Metrics with at least one value"""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page."""
    dictionary = indexes.corpus.dictionary
    tallies = [indexes.corpus.tallies.get(f"metric:{metric.id}") for metric in dictionary.metrics]
    yield Job(urls.METRICS, "metric_index", "", "indicators", digest=digest_of(dictionary.metrics, dictionary.themes, tallies))


def view(job: Job, inputs: Inputs, indexes: Indexes) -> MetricIndexView:  # noqa: ARG001 - every page kind has this signature
    """Themes in the order of the dictionary; a theme it does not list comes last."""
    dictionary = indexes.corpus.dictionary
    names = list(dict.fromkeys((*dictionary.themes, *(metric.theme for metric in dictionary.metrics))))
    themes = tuple(
        MetricTheme(f"t{position}", name, tuple(metric_line(metric, indexes) for metric in dictionary.metrics if metric.theme == name))
        for position, name in enumerate(names, 1)
    )
    themes = tuple(theme for theme in themes if theme.lines)
    by_letter: dict[str, list[MetricLine]] = {}
    for metric in sorted(dictionary.metrics, key=lambda metric: (sort_key(metric.name), metric.id)):
        by_letter.setdefault(initial(metric.name), []).append(metric_line(metric, indexes))
    letters = tuple(Letter(letter, tuple(lines)) for letter, lines in sorted(by_letter.items(), key=lambda item: (item[0] == "#", item[0])))
    info = PageInfo(
        job.url,
        "indicators",
        "数据项",
        f"可以在地区、年度之间对照的{len(dictionary.metrics)}个数据项：定义、报告里的说法、比较时的注意事项和各地数字。",
        (Crumb("指标", urls.INDICATORS),),
        (*(TocItem(theme.anchor, theme.name, 2) for theme in themes), TocItem("letters", "按拼音查找", 2)),
        column_type="数据发布",
    )
    reported = sum(line.places > 0 for theme in themes for line in theme.lines)
    return MetricIndexView(info, themes, letters, len(dictionary.metrics), reported)


def metric_line(metric: Metric, indexes: Indexes) -> MetricLine:
    """A metric as a line of a list."""
    tally = indexes.corpus.tallies.get(f"metric:{metric.id}")
    years = "" if not tally or not tally.last_year else year_span(tally.first_year, tally.last_year)
    return MetricLine(
        metric.name, urls.metric(metric.id), metric.unit, metric.definition, tally.places if tally else 0, tally.reports if tally else 0, years
    )


def year_span(first: int, last: int) -> str:
    """Two years as a span.

    >>> year_span(2019, 2024), year_span(2024, 2024), year_span(0, 2024)
    ('2019–2024', '2024', '2024')
    """
    return str(last) if first in (0, last) else f"{first}–{last}"
