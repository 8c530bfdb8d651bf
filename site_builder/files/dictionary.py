"""content/indicators/*.yml → Dictionary, with every mistake as a problem that names file and line.

`metrics.yml` holds the metrics; every other file is one edition of the framework. A metric or framework with
a mistake in its form is left out and reported; the rest stays usable, so that one slip does not empty the
site. What refers to something that was left out is not reported: it is right again as soon as that is mended.
"""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from site_builder.files.plain import Folder, files_below, in_the_way, left_out, walk
from site_builder.files.staff_text import read_words
from site_builder.files.yaml_lines import YamlDocument, read_yaml
from site_builder.files.yaml_records import to_record
from site_builder.model.indicators import Dictionary, Framework, Indicator, Level1, Metric
from site_builder.problems import Problem
from site_builder.text.readers.slugs import usable_slug
from site_builder.vocabulary import QuantityKind

METRICS_FILE = "metrics.yml"
SUFFIX = ".yml"
IGNORED_PREFIXES = (".", "_", "~$", "README", "Thumbs.db")
METRIC_SIGNS = ("加", "减")
"""What the number of an indicator outside the hundred points begins with: 加1, 减2"""


class _Stated(Struct, frozen=True):
    """What the files name, whether it can be used or not: a reference to it is no mistake of its own."""

    ids: set[str] | None
    """Ids of metrics; None when metrics.yml could not be read: then nothing can be said of references to
    metrics"""
    unread: frozenset[str]
    """Names (without .yml) of editions that could not be read"""


def read_dictionary(
    folder: Path, known_units: frozenset[str] = frozenset()
) -> tuple[Dictionary, tuple[Problem, ...]]:
    """Read all files of the folder (sorted by name). `known_units` are the bare measure words of the unit
    table; empty switches that check off.

    A missing or empty folder is an empty dictionary: the site then shows reports, numbers and terms, but no
    indicator.
    """
    metrics: list[Metric] = []
    themes: tuple[str, ...] = ()
    frameworks: list[tuple[str, Framework]] = []
    problems: list[Problem] = []
    ids: set[str] | None = None
    unread: set[str] = set()
    way, kind = in_the_way(folder.parent, folder.name)
    if way:
        problems.append(left_out("indicators", kind))
    for each in walk(folder.parent, folder.name):
        problems += unread_names(each)
    paths = [
        folder / name
        for name in files_below(folder.parent, folder.name)
        if name.endswith(SUFFIX) and "/" not in name
    ]
    if paths and not (folder / METRICS_FILE).exists():
        problems.append(Problem("Q513", f"indicators/{METRICS_FILE}", 0, "", (("why", "不见了"),)))
    for path in paths:
        file = f"indicators/{path.name}"
        text, unreadable = read_words(path, file)
        problems += unreadable
        document = read_yaml(text, file)
        problems += document.problems
        sound = not unreadable and not document.problems
        if path.name == METRICS_FILE and sound and _is_bare(document.value):
            problems.append(Problem("Q513", file, 1, "", (("why", "是空的"),)))
        elif path.name == METRICS_FILE and sound:
            ids = {
                str(each.get("id")) for each in _list(document.value, "metrics") if isinstance(each, dict)
            } or None
            themes, found = _metrics(document, file, problems)
            metrics += found
        else:
            framework = _framework(document, file, problems) if sound and document.value is not None else None
            unread |= {path.stem} if framework is None else set()
            frameworks += [(file, framework)] if framework is not None else []
    editions = _editions(frameworks, problems)
    dictionary = _joined(_unique(metrics, problems), themes, tuple(editions.values()))
    problems += _check(dictionary, tuple(editions), known_units, _Stated(ids, frozenset(unread)))
    return dictionary, tuple(problems)


def unread_names(folder: Folder) -> Iterator[Problem]:
    """What lies among the files of the dictionary and is none of them: links and pipes, and files with
    another ending or in a folder below."""
    shown = f"indicators/{folder.prefix}"
    yield from (
        left_out(shown + name, kind) for name, kind in folder.special if not name.startswith(IGNORED_PREFIXES)
    )
    for name in folder.files:
        if not name.startswith(IGNORED_PREFIXES) and (folder.prefix or not name.endswith(SUFFIX)):
            yield Problem("X932", shown + name.encode("utf-8", "replace").decode("utf-8"), 0, name)


