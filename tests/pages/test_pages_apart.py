"""A report of a department or a street is listed apart: it fills no year, no deadline and no number of the
place it is filed under."""

import csv
import io
from collections.abc import Iterable

import pages_corpus as made
import pytest
from msgspec.structs import replace

from site_builder.model.corpus import Inputs, Job, ReportCard
from site_builder.model.report import Sourced
from site_builder.pages.context import build_context
from site_builder.pages.exports.document_columns import METRICS
from site_builder.pages.exports.place_record import place_record
from site_builder.pages.exports.table_rows import export_share, metric_lines
from site_builder.pages.kinds import coverage, indicator, metric, place, term, year
from site_builder.pages.plan import plan
from site_builder.pages.render import render
from site_builder.pages.shared.indexes import Indexes, build_indexes
from site_builder.pages.shared.report_facts import neighbours
from site_builder.pages.shared.report_lines import source_label
from site_builder.vocabulary import Origin


def filed(level: str, issuer: str, suffix: str) -> ReportCard:
    card = made.card("530112", 2024, "2025-03-03")
    return replace(
        card,
        key=f"{card.key}-{suffix}",
        head=replace(card.head, level=level, issuer=Sourced(issuer, Origin.TEXT, 1)),
    )


STREET = filed("town", "永昌街道办事处", "yongchang")
OFFICE = filed("department", "西山区司法局", "sifaju")
AREA = filed("area", "西山某某产业园管理委员会", "chanyeyuan")
OWN = made.card("530112", 2024, "2025-02-27")
APART = pytest.mark.parametrize("apart", [STREET, OFFICE, AREA], ids=lambda card: card.head.level)


def built(*cards: ReportCard) -> tuple[Indexes, made.Store]:
    corpus, store = made.full_corpus(*cards)
    return build_indexes(corpus), store


def find_job(jobs: Iterable[Job], key: str) -> Job:
    return next(job for job in jobs if job.key == key)


@APART
def test_the_matrix_cell_stays_empty(apart: ReportCard) -> None:
    indexes, _ = built(apart, made.card("411100", 2024, "2025-02-27"))
    shown = coverage.view(next(iter(coverage.jobs(indexes))), Inputs(), indexes)
    row = next(row for row in shown.rows if row.url == "places/kunming-xishan/")
    assert [(cell.status, cell.links) for cell in row.cells] == [("none", ())]
    assert shown.apart == 1


@APART
def test_the_ledger_counts_the_own_report_only(apart: ReportCard) -> None:
    for cards, annual in (((apart,), 0), ((apart, OWN), 1)):
        indexes, _ = built(*cards)
        shown = year.view(next(job for job in year.jobs(indexes) if job.key == "2024"), Inputs(), indexes)
        assert isinstance(shown, year.YearView)
        assert (shown.summary.annual, shown.summary.apart) == (annual, 1)
        assert [line.key for ledger in shown.ledgers for line in ledger.lines] == [
            card.key for card in cards if card is OWN
        ]
        assert [line.issuer for ledger in shown.ledgers for line in ledger.apart] == [apart.head.issuer.value]


@APART
def test_the_place_has_no_year_of_it(apart: ReportCard) -> None:
    indexes, _ = built(apart, replace(OWN, key="kunming-xishan/2022", year=2022))
    shown = place.view(next(job for job in place.jobs(indexes) if job.key == "530112"), Inputs(), indexes)
    assert [entry.year for entry in shown.timeline] == [2022]
    assert [line.key for line in shown.apart] == [apart.key]
    record = place_record("530112", None, indexes)
    assert [(each["annual"], each.get("issuer")) for each in record["reports"]] == [
        (True, None),
        (False, apart.head.issuer.value),
    ]


@APART
def test_its_numbers_stand_under_its_name(apart: ReportCard) -> None:
    indexes, store = built(apart, made.card("411100", 2024, "2025-02-27"))
    job = next(job for job in metric.jobs(indexes) if job.key == "review-cases")
    shown = metric.view(job, store.inputs(job), indexes)
    assert [row.url for row in shown.places] == ["places/luohe/"]
    assert [value.words for value in shown.apart] == ["56件"]
    assert str(apart.head.issuer.value) in shown.apart[0].source


def named(issuer: str | None, level: str = "town", suffix: str = "street", year: int = 2024) -> ReportCard:
    card = made.card("530112", year, "2025-03-03")
    return replace(
        card,
        key=f"{card.key}-{suffix}",
        head=replace(card.head, level=level, issuer=Sourced(issuer, Origin.TEXT, 1)),
    )


