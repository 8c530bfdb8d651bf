"""What single page kinds say: qualifiers kept, silence shown as silence, nothing ranked, hostile text
harmless."""

from decimal import Decimal

import pages_corpus as made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.model.corpus import EvidenceRow, Inputs, Job, MetricRow, Tally
from site_builder.model.facts import Quantity
from site_builder.model.history import Figure, PlaceHistory, Series
from site_builder.model.report import Content
from site_builder.model.span import Span
from site_builder.model.terms import Source
from site_builder.pages.context import build_context, build_environment, compile_templates
from site_builder.pages.kinds import coverage, indicator, metric, place, redirect, term, year
from site_builder.pages.pictures.charts import Point, bar_chart, line_chart
from site_builder.pages.plan import plan
from site_builder.pages.render import render
from site_builder.pages.shared.explanation import explanation_html, first_sentence, summary
from site_builder.pages.shared.frame import PageInfo, toc_html
from site_builder.pages.shared.indexes import Indexes, build_indexes
from site_builder.pages.shared.pagination import flat, of_part, province_parts, year_parts
from site_builder.pages.shared.report_lines import report_line, source_label
from site_builder.pages.shared.urls import relative
from site_builder.pages.shared.values import points, printed, range_printed, value_of, values_of
from site_builder.vocabulary import (
    Bound,
    Change,
    ContentStatus,
    PageName,
    QuantityKind,
    Role,
    SectionRole,
    SiteSection,
)

LUOHE = made.card("411100", 2024, "2025-02-27")
LUOYANG = made.card("410300", 2024, "2025-04-03")
XISHAN = made.card("530112", 2017)


def indexes_of(*cards: made.ReportCard, **changes: object) -> tuple[Indexes, made.Store]:
    corpus, store = made.full_corpus(*cards, **changes)
    return build_indexes(corpus), store


def quantity(**changes: object) -> Quantity:
    return replace(made.QUANTITIES[1], **changes)


@pytest.mark.parametrize(
    ("surface", "qualifier", "shown"),
    [
        ("90%", "以上", "90%（以上）"),
        ("43.6万余通", "余", "43.6万余通"),
        ("50%", "近", "50%（近）"),
        ("56件", "", "56件"),
        ("3位", "第,连续", "3位（第、连续）"),
    ],
)
def test_a_value_keeps_its_qualifier(surface: str, qualifier: str, shown: str) -> None:
    assert printed(quantity(surface=surface, qualifier=qualifier)) == shown


RANGED = "全年评查案卷100至120卷。"


def ends(
    sentence: str = RANGED,
    low: str = "100",
    high: str = "120卷",
    unit: str = "卷",
    at: int = 40,
    **changes: object,
) -> tuple[Quantity, Quantity]:
    """The two ends of a range that stands in a sentence which begins at `at`."""
    found = []
    for number, (surface, change, other) in enumerate(
        ((low, "range_low", "q8"), (high, "range_high", "q7")), 7
    ):
        start = at + sentence.index(surface)
        found.append(
            Quantity(
                f"q{number}",
                surface,
                Decimal(surface.removesuffix(unit).removesuffix("万")) * (10_000 if "万" in high else 1),
                unit,
                "",
                Bound.EXACT,
                QuantityKind.COUNT,
                Span(start, start + len(surface)),
                Span(at, at + len(sentence)),
                0,
                "s1-p1",
                2,
                Role.ACHIEVEMENT,
                change=Change(change),
                pair=other,
                metric="review-cases",
            )
        )
    return replace(found[0], **changes), found[1]


