"""The one expression that goes over the numbers of a text: it tells the plain ones, nine of ten in real
reports, from those that rules must read.

It decides nothing that the rules of `amounts` would decide otherwise: what stands beside a plain number calls
for no rule at all, so the tables of traps and qualifiers are written into the expression as what must not
stand there.
"""

import re
import string
from collections.abc import Iterable

from site_builder.extract.lines import MARKS, NUMERAL
from site_builder.extract.numbers import not_quantities as traps
from site_builder.extract.numbers.units import PERCENT, UNITS, Unit

RANGE = frozenset("-－—–~～至到")
"""Between the ends of a range"""
SPACES = frozenset(" \u00a0\u3000")
DIGITS = frozenset("0123456789０１２３４５６７８９")
HANZI_DIGITS = "一二两三四五六七八九十百千万亿零〇"
PLAIN = "unit"
"""Name of the last group of a token that is settled"""


def _class(characters: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(characters)))}]"


_RULED = {
    u.word
    for units in UNITS.values()
    for u in units
    if u.rule or u.factor != 1 or not (u.hanzi or u.word in PERCENT)
}
"""Measure words with rules of their own in `amounts`"""
PLAIN_UNITS: dict[str, Unit] = {u.word: u for units in UNITS.values() for u in units if u.word not in _RULED}
"""Measure words by themselves"""

_CALLS_FOR_RULES = (
    DIGITS | traps.NOT_BEFORE | SPACES | {*HANZI_DIGITS, *string.ascii_letters, *"前每月日年数几若点余多之"}
)
"""A character right before a number"""
_NOT_INSIDE = r"(?<!\d[,，．].)"
"""Not behind the comma or the full-width point of another number"""
_YEAR_LIKE = "(?:(?<=1)9|(?<=2)0)[0-9]{2}(?![0-9])"
_TOKENS_NUMBER = r"(?>[0-9]{0,2}(?:,[0-9]{3})+|[0-9]{0,12})(?>(?:[.．][0-9]{1,9})?)(?![0-9,.．])"
_UNIT = "|".join(
    f"{re.escape(u.word)}{f'(?!{_class(u.but)})' if u.but else ''}"
    for units in UNITS.values()
    for u in units
    if u.word not in _RULED
)
_PLAIN = (
    rf"(?<=[0-9])(?<!{_class(_CALLS_FOR_RULES)}.){_NOT_INSIDE}(?!{_YEAR_LIKE}){_TOKENS_NUMBER}(?P<more>[余多]?+)(?P<scale>[百千]?+[万亿]{{0,2}}+)(?P<rest>[余多几]?+)"
    rf"(?!{'|'.join(sorted(map(re.escape, _RULED), key=len, reverse=True))})(?P<{PLAIN}>(?>{_UNIT}))(?!{_class(RANGE)})"
)
"""263次 · 23000余套 · 1,162件 · 98.8%, with nothing beside it that any rule asks for"""
_NEXT = _class(UNITS.keys() | RANGE | {*" \u00a0，,。;；、)）的和且及!！?？:：“”’以之左上内\n"})
_RUN = rf"[0-9０-９.,．余多几点分之了番/{HANZI_DIGITS}]{{0,40}}(?={_NEXT}|全[国省市])"
"""A stretch in which numerals may lie (bounded: a line of a million digits must not be tried from every one
of them)"""
_FIRST = f"[{MARKS[NUMERAL]}]"
TOKEN = re.compile(f"{_FIRST}(?:{_PLAIN}|{_RUN})")
"""To be tried where a numeral may begin"""
UNSETTLED = re.compile(f"{_FIRST}{_RUN}()()()()")
"""The same without the plain case: every numeral goes the long way, with the same result (a test compares
them)"""
