"""datapackage.json (Frictionless Data Package) and csv-metadata.json (CSV on the Web): types, units and the meaning of an empty cell, for machines.

Both are made from `fields.TABLES`, so a column cannot be described and missing, or present and undescribed.
"""

from typing import Any

import msgspec

from site_builder.model.indicators import Metric
from site_builder.pages.exports.fields import TABLES, Field, Table
from site_builder.pages.indexes import Indexes

MISSING = "空单元格表示报告没有写明或未能确定；0 是报告写明的零；年度报告没有写到的数据项另有 status 为 not_reported 的行。三者不混用。"
INVISIBLE = (
    "看不见的字符（零宽、方向控制等）已从正文去掉；修复记录的 before 里写成编号，例如 U+200B；源文件（reports/<报告编号>/source.txt）一字节不改。"
)
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
        "description": f"{portal.description} {MISSING}{INVISIBLE}".strip(),
        "homepage": portal.url or None,
        "keywords": ["法治政府建设", "年度报告", "政务公开"],
        "notes": LICENCE_NOTE,
        "resources": [*(_resource(table) for table in TABLES), *(_json_resource(*record) for record in RECORDS)],
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
            "dc:description": MISSING + INVISIBLE,
            "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\r\n"]},
            "tables": [_csvw_table(table) for table in TABLES],
        }
    )


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": table.path,
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "primaryKey": list(table.key),
            "foreignKeys": [{"fields": [own], "reference": {"resource": there, "fields": [its]}} for own, there, its in table.references],
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


def _field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.values:
        constraints["enum"] = list(field.values)
    out: dict[str, Any] = {"name": field.name, "type": "string" if field.type == "list" else field.type, "title": field.title}
    if field.description:
        out["description"] = field.description
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


def _csvw_table(table: Table) -> dict[str, Any]:
    return {
        "url": table.path,
        "dc:title": table.title,
        "dc:description": table.description,
        "tableSchema": {
            "columns": [_csvw_column(field) for field in table.fields],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"columnReference": own, "reference": {"resource": f"{there}.csv", "columnReference": its}} for own, there, its in table.references
            ],
        },
    }


def _csvw_column(field: Field) -> dict[str, Any]:
    datatype: Any = {"list": "string", "date": "date", "number": "decimal"}.get(field.type, field.type)
    if field.values:
        datatype = {"base": "string", "format": "|".join(field.values)}
    out: dict[str, Any] = {"name": field.name, "titles": field.name, "dc:title": field.title, "datatype": datatype, "null": ""}
    if field.description:
        out["dc:description"] = field.description
    if field.required:
        out["required"] = True
    if field.type == "list":
        out["separator"] = "|"
    return out


def _encode(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
