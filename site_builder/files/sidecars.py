"""A report's sidecar → what it states. Every mistake is told at once; a value that cannot be true is told and
not used.

A mistake that makes part of the sidecar unreadable is an error: it might have said that the text is withheld,
so the report is not published. A value that is readable and impossible (a year of 20244, an address that is
no web address) is a warning: the report is published without it.
"""

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from site_builder.files.yaml_lines import YamlDocument, read_yaml
from site_builder.files.yaml_records import sound_part
from site_builder.model.text import Sidecar
from site_builder.problems import Problem, is_invisible, visible

ITEM_DEPTH = 2
"""Steps to an item of the sidecar: ("confirm", 14), ("replace", 0)"""
MAX_SIDECAR_CHARS = 100_000
"""Characters: two thousand corrections, a second of PyYAML"""
FIRST_YEAR, LAST_YEAR = 1949, 2100
BLANK_IS_UNSTATED = frozenset(Sidecar.__struct_fields__) - {"withheld"}
"""A blank `withheld` is refused: whoever wrote it meant to withhold something."""
ALLOWED_CONTROLS = "\t\n"
SIDECARS_WEB = ("http://", "https://")


class SidecarReading(msgspec.Struct, frozen=True):
    """A sidecar as far as it can be read; None when nothing of it can."""

    sidecar: Sidecar | None
    lines: dict[str, int]
    """As `SourceFile.sidecar_lines`"""
    problems: tuple[Problem, ...]


def read_sidecar(text: str, file: str) -> SidecarReading:
    """Read the sidecar `file`. Never raises.

    >>> reading = read_sidecar("titel: 报告\\nyear: 20244\\npublished: 20250309\\n", "2024.yml")
    >>> [(problem.code, problem.line) for problem in reading.problems], reading.sidecar.year, reading.sidecar.published
    ([('X954', 1), ('X961', 2)], None, '2025-03-09')
    """
    document = read_yaml(text, file, longest=MAX_SIDECAR_CHARS)
    if document.problems and document.value is None:
        return SidecarReading(None, {}, document.problems)
    impossible = _settle(document, file) if isinstance(document.value, dict) else []
    sidecar, problems = sound_part(document, Sidecar, file)
    lines = {
        ".".join(map(str, key)): line for key, line in document.lines.items() if 1 <= len(key) <= ITEM_DEPTH
    }
    return SidecarReading(
        sidecar,
        lines,
        tuple(sorted((*document.problems, *problems, *impossible), key=lambda problem: problem.line)),
    )


def _settle(document: YamlDocument, file: str) -> list[Problem]:
    """Take impossible values out of the document and put dates that YAML reads as numbers into words; what
    was taken out is told."""
    said: dict[Any, Any] = document.value
    for key in [key for key, value in said.items() if value is None and key in BLANK_IS_UNSTATED]:
        del said[key]
    problems = [
        Problem("X963", file, document.line((key,)), key, (("found", found),))
        for key, found in _without_invisible(said)
    ]
    for key, (code, settled) in SIDECAR_RULES.items():
        if said.get(key) is None:  # a blank `withheld` is left to the check of kinds
            continue
        value = settled(said[key])
        if value is None:
            problems.append(Problem(code, file, document.line((key,)), str(said[key])))
            del said[key]
        else:
            said[key] = value
    return problems


def _without_invisible(said: dict[Any, Any]) -> Iterator[tuple[str, str]]:
    """Drop from the values what nobody can see (copied along from a web page, it would spoil every
    comparison); key and characters of each."""
    for key, value in said.items():
        hidden = (
            [letter for letter in value if is_invisible(letter) and letter not in ALLOWED_CONTROLS]
            if isinstance(value, str)
            else []
        )
        if hidden:
            said[key] = "".join(letter for letter in value if letter not in hidden)
            yield str(key), "、".join(dict.fromkeys(map(visible, hidden)))


def _web_address(value: object) -> object | None:
    """The address if it is one of the web; a number or a list is left to the check of kinds."""
    if not isinstance(value, str) or not value.strip():
        return value
    address = value.strip()
    sound = (
        address.lower().startswith(SIDECARS_WEB)
        and len(address.split("://", 1)[1]) > 0
        and address.isprintable()
        and " " not in address
    )
    return address if sound else None


def _year(value: object) -> object | None:
    """The year if reports of it can exist; words that are no number are left to the check of kinds."""
    number = (
        int(value)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10
        else value
    )
    return value if not isinstance(number, int) or FIRST_YEAR <= number <= LAST_YEAR else None


def _date(value: object) -> object | None:
    """`20250309`, which YAML reads as a number, as 2025-03-09; any other number is no date."""
    if isinstance(value, str):
        digits = value.strip()
        if not (len(digits) == 8 and digits.isascii() and digits.isdigit()):
            return value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        digits = str(value)
    else:
        return value
    try:
        date = (
            datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
            if len(digits) == 8 and digits.isdigit()
            else None
        )
    except ValueError:
        return None
    return date.isoformat() if date and FIRST_YEAR <= date.year <= LAST_YEAR else None


NO_REASON = re.compile(
    r"(?i)(?:是的?|对|要|有|真|暂?不公开|不予公开|yes|y|true|on|ok|withheld|hidden|[0-9√✓✔Xx×*.。\-—/]+)"
)
"""Answers to “withheld?” and not to “why?”: the page would show 是 to its readers as the reason"""


def _reason(value: object) -> object | None:
    """The reason, if it is one; what is no text is left to the check of kinds."""
    return None if isinstance(value, str) and value.strip() and NO_REASON.fullmatch(value.strip()) else value


SIDECAR_RULES: dict[str, tuple[str, Callable[[object], object | None]]] = {
    "source_url": ("X960", _web_address),
    "year": ("X961", _year),
    "published": ("X962", _date),
    "withheld": ("X965", _reason),
}
"""Key → the problem of an impossible value, and what makes the value usable: None if nothing does"""