@pytest.mark.parametrize(
    ("sentence", "low", "high", "unit", "qualifier", "shown"),
    [
        (RANGED, "100", "120卷", "卷", "", "100至120卷"),
        ("办理时限压缩到3——5日。", "3", "5日", "日", "", "3——5日"),
        ("罚款200—300万元。", "200", "300万元", "元", "", "200—300万元"),
        ("评查不少于100至120卷。", "100", "120卷", "卷", "不少于", "100至120卷（不少于）"),
        ("败诉率5%—10%。", "5%", "10%", "%", "", "5%—10%"),
    ],
)
def test_a_range_is_shown_with_both_ends_and_its_unit(
    sentence: str, low: str, high: str, unit: str, qualifier: str, shown: str
) -> None:
    one, two = (
        (replace(each, value=Decimal(1)) for each in ends(sentence, low, high, unit))
        if "%" in low
        else ends(sentence, low, high, unit)
    )
    one = replace(one, qualifier=qualifier)
    indexes, _ = indexes_of(LUOHE)
    for order in ((one, two), (two, one)):
        rows = [MetricRow("luohe/2024", "411100", 2024, each, sentence, "一") for each in order]
        assert [(value.words, value.change, value.url) for value in values_of(rows, indexes)] == [
            (shown, "", "reports/luohe/2024/#q7")
        ]


def test_an_end_of_a_range_that_stands_alone_says_what_it_is_and_its_unit() -> None:
    indexes, _ = indexes_of(LUOHE)
    one, two = ends()
    lone = [
        values_of([MetricRow("luohe/2024", "411100", 2024, each, RANGED, "一")], indexes)[0]
        for each in (one, two)
    ]
    assert [(value.words, value.change) for value in lone] == [
        ("100（卷）", "这一范围的下限"),
        ("120卷", "这一范围的上限"),
    ]
    assert printed(ends("罚款200—300万元。", "200", "300万元", "元")[0]) == "200（万元）"


def test_ends_of_one_number_in_two_reports_are_not_joined() -> None:
    indexes, _ = indexes_of(LUOHE)
    one, two = ends()
    rows = [
        MetricRow("luohe/2024", "411100", 2024, one, RANGED, "一"),
        MetricRow("luohe/2023", "411100", 2023, two, RANGED, "一"),
    ]
    assert [value.words for value in values_of(rows, indexes)] == ["100（卷）", "120卷"]


def test_a_range_in_a_shortened_sentence_is_joined_by_a_dash() -> None:
    one, two = ends()
    assert range_printed(one, two, "…评查案卷…") == "100—120卷"


def test_a_range_is_shown_whole_in_every_listing() -> None:
    indexes, _ = indexes_of(LUOHE)
    one, two = (
        replace(each, span=Span(each.span.start - 40, each.span.end - 40), sentence=Span(0, len(RANGED)))
        for each in ends()
    )
    rows = tuple(MetricRow("luohe/2024", "411100", 2024, each, RANGED, "一") for each in (one, two))
    key = "metric:review-cases"
    of_metric = metric.view(
        Job("metrics/review-cases/", PageName.METRIC, "review-cases", SiteSection.INDICATORS, rows=(key,)),
        Inputs({key: rows}),
        indexes,
    )
    assert [value.words for value in of_metric.places[0].cells[0].values] == ["100至120卷"]
    evidence = EvidenceRow("luohe/2024", "411100", 2024, made.EVIDENCE, RANGED, (one, two))
    of_indicator = indicator.view(
        Job("indicators/2019/73/", PageName.INDICATOR, "2019:73", SiteSection.INDICATORS),
        Inputs({"indicator:2019:73": (evidence,)}),
        indexes,
    )
    assert [each.value.words for each in of_indicator.evidence.places[0].reports[0].lines[0].values] == [
        "100至120卷"
    ]
    series = Series("review-cases", tuple(Figure("luohe/2024", 2024, each, RANGED) for each in (one, two)))
    story = PlaceHistory("411100", (), (series,), (), (), (), ())
    of_place = place.view(
        Job("places/luohe/", PageName.PLACE, "411100", SiteSection.PLACES), Inputs(story=story), indexes
    )
    assert [value.words for value in of_place.multiples[0].values[0][1]] == ["100至120卷"]


def test_a_rate_says_whether_its_counts_are_given() -> None:
    indexes, _ = indexes_of(LUOHE)
    count = made.QUANTITIES[0]
    row = MetricRow("luohe/2024", "411100", 2024, quantity(), "句。", "一")
    assert value_of(row, indexes).fraction == "报告没有给出分母"
    assert value_of(replace(row, numerator=count), indexes).fraction == "分子56件，报告没有给出分母"
    assert (
        value_of(replace(row, numerator=count, denominator=quantity(surface="60件")), indexes).fraction
        == "56件/60件"
    )
    assert value_of(replace(row, quantity=count), indexes).fraction == ""


