"""A rule file → plain values with the line of each: the quick loader of the YAML library, no tags, no
aliases, no key twice, every scalar by its form.

Rules are read before any stage can run, so this does not use the patient reader for files of clerks, which is
ten times as slow.
"""

from collections.abc import Iterator
from typing import Any

import yaml

Steps = tuple[str | int, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBERS: dict[str, type[int] | type[float]] = {
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
}
_TRUTH = {"true": True, "false": False}


class YamlMistake(Exception):
    """Something that cannot be read, and its line."""

    def __init__(self, line: int, text: str, code: str = "X951") -> None:
        super().__init__(text)
        self.line, self.text, self.code = line, text, code


def read_nodes(text: str) -> tuple[Any, dict[Steps, int]]:
    """The value of a YAML text and the 1-based line of every key and item.

    Raises:
        YamlMistake: syntax that is none, an alias, a tag, or a key that stands twice.

    >>> read_nodes("rules:\\n  - id: a\\n    words: [近, '12']\\n")
    ({'rules': [{'id': 'a', 'words': ['近', '12']}]}, {('rules',): 1, ('rules', 0): 2, ('rules', 0, 'id'): 2, ('rules', 0, 'words'): 3})
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise YamlMistake(mark.line + 1 if mark else 1, "缩进不齐，或者引号、括号没有配对") from error
    except RecursionError as error:
        raise YamlMistake(1, "嵌套太深") from error
    lines: dict[Steps, int] = {}
    return (None if node is None else _value(node, (), lines, set())), lines


def _value(node: yaml.Node, at: Steps, lines: dict[Steps, int], seen: set[int]) -> Any:
    if id(node) in seen:
        raise YamlMistake(node.start_mark.line + 1, "", "X952")
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, at, lines, seen))
    if isinstance(node, yaml.SequenceNode):
        if any(isinstance(item, yaml.MappingNode) for item in node.value):
            lines.update({(*at, number): item.start_mark.line + 1 for number, item in enumerate(node.value)})
        return [_value(item, (*at, number), lines, seen) for number, item in enumerate(node.value)]
    return _scalar(node)


def _scalar(node: yaml.Node) -> str | int | float | bool | None:
    text = str(node.value)
    if node.tag == "tag:yaml.org,2002:bool" and text in _TRUTH:
        return _TRUTH[text]
    if node.tag == "tag:yaml.org,2002:null":
        return None
    try:
        return _NUMBERS[node.tag](text) if node.tag in _NUMBERS else text
    except ValueError:  # 1_000, 0x10, .inf: no form of a number that anybody here writes
        return text


def _pairs(
    node: yaml.MappingNode, at: Steps, lines: dict[Steps, int], seen: set[int]
) -> Iterator[tuple[str, Any]]:
    names: set[str] = set()
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in names:
            raise YamlMistake(line, name, "X953")
        names.add(name)
        lines[(*at, name)] = line
        yield name, _value(value, (*at, name), lines, seen)
