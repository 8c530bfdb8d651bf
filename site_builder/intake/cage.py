"""One untrusted file, one call in another process, with limits of time and memory: whatever the file does
there costs that file only.

A process serves one file after the other, because starting one costs more than reading ten. It is ended at
the first file that takes too long, wants too much memory or brings it down, and then replaced; the files
before and after do not notice. What comes back is decoded as one record of plain values, never unpickled: a
process that a file has taken over can lie about that file and do no more.

The standard library's process pool was no choice: it has no limit of time for one call, and a process that
dies breaks the whole pool (docs/decisions/0019-import-in-a-cage.md).
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

try:
    import resource
except ImportError:  # Windows has no such limits: there only time is bounded
    resource = None  # type: ignore[assignment]

Answer = TypeVar("Answer", bound=Struct)
START_SECONDS = 300
"""Until a new process says that it is ready: 0.5 s of the processor, which beside thirty busy processes took
half a minute; no file has a part in it"""
STAYS, LEAVES, NO_MEMORY = b"+", b"-", b"m"
"""First byte of what a process says: an answer, its last answer, or none for lack of memory"""
_PROCESSES = multiprocessing.get_context("spawn")
"""The same on every system, and free of what this process holds"""


class CageLimits(Struct, frozen=True):
    """What one call may use."""

    seconds: float = 15
    """Of the processor, on POSIX: however busy the machine is, a good file is not refused. A process whose
    parent was killed ends by it too"""
    clock: float = 20
    """Of the clock; on Windows the only limit of time. On a machine so busy that a good file is met by it,
    the finding says that trying again helps"""
    memory: int = 1024**3
    """Bytes of address space of the process"""
    replaced: int = 256 * 1024**2
    """Bytes a process may have used at most to be given another file"""


class Escaped(Struct, frozen=True):
    """A call that brought no answer."""

    reason: str
    """Chinese, goes on after “：”"""
    blameless: bool = False
    """Whether what the process did before may be the cause"""


class Cage(Generic[Answer]):
    """`work(*arguments)` in another process, as often as asked. `work` and its arguments must be picklable,
    its answer is a record of type `answer`.

    Use it as a context: at its end the process is ended.
    """

    def __init__(
        self, work: Callable[..., Answer], answer: type[Answer], limits: CageLimits | None = None
    ) -> None:
        self._work = work
        self._limits = limits or CageLimits()
        self._decoder = msgspec.msgpack.Decoder(answer)
        self._process: Any = None
        self._pipe: Connection | None = None
        self._ready = False
        self._served = 0

    def __enter__(self) -> "Cage[Answer]":
        return self

    def __exit__(self, *_exception: object) -> None:
        self._end()

    def prepare(self) -> None:
        """Start a process if there is none, without waiting for it: this one may read its tables meanwhile."""
        if self._process is None:
            self._pipe, theirs = _PROCESSES.Pipe()
            self._process = _PROCESSES.Process(
                target=_serve, args=(theirs, self._work, self._limits), daemon=True
            )
            self._process.start()
            theirs.close()
            self._ready, self._served = False, 0

    def call(self, *arguments: object) -> Answer | Escaped:
        """The answer, or why there is none. A process that breaks down is blamed on the file only if it had
        served none before it: the file is tried once more in a new one."""
        used = self._process is not None and self._served > 0
        began = time.monotonic()
        found = self._once(arguments)
        soon = time.monotonic() - began < self._limits.seconds / 2  # both tries together keep to the limit
        return (
            self._once(arguments)
            if used and soon and isinstance(found, Escaped) and found.blameless
            else found
        )

    def _once(self, arguments: tuple[object, ...]) -> Answer | Escaped:
        self.prepare()
        assert self._pipe
        try:
            if not self._ready:
                if not self._pipe.poll(START_SECONDS):
                    return self._failed(f"读取程序 {START_SECONDS} 秒内没有启动")
                self._pipe.recv_bytes()
                self._ready = True
            self._pipe.send(arguments)
            if not self._pipe.poll(self._limits.clock):
                return self._failed(
                    f"读了 {self._limits.clock:g} 秒还没有读完（电脑很忙时也会这样，可以再导入一次）"
                )
            said = self._pipe.recv_bytes()
        except (EOFError, OSError):
            return self._broken()
        if said[:1] == NO_MEMORY:
            return self._failed(f"要用的内存超过 {self._limits.memory >> 20} MB", blameless=True)
        try:
            answer = self._decoder.decode(memoryview(said)[1:])
        except msgspec.MsgspecError:
            return self._failed("读取程序的回答不完整")
        self._served += 1
        if said[:1] == LEAVES:
            self._end()
        return answer

    def _broken(self) -> Escaped:
        """The process is gone."""
        self._process.join(1)
        code = self._process.exitcode
        if code is not None and resource is not None and code == -signal.SIGXCPU:
            return self._failed(f"要读 {self._limits.seconds:g} 秒以上，没有读完")
        return self._failed(
            f"读取程序中途退出（代码 {code}），文件损坏，或要用的内存超过 {self._limits.memory >> 20} MB",
            blameless=True,
        )

    def _failed(self, reason: str, blameless: bool = False) -> Escaped:
        self._end()
        return Escaped(reason, blameless)

    def _end(self) -> None:
        """End the process, whatever it is doing."""
        if self._pipe:
            self._pipe.close()
        if self._process:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._pipe = None


def _serve(pipe: Connection, work: Callable[..., Struct], limits: CageLimits) -> None:
    """What the process does: answer until the other end is closed, or this process has grown."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asks
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)  # libraries complain in English about files that read perfectly well
    _limit_memory(limits.memory)
    pipe.send_bytes(STAYS)
    with contextlib.suppress(EOFError, OSError):
        while True:
            arguments = pipe.recv()
            _limit_time(limits.seconds)
            try:
                said = msgspec.msgpack.encode(work(*arguments))
            except MemoryError:
                pipe.send_bytes(NO_MEMORY)
                return
            leaves = _most_memory() > limits.replaced
            pipe.send_bytes((LEAVES if leaves else STAYS) + said)
            if leaves:
                return


def _limit_memory(size: int) -> None:
    if resource is not None:
        with contextlib.suppress(ValueError, OSError):  # macOS knows the limit and does not always take it
            resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """So many seconds of the processor from now on; beyond them the system ends this process."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = resource.getrlimit(resource.RLIMIT_CPU)[1]
        wanted = int(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(
            resource.RLIMIT_CPU, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most)
        )


def _most_memory() -> int:
    """Bytes this process has used at most. Not `ru_maxrss` where the system tells better: on Linux a new
    process inherits that of its parent."""
    with (
        contextlib.suppress(OSError, StopIteration, ValueError),
        Path("/proc/self/status").open("rb") as status,
    ):
        return int(next(line for line in status if line.startswith(b"VmHWM")).split()[1]) * 1024
    if resource is None:
        return 0
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024
