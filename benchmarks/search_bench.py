"""The search index, measured: time and bytes to build it, bytes and time of a query in a real browser, and
plain text search as the judge of results.

    python benchmarks/search_bench.py 1000 [--oracle] [--varied]

--oracle: 500 phrases that occur and 200 that do not, searched in the browser and compared with every passage
of every report. --varied: every twelfth pair of characters replaced by a word from a long-tailed list. The
generated reports are made of few sentences; this gives the
          index as many different pairs as free prose has, and is the harder case for its size.
"""

import argparse
import multiprocessing
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests"), str(ROOT / "tests/search")]

import generate  # noqa: E402
import search_page  # noqa: E402
from search_opened import openings  # noqa: E402
from search_site import card, corpus, document, place, serve  # noqa: E402
from test_search_oracle import FIND, absent_phrases, phrases_of  # noqa: E402

from site_builder.model.corpus import ReportCard  # noqa: E402
from site_builder.model.facts import Document  # noqa: E402
from site_builder.model.page import Artifact  # noqa: E402
from site_builder.search import build, names, segment  # noqa: E402
from site_builder.text.readers.fold import fold  # noqa: E402

QUERIES = (
    "行政复议",
    "行政诉讼“双下降”",
    "出庭应诉率",
    "12345",
    "98.8%",
    "法",
    "行政複議",
    "优化营商环境 抽查",
    "量子纠缠",
)
TIMED = """async ([base, query]) => {
  const { SearchIndex } = await import(base + 'assets/search-index.js');
  const start = performance.now();
  const index = await new SearchIndex(base + 'search/').open();
  const found = await index.search(query);
  await Promise.all(found.hits.slice(0, 10).map((hit) => index.verify(hit, found.query, 1)));
  return [performance.now() - start, index.bytes, index.files.size, found.hits.length, found.waiting.length];
}"""


def documents(count: int, varied: bool) -> Iterator[tuple[str, Document]]:
    """The generated reports as documents: numbered headings are sections, every other line a paragraph."""
    numbers: dict[str, int] = {}
    for path, text in generate.collection(count):
        *where, year = path.removesuffix(".txt").split("/")
        name = "/".join(where)
        number = numbers.setdefault(name, len(numbers))
        lines = ["#" + line if line[1:2] == "、" else line for line in text.split("\n")[1:]]
        content = "\n".join(lines)
        if varied:
            content = vary(content, path)
        code = f"{11 + number // 90 % 80:02d}{number % 90 + 1:02d}00"
        yield (
            f"p{number}/{year}",
            document(
                content, f"{where[-1]}人民政府{year}年度法治政府建设情况报告", code, where[-1], int(year)
            ),
        )


