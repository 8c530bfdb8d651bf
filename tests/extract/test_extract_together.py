"""Files through the stages together: what one of them does to a stage is that file's problem alone."""

from collections.abc import Sequence

import pytest
from extract_pipeline import registry, tools

from site_builder.extract import facts
from site_builder.extract.checks import checks
from site_builder.model.facts import Check, Quantity
from site_builder.model.text import SourceFile
from site_builder.pipeline.understand import Understood, understand, understand_all
from site_builder.problems import Problem

TEXT = (
    "漯河市人民政府关于2024年度法治政府建设情况的报告\n一、主要举措\n全年受理行政复议案件56件，办结率{}%。\n"
)


def source(name: str, text: str) -> SourceFile:
    return SourceFile(f"河南省/漯河市/{name}.txt", text.encode(), name)


def test_a_stage_that_fails_on_one_file_is_told_of_that_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = [
        source("2022", TEXT.format(98)),
        source("2023", TEXT.format(13)),
        source("2024", TEXT.format(97)),
    ]

    def failing(text: str, quantities: Sequence[Quantity]) -> tuple[Check, ...]:
        if "13%" in text:
            raise ValueError("unlucky")
        return checks(text, quantities)

    monkeypatch.setattr(facts, "checks", failing)
    one, two, three = understand_all(sources, registry(), tools())
    assert isinstance(two, Problem) and (two.code, two.file) == ("X908", "reports/河南省/漯河市/2023.txt")
    assert "ValueError: unlucky" in two.message
    for each, of in ((one, sources[0]), (three, sources[2])):
        assert isinstance(each, Understood) and each == understand(of, registry(), tools())
        assert [q.surface for q in each.document.facts.quantities][:1] == ["56件"]
