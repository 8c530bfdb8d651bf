"""The commands of the README that measure must at least start: a benchmark that nobody runs for a month is
broken unseen."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = [
    file
    for file in sorted((Path(__file__).parents[1] / "benchmarks").glob("*.py"))
    if "__main__" in file.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("file", BENCHMARKS, ids=lambda file: file.name)
def test_a_benchmark_finds_all_it_needs(file: Path) -> None:
    """Everything up to its main part, in a process of its own: each puts its folders on the path by itself."""
    run = f"import runpy; runpy.run_path({str(file)!r}, run_name='imported')"
    done = subprocess.run(
        [sys.executable, "-c", run], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-1500:]
