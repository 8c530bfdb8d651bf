"""YAML as staff write it → plain values with the line of every key, and → typed records with Chinese problems instead of exceptions.

PyYAML's safe loader reads the text; three habits of YAML that surprise people who are not programmers are switched off: dates stay text
(`2024-03-25`), only true/false are booleans (not yes/no/on/off), and `0123` is not octal. Anchors and aliases are refused: they are never needed
here and make tiny files that expand without end.
"""

import difflib
import re
from typing import Any, TypeVar

import msgspec
import yaml

from site_builder.problems import Problem

Path = tuple[str | int, ...]
T = TypeVar("T")


class PlainLoader(yaml.SafeLoader):
    """The safe loader with the resolvers described in the module docstring."""


PlainLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("tag:yaml.org,2002:int", r"^-?(?:0|[1-9][0-9]{0,17})$", list("-0123456789")),
    ("tag:yaml.org,2002:float", r"^-?[0-9]{1,17}\.[0-9]{1,17}$", list("-0123456789")),
):
    PlainLoader.add_implicit_resolver(_tag, re.compile(_pattern), _first)


class YamlDocument(msgspec.Struct, frozen=True):
    """What a YAML text holds, and where."""

    value: Any
    """Plain dicts, lists and scalars; None when the text is empty or broken."""
    lines: dict[Path, int]
    """Path of a key or item → its 1-based line: `("metrics", 3, "unit")`."""
    problems: tuple[Problem, ...]

    def line(self, path: Path) -> int:
        """The line of the nearest known ancestor of `path`."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, file: str, first_line: int = 1) -> YamlDocument:
    """Read one YAML document; `file` names it in problems, `first_line` is the line its text starts on (YAML head of a Markdown file).

    Never raises on bad input: syntax errors, aliases, duplicate keys and binary tags become problems X951–X953 and the value is None.
    """
    try:
        loader = PlainLoader(text)
        node = loader.get_single_node()
    except (yaml.YAMLError, RecursionError) as error:
        return YamlDocument(None, {}, (_syntax_problem(error, file, first_line),))
    lines: dict[Path, int] = {}
    problems: list[Problem] = []
    try:
        value = _plain(node, (), lines, problems, file, first_line) if node is not None else None
    except RecursionError:
        return YamlDocument(None, {}, (Problem("X951", file, first_line, "", (("reason", "嵌套太深"),)),))
    return YamlDocument(None if problems else value, lines, tuple(problems))


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int], problems: list[Problem], file: str, first_line: int) -> Any:
    """The plain value of a node; lines and problems are collected on the way."""
    line = node.start_mark.line + first_line
    lines.setdefault(path, line)
    if getattr(node, "_seen", False):
        problems.append(Problem("X952", file, line))
        return None
    node._seen = True  # type: ignore[attr-defined]  # an alias yields the same node object again
    if isinstance(node, yaml.MappingNode) and node.tag.endswith(":map"):
        out: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            scalar = _scalar(key_node, problems, file, first_line)
            key = scalar if isinstance(scalar, int) else str(scalar)
            if key in out:
                problems.append(Problem("X953", file, key_node.start_mark.line + first_line, str(key)))
            lines[(*path, key)] = key_node.start_mark.line + first_line
            out[key] = _plain(value_node, (*path, key), lines, problems, file, first_line)
        return out
    if isinstance(node, yaml.SequenceNode) and node.tag.endswith(":seq"):
        return [_plain(item, (*path, index), lines, problems, file, first_line) for index, item in enumerate(node.value)]
    return _scalar(node, problems, file, first_line)


def _scalar(node: yaml.Node, problems: list[Problem], file: str, first_line: int) -> str | int | float | bool | None:
    """A scalar by its tag; anything but text, number, truth value or nothing is a problem."""
    if isinstance(node, yaml.ScalarNode):
        match node.tag.removeprefix("tag:yaml.org,2002:"):
            case "str":
                return str(node.value)
            case "int":
                return int(node.value)
            case "float":
                return float(node.value)
            case "bool":
                return str(node.value).lower() == "true"
            case "null":
                return None
    line = node.start_mark.line + first_line
    problems.append(Problem("X951", file, line, node.tag, (("reason", "这里只能写文字、数字或 true/false"),)))
    return None


def _syntax_problem(error: Exception, file: str, first_line: int) -> Problem:
    """A YAML error as a problem with its line and a Chinese reason for the usual slips."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", "") or error)
    reason = next((chinese for words, chinese in SYNTAX_REASONS if words in said), "格式有误")
    return Problem("X951", file, (mark.line if mark else 0) + first_line, "", (("reason", reason),))


