"""Plain values read from YAML → typed records, with Chinese problems instead of exceptions.

Every mistake is told at once, each at its own line: a clerk should not have to run `check` again for the next
one.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, get_args

import msgspec

from site_builder.files.yaml_lines import Path, YamlDocument
from site_builder.problems import Problem

T = TypeVar("T")
MOST_TOLD = 50
"""Unknown keys that are told one by one, each with the key that may be meant"""


def to_record(
    document: YamlDocument, kind: type[T], file: str, at: Path = ()
) -> tuple[T | None, tuple[Problem, ...]]:
    """The value at path `at` of a read document as a typed record, or None with the problems (codes
    X954–X956) that prevent it.

    Unknown keys are all reported, each with the nearest known key; of every other key the first mistake is
    reported, with its line.
    """
    record, problems = sound_part(document, kind, file, at)
    return (None if problems else record), problems


def sound_part(
    document: YamlDocument, kind: type[T], file: str, at: Path = ()
) -> tuple[T | None, tuple[Problem, ...]]:
    """As `to_record`, but keys that are unknown or wrong are left out of the record instead of preventing it:
    the rest can be checked as well.

    None only where nothing can be made of the value: it is no mapping, or a required key is missing.
    """
    value = document.value
    for step in at:
        value = value[step]
    problems = list(_unknown_keys(value, kind, document, file, at))
    unknown = set(map(str, _strange(value, kind)))
    value = (
        {key: each for key, each in value.items() if str(key) not in unknown}
        if isinstance(value, dict)
        else {}
        if value is None
        else value
    )
    if isinstance(value, dict):
        problems += _drop_wrong_items(value, kind, document, file, at)
    dropped: set[str] = set()
    while True:
        try:
            return msgspec.convert(value, kind, strict=False), tuple(
                sorted(problems, key=lambda problem: problem.line)
            )
        except msgspec.ValidationError as error:
            steps = _steps(str(error))
            problem = _mistake(str(error), document, file, at, steps)
        if steps or not (
            unknown or problem.text in dropped
        ):  # a required key that is misspelt or wrong has been told already
            problems.append(problem)
        if not (isinstance(value, dict) and steps and steps[0] in value):
            return None, tuple(sorted(problems, key=lambda problem: problem.line))
        dropped.add(str(steps[0]))
        del value[steps[0]]


def _drop_wrong_items(
    value: dict[Any, Any], kind: type, document: YamlDocument, file: str, at: Path
) -> Iterator[Problem]:
    """Take single wrong items out of lists and mappings, so that the others can be used, and tell each.
    `document.lines` follows the items that stay."""
    for field in msgspec.structs.fields(kind) if issubclass(kind, msgspec.Struct) else ():
        items, name = value.get(field.encode_name), field.encode_name
        if not isinstance(items, list | dict) or not _accepts(
            [] if isinstance(items, list) else {}, field.type
        ):
            continue
        named = dict(enumerate(items)) if isinstance(items, list) else items
        told = {
            key: tuple(
                _mistakes_of_item(item, key, isinstance(items, list), field.type, document, file, (*at, name))
            )
            for key, item in named.items()
        }
        kept = {key: item for key, item in named.items() if not told[key]}
        yield from (problem for found in told.values() for problem in found)
        if len(kept) < len(named):
            value[name] = list(kept.values()) if isinstance(items, list) else kept
            if isinstance(items, list):
                _renumber(document.lines, (*at, name), list(kept))


def _mistakes_of_item(
    item: object, key: int | str, listed: bool, container: Any, document: YamlDocument, file: str, at: Path
) -> Iterator[Problem]:
    """What is wrong with one item of a list or mapping of the type `container`."""
    unknown = (
        _unknown_keys(item, next(iter(get_args(container)), None), document, file, (*at, key))
        if listed
        else []
    )
    yield from unknown
    try:
        msgspec.convert([item] if listed else {key: item}, container, strict=False)
    except msgspec.ValidationError as error:
        if not unknown:  # a required key that is misspelt has been told already
            yield _mistake(str(error), document, file, at, (key, *_steps(str(error))[1:]))


def _accepts(value: object, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def _renumber(lines: dict[Path, int], at: Path, kept: list[int]) -> None:
    """Put the lines of the items that stay at their new places in the list."""
    depth = len(at)
    stay = {old: new for new, old in enumerate(kept)}
    moved = {path: line for path, line in lines.items() if len(path) > depth and path[:depth] == at}
    for path in moved:
        del lines[path]
    for path, line in moved.items():
        index = path[depth]
        if isinstance(index, int) and index in stay:
            lines[(*at, stay[index], *path[depth + 1 :])] = line


def _unknown_keys(value: object, kind: object, document: YamlDocument, file: str, at: Path) -> list[Problem]:
    """X954 for each key of a mapping that the record does not have."""
    strange = _strange(value, kind)
    known = _known(kind)
    found = []
    for key in strange[:MOST_TOLD]:
        meant = _meant(str(key), known)
        guess = (
            f"您是不是要写 {meant}？"
            if meant
            else f"这里可以写的键有：{'、'.join(sorted(known))}；都不是的，请删去这一行。"
        )
        detail = (("guess", guess), ("known", "、".join(sorted(known))))
        found.append(Problem("X954", file, document.line((*at, key)), str(key), detail))
    if len(strange) > MOST_TOLD:
        guess = f"像这样不认得的键还有 {len(strange) - MOST_TOLD} 个，请先改好前面的。"
        found.append(
            Problem(
                "X954",
                file,
                document.line((*at, strange[MOST_TOLD])),
                str(strange[MOST_TOLD]),
                (("guess", guess),),
            )
        )
    return found


def _strange(value: object, kind: object) -> list[Any]:
    """The keys of a mapping that the record does not have."""
    known = _known(kind)
    return [key for key in value if key not in known] if isinstance(value, dict) and known else []


def _known(kind: object) -> set[str]:
    """The keys of a record; none of another type."""
    return (
        {field.encode_name for field in msgspec.structs.fields(kind)}
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
        else set()
    )


CHINESE_KEYS = {
    "标题 题名 题目": ("title",),
    "名称 名字": ("name", "title", "term"),
    "地区 地方 地名 地点 区划 行政区划": ("place",),
    "年度 年份 报告年度 年": ("year",),
    "种类 类型 类别": ("kind", "category"),
    "发布单位 发布机关 发布机构 单位 机关 发文机关": ("issuer",),
    "发布日期 公布日期 公开日期 发布时间 公布时间 日期 时间": ("published",),
    "来源 来源网址 原文网址 原文链接 网址 链接 地址": ("source_url", "sources", "source", "slug"),
    "文号 发文字号": ("document_number",),
    "许可 授权 版权": ("licence",),
    "不公开 暂不公开 撤下 保密 涉密 隐藏": ("withheld",),
    "确认 核对": ("confirm", "acknowledged"),
    "更正 替换 修改 改正": ("replace",),
    "行 行号": ("line",),
    "原文 原字": ("from",),
    "改为 改成": ("to",),
    "原因 理由 说明": ("why", "note", "definition"),
    "词条 词 词语 术语": ("term",),
    "别名 简称 又称": ("aliases",),
    "参见 相关 相关词": ("see_also",),
    "分类": ("category",),
    "排除 避免": ("avoid",),
    "状态": ("status",),
    "依据 出处": ("sources", "source"),
    "指标 数据项": ("metrics", "indicators"),
    "定义 解释": ("definition",),
    "单位名 计量单位": ("unit",),
    "主题": ("theme",),
    "编号 代码 序号": ("id", "code", "number"),
    "版本": ("edition",),
    "曾用名 旧名": ("former",),
    "截止日期 期限": ("last_day",),
}
"""Words a clerk may write for a key → the keys they may stand for, the likeliest first; the one the record
has is meant"""


def _meant(key: str, known: set[str]) -> str:
    """The key of a record that a written one probably stands for: its Chinese name, or one that is spelt much
    like it; empty if there is none.

    >>> [_meant(key, {"title", "published", "source_url"}) for key in ("发布日期", "发布日", "来源", "titel", "颜色")]
    ['published', 'published', 'source_url', 'title', '']
    """
    chinese = {
        word: each
        for words, keys in CHINESE_KEYS.items()
        for each in keys[::-1]
        if each in known
        for word in words.split()
    }
    near = difflib.get_close_matches(
        key.strip(), [*known, *chinese], n=1, cutoff=0.4 if key.isascii() else 0.7
    )
    return chinese.get(near[0], near[0]) if near else ""


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
    """Where in the record a validation error lies: `$.replace[1].from` → replace, 1, from. A key of a mapping
    is not named: `$.confirm[...]` → confirm, ….

    >>> _steps("Expected `str`, got `array` - at `$.confirm[...]`"), _steps("Expected `int`, got `str` - at `$.replace[1].line`")
    (['confirm', '…'], ['replace', 1, 'line'])
    """
    where = _AT.search(message)
    return (
        [name or (int(index) if index else "…") for name, index in _STEP.findall(where[1])] if where else []
    )


def _mistake(
    message: str, document: YamlDocument, file: str, at: Path, steps: Iterable[str | int]
) -> Problem:
    """A validation error as a problem: X955 (missing key) or X956 (wrong kind of value), with line and
    Chinese names of types."""
    path = (*at, *steps)
    key = str(next((step for step in reversed(path) if isinstance(step, str)), "文件内容"))
    if missing := re.match(r"Object missing required field `([^`]+)`", message):
        return Problem("X955", file, document.line(path), missing[1])
    if unknown := re.match(r"Object contains unknown field `([^`]+)`", message):
        return Problem(
            "X954", file, document.line(path), unknown[1], (("guess", "请删除它或改成认得的键。"),)
        )
    expected = re.match(r"Expected `([^`]+)`(?:, got `([^`]+)`)?", message)
    names = (
        [TYPE_NAMES.get(name.strip(), name.strip()) for name in expected[1].split("|")]
        if expected
        else ["别的写法"]
    )
    wanted = "、".join(name for name in names if name != TYPE_NAMES["null"] or len(names) == 1)
    got = TYPE_NAMES.get(expected[2] or "", expected[2] or "") if expected else message.split(" - at")[0]
    return Problem("X956", file, document.line(path), key, (("expected", wanted), ("got", got)))