@pytest.mark.parametrize("role", ["target", "rule", "definition"])
def test_a_rate_that_rests_on_no_count_misses_none(role: str) -> None:
    indexes, _ = indexes_of(LUOHE)
    assert (
        value_of(MetricRow("luohe/2024", "411100", 2024, quantity(role=role), "句。", "一"), indexes).fraction
        == ""
    )


@pytest.mark.parametrize(
    ("sentence", "surface", "change", "shown"),
    [
        ("出庭应诉率提升至90%以上。", "90%", "to", "提升后的水平"),
        ("纠错率由40%降至38%。", "38%", "to", "下降后的水平"),
        ("纠错率由40%降至38%。", "40%", "from", "下降前的水平"),
        ("办结时间由10日压缩到3日。", "3日", "to", "压缩后的水平"),
        ("案件从799件变为326件。", "326件", "to", "变化后的水平"),
        ("案件数上升5%。", "5%", "up", "上升"),
        ("去年提升明显，今年全年的应诉率达到90%。", "90%", "", ""),
    ],
)
def test_a_number_of_a_change_is_named_by_its_verb(
    sentence: str, surface: str, change: str, shown: str
) -> None:
    indexes, _ = indexes_of(LUOHE)
    at = 100 + sentence.index(surface)
    found = quantity(
        surface=surface,
        change=Change(change),
        span=Span(at, at + len(surface)),
        sentence=Span(100, 100 + len(sentence)),
    )
    assert value_of(MetricRow("luohe/2024", "411100", 2024, found, sentence, "一"), indexes).change == shown


def test_an_optional_content_that_is_not_written_looks_like_no_fault() -> None:
    contents = tuple(
        Content(name, ContentStatus.ABSENT, None, 0, "没有找到")
        for name in (SectionRole.RESPONSIBILITY, SectionRole.OTHER_MATTERS)
    )
    indexes, _ = indexes_of(replace(LUOHE, contents=contents))
    required, optional = report_line(indexes.corpus.cards[0], indexes).contents
    assert (required.status, required.mark, required.word) == ("absent", "○", "未见")
    assert (optional.status, optional.mark, optional.word) == ("optional", "－", "未写，非必写")


def test_only_levels_of_the_metrics_own_kind_are_drawn() -> None:
    rows = [
        MetricRow("luohe/2024", "411100", 2024, each, "句。", "一")
        for each in (
            quantity(value=Decimal(90)),
            quantity(value=Decimal("7.01"), kind="percent_point", unit="个百分点"),
            quantity(value=Decimal(40), change=Change.FROM),
            quantity(value=None),
            quantity(value=Decimal(142), kind="count", unit="人次"),
        )
    ]
    assert [point.value for point in points(rows, QuantityKind.PERCENT, "%", "漯河市")] == [Decimal(90)]


def test_metric_page_tells_silence_from_absence() -> None:
    indexes, store = indexes_of(LUOHE, made.card("411100", 2022), LUOYANG)
    key = "metric:review-cases"
    rows = tuple(row for row in store.rows[key] if row.report == "luohe/2024")
    view = metric.view(
        Job("metrics/review-cases/", PageName.METRIC, "review-cases", SiteSection.INDICATORS, rows=(key,)),
        Inputs({key: rows}),
        indexes,
    )
    assert view.years == (2024,)
    assert [place.name for place in view.places] == ["河南省漯河市"]
    assert view.silent == (("河南省洛阳市", "places/luoyang/"),)
    both = (*rows, *(row for row in store.rows[key] if row.report == "luohe/2022"))
    view = metric.view(
        Job("metrics/review-cases/", PageName.METRIC, "review-cases", SiteSection.INDICATORS, rows=(key,)),
        Inputs({key: both}),
        indexes,
    )
    assert [cell.status for cell in view.places[0].cells] == ["values", "values"]