SYNTAX_REASONS = (
    ("mapping values are not allowed", "同一行里有两个冒号；值里含有冒号时请用引号括起来"),
    ("could not find expected ':'", "键后面缺少冒号（要用英文冒号加一个空格）"),
    ("found character '\\t'", "缩进里有制表符（Tab），请改用空格"),
    ("cannot start any token", "行首有不能使用的符号，请用引号把值括起来"),
    ("while scanning a quoted scalar", "引号没有配对"),
    ("unexpected end of stream", "引号或括号没有配对"),
    ("special characters are not allowed", "含有不可见的控制字符"),
    ("expected <block end>", "缩进不一致：同一层的键要左对齐"),
    ("found undefined alias", "不能使用 * 引用；值里含有 * 时请用引号括起来"),
    ("expected a single document", "一个文件里有两个 --- 文档"),
)


def to_record(document: YamlDocument, kind: type[T], file: str, at: Path = ()) -> tuple[T | None, tuple[Problem, ...]]:
    """The value at path `at` of a read document as a typed record, or None with the problems (codes X954–X956) that prevent it.

    Unknown keys are all reported, each with the nearest known key; of every other key the first mistake is reported, with its line.
    """
    record, problems = sound_part(document, kind, file, at)
    return (None if problems else record), problems


def sound_part(document: YamlDocument, kind: type[T], file: str, at: Path = ()) -> tuple[T | None, tuple[Problem, ...]]:
    """As `to_record`, but keys that are unknown or wrong are left out of the record instead of preventing it: the rest can be checked as well.

    None only where nothing can be made of the value: it is no mapping, or a required key is missing.
    """
    value = document.value
    for step in at:
        value = value[step]
    problems = list(_unknown_keys(value, kind, document, file, at))
    unknown = {problem.text for problem in problems}
    value = {key: each for key, each in value.items() if str(key) not in unknown} if isinstance(value, dict) else {} if value is None else value
    dropped: set[str] = set()
    while True:
        try:
            return msgspec.convert(value, kind, strict=False), tuple(problems)
        except msgspec.ValidationError as error:
            steps = _steps(str(error))
            problem = _mistake(str(error), document, file, at)
        if steps or not (unknown or problem.text in dropped):  # a required key that is misspelt or wrong has been told already
            problems.append(problem)
        if not (isinstance(value, dict) and steps and steps[0] in value):
            return None, tuple(problems)
        dropped.add(str(steps[0]))
        del value[steps[0]]


def _unknown_keys(value: object, kind: object, document: YamlDocument, file: str, at: Path) -> list[Problem]:
    """X954 for each key of a mapping that the record does not have."""
    if not (isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        return []
    known = {field.encode_name for field in msgspec.structs.fields(kind)}
    found = []
    for key in value:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1, cutoff=0.4)
            guess = f"您是不是要写 {near[0]}？" if near else "请删除它。"
            detail = (("guess", guess), ("known", "、".join(sorted(known))))
            found.append(Problem("X954", file, document.line((*at, key)), str(key), detail))
    return found


_AT = re.compile(r" - at `(?:key in )?\$([^`]*)`")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\[\.\.\.\]")
TYPE_NAMES = {
    "str": "文字",
    "int": "整数",
    "float": "数字",
    "bool": "true 或 false",
    "array": "列表（每行以 - 开头）",
    "object": "若干“键: 值”",
    "null": "空",
    "decimal": "数字",
}


def _steps(message: str) -> list[str | int]:
    """Where in the record a validation error lies: `$.replace[1].from` → replace, 1, from."""
    where = _AT.search(message)
    return [name or int(index) for name, index in _STEP.findall(where[1])] if where else []


def _mistake(message: str, document: YamlDocument, file: str, at: Path) -> Problem:
    """A validation error as a problem: X955 (missing key) or X956 (wrong kind of value), with line and Chinese names of types."""
    path = (*at, *_steps(message))
    key = str(next((step for step in reversed(path) if isinstance(step, str)), ""))
    if missing := re.match(r"Object missing required field `([^`]+)`", message):
        return Problem("X955", file, document.line(path), missing[1])
    if unknown := re.match(r"Object contains unknown field `([^`]+)`", message):
        return Problem("X954", file, document.line(path), unknown[1], (("guess", "请删除它或改成认得的键。"),))
    expected = re.match(r"Expected `([^`]+)`(?:, got `([^`]+)`)?", message)
    wanted = "、".join(TYPE_NAMES.get(t.strip(), t.strip()) for t in expected[1].split("|")) if expected else "别的写法"
    got = TYPE_NAMES.get(expected[2] or "", expected[2] or "") if expected else message.split(" - at")[0]
    return Problem("X956", file, document.line(path), key, (("expected", wanted), ("got", got)))
