"""Data files: every column described, every row complete, blank and 0 and not reported apart, records
readable by others."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal

import msgspec
import pages_corpus as made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.model.corpus import Corpus, Job
from site_builder.model.facts import Document
from site_builder.model.span import Span
from site_builder.model.text import Repair
from site_builder.pages.artifacts import artifacts, companions, tables
from site_builder.pages.exports.cells import FORMULA, lines, original
from site_builder.pages.exports.columns import TableSchema
from site_builder.pages.exports.document import encode_record, explain_record
from site_builder.pages.exports.document_columns import INDICATORS, METRICS, QUANTITIES
from site_builder.pages.exports.fields import TABLES
from site_builder.pages.exports.table_rows import export_share, metric_lines
from site_builder.pages.shared.indexes import build_indexes
from site_builder.problems import Problem, visible
from site_builder.vocabulary import PageName, RepairKind, RepairStatus, SiteSection

CARDS = (
    made.card("411100", 2024, "2025-02-27"),
    made.card("410300", 2020, kind="plan", title=made.HOSTILE),
    made.card("", 2021),
)


def metric_ids(corpus: Corpus) -> tuple[str, ...]:
    return tuple(metric.id for metric in corpus.dictionary.metrics)


def files() -> dict[str, bytes]:
    corpus, store = made.full_corpus(*CARDS)
    shares = [export_share(document, key) for key, document in sorted(store.documents.items())]
    return {
        each.path: each.data
        for each in (
            *artifacts(corpus),
            *tables(metric_ids(corpus), lambda part: (getattr(share, part) for share in shares)),
        )
    }


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_its_described_columns_and_unique_keys(table: TableSchema) -> None:
    data = files()[f"data/{table.path}"]
    assert data.startswith(b"\xef\xbb\xbf")
    found = rows(data)
    assert found
    names = [field.name for field in table.columns]
    assert data.decode("utf-8-sig").split("\r\n")[0].split(",") == names
    keys = [tuple(row[name] for name in table.key) for row in found]
    assert len(keys) == len(set(keys))
    for row in found:
        assert None not in row
        assert None not in row.values()
        for field in table.columns:
            value = row[field.name]
            assert value or not field.required, (table.name, field.name)
            assert not value or not field.values or value in field.values, (table.name, field.name, value)
            if value and field.type == "number":
                Decimal(value)
            if value and field.type == "integer":
                int(value)


def test_not_reported_is_a_line_of_its_own_and_only_for_annual_reports() -> None:
    found = rows(files()["data/metrics.csv"])
    of = {(row["report"], row["metric"]): row["status"] for row in found}
    assert of["luohe/2024", "review-cases"] == "reported"
    corpus, store = made.full_corpus(*CARDS)
    silent = {
        key: replace(doc, facts=replace(doc.facts, quantities=doc.facts.quantities[:1]))
        for key, doc in store.documents.items()
    }
    shares = [export_share(document, key) for key, document in silent.items()]
    data = next(
        each.data
        for each in tables(metric_ids(corpus), lambda part: (getattr(share, part) for share in shares))
        if each.path == "data/metrics.csv"
    )
    status = {(row["report"], row["metric"]): (row["status"], row["value"]) for row in rows(data)}
    assert status["luohe/2024", "litigation-appearance-rate"] == ("not_reported", "")
    assert ("luoyang/2020-plan", "litigation-appearance-rate") not in status


def test_zero_is_zero_and_unknown_is_blank() -> None:
    _, store = made.full_corpus(CARDS[0])
    document = store.documents["luohe/2024"]
    numbers = tuple(
        replace(quantity, value=value)
        for quantity, value in zip(document.facts.quantities, (Decimal(0), None), strict=True)
    )
    share = export_share(replace(document, facts=replace(document.facts, quantities=numbers)), "luohe/2024")
    found = list(
        csv.DictReader(
            io.StringIO(share.quantities.decode(), newline=""), [field.name for field in QUANTITIES.columns]
        )
    )
    assert [row["value"] for row in found] == ["0", ""]


def repaired_rows(*repairs: Repair) -> dict[str, list[dict[str, str]]]:
    """The rows of each table when one report has these repairs."""
    corpus, store = made.full_corpus(CARDS[0])
    document = store.documents["luohe/2024"]
    document = Document(replace(document.report, repairs=repairs), document.facts)
    share = export_share(document, "luohe/2024")
    parts = tables(metric_ids(corpus), lambda part: iter([getattr(share, part)]))
    return {each.path.removeprefix("data/"): rows(each.data) for each in parts}


STAFF = Repair(
    RepairKind.CORRECTION, 2, "66件", "56件", RepairStatus.REPLACED, made.span("56件"), note="核对原件"
)
ELSEWHERE = Repair(RepairKind.SCRIPT, 1, "舉", "举", RepairStatus.AUTOMATIC, made.span("一、主要举措"))
WIDE = Repair(
    RepairKind.SCRIPT,
    2,
    "複議",
    "复议",
    RepairStatus.AUTOMATIC,
    made.span("行政复议案件56件，行政机关负责人"),
    count=3,
)
DROPPED = Repair(
    RepairKind.STRAY, 2, "?", "", RepairStatus.AUTOMATIC, Span(made.SENTENCE.start, made.SENTENCE.start)
)


@pytest.mark.parametrize(
    ("repairs", "kinds", "before"),
    [
        ((), "", ["", ""]),
        ((ELSEWHERE,), "", ["", ""]),
        ((STAFF,), "correction:replaced", ["66件", ""]),
        (
            (ELSEWHERE, WIDE, STAFF, DROPPED),
            "correction:replaced|script:automatic|stray:automatic",
            ["66件", ""],
        ),
        (
            (replace(STAFF, before="受理66件|全年", span=made.span("受理行政复议案件56件")),),
            "correction:replaced",
            ["受理66件\\|全年", ""],
        ),
        ((replace(STAFF, status="flagged"),), "correction:flagged", ["", ""]),
    ],
)
def test_a_row_says_what_was_done_to_its_sentence_and_its_number(
    repairs: tuple[Repair, ...], kinds: str, before: list[str]
) -> None:
    found = repaired_rows(*repairs)
    assert [row["sentence_repairs"] for row in found["quantities.csv"]] == [kinds, kinds]
    assert [row["replaced_from"] for row in found["quantities.csv"]] == before
    given = {
        row["id"]: (row["sentence_repairs"], row["replaced_from"])
        for row in found["metrics.csv"]
        if row["status"] == "reported"
    }
    assert given == {"q1": (kinds, before[0]), "q2": (kinds, before[1])}
    assert [row["sentence_repairs"] for row in found["indicators.csv"]] == [kinds]


def test_the_columns_of_repairs_are_described_with_every_kind_and_status() -> None:
    package = json.loads(files()["data/datapackage.json"])
    for name in ("quantities", "metrics", "indicators"):
        fields = {
            field["name"]: field["description"]
            for each in package["resources"]
            if each["name"] == name
            for field in each["schema"]["fields"]
        }
        assert all(
            kind in fields["sentence_repairs"] for kind in (*RepairKind, "replaced", "automatic", "proposed")
        )


def test_a_withheld_report_gives_nothing_of_its_text() -> None:
    _, store = made.full_corpus(CARDS[0])
    document = store.documents["luohe/2024"]
    withheld = Document(replace(document.report, withheld="涉及商业秘密"), document.facts)
    share = export_share(withheld, "luohe/2024")
    assert share.quantities == share.indicators == metric_lines(share.metrics, ("review-cases",)) == b""
    record = explain_record(withheld, (), made.REGISTRY, {}, "luohe/2024")
    assert record["withheld"] == "涉及商业秘密"
    assert "复议" not in encode_record(record).decode()


def test_the_record_has_the_fields_of_the_contract() -> None:
    _, store = made.full_corpus(CARDS[0])
    record = explain_record(
        store.documents["luohe/2024"],
        (made.MENTION,),
        made.REGISTRY,
        {"shuangxiajiang": "双下降"},
        "luohe/2024",
        [Problem("S102", "x")],
    )
    read = json.loads(encode_record(record))
    assert set(read) >= {
        *(
            "file",
            "sha256",
            "encoding",
            "kind",
            "title",
            "issuer",
            "place",
            "year",
            "published",
            "document_number",
        ),
        *("contents", "sections", "repairs", "quantities", "terms", "definitions", "citations", "problems"),
    }
    assert read["place"] == {
        "value": "411100",
        "origin": "path",
        "line": None,
        "code": "411100",
        "name": "漯河市",
        "full_name": "河南省漯河市",
        "slug": "luohe",
    }
    assert read["document_number"] == {"value": None, "origin": "unknown", "line": None}
    assert read["contents"]["measures"] == "s1"
    assert read["quantities"][1] == {
        "id": "q2",
        "surface": "90%",
        "value": "90",
        "unit": "%",
        "qualifier": "以上",
        "bound": "at_least",
        "kind": "percent",
        "role": "achievement",
        "role_why": None,
        "change": None,
        "pair": None,
        "metric": "litigation-appearance-rate",
        "metric_why": None,
        "numerator": None,
        "denominator": None,
        "what": None,
        "line": 2,
        "anchor": "s1-p1",
        "sentence": made.SENTENCE.of(made.TEXT),
        "sentence_repairs": ["pinyin:automatic"],
        "replaced_from": [],
    }
    assert read["terms"] == [{"term": "双下降", "slug": "shuangxiajiang", "line": 2, "anchor": "s1-p1"}]
    assert read["citations"][0]["title"] == "中华人民共和国行政复议法"
    assert read["problems"][0]["code"] == "S102"


def test_csv_and_json_use_the_same_names() -> None:
    _, store = made.full_corpus(CARDS[0])
    record = explain_record(store.documents["luohe/2024"], (), made.REGISTRY, {})
    names = {field.name for field in QUANTITIES.columns} - {"report", "place", "year", "url"}
    assert names <= set(record["quantities"][0])
    assert {field.name for field in INDICATORS.columns} - {"report", "place", "year", "url"} <= set(
        record["evidence"][0]
    )


def test_machine_descriptions_name_every_table_and_column() -> None:
    package = json.loads(files()["data/datapackage.json"])
    csvw = json.loads(files()["data/csv-metadata.json"])
    for table in TABLES:
        resource = next(each for each in package["resources"] if each["path"] == table.path)
        assert [field["name"] for field in resource["schema"]["fields"]] == [
            field.name for field in table.columns
        ]
        described = next(each for each in csvw["tables"] if each["url"] == table.path)
        assert [column["name"] for column in described["tableSchema"]["columns"]] == [
            field.name for field in table.columns
        ]
    assert package["resources"][0]["schema"]["missingValues"] == [""]
    assert {metric["id"]: metric["unit"] for metric in package["metrics"]} == {
        "litigation-appearance-rate": "%",
        "review-cases": "件",
    }


def test_lists_of_records_are_json_with_a_line_per_record() -> None:
    made_files = files()
    for path, count in (("data/reports.json", 3), ("data/terms.json", 2)):
        read = json.loads(made_files[path])
        assert len(read) == count
        assert len(made_files[path].decode().strip().split("\n")) == count + 2


def test_a_term_is_exported_with_the_record_of_each_source() -> None:
    term = next(each for each in json.loads(files()["data/terms.json"]) if each["term"] == "双下降")
    (source,) = term["sources"]
    assert (source["title"], source["quote"], source["checked"], source["confirmed"]) == (
        "行政诉讼法",
        "应当出庭应诉",
        "2026-11-30",
        True,
    )
    assert {"number", "issuer", "date", "article", "url", "compared", "state", "replaced_by"} <= source.keys()
    assert {"plain", "for_you", "usage", "status", "reason"} <= term.keys()


def test_companions_of_pages_are_where_the_pages_link_to() -> None:
    corpus, store = made.full_corpus(*CARDS)
    indexes = build_indexes(corpus)
    job = Job(
        "reports/luohe/2024/", PageName.REPORT, "luohe/2024", SiteSection.REPORTS, documents=("luohe/2024",)
    )
    (record,) = companions(job, store.inputs(job), indexes)
    assert record.path == "data/reports/luohe/2024.json"
    assert json.loads(record.data)["report"] == "luohe/2024"
    job = Job("places/luohe/", PageName.PLACE, "411100", SiteSection.PLACES, story="411100")
    (record,) = companions(job, store.inputs(job), indexes)
    assert record.path == "data/places/luohe.json"
    place = json.loads(record.data)
    assert [series["metric"] for series in place["series"]] == ["litigation-appearance-rate"]
    assert place["series"][0]["values"][0]["words"] == "90%（以上）"
    assert companions(Job("years/", PageName.YEAR, "", SiteSection.YEARS), store.inputs(job), indexes) == ()


def test_tables_of_many_documents_are_joined_not_held() -> None:
    corpus, store = made.full_corpus(CARDS[0])
    share = export_share(store.documents["luohe/2024"], "luohe/2024")
    asked = 0

    def shares(part: str) -> Iterator[bytes]:
        nonlocal asked
        for _ in range(3):
            asked += 1
            yield getattr(share, part)

    streams = {each.path: each for each in tables(metric_ids(corpus), shares)}
    assert set(streams) == {f"data/{table.path}" for table in (QUANTITIES, METRICS, INDICATORS)}
    assert asked == 0
    assert len(list(streams["data/quantities.csv"].chunks)) == 4
    assert asked == 3


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=("Cs",))) | st.none() | st.integers(),
            min_size=2,
            max_size=4,
        ),
        max_size=5,
    )
)
def test_any_text_survives_a_table(table: list[list[str | int | None]]) -> None:
    read = list(csv.reader(io.StringIO(lines(table).decode(), newline="")))
    texts = [
        [original(said) if isinstance(cell, str) else said for cell, said in zip(row, told, strict=True)]
        for row, told in zip(table, read, strict=True)
    ]
    assert texts == [["" if cell is None else str(cell) for cell in row] for row in table], (
        "one apostrophe taken off every text is the text"
    )
    assert not any(
        isinstance(cell, str) and said[:1] in FORMULA - {"'"}
        for row, told in zip(table, read, strict=True)
        for cell, said in zip(row, told, strict=True)
        if said
    )


def test_records_of_one_document_are_the_same_every_time() -> None:
    _, store = made.full_corpus(CARDS[0])
    document = store.documents["luohe/2024"]
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(document), type=Document)
    assert export_share(document, "luohe/2024") == export_share(again, "luohe/2024")


def test_what_cannot_be_seen_is_written_by_number() -> None:
    made_document = made.document(CARDS[0])
    hidden = Repair(
        RepairKind.CONTROLS,
        2,
        "复\u200b议\u202e",
        "复议",
        RepairStatus.AUTOMATIC,
        made.document(CARDS[0]).report.repairs[0].span,
    )
    changed = replace(made_document, report=replace(made_document.report, repairs=(hidden,)))
    record = explain_record(
        changed, (), made.REGISTRY, {}, problems=(Problem("T211", "reports/a.txt", 2, "复\u200b议"),)
    )
    assert record["repairs"][0]["before"] == "复U+200B议U+202E"
    assert visible(encode_record(record).decode()) == encode_record(record).decode()
