"""content/glossary/*.md → term entries: a YAML head between two lines `---`, below it the explanation in
Markdown."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from site_builder.files.glossary_sources import (
    DOCUMENTS,
    SourceHead,
    completed,
    read_documents,
    spelt_out,
    with_lines,
)
from site_builder.files.plain import files_below, in_the_way, left_out, walk
from site_builder.files.staff_text import read_words
from site_builder.files.yaml_lines import read_yaml
from site_builder.files.yaml_records import to_record
from site_builder.model.terms import TermEntry
from site_builder.problems import Problem
from site_builder.vocabulary import TermStatus

GLOSSARY_SUFFIX = ".md"
IGNORED_GLOSSARY_PREFIXES = (".", "_", "~$", "Thumbs.db")
WORD_LISTS = ("aliases", "see_also", "avoid")
SECTIONS = {"对您意味着什么": "for_you", "常见用法": "usage"}
"""Headings below the explanation whose text is a field of its own; any other heading is part of the
explanation"""


class TermHead(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys a glossary file may have in its head."""

    term: str
    plain: str = ""
    aliases: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    category: str = ""
    avoid: tuple[str, ...] = ()
    status: str = ""
    reason: str = ""
    sources: tuple[SourceHead, ...] = ()
    metrics: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    slug: str = ""


class GlossaryReading(Struct, frozen=True):
    """All entries that could be read, sorted by path, and what is wrong with the files."""

    entries: tuple[TermEntry, ...]
    problems: tuple[Problem, ...]


def read_glossary(folder: Path) -> GlossaryReading:
    """Read every `.md` file under a folder (none if there is no such folder). A file that cannot be used is a
    problem, never an exception, and so is one of another kind: whoever put it there wanted a term."""
    entries: list[TermEntry] = []
    way, kind = in_the_way(folder.parent, folder.name)
    if way:
        return GlossaryReading((), (left_out("glossary", kind),))
    documents, found = read_documents(folder)
    problems = list(found)
    for each in walk(folder.parent, folder.name):
        problems += [
            left_out(f"glossary/{each.prefix}{name}", kind)
            for name, kind in each.special
            if not name.startswith(IGNORED_GLOSSARY_PREFIXES)
        ]
    for within in files_below(folder.parent, folder.name):
        path = folder / within
        name = "glossary/" + within.encode("utf-8", "replace").decode("utf-8")
        if (
            path.name.startswith(IGNORED_GLOSSARY_PREFIXES)
            or path.stem == "README"
            or path == folder / DOCUMENTS
        ):
            continue
        if path.suffix.lower() != GLOSSARY_SUFFIX:
            problems.append(Problem("G617", name, 0, path.name))
            continue
        text, unread = read_words(path, name)
        if unread:
            problems += unread
            continue
        entry, found = read_entry(text, name)
        problems += found
        if entry:
            entries.append(replace(entry, sources=completed(entry.sources, documents)))
    return GlossaryReading(tuple(entries), tuple(problems))


def read_entry(text: str, file: str) -> tuple[TermEntry | None, tuple[Problem, ...]]:
    """One glossary file as an entry, or None with the problems that prevent it; lesser problems come with the
    entry."""
    lines = text.split("\n")
    end = next((number for number in range(1, len(lines)) if lines[number].strip() == "---"), 0)
    if lines[0].strip() != "---" or not end:
        return None, (Problem("G608", file, 1),)
    document = spelt_out(read_yaml("\n".join(lines[1:end]), file, 2))
    head, problems = to_record(document, TermHead, file)
    if document.problems:  # what is missing may stand in the part that cannot be read
        return None, (*document.problems, *(problem for problem in problems if problem.code != "X955"))
    if head is None:
        return None, problems
    if not head.term.strip():
        return None, (Problem("X955", file, document.line(("term",)), "term"),)
    first = next((number for number in range(end + 1, len(lines)) if lines[number].strip()), end + 1)
    body = _body(lines[first:])
    entry = TermEntry(
        term=head.term.strip(),
        path=file,
        line=first + 1,
        explanation=body["explanation"],
        plain=head.plain.strip(),
        for_you=body["for_you"],
        usage=body["usage"],
        aliases=head.aliases,
        see_also=head.see_also,
        category=head.category,
        avoid=head.avoid,
        status=TermStatus.OPEN if head.status.strip() else TermStatus.EXPLAINED,
        reason=head.reason.strip(),
        sources=with_lines(head.sources, document),
        metrics=head.metrics,
        indicators=head.indicators,
        slug=head.slug,
        lines=tuple((str(path[0]), line) for path, line in document.lines.items() if len(path) == 1),
    )
    return entry, (
        *_lesser(entry, head.status, file, document.line(("term",))),
        *_joined_words(entry, file, lines),
    )


def _body(lines: list[str]) -> dict[str, str]:
    """What stands below the head: the explanation, and the text below each of the known headings.

    >>> _body(["解释。", "", "## 对您意味着什么", "60日内申请。"])
    {'explanation': '解释。', 'for_you': '60日内申请。', 'usage': ''}
    """
    parts: dict[str, list[str]] = {"explanation": [], "for_you": [], "usage": []}
    part = "explanation"
    for line in lines:
        heading = line.lstrip("#").strip() if line.startswith("#") else ""
        if heading in SECTIONS:
            part = SECTIONS[heading]
            continue
        part = "explanation" if heading else part
        parts[part].append(line)
    return {name: "\n".join(found).strip() for name, found in parts.items()}


def _joined_words(entry: TermEntry, file: str, lines: list[str]) -> Iterator[Problem]:
    """G616 for what stands in a list between brackets and holds a Chinese comma: YAML takes it for one word.
    On a line of its own it is meant so."""
    at = dict(entry.lines)
    for key in WORD_LISTS:
        for word in getattr(entry, key):
            if "，" in word and "[" in lines[at[key] - 1]:
                yield Problem(
                    "G616", file, at[key], word, (("key", key), ("split", ", ".join(word.split("，"))))
                )


def _lesser(entry: TermEntry, status: str, file: str, line: int) -> list[Problem]:
    """What should be mended in an entry that can be used."""
    problems = []
    if status.strip() not in tuple(TermStatus):
        problems.append(
            Problem("G614", file, dict(entry.lines).get("status", line), status, (("term", entry.term),))
        )
    name = file.rsplit("/", 1)[-1]
    stem = name[: -len(GLOSSARY_SUFFIX)] if name.lower().endswith(GLOSSARY_SUFFIX) else name
    if stem != file_name(entry.term):
        problems.append(Problem("G610", file, line, stem, (("term", file_name(entry.term)),)))
    if entry.explanation and not entry.sources:
        problems.append(Problem("G609", file, line, entry.term))
    return problems


def file_name(term: str) -> str:
    """The file name of a term, without `.md`: signs that file systems refuse are left out. >>> file_name("“1+7+N”模式/试行") → 1+7+N模式试行."""
    return "".join(character for character in term if character not in '“”"\\/:*?<>|\t')
