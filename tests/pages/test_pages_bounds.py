"""Long listings are cut where a page ends, and say so: counts stay true, and a link leads to what is not
shown."""

import pages_corpus as made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.model.corpus import EvidenceRow, Inputs, MetricRow, Tally
from site_builder.model.span import Span
from site_builder.model.terms import TermDefinition
from site_builder.pages.context import build_context
from site_builder.pages.kinds import indicator, metric, year
from site_builder.pages.kinds.metric import MAX_OTHERS_SHOWN
from site_builder.pages.kinds.year import MAX_LINES_SHOWN
from site_builder.pages.render import render
from site_builder.pages.shared.definitions import GIVERS, WORDINGS, definitions
from site_builder.pages.shared.evidence import SENTENCES, SPOTS, evidence
from site_builder.pages.shared.indexes import Indexes, build_indexes
from site_builder.pages.shared.pagination import flat
from site_builder.pages.shared.urls import report

CARDS = (
    made.card("411100", 2023, "2024-03-01"),
    made.card("411100", 2024, "2025-02-27"),
    made.card("410300", 2024, "2025-04-03"),
)


def indexes_of(*cards: made.ReportCard, **changes: object) -> Indexes:
    return build_indexes(made.full_corpus(*cards, **changes)[0])


def row(card: made.ReportCard, number: int, **changes: object) -> EvidenceRow:
    said = replace(
        made.EVIDENCE,
        sentence=Span(number * 10, number * 10 + 9),
        line=number,
        anchor=f"s1-p{number}",
        **changes,
    )
    return EvidenceRow(card.key, card.place, card.year, said, f"第{number}句。", ())


@given(st.lists(st.integers(0, 40), min_size=3, max_size=3), st.integers(1, 130))
def test_no_sentence_is_lost(counts: list[int], limit: int) -> None:
    indexes = indexes_of(*CARDS)
    rows = [row(card, number) for card, count in zip(CARDS, counts, strict=True) for number in range(count)]
    found = evidence(rows, indexes, limit)
    reports = [each for place in found.places for each in place.reports]
    assert found.sentences == len(rows) == sum(len(each.lines) + each.left for each in reports)
    assert sum(len(each.lines) for each in reports) <= max(limit, len(reports))
    assert (found.per_report == 0) == (len(rows) <= limit)
    for each in reports:
        assert len(each.spots) == min(each.left, SPOTS)
        assert each.more_spots == (each.left > SPOTS)
        assert not {spot.url for spot in each.spots} & {line.url for line in each.lines}


def test_of_too_many_sentences_those_that_tell_most_are_shown_in_the_order_of_the_text() -> None:
    indexes, card = indexes_of(*CARDS), CARDS[0]
    few, many = ("应诉",), ("应诉", "出庭", "负责人")
    numbered = replace(row(card, 4, matched=few), quantities=made.QUANTITIES[1:])
    rows = [
        row(card, 1, matched=few),
        row(card, 2, matched=many, role="target"),
        row(card, 3, matched=many),
        numbered,
        row(card, 5, matched=few),
    ]
    (place,) = evidence(rows, indexes, 3).places
    assert [line.url for line in place.reports[0].lines] == [
        report(card.key, f"s1-p{number}") for number in (1, 3, 4)
    ]
    assert [(spot.line, spot.url) for spot in place.reports[0].spots] == [
        (2, report(card.key, "s1-p2")),
        (5, report(card.key, "s1-p5")),
    ]


def test_a_page_says_how_many_sentences_it_does_not_show(templates: dict[str, str]) -> None:
    corpus, _ = made.full_corpus(*CARDS)
    job = next(job for job in indicator.jobs(build_indexes(corpus)) if job.key == "2019:73")
    rows = tuple(row(CARDS[0], number) for number in range(SENTENCES + SPOTS + 1))
    body = render(job, Inputs({"indicator:2019:73": rows}), build_context(corpus, templates)).body
    assert f"以下共{len(rows)}句：每份报告至多列出{SENTENCES}句" in body
    assert f"这份报告另有{SPOTS + 1}句" in body
    assert "data/indicators.csv" in body
    assert len(body.encode()) < 300_000


