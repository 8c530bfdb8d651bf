"""Which findings concern the files a user named."""

import os
from collections.abc import Iterable
from pathlib import Path

from site_builder.problems import Problem, UsageError


def concerning(problems: Iterable[Problem], paths: Iterable[Path], content: Path) -> tuple[Problem, ...]:
    """The findings in the named files and folders (all when none is named); a report's sidecar counts as the
    report.

    Raises UsageError for a path that does not exist: a mistyped name must not look like a file without
    problems.
    """
    wanted = []
    for path in paths:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100  # links are named as the user names them
        if not absolute.exists():
            raise UsageError(f"找不到：{path}")
        wanted.append(os.path.relpath(absolute, content).replace(os.sep, "/"))
    if not wanted:
        return tuple(problems)
    return tuple(
        problem
        for problem in problems
        if any(
            _within(file, each)
            for each in wanted
            for file in (problem.file, problem.file.removeprefix(f"{content.name}/"))
        )
    )


def _within(file: str, wanted: str) -> bool:
    """Whether a file is the wanted one, its sidecar, or lies in the wanted folder."""
    stem, _, ending = file.rpartition(".")
    return (
        wanted == "."
        or file == wanted
        or file.startswith(wanted + "/")
        or (ending in {"yml", "txt"} and wanted in {f"{stem}.txt", f"{stem}.yml"})
    )
