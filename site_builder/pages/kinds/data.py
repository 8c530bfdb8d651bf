"""`/data/`: every file of the collection for others, with what its columns mean."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from site_builder.model.corpus import Inputs, Job
from site_builder.model.page import TocItem
from site_builder.pages.exports.columns import TableSchema
from site_builder.pages.exports.fields import TABLES
from site_builder.pages.exports.package import APOSTROPHE, LICENCE_NOTE, MISSING, PER_FILE, RECORDS
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.vocabulary import PageName, SiteSection


class DataFile(Struct, frozen=True):
    """One file."""

    path: str
    title: str
    description: str


class DataView(View, frozen=True):
    """The data page."""

    tables: tuple[TableSchema[Any], ...]
    records: tuple[DataFile, ...]
    per_file: tuple[DataFile, ...]
    """Files there is one of per report or place; the path holds a placeholder"""
    missing: str
    apostrophe: str
    licence: str
    example_report: str
    """Address of the record of one report, empty in an empty collection"""
    reports: int
    folder: str


DESCRIPTIONS = (
    DataFile("datapackage.json", "数据包说明（Frictionless）", "各表各列的类型、含义，数据项的定义和单位。"),
    DataFile("csv-metadata.json", "数据表说明（CSVW）", "同样内容，W3C 的 CSV on the Web 格式。"),
    DataFile("manifest.json", "文件清单", "每个源文件和每个网页的 SHA-256，用来核对是否完整、未被改动。"),
)


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page."""
    first = next((card.key for card in reversed(indexes.corpus.cards) if not card.withheld), "")
    yield Job(
        urls.DATA,
        PageName.DATA,
        "",
        SiteSection.DATA,
        digest=digest_of(_described(), RECORDS, PER_FILE, APOSTROPHE, len(indexes.corpus.cards), first),
    )


def _described() -> list[tuple[object, ...]]:
    """What the page says of the tables."""
    return [
        (
            table.path,
            table.title,
            table.description,
            [(c.name, c.type, c.title, c.description) for c in table.columns],
        )
        for table in TABLES
    ]


def view(job: Job, inputs: Inputs, indexes: Indexes) -> DataView:  # noqa: ARG001 - every page kind has this signature
    """All files with their columns."""
    example = next((card.key for card in reversed(indexes.corpus.cards) if not card.withheld), "")
    info = PageInfo(
        job.url,
        SiteSection.DATA,
        "数据下载",
        "全部报告的数据：CSV 和 JSON，每个数字带原句、限定词和出处，附机器可读的说明。",
        toc=(
            TocItem("missing", "空白、零和未报告", 2),
            *(TocItem(f"f-{table.name}", table.title, 2) for table in TABLES),
            TocItem("records", "其他文件", 2),
        ),
        column_type="数据开放",
    )
    return DataView(
        info,
        TABLES,
        (*(DataFile(*record) for record in RECORDS), *DESCRIPTIONS),
        tuple(DataFile(*each) for each in PER_FILE),
        MISSING,
        APOSTROPHE,
        LICENCE_NOTE,
        urls.report_data(example) if example else "",
        len(indexes.corpus.cards),
        urls.DATA,
    )
