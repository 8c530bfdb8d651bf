"""How one value of a report is shown in tables and charts: the words as printed, what they bound, and the way
to the sentence."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import TypeVar, assert_never

from msgspec import Struct
from msgspec.structs import replace

from site_builder.model.corpus import MetricRow
from site_builder.model.facts import Quantity
from site_builder.model.history import Figure
from site_builder.pages.pictures.charts import Point
from site_builder.pages.shared import urls, wording
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.report_lines import source_label
from site_builder.vocabulary import Bound, Change, DocumentKind, QuantityKind, Role


class Value(Struct, frozen=True, gc=False):
    """One value, fit for a table cell."""

    words: str
    """As printed: 43.6万余通"""
    bound: Bound
    bound_words: str
    """不低于, 约 …; empty when exact, and when the words of the report already say it"""
    url: str
    """Of the number's mark in its sentence"""
    role: str
    """In words for a citizen, empty for 本年情况"""
    change: str
    """提升后的水平, 下降 …: what a number of a change is; empty for a plain level"""
    fraction: str
    """816件/971件 when the text gives the counts of a rate, that it does not when not; empty for other kinds,
    and for what nobody has counted yet"""
    sentence: str
    year: int | None
    source: str
    """Which report"""
    number: str
    """The folded number in digits, for sorting; empty when the words give none"""


VERBS = {
    "提升": "提升", "提高": "提高", "上升": "上升", "升": "上升", "增长": "增长", "增加": "增加", "增": "增加", "扩大": "扩大", "延长": "延长",
    "下降": "下降", "降低": "降低", "降": "下降", "减少": "减少", "减": "减少", "压缩": "压缩", "压减": "压减", "缩短": "缩短", "缩减": "缩减",
}  # fmt: skip
"""How reports put a change → how it is named; 升至 and 降至 are the short forms"""
VERB_REACH = 8
"""Characters beside the number in which its verb stands: 提升至, 由去年同期的40%下降到"""
_VERB = re.compile("|".join(sorted(VERBS, key=len, reverse=True)))
RANGE_ENDS = (Change.RANGE_LOW, Change.RANGE_HIGH)
MAX_CHARS_BETWEEN_RANGE_ENDS = 3
"""Characters between the ends of a range: 至, ——"""
SCALES = {Decimal(1): "", Decimal(10_000): "万", Decimal(100_000_000): "亿"}
UNCOUNTED = {Role.TARGET, Role.RULE, Role.DEFINITION}
"""Roles of numbers that rest on no count, so that a missing one is nothing to say"""


OF_ANOTHER_PAPER = "其他文件里的数，不是年度报告的数据"
"""Beside a value that stands in a paper which is no report (自查, 考核, 述职)"""


def value_of(row: MetricRow, indexes: Indexes, other: Quantity | None = None) -> Value:
    """The value of a metric row; with the `other` end of its range, the range."""
    source = source_label(row.report, row.place, row.year, indexes)
    value = _value(row.quantity, row.report, row.year, row.sentence, source, _fraction(row), other)
    card = indexes.cards.get(row.report)
    if card is None or card.head.document_kind != DocumentKind.OTHER:
        return value
    return replace(value, role="，".join(part for part in (OF_ANOTHER_PAPER, value.role) if part))


def values_of(rows: Iterable[MetricRow], indexes: Indexes) -> tuple[Value, ...]:
    """The values of rows, in their order, a range once."""
    return tuple([value_of(row, indexes, other) for row, other in with_other_ends(rows)])


def value_of_figure(figure: Figure, place: str, indexes: Indexes, other: Quantity | None = None) -> Value:
    """The value of one figure of a place's story; with the `other` end of its range, the range."""
    source = source_label(figure.report, place, figure.year, indexes)
    return _value(figure.quantity, figure.report, figure.year, figure.sentence, source, "", other)


def value_of_quantity(
    quantity: Quantity, report: str, sentence: str = "", other: Quantity | None = None
) -> Value:
    """A quantity that stands beside its own sentence: without source."""
    return _value(quantity, report, None, sentence, "", "", other)


def _value(
    quantity: Quantity,
    report: str,
    year: int | None,
    sentence: str,
    source: str,
    fraction: str,
    other: Quantity | None,
) -> Value:
    return Value(
        words=range_printed(quantity, other, sentence) if other else printed(quantity),
        bound=quantity.bound,
        bound_words=bound_words(quantity),
        url=urls.report(report, quantity.id),
        role=wording.role_beside(quantity.role),
        change="" if other else change_words(quantity, sentence),
        fraction=fraction,
        sentence=sentence,
        year=year,
        source=source,
        number="" if quantity.value is None else f"{quantity.value:f}",
    )


def bound_words(quantity: Quantity) -> str:
    """What a number bounds, unless the words of the report say it."""
    return "" if quantity.qualifier else quantity.bound.word


Shown = TypeVar("Shown", MetricRow, Figure, Quantity)