def test_cells_of_a_place_without_report_differ_from_those_without_value() -> None:
    indexes, store = indexes_of(LUOHE, made.card("411100", 2022), made.card("410300", 2023))
    key = "metric:review-cases"
    rows = tuple(row for row in store.rows[key] if row.report in ("luohe/2024", "luoyang/2023"))
    view = metric.view(
        Job("metrics/review-cases/", PageName.METRIC, "review-cases", SiteSection.INDICATORS, rows=(key,)),
        Inputs({key: rows}),
        indexes,
    )
    assert view.years == (2023, 2024)
    statuses = {place.name: [cell.status for cell in place.cells] for place in view.places}
    assert statuses == {"河南省洛阳市": ["values", "no_report"], "河南省漯河市": ["no_report", "values"]}


def test_targets_stand_apart_from_results() -> None:
    indexes, _ = indexes_of(LUOHE, tallies={"aside:review-cases": Tally(1, 1, 1, 2024, 2024)})
    target = MetricRow(
        "luohe/2024", "411100", 2024, replace(made.QUANTITIES[0], role="target"), "到2025年办结56件。", "五"
    )
    job = next(job for job in metric.jobs(indexes) if job.key == "review-cases")
    assert job.rows == ("aside:review-cases",)
    view = metric.view(job, Inputs({"aside:review-cases": (target,)}), indexes)
    assert view.places == ()
    assert [(value.words, value.role) for value in view.others] == [("56件", "目标，不是实际结果")]


def test_indicator_tells_rate_count_and_bound_apart_and_lists_who_is_silent() -> None:
    indexes, store = indexes_of(LUOHE, LUOYANG, XISHAN)
    rows = tuple(row for row in store.rows["indicator:2019:73"] if row.report != "luohe/2024")
    view = indicator.view(
        Job("indicators/2019/73/", PageName.INDICATOR, "2019:73", SiteSection.INDICATORS),
        Inputs({"indicator:2019:73": rows}),
        indexes,
    )
    assert [place.name for place in view.evidence.places] == ["河南省洛阳市", "云南省昆明市西山区"]
    assert [
        (each.value.words, each.value.bound, each.kind)
        for each in view.evidence.places[0].reports[0].lines[0].values
    ] == [("90%（以上）", "at_least", "比率")]
    assert [(place.name, place.years) for place in view.silent] == [("河南省漯河市", "2024")]
    assert view.demands[0].rule == "行政机关负责人出庭应诉率 = 100%"


def test_a_sentence_of_a_plan_is_shown_and_counted_nowhere() -> None:
    indexes, store = indexes_of(LUOHE, tallies={"plan:2019:73": Tally(1, 1, 1, 2020, 2020)})
    job = next(job for job in indicator.jobs(indexes) if job.key == "2019:73")
    assert job.rows == ("plan:2019:73",)
    view = indicator.view(job, Inputs({"plan:2019:73": store.rows["indicator:2019:73"]}), indexes)
    assert (view.evidence.places, len(view.planned.places), len(view.silent)) == ((), 1, 1)


def test_term_page_shows_each_sentence_with_the_word_marked() -> None:
    indexes, store = indexes_of(LUOHE, XISHAN)
    rows = store.rows["term:shuangxiajiang"]
    inputs = Inputs({"term:shuangxiajiang": rows})
    view = term.view(
        Job("glossary/shuangxiajiang/", PageName.TERM, "shuangxiajiang", SiteSection.GLOSSARY),
        inputs,
        indexes,
    )
    assert [len(group.mentions) for group in view.groups] == [1, 1]
    mention = view.groups[0].mentions[0]
    assert (mention.before, mention.surface) == ("行政诉讼“", "双下降")
    assert view.first_use is not None
    assert view.first_use.title == "云南省昆明市西山区2017年度报告"
    assert [link.title for link in view.related] == ["府院联动"]
    assert view.definitions.wordings[0].givers[0].place == "漯河市"


