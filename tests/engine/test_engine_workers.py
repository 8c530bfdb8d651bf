"""Worker processes: order kept, failures told, none started without need."""

import os
from itertools import chain
from pathlib import Path

import pytest

from site_builder.engine.workers import Workers, WorkFailed

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


@pytest.mark.parametrize(("step", "said"), [("fail", "坏"), ("die", "意外退出")])
def test_a_failing_step_is_told_in_words(step: str, said: str) -> None:
    with pytest.raises(WorkFailed, match=said), Workers(2) as workers:
        list(workers.run(f"{STEPS}:{step}", 0, list(range(8)), 2, 1))


def test_no_work_starts_no_process() -> None:
    with Workers(4) as workers:
        assert list(workers.run(f"{STEPS}:double", 1, [], 4, 0)) == []
        assert workers._all == []
