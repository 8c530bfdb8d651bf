"""The cage: whatever a call does in its process costs that call only."""

import ctypes
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from site_builder.intake.cage import Cage, CageLimits, Escaped

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no limits of memory on Windows")
LIMITS = CageLimits(seconds=2, clock=6, memory=400 * 1024**2, replaced=200 * 1024**2)


class Said(Struct, frozen=True):
    text: str
    process: int


def act(what: str, amount: int = 0) -> Said:
    """A file that behaves in one of these ways."""
    if what == "sleep":
        time.sleep(amount)
    elif what == "loop":
        while True:
            amount += 1
    elif what == "grow":
        return Said(str(len(bytearray(amount * 1024**2))), os.getpid())
    elif what == "crash":
        os.abort()
    elif what == "leave":
        os._exit(3)
    elif what == "fault":
        ctypes.string_at(0)
    elif what == "shout":
        print("noise", flush=True)
        os.write(2, b"noise\n")
    return Said(what, os.getpid())


@pytest.fixture(scope="module")
def cage() -> Iterator["Cage[Said]"]:
    with Cage(act, Said, LIMITS) as made:
        yield made


def test_one_process_serves_several_calls(cage: "Cage[Said]") -> None:
    first, second = cage.call("a"), cage.call("b")
    assert isinstance(first, Said) and isinstance(second, Said)
    assert (first.text, second.text, first.process == second.process) == ("a", "b", True)
    assert first.process != os.getpid()


@pytest.mark.parametrize(
    ("what", "amount", "reason"),
    [
        ("sleep", 60, "6 秒还没有读完"),
        ("loop", 0, "没有读完"),
        pytest.param("grow", 2_000, "内存超过 400 MB", marks=POSIX),
        ("crash", 0, "中途退出"),
        ("leave", 0, "中途退出"),
        ("fault", 0, "中途退出"),
    ],
)
def test_what_breaks_out_is_told_and_the_next_call_is_served(
    cage: "Cage[Said]", what: str, amount: int, reason: str
) -> None:
    before = cage.call("before")
    began = time.monotonic()
    found = cage.call(what, amount)
    assert isinstance(found, Escaped) and reason in found.reason, found
    assert time.monotonic() - began < 60
    after = cage.call("after")
    assert isinstance(before, Said) and isinstance(after, Said)
    assert after.text == "after" and after.process != before.process


@POSIX
def test_a_process_that_has_grown_is_replaced_without_harm(cage: "Cage[Said]") -> None:
    cage.call("leave")  # a new process, which has used little
    grown, after = cage.call("grow", 250), cage.call("after")
    assert isinstance(grown, Said) and isinstance(after, Said)
    assert (grown.text, after.text, grown.process == after.process) == (str(250 * 1024**2), "after", False)


def test_what_a_library_prints_is_not_seen(cage: "Cage[Said]", capfd: pytest.CaptureFixture[str]) -> None:
    assert isinstance(cage.call("shout"), Said)
    assert "noise" not in "".join(capfd.readouterr())


@POSIX
def test_nothing_is_left_behind(tmp_path: Path) -> None:
    with Cage(act, Said, LIMITS) as made:
        said = made.call("a")
    assert isinstance(said, Said)
    with pytest.raises(ProcessLookupError):
        os.kill(said.process, 0)


class Forged(Struct, frozen=True):
    text: int


def forge() -> Forged:
    return Forged(1)


def test_an_answer_of_another_shape_is_no_answer() -> None:
    with Cage(forge, Said, LIMITS) as made:
        assert made.call() == Escaped("读取程序的回答不完整")