def test_term_page_shows_what_it_rests_on() -> None:
    sources = (
        Source(
            "行政诉讼法",
            "主席令第七十一号",
            "",
            "2017-06-27",
            "第三条",
            "应当出庭应诉",
            "https://example.com",
            "2026-11-30",
            "汇编",
            "现行",
        ),
        Source("某意见", checked="未能核对", state="已废止", replaced_by="《新意见》"),
        Source("《旧规划》", quote="原句", date="2016", url="reports/luohe/2024/"),
        Source("未收录的报告", quote="原句", checked="2026-11-30", url="reports/luohe/1999/"),
    )
    assert made.TERM.entry
    entry = replace(
        made.TERM.entry, plain="案子少了。", for_you="- 60日内。", usage="例句。", sources=sources
    )
    indexes, _ = indexes_of(LUOHE, terms=(replace(made.TERM, entry=entry),))
    view = term.view(Job("glossary/shuangxiajiang/", "term", "shuangxiajiang", "glossary"), Inputs(), indexes)
    assert (view.plain, view.for_you, view.usage) == (
        "案子少了。",
        "<ul>\n<li>60日内。</li>\n</ul>",
        "<p>例句。</p>",
    )
    assert view.info.description == "案子少了。"
    assert [item.id for item in view.info.toc] == [
        "for-you",
        "usage",
        "definitions",
        "related",
        "sources",
        "mentions",
    ]
    assert [
        (line.title, line.facts, line.standing, line.checked, line.confirmed) for line in view.sources
    ] == [
        (
            "《行政诉讼法》",
            "主席令第七十一号，2017年6月27日",
            "现行有效",
            "引文于2026年11月30日与汇编核对",
            True,
        ),
        ("《某意见》", "", "已废止，由《新意见》替代", "本站未能核对原文", False),
        ("《旧规划》", "2016年", "", "引文尚未与原文核对", False),
        ("《未收录的报告》", "", "", "引文于2026年11月30日与公开文本核对", True),
    ]
    assert [(line.url, line.host) for line in view.sources] == [
        ("https://example.com", "example.com"),
        ("", ""),
        ("reports/luohe/2024/", ""),
        ("", ""),
    ]


def test_a_source_of_this_site_that_is_gone_changes_the_page() -> None:
    assert made.TERM.entry
    terms = (
        replace(
            made.TERM,
            definitions=(),
            entry=replace(made.TERM.entry, sources=(Source("旧报告", url="reports/luohe/2023/"),)),
        ),
    )
    digests = [
        next(term.jobs(indexes_of(*cards, terms=terms, tallies={})[0])).digest
        for cards in ((LUOHE, made.card("411100", 2023)), (LUOHE,))
    ]
    assert digests[0] != digests[1]


def test_what_stands_beside_a_term_is_shown_with_its_count_and_not_twice() -> None:
    other = replace(made.OTHER_TERM, name="司法建议", slug="sifajianyi", entry=None)
    terms = (made.TERM, made.OTHER_TERM, other)
    beside = {"shuangxiajiang": (("sifajianyi", 4), ("fuyuanliandong", 3), ("gone", 2))}
    indexes, _ = indexes_of(LUOHE, terms=terms, beside=beside)
    job = Job("glossary/shuangxiajiang/", PageName.TERM, "shuangxiajiang", SiteSection.GLOSSARY)
    view = term.view(job, Inputs(), indexes)
    assert [(link.title, link.url, count) for link, count in view.beside] == [
        ("司法建议", "glossary/sifajianyi/", 4)
    ]
    digests = {each.key: each.digest for each in term.jobs(indexes)}
    changed, _ = indexes_of(LUOHE, terms=terms, beside={"shuangxiajiang": (("sifajianyi", 5),)})
    assert {each.key for each in term.jobs(changed) if each.digest != digests[each.key]} == {"shuangxiajiang"}