def _is_bare(value: Any) -> bool:
    """Whether metrics.yml has nothing in it."""
    return value is None or (isinstance(value, dict) and value.get("metrics", 0) in (None, []))


def _metrics(
    document: YamlDocument, file: str, problems: list[Problem]
) -> tuple[tuple[str, ...], list[Metric]]:
    value: Any = document.value
    if not isinstance(value, dict) or not isinstance(value.get("metrics"), list):
        problems.append(Problem("X955", file, 1, "metrics"))
        return (), []
    out: list[Metric] = []
    for index in range(len(value["metrics"])):
        unknown = tuple(_unknown_kinds(value["metrics"][index], document, file, ("metrics", index)))
        metric, found = to_record(document, Metric, file, ("metrics", index))
        found = (
            *(found or _malformed(metric, document, file, ("metrics", index)) if metric else found),
            *unknown,
        )
        problems += found
        if metric is not None and not found:
            out.append(replace(metric, line=document.line(("metrics", index))))
    themes = value.get("themes") or []
    if not isinstance(themes, list):
        problems.append(
            Problem(
                "X956", file, document.line(("themes",)), "themes", (("expected", "列表（每行以 - 开头）"),)
            )
        )
        themes = []
    return tuple(str(theme) for theme in themes), out


def _malformed(
    metric: Metric, document: YamlDocument, file: str, at: tuple[str | int, ...]
) -> Iterator[Problem]:
    """An id that can be no address: the metric is left out."""
    if not usable_slug(metric.id):
        yield _no_address("id", metric.id, file, document.line((*at, "id")))


def _unknown_kinds(
    metric: Any, document: YamlDocument, file: str, at: tuple[str | int, ...]
) -> Iterator[Problem]:
    """Kinds of numbers that are none: the metric is left out. Known ones take their place, so that its other
    mistakes are told in the same run."""
    known = tuple(kind.value for kind in QuantityKind)
    places: list[tuple[Any, Any]] = (
        [(metric, "kind")] if isinstance(metric, dict) and "kind" in metric else []
    )
    places += [
        (kinds, number)
        for each in _list(metric, "wordings")
        if (kinds := _list(each, "kind"))
        for number in range(len(kinds))
    ]
    for place, key in places:
        kind = place[key]
        if isinstance(kind, str) and kind not in known:
            near = difflib.get_close_matches(kind, known, n=1)
            guess = (("guess", f"您是不是要写 {near[0]}？" if near else ""), ("known", "、".join(known)))
            yield Problem("Q514", file, document.line((*at, "kind")), kind, guess)
            place[key] = QuantityKind.COUNT.value


def _no_address(key: str, value: str, file: str, line: int) -> Problem:
    return Problem("Q515", file, line, value, (("key", key),))


def _unique(metrics: list[Metric], problems: list[Problem]) -> tuple[Metric, ...]:
    """The first metric of every id; Q506 for the others, which are left out: one address is one page."""
    first: dict[str, Metric] = {}
    for metric in metrics:
        if metric.id in first:
            problems.append(
                Problem(
                    "Q506",
                    f"indicators/{METRICS_FILE}",
                    metric.line,
                    metric.id,
                    (("other", str(first[metric.id].line)),),
                )
            )
        first.setdefault(metric.id, metric)
    return tuple(first.values())


def _editions(frameworks: list[tuple[str, Framework]], problems: list[Problem]) -> dict[str, Framework]:
    """File → framework: the first of every edition, and of each the first indicator of every number."""
    first: dict[str, str] = {}
    out: dict[str, Framework] = {}
    for file, framework in frameworks:
        if framework.edition in first:
            problems.append(
                Problem("Q516", file, 0, framework.edition, (("other", first[framework.edition]),))
            )
        else:
            first[framework.edition] = file
            out[file] = _numbered_once(framework, file, problems)
    return out