def with_other_ends(found: Iterable[Shown]) -> list[tuple[Shown, Quantity | None]]:
    """What is to be shown, in its order; where both ends of a range are among it, the lower with the upper
    one, and the upper not again.

    A range is one statement of the report: an end alone would claim a number that nobody gave. An end whose
    other end is not there stays, as an end.
    """
    shown = list(found)
    ends = {
        (_report(each), _quantity(each).id): each for each in shown if _quantity(each).change in RANGE_ENDS
    }
    if not ends:
        return [(each, None) for each in shown]
    out: list[tuple[Shown, Quantity | None]] = []
    done = set()
    for each in shown:
        report, quantity = _report(each), _quantity(each)
        if (report, quantity.id) in done:
            continue
        other = ends.get((report, quantity.pair)) if quantity.change in RANGE_ENDS else None
        if other is None:
            out.append((each, None))
            continue
        low, high = (each, other) if quantity.change == Change.RANGE_LOW else (other, each)
        done |= {(report, _quantity(low).id), (report, _quantity(high).id)}
        out.append((low, _quantity(high)))
    return out


def _quantity(shown: MetricRow | Figure | Quantity) -> Quantity:
    return shown if isinstance(shown, Quantity) else shown.quantity


def _report(shown: MetricRow | Figure | Quantity) -> str:
    return "" if isinstance(shown, Quantity) else shown.report


def change_words(quantity: Quantity, sentence: str) -> str:
    """What a number of a change is, by the verb beside it: 提升至90% is 提升后的水平; without a known verb
    变化后的水平."""
    match quantity.change:
        case Change.NONE:
            return ""
        case Change.UP | Change.DOWN | Change.RANGE_LOW | Change.RANGE_HIGH:
            return quantity.change.word
        case Change.FROM:
            return _verb(quantity, sentence) + "前的水平"
        case Change.TO:
            return _verb(quantity, sentence) + "后的水平"
    assert_never(quantity.change)


def _verb(quantity: Quantity, sentence: str) -> str:
    """The verb beside the end of a change, as a noun; 变化 where none is known."""
    start, end = quantity.span.start - quantity.sentence.start, quantity.span.end - quantity.sentence.start
    near = (
        sentence[max(0, start - VERB_REACH) : start]
        if quantity.change == Change.TO
        else sentence[end : end + VERB_REACH]
    )
    found = _VERB.findall(near) if sentence[start:end] == quantity.surface else []
    return VERBS[found[-1 if quantity.change == Change.TO else 0]] if found else "变化"


def printed(quantity: Quantity) -> str:
    """The surface, with a qualifier or unit that stands outside it put in brackets: 90%（以上）, 3万余; the
    lower end of 100至120卷 alone is 100（卷）."""
    unit = _unit_outside(quantity) if quantity.change == Change.RANGE_LOW else ""
    return _bracketed(quantity.surface, (unit, *quantity.qualifier.split(",")))


def range_printed(low: Quantity, high: Quantity, sentence: str = "") -> str:
    """Both ends of a range with what stands between them, as printed; joined by a dash where the sentence
    shown does not hold both."""
    start, middle, end = (at - low.sentence.start for at in (low.span.start, low.span.end, high.span.end))
    words = sentence[start:end] if 0 <= start < end else ""
    between = len(words) - len(low.surface) - len(high.surface)
    if not (
        words.startswith(low.surface)
        and words.endswith(high.surface)
        and 0 < between <= MAX_CHARS_BETWEEN_RANGE_ENDS
        and middle - start == len(low.surface)
    ):
        words = f"{low.surface}—{high.surface}"
    return _bracketed(words, dict.fromkeys((*low.qualifier.split(","), *high.qualifier.split(","))))


def _bracketed(words: str, outside: Iterable[str]) -> str:
    beside = [word for word in outside if word and word not in words]
    return f"{words}（{'、'.join(beside)}）" if beside else words


def _unit_outside(quantity: Quantity) -> str:
    """The unit that the lower end of a range has from the upper one (200—300万元: 万元); empty where the
    words do not tell how it is scaled."""
    try:
        scale = (quantity.value or Decimal(0)) / Decimal(quantity.surface.replace(",", ""))
    except (InvalidOperation, ZeroDivisionError):
        scale = Decimal(1 if (quantity.value or 0) <= 10 else 0)  # 三至五次
    return SCALES[scale] + quantity.unit if quantity.unit not in quantity.surface and scale in SCALES else ""


def points(
    rows: Iterable[MetricRow | Figure], kind: QuantityKind, unit: str, label: str
) -> tuple[Point, ...]:
    """What of the rows belongs into one chart: levels of the metric's own kind (and unit, for money and
    durations), in order of year."""
    found = [
        Point(
            row.year,
            row.quantity.value,
            row.quantity.bound,
            f"{label}{row.year}年：{printed(row.quantity)}",
            urls.report(row.report, row.quantity.id),
        )
        for row in rows
        if row.year
        and row.quantity.value is not None
        and row.quantity.kind == kind
        and row.quantity.change in (Change.NONE, Change.TO)
        and (
            kind not in (QuantityKind.MONEY, QuantityKind.DURATION, QuantityKind.AREA)
            or row.quantity.unit == unit
        )
    ]
    return tuple(sorted(found, key=lambda point: (point.year, point.value)))


def _fraction(row: MetricRow) -> str:
    if row.quantity.kind != QuantityKind.PERCENT or row.quantity.role in UNCOUNTED:
        return ""
    if row.numerator and row.denominator:
        return f"{row.numerator.surface}/{row.denominator.surface}"
    if row.numerator:
        return f"分子{row.numerator.surface}，报告没有给出分母"
    if row.denominator:
        return f"分母{row.denominator.surface}，报告没有给出分子"
    return "报告没有给出分母"