@pytest.mark.parametrize(
    ("name", "metrics", "indicators"),
    [
        ("行政复议", ["行政复议案件受理数"], []),
        ("司法建议", [], ["indicators/2019/74/"]),
        ("出庭应诉", ["行政机关负责人出庭应诉率"], ["indicators/2019/73/"]),
        ("一网通办", [], []),
    ],
)
def test_metrics_and_indicators_that_have_the_word_are_related(
    name: str, metrics: list[str], indicators: list[str]
) -> None:
    indexes, _ = indexes_of(LUOHE, terms=(replace(made.OTHER_TERM, name=name, slug="x", entry=None),))
    view = term.view(Job("glossary/x/", PageName.TERM, "x", SiteSection.GLOSSARY), Inputs(), indexes)
    assert [link.title for link in view.metrics] == metrics
    assert [link.url for link in view.indicators] == indicators


def test_see_also_works_in_both_directions() -> None:
    indexes, _ = indexes_of(LUOHE)
    view = term.view(
        Job("glossary/fuyuanliandong/", PageName.TERM, "fuyuanliandong", SiteSection.GLOSSARY),
        Inputs(),
        indexes,
    )
    assert [link.title for link in view.related] == ["双下降"]
    assert not view.explained


def test_timeline_has_gaps_as_gaps_and_plans_as_plans() -> None:
    cards = (
        made.card("411100", 2021, "2022-03-01"),
        made.card("411100", 2024, "2025-02-27"),
        made.card("411100", 2023, kind="plan"),
    )
    indexes, _ = indexes_of(*cards)
    view = place.view(
        Job("places/luohe/", PageName.PLACE, "411100", SiteSection.PLACES),
        Inputs(story=PlaceHistory("411100", (2022, 2023), (), (), (), (), ())),
        indexes,
    )
    assert [(entry.year, entry.gap, len(entry.lines)) for entry in view.timeline] == [
        (2024, False, 1),
        (2023, True, 1),
        (2022, True, 0),
        (2021, False, 1),
    ]
    assert view.track is not None
    assert [station.shape for station in view.track.stations] == ["report", "gap", "other", "report"]


def test_a_place_without_story_still_knows_its_gaps() -> None:
    indexes, _ = indexes_of(made.card("411100", 2021), made.card("411100", 2023))
    view = place.view(Job("places/luohe/", PageName.PLACE, "411100", SiteSection.PLACES), Inputs(), indexes)
    assert [entry.year for entry in view.timeline if entry.gap] == [2022]


def test_coverage_tells_gap_from_not_collected() -> None:
    indexes, _ = indexes_of(
        made.card("411100", 2021, "2022-03-01"), made.card("411100", 2023), made.card("530112", 2020)
    )
    view = coverage.view(Job("coverage/", PageName.COVERAGE, "", SiteSection.YEARS), Inputs(), indexes)
    cells = {row.place: [(cell.year, cell.status) for cell in row.cells] for row in view.rows}
    assert view.years == (2020, 2021, 2022, 2023)
    assert cells["河南省漯河市"] == [(2020, "none"), (2021, "in_time"), (2022, "gap"), (2023, "unknown")]
    assert cells["云南省昆明市西山区"] == [(2020, "unknown"), (2021, "none"), (2022, "none"), (2023, "none")]


def test_shares_of_a_year_name_their_whole_and_plans_are_not_judged() -> None:
    indexes, _ = indexes_of(LUOHE, LUOYANG, made.card("530112", 2024), made.card("410300", 2024, kind="plan"))
    summary = year.summarise(2024, indexes.by_year[2024], indexes)
    assert (summary.documents, summary.annual) == (4, 3)
    assert [(share.label, share.count, share.of) for share in summary.timely] == [
        ("按期发布", 2, 3),
        ("逾期发布", 0, 3),
        ("发布日期未知", 1, 3),
    ]
    assert {share.of for share in summary.contents} == {3}


def test_before_2019_no_content_is_called_missing() -> None:
    indexes, _ = indexes_of(XISHAN)
    assert year.summarise(2017, indexes.by_year[2017], indexes).contents == ()


