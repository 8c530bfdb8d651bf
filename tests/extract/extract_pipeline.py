"""The five documents and the indicator files through the whole pipeline, once per test run."""

from functools import cache
from pathlib import Path

from site_builder.extract.facts import extract
from site_builder.extract.metrics.compiled_rules import CompiledRules, compile_tools
from site_builder.files.dictionary import read_dictionary
from site_builder.files.places import load_places
from site_builder.files.sources import read_source
from site_builder.model.facts import Document
from site_builder.model.indicators import Dictionary
from site_builder.model.places import PlaceRegistry
from site_builder.parse.report import parse
from site_builder.text.clean import clean

CONTENT = Path(__file__).parents[2] / "content"
FILES = {
    "000": "河南省/漯河市/2024.txt", "001": "云南省/昆明市/西山区/2017.txt", "002": "北京市/怀柔区/2023.txt", "003": "福建省/厦门市/2022.txt",
    "004": "河南省/洛阳市/2020-法治政府建设示范市创建方案.txt",
}  # fmt: skip
"""Number of the document in the gold → its file"""


@cache
def dictionary() -> Dictionary:
    return read_dictionary(CONTENT / "indicators")[0]


@cache
def tools() -> CompiledRules:
    return compile_tools(dictionary())


@cache
def registry() -> PlaceRegistry:
    return load_places(CONTENT).registry


@cache
def document(number: str) -> Document:
    source = read_source(CONTENT / "reports", FILES[number]).source
    assert source is not None
    report = parse(clean(source), registry())
    return Document(report, extract(report, tools()))
