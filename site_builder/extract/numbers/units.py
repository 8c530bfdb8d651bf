"""The table of measure words: which word after a number makes it a quantity, of which kind, and what may not
follow (`rules/units.yml`)."""

from decimal import Decimal

import msgspec
from msgspec import Struct

from site_builder.rules.load import subject
from site_builder.vocabulary import QuantityKind

PERCENT = {"%", "％", "﹪"}


class UnitValue(Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule says of its measure words."""

    kind: QuantityKind
    factor: Decimal = Decimal(1)
    rule: str = ""
    year: bool = False


class Unit(Struct, frozen=True):
    """One measure word."""

    word: str
    kind: QuantityKind
    hanzi: bool
    """Whether a number in Chinese characters counts with it: 两家 does, 三级 does not"""
    but: str
    """Characters that, standing next, make another word of it: 条 + 例"""
    bare: str
    """The unit as reported: 万/亿 and a leading 个 taken off (个百分点 → 百分点)."""
    factor: Decimal = Decimal(1)
    """What the number is multiplied by: 四成 is 40 %, 5‰ is 0.5 %."""
    rule: str = ""
    """The rule of its own that decides whether it counts: year, day, clock, score"""
    year: bool = False
    """Whether 1900 to 2099 before it is a year"""


def _rows() -> dict[str, tuple[Unit, ...]]:
    """First character → units beginning with it, longest first."""
    rules, units = subject("units"), dict[str, list[Unit]]()
    for rule in rules.rules:
        value = msgspec.convert(rule.value, UnitValue)
        for word in rule.words:
            units.setdefault(word[0], []).append(
                Unit(
                    word,
                    value.kind,
                    rule.group == "unit",
                    rule.not_before,
                    _bare(word, value),
                    value.factor,
                    value.rule,
                    value.year,
                )
            )
    return {first: tuple(sorted(found, key=lambda u: -len(u.word))) for first, found in units.items()}


def _bare(word: str, value: UnitValue) -> str:
    if word in PERCENT or (value.kind == QuantityKind.PERCENT and value.factor != 1):
        return "%"
    return word.removeprefix("个") if len(word) > 1 else word


UNITS = _rows()
"""Two characters decide almost always, so a table by first character beats one alternation of all words
(measured: 3 times)."""
KNOWN_UNITS = frozenset(unit.bare for units in UNITS.values() for unit in units)
"""What a metric may name as its unit; `read_dictionary` takes it to report unknown ones."""