def vary(text: str, seed: str) -> str:
    """Words of a long-tailed list in place of every twelfth pair of characters."""
    dice = random.Random(seed)
    letters = list(text)
    for _ in range(len(letters) // 12):
        at = dice.randrange(1, len(letters) - 2)
        if "\n" not in letters[at - 1 : at + 3] and "#" not in letters[at - 1 : at + 3]:
            word = random.Random(int(dice.paretovariate(0.6)) % 60_000)
            letters[at : at + 2] = [chr(0x4E00 + int(word.paretovariate(1.2) * 20) % 4_000) for _ in range(2)]
    return "".join(letters)


@contextmanager
def served_apart(folder: Path) -> Iterator[str]:
    """The folder, served by a process of its own: the one that drives the browser is busy."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(folder, there), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        here.send(None)
        process.join()


def _serve(folder: Path, pipe: Any) -> None:
    with serve(folder) as address:
        pipe.send(address)
        pipe.recv()


def build_pages(site: Path) -> None:
    """The portal of content/, without its index: the search page as readers see it."""
    command = [sys.executable, "-m", "site_builder", "build", "--site-dir", str(site)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for each in (site / "search").iterdir():
        if each.is_dir():
            shutil.rmtree(each)


def started() -> float:
    """Processor seconds a process takes once, before its first report: an index of one line loads numpy and
    the folding tables."""
    start = time.process_time()
    made = document("复议", "报告")
    record = segment.read_record(segment.index_document(made, "p/2024"))
    for part in build.segments([card("p/2024", made)]):
        list(build.segment_artifacts(part, [record]))
    return time.process_time() - start


class Index:
    """An index in a folder, and what it cost."""

    def __init__(self, folder: Path, count: int, varied: bool) -> None:
        self.site = folder / "portal"
        build_pages(self.site)
        print(f"{started():.2f} s once per process")
        self.cards: list[ReportCard] = []
        records: dict[str, bytes] = {}
        record_time = 0.0
        self.lines: list[tuple[str, str]] = []
        for key, made in documents(count, varied):
            start = time.process_time()
            records[key] = segment.index_document(made, key)
            record_time += time.process_time() - start
            self.cards.append(card(key, made))
        self.records = records
        characters = sum(each.characters for each in self.cards)
        print(
            f"{count} reports, {characters // count} characters each; record {record_time / count * 1e3:.2f}"
            " ms per report"
        )
        self.segments = build.segments(self.cards)
        self.segment_time = 0.0
        start = time.process_time()
        self.sizes = {part.name: self.write(part) for part in self.segments}
        written = time.process_time() - start - self.segment_time
        print(
            f"segments {self.segment_time / count * 1e3:.2f} ms per report, and {written / count * 1e3:.2f}"
            " to write their files"
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"peak memory {peak} MB, of which {sum(map(len, records.values())) >> 20} MB are the records,"
            " which a build keeps on disk"
        )

    def write(self, part: build.Segment) -> dict[str, int]:
        sizes: dict[str, int] = {}
        artifacts = build.segment_artifacts(
            part, (segment.read_record(self.records[key]) for key in part.keys)
        )
        while artifact := self.next_of(artifacts):
            path = self.site / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.data)
            sizes[artifact.path] = len(artifact.data)
        return sizes

    def next_of(self, artifacts: Iterator[Artifact]) -> Artifact | None:
        start = time.process_time()
        artifact = next(artifacts, None)
        self.segment_time += time.process_time() - start
        return artifact

    def rest(self) -> None:
        codes = {each.place: each.head.place_name for each in self.cards}
        provinces = {f"{code[:2]}0000" for code in codes}
        places = [place(code, f"{code[:2]}省", "", f"p{code}") for code in sorted(provinces)]
        places += [place(code, name, f"{code[:2]}0000", f"p{code}") for code, name in codes.items()]
        whole = corpus({}, places=tuple(places))
        whole = type(whole)(whole.portal, tuple(self.cards), whole.places, (), whole.dictionary, (), {}, ())
        for artifact in (build.manifest_artifact(self.segments), *names.names_artifacts(whole)):
            (self.site / artifact.path).write_bytes(artifact.data)

    def report_sizes(self) -> None:
        files = {path: size for sizes in self.sizes.values() for path, size in sizes.items()}
        texts = sum(size for path, size in files.items() if "/text/" in path)
        total = sum(files.values())
        print(
            f"{len(files)} files, {total / 1e6:.1f} MB: texts {texts / 1e6:.1f}, postings"
            f" {(total - texts) / 1e6:.1f}"
        )
        shards = [size for path, size in files.items() if "/text/" not in path and "info" not in path]
        print(
            f"{len(self.segments)} segments, {len(shards)} shards, mean {sum(shards) // len(shards)}, largest"
            f" {max(shards)} bytes"
        )
        worst = max(
            self.segments,
            key=lambda part: sum(
                size for path, size in self.sizes[part.name].items() if "/text/" not in path
            ),
        )
        postings = sum(size for path, size in self.sizes[worst.name].items() if "/text/" not in path)
        print(
            f"one changed report rewrites at most {(postings + texts / len(self.cards)) / total:.1%} of the"
            " bytes"
        )


def in_browser(index: Index, oracle: bool, list_files: bool, rounds: int) -> None:
    from playwright.sync_api import sync_playwright

    with (
        served_apart(index.site.parent) as address,
        openings(index.site.parent) as opened,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        base = address + "portal/"
        print("| query | ms | kB | files | reports | segments waiting |\n|---|---|---|---|---|---|")
        for query in QUERIES:
            page = browser.new_context().new_page()
            page.goto(base + "assets/search.css")
            spent, size, files, hits, waiting = page.evaluate(TIMED, [base, query])
            print(f"| {query} | {spent:.0f} | {size / 1e3:.1f} | {files} | {hits} | {waiting} |")
            page.close()
        search_page.measure(browser, base, opened, list_files, rounds)
        if oracle:
            judge(browser, base, index)
        browser.close()


def judge(browser: Any, base: str, index: Index) -> None:
    lines: list[tuple[str, str]] = []
    for key, record in index.records.items():
        folded = fold(segment.read_record(record).text.decode("utf-16-le")).split("\n")[:-1]
        lines += [(f"{key} {number}", text) for number, text in enumerate(folded)]
    phrases = phrases_of(lines, 500, 1) + absent_phrases(lines, 200, 2)
    page = browser.new_page()
    page.goto(base + "assets/search.css")
    found_right = found_wrong = missed = 0
    for start in range(0, len(phrases), 50):
        part = phrases[start : start + 50]
        for phrase, (found, exact, candidates) in zip(part, page.evaluate(FIND, [base, part]), strict=True):
            word = fold(phrase)
            truth = {where for where, text in lines if word in text}
            right = len(truth & set(found))
            found_right, found_wrong, missed = (
                found_right + right,
                found_wrong + len(found) - right,
                missed + len(truth) - right,
            )
            if exact and candidates != len(truth):
                print(f"counted wrongly: {phrase}: {candidates}, not {len(truth)}")
    print(
        f"oracle, {len(phrases)} phrases, {len(lines)} passages: {found_right} found, {found_wrong} wrong,"
        f" {missed} missed"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=int)
    parser.add_argument("--oracle", action="store_true")
    parser.add_argument("--varied", action="store_true")
    parser.add_argument("--files", action="store_true", help="list what a first query fetches")
    parser.add_argument(
        "--rounds", type=int, default=search_page.ROUNDS, help="how often the search page is measured"
    )
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = Index(Path(folder), told.reports, told.varied)
        made.rest()
        made.report_sizes()
        in_browser(made, told.oracle, told.files, told.rounds)
