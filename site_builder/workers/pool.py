"""Work over plain records, spread over an executor: started when the first long list of work comes, not at
all when there is none.

Results come back in the order of the items, whatever the number of processes, and at most two chunks per
process are on their way, so that memory does not grow with the work. The executor is any of
`concurrent.futures`: by default processes of this machine (`workers.processes`).
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any, Protocol, runtime_checkable

from site_builder.problems import SiteBuilderError
from site_builder.workers.process import perform, resolve
from site_builder.workers.processes import Processes


class WorkFailed(SiteBuilderError):
    """A worker process died; the text says how."""


@runtime_checkable
class Growing(Protocol):
    """An executor that can be told how many processes a list of work is worth."""

    def grow(self, number: int) -> None:
        """Have at least so many processes."""


class Workers:
    """A lazy pool. `count` 1 means that all work is done in this process; `make` is asked for an executor of
    so many processes."""

    def __init__(self, count: int, make: Callable[[int], Executor] = Processes) -> None:
        self.count = count
        self.executor: Executor | None = None
        """None as long as nothing was worth starting it"""
        self._make = make
        self._wide = False
        self._prepared: tuple[str, ...] = ()

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        """After a failure what still waits is given up: nobody will ask for it."""
        self._end(give_up=kind is not None)

    def prepare(self, steps: tuple[str, ...], modules: tuple[str, ...]) -> None:
        """Start one process, unless all work is done in this one, and let it import these modules while this
        process goes on with other things. Short lists of work of these steps are then done there."""
        if self.count > 1:
            self._prepared = steps
            self._start(1)
            self.later("site_builder.workers.process:imported", None, list(modules))

    def later(self, step: str, common: object, items: list[Any]) -> Callable[[], list[Any]]:
        """Begin a short list of work in a process if there is one; the result is waited for when it is asked
        for. Without processes it is done then."""
        if self.executor is None:
            return lambda: resolve(step)(common, items)
        begun = self.executor.submit(perform, step, common, items)
        return lambda: _result(begun)

    def run(
        self, step: str, common: object, items: Sequence[Any], chunk: int, worth: int
    ) -> Iterator[list[Any]]:
        """The results of `step` for all items, one list per chunk, in order. Fewer than `worth` items are
        done in this process, or in the one prepared for the step: starting two processes costs about as much
        as the work on that many."""
        chunks = [list(items[at : at + chunk]) for at in range(0, len(items), chunk)]
        if not chunks:
            return
        few = len(items) < worth
        if self.count <= 1 or (few and not self._wide and step not in self._prepared):
            function = resolve(step)
            for each in chunks:
                yield function(common, each)
            return
        executor = self._start(1 if few else self.count)
        waiting: list[Future[list[Any]]] = []
        for each in chunks:
            waiting.append(executor.submit(perform, step, common, each))
            if len(waiting) >= 2 * self.count:
                yield _result(waiting.pop(0))
        while waiting:
            yield _result(waiting.pop(0))

    def _start(self, number: int) -> Executor:
        """An executor with at least so many processes."""
        self.executor = self.executor or self._make(self.count)
        self._wide = self._wide or number > 1
        if isinstance(self.executor, Growing):
            self.executor.grow(number)
        return self.executor

    def close(self) -> None:
        """End the processes when they have done all that was begun, and give back what they hold in memory;
        the next long list of work starts new ones."""
        self._end(give_up=False)

    def _end(self, give_up: bool) -> None:
        if self.executor:
            self.executor.shutdown(cancel_futures=give_up)
        self.executor, self._wide, self._prepared = None, False, ()


def _result(begun: Future[list[Any]]) -> list[Any]:
    """What a call gave, or raised. Raises WorkFailed when its process died."""
    try:
        return begun.result()
    except BrokenExecutor as error:
        raise WorkFailed(f"一个工作进程意外退出（{error}）：多半是内存不够，请用 --workers 1 再试") from None
