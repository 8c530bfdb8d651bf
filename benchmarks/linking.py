"""How long linking takes: N terms against the five documents, each read many times. Prints milliseconds of
processor time per report: the mean of all readings, and the mean of the quickest reading of each document,
which other programs on the machine disturb least.

    python benchmarks/linking.py [TERMS REPORTS STANDING]      default 20000 1000 500

STANDING of the terms are cut out of the documents themselves; with 500 of them a report holds a hundred
mentions, three times what the real glossary finds. `20000 1000 20000` is the worst case: a mention every
eight characters.
"""

import sys
import time
from hashlib import sha256
from pathlib import Path

from site_builder.corpus.terms.links import Linker
from site_builder.corpus.terms.terms import build_terms
from site_builder.extract.facts import extract
from site_builder.extract.metrics.compiled_rules import compile_tools
from site_builder.files.places import load_places
from site_builder.model.facts import Document
from site_builder.model.indicators import Dictionary
from site_builder.model.terms import TermEntry
from site_builder.model.text import SourceFile
from site_builder.parse.report import parse
from site_builder.text.clean import clean

CONTENT = Path(__file__).parents[1] / "content"


def documents() -> list[Document]:
    """The annual reports among the five documents."""
    registry, tools = load_places(CONTENT).registry, compile_tools(Dictionary((), (), ()))
    out = []
    for path in sorted((CONTENT / "reports").rglob("20??.txt")):
        data = path.read_bytes()
        source = SourceFile(path.relative_to(CONTENT / "reports").as_posix(), data, sha256(data).hexdigest())
        report = parse(clean(source), registry)
        out.append(Document(report, extract(report, tools)))
    return out


def made_terms(texts: list[str], count: int, standing: int) -> list[TermEntry]:
    """`standing` different runs of Chinese characters taken from the texts, and `count` in all: the others
    are the same runs with their halves exchanged, which share beginnings with real words (the hard case for
    the automaton) and seldom stand anywhere."""
    found: dict[str, None] = {}
    for length in (4, 5, 3, 6, 7, 8):
        for text in texts:
            for start in range(0, len(text) - length, 3):
                word = text[start : start + length]
                if all("一" <= character <= "鿿" for character in word):
                    found[word] = None
    words = list(found)
    step = max(1, len(words) // standing)
    chosen = dict.fromkeys(words[::step][:standing])
    for shift in range(1, len(words)):
        for index, word in enumerate(words):
            if len(chosen) >= count:
                return [TermEntry(word, "", 1, "x") for word in chosen]
            chosen[word[: len(word) // 2] + words[(index + shift * 977) % len(words)][-2:]] = None
    return [TermEntry(word, "", 1, "x") for word in chosen]


def main(count: int, reports: int, standing: int) -> None:
    """Measure and print."""
    made = documents()
    entries = made_terms([document.report.text for document in made], count, standing)
    start = time.process_time()
    terms = build_terms(entries, ()).terms
    built = time.process_time()
    linker = Linker(terms)
    ready = time.process_time()
    spent: list[list[float]] = [[] for _ in made]
    mentions = 0
    for number in range(reports):
        before = time.process_time()
        mentions += len(linker.mentions(made[number % len(made)]))
        spent[number % len(made)].append(time.process_time() - before)
    mean, best = sum(map(sum, spent)) / reports, sum(map(min, spent)) / len(made)
    characters = sum(len(document.report.text) for document in made) // len(made)
    print(
        f"{len(terms)} terms: joined in {built - start:.2f} s, automaton in {(ready - built) * 1000:.0f} ms"
    )
    print(
        f"{reports} reports of {characters} characters: {mean * 1000:.3f} ms each, {best * 1000:.3f} at best,"
        f" {mentions / reports:.0f} mentions each"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:] or ("20000", "1000", "500")))
