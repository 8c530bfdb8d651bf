"""What each kind of page costs: processor milliseconds to fetch and to render one, and how heavy it is, in
one process.

    python benchmarks/pages.py [REPORTS ROUNDS]      default 100 3
    python benchmarks/pages.py FOLDER [ROUNDS]       a project that has been built

Made reports are built first. Of each page the best of ROUNDS counts, because other programs share the
machine. Weights are of the page's own part; the frame around it takes about 10 kB more.
"""

import sys
import tempfile
import time
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent))
from bench import project

from site_builder.build import build
from site_builder.cache.reader import Reader
from site_builder.config import SiteConfig, load_config
from site_builder.pages.context import build_context
from site_builder.pages.plan import plan
from site_builder.pages.render import render
from site_builder.pipeline.render_pages import Histories, Material, fetch

LIMIT = 300_000
"""Bytes of a page above which it is named: too heavy for a phone"""


class Cost:
    """Pages of one kind."""

    def __init__(self) -> None:
        self.pages = self.total = self.heaviest = 0
        self.fetch = self.render = 0.0

    def line(self, kind: str) -> str:
        """One line of the table."""
        each = 1000 / self.pages
        size = f"{self.total / 1e6:7.1f} MB, heaviest {self.heaviest / 1000:5.0f} kB"
        return (
            f"{kind:16} {self.pages:5} pages  fetch {self.fetch * each:7.2f} ms  render"
            f" {self.render * each:6.2f} ms  {size}"
        )


def measure(config: SiteConfig, rounds: int) -> None:
    """One line for each kind of page of a built project."""
    reader = Reader(config.cache / "store.db")
    material = msgspec.msgpack.decode(reader.blob("material"), type=Material)
    context = build_context(material.corpus, material.templates, material.compiled)
    start = time.process_time()
    jobs = sorted(plan(material.corpus), key=lambda job: job.story)
    print(f"plan: {len(jobs)} pages in {(time.process_time() - start) * 1000:.0f} ms")
    costs: dict[str, Cost] = {}
    stories = Histories(reader, context.indexes)
    for job in jobs:
        cost = costs.setdefault(job.kind, Cost())
        fetched, rendered = [], []
        for _ in range(rounds):
            times = [time.process_time()]
            inputs = fetch(job, stories)
            times.append(time.process_time())
            page = render(job, inputs, context)
            times.append(time.process_time())
            fetched.append(times[1] - times[0])
            rendered.append(times[2] - times[1])
        size = len(f"{page.head}{page.crumbs}{page.toc}{page.body}".encode())
        cost.pages += 1
        cost.total += size
        cost.heaviest = max(cost.heaviest, size)
        cost.fetch += (
            fetched[0] if job.story else min(fetched)
        )  # a story is told once and kept for the next page of the place
        cost.render += min(rendered)
        if size > LIMIT:
            print(f"heavy: {job.url} {size / 1000:.0f} kB")
    for kind, cost in sorted(costs.items(), key=lambda item: -item[1].render):
        print(cost.line(kind))
    print(
        f"all: fetch {sum(c.fetch for c in costs.values()):.2f} s, render"
        f" {sum(c.render for c in costs.values()):.2f} s"
    )


if __name__ == "__main__":
    first, last = (*sys.argv[1:], *("100", "3")[len(sys.argv) - 1 :])
    if first.isdigit():
        with tempfile.TemporaryDirectory() as folder:
            project(Path(folder), int(first))
            made = load_config(Path(folder) / "mkdocs.yml").config
            build(made)
            measure(made, int(last))
    else:
        measure(load_config(Path(first) / "mkdocs.yml").config, int(last))
