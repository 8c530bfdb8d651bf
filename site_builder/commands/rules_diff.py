"""`rules diff`: which readings of a folder of reports a changed rule gains and loses. Both sets of rules read
every report, each in a process of its own, because a stage asks for its rules once."""

import json
import subprocess
import tarfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct

from site_builder.problems import UsageError
from site_builder.rules.load import use_folder

PLACE = "site_builder/rules"
"""Where a revision keeps its rules"""
MOVING = frozenset({"id", "anchor", "pair", "numerator", "denominator", "sentence_repairs"})
"""Keys whose values are numbers within the report: they change when anything before does, and say nothing of
a reading"""
LISTS = ("sections", "repairs", "quantities", "definitions", "citations", "problems")
VALUES = ("kind", "title", "issuer", "place", "year", "published", "document_number")
CHUNK = 16


class ReadingChange(Struct, frozen=True):
    """A reading that one set of rules has and the other has not."""

    file: str
    line: int
    part: str
    """quantities, sections, …, or a key of the head"""
    gained: bool
    said: dict[str, Any]


def compare(config_file: Path, old: str, new: str, folder: Path) -> list[ReadingChange]:
    """What the rules `new` read otherwise than `old`, in order of files and lines; each is a folder, or a
    revision of git.

    Raises:
        UsageError: no such folder or revision, or no report in the folder.
    """
    if not any(folder.rglob("*.txt")):
        raise UsageError(f"这个文件夹里没有报告（.txt）：{folder}")
    with _rules_of(old) as before, _rules_of(new) as after:
        first, second = _readings(config_file, before, folder), _readings(config_file, after, folder)
    changes = []
    for file in sorted(first.keys() | second.keys()):
        one, two = Counter(first.get(file, ())), Counter(second.get(file, ()))
        changes += [_change(file, each, False) for each in (one - two).elements()] + [
            _change(file, each, True) for each in (two - one).elements()
        ]
    return sorted(changes, key=lambda change: (change.file, change.line, change.part, change.gained))


@contextmanager
def _rules_of(name: str) -> Iterator[Path]:
    """The folder with the rules that a name means."""
    for folder in (Path(name) / PLACE, Path(name) / "rules", Path(name)):
        if folder.is_dir() and any(folder.glob("*.yml")):
            yield folder
            return
    with TemporaryDirectory() as temporary:
        done = subprocess.run(["git", "archive", name, "--", PLACE], capture_output=True, check=False)
        if done.returncode:
            raise UsageError(f"“{name}”既不是放规则的文件夹，也不是 git 的版本")
        with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
            archive.extractall(temporary, filter="data")
        yield Path(temporary) / PLACE


def _readings(config_file: Path, rules: Path, folder: Path) -> dict[str, list[str]]:
    """File → its readings by these rules."""
    with ProcessPoolExecutor(1, get_context("spawn"), use_folder, (rules.absolute(),)) as pool:
        return pool.submit(readings, config_file, folder).result()


def readings(config_file: Path, folder: Path) -> dict[str, list[str]]:
    """File → its readings, each as JSON: what `explain --json` tells, without what only numbers it."""
    from site_builder.config import load_config
    from site_builder.corpus.identity import report_key
    from site_builder.extract.metrics.compiled_rules import compile_tools
    from site_builder.files.sources import read_source
    from site_builder.pages.exports.document import explain_record
    from site_builder.pipeline.content_tables import read_tables
    from site_builder.pipeline.understand import problems_of, understand_all
    from site_builder.problems import Problem

    reading = read_tables(load_config(config_file).config).reading
    tools = compile_tools(reading.dictionary)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.txt"))
    out: dict[str, list[str]] = {}
    for first in range(0, len(names), CHUNK):
        sources = [
            source for name in names[first : first + CHUNK] if (source := read_source(folder, name).source)
        ]
        for source, one in zip(sources, understand_all(sources, reading.registry, tools), strict=True):
            if isinstance(one, Problem):
                out[source.path] = [
                    json.dumps(
                        ["problems", 0, {"code": one.code, "message": one.message}], ensure_ascii=False
                    )
                ]
                continue
            key = report_key(one.document.report, reading.registry)
            out[source.path] = list(
                _told(explain_record(one.document, (), reading.registry, {}, key, problems_of(one)))
            )
    return out


def _told(record: dict[str, Any]) -> Iterator[str]:
    for part in VALUES:
        stated = record.get(part) or {}
        yield json.dumps(
            [part, stated.get("line") or 0, {"value": stated.get("value")}],
            ensure_ascii=False,
            sort_keys=True,
        )
    for part in LISTS:
        for item in record.get(part, ()):
            kept = {
                name: value
                for name, value in item.items()
                if name not in MOVING and value not in (None, "", [])
            }
            yield json.dumps([part, kept.pop("line", 0) or 0, kept], ensure_ascii=False, sort_keys=True)


def _change(file: str, reading: str, gained: bool) -> ReadingChange:
    part, line, said = json.loads(reading)
    return ReadingChange(file, line, part, gained, said)


PARTS = {
    "quantities": "数字",
    "sections": "标题",
    "repairs": "修复",
    "definitions": "名词解释",
    "citations": "引用的文件",
    "problems": "问题",
}
PARTS |= dict(zip(VALUES, ("种类", "标题", "发布单位", "地区", "年度", "公布日期", "文号"), strict=True))


def as_line(change: ReadingChange) -> str:
    """A change as a person reads it: what is lost with −, what is gained with ＋."""
    told = {name: value for name, value in change.said.items() if name != "sentence"}
    said = "　".join(f"{name}={value}" for name, value in told.items() if not isinstance(value, dict | list))
    sentence = change.said.get("sentence") or ""
    return (
        f"{change.file}:{change.line}: {'＋' if change.gained else '－'}"
        f" {PARTS[change.part]}　{said}{f'　{sentence}' if isinstance(sentence, str) and sentence else ''}"
    )
