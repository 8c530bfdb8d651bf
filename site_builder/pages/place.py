"""`/places/<slug>/`: the years of one place on one page: its documents and gaps, its key figures, and what several years tell when read together.

What is new, what became of a promise, what is admitted again: these are findings by shared words (see model.stories), shown with the sentences they
rest on. The page says so.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from site_builder.model.corpus import Inputs, Job
from site_builder.model.page import TocItem
from site_builder.model.places import Place
from site_builder.model.span import Span
from site_builder.model.stories import Answer, Carried, Passage, PlaceStory, Promise, Recurring, Restated, Series
from site_builder.pages import urls, wording
from site_builder.pages.charts import LineChart, line_chart
from site_builder.pages.coverage import gaps_of
from site_builder.pages.digest import digest_of
from site_builder.pages.frame import Crumb, PageInfo, View
from site_builder.pages.indexes import Indexes
from site_builder.pages.report_lines import ReportLine, apart_cards, newest_date, own_cards, report_lines
from site_builder.pages.track import Track, track
from site_builder.pages.values import Value, points, value_of_figure
from site_builder.text.sentences import sentences

SMALL_MULTIPLES = 12
"""Charts shown at once; the others stand in a folded part. Twelve fill two screens."""
TELLING = 2
"""Sentences shown of a paragraph that speaks to a promise"""


class YearEntry(Struct, frozen=True):
    """One report year of the timeline."""

    year: int | None
    lines: tuple[ReportLine, ...]
    gap: bool


class Multiple(Struct, frozen=True):
    """One metric of the place over the years."""

    metric: str
    url: str
    unit: str
    chart: LineChart | None
    values: tuple[tuple[int, tuple[Value, ...]], ...]
    """By year"""


class PassageLink(Struct, frozen=True):
    """A sentence with the way to it."""

    text: str
    url: str
    year: int | None
    section: str


class CarriedPart(Struct, frozen=True):
    """What is new in one report against the one before."""

    year: int | None
    previous: int | None
    sentences: int
    unchanged: int
    similar: int
    fresh: tuple[PassageLink, ...]
    anchor: str


class AnswerPart(Struct, frozen=True):
    """A paragraph of the next report, with the words it shares with the promise."""

    passage: PassageLink
    shared: tuple[str, ...]


class PromisePart(Struct, frozen=True):
    """One item of an arrangement and what the next report says near it."""

    passage: PassageLink
    status: str
    """answered · silent (未见提及) · open (no later report yet)"""
    answers: tuple[AnswerPart, ...]


class PromiseYear(Struct, frozen=True):
    """The arrangements of one report."""

    year: int | None
    anchor: str
    promises: tuple[PromisePart, ...]
    answered: int
    checked: int
    """Promises that have a next report to look into"""


class RecurringPart(Struct, frozen=True):
    """A shortcoming named in several years."""

    shared: tuple[str, ...]
    passages: tuple[PassageLink, ...]


class RestatedPart(Struct, frozen=True):
    """One figure given twice, differently."""

    metric: str
    year: int
    earlier: Value
    later: Value
    note: str


class PlaceView(View, frozen=True):
    """One place."""

    place: Place
    level: str
    above: tuple[tuple[str, str], ...]
    """(name, address or empty) of the divisions above"""
    below: tuple[tuple[str, str], ...]
    """The same of those directly below that lead to documents"""
    documents: int
    track: Track | None
    timeline: tuple[YearEntry, ...]
    """Newest first"""
    multiples: tuple[Multiple, ...]
    more: tuple[Multiple, ...]
    carried: tuple[CarriedPart, ...]
    promises: tuple[PromiseYear, ...]
    recurring: tuple[RecurringPart, ...]
    restated: tuple[RestatedPart, ...]
    compare_url: str
    data_url: str
    apart: tuple[ReportLine, ...]
    """Documents of departments and towns, newest first: no years of the place"""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page per place with documents."""
    names = digest_of([(metric.id, metric.name, metric.unit, metric.kind) for metric in indexes.corpus.dictionary.metrics])
    for code, cards in sorted(indexes.by_place.items()):
        place = indexes.place(code)
        if place:
            timeliness = [indexes.corpus.timeliness.get(card.key) for card in cards]
            family = [(each.code, each.name, each.code in indexes.by_place) for each in (*indexes.ancestors(code), place)]
            below = [(each, each in indexes.by_place) for each in indexes.children.get(code, ())]
            yield Job(urls.place(place.slug), "place", code, "places", digest=digest_of(cards, timeliness, family, below, names), story=code)


