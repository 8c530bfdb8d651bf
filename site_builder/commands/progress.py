"""How far a build has come: a bar on a terminal, one plain line per step elsewhere."""

import sys
from types import TracebackType
from typing import Any

from site_builder.build import STEPS


class Progress:
    """Shows the steps of a build; `tell` is what build() calls. On a pipe or in CI each step is one line,
    written when it ends."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._step = ""
        self._bar: Any = self._terminal_bar() if not quiet and sys.stderr.isatty() else None
        self._task: Any = None

    def _terminal_bar(self) -> Any:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        return Progress(*columns, console=Console(stderr=True), transient=True)

    def __enter__(self) -> "Progress":
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def tell(self, step: str, done: int, of: int) -> None:
        """`done` of `of` parts of a step are finished."""
        name = STEPS[step]
        if self._bar is not None:
            self._tell_bar(step, name, done, of)
        elif not self._quiet and step != self._step:
            print(f"{name}…", file=sys.stderr, flush=True)
        self._step = step

    def _tell_bar(self, step: str, name: str, done: int, of: int) -> None:
        bar = self._bar
        if step != self._step:
            self._task = bar.add_task(name, total=of)
        bar.update(self._task, completed=done, total=of)
