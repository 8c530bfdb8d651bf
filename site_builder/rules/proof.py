"""Whether the examples of a rule prove it: every `yes` holds, no `no` does, and without any one of its parts
the examples come out otherwise."""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from site_builder.rules.form import CONSTANTS, CompiledRule, Fragment, Rule, RuleFile
from site_builder.rules.load import expression
from site_builder.rules.parts import parts
from site_builder.rules.reading import compiled_rule, references

_PROOF_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Fault(Struct, frozen=True):
    """An example that does not come out, or a part that no example proves."""

    rule: str
    line: int
    kind: str
    """yes · no · part"""
    text: str
    """The example or the part"""


class Broken(Struct, frozen=True):
    """A rule file with one part of a rule or a fragment taken out or changed."""

    rule: str
    what: str
    file: RuleFile
    touched: tuple[str, ...]
    """Ids of the rules whose examples may come out otherwise"""


def marked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """An example without its marks, and where what they mark begins and ends.

    >>> marked("受训人员【90人】以上")
    ('受训人员90人以上', [(4, 7)])
    """
    spans: list[tuple[int, int]] = []
    text = ""
    for number, piece in enumerate(re.split("[【】]", example)):
        if number % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    return text, spans


def holds(rule: CompiledRule, example: str) -> bool:
    """Whether a rule, taken alone, holds for what the example marks; for an example without marks, anywhere
    in it.

    >>> holds(CompiledRule("a", ("以上",), "", "after", None, "", ""), "受训人员【90人】以上")
    True
    """
    text, spans = marked(example)
    if rule.where in CONSTANTS:
        return _within(rule, text, spans)
    pattern = rule.pattern or expression(rule)
    if not spans:
        return (
            re.search(f"(?:{pattern})$" if rule.where in ("before", "closes") else pattern, text) is not None
        )
    (start, end), (next_start, _) = spans[0], spans[-1]
    match rule.where:
        case "before":
            return re.compile(f"(?:{pattern})$").search(text[:start]) is not None
        case "after":
            return re.compile(pattern).match(text, end) is not None
        case "between":
            return re.compile(pattern).fullmatch(text[end:next_start]) is not None
        case "opens":
            return re.compile(pattern).match(text, start, end) is not None
        case "closes":
            return re.compile(f"(?:{pattern})$").search(text, start, end) is not None
        case "whole":
            return re.compile(pattern).fullmatch(text, start, end) is not None
        case "anywhere" | "reach" | "limit":
            return _is_marked(re.compile(pattern), text, start, end)
        case _:
            assert_never(rule.where)


