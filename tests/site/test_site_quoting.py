"""One file through all stages to its tables: both ends of a change name each other, and a sentence of 100 kB
stays affordable."""

import csv
import io
from pathlib import Path

import pytest
from patience import processor_seconds

from site_builder.corpus.rows import index_document
from site_builder.corpus.terms.traces import trace
from site_builder.extract.facts import extract
from site_builder.extract.metrics.compiled_rules import compile_tools
from site_builder.files.dictionary import read_dictionary
from site_builder.files.places import load_places
from site_builder.files.sources import read_source
from site_builder.model.facts import Document
from site_builder.pages.exports.document import encode_record, explain_record
from site_builder.pages.exports.document_columns import QUANTITIES
from site_builder.pages.exports.table_rows import export_share
from site_builder.parse.report import parse
from site_builder.text.clean import clean

CONTENT = Path(__file__).parents[2] / "content"
HEAD = "金水区2024年法治政府建设年度报告\n\n一、主要举措和成效\n\n"
REGISTRY = load_places(CONTENT).registry
TOOLS = compile_tools(read_dictionary(CONTENT / "indicators")[0])


def document(folder: Path, body: str) -> Document:
    (folder / "2024.txt").write_text(HEAD + body, encoding="utf-8")
    source = read_source(folder, "2024.txt").source
    assert source is not None
    report = parse(clean(source), REGISTRY)
    return Document(report, extract(report, TOOLS))


def table(made: Document) -> list[dict[str, str]]:
    names = [field.name for field in QUANTITIES.columns]
    return list(
        csv.DictReader(io.StringIO(export_share(made, "a/2024").quantities.decode(), newline=""), names)
    )


@pytest.mark.parametrize(
    ("body", "ends"),
    [
        ("行政许可事项从799项削减至326项。", [("799项", "from", "326项"), ("326项", "to", "799项")]),
        (
            "办件12件，办理时限为3—5日。",
            [("12件", "", ""), ("3", "range_low", "5日"), ("5日", "range_high", "3")],
        ),
        (
            "由原来的20个工作日缩短为5个工作日。",
            [("20个工作日", "from", "5个工作日"), ("5个工作日", "to", "20个工作日")],
        ),
        ("出庭应诉率提升至90%以上。", [("90%", "to", "")]),
        ("办理案件12件，调解34件。", [("12件", "", ""), ("34件", "", "")]),
    ],
)
def test_both_ends_of_a_change_name_each_other(
    tmp_path: Path, body: str, ends: list[tuple[str, str, str]]
) -> None:
    found = table(document(tmp_path, body + "\n"))
    surfaces = {row["id"]: row["surface"] for row in found}
    assert [(row["surface"], row["change"], surfaces.get(row["pair"], "")) for row in found] == ends


def test_a_sentence_of_a_hundred_kilobytes_costs_seconds_and_not_gigabytes(tmp_path: Path) -> None:
    with processor_seconds(15):
        made = document(tmp_path, "推进法治政府建设，办理案件12件，" * 6500 + "。\n")
        groups = index_document(made, "a/2024", ()).groups
        share = export_share(made, "a/2024")
        record = encode_record(explain_record(made, (), REGISTRY, {}, "a/2024"))
        trace(made, "a/2024")
    assert len(made.facts.quantities) == 6500
    assert (
        sum(len(group.payload) for group in groups)
        + len(share.quantities)
        + len(share.indicators)
        + len(record)
        < 20_000_000
    )


def test_sentences_of_usual_length_are_quoted_whole(tmp_path: Path) -> None:
    sentence = "推进法治政府建设，" * 40 + "办理案件12件。"
    assert [row["sentence"] for row in table(document(tmp_path, f"{sentence}\n"))] == [sentence]
