"""How long tests wait, and how long the work they test may take: on a loaded machine, too."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 20_000
"""Milliseconds that a browser test waits for what it expects. Only a failing test waits so long; a machine at
its limits needs a fifth of it."""


@contextmanager
def processor_seconds(most: float) -> Iterator[None]:
    """The block takes less than so many seconds of this process' own processor time: what else the machine
    does meanwhile is not counted."""
    start = time.process_time()
    yield
    taken = time.process_time() - start
    assert taken < most, f"{taken:.1f} s of processor time, {most} s at most"
