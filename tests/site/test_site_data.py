"""The data files of the real site against their own machine-readable descriptions: Frictionless Data Package
and CSV on the Web.

The rules are those of the two published specifications that can be checked without a network: required
properties, names, types, keys, references.
"""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

TABLES = ("reports", "quantities", "metrics", "indicators", "places")
NAME = re.compile(r"[a-z0-9._-]+")
FIELD_TYPES = {"string", "integer", "number", "boolean", "date"}
CSVW_TYPES = {"string", "integer", "decimal", "boolean", "date"}


def package(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "data/datapackage.json").read_text(encoding="utf-8"))
    return found


def csvw(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "data/csv-metadata.json").read_text(encoding="utf-8"))
    return found


def rows(site: Path, path: str) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO((site / "data" / path).read_text(encoding="utf-8-sig"), newline=""))
    )


def fits(value: str, kind: str) -> bool:
    """Whether a cell is of a type, as Table Schema and XML Schema write it."""
    try:
        match kind:
            case "integer":
                int(value)
            case "number" | "decimal":
                return Decimal(value).is_finite()
            case "date":
                date.fromisoformat(value)
            case "boolean":
                return value in ("true", "false")
    except (ValueError, InvalidOperation):
        return False
    return True


def test_the_package_has_what_the_specification_requires(site: Path) -> None:
    found = package(site)
    assert NAME.fullmatch(found["name"])
    assert found["$schema"].startswith("https://datapackage.org/profiles/")
    names = [resource["name"] for resource in found["resources"]]
    assert len(names) == len(set(names))
    for resource in found["resources"]:
        assert NAME.fullmatch(resource["name"])
        assert (site / "data" / resource["path"]).is_file()
        assert not resource["path"].startswith("/") and ".." not in resource["path"]
        assert resource["title"] and resource["description"]


def test_every_whole_file_is_in_the_package_and_on_the_data_page(site: Path) -> None:
    described = {resource["path"] for resource in package(site)["resources"]} | {
        "datapackage.json",
        "csv-metadata.json",
        "manifest.json",
    }
    assert {path.name for path in (site / "data").iterdir() if path.is_file()} - {"index.html"} == described
    html = (site / "data/index.html").read_text(encoding="utf-8")
    assert all(f"data/{path}" in html for path in described)
    assert "data/reports/" in html and "data/places/" in html
    assert "当作公式" in html


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_is_what_the_package_says_of_its_column(site: Path, name: str) -> None:
    resource = next(each for each in package(site)["resources"] if each["name"] == name)
    schema, found = resource["schema"], rows(site, resource["path"])
    assert found
    assert [field["name"] for field in schema["fields"]] == list(found[0])
    assert schema["missingValues"] == [""]
    for field in schema["fields"]:
        assert field["type"] in FIELD_TYPES
        assert field["title"]
        limits = field.get("constraints", {})
        for row in found:
            value = row[field["name"]]
            assert value or not limits.get("required"), field["name"]
            assert not value or fits(value, field["type"]), (field["name"], value)
            assert not value or value in limits.get("enum", [value]), (field["name"], value)


@pytest.mark.parametrize("name", TABLES)
def test_primary_keys_are_unique_and_references_resolve(site: Path, name: str) -> None:
    resources = {each["name"]: each for each in package(site)["resources"]}
    schema, found = resources[name]["schema"], rows(site, f"{name}.csv")
    keys = [tuple(row[column] for column in schema["primaryKey"]) for row in found]
    assert len(keys) == len(set(keys))
    for foreign in schema["foreignKeys"]:
        (own,), (its,) = foreign["fields"], foreign["reference"]["fields"]
        there = {row[its] for row in rows(site, resources[foreign["reference"]["resource"]]["path"])}
        assert {row[own] for row in found if row[own]} <= there, (own, foreign["reference"])
    assert name == "places" or schema["foreignKeys"]


@pytest.mark.parametrize("name", TABLES)
def test_csv_on_the_web_describes_the_same_columns(site: Path, name: str) -> None:
    found = csvw(site)
    assert found["@context"][0] == "http://www.w3.org/ns/csvw"
    tables = {table["url"]: table for table in found["tables"]}
    schema = tables[f"{name}.csv"]["tableSchema"]
    lines = rows(site, f"{name}.csv")
    columns = {column["name"]: column for column in schema["columns"]}
    assert list(columns) == list(lines[0])
    assert set(schema["primaryKey"]) <= set(columns)
    for foreign in schema["foreignKeys"]:
        assert foreign["columnReference"] in columns
        other = tables[foreign["reference"]["resource"]]["tableSchema"]["columns"]
        assert foreign["reference"]["columnReference"] in {column["name"] for column in other}
    for column in columns.values():
        datatype = column["datatype"]
        base, form = (datatype["base"], datatype["format"]) if isinstance(datatype, dict) else (datatype, "")
        assert base in CSVW_TYPES
        for line in lines:
            value = line[column["name"]]
            assert value == "" or "separator" in column or fits(value, base)
            assert value == "" or not form or re.fullmatch(form, value)


def test_numbers_of_metrics_are_those_of_quantities(site: Path) -> None:
    quantities = {(row["report"], row["id"]): row for row in rows(site, "quantities.csv")}
    reported = [row for row in rows(site, "metrics.csv") if row["status"] == "reported"]
    assert reported
    for row in reported:
        same = quantities[row["report"], row["id"]]
        assert (row["surface"], row["value"], row["metric"]) == (
            same["surface"],
            same["value"],
            same["metric"],
        )
    for row in rows(site, "indicators.csv"):
        assert all((row["report"], each) in quantities for each in row["quantities"].split("|") if each)
