"""Worker processes: order kept, failures told, none started without need."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pytest

from site_builder.problems import fault_place
from site_builder.workers.pool import Workers, WorkFailed
from site_builder.workers.processes import Processes

STEPS = "steps_for_workers"
SOURCE = """
import os, sys, time

def double(common, items):
    time.sleep(0.02 * (items[0] % 3))
    return [common * item for item in items]

def where(common, items):
    print("this must not come between the messages")
    return [os.getpid() for _ in items]

def fail(common, items):
    raise ValueError("坏" + str(items[0]))

def slow(common, items):
    time.sleep(0.3)
    return [common * item for item in items]

def full(common, items):
    raise OSError(28, "full", "a.html")

class Odd(Exception):
    def __init__(self, one, two):
        super().__init__(one)

def odd(common, items):
    raise Odd("strange", 2)

def die(common, items):
    os._exit(9)
"""


@pytest.fixture(autouse=True)
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"{STEPS}.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_order_whatever_the_number_of_processes(count: int) -> None:
    with Workers(count) as workers:
        chunks = list(workers.run(f"{STEPS}:double", 10, list(range(25)), 4, 1))
    assert [value for chunk in chunks for value in chunk] == [10 * item for item in range(25)]
    assert [len(chunk) for chunk in chunks] == [4] * 6 + [1]


def test_little_work_is_done_here_and_much_work_elsewhere() -> None:
    with Workers(2) as workers:
        assert set(chain.from_iterable(workers.run(f"{STEPS}:where", 0, [1, 2], 1, 3))) == {os.getpid()}
        elsewhere = set(chain.from_iterable(workers.run(f"{STEPS}:where", 0, list(range(20)), 1, 3)))
    assert os.getpid() not in elsewhere
    assert 1 <= len(elsewhere) <= 2


def test_a_failing_step_and_a_dying_process_are_told() -> None:
    with pytest.raises(ValueError, match="坏"), Workers(2) as workers:
        list(workers.run(f"{STEPS}:fail", 0, list(range(8)), 2, 1))
    with pytest.raises(WorkFailed, match="意外退出"), Workers(2) as workers:
        list(workers.run(f"{STEPS}:die", 0, list(range(8)), 2, 1))


def test_no_work_starts_no_process() -> None:
    with Workers(4) as workers:
        assert list(workers.run(f"{STEPS}:double", 1, [], 4, 0)) == []
        assert workers.executor is None


def test_what_was_begun_is_done_before_the_processes_end() -> None:
    """Several jobs wait behind one process when the pool is closed: on a busy machine that is what a build
    meets after a check."""
    with Workers(2) as workers:
        workers.prepare((f"{STEPS}:slow",), ())
        begun = [workers.later(f"{STEPS}:slow", 10, [number]) for number in range(4)]
        workers.close()
        assert [answer() for answer in begun] == [[0], [10], [20], [30]]


def test_a_failure_gives_up_what_still_waits() -> None:
    begun = []
    with pytest.raises(RuntimeError, match="anything"), Workers(2) as workers:
        workers.prepare((f"{STEPS}:slow",), ())
        begun += [workers.later(f"{STEPS}:slow", 10, [number]) for number in range(4)]
        raise RuntimeError("anything")
    with pytest.raises(CancelledError):
        begun[-1]()


def test_one_prepared_process_is_enough_for_a_short_list() -> None:
    with Workers(3) as workers:
        workers.prepare((f"{STEPS}:where",), ())
        assert len(set(chain.from_iterable(workers.run(f"{STEPS}:where", 0, [1, 2, 3], 1, 9)))) == 1


def test_what_a_step_raises_arrives_as_it_is() -> None:
    with pytest.raises(OSError, match="full") as told, Workers(2) as workers:
        list(workers.run(f"{STEPS}:full", 0, list(range(8)), 2, 1))
    assert told.value.errno == 28
    assert f"{STEPS}.py:" in fault_place(told.value)
    with pytest.raises(RuntimeError, match="Odd: strange"), Workers(2) as workers:
        list(workers.run(f"{STEPS}:odd", 0, list(range(8)), 2, 1))


def _spawned(count: int) -> Executor:
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))


@pytest.mark.parametrize("make", [Processes, ThreadPoolExecutor, _spawned], ids=["own", "threads", "spawned"])
def test_any_executor_can_stand_behind_the_seam(make: Callable[[int], Executor]) -> None:
    with Workers(2, make) as workers:
        workers.prepare((f"{STEPS}:double",), ("json",))
        begun = workers.later(f"{STEPS}:double", 10, [7])
        assert list(chain.from_iterable(workers.run(f"{STEPS}:double", 10, list(range(9)), 2, 1))) == [
            10 * item for item in range(9)
        ]
        workers.close()
        assert begun() == [70]