def test_a_redirect_follows_chains_and_survives_circles() -> None:
    indexes, _ = indexes_of(
        LUOHE,
        redirects=(
            ("places/a/", "places/b/"),
            ("places/b/", "places/luohe/"),
            ("years/a/", "years/b/"),
            ("years/b/", "years/a/"),
        ),
    )
    targets = {job.key: redirect.view(job, Inputs(), indexes).target for job in redirect.jobs(indexes)}
    assert targets["places/a/"] == "places/luohe/"
    assert set(targets) == {"places/a/", "places/b/", "years/a/", "years/b/"}


@pytest.mark.parametrize(
    ("card", "label"),
    [
        (LUOHE, "河南省漯河市2024年度报告"),
        (made.card("410300", 2020, kind="plan"), "河南省洛阳市2020年度方案"),
        (made.card("", 2020), "地区未知2020年度报告"),
        (made.card("530112", None), "云南省昆明市西山区报告（年度未知）"),
    ],
)
def test_a_row_names_its_report_without_opening_it(card: made.ReportCard, label: str) -> None:
    indexes, _ = indexes_of(card)
    assert source_label(card.key, card.place, card.year, indexes) == label


def test_parts_cover_every_row_exactly_once() -> None:
    cards = [
        made.card(code, number) for code in ("411100", "530112", "") for number in (2020, 2021, 2024)
    ] + [made.card("411100", None)]
    indexes, store = indexes_of(*cards, portal=replace(made.PORTAL, rows_per_page=3))
    rows = store.rows["metric:review-cases"]
    tally = indexes.corpus.tallies["metric:review-cases"]
    for parts in (year_parts(tally, indexes), province_parts(tally, indexes)):
        assert parts
        listed = [row for part in parts for row in of_part(rows, part.name, indexes)]
        assert sorted(listed, key=lambda row: row.report) == sorted(rows, key=lambda row: row.report)
        assert len({part.path for part in flat(parts)}) == len(flat(parts))


def test_a_listing_that_fits_is_not_split() -> None:
    indexes, _ = indexes_of(LUOHE)
    tally = Tally(300, 100, 50, 2019, 2024)
    assert year_parts(tally, indexes) == province_parts(tally, indexes) == ()
    assert year_parts(None, indexes) == ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<script>x</script>", "&lt;script&gt;"),
        ("<img src=x onerror=alert(1)>", "&lt;img"),
        ("[a](javascript:alert(1))", 'href="#"'),
        ("[a](JaVaScRiPt:alert(1))", 'href="#"'),
        ("[a](data:text/html,x)", 'href="#"'),
        ("[a](//example.org/x)", "a"),
        ("<div onclick='x'>\n\ny</div>", "&lt;div"),
    ],
)
def test_an_explanation_cannot_bring_tags_or_scripts(source: str, expected: str) -> None:
    html = str(explanation_html(source))
    assert expected in html
    assert "javascript" not in html.lower().replace("&lt;", "")
    assert not any(tag in html for tag in ("<script", "<img", "<div"))


def test_an_explanation_cannot_fetch_a_picture_from_elsewhere() -> None:
    assert "<img" not in str(explanation_html("![x](https://example.org/x.png)"))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('见[行政复议法](../xingzhengfuyifa/ "全文")第**二**条。后文。', "见行政复议法第二条。"),
        (
            "<https://a.gov.cn/x> 里的[说法][1]由此\n而来。\n\n[1]: https://a.gov.cn/y",
            "https://a.gov.cn/x 里的说法由此而来。",
        ),
        ("## 标题\n\n- 甲 & 乙\n- 丙", "标题 甲 & 乙 丙"),
        ("A股 `x_y` 与 <b>粗</b>", "A股 x_y 与 <b>粗</b>"),
        ("", ""),
    ],
)
def test_a_description_is_plain_words(source: str, words: str) -> None:
    assert summary(source) == words


def test_a_definition_of_a_report_is_no_markdown() -> None:
    assert first_sentence("指[2024]1号*文件*。后文。") == "指[2024]1号*文件*。"


def test_hostile_titles_are_text_on_every_page(templates: dict[str, str]) -> None:
    card = made.card("411100", 2024, "2025-02-27", title=made.HOSTILE)
    corpus, store = made.full_corpus(card)
    context = build_context(corpus, templates)
    for job in plan(corpus):
        page = render(job, store.inputs(job), context)
        assert "<script>alert" not in page.body + page.head + page.crumbs + page.toc, job.url
    assert "&lt;script&gt;" in render(plan(corpus)[1], store.inputs(plan(corpus)[1]), context).body


