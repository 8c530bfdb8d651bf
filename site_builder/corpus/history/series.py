"""One metric of one place over the years: only what the report claims for its own year, only in the metric's
unit."""

from collections.abc import Sequence

from site_builder.corpus.history.passages import ComparableReport
from site_builder.corpus.rows import quoted
from site_builder.model.facts import Quantity
from site_builder.model.history import Figure, Series
from site_builder.model.indicators import Dictionary, Metric
from site_builder.vocabulary import Change, Role


def series(readings: Sequence[ComparableReport], dictionary: Dictionary) -> tuple[Series, ...]:
    """The series of every metric the reports give, most years first, then as the dictionary lists them."""
    known = {metric.id: (number, metric) for number, metric in enumerate(dictionary.metrics)}
    found: dict[str, list[Figure]] = {}
    for reading in sorted(readings, key=lambda r: (r.year, r.key)):
        for quantity in reading.document.facts.quantities:
            if quantity.metric in known and comparable(quantity, known[quantity.metric][1]):
                found.setdefault(quantity.metric, []).append(figure(reading, quantity))
    made = [Series(metric, tuple(figures)) for metric, figures in found.items()]
    return tuple(
        sorted(made, key=lambda each: (-len({figure.year for figure in each.figures}), known[each.metric][0]))
    )


def comparable(quantity: Quantity, metric: Metric) -> bool:
    """Whether a quantity may stand in a series: an achievement with a value, in the unit and of the kind of
    the metric, not the start of a change."""
    return (
        quantity.role == Role.ACHIEVEMENT
        and quantity.value is not None
        and quantity.change != Change.FROM
        and quantity.kind == metric.kind
        and quantity.unit in (metric.unit, *metric.units)
    )


def figure(reading: ComparableReport, quantity: Quantity) -> Figure:
    """A quantity with its sentence."""
    of_figure, sentence = quoted(reading.document.report.text, quantity)
    return Figure(reading.key, reading.year or None, of_figure, sentence.strip())
