"""The small files that staff write (sidecars, terms, places, redirects, the dictionary) → their words,
whatever encoding the editor chose.

Notepad and the office suites save as GBK unless told otherwise. Reading such bytes as UTF-8 would put
question marks into a title; refusing them would send a clerk looking for a setting. They are read by the
rules that hold for reports.
"""

from pathlib import Path

from site_builder.files.plain import in_the_way, left_out
from site_builder.problems import Problem, system_reason
from site_builder.text.charset import decode


def words_of(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a staff file, line ends as LF. Bytes that fit no encoding are told (X964): what stands
    there is unknown, so the file is not used.

    >>> words_of("term: 双下降\\r\\n".encode("gb18030"), "glossary/双下降.md")
    ('term: 双下降\\n', ())
    """
    found = decode(data)
    if not found.lost:
        return found.text, ()
    line = found.text.count("\n", 0, found.text.find("\ufffd")) + 1
    return "", (Problem("X964", file, line, "", (("count", str(found.lost)), ("encoding", found.encoding))),)


def read_words(path: Path, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The same of a file on disk; nothing when there is none. What is no plain file (a link, a pipe) is told
    and never opened."""
    way, kind = in_the_way(path.parent, path.name)
    if way:
        return "", (left_out(file, kind),)
    try:
        return words_of(path.read_bytes(), file) if path.exists() else ("", ())
    except OSError as error:
        return "", (Problem("S101", file, 0, "", (("reason", system_reason(error)),)),)