def test_charts_draw_bounds_as_bounds() -> None:
    series = [
        (
            "漯河市",
            (
                Point(2022, Decimal(90), Bound.AT_LEAST, "90%以上", "u"),
                Point(2024, Decimal(100), Bound.EXACT, "100%", "u"),
            ),
        )
    ]
    chart = line_chart(series, "%")
    assert chart is not None
    assert [mark.shape for mark in chart.lines[0].marks] == ["at_least", "exact"]
    assert chart.lines[0].marks[0].y > chart.lines[0].marks[1].y
    assert [tick.label for tick in chart.scale] == ["0", "50", "100"]
    assert [tick.label for tick in chart.years] == ["2022", "2023", "2024"]


def test_no_line_is_drawn_across_a_missing_year() -> None:
    points_ = tuple(
        Point(number, Decimal(number - 2000), Bound.EXACT, "", "u")
        for number in (2019, 2020, 2021, 2023, 2024)
    )
    chart = line_chart([("演示", points_)], "件")
    assert chart is not None
    assert [len(segment.split()) for segment in chart.lines[0].segments] == [3, 2]


def test_many_places_are_dots_without_names() -> None:
    series = [
        (
            f"地{i}",
            (Point(2023, Decimal(i), Bound.EXACT, "", "u"), Point(2024, Decimal(i), Bound.EXACT, "", "u")),
        )
        for i in range(9)
    ]
    chart = line_chart(series, "件")
    assert chart is not None
    assert not any(line.segments or line.label for line in chart.lines)


def test_nothing_to_draw_draws_nothing() -> None:
    assert line_chart([("漯河市", ())], "件") is None
    assert bar_chart([]) is None
    assert bar_chart([("2024", 0)]) is None


@given(
    st.lists(
        st.tuples(st.integers(2000, 2030), st.decimals(-(10**9), 10**12, allow_nan=False, places=2)),
        min_size=1,
        max_size=30,
    )
)
def test_every_mark_lies_inside_the_drawing(values: list[tuple[int, Decimal]]) -> None:
    chart = line_chart(
        [("地", tuple(sorted((Point(y, v, Bound.EXACT, "", "u") for y, v in values), key=lambda p: p.year)))],
        "件",
    )
    assert chart is not None
    for mark in chart.lines[0].marks:
        assert chart.left - 0.1 <= mark.x <= chart.right + 0.1
        assert 0 <= mark.y <= chart.height
    assert 2 <= len(chart.scale) <= 12


@given(st.lists(st.integers(1, 6), max_size=12))
def test_contents_lists_are_balanced(levels: list[int]) -> None:
    from site_builder.model.page import TocItem

    html = toc_html(tuple(TocItem(f"s{i}", "标题", level) for i, level in enumerate(levels)))
    for tag in ("ol", "li", "nav", "details"):
        assert html.count(f"<{tag}") == html.count(f"</{tag}>")
    assert html.count("<a ") == len(levels)


def test_compiled_templates_render_the_same(templates: dict[str, str]) -> None:
    compiled = compile_templates(templates)
    info = PageInfo("places/a/", SiteSection.PLACES, "x", "y")
    view = redirect.RedirectView(info, "places/b/")
    pages = [
        build_environment(templates, each).get_template("pages/redirect.html").render(view=view, up="../")
        for each in (None, {}, compiled)
    ]
    assert pages[0] == pages[1] == pages[2]


@given(
    st.sampled_from(["", "places/", "reports/luohe/2024/", "glossary/x/2024/henan/"]),
    st.sampled_from(["", "places/", "data/reports/luohe/2024.json"]),
)
def test_links_lead_back_to_the_root_from_any_depth(origin: str, target: str) -> None:
    from posixpath import normpath

    assert normpath(f"/{origin}{relative(origin, target)}").strip("/") == target.strip("/")
