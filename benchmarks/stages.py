"""How long each stage takes: processor milliseconds per 9,000 characters, on the five documents and on made
ones, in one process.

    python benchmarks/stages.py [MADE ROUNDS]      default 50 7

Of each document and stage the best of ROUNDS counts, because other programs share the machine; the last line
is the time of a bare loop, by which figures of two machines, or of one machine at two times, can be compared.
`extract` is taken as in a build, as many reports together as a worker gets at a time (the five documents
three times over); `alone` is the same one by one, as when a single report has changed. `record` is what the
search index keeps of a document, `segment` its share in making the files of the index (all documents
together), `render` its page. The lines under `five` tell of each what reading it takes.
"""

import sys
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from generate import collection

from site_builder.config import load_config
from site_builder.corpus.assemble import assemble
from site_builder.corpus.history.history import place_history
from site_builder.corpus.identity import report_key
from site_builder.corpus.rows import index_document
from site_builder.corpus.terms.links import Linker
from site_builder.corpus.terms.terms import build_terms
from site_builder.extract.facts import extract, extract_all
from site_builder.extract.metrics.compiled_rules import compile_tools
from site_builder.model.corpus import Inputs
from site_builder.model.facts import Document
from site_builder.model.text import SourceFile
from site_builder.pages.context import build_context
from site_builder.pages.plan import plan
from site_builder.pages.render import render
from site_builder.parse.report import parse
from site_builder.pipeline.content_tables import read_tables, templates_of
from site_builder.pipeline.understand import FILES_PER_CALL
from site_builder.search.build import segment_artifacts, segments
from site_builder.search.segment import index_document as search_record
from site_builder.search.segment import read_record
from site_builder.text.clean import clean

ROOT = Path(__file__).parents[1]
NORM = 9000
STAGE_OF = {"report": "render", "place": "place", "place_year": "place"}
"""Kind of page → stage it is counted under"""


class Clock:
    """Best processor time of each stage, summed over documents."""

    def __init__(self, rounds: int) -> None:
        self.rounds = rounds
        self.total: dict[str, float] = {}

    def best(self, stage: str, work: Callable[[], Any], times: int = 1) -> Any:
        """Run `work` several times, count the fastest (and only a part of it, if it does the same several
        `times` over), return its result."""
        taken = []
        for _ in range(self.rounds):
            start = time.process_time()
            result = work()
            taken.append(time.process_time() - start)
        self.total[stage] = self.total.get(stage, 0.0) + min(taken) / times
        return result

    def line(self, characters: int) -> str:
        """Milliseconds per 9,000 characters, stage by stage."""
        return " ".join(
            f"{stage} {seconds * 1000 * NORM / characters:.2f}" for stage, seconds in self.total.items()
        )


def five() -> Iterable[tuple[str, bytes]]:
    """The documents in content/reports."""
    folder = ROOT / "content" / "reports"
    return [
        (path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*.txt"))
    ]


def measure(name: str, files: Iterable[tuple[str, bytes]], rounds: int) -> None:
    """One line for one set of documents."""
    config = load_config(ROOT / "mkdocs.yml").config
    tables = read_tables(config)
    registry, dictionary = tables.reading.registry, tables.reading.dictionary
    tools, clock, characters = compile_tools(dictionary), Clock(rounds), 0
    reports, facts = [], []
    for path, data in files:
        source = SourceFile(path, data, sha256(data).hexdigest())
        text = clock.best("clean", lambda source=source: clean(source))
        reports.append(clock.best("parse", lambda text=text: parse(text, registry)))
        characters += len(reports[-1].text)
    times = max(1, FILES_PER_CALL // len(reports))
    for some in (
        reports[first : first + FILES_PER_CALL] * times for first in range(0, len(reports), FILES_PER_CALL)
    ):
        facts += clock.best("extract", lambda some=some: extract_all(some, tools), times)[
            : len(some) // times
        ]
    for each in reports:
        clock.best("alone", lambda each=each: extract(each, tools))
    documents = {
        report_key(report, registry): Document(report, each)
        for report, each in zip(reports, facts, strict=True)
    }
    terms = build_terms(
        tables.entries,
        ((key, each) for key, document in documents.items() for each in document.report.definitions),
    )
    linker, mentions, cards, records = Linker(terms.terms), {}, [], {}
    for key, document in documents.items():
        mentions[key] = clock.best("link", lambda document=document: linker.mentions(document))
        cards.append(
            clock.best(
                "index", lambda key=key, document=document: index_document(document, key, mentions[key])
            ).card
        )
        records[key] = clock.best("record", lambda key=key, document=document: search_record(document, key))
    parts = segments(cards)
    clock.best(
        "segment",
        lambda: [
            each
            for part in parts
            for each in segment_artifacts(part, (read_record(records[key]) for key in part.keys))
        ],
    )
    corpus = assemble(cards, terms, registry, dictionary, tables.deadlines, {}, config.portal)
    context = build_context(corpus, templates_of(config))
    stories = {
        code: clock.best(
            "story",
            lambda code=code, of=of: place_history(
                code, [(card.key, documents[card.key]) for card in of], dictionary
            ),
        )
        for code, of in context.indexes.by_place.items()
    }
    for job in plan(corpus):
        if job.kind in STAGE_OF:
            chosen = {key: documents[key] for key in job.documents}
            inputs = Inputs(
                documents=chosen,
                mentions={key: mentions[key] for key in chosen},
                story=stories.get(job.story),
            )
            clock.best(STAGE_OF[job.kind], lambda job=job, inputs=inputs: render(job, inputs, context))
    print(
        f"{name}: {len(documents)} documents, {characters} characters; ms per {NORM}:"
        f" {clock.line(characters)}"
    )


def measure_each(files: Iterable[tuple[str, bytes]], rounds: int) -> None:
    """Reading alone, one line for each document: two of the five are damaged, and their repair hides what
    sound ones cost."""
    registry = read_tables(load_config(ROOT / "mkdocs.yml").config).reading.registry
    for path, data in files:
        clock = Clock(rounds)
        source = SourceFile(path, data, sha256(data).hexdigest())
        text = clock.best("clean", lambda source=source: clean(source))
        clock.best("parse", lambda text=text: parse(text, registry))
        kinds = "、".join(sorted({repair.kind for repair in text.repairs})) or "sound"
        print(f"  {path}: {len(text.text)} characters, {kinds}; ms per {NORM}: {clock.line(len(text.text))}")


def bare_loop() -> float:
    """Nanoseconds of one turn of an empty loop."""
    clock = Clock(20)
    clock.best("loop", lambda: [None for _ in range(100_000)])
    return clock.total["loop"] * 1e4


if __name__ == "__main__":
    made, times = (int(word) for word in sys.argv[1:] or ("50", "7"))
    measure("five", five(), times)
    measure_each(five(), times)
    measure("made", ((path, text.encode()) for path, text in collection(made)), times)
    print(f"bare loop: {bare_loop():.0f} ns a turn")