@pytest.mark.parametrize(
    ("card", "name"),
    [
        (named("西山区碧鸡街道办事处"), "西山区碧鸡街道办事处"),
        (named("昆明市西山区司法局", "department"), "昆明市西山区司法局"),
        (named("碧鸡街道办事处"), "云南省昆明市西山区碧鸡街道办事处"),
        (named(None, "department"), "云南省昆明市西山区（单位未知）"),
    ],
)
def test_every_listing_calls_it_by_its_issuer(card: ReportCard, name: str) -> None:
    indexes, store = built(card, made.card("411100", 2024, "2025-02-27"))
    label = f"{name}2024年度报告"
    assert source_label(card.key, card.place, card.year, indexes) == label
    speaking = indicator.view(job := find_job(indicator.jobs(indexes), "2019:73"), store.inputs(job), indexes)
    reports = [report for each in speaking.evidence.places for report in each.reports]
    assert {(report.issuer, report.url) for report in reports} == {
        (name, f"reports/{card.key}/"),
        ("", "reports/luohe/2024/"),
    }
    mentioned = term.view(job := find_job(term.jobs(indexes), "shuangxiajiang"), store.inputs(job), indexes)
    assert label in [group.title for group in mentioned.groups]


def test_a_place_is_silent_when_only_its_street_speaks() -> None:
    street = named("碧鸡街道办事处")
    indexes, store = built(street, replace(OWN, key="kunming-xishan/2022", year=2022))
    job = find_job(indicator.jobs(indexes), "2019:73")
    rows = {
        key: tuple(row for row in found if row.report == street.key)
        for key, found in store.inputs(job).rows.items()
    }
    assert [each.url for each in indicator.view(job, Inputs(rows), indexes).silent] == [
        "places/kunming-xishan/"
    ]


def test_a_new_spelling_of_an_issuer_makes_its_listings_anew() -> None:
    digests = []
    for issuer in ("西山区碧鸡街道办事处", "昆明市西山区碧鸡街道办事处"):
        indexes, _ = built(named(issuer))
        digests.append(
            [
                find_job(jobs(indexes), key).digest
                for jobs, key in ((indicator.jobs, "2019:73"), (term.jobs, "shuangxiajiang"))
            ]
        )
    assert all(before != after for before, after in zip(*digests, strict=True))


def test_neighbours_in_time_are_of_the_same_issuer() -> None:
    cards = [replace(OWN, key=f"kunming-xishan/{each}", year=each) for each in (2022, 2023, 2024)]
    streets = [named("碧鸡街道办事处", suffix="bijijiedao", year=each) for each in (2021, 2023)]
    other = named("永昌街道办事处", suffix="yongchangjiedao", year=2022)
    indexes, _ = built(*cards, *streets, other)

    def around(card: ReportCard) -> list[str]:
        return [each.url if each else "" for each in neighbours(indexes.cards[card.key], indexes)]

    assert around(cards[1]) == ["reports/kunming-xishan/2022/", "reports/kunming-xishan/2024/"]
    assert around(cards[0]) == ["", "reports/kunming-xishan/2023/"]
    assert around(streets[0]) == ["", f"reports/{streets[1].key}/"]
    assert around(other) == ["", ""]


@APART
def test_the_table_of_metrics_names_the_issuer_and_does_not_say_reported(apart: ReportCard) -> None:
    names = [field.name for field in METRICS.columns]
    for card, expected in ((apart, ("other_issuer", str(apart.head.issuer.value))), (OWN, ("reported", ""))):
        data = metric_lines(export_share(made.document(card), card.key).metrics, ())
        found = list(csv.DictReader(io.StringIO(data.decode(), newline=""), names))
        assert {(row["status"], row["issuer"]) for row in found} == {expected}
        assert all(row["url"].startswith("reports/") for row in found)


def test_the_pages_say_so(templates: dict[str, str]) -> None:
    corpus, store = made.full_corpus(STREET, OWN)
    context = build_context(corpus, templates)
    for url, words in (
        ("places/kunming-xishan/", "部门、乡镇街道的报告"),
        ("years/2024/", "部门、乡镇街道的报告"),
        ("coverage/", "不列入本表"),
        ("metrics/review-cases/", "其他单位的数字"),
    ):
        job = next(job for job in plan(corpus) if job.url == url)
        html = render(job, store.inputs(job), context).body
        assert words in html
        assert url == "coverage/" or "永昌街道办事处" in html
