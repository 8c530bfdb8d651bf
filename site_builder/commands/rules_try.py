"""`rules try`: which rules speak to a sentence, and how its numbers are read."""

from decimal import Decimal
from hashlib import sha256
from typing import Any

from msgspec.structs import replace

from site_builder.commands.rules import WHERE, RuleHit, as_record, speaking
from site_builder.config import SiteConfig
from site_builder.extract.facts import extract
from site_builder.extract.metrics.compiled_rules import compile_tools
from site_builder.model.text import SourceFile
from site_builder.parse.report import parse
from site_builder.pipeline.content_tables import read_tables
from site_builder.rules.proof import marked
from site_builder.text.clean import clean

HEADING = "一、主要举措和成效"
"""The sentence is read as one of the account of the year"""
SHOWN_NAMES = {
    "value": "数值",
    "unit": "单位",
    "kind": "种类",
    "qualifier": "限定词",
    "bound": "界限",
    "role": "说的是",
    "role_why": "依据",
    "metric": "指标",
    "change": "变化",
}


def tried(config: SiteConfig, sentence: str) -> dict[str, Any]:
    """The rules that speak to a sentence, in which 【】 may mark what is meant, and the numbers read in it."""
    text, _ = marked(sentence)
    return {
        "sentence": text,
        "rules": [_told(each) for each in speaking(sentence)],
        "numbers": _numbers(config, text),
    }


def _told(one: RuleHit) -> dict[str, Any]:
    entry = as_record(one.subject, one.rule)
    return {key: entry[key] for key in ("file", "line", "id", "where", "value", "why")} | {"words": one.words}


def _numbers(config: SiteConfig, text: str) -> list[dict[str, Any]]:
    """The numbers of a sentence, read as one of a report's account of the year."""
    tables = read_tables(config).reading
    data = f"{HEADING}\n{text}\n".encode()
    report = parse(clean(SourceFile("句子.txt", data, sha256(data).hexdigest())), tables.registry)
    facts = extract(replace(report, refused="", withheld=""), compile_tools(tables.dictionary))
    return [
        {"surface": one.surface} | {key: _shown(getattr(one, key)) for key in SHOWN_NAMES}
        for one in facts.quantities
    ]


def _shown(value: Decimal | str | None) -> str | None:
    return f"{value:f}" if isinstance(value, Decimal) else value or None


def as_text(told: dict[str, Any]) -> str:
    """The same for a person."""
    lines = ["起作用的规则"]
    for each in told["rules"]:
        value = "" if each["value"] is None else f" → {each['value']}"
        lines.append(
            f"  {each['file']}:{each['line']}:"
            f" {each['id']}（{WHERE[each['where']]}）“{each['words']}”{value}\n      {each['why']}"
        )
    lines += [] if told["rules"] else ["  没有"]
    lines.append("读出的数字")
    for number in told["numbers"]:
        said = "，".join(f"{name}：{number[key]}" for key, name in SHOWN_NAMES.items() if number[key])
        lines.append(f"  {number['surface']}　{said}")
    return "\n".join(lines if told["numbers"] else [*lines, "  没有"])
