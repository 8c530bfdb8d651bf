"""Faults while a site is published: `faults.py` prints what a portal of some 270 pages looks like after each,
and whether the next build mends it.

Two parts, each with four faults (kill, EIO once, ENOSPC and EACCES from that call on):

- the switch itself: at every call that touches a file, from the state in which everything is staged;
- the rest: at every tenth of the calls of a whole build before the switch and after it, in a process of its
  own.

After each fault the site must be the old one, the new one, or closed under links; then a build follows, which
must give what a clean build gives. Only what Python calls is reached, not what SQLite writes.  `--every 5`
takes every fifth call of the switch; `--part switch` or `build` does one part.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "pipeline")]

from pipeline_faults import FAULTS, Calls, Killed, watched  # noqa: E402
from pipeline_links import dead_links  # noqa: E402
from pipeline_project import files_of, make_project, run  # noqa: E402

from site_builder.config import load_config  # noqa: E402
from site_builder.files import switch  # noqa: E402
from site_builder.files.publish import Folders, folders_for  # noqa: E402
from site_builder.problems import BuildFailed  # noqa: E402

TENTHS = 10
FULL_BUILD_EVERY = 50
"""After every so many faults of the switch a whole build follows, not only its completion"""
REPORTS = ("云南省/昆明市/西山区/2017.txt", "北京市/怀柔区/2023.txt", "河南省/漯河市/2024.txt")


class Staged(BaseException):
    """Everything is staged; the switch would begin."""


def make_base(root: Path) -> Path:
    """A project that has published two reports, one of which then gives way to a third while the other is
    corrected."""
    project = make_project(root / "base")
    away = root / "away.txt"
    (project / "content/reports" / REPORTS[0]).rename(away)
    run(project)
    away.rename(project / "content/reports" / REPORTS[0])
    (project / "content/reports" / REPORTS[1]).unlink()
    changed = project / "content/reports" / REPORTS[2]
    changed.write_text(changed.read_text(encoding="utf-8").replace("31次", "32次"), encoding="utf-8")
    return project


def copied(base: Path, to: Path) -> Path:
    """A copy with all times, so that what is kept is known to be kept."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(base, to, symlinks=True))


def mirrored(good: Path, changed: Path) -> None:
    """Make a changed copy equal again, touching only what differs."""
    wanted = {path.relative_to(good): path.stat() for path in sorted(good.rglob("*"))}
    for path in sorted(changed.rglob("*"), reverse=True):
        inside = path.relative_to(changed)
        if inside not in wanted or path.is_dir() != (good / inside).is_dir():
            path.rmdir() if path.is_dir() else path.unlink()
    for inside, seen in wanted.items():
        target = changed / inside
        if (good / inside).is_dir():
            target.mkdir(exist_ok=True)
        elif not target.exists() or (target.stat().st_mtime_ns, target.stat().st_size) != (
            seen.st_mtime_ns,
            seen.st_size,
        ):
            target.unlink(missing_ok=True)  # it may be a leaf, which is one file with others
            shutil.copy2(good / inside, target)


def stopped_before_the_switch(project: Path) -> tuple[tuple[str, ...], tuple[str, ...], object]:
    """Build until everything is staged; returns what would be published."""
    held: list[tuple[tuple[str, ...], tuple[str, ...], object]] = []

    def hold(_folders: Folders, staged: Iterable[str], orphans: Iterable[str], manifest: object) -> None:
        held.append((tuple(staged), tuple(orphans), manifest))
        raise Staged

    from site_builder.pipeline import publication

    good = publication.publish, publication.discard_staging
    publication.publish, publication.discard_staging = hold, lambda _folders: None  # type: ignore[assignment]
    try:
        run(project)
    except Staged:
        pass
    finally:
        publication.publish, publication.discard_staging = good
    return held[0]


def state_of(site: Path, old: dict[str, bytes], new: dict[str, bytes]) -> str:
    left = files_of(site)
    if left == old:
        return "old"
    if left == new:
        return "new"
    return "closed" if not dead_links(site) else "BROKEN"


