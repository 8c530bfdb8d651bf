"""Rule files → records: every mistake is an error that names file, line and entry, in Chinese."""

import re
from collections.abc import Iterable
from typing import Any, NoReturn

import msgspec

from site_builder.problems import Problem
from site_builder.rules.edges import begins, ends
from site_builder.rules.errors import RuleError
from site_builder.rules.form import CONSTANTS, CompiledRule, Fragment, Rule, RuleFile
from site_builder.rules.yaml_nodes import Steps, YamlMistake, read_nodes

READING_SHARED = "fragments"
"""Name of the file whose fragments all subjects may use"""
_ID = re.compile(r"[a-z0-9\u4e00-\u9fff]+(?:[.-][a-z0-9\u4e00-\u9fff]+)*")
_REFERENCE = re.compile(r"\{([^\W\d][^{}]*)\}")
_KEYS = ("fragments", "mechanics", "rules")


def _refuse(subject: str, line: int, entry: str, why: str, code: str = "X970") -> NoReturn:
    raise RuleError(
        Problem(code, f"rules/{subject}.yml", line, entry, (("why", why), ("reason", why), ("guess", "")))
    )


def read_rules(subject: str, text: str, shared: dict[str, Fragment]) -> RuleFile:
    """The rules of a subject from the text of its file; `shared` are the fragments of `fragments.yml`.

    Raises:
        RuleError: anything in it that is wrong.
    """
    try:
        value, lines = read_nodes(text)
    except YamlMistake as mistake:
        _refuse(subject, mistake.line, mistake.text, mistake.text, mistake.code)
    if not isinstance(value, dict) or not value.keys() <= set(_KEYS):
        unknown = next(iter(value.keys() - set(_KEYS)), "") if isinstance(value, dict) else ""
        _refuse(subject, lines.get((unknown,), 1), unknown, f"文件里只能有 {'、'.join(_KEYS)} 这几个键")
    fragments = dict(shared)
    for kind in ("fragments", "mechanics"):
        for name, given in (value.get(kind) or {}).items():
            line = lines[(kind, name)]
            if name in fragments:
                _refuse(subject, line, name, "这个片段的名字已经用过")
            fragments[name] = Fragment(
                name, _alternatives(subject, line, name, given), kind == "fragments", line
            )
    rules = [
        _rule(subject, each, lines, ("rules", number)) for number, each in enumerate(value.get("rules") or [])
    ]
    found = RuleFile(subject, tuple(rules), fragments)
    _check(found)
    return found


def _alternatives(subject: str, line: int, name: str, given: Any) -> tuple[str, ...]:
    if isinstance(given, str):
        return (given,)
    if isinstance(given, list) and given and all(isinstance(each, str) for each in given):
        return tuple(given)
    _refuse(subject, line, name, "片段要写成一段文字，或者几段文字的列表")


def _rule(subject: str, given: Any, lines: dict[Steps, int], at: Steps) -> Rule:
    line, name = lines[at], str(given.get("id", "")) if isinstance(given, dict) else ""
    try:
        rule = msgspec.convert(given, Rule)
    except msgspec.ValidationError as error:
        named = re.search(r"field `([^`]+)`|`\$\.(\w+)", str(error))
        key = (named[1] or named[2]) if named else ""
        _refuse(subject, lines.get((*at, key), line), name or key, _in_chinese(str(error), key))
    return msgspec.structs.replace(rule, line=line)


def _in_chinese(message: str, key: str) -> str:
    if "missing required field" in message:
        return f"缺少“{key}”"
    if "unknown field" in message:
        return f"不认得的键“{key}”"
    return f"“{key}”的写法不对" if key else "这里要写成“键: 值”"


def _check(file: RuleFile) -> None:
    """What holds for every entry whatever its subject."""
    ids: set[str] = set()
    for rule in file.rules:
        constant = rule.where in CONSTANTS
        mistakes = (
            (not _ID.fullmatch(rule.id), "id 只能用小写字母、数字、汉字，中间用点或连字符"),
            (rule.id in ids, "这个 id 已经用过"),
            (not rule.why.strip(), "why 要写明理由和依据"),
            (not rule.yes, "yes 至少要有一个例句"),
            (
                bool(rule.words) + bool(rule.pattern) != (not constant),
                "words 和 pattern 要写一个，也只能写一个；reach 和 limit 只写 value",
            ),
            (
                constant and (isinstance(rule.value, bool) or not isinstance(rule.value, int | float)),
                "value 要写一个数",
            ),
            ("" in rule.words or len(set(rule.words)) < len(rule.words), "words 里有空的或重复的词"),
            (
                bool(rule.pattern) and bool(rule.not_after or rule.not_before or rule.gap),
                "not_after、not_before、gap 只用于 words",
            ),
            (bool(rule.gap) and rule.where not in ("before", "after"), "gap 只用于 before 和 after"),
            (
                any(each.count("【") != each.count("】") or not each for each in (*rule.yes, *rule.no)),
                "例句里的【】没有配对",
            ),
        )
        for wrong, why in mistakes:
            if wrong:
                _refuse(file.subject, rule.line, rule.id, why)
        ids.add(rule.id)
        try:
            re.compile(expand(rule.pattern, file.fragments))
            re.compile(expand(rule.gap, file.fragments))
        except KeyError as error:
            _refuse(file.subject, rule.line, rule.id, f"没有叫“{error.args[0]}”的片段，或者片段互相引用")
        except re.error as error:
            _refuse(file.subject, rule.line, rule.id, f"表达式有误：{error}")


def expand(pattern: str, fragments: dict[str, Fragment], inside: tuple[str, ...] = ()) -> str:
    """A pattern with its fragments written out.

    Raises:
        KeyError: a fragment that is not there, or that contains itself.

    >>> expand("{级}政府", {"级": Fragment("级", ("市", "县"), True, 1)})
    '(?:市|县)政府'
    """

    def written(found: re.Match[str]) -> str:
        if found[1] not in fragments or found[1] in inside:
            raise KeyError(found[1])
        return f"(?:{'|'.join(expand(each, fragments, (*inside, found[1])) for each in fragments[found[1]].alternatives)})"

    return _REFERENCE.sub(written, pattern)


def references(pattern: str) -> Iterable[str]:
    """The names of the fragments in a pattern."""
    return _REFERENCE.findall(pattern)


def compiled(file: RuleFile) -> tuple[CompiledRule, ...]:
    """What the stages use of a file."""
    rules = (compiled_rule(rule, file.fragments) for rule in file.rules)
    return tuple(
        msgspec.structs.replace(rule, begins=begins(rule.pattern), ends=ends(rule.pattern)) for rule in rules
    )


def compiled_rule(rule: Rule, fragments: dict[str, Fragment]) -> CompiledRule:
    """One entry, with its fragments written out."""
    pattern, gap = expand(rule.pattern, fragments), expand(rule.gap, fragments)
    return CompiledRule(
        rule.id, rule.words, pattern, rule.where, rule.value, rule.not_after, rule.not_before, gap
    )
