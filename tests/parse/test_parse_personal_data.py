"""Personal data: every rule by its own examples, and a labelled table of strings with the figures the rules must reach."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from parse_reading import read

from site_builder.model.places import PlaceRegistry
from site_builder.parse.personal_numbers import plain_width
from site_builder.parse.personal_rules import RULES, Rule
from site_builder.parse.privacy import personal_in
from site_builder.text.clean import clean  # noqa: F401

FOLDER = Path(__file__).parent / "personal"
TABLES = ("seen.tsv", "aside.tsv")
"""Both were written before the rules; by the first the rules were made, the second was run when they stood"""
OPENING = "珠海市人民政府关于2023年度法治政府建设情况的报告\n一、情况\n"
CODES = {
    "identity": {"D801", "D805", "D806"},
    "mobile": {"D802"},
    "card": {"D803", "D809"},
    "passport": {"D808"},
    "plate": {"D804"},
    "account": {"D803", "D809", "D802"},
    "mail": {"D810"},
    "email": {"D810", "D802"},
    "social": {"D811"},
    "address": {"D812"},
    "birth": {"D813"},
    "name": {"D814"},
    "phone": {"D815"},
}
LEAST = {"identity": 0.95, "mobile": 0.95, "card": 0.95, "passport": 0.95, "address": 0.80, "birth": 0.80}
LEAST_OF_OTHERS = 0.80


def table(name: str) -> list[tuple[str, str]]:
    rows = [line.split("\t", 1) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    return [(kind, text.replace("\\n", "\n").replace("\\u00a0", "\u00a0").replace("\\u200b", "\u200b")) for kind, text in rows]


def found_in(text: str, registry: PlaceRegistry) -> set[str]:
    """The codes told of a string that stands in a report, through the real cleaning."""
    return {problem.code for problem in read(OPENING + text + "\n", registry).problems if problem.code.startswith("D8")}


def figures(rows: list[tuple[str, str]], registry: PlaceRegistry) -> tuple[dict[str, tuple[int, int]], list[tuple[str, str]]]:
    """Per kind how many of how many are found, and every string that is judged wrongly."""
    counts: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    wrong = []
    for kind, text in rows:
        codes = found_in(text, registry)
        right = bool(codes & CODES[kind]) if kind != "none" else not codes
        hit, of = counts[kind]
        counts[kind] = (hit + right, of + 1)
        if not right:
            wrong.append((kind, text))
    return dict(counts), wrong


if __name__ == "__main__":
    import sys

    from site_builder.text.places import build_registry

    places = build_registry((Path(__file__).parents[2] / "site_builder" / "data" / "places-2023-06-30.tsv").read_text(encoding="utf-8"))
    for name in sys.argv[1:] or TABLES:
        told, wrong = figures(table(name), places)
        print(name, {kind: f"{hit}/{of}" for kind, (hit, of) in told.items()})
        for kind, text in wrong:
            print("   ", kind, repr(text), found_in(text, places))
