"""What `rules list`, `rules check` and `rules try` tell: the entries, whether their examples prove them, and
which of them speak to a sentence."""

import re
from collections.abc import Iterator
from typing import Any, assert_never

from msgspec import Struct

from site_builder.problems import UsageError
from site_builder.rules.form import CONSTANTS, CompiledRule, Rule, RuleFile
from site_builder.rules.load import expression, rule_file, subjects
from site_builder.rules.proof import faults, holds, marked, unproved
from site_builder.rules.reading import compiled_rule

WHERE = {
    "anywhere": "句中任何地方",
    "before": "紧接在前",
    "after": "紧接在后",
    "between": "两者之间",
    "opens": "开头",
    "closes": "结尾",
    "whole": "全部",
    "reach": "最多相隔字数",
    "limit": "不超过的数",
}
_NUMERAL = re.compile(r"\d[\d,.]*|[一二两三四五六七八九十百千万亿]+")
FAULTS = {"yes": "yes 的例句不成立", "no": "no 的例句成立了", "part": "没有例句证明需要它"}


class RuleHit(Struct, frozen=True):
    """A rule that speaks to a sentence."""

    subject: str
    rule: Rule
    words: str
    start: int
    end: int


def files(names: tuple[str, ...]) -> list[RuleFile]:
    """The subjects with these names, or all.

    Raises:
        UsageError: there is no such subject.
    """
    known = subjects()
    if unknown := next((name for name in names if name not in known), ""):
        raise UsageError(f"没有叫“{unknown}”的规则文件；现有：{'、'.join(known)}")
    return [rule_file(name) for name in names or known]


def as_record(subject: str, rule: Rule) -> dict[str, Any]:
    """An entry as `--json` prints it."""
    return {
        "file": f"rules/{subject}.yml",
        "line": rule.line,
        "id": rule.id,
        "where": rule.where,
        "words": list(rule.words),
        "pattern": rule.pattern or None,
        "value": rule.value,
        "why": rule.why,
        "yes": list(rule.yes),
        "no": list(rule.no),
    }


def as_lines(record: dict[str, Any]) -> str:
    """An entry as a person reads it."""
    said = "、".join(record["words"]) or record["pattern"] or ""
    value = "" if record["value"] is None else f" → {record['value']}"
    return (
        f"{record['file']}:{record['line']}: {record['id']}（{WHERE[record['where']]}）{said}{value}\n   "
        f" {record['why']}"
    )


def check(names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Every example that does not come out and every part that none proves."""
    chosen = files(names)
    found = [(file.subject, fault) for file in chosen for fault in faults(file)]
    everything = (
        chosen if not names else files(())
    )  # a shared fragment may be proved by a rule of another subject
    mine = {file.subject for file in chosen}
    told = [
        (
            "fragments" if fault.rule.startswith("{") else _subject_of(everything, fault.rule, fault.line),
            fault,
        )
        for fault in unproved(everything)
    ]
    return [
        {
            "file": f"rules/{subject}.yml",
            "line": fault.line,
            "id": fault.rule,
            "kind": fault.kind,
            "text": fault.text,
        }
        for subject, fault in (*found, *(each for each in told if each[0] in mine or not names))
    ]


def _subject_of(everything: list[RuleFile], rule: str, line: int) -> str:
    return next(
        file.subject
        for file in everything
        if any(each.id == rule and each.line == line for each in file.rules)
    )


def speaking(sentence: str) -> list[RuleHit]:
    """The entries that speak to a sentence, in order of the files. With 【】 in it, those that hold for what
    is marked; without, those that are met anywhere, or beside a number where they ask for one."""
    text, spans = marked(sentence)
    found = []
    for file in files(()):
        for rule in file.rules:
            ready = compiled_rule(rule, file.fragments)
            if rule.where in CONSTANTS:
                continue
            if spans:
                found += (
                    [RuleHit(file.subject, rule, text[slice(*spans[0])], *spans[0])]
                    if holds(ready, sentence)
                    else []
                )
            else:
                found += [
                    RuleHit(file.subject, rule, text[start:end], start, end)
                    for start, end in _places(ready, text)
                ]
    return _longest(found)


def _longest(found: list[RuleHit]) -> list[RuleHit]:
    """Without those that stand inside a longer word of the same group: 不超过 is not 超过."""

    def shadowed(one: RuleHit) -> bool:
        group = one.rule.id.rpartition(".")[0]
        return bool(one.rule.words and group) and any(
            each.subject == one.subject
            and each.rule.words
            and each.rule.id.rpartition(".")[0] == group
            and each.start <= one.start
            and one.end <= each.end
            and each.end - each.start > one.end - one.start
            for each in found
        )

    return [one for one in found if not shadowed(one)]


def _places(rule: CompiledRule, text: str) -> Iterator[tuple[int, int]]:
    """Where a rule is met in a sentence without marks: words beside a number stand right before it, right
    behind it, or right behind its unit."""
    pattern, numbers = rule.pattern or expression(rule), [found.span() for found in _NUMERAL.finditer(text)]
    ends = [(end, _unit_end(text, end)) for _, end in numbers]
    plain, ending = re.compile(pattern), re.compile(f"(?:{pattern})$")
    match rule.where:
        case "before":
            matches = [ending.search(text, 0, start) for start, _ in numbers]
        case "after":
            matches = [plain.match(text, at) for both in ends for at in dict.fromkeys(both)]
        case "between":
            matches = [
                plain.fullmatch(text, of[1], start) for of, (start, _) in zip(ends, numbers[1:], strict=False)
            ]
        case "opens":
            matches = [plain.match(text)]
        case "whole":
            matches = [plain.fullmatch(text)]
        case "closes":
            matches = [ending.search(text)]
        case "anywhere" | "reach" | "limit":
            matches = [*plain.finditer(text)]
        case _:
            assert_never(rule.where)
    yield from dict.fromkeys(
        match.span() for match in matches if match is not None and match.end() > match.start()
    )


def _unit_end(text: str, at: int) -> int:
    """Where the unit ends that stands behind a number."""
    from site_builder.extract.numbers.units import UNITS

    return at + max(
        (len(unit.word) for unit in UNITS.get(text[at : at + 1], ()) if text.startswith(unit.word, at)),
        default=0,
    )
