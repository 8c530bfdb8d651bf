"""content/glossary/*.md → term entries: a YAML head between two lines `---`, below it the explanation in Markdown."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from site_builder.files.staff_files import read_words
from site_builder.files.yaml_lines import read_yaml
from site_builder.files.yaml_records import to_record
from site_builder.model.terms import TermEntry
from site_builder.problems import Problem
from site_builder.vocabulary import TermStatus

SUFFIX = ".md"
IGNORED_PREFIXES = (".", "_", "~$", "Thumbs.db")
WORD_LISTS = ("aliases", "see_also", "avoid")


class TermHead(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys a glossary file may have in its head."""

    term: str
    aliases: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    category: str = ""
    avoid: tuple[str, ...] = ()
    status: str = ""
    sources: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    slug: str = ""


class GlossaryReading(Struct, frozen=True):
    """All entries that could be read, sorted by path, and what is wrong with the files."""

    entries: tuple[TermEntry, ...]
    problems: tuple[Problem, ...]


def read_glossary(folder: Path) -> GlossaryReading:
    """Read every `.md` file under a folder (none if there is no such folder). A file that cannot be used is a problem, never an exception, and so is
    one of another kind: whoever put it there wanted a term."""
    entries: list[TermEntry] = []
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = "glossary/" + path.relative_to(folder).as_posix()
        if path.is_dir() or path.name.startswith(IGNORED_PREFIXES) or path.stem == "README":
            continue
        if path.suffix.lower() != SUFFIX:
            problems.append(Problem("G617", name, 0, path.name))
            continue
        text, unread = read_words(path, name)
        if unread:
            problems += unread
            continue
        entry, found = read_entry(text, name)
        problems += found
        if entry:
            entries.append(entry)
    return GlossaryReading(tuple(entries), tuple(problems))


def read_entry(text: str, file: str) -> tuple[TermEntry | None, tuple[Problem, ...]]:
    """One glossary file as an entry, or None with the problems that prevent it; lesser problems come with the entry."""
    lines = text.split("\n")
    end = next((number for number in range(1, len(lines)) if lines[number].strip() == "---"), 0)
    if lines[0].strip() != "---" or not end:
        return None, (Problem("G608", file, 1),)
    document = read_yaml("\n".join(lines[1:end]), file, 2)
    head, problems = to_record(document, TermHead, file)
    if document.problems:  # what is missing may stand in the part that cannot be read
        return None, (*document.problems, *(problem for problem in problems if problem.code != "X955"))
    if head is None:
        return None, problems
    if not head.term.strip():
        return None, (Problem("X955", file, document.line(("term",)), "term"),)
    first = next((number for number in range(end + 1, len(lines)) if lines[number].strip()), end + 1)
    entry = TermEntry(
        term=head.term.strip(),
        path=file,
        line=first + 1,
        explanation="\n".join(lines[first:]).strip(),
        aliases=head.aliases,
        see_also=head.see_also,
        category=head.category,
        avoid=head.avoid,
        status=TermStatus.OPEN if head.status.strip() else TermStatus.EXPLAINED,
        sources=head.sources,
        metrics=head.metrics,
        indicators=head.indicators,
        slug=head.slug,
        lines=tuple((str(path[0]), line) for path, line in document.lines.items() if len(path) == 1),
    )
    return entry, (*_lesser(entry, head.status, file, document.line(("term",))), *_joined_words(entry, file, lines))


def _joined_words(entry: TermEntry, file: str, lines: list[str]) -> Iterator[Problem]:
    """G616 for what stands in a list between brackets and holds a Chinese comma: YAML takes it for one word. On a line of its own it is meant so."""
    at = dict(entry.lines)
    for key in WORD_LISTS:
        for word in getattr(entry, key):
            if "，" in word and "[" in lines[at[key] - 1]:
                yield Problem("G616", file, at[key], word, (("key", key), ("split", ", ".join(word.split("，")))))


def _lesser(entry: TermEntry, status: str, file: str, line: int) -> list[Problem]:
    """What should be mended in an entry that can be used."""
    problems = []
    if status.strip() not in tuple(TermStatus):
        problems.append(Problem("G614", file, dict(entry.lines).get("status", line), status, (("term", entry.term),)))
    name = file.rsplit("/", 1)[-1]
    stem = name[: -len(SUFFIX)] if name.lower().endswith(SUFFIX) else name
    if stem != file_name(entry.term):
        problems.append(Problem("G610", file, line, stem, (("term", file_name(entry.term)),)))
    if entry.explanation and not entry.sources:
        problems.append(Problem("G609", file, line, entry.term))
    return problems


def file_name(term: str) -> str:
    """The file name of a term, without `.md`: signs that file systems refuse are left out. >>> file_name("“1+7+N”模式/试行") → 1+7+N模式试行."""
    return "".join(character for character in term if character not in '“”"\\/:*?<>|\t')
