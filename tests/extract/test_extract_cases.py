"""Sentences written in the forms of real reports: every quantity expected, in order, and nothing else."""

import pytest
from case_files import Case, case_parameters
from extract_pipeline import registry, tools
from plain_report import lines, plain_report

from site_builder.extract.facts import extract
from site_builder.extract.numbers.quantities import quantities


def said(text: str) -> str:
    found = quantities(lines(text))
    return "; ".join(f"{q.surface}={q.value:f}{q.unit} {q.kind} {q.qualifier}".strip() for q in found)


def pairs(case: Case) -> list[tuple[str, str]]:
    inputs = case.blocks["in"].split("\n")
    outputs = case.blocks["out"].split("\n") if case.blocks["out"] else [""] * len(inputs)
    assert len(inputs) == len(outputs), case.where
    return list(zip(inputs, ["" if out == "-" else out for out in outputs], strict=True))


@pytest.mark.parametrize("case", case_parameters("extract/quantities.case"))
def test_quantities_of(case: Case) -> None:
    wrong = [f"{text}\n  want {out}\n  got  {said(text)}" for text, out in pairs(case) if said(text) != out]
    assert not wrong, "\n".join(wrong)


def metrics_of(text: str) -> str:
    facts = extract(plain_report("一、主要举措\n" + text, year=2024), tools())
    return "; ".join(
        f"{q.surface}={q.metric or '-'}{'' if q.role in ('achievement', 'comparison') else ' ' + q.role}"
        for q in facts.quantities
    )


@pytest.mark.parametrize("case", case_parameters("extract/metrics.case"))
def test_metrics_of(case: Case) -> None:
    wrong = [
        f"{text}\n  want {out}\n  got  {metrics_of(text)}"
        for text, out in pairs(case)
        if metrics_of(text) != out
    ]
    assert not wrong, "\n".join(wrong)


def test_no_name_of_a_division_is_a_count() -> None:
    names = [place.name for place in registry().by_code.values()]
    wrong = {
        name: said(text)
        for name in names
        for text in (f"由{name}司法局坚持统筹。", f"{name}认真落实。")
        if said(text)
    }
    assert not wrong
