"""A report of a department or a street is listed apart: it fills no year, no deadline and no number of the place it is filed under."""

import csv
import io

import pages_corpus as made
import pytest
from msgspec.structs import replace

from site_builder.model.corpus import Inputs, ReportCard
from site_builder.model.report import Stated
from site_builder.pages import coverage, metric, place, year
from site_builder.pages.context import build_context
from site_builder.pages.exports.fields import METRICS
from site_builder.pages.exports.place_record import place_record
from site_builder.pages.exports.share import export_share, read_share
from site_builder.pages.indexes import Indexes, build_indexes
from site_builder.pages.plan import plan
from site_builder.pages.render import render


def filed(level: str, issuer: str, suffix: str) -> ReportCard:
    card = made.card("530112", 2024, "2025-03-03")
    return replace(card, key=f"{card.key}-{suffix}", head=replace(card.head, level=level, issuer=Stated(issuer, "text", 1)))


STREET = filed("town", "永昌街道办事处", "yongchang")
OFFICE = filed("department", "西山区司法局", "sifaju")
AREA = filed("area", "西山某某产业园管理委员会", "chanyeyuan")
OWN = made.card("530112", 2024, "2025-02-27")
APART = pytest.mark.parametrize("apart", [STREET, OFFICE, AREA], ids=lambda card: card.head.level)


def built(*cards: ReportCard) -> tuple[Indexes, made.Store]:
    corpus, store = made.full_corpus(*cards)
    return build_indexes(corpus), store


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
        assert [line.key for ledger in shown.ledgers for line in ledger.lines] == [card.key for card in cards if card is OWN]
        assert [line.issuer for ledger in shown.ledgers for line in ledger.apart] == [apart.head.issuer.value]


@APART
def test_the_place_has_no_year_of_it(apart: ReportCard) -> None:
    indexes, _ = built(apart, replace(OWN, key="kunming-xishan/2022", year=2022))
    shown = place.view(next(job for job in place.jobs(indexes) if job.key == "530112"), Inputs(), indexes)
    assert [entry.year for entry in shown.timeline] == [2022]
    assert [line.key for line in shown.apart] == [apart.key]
    record = place_record("530112", None, indexes)
    assert [(each["annual"], each.get("issuer")) for each in record["reports"]] == [(True, None), (False, apart.head.issuer.value)]


@APART
def test_its_numbers_stand_under_its_name(apart: ReportCard) -> None:
    indexes, store = built(apart, made.card("411100", 2024, "2025-02-27"))
    job = next(job for job in metric.jobs(indexes) if job.key == "review-cases")
    shown = metric.view(job, store.inputs(job), indexes)
    assert [row.url for row in shown.places] == ["places/luohe/"]
    assert [(issuer, value.words) for issuer, value in shown.apart] == [(apart.head.issuer.value, "56件")]


@APART
def test_the_table_of_metrics_names_the_issuer_and_does_not_say_reported(apart: ReportCard) -> None:
    names = [field.name for field in METRICS.fields]
    for card, expected in ((apart, ("other_issuer", str(apart.head.issuer.value))), (OWN, ("reported", ""))):
        data = read_share(export_share(made.document(card), card.key)).metrics
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