def test_a_province_of_many_reports_is_split_by_year_and_its_silent_places_are_those_of_the_year() -> None:
    cards = [
        made.card("411100", year, key=f"luohe/{year}-x{number}")
        for year in (2022, 2023)
        for number in range(SENTENCES // 2 + 1)
    ]
    silent = made.card("410300", 2023, "2024-03-01")
    indexes = indexes_of(*cards, silent, tallies={"indicator:2019:73": Tally(2000, 202, 1, 2022, 2023)})
    jobs = {job.part: job for job in indicator.jobs(indexes) if job.key == "2019:73"}
    assert {part: (job.url, job.rows) for part, job in jobs.items()} == {
        "": ("indicators/2019/73/", ()),
        "410000": ("indicators/2019/73/henan/", ()),
        "2023/410000": ("indicators/2019/73/henan/2023/", ("indicator:2019:73",)),
        "2022/410000": ("indicators/2019/73/henan/2022/", ("indicator:2019:73",)),
    }
    views = {
        part: indicator.view(
            job, Inputs({key: tuple(row(card, 1) for card in cards) for key in job.rows}), indexes
        )
        for part, job in jobs.items()
    }
    assert [each.label for each in views["410000"].parts] == ["河南省2023年", "河南省2022年"]
    assert [each.name for each in flat(views[""].parts)] == ["410000", "2023/410000", "2022/410000"]
    assert {part: view.evidence.sentences for part, view in views.items() if view.evidence.places} == {
        "2023/410000": 101,
        "2022/410000": 101,
    }
    assert [(place.name, place.years) for place in views["2023/410000"].silent] == [("河南省洛阳市", "2023")]
    assert views["2022/410000"].silent == views["410000"].silent == ()


def test_plans_that_are_too_many_for_a_page_are_counted() -> None:
    indexes = indexes_of(*CARDS, tallies={"plan:2019:73": Tally(400, 50, 40, 2020, 2021)})
    job = next(job for job in indicator.jobs(indexes) if job.key == "2019:73")
    view = indicator.view(job, Inputs(), indexes)
    assert (job.rows, view.unread, view.planned.places) == ((), 400, ())


def given_by(count: int, text: str = "甲。") -> list[TermDefinition]:
    return [
        TermDefinition(CARDS[number % 2].key, text, "“双下降”", f"glossary-p{number}", number)
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("found", "shown", "left", "shortened"),
    [
        ([], [], 0, False),
        (given_by(1), [(1, 1)], 0, False),
        ([*given_by(1), *given_by(3, "乙。")], [(3, 3), (1, 1)], 0, False),
        (given_by(GIVERS + 5), [(GIVERS, GIVERS + 5)], 0, True),
        (
            [each for number in range(WORDINGS + 2) for each in given_by(1, f"{number}。")],
            [(1, 1)] * WORDINGS,
            2,
            True,
        ),
    ],
)
def test_the_same_definition_is_shown_once_with_all_who_give_it(
    found: list[TermDefinition], shown: list[tuple[int, int]], left: int, shortened: bool
) -> None:
    told = definitions(replace(made.TERM, definitions=tuple(found)), indexes_of(*CARDS))
    assert [(len(each.givers), each.reports) for each in told.wordings] == shown
    assert (told.left, told.shortened) == (left, shortened)


def test_of_many_who_give_a_definition_the_newest_are_named() -> None:
    (wording,) = definitions(
        replace(made.TERM, definitions=tuple(given_by(2 * GIVERS))), indexes_of(*CARDS)
    ).wordings
    assert {giver.year for giver in wording.givers} == {2024}


@pytest.mark.parametrize(
    ("count", "read", "shown"), [(3, True, 3), (300, True, MAX_OTHERS_SHOWN), (301, False, 0)]
)
def test_targets_that_are_too_many_for_a_page_are_counted_and_the_newest_shown(
    count: int, read: bool, shown: int, templates: dict[str, str]
) -> None:
    corpus, _ = made.full_corpus(*CARDS, tallies={"aside:review-cases": Tally(count, 3, 2, 2023, 2024)})
    target = replace(made.QUANTITIES[0], role="target")
    rows = tuple(
        MetricRow(card.key, card.place, card.year, target, f"第{number}句。", "五")
        for number in range(count // 3)
        for card in CARDS
    )
    job = next(job for job in metric.jobs(build_indexes(corpus)) if job.key == "review-cases")
    assert job.rows == (("aside:review-cases",) if read else ())
    inputs = Inputs({"aside:review-cases": rows} if read else {})
    view = metric.view(job, inputs, build_indexes(corpus))
    assert (len(view.others), view.others_left) == (shown, count - shown)
    assert {value.year for value in view.others} <= ({2023, 2024} if count == 3 else {2024})
    assert (f"共{count}个" in render(job, inputs, build_context(corpus, templates)).body) == (count > shown)


def test_a_metric_of_a_province_with_many_reports_is_split_by_year() -> None:
    cards = [made.card("411100", 2023, key=f"luohe/2023-x{number}") for number in range(301)]
    indexes = indexes_of(
        *cards, made.card("410300", 2022), tallies={"metric:review-cases": Tally(301, 301, 1, 2022, 2023)}
    )
    jobs = {job.part: job for job in metric.jobs(indexes) if job.key == "review-cases"}
    assert {part: bool(job.rows) for part, job in jobs.items()} == {
        "": False,
        "410000": False,
        "2023/410000": True,
        "2022/410000": True,
    }
    assert jobs["2022/410000"].url == "metrics/review-cases/henan/2022/"
    view = metric.view(jobs["2022/410000"], Inputs(), indexes)
    assert (view.part, view.places, view.silent) == (
        "河南省2022年",
        (),
        (("河南省洛阳市", "places/luoyang/"),),
    )


def test_a_long_ledger_is_split_by_province() -> None:
    for count in (MAX_LINES_SHOWN, MAX_LINES_SHOWN + 1):
        indexes = indexes_of(
            *(made.card("411100", 2023, key=f"luohe/2023-x{number}") for number in range(count))
        )
        parts = [job.part for job in year.jobs(indexes) if job.key == "2023"]
        assert parts == ([""] if count == MAX_LINES_SHOWN else ["", "410000"])