def view(job: Job, inputs: Inputs, indexes: Indexes) -> PlaceView:
    """The place with its story; a story that could not be told leaves its parts out."""
    place = indexes.corpus.places.by_code[job.key]
    cards = indexes.by_place[job.key]
    story = inputs.story or PlaceStory(job.key, gaps_of(cards), (), (), (), (), ())
    multiples = tuple(made for series in story.series if (made := _multiple(series, job.key, indexes)))
    timeline = _timeline(report_lines(own_cards(cards), indexes), set(story.gaps))
    promises = _promises(story.promises)
    carried = tuple(_carried(each, indexes) for each in story.carried)
    above = tuple((each.name, urls.place(each.slug) if each.code in indexes.by_place else "") for each in indexes.ancestors(job.key))
    shown = PlaceView(
        info=PageInfo(job.url, "places", place.full_name, ""),
        place=place,
        level=wording.LEVEL.get(place.level, place.level),
        above=above,
        below=tuple(_child(code, indexes) for code in indexes.children.get(job.key, ())),
        documents=len(cards),
        track=track(timeline),
        timeline=tuple(reversed(timeline)),
        multiples=multiples[:SMALL_MULTIPLES],
        more=multiples[SMALL_MULTIPLES:],
        carried=carried,
        promises=promises,
        recurring=tuple(_recurring(each) for each in story.recurring),
        restated=tuple(_restated(each, job.key, indexes) for each in story.restated),
        compare_url=f"{urls.COMPARE}?a={place.slug}",
        data_url=urls.place_data(place.slug),
        apart=tuple(reversed(report_lines(apart_cards(cards), indexes))),
    )
    crumbs = (Crumb("地区", urls.PLACES), *(Crumb(name, url) for name, url in above if url))
    info = PageInfo(
        job.url,
        "places",
        place.full_name,
        f"{place.full_name}的{len(cards)}份法治政府建设文件{_span(timeline)}：历年报告、是否按期、关键数据、逐年变化。",
        crumbs,
        _toc(shown),
        newest_date(cards),
        "概况信息",
    )
    return replace(shown, info=info)


def _span(timeline: tuple[YearEntry, ...]) -> str:
    """First and last year of a timeline, for a sentence."""
    years = [entry.year for entry in timeline if entry.year]
    return f"（{years[0]}–{years[-1]}年度）" if len(years) > 1 else f"（{years[0]}年度）" if years else ""


def _timeline(lines: tuple[ReportLine, ...], gaps: set[int]) -> tuple[YearEntry, ...]:
    """Oldest first, gaps in their place; documents without a year at the very beginning."""
    by_year: dict[int, list[ReportLine]] = {year: [] for year in gaps}
    for line in lines:
        by_year.setdefault(line.year or 0, []).append(line)
    return tuple(YearEntry(year or None, tuple(of_year), year in gaps) for year, of_year in sorted(by_year.items()))


def _multiple(series: Series, place: str, indexes: Indexes) -> Multiple | None:
    metric = indexes.metrics.get(series.metric)
    if not metric:
        return None
    by_year: dict[int, list[Value]] = {}
    for figure in series.figures:
        by_year.setdefault(figure.year or 0, []).append(value_of_figure(figure, place, indexes))
    drawn = points(series.figures, metric.kind, metric.unit, "")
    chart = line_chart([(metric.name, drawn)], metric.unit, 220, 96, compact=True) if len({point.year for point in drawn}) > 1 else None
    return Multiple(metric.name, urls.metric(metric.id), metric.unit, chart, tuple((year, tuple(values)) for year, values in sorted(by_year.items())))


