"""A worker process: reads calls from its standard input, writes results to its standard output, and ends when
its input ends."""

import gc
import importlib
import os
import pickle
import signal
import struct
from collections.abc import Callable
from functools import lru_cache
from typing import IO, Any

from site_builder.problems import fault_place

MESSAGE_HEADER = struct.Struct(">Q")
Step = Callable[[Any, list[Any]], list[Any]]
"""A step gets what is common to all calls and a list of items, and returns one result per item"""


def resolve(name: str) -> Step:
    """The function a step is called by: `site_builder.pipeline.understand:examine_files`."""
    module, _, function = name.partition(":")
    step: Step = getattr(importlib.import_module(module), function)
    return step


def imported(_common: None, modules: list[str]) -> list[None]:
    """The step that makes a process ready for others."""
    for module in modules:
        importlib.import_module(module)
    return [None] * len(modules)


def send(stream: IO[bytes], value: object) -> None:
    """Write one message."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(MESSAGE_HEADER.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message. Raises EOFError when the other side has gone."""
    header = stream.read(MESSAGE_HEADER.size)
    if len(header) < MESSAGE_HEADER.size:
        raise EOFError
    (length,) = MESSAGE_HEADER.unpack(header)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # only our own parent and children write here


def forget() -> None:
    """Empty every `lru_cache`: what a step keeps for its next call (terms, tables, templates) is of no use to
    the step after it.

    Measured on 1,000 reports, with smaller chunks of work: 70 MB per process instead of 88.
    """
    remembering = type(lru_cache(resolve))
    for each in gc.get_objects():
        if isinstance(each, remembering):
            each.cache_clear()


_last: list[str] = []
"""The step this process did last; empty before the first"""


def perform(step: str, common: object, items: list[Any]) -> list[Any]:
    """What an executor calls: a step by its name. A process that goes over to another step forgets the last
    one."""
    if _last and _last[0] != step:
        forget()
    _last[:] = [step]
    return resolve(step)(common, items)


def main() -> None:
    """Serve calls until the parent goes away. Whatever a step prints goes to standard error, never between
    the messages."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    calls = os.fdopen(os.dup(0), "rb")
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            function, args, kwargs = receive(calls)
        except EOFError:
            return
        try:
            answer: tuple[bool, Any] = (True, function(*args, **kwargs))
        except Exception as error:  # raised again by the parent, which decides
            answer = (False, portable(error))
        try:
            send(results, answer)
        except BrokenPipeError:
            return


def portable(error: Exception) -> Exception:
    """The exception as it can travel to the parent, with its place in the code as a note; one that cannot be
    pickled travels as its words."""
    error.add_note(fault_place(error))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # whatever its class makes of being pickled
        told = RuntimeError(f"{type(error).__name__}: {error}")
        told.add_note(fault_place(error))
        return told
    return error