def switch_faults(
    root: Path, base: Path, old: dict[str, bytes], new: dict[str, bytes], every: int
) -> Counter[str]:
    """The first part."""
    ready = copied(base, root / "ready")
    staged, orphans, manifest = stopped_before_the_switch(ready)
    config = load_config(ready / "mkdocs.yml").config
    told: Counter[str] = Counter()
    place = root / "ready"
    kept = Path(shutil.copytree(place, root / "kept", symlinks=True))
    folders = folders_for(config.site, config.cache)
    with watched(Calls(str(place))) as calls:
        switch.publish(folders, staged, orphans, manifest)  # type: ignore[arg-type]
    print(f"a switch of {len(staged)} files, {len(orphans)} removed: {calls.count} calls", flush=True)
    assert files_of(config.site) == new
    trial = 0
    for fault in FAULTS:
        seen: Counter[str] = Counter()
        for at in range(0, calls.count, every):
            for part in ("site", ".cache"):
                mirrored(kept / part, place / part)
            try:
                with watched(Calls(str(place), at, fault)):
                    switch.publish(folders, staged, orphans, manifest)  # type: ignore[arg-type]
            except (Killed, BuildFailed):
                if fault != "kill":
                    switch.discard_staging(folders)
            except Exception as error:
                seen[f"TRACEBACK {type(error).__name__}"] += 1
            seen[state_of(config.site, old, new)] += 1
            trial += 1
            if trial % FULL_BUILD_EVERY == 0:
                run(place)
                seen["next build " + ("= clean build" if files_of(config.site) == new else "DIFFERS")] += 1
            else:
                switch.begin(folders)
                seen[
                    "next begin → "
                    + (
                        "new"
                        if files_of(config.site) == new
                        else "old"
                        if files_of(config.site) == old
                        else "DIFFERS"
                    )
                ] += 1
        print(f"  switch, {fault}: {dict(sorted(seen.items()))}", flush=True)
        told += seen
    return told


CHILD = """
import sys
sys.path[:0] = sys.argv[1:3]
from pipeline_faults import Calls, watched
from site_builder.cli import main
import os
place, at, fault = sys.argv[3], int(sys.argv[4]), sys.argv[5]
os.chdir(place)
calls = Calls(place, at, fault, really=True)
sys.argv = ["site-builder", "build", "--workers", "1"]
try:
    with watched(calls):
        main()
finally:
    if at < 0:
        print("CALLS", calls.count, next(n for n, each in enumerate(calls.seen) if "journal.msgpack.part" in each), file=sys.stderr)
"""


def child(place: Path, at: int, fault: str) -> "subprocess.CompletedProcess[str]":
    command = [
        sys.executable,
        "-c",
        CHILD,
        str(ROOT),
        str(ROOT / "tests/pipeline"),
        str(place),
        str(at),
        fault,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def build_faults(root: Path, base: Path, old: dict[str, bytes], new: dict[str, bytes]) -> Counter[str]:
    """The second part."""
    place = root / "whole"
    done = child(copied(base, place), -1, "none")
    total, journal = (int(word) for word in done.stderr.rpartition("CALLS")[2].split())
    points = [journal * n // TENTHS for n in range(TENTHS + 1)] + [total - 1 - n for n in range(3)]
    print(f"a build of {total} calls, the switch begins at {journal}; points {points}", flush=True)
    told: Counter[str] = Counter()
    for fault in FAULTS:
        seen: Counter[str] = Counter()
        for at in points:
            done = child(copied(base, place), at, fault)
            if "Traceback" in done.stdout + done.stderr or done.returncode not in (
                0,
                1,
                2,
                -9,
            ):  # 2: mkdocs.yml cannot be read
                seen["TRACEBACK"] += 1
                print(at, fault, done.returncode, done.stderr[-2000:])
            seen[state_of(place / "site", old, new)] += 1
            run(place)
            seen["next build " + ("= clean build" if files_of(place / "site") == new else "DIFFERS")] += 1
        print(f"  whole build, {fault}: {dict(sorted(seen.items()))}", flush=True)
        told += seen
    return told


def main() -> None:
    """Both parts, then one line of verdict."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--every", type=int, default=1, help="take every so-manieth call of the switch")
    parser.add_argument("--part", choices=("build", "switch"), help="only this part")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        root = Path(made).resolve()
        base = make_base(root)
        old = files_of(base / "site")
        clean = copied(base, root / "clean")
        for part in ("site", ".cache"):
            shutil.rmtree(clean / part)
        run(clean)
        new = files_of(clean / "site")
        print(
            f"old site {len(old)} files, new {len(new)}; dead links {len(dead_links(base / 'site'))} and"
            f" {len(dead_links(clean / 'site'))}"
        )
        told: Counter[str] = Counter()
        if given.part != "switch":
            told += build_faults(root, base, old, new)
        if given.part != "build":
            told += switch_faults(root, base, old, new, given.every)
    bad = {
        name: count
        for name, count in told.items()
        if name.split()[0] in ("BROKEN", "TRACEBACK") or name.endswith("DIFFERS")
    }
    print(
        f"faults: {told['old'] + told['new'] + told['closed'] + told['BROKEN']}; not as promised:"
        f" {bad or 'none'}"
    )
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
