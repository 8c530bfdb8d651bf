"""Personal data in what staff write besides reports: terms, tables, hand-written pages, and the names of all
these files. All of it is published.

A file with an error is not published; one with a warning is. Reports and their sidecars are searched where
reports are read (`parse.report`).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from site_builder.config import SiteConfig
from site_builder.files.staff_text import words_of
from site_builder.parse.checks.privacy import masked, personal_in
from site_builder.problems import Problem
from site_builder.vocabulary import Severity

STAFF_WORDS_TEXTS = frozenset({".md", ".html", ".htm", ".txt", ".yml", ".yaml", ".json", ".csv", ".xml"})
"""Endings of files that hold words"""
PUBLIC = frozenset({"D802", "D809", "D810", "D811", "D815"})
"""What a hand-written page may well print: telephone, account and mailbox of whoever runs the site"""
MAX_SEARCHED_BYTES = 2_000_000
"""Bytes of a file that is searched; staff write a few thousand"""
STAFF_WORDS_TABLES = ("places.yml", "redirects.yml")


def staff_findings(config: SiteConfig) -> tuple[Problem, ...]:
    """D820 and D821 for all files of the content folder but reports, and for hand-written pages."""
    content = config.content
    folders = (
        (content / "glossary", "glossary/"),
        (content / "indicators", "indicators/"),
        (config.pages, "pages/"),
    )
    found = [problem for folder, shown in folders for problem in _in_folder(folder, shown)]
    return (*found, *(problem for name in STAFF_WORDS_TABLES for problem in _in_file(content / name, name)))


def held_back(problems: Iterable[Problem]) -> frozenset[str]:
    """The files with an error."""
    return frozenset(problem.file for problem in problems if problem.code == "D820")


def held_pages(config: SiteConfig) -> frozenset[str]:
    """Paths on the site of what hand-written files with an error would be, `about/index.html`."""
    out = set()
    for shown in held_back(_in_folder(config.pages, "pages/")):
        path = shown.removeprefix("pages/")
        stem = path[: -len(".md")] if path.lower().endswith(".md") else ""
        own = stem.rpartition("/")[2] in ("index", "README")
        out |= (
            {
                path,
                f"{stem}.html",
                f"{stem.removesuffix('README')}index.html" if own else f"{stem}/index.html",
            }
            if stem
            else {path}
        )
    return frozenset(out)


def _in_folder(folder: Path, shown: str) -> Iterator[Problem]:
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if not any(part.startswith(".") for part in file.relative_to(folder).parts):
            yield from _in_file(file, shown + file.relative_to(folder).as_posix())


def _in_file(file: Path, shown: str) -> Iterator[Problem]:
    """What is found in the name and in the words of one file."""
    name = shown.rpartition("/")[2].encode("utf-8", "replace").decode()
    yield from (_problem(shown, 0, each.code, name[each.start : each.end]) for each in personal_in(name))
    if file.suffix.lower() not in STAFF_WORDS_TEXTS:
        return
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > MAX_SEARCHED_BYTES:
            return
        text, unread = words_of(file.read_bytes(), shown)
    except OSError:
        return  # whoever reads the file itself tells that
    if unread:
        return
    for each in personal_in(text):
        if not (each.code in PUBLIC and shown.startswith("pages/")):
            yield _problem(shown, text.count("\n", 0, each.start) + 1, each.code, text[each.start : each.end])


def _problem(shown: str, line: int, code: str, words: str) -> Problem:
    """The finding with what it is called in the catalogue; the words are masked."""
    hidden = masked(words)
    plain = Problem(code, shown, line, hidden)
    return replace(
        plain, code="D820" if plain.severity == Severity.ERROR else "D821", detail=(("said", plain.message),)
    )
