"""What staff should look at in the numbers of one report: values that cannot be, arithmetic that does not
come out, numbers two metrics claim."""

from collections.abc import Iterable

from site_builder.extract.metrics.compiled_rules import CompiledRules
from site_builder.extract.metrics.metrics import TIE
from site_builder.model.facts import Check, Quantity
from site_builder.model.indicators import Metric
from site_builder.problems import Problem


def staff_notes(
    file: str, found: Iterable[Quantity], reckoned: Iterable[Check], tools: CompiledRules
) -> tuple[Problem, ...]:
    """Q505, Q510 and Q511, each kind in order of the text. None of them changes a number: the report keeps
    its words."""
    numbers = tuple(found)
    return (
        *(problem for one in numbers if (problem := _implausible(file, one, tools.metrics.get(one.metric)))),
        *(
            Problem("Q510", file, check.line, check.stated, (("note", check.note),))
            for check in reckoned
            if not check.holds
        ),
        *(
            Problem("Q511", file, one.line, one.surface, (("metrics", one.metric_why.removeprefix(TIE)),))
            for one in numbers
            if one.metric_why.startswith(TIE)
        ),
    )


def _implausible(file: str, one: Quantity, metric: Metric | None) -> Problem | None:
    """Q505: a value outside the plausible range of its metric."""
    if metric is None or one.value is None:
        return None
    low, high = metric.minimum, metric.maximum
    if (low is None or one.value >= low) and (high is None or one.value <= high):
        return None
    shown = f"{'' if low is None else f'{low:f}'}～{'' if high is None else f'{high:f}'}"
    return Problem("Q505", file, one.line, one.surface, (("metric", metric.name), ("range", shown)))
