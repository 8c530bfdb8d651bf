"""Faults of the disk and kills at a chosen call: the functions through which Python reaches files are
replaced while a block runs."""

import errno
import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

FAULTS = ("kill", "EIO", "ENOSPC", "EACCES")
NEEDS_ROOM = {"mkdir", "link", "replace", "rename", "fsync", "write"}
WRITES = NEEDS_ROOM | {"unlink", "rmdir"}


class Killed(BaseException):
    """The process is dead: whatever it still tries fails too."""


class Calls:
    """Counts the calls that touch files below a folder and lets the chosen one fail: a damaged disk once, a
    full or closed one from then on."""

    def __init__(self, root: str, at: int = -1, fault: str = "", really: bool = False) -> None:
        self.root, self.at, self.fault, self.really = root, at, fault, really
        self.count = 0
        self.seen: list[str] = []
        self.struck = False

    def meet(self, name: str, paths: tuple[Any, ...]) -> None:
        """One call. Raises what the fault is."""
        named = [os.fspath(path) for path in paths if isinstance(path, str | os.PathLike)]
        if named and not any(str(path).startswith(self.root) for path in named):
            return
        number, self.count = self.count, self.count + 1
        self.seen.append(f"{name} {' → '.join(str(path).removeprefix(self.root) for path in named)}")
        if self.at < 0 or number < self.at:
            return
        if self.fault == "kill":
            self.struck = True
            if self.really:
                os.kill(os.getpid(), signal.SIGKILL)
            raise Killed
        strikes = {"EIO": not self.struck, "ENOSPC": name in NEEDS_ROOM, "EACCES": name in WRITES}[self.fault]
        if strikes:
            self.struck = True
            raise OSError(getattr(errno, self.fault), self.fault, *named[:1])


@contextmanager
def watched(calls: Calls) -> Iterator[Calls]:
    """Replace the functions while the block runs."""
    names = ("mkdir", "link", "replace", "rename", "unlink", "rmdir", "fsync", "scandir", "stat", "lstat")
    before: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in names}
    opened = io.open

    def through(name: str) -> Callable[..., Any]:
        function = before[name]

        def call(*arguments: Any, **named: Any) -> Any:
            if name not in ("stat", "lstat"):  # thousands, and none of them changes anything
                calls.meet(name, arguments[:2])
            return function(*arguments, **named)

        return call

    def open_(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        calls.meet("write" if set(mode) & set("wax+") else "read", (file,))
        return opened(file, mode, *rest, **named)

    try:
        for name in names:
            setattr(os, name, through(name))
        io.open = open_
        yield calls
    finally:
        io.open = opened
        for name, function in before.items():
            setattr(os, name, function)