def _is_marked(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether a match begins and ends where the mark does: looked for as a stage would, from the first
    character on."""
    return any(found.span() == (start, end) for found in pattern.finditer(text)) or (
        (found := pattern.match(text, start)) is not None and found.end() == end
    )


def _within(rule: CompiledRule, text: str, spans: Sequence[tuple[int, int]]) -> bool:
    if rule.where == "reach":
        return bool(spans[-1][0] - spans[0][1] <= rule.value)
    number = _PROOF_NUMBER.search(text, *spans[0])
    return number is not None and float(number[0]) <= float(rule.value)


def outcome(rules: Sequence[CompiledRule], number: int, example: str) -> int:
    """What a rule makes of an example among the rules of its file: 0 where it does not hold, else of words
    the length of the one that counts.

    Of the rules of words with one group and place the longest word counts: 不超过 is not 超过.
    """
    rule = rules[number]
    if not holds(rule, example):
        return 0
    if not rule.words:
        return 1
    own = _longest(rule, example)
    rivals = (
        (
            each
            for each in rules
            if each.group == rule.group and each.where == rule.where and each.id != rule.id
        )
        if rule.group
        else ()
    )
    return 0 if any(_longest(each, example) > own for each in rivals) else own


def _longest(rule: CompiledRule, example: str) -> int:
    return max((len(word) for word in rule.words if holds(replace(rule, words=(word,)), example)), default=0)


def faults(file: RuleFile) -> Iterator[Fault]:
    """The examples of a file that do not come out."""
    rules = _ready(file)
    for number, rule in enumerate(file.rules):
        yield from (
            Fault(rule.id, rule.line, "yes", each) for each in rule.yes if not outcome(rules, number, each)
        )
        yield from (Fault(rule.id, rule.line, "no", each) for each in rule.no if outcome(rules, number, each))


def unproved(files: Sequence[RuleFile]) -> Iterator[Fault]:
    """The parts that may be taken out without any example noticing. A part of a shared fragment is proved by
    any rule of any file that uses it."""
    shared: dict[tuple[str, str], bool] = {}
    lines: dict[str, int] = {}
    for file in files:
        expected = {rule.id: _outcomes(_ready(file), number, rule) for number, rule in enumerate(file.rules)}
        for broken in breakages(file):
            noticed = notices(broken, expected)
            if broken.rule.startswith("{"):
                key = (broken.rule, broken.what)
                shared[key] = shared.get(key, False) or noticed
                lines[broken.rule] = file.fragments[broken.rule[1:-1]].line
            elif not noticed:
                yield Fault(
                    broken.rule,
                    next(rule.line for rule in file.rules if rule.id == broken.rule),
                    "part",
                    broken.what,
                )
    yield from (
        Fault(name, lines[name], "part", what) for (name, what), noticed in shared.items() if not noticed
    )


def notices(broken: Broken, expected: dict[str, list[int]]) -> bool:
    """Whether an example of a touched rule comes out otherwise than expected."""
    rules = _ready(broken.file)
    return any(
        _outcomes(rules, number, rule) != expected[rule.id]
        for number, rule in enumerate(broken.file.rules)
        if rule.id in broken.touched
    )


def _outcomes(rules: Sequence[CompiledRule], number: int, rule: Rule) -> list[int]:
    return [outcome(rules, number, each) for each in (*rule.yes, *rule.no)]


def breakages(file: RuleFile) -> Iterator[Broken]:
    """The file broken in every way a part can be taken out: words, characters that may not stand beside,
    parts of patterns, of fragments, constants."""
    for rule in file.rules:
        for what, changed in _broken(rule):
            yield Broken(
                rule.id,
                what,
                replace(file, rules=tuple(changed if each is rule else each for each in file.rules)),
                (rule.id,),
            )
    for name, fragment in file.fragments.items():
        users = tuple(rule.id for rule in file.rules if _uses(rule.pattern, name, file.fragments))
        if fragment.proved and users:
            for what, alternatives in _thinner(fragment):
                changed_fragment = replace(fragment, alternatives=alternatives)
                yield Broken(
                    f"{{{name}}}",
                    what,
                    replace(file, fragments={**file.fragments, name: changed_fragment}),
                    users,
                )


def _broken(rule: Rule) -> Iterator[tuple[str, Rule]]:
    if rule.where in CONSTANTS:
        whole = isinstance(rule.value, int)
        yield "÷2", replace(rule, value=rule.value // 2 if whole else rule.value / 2)
        yield "×2", replace(rule, value=rule.value * 2)
    for word in rule.words if len(rule.words) > 1 else ():
        yield word, replace(rule, words=tuple(each for each in rule.words if each != word))
    for letter in rule.not_after:
        yield f"not_after {letter}", replace(rule, not_after=rule.not_after.replace(letter, ""))
    for letter in rule.not_before:
        yield f"not_before {letter}", replace(rule, not_before=rule.not_before.replace(letter, ""))
    for part in parts(rule.pattern):
        yield part.text, replace(rule, pattern=part.without)


def _thinner(fragment: Fragment) -> Iterator[tuple[str, tuple[str, ...]]]:
    for number, each in enumerate(fragment.alternatives):
        before, after = fragment.alternatives[:number], fragment.alternatives[number + 1 :]
        if before or after:
            yield each, (*before, *after)
        yield from ((part.text, (*before, part.without, *after)) for part in parts(each))


def _uses(pattern: str, name: str, fragments: dict[str, Fragment]) -> bool:
    return any(
        each == name or any(_uses(one, name, fragments) for one in fragments[each].alternatives)
        for each in references(pattern)
    )


def _ready(file: RuleFile) -> list[CompiledRule]:
    return [compiled_rule(rule, file.fragments) for rule in file.rules]
