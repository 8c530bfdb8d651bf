"""content/indicators/*.yml → Dictionary, with every mistake as a problem that names file and line.

`metrics.yml` holds the metrics; every other file is one edition of the framework. A metric or framework with a mistake in its form is left out and
reported; the rest stays usable, so that one slip does not empty the site.
"""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from site_builder.files.staff_files import read_words
from site_builder.files.yaml_lines import YamlDocument, read_yaml
from site_builder.files.yaml_records import to_record
from site_builder.model.indicators import Dictionary, Framework, Level1, Metric
from site_builder.problems import Problem

METRICS = "metrics.yml"
KINDS = frozenset({"count", "percent", "percent_point", "money", "rank", "duration", "area", "multiple"})


def read_dictionary(folder: Path, known_units: frozenset[str] = frozenset()) -> tuple[Dictionary, tuple[Problem, ...]]:
    """Read all files of the folder (sorted by name). `known_units` are the bare measure words of the unit table; empty switches that check off.

    A missing folder is an empty dictionary: the site then shows reports, numbers and terms, but no indicator.
    """
    metrics: list[Metric] = []
    themes: tuple[str, ...] = ()
    frameworks: list[Framework] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yml")):
        file = f"indicators/{path.name}"
        text, unread = read_words(path, file)
        problems += unread
        document = read_yaml(text, file)
        problems += document.problems
        if document.problems or document.value is None:
            continue
        if path.name == METRICS:
            themes, found = _metrics(document, file, problems)
            metrics += found
        else:
            framework = _framework(document, file, problems)
            frameworks += [framework] if framework is not None else []
    dictionary = _joined(tuple(metrics), themes, tuple(frameworks))
    problems += _check(dictionary, known_units)
    return dictionary, tuple(problems)


def _metrics(document: YamlDocument, file: str, problems: list[Problem]) -> tuple[tuple[str, ...], list[Metric]]:
    value: Any = document.value
    if not isinstance(value, dict) or not isinstance(value.get("metrics"), list):
        problems.append(Problem("X955", file, 1, "metrics"))
        return (), []
    out: list[Metric] = []
    for index in range(len(value["metrics"])):
        metric, found = to_record(document, Metric, file, ("metrics", index))
        problems += found
        if metric is not None:
            out.append(replace(metric, line=document.line(("metrics", index))))
    themes = value.get("themes") or []
    return tuple(str(theme) for theme in themes), out


def _framework(document: YamlDocument, file: str, problems: list[Problem]) -> Framework | None:
    """One edition; a level-3 row without number is reported (Q504) and left out."""
    value: Any = document.value
    for i, one in enumerate(_list(value, "levels")):
        for j, two in enumerate(_list(one, "groups")):
            for k, row in reversed(list(enumerate(_list(two, "indicators")))):
                if isinstance(row, dict):
                    line = document.line(("levels", i, "groups", j, "indicators", k))
                    row["number"] = str(row.get("number") or "").strip()
                    row["line"] = line
                    if not row["number"]:
                        problems.append(Problem("Q504", file, line, str(row.get("text", ""))))
                        del two["indicators"][k]
    framework, found = to_record(document, Framework, file)
    problems += found
    return framework


def _list(value: Any, key: str) -> list[Any]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _joined(metrics: tuple[Metric, ...], themes: tuple[str, ...], frameworks: tuple[Framework, ...]) -> Dictionary:
    """Write into each indicator the metrics that name it."""
    by_key: dict[str, list[str]] = {}
    for metric in metrics:
        for key in metric.framework:
            by_key.setdefault(key, []).append(metric.id)

    def level(one: Level1, edition: str) -> Level1:
        groups = (
            replace(two, indicators=tuple(replace(i, metrics=tuple(by_key.get(f"{edition}:{i.number}", ()))) for i in two.indicators))
            for two in one.groups
        )
        return replace(one, groups=tuple(groups))

    done = tuple(replace(f, levels=tuple(level(one, f.edition) for one in f.levels)) for f in frameworks)
    return Dictionary(metrics, themes, done)


def _check(dictionary: Dictionary, known_units: frozenset[str]) -> Iterator[Problem]:
    file = f"indicators/{METRICS}"
    keys, numbered = _keys(dictionary)
    yield from numbered
    ids = {metric.id for metric in dictionary.metrics}
    first: dict[str, int] = {}
    for metric in dictionary.metrics:
        if metric.id in first:
            yield Problem("Q506", file, metric.line, metric.id, (("other", str(first[metric.id])),))
        first.setdefault(metric.id, metric.line)
        yield from _check_metric(metric, file, ids, keys, dictionary.themes, known_units)
    yield from _claimed_twice(dictionary, file)
    for framework in dictionary.frameworks:
        for indicator in (i for one in framework.levels for two in one.groups for i in two.indicators):
            for threshold in indicator.thresholds:
                if threshold.metric and threshold.metric not in ids:
                    yield _unknown_metric(threshold.metric, f"indicators/{framework.edition}.yml", indicator.line, ids)


def _check_metric(
    metric: Metric, file: str, ids: set[str], keys: set[str], themes: tuple[str, ...], known_units: frozenset[str]
) -> Iterator[Problem]:
    for part in (metric.numerator, metric.denominator):
        if part and part not in ids:
            yield _unknown_metric(part, file, metric.line, ids)
    for key in metric.framework:
        if key not in keys:
            yield Problem("Q507", file, metric.line, key)
    if metric.theme not in themes:
        yield Problem("Q508", file, metric.line, metric.theme)
    if any(not wording.near for wording in metric.wordings):
        yield Problem("Q509", file, metric.line, metric.id)
    for unit in {metric.unit, *metric.units, *(u for w in metric.wordings for u in w.unit)} - {""}:
        if known_units and unit not in known_units:
            yield Problem("Q501", file, metric.line, unit)


def _unknown_metric(name: str, file: str, line: int, ids: set[str]) -> Problem:
    near = difflib.get_close_matches(name, ids, n=1)
    return Problem("Q502", file, line, name, (("guess", f"最接近的是 {near[0]}。" if near else "已停用的指标请从引用处删去。"),))


def _keys(dictionary: Dictionary) -> tuple[set[str], list[Problem]]:
    """All `edition:number` keys, and a problem for each number used twice in one edition."""
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for framework in dictionary.frameworks:
        for indicator in (i for one in framework.levels for two in one.groups for i in two.indicators):
            key = f"{framework.edition}:{indicator.number}"
            if key in lines:
                problems.append(
                    Problem("Q506", f"indicators/{framework.edition}.yml", indicator.line, indicator.number, (("other", str(lines[key])),))
                )
            lines.setdefault(key, indicator.line)
    return set(lines), problems


def _claimed_twice(dictionary: Dictionary, file: str) -> Iterator[Problem]:
    """Two metrics with the same words, kind and unit can never be told apart."""
    owner: dict[tuple[object, ...], Metric] = {}
    for metric in dictionary.metrics:
        for wording in metric.wordings:
            units = wording.unit or metric.units or (metric.unit,)
            for unit in units:
                for kind in wording.kind or (metric.kind,):
                    key = (tuple(sorted(wording.near)), tuple(sorted(wording.sentence)), kind, unit)
                    other = owner.setdefault(key, metric)
                    if other.id != metric.id:
                        yield Problem("Q503", file, metric.line, "＋".join(wording.near), (("other", f"{other.id}，第 {other.line} 行"),))
