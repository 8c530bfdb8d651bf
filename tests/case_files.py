"""Reads tests/cases/**/*.case: plain files that someone who reads Chinese and no Python can extend.

    ## label                  starts a case; the test id is file:line of this heading
    origin: where it was met  any `key: value` lines may follow; `expect: fail` marks a known failure (strict)
    --- in                    blocks named by `--- name`, each kept exactly, without its last line break
    --- out
    --- problems

Escapes `\\uXXXX`, `\\xXX` and `\\UXXXXXXXX` are decoded in every block, so that invisible characters can be
seen.
"""

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

CASES = Path(__file__).parent / "cases"
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\U([0-9a-fA-F]{8})")


class Case(NamedTuple):
    label: str
    where: str
    keys: dict[str, str]
    blocks: dict[str, str]


def read_cases(path: Path) -> list[Case]:
    cases: list[Case] = []
    block: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("## "):
            cases.append(Case(line[3:], f"{path.relative_to(CASES)}:{number}", {}, {}))
            block = None
        elif cases and line.startswith("--- "):
            block = []
            cases[-1].blocks[line[4:].strip()] = block  # type: ignore[assignment]
        elif block is not None:
            block.append(line)
        elif cases and ":" in line:
            key, _, value = line.partition(":")
            cases[-1].keys[key.strip()] = value.strip()
    return [
        case._replace(blocks={name: _text(lines) for name, lines in case.blocks.items()}) for case in cases
    ]


def _text(lines: Any) -> str:
    return ESCAPE.sub(lambda m: chr(int(m[1] or m[2] or m[3], 16)), "\n".join(lines).strip("\n"))


def case_parameters(pattern: str) -> list[Any]:
    """Parameters for `pytest.mark.parametrize("case", case_parameters("text/*.case"))`."""
    cases = [case for path in sorted(CASES.glob(pattern)) for case in read_cases(path)]
    strict = pytest.mark.xfail(strict=True)
    return [
        pytest.param(case, id=case.where, marks=[strict] if case.keys.get("expect") == "fail" else [])
        for case in cases
    ]
