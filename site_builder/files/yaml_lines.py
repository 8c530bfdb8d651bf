"""YAML as staff write it → plain values with the line of every key, and Chinese problems instead of
exceptions.

PyYAML's safe loader reads the text; three habits of YAML that surprise people who are not programmers are
switched off: dates stay text (`2024-03-25`), only true/false are booleans (not yes/no/on/off), and `0123` is
not octal. Anchors and aliases are refused: they are never needed here and make tiny files that expand without
end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import yaml

from site_builder.problems import Problem

Path = tuple[str | int, ...]
MAX_YAML_CHARS = 500_000
"""Characters: six times the largest file of the repository, and five seconds of PyYAML"""
MAX_OPEN_BRACKETS = 60
"""Brackets that are open at one time"""
MOST_KEYS = 1_000
"""Keys of the first level of a broken text, which are read one by one"""


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
    """Plain dicts, lists and scalars; None when the text is empty or nothing of it can be read. With problems
    it is only what can be read."""
    lines: dict[Path, int]
    """Path of a key or item → its 1-based line: `("metrics", 3, "unit")`."""
    problems: tuple[Problem, ...]

    def line(self, path: Path) -> int:
        """The line of the nearest known ancestor of `path`."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, file: str, first_line: int = 1, longest: int = MAX_YAML_CHARS) -> YamlDocument:
    """Read one YAML document; `file` names it in problems, `first_line` is the line its text starts on (YAML
    head of a Markdown file).

    Never raises: syntax errors, aliases, duplicate keys and binary tags become problems X951–X953, a text of
    more than `longest` characters X966. What can be read beside them is kept, so that its mistakes can be
    told too: a text that cannot be read as a whole is read key by key.
    """
    reading = _Reading(file, {}, [])
    if len(text) > longest:
        return YamlDocument(
            None, {}, (Problem("X966", file, 0, "", (("why", f"有 {len(text)} 个字，最多 {longest} 个"),)),)
        )
    if line := _too_deep(text):
        return YamlDocument(None, {}, (_told(file, line + first_line - 1, "嵌套太深"),))
    whole = _node(text)
    if isinstance(whole, Exception) or (isinstance(whole, yaml.ScalarNode) and SLIP.search(text)):
        value = reading.by_key(text, first_line)
    else:
        value = reading.value(whole, first_line)
    return YamlDocument(value, reading.lines, tuple(reading.problems))


def _too_deep(text: str) -> int:
    """The line in which more brackets are open than anybody writes (in quoted words or out of them), 0 if
    none: each costs the parser a call."""
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(0, depth - 1)
        if depth > MAX_OPEN_BRACKETS:
            return text.count("\n", 0, bracket.start()) + 1
    return 0


_BRACKETS = re.compile(r"[\[\]{}]")


def _told(file: str, line: int, reason: str) -> Problem:
    return Problem("X951", file, line, "", (("reason", reason),))


def _node(text: str) -> yaml.Node | Exception | None:
    """The tree of a text, or the error that prevents it."""
    try:
        return PlainLoader(text).get_single_node()
    except (yaml.YAMLError, RecursionError) as error:
        return error


@dataclass(frozen=True, slots=True)
class _Reading:
    """One text while it is being read."""

    file: str
    lines: dict[Path, int]
    problems: list[Problem]

    def value(self, node: yaml.Node | None, first_line: int) -> Any:
        """The plain value of a tree."""
        try:
            return (
                _plain(node, (), self.lines, self.problems, self.file, first_line)
                if node is not None
                else None
            )
        except RecursionError:
            self.tell(first_line, "嵌套太深")
            return None

    def tell(self, line: int, reason: str) -> None:
        self.problems.append(_told(self.file, line, reason))

    def by_key(self, text: str, first_line: int) -> dict[Any, Any] | None:
        """What can be read of a broken text, each key of the first level with what belongs to it taken alone;
        None when nothing can."""
        out: dict[Any, Any] = {}
        for number, (offset, block) in enumerate(_blocks(text)):
            line = first_line + offset
            if number == MOST_KEYS:
                self.tell(line, f"前面有写错的地方，后面的内容太多（超过 {MOST_KEYS} 个键），没有再读")
                break
            for slip in SLIP.finditer(block):
                self.tell(line + block.count("\n", 0, slip.start(2)), SLIPS[slip[2].strip() or slip[2]])
            node = _node(SLIP.sub(r"\1: ", block))
            if isinstance(node, Exception):
                self.problems.append(_syntax_problem(node, self.file, line))
                continue
            value = self.value(node, line)
            if not isinstance(value, dict):
                if value is not None:
                    self.tell(line, "这一行不是“键: 值”的写法")
                continue
            for key in value.keys() & out.keys():
                self.problems.append(Problem("X953", self.file, self.lines[(key,)], str(key)))
            out = value | out
        self.problems.sort(key=lambda problem: problem.line)
        return out or None


