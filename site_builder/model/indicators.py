"""The two frames of comparison: the official indicator framework by edition, and the metric dictionary."""

from decimal import Decimal

from msgspec import Struct

from site_builder.vocabulary import Operator, QuantityKind


class Threshold(Struct, frozen=True, forbid_unknown_fields=True):
    """A machine-checkable demand inside a level-3 indicator, read from its text."""

    metric: str = ""
    """Metric id it can be checked with, if any."""
    op: Operator = Operator.NONE
    value: Decimal = Decimal(0)
    unit: str = ""
    text: str = ""
    """The words of the indicator that state it."""


class Phrase(Struct, frozen=True, forbid_unknown_fields=True):
    """An evidence rule: all of `all` and at least one of `any` must stand in one sentence, and none of
    `none`."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


class Indicator(Struct, frozen=True, forbid_unknown_fields=True):
    """A level-3 indicator."""

    number: str
    """`73`; 附加项 are `加1`, `减2` (address `plus-1`, `minus-2`)"""
    text: str
    departments: str = ""
    """As printed in the source of the edition."""
    thresholds: tuple[Threshold, ...] = ()
    evidence: tuple[Phrase, ...] = ()
    metrics: tuple[str, ...] = ()
    """Ids of metrics that measure part of it (derived from metrics.yml when loading)."""
    line: int = 0


class Level2(Struct, frozen=True, forbid_unknown_fields=True):
    """A level-2 indicator: a group of level-3 indicators."""

    number: str
    name: str
    indicators: tuple[Indicator, ...]


class Level1(Struct, frozen=True, forbid_unknown_fields=True):
    """A level-1 indicator: 一、政府职能依法全面履行."""

    number: str
    name: str
    groups: tuple[Level2, ...]


class Framework(Struct, frozen=True, forbid_unknown_fields=True):
    """One edition of the framework. Keys are `edition:number`, never the bare number."""

    edition: str
    title: str
    source: str
    levels: tuple[Level1, ...]
    note: str = ""


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """One way a metric is put. All of `near` must stand in the clause of the number (before or after it);
    `none` forbids; `unit` restricts.

    `办结/审结` in an entry means either of the words.
    """

    near: tuple[str, ...]
    unit: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    kind: tuple[QuantityKind, ...] = ()
    after: bool = False
    """The words stand after the number instead of before it."""
    sentence: tuple[str, ...] = ()
    """All of these must stand anywhere in the sentence (the subject is often named once, for several
    numbers)."""
    without: tuple[str, ...] = ()
    """None of these may stand anywhere in the sentence: it is about something else (好差评 … 满意率)."""


class Metric(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of content/indicators/metrics.yml."""

    id: str
    """Stable, latin: `litigation-appearance-rate`. Address /metrics/<id>/."""
    name: str
    theme: str
    """One of the themes listed in metrics.yml"""
    unit: str
    kind: QuantityKind
    definition: str
    wordings: tuple[Wording, ...]
    framework: tuple[str, ...] = ()
    """`2019:73`"""
    caveats: tuple[str, ...] = ()
    numerator: str = ""
    """For a rate: metric ids of its parts."""
    denominator: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    """Plausible range; outside it is a problem."""
    since: str = ""
    line: int = 0
    units: tuple[str, ...] = ()
    """Measure words that count the same thing (件 宗 起); empty means `unit` only."""


class Dictionary(Struct, frozen=True):
    """All metrics and frameworks, validated and indexed."""

    metrics: tuple[Metric, ...]
    themes: tuple[str, ...]
    frameworks: tuple[Framework, ...]