def _carried(carried: Carried, indexes: Indexes) -> CarriedPart:
    now, before = indexes.cards.get(carried.report), indexes.cards.get(carried.previous)
    year = now.year if now else None
    return CarriedPart(
        year,
        before.year if before else None,
        carried.sentences,
        carried.unchanged,
        carried.similar,
        tuple(_passage(each) for each in carried.fresh),
        f"new-{year or 0}",
    )


def _promises(promises: tuple[Promise, ...]) -> tuple[PromiseYear, ...]:
    by_year: dict[int, list[PromisePart]] = {}
    for promise in promises:
        status = "answered" if promise.answers else "silent" if promise.next_report else "open"
        answers = tuple(AnswerPart(_passage(replace(answer.passage, text=_telling(answer))), answer.shared) for answer in promise.answers)
        by_year.setdefault(promise.passage.year or 0, []).append(PromisePart(_passage(promise.passage), status, answers))
    return tuple(
        PromiseYear(
            year or None,
            f"promises-{year}",
            tuple(parts),
            sum(part.status == "answered" for part in parts),
            sum(part.status != "open" for part in parts),
        )
        for year, parts in sorted(by_year.items(), reverse=True)
    )


def _telling(answer: Answer) -> str:
    """The sentences of a paragraph that hold its longest phrases shared with the promise, what is left out marked ……; the link leads to all of it.

    Ten years of promises with up to three whole paragraphs each made pages of a megabyte.
    """
    text = answer.passage.text
    spans = sentences(text, Span(0, len(text)))
    bare = [span.of(text).replace("“", "").replace("”", "") for span in spans]
    holding = dict.fromkeys(number for phrase in answer.shared for number, sentence in enumerate(bare) if phrase in sentence)
    chosen = sorted(list(holding)[:TELLING]) or list(range(len(spans)))
    out = "……" if chosen and chosen[0] > 0 else ""
    for number, following in zip(chosen, (*chosen[1:], len(spans)), strict=True):
        out += spans[number].of(text) + ("……" if following != number + 1 else "")
    return out or text


def _recurring(recurring: Recurring) -> RecurringPart:
    return RecurringPart(recurring.shared, tuple(_passage(each) for each in recurring.passages))


def _restated(restated: Restated, place: str, indexes: Indexes) -> RestatedPart:
    metric = indexes.metrics.get(restated.metric)
    earlier, later = (value_of_figure(figure, place, indexes) for figure in (restated.earlier, restated.later))
    return RestatedPart(metric.name if metric else restated.metric, restated.year, earlier, later, restated.note)


def _passage(passage: Passage) -> PassageLink:
    return PassageLink(passage.text, urls.report(passage.report, passage.anchor), passage.year, passage.section)


def _child(code: str, indexes: Indexes) -> tuple[str, str]:
    place = indexes.corpus.places.by_code[code]
    return place.name, urls.place(place.slug) if code in indexes.by_place else ""


def _toc(view: PlaceView) -> tuple[TocItem, ...]:
    parts = (
        ("timeline", "历年文件", True),
        ("apart", "部门、乡镇街道的报告", bool(view.apart)),
        ("figures", "关键数据", bool(view.multiples)),
        ("new", "逐年新内容", bool(view.carried)),
        ("promises", "上一年的安排，下一年怎么写", bool(view.promises)),
        ("recurring", "多年提到的不足", bool(view.recurring)),
        ("restated", "前后不一致的数字", bool(view.restated)),
        ("below", "下级地区", bool(view.below)),
    )
    return tuple(TocItem(anchor, title, 2) for anchor, title, shown in parts if shown)
