"""datapackage.json (Frictionless Data Package) and csv-metadata.json (CSV on the Web): types, units and the
meaning of an empty cell, for machines.

Both are made from `fields.TABLES`, so a column cannot be described and missing, or present and undescribed.
"""

from typing import Any, assert_never

import msgspec

from site_builder.model.indicators import Metric
from site_builder.pages.exports.columns import Column, TableSchema
from site_builder.pages.exports.fields import TABLES
from site_builder.pages.shared.indexes import Indexes
from site_builder.vocabulary import ColumnType

MISSING = (
    "空单元格表示报告没有写明或未能确定；0 是报告写明的零；年度报告没有写到的数据项另有 status 为"
    " not_reported 的行。三者不混用。"
)
INVISIBLE = (
    "看不见的字符（零宽、方向控制等）已从正文去掉；修复记录的 before 里写成编号，例如"
    " U+200B；源文件（reports/<报告编号>/source.txt）一字节不改。"
)
APOSTROPHE = (
    "文字列和列表列里，以 = + - @、它们的全角写法、制表符、换行或撇号（'）开头的单元格，前面多写一个撇号，"
    "免得电子表格当作公式运行；"
    "读取时，凡以撇号开头的文字去掉一个撇号，就是原来的文字。数字列和 JSON 文件不加。"
)
"""The convention of `cells.safe`"""
LICENCE_NOTE = "报告原文的权利属于其发布机关；本数据由报告原文自动提取，使用时请注明出处和地址。"
RECORDS = (
    ("reports.json", "报告（JSON）", "与 reports.csv 相同，每份文件一行，含各值的依据和行号。"),
    ("terms.json", "词语（JSON）", "每个词语的解释、依据（文号、原句、是否核对）、各地定义、出处和次数。"),
)
PER_FILE = (
    (
        "reports/<报告编号>.json",
        "单份报告（JSON）",
        "一份报告的全部识别结果：结构、修复、数字、词语、引用、问题；看不见的字符写成编号，例如 U+200B。",
    ),
    ("places/<地区>.json", "单个地区（JSON）", "一个地区历年的文件和关键数据。"),
)


def datapackage(indexes: Indexes) -> bytes:
    """datapackage.json."""
    portal = indexes.corpus.portal
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "rule-of-law-government-reports",
        "title": f"{portal.name}：数据",
        "description": f"{portal.description} {MISSING}{INVISIBLE}{APOSTROPHE}".strip(),
        "homepage": portal.url or None,
        "keywords": ["法治政府建设", "年度报告", "政务公开"],
        "notes": LICENCE_NOTE,
        "resources": [
            *(_resource(table) for table in TABLES),
            *(_json_resource(*record) for record in RECORDS),
        ],
        "metrics": [_metric(metric) for metric in indexes.corpus.dictionary.metrics],
    }
    return _encode({key: value for key, value in package.items() if value is not None})


def csvw(indexes: Indexes) -> bytes:
    """csv-metadata.json, found by CSVW tools beside the tables."""
    portal = indexes.corpus.portal
    return _encode(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh-Hans"}],
            "dc:title": f"{portal.name}：数据",
            "dc:description": MISSING + INVISIBLE + APOSTROPHE,
            "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\r\n"]},
            "tables": [_csvw_table(table) for table in TABLES],
        }
    )


def _resource(table: TableSchema[Any]) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": table.path,
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [own], "reference": {"resource": there, "fields": [its]}}
                for own, there, its in table.references
            ],
            "missingValues": [""],
        },
    }


def _json_resource(path: str, title: str, description: str) -> dict[str, Any]:
    return {
        "name": path.replace(".", "-"),
        "path": path,
        "title": title,
        "description": description,
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
    }


def _field(column: Column[Any]) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    out: dict[str, Any] = {
        "name": column.name,
        "type": ColumnType.STRING if column.type == ColumnType.LIST else column.type,
        "title": column.title,
    }
    if column.description:
        out["description"] = column.description
    if constraints:
        out["constraints"] = constraints
    return out


def _metric(metric: Metric) -> dict[str, Any]:
    return {
        "id": metric.id,
        "name": metric.name,
        "unit": metric.unit,
        "kind": metric.kind,
        "definition": metric.definition,
        "caveats": metric.caveats,
        "framework": metric.framework,
        "numerator": metric.numerator or None,
        "denominator": metric.denominator or None,
    }


def _csvw_table(table: TableSchema[Any]) -> dict[str, Any]:
    return {
        "url": table.path,
        "dc:title": table.title,
        "dc:description": table.description,
        "tableSchema": {
            "columns": [_csvw_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"columnReference": own, "reference": {"resource": f"{there}.csv", "columnReference": its}}
                for own, there, its in table.references
            ],
        },
    }


def _csvw_column(column: Column[Any]) -> dict[str, Any]:
    datatype: Any = _datatype(column.type)
    if column.values:
        datatype = {"base": ColumnType.STRING, "format": "|".join(column.values)}
    out: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.title,
        "datatype": datatype,
        "null": "",
    }
    if column.description:
        out["dc:description"] = column.description
    if column.required:
        out["required"] = True
    if column.type == ColumnType.LIST:
        out["separator"] = "|"
    return out


def _datatype(kind: ColumnType) -> str:
    """What CSV on the Web calls it."""
    match kind:
        case ColumnType.LIST | ColumnType.STRING:
            return ColumnType.STRING
        case ColumnType.NUMBER:
            return "decimal"
        case ColumnType.INTEGER | ColumnType.DATE:
            return kind
    assert_never(kind)


def _encode(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