def _numbered_once(framework: Framework, file: str, problems: list[Problem]) -> Framework:
    """The framework with the first indicator of every number; Q506 for each other one, which is left out."""
    lines: dict[str, int] = {}

    def kept(indicators: tuple[Indicator, ...]) -> Iterator[Indicator]:
        for each in indicators:
            if each.number in lines:
                problems.append(
                    Problem("Q506", file, each.line, each.number, (("other", str(lines[each.number])),))
                )
            else:
                lines[each.number] = each.line
                yield each

    levels = (
        replace(one, groups=tuple(replace(two, indicators=tuple(kept(two.indicators))) for two in one.groups))
        for one in framework.levels
    )
    return replace(framework, levels=tuple(levels))


def _framework(document: YamlDocument, file: str, problems: list[Problem]) -> Framework | None:
    """One edition; a level-3 row without number, or with one that can be no address, is reported (Q504, Q515)
    and left out."""
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
                    elif not usable_slug(
                        row["number"].removeprefix(METRIC_SIGNS[0]).removeprefix(METRIC_SIGNS[1])
                    ):
                        problems.append(_no_address("number", row["number"], file, line))
                        del two["indicators"][k]
    framework, found = to_record(document, Framework, file)
    problems += found
    if framework is not None and not usable_slug(framework.edition):
        problems.append(_no_address("edition", framework.edition, file, document.line(("edition",))))
        return None
    return framework


def _list(value: Any, key: str) -> list[Any]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _joined(
    metrics: tuple[Metric, ...], themes: tuple[str, ...], frameworks: tuple[Framework, ...]
) -> Dictionary:
    """Write into each indicator the metrics that name it."""
    by_key: dict[str, list[str]] = {}
    for metric in metrics:
        for key in metric.framework:
            by_key.setdefault(key, []).append(metric.id)

    def level(one: Level1, edition: str) -> Level1:
        groups = (
            replace(
                two,
                indicators=tuple(
                    replace(i, metrics=tuple(by_key.get(f"{edition}:{i.number}", ()))) for i in two.indicators
                ),
            )
            for two in one.groups
        )
        return replace(one, groups=tuple(groups))

    done = tuple(replace(f, levels=tuple(level(one, f.edition) for one in f.levels)) for f in frameworks)
    return Dictionary(metrics, themes, done)


def _check(
    dictionary: Dictionary, files: tuple[str, ...], known_units: frozenset[str], stated: _Stated
) -> Iterator[Problem]:
    file = f"indicators/{METRICS_FILE}"
    keys = {
        f"{framework.edition}:{indicator.number}"
        for framework in dictionary.frameworks
        for one in framework.levels
        for two in one.groups
        for indicator in two.indicators
    }
    for metric in dictionary.metrics:
        yield from _check_metric(metric, file, stated, keys, dictionary.themes, known_units)
    yield from _claimed_twice(dictionary, file)
    for framework_file, framework in zip(files, dictionary.frameworks, strict=True):
        for indicator in (i for one in framework.levels for two in one.groups for i in two.indicators):
            for threshold in indicator.thresholds:
                if threshold.metric and stated.ids is not None and threshold.metric not in stated.ids:
                    yield _unknown_metric(threshold.metric, framework_file, indicator.line, stated.ids)


def _check_metric(
    metric: Metric,
    file: str,
    stated: _Stated,
    keys: set[str],
    themes: tuple[str, ...],
    known_units: frozenset[str],
) -> Iterator[Problem]:
    for part in (metric.numerator, metric.denominator):
        if part and stated.ids is not None and part not in stated.ids:
            yield _unknown_metric(part, file, metric.line, stated.ids)
    for key in metric.framework:
        if key not in keys and key.partition(":")[0] not in stated.unread:
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
    return Problem(
        "Q502",
        file,
        line,
        name,
        (("guess", f"最接近的是 {near[0]}。" if near else "已停用的指标请从引用处删去。"),),
    )


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
                        yield Problem(
                            "Q503",
                            file,
                            metric.line,
                            "＋".join(wording.near),
                            (("other", f"{other.id}，第 {other.line} 行"),),
                        )