SLIP = re.compile(r"^([ ]*(?:- +)?(?:[A-Za-z_]+|[0-9]+))(：[ \u3000]*|:(?=[^\s:/,}\]]))", re.MULTILINE)
SLIPS = {"：": "键后面用了中文冒号“：”，要用英文冒号加一个空格", ":": "英文冒号后面缺少空格"}
_KEY = re.compile(r"^(?![#\-\]}])[^\s,:：]+ *[:：]", re.MULTILINE)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The keys of the first level with what belongs to them, each with the number of lines before it."""
    starts = [found.start() for found in _KEY.finditer(text)]
    starts = starts if starts[:1] == [0] else [0, *starts]
    line = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        block = text[start:end]
        yield line, block
        line += block.count("\n")


def _plain(
    node: yaml.Node, path: Path, lines: dict[Path, int], problems: list[Problem], file: str, first_line: int
) -> Any:
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
                continue
            lines[(*path, key)] = key_node.start_mark.line + first_line
            out[key] = _plain(value_node, (*path, key), lines, problems, file, first_line)
        return out
    if isinstance(node, yaml.SequenceNode) and node.tag.endswith(":seq"):
        return [
            _plain(item, (*path, index), lines, problems, file, first_line)
            for index, item in enumerate(node.value)
        ]
    return _scalar(node, problems, file, first_line)


def _scalar(
    node: yaml.Node, problems: list[Problem], file: str, first_line: int
) -> str | int | float | bool | None:
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
    """A YAML error as a problem with its line and a Chinese reason for the usual slips. Of what is never
    closed the line that opens it is told."""
    context, said = str(getattr(error, "context", "") or ""), str(getattr(error, "problem", "") or error)
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    mark = next((each for each in (reversed(marks) if context.startswith(OPENED) else marks) if each), None)
    reason = next((chinese for words, chinese in SYNTAX_REASONS if words in f"{context} {said}"), "格式有误")
    return Problem("X951", file, (mark.line if mark else 0) + first_line, "", (("reason", reason),))


OPENED = ("while scanning a quoted scalar", "while parsing a flow")
SYNTAX_REASONS = (
    ("mapping values are not allowed", "同一行里有两个冒号；值里含有冒号时请用引号括起来"),
    ("could not find expected ':'", "键后面缺少冒号（要用英文冒号加一个空格）"),
    ("found character '\\t'", "缩进里有制表符（Tab），请改用空格"),
    ("cannot start any token", "值的开头有不能直接使用的符号，请用引号把值括起来"),
    ("while scanning an alias", "值以 * 开头时，请用引号把值括起来"),
    ("while scanning an anchor", "值以 & 开头时，请用引号把值括起来"),
    ("while parsing a flow", "方括号或花括号没有配对，或里面少了逗号"),
    ("while scanning a quoted scalar", "引号没有配对"),
    ("unexpected end of stream", "引号或括号没有配对"),
    ("special characters are not allowed", "含有不可见的控制字符"),
    ("expected <block end>", "缩进不一致：同一层的键要左对齐"),
    ("found undefined alias", "不能使用 * 引用；值里含有 * 时请用引号括起来"),
    ("expected a single document", "一个文件里有两个 --- 文档"),
)
