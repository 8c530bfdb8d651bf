"""Worker processes behind the interface of `concurrent.futures`: calls go in, futures come out.

Not `ProcessPoolExecutor`: its spawned children import the parent's main module first (for `mkdocs` and for
the command line half a second of packages no stage needs), and it starts a process for every call that finds
none idle, where a build of one changed report wants exactly one. Figures in docs/decisions/0017-executor.md.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

from site_builder.workers.allocator import ENVIRONMENT
from site_builder.workers.process import receive, send

PACKAGE_ROOT = Path(__file__).parents[2]
Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


class Processes(Executor):
    """At most `most` processes, started one by one when `grow` or a first call asks for them. What is called
    must be a function of a module."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.started: list[subprocess.Popen[bytes]] = []
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._threads = ThreadPoolExecutor(most, thread_name_prefix="worker")

    def grow(self, number: int) -> None:
        """Have at least so many processes, as far as `most` allows."""
        paths = (str(PACKAGE_ROOT), os.environ.get("PYTHONPATH", ""))
        environment = {**ENVIRONMENT, **os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        for _ in range(min(number, self.most) - len(self.started)):
            process = subprocess.Popen(
                [sys.executable, "-c", "from site_builder.workers.process import main; main()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
            )
            self.started.append(process)
            self._idle.put(process)

    def submit(
        self, fn: Callable[Arguments, Answer], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Answer]:
        """Begin a call in the next free process. Its future raises what the call raised, or BrokenExecutor
        when the process died."""
        self.grow(1)
        return self._threads.submit(self._call, fn, args, kwargs)

    def _call(self, fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """One call in one process."""
        process = self._idle.get()
        assert process.stdin and process.stdout
        try:
            send(process.stdin, (fn, args, kwargs))
            good, answer = receive(process.stdout)
        except (EOFError, OSError):
            process.kill()
            raise BrokenExecutor(f"代码 {process.wait()}") from None
        finally:
            self._idle.put(process)  # a dead one too: whoever waits for it is told at once
        if not good:
            raise answer
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002  # processes are always waited for
        """End the processes. What was begun is done first, and what waits too unless it is cancelled."""
        self._threads.shutdown(cancel_futures=cancel_futures)
        for process in self.started:
            if process.stdin:
                try:
                    process.stdin.close()
                except OSError:
                    process.kill()
        for process in self.started:
            process.wait()
            if process.stdout:
                process.stdout.close()
        self.started.clear()
