"""Work over plain records, spread over processes: started when the first long list of work comes, not at all when there is none.

Results come back in the order of the items, whatever the number of processes, and at most two chunks per process are on their way, so that
memory does not grow with the work.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from site_builder.engine.thrift import ENVIRONMENT
from site_builder.engine.worker import receive, resolve, send
from site_builder.problems import SiteBuilderError

PACKAGE_ROOT = Path(__file__).parents[2]


class WorkFailed(SiteBuilderError):
    """A step raised, or a worker process died; the text holds what it said."""


class Workers:
    """A lazy pool. `count` 1 means that all work is done in this process."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._all: list[subprocess.Popen[bytes]] = []
        self._threads: ThreadPoolExecutor | None = None
        self._prepared: tuple[str, ...] = ()

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def prepare(self, steps: tuple[str, ...], modules: tuple[str, ...]) -> None:
        """Start one process, unless all work is done in this one, and let it import these modules while this process goes on with other things.
        Short lists of work of these steps are then done there."""
        if self.count > 1:
            self._prepared = steps
            self._start(1)
            self.later("site_builder.engine.worker:imported", None, list(modules))

    def later(self, step: str, common: object, items: list[Any]) -> Callable[[], list[Any]]:
        """Begin a short list of work in a process if there is one; the result is waited for when it is asked for. Without processes it is done then."""
        if self._threads is None:
            return lambda: resolve(step)(common, items)
        return self._threads.submit(self._call, step, common, items).result

    def run(self, step: str, common: object, items: Sequence[Any], chunk: int, worth: int) -> Iterator[list[Any]]:
        """The results of `step` for all items, one list per chunk, in order. Fewer than `worth` items are done in this process,
        or in the one prepared for the step: starting two processes costs about as much as the work on that many."""
        chunks = [list(items[at : at + chunk]) for at in range(0, len(items), chunk)]
        if not chunks:
            return
        few = len(items) < worth
        if self.count <= 1 or (few and len(self._all) <= 1 and step not in self._prepared):
            function = resolve(step)
            for each in chunks:
                yield function(common, each)
            return
        self._start(1 if few else self.count)
        assert self._threads is not None
        waiting: list[Future[list[Any]]] = []
        for each in chunks:
            waiting.append(self._threads.submit(self._call, step, common, each))
            if len(waiting) >= 2 * self.count:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()

    def _start(self, number: int) -> None:
        """Have at least so many processes."""
        environment = {
            **ENVIRONMENT,
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, (str(PACKAGE_ROOT), os.environ.get("PYTHONPATH", "")))),
        }
        for _ in range(number - len(self._all)):
            process = subprocess.Popen(
                [sys.executable, "-c", "from site_builder.engine.worker import main; main()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
            )
            self._all.append(process)
            self._idle.put(process)
        self._threads = self._threads or ThreadPoolExecutor(self.count, thread_name_prefix="worker")

    def _call(self, step: str, common: object, items: list[Any]) -> list[Any]:
        """One chunk in one process."""
        process = self._idle.get()
        assert process.stdin and process.stdout
        try:
            send(process.stdin, (step, common, items))
            good, answer = receive(process.stdout)
        except (EOFError, OSError):
            code = process.wait()
            raise WorkFailed(f"一个工作进程意外退出（代码 {code}）：多半是内存不够，请用 --workers 1 再试") from None
        finally:
            self._idle.put(process)
        if isinstance(answer, Exception):
            raise answer
        if not good:
            raise WorkFailed(f"处理时出错，这是程序的缺陷，请把下面的内容报告给维护者：\n{answer}")
        result: list[Any] = answer
        return result

    def close(self) -> None:
        """End the processes when they have done what was begun, and give back what they hold in memory; the next long list of work would start new ones."""
        if self._threads:
            self._threads.shutdown(cancel_futures=True)
            self._threads = None
        for process in self._all:
            if process.stdin:
                try:
                    process.stdin.close()
                except OSError:
                    process.kill()
        for process in self._all:
            process.wait()
            if process.stdout:
                process.stdout.close()
        self._all.clear()
        self._prepared = ()
        self._idle = SimpleQueue()
