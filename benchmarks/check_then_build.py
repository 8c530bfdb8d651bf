"""A report edited, `check`, then `build`, beside busy loops: how many of so many times both end as they
should.

`check_then_build.py` does it 50 times beside four loops, the order of the handbook on a machine that has
other things to do. Each time one figure of a report changes, so that both commands have work, and the
processes of the build get several jobs while they are not ready yet.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "pipeline")]

from pipeline_project import make_project  # noqa: E402

REPORT = "content/reports/河南省/漯河市/2024.txt"


def command(project: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """One command of the program, as a user types it."""
    environment = {**os.environ, "PYTHONPATH": os.environ.get("PYTHONPATH") or str(ROOT)}
    code = "from site_builder.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def main() -> None:
    """The rounds, and one line with the outcome."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--loops", type=int, default=4)
    parser.add_argument("--workers", default="2", help="processes of the build")
    given = parser.parse_args()
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(given.loops)]
    good = 0
    try:
        with tempfile.TemporaryDirectory() as made:
            project = make_project(Path(made) / "project")
            command(project, "build")
            report = project / REPORT
            text = report.read_text(encoding="utf-8")
            for number in range(given.times):
                report.write_text(text.replace("31次", f"{32 + number}次"), encoding="utf-8")
                checked, built = (
                    command(project, "check"),
                    command(project, "build", "--workers", given.workers),
                )
                shown = f"{32 + number}次" in (project / "site/reports/luohe/2024/index.html").read_text(
                    encoding="utf-8"
                )
                said = checked.stderr + built.stderr
                fine = checked.returncode == 0 and built.returncode == 0 and shown and "Traceback" not in said
                good += fine
                if not fine:
                    print(
                        f"{number}: check {checked.returncode}, build {built.returncode}, shown {shown}:"
                        f" {said[-400:]}",
                        flush=True,
                    )
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
    print(f"check → build beside {given.loops} loops: {good} of {given.times}")
    sys.exit(0 if good == given.times else 1)


if __name__ == "__main__":
    main()
