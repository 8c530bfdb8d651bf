"""Last year's figure told differently: report N+1 gives a value for year N that is not the one report N gave. A note, never a correction."""

import re

from site_builder.corpus.passages import Reading
from site_builder.corpus.series import comparable, figure
from site_builder.model.facts import Quantity
from site_builder.model.indicators import Dictionary
from site_builder.model.stories import Figure, Restated

_LAST_YEAR = re.compile("上年|去年|上一年|同比|上年度")


def restated(earlier: Reading, later: Reading, dictionary: Dictionary) -> tuple[Restated, ...]:
    """The figures of two consecutive reports that disagree. Only exact values are compared, and only where the earlier report gives just one."""
    metrics = {metric.id: metric for metric in dictionary.metrics}
    said: dict[str, list[Figure]] = {}
    for quantity in earlier.document.facts.quantities:
        metric = metrics.get(quantity.metric)
        if metric and comparable(quantity, metric) and quantity.bound == "exact":
            said.setdefault(quantity.metric, []).append(figure(earlier, quantity))
    out = []
    for quantity in later.document.facts.quantities:
        before = said.get(quantity.metric, []) if quantity.metric else []
        told = figure(later, quantity)
        if (
            len({each.quantity.value for each in before}) == 1
            and _about(quantity, told.sentence, earlier.year)
            and _differs(before[0].quantity, quantity)
        ):
            out.append(Restated(quantity.metric, earlier.year, before[0], told, _note(earlier.year, later.year, before[0].quantity, quantity)))
    return tuple(out)


def _about(quantity: Quantity, sentence: str, year: int) -> bool:
    """Whether a quantity of the later report is said to be the earlier year's: the start of a change, or a comparison that names the year."""
    if quantity.bound != "exact" or quantity.value is None:
        return False
    if quantity.change == "from":
        return f"{year}年" in sentence or bool(_LAST_YEAR.search(sentence)) or not re.search(r"(?:19|20)\d\d年", sentence)
    return quantity.role == "comparison" and quantity.change == "" and f"{year}年" in sentence


def _differs(one: Quantity, other: Quantity) -> bool:
    """Whether two values of one unit are not equal."""
    return one.unit == other.unit and one.kind == other.kind and one.value != other.value


def _note(year: int, later: int, said: Quantity, told: Quantity) -> str:
    """The sentence shown."""
    return f"{year}年的报告写的是{said.surface}，{later}年的报告写{year}年是{told.surface}。两处口径可能不同，请对照原文。"
