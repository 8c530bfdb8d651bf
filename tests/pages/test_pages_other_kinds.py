"""Figures of papers that are no report (自查, 考核, 述职): shown as what they are, never a value, a point of
a chart or `reported` in a table."""

import csv
import io

import pages_corpus as made
import pytest
from msgspec.structs import replace

from site_builder.corpus.history.history import place_history
from site_builder.corpus.rows import index_document
from site_builder.model.corpus import Inputs, Tally
from site_builder.model.facts import Quantity
from site_builder.pages.exports.document_columns import METRICS
from site_builder.pages.exports.table_rows import export_share, metric_lines
from site_builder.pages.kinds import metric
from site_builder.pages.shared.indexes import build_indexes
from site_builder.vocabulary import DocumentKind, ReportedStatus, Role, RowKind

KINDS = {
    DocumentKind.ANNUAL_REPORT: (RowKind.METRIC, ReportedStatus.REPORTED),
    DocumentKind.PLAN: (RowKind.METRIC, ReportedStatus.REPORTED),
    DocumentKind.OTHER: (RowKind.ASIDE, ReportedStatus.OTHER_KIND),
}
"""Kind of a paper → where a result of the year in it is filed, and what a table calls it"""


def paper(kind: str) -> tuple[str, object]:
    card = made.card("411100", 2023, kind=kind)
    return card.key, made.document(card)


@pytest.mark.parametrize(("kind", "expected"), KINDS.items())
def test_a_result_is_filed_and_named_by_the_kind_of_its_paper(
    kind: DocumentKind, expected: tuple[RowKind, ReportedStatus]
) -> None:
    key, document = paper(kind)
    results = {q.metric for q in document.facts.quantities if q.metric and q.role == Role.ACHIEVEMENT}
    assert results
    filed = {
        group.key
        for group in index_document(document, key, ()).groups
        if group.key.startswith((RowKind.METRIC, RowKind.ASIDE))
    }
    assert filed == {expected[0].key(each) for each in results}
    data = metric_lines(export_share(document, key).metrics, ())
    found = list(
        csv.DictReader(io.StringIO(data.decode(), newline=""), [column.name for column in METRICS.columns])
    )
    assert {row["status"] for row in found} == {expected[1].value}


def test_every_kind_is_decided() -> None:
    assert set(KINDS) == set(DocumentKind)


def test_a_target_in_another_paper_is_of_another_paper_too() -> None:
    key, document = paper(DocumentKind.OTHER)
    facts = replace(
        document.facts,
        quantities=tuple(replace(each, role=Role.TARGET) for each in document.facts.quantities),
    )
    data = metric_lines(export_share(replace(document, facts=facts), key).metrics, ("never-given",))
    assert b"other_kind" in data
    assert b",reported," not in data
    assert b"not_reported" not in data


def test_another_paper_has_no_part_in_the_series_of_its_place() -> None:
    story = place_history(
        "411100", [paper(DocumentKind.OTHER), paper(DocumentKind.ANNUAL_REPORT)], made.DICTIONARY
    )
    assert {figure.report for each in story.series for figure in each.figures} == {
        paper(DocumentKind.ANNUAL_REPORT)[0]
    }


def test_the_page_of_a_metric_shows_it_apart_and_says_what_it_is() -> None:
    card = made.card("411100", 2023, kind=DocumentKind.OTHER)
    key = RowKind.ASIDE.key("review-cases")
    corpus, _ = made.full_corpus(card, tallies={key: Tally(1, 1, 1, 2023, 2023)})
    indexes = build_indexes(corpus)
    row = made.metric_row(card) if hasattr(made, "metric_row") else made_row(card.key)
    job = next(job for job in metric.jobs(indexes) if job.key == "review-cases")
    view = metric.view(job, Inputs({key: (row,)}), indexes)
    assert view.chart is None
    assert [each for place in view.places for cell in place.cells for each in cell.values] == []
    assert [each.role for each in view.others] == ["其他文件里的数，不是年度报告的数据"]


def made_row(key: str) -> object:
    from site_builder.model.corpus import MetricRow

    found: Quantity = next(each for each in made.QUANTITIES if each.metric == "review-cases")
    return MetricRow(key, "411100", 2023, found, made.TEXT, "")
