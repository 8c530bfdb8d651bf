"""The reports folder → source files, byte for byte, each with its sidecar read. What cannot be read becomes a
problem, never an exception.

Names are taken as a clerk means them, whatever the case of their endings: `2023.YML`, `2023.yaml`,
`2023.txt.yml` and `2023.yml.txt` are sidecars of `2023.txt`. A sidecar may say that the text is withheld, so
none is passed over: two for one report keep it from being published.

Folders are walked in sorted order; what is no plain file (a link, a pipe) is told and never opened, see
`plain`.
"""

import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from site_builder.files.plain import in_the_way, left_out, walk
from site_builder.files.sidecars import read_sidecar
from site_builder.files.staff_text import words_of
from site_builder.files.strays import refused_name
from site_builder.model.text import SourceFile
from site_builder.problems import Problem, system_reason

MAX_BYTES = 20 * 1024 * 1024
"""A report of 200,000 characters is 0.6 MB of UTF-8; anything of 20 MB is an image, an archive or a mistake.
"""
UNSETTLED_NS = 100_000_000
"""A tenth of a second: ext4 stamps in steps of 4 ms, network file systems of 10–50 ms."""
REPORT_SUFFIX = ".txt"
SIDECAR_SUFFIXES = (".yml", ".yaml", ".yml.txt", ".yaml.txt")
"""The last two are what Notepad makes of the first when it adds the ending that the desktop hides."""
SOURCES_IGNORED_PREFIXES = (".", "~$", "Thumbs.db")
LOCKS = (".#",)
"""Links that an editor leaves beside a file that is open"""
SOURCE_FOLDER = "reports/"
"""Prefix of a report's path in problems"""


class SourceEntry(Struct, frozen=True):
    """A report file as the folder lists it, not yet opened."""

    path: str
    """Relative to the reports folder, `/`-separated"""
    signature: str
    """Changes when the file or its sidecar may have changed: names, sizes, times and inodes. Empty when one
    was changed just now: file systems stamp in steps of several ms, and a second change within the step would
    not show."""
    sidecars: tuple[str, ...] = ()
    """Names of the sidecars beside it, sorted; more than one is a mistake"""


class Listing(Struct, frozen=True):
    """The reports folder without its contents."""

    found: tuple[SourceEntry, ...]
    """Sorted by path"""
    problems: tuple[Problem, ...]


class SourceReading(Struct, frozen=True):
    """A source file, or None with the problems that prevent its publication."""

    source: SourceFile | None
    problems: tuple[Problem, ...]


def list_sources(root: Path) -> Listing:
    """All `.txt` files under `root`. Files that look like reports and are none, orphaned sidecars, links and
    pipes are problems."""
    way, kind = in_the_way(root.parent, root.name)
    if way:
        return Listing((), (left_out(SOURCE_FOLDER.rstrip("/"), kind),))
    found: list[SourceEntry] = []
    problems: list[Problem] = []
    for folder in walk(root.parent, root.name):
        problems += [
            left_out(SOURCE_FOLDER + folder.prefix + name, kind)
            for name, kind in folder.special
            if not name.startswith(LOCKS)
        ]
        problems += [_skipped(folder.prefix + name, name) for name in folder.folders if name.startswith(".")]
        reports = {_stem(name) for name in folder.files if _is_report(name)}
        sidecars = sidecars_by_report(
            (*folder.files, *(name for name, _kind in folder.special))
        )  # a linked one may say that the text is withheld
        for name in folder.files:
            problem = _refusal(folder.prefix + name, name, reports)
            if problem:
                problems.append(problem)
            elif not name.startswith(SOURCES_IGNORED_PREFIXES) and _is_report(name):
                found.append(
                    _found(root / folder.prefix, name, folder.prefix + name, sidecars.get(_stem(name), ()))
                )
    return Listing(tuple(sorted(found, key=lambda each: each.path)), tuple(problems))


def sidecars_by_report(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Stem of a report's name, in small letters → the sidecars among the names of its folder.

    >>> sidecars_by_report(["2023.txt", "2023.YML", "2022.TXT", "2022.txt.yaml"])
    {'2022': ('2022.txt.yaml',), '2023': ('2023.YML',)}
    """
    out: dict[str, tuple[str, ...]] = {}
    for name in sorted(names):
        if _is_sidecar(name):
            out[_stem(name)] = (*out.get(_stem(name), ()), name)
    return out


def sidecar_beside(report: Path) -> Path:
    """The sidecar of a report file: the one that lies beside it, whatever ending it goes by, else where a new
    one belongs."""
    names = [each.name for each in report.parent.iterdir()] if report.parent.is_dir() else []
    found = sidecars_by_report(names).get(_stem(report.name), ())
    return report.with_name(found[0]) if found else report.with_suffix(SIDECAR_SUFFIXES[0])


def _is_report(name: str) -> bool:
    return name.lower().endswith(REPORT_SUFFIX) and not _is_sidecar(name)


def _is_sidecar(name: str) -> bool:
    return name.lower().endswith(SIDECAR_SUFFIXES) and not name.startswith(SOURCES_IGNORED_PREFIXES)


def _stem(name: str) -> str:
    """What a report and its sidecar have in common. >>> _stem("2023.TXT"), _stem("2023.txt.YML"), _stem("a.b.yml") → 2023, 2023, a.b."""
    lowered = name.lower()
    for suffix in (*SIDECAR_SUFFIXES, REPORT_SUFFIX):
        lowered = lowered.removesuffix(suffix)
    return lowered


def _refusal(path: str, name: str, reports: set[str]) -> Problem | None:
    """Why a file of the reports folder cannot be taken as it is, or None. `reports`: stems of the reports
    beside it."""
    shown = SOURCE_FOLDER + path.encode("utf-8", "replace").decode("utf-8")
    if name.startswith(SOURCES_IGNORED_PREFIXES):
        return _like_a_report(shown, name)
    if shown != SOURCE_FOLDER + path:
        return Problem("X913", shown)
    if _is_sidecar(name):
        missing = name[: len(_stem(name))] + REPORT_SUFFIX
        return (
            None
            if _stem(name) in reports
            else Problem("X910", shown, 0, name, (("why", f"旁边没有 {missing}"),))
        )
    is_original = (
        name[: name.rfind(".")].lower() in reports
    )  # what `import` made the text from lies beside it
    return None if _is_report(name) or is_original else _like_a_report(shown, name) or _skipped(path, name)


def _like_a_report(shown: str, name: str) -> Problem | None:
    """X931 for what looks like a report and is not published."""
    why, mend = refused_name(name)
    return Problem("X931", shown, 0, name, (("why", why), ("mend", mend))) if why else None


def _skipped(path: str, name: str) -> Problem:
    return Problem("X912", SOURCE_FOLDER + path.encode("utf-8", "replace").decode("utf-8"), 0, name)


def _found(folder: Path, name: str, path: str, sidecars: tuple[str, ...]) -> SourceEntry:
    """What `stat` says of a report and its sidecars."""
    parts, newest = [], 0
    for each in (name, *sidecars):
        try:
            seen = (folder / each).lstat()
        except OSError:
            parts.append("-")
            continue
        parts.append(f"{seen.st_size}.{seen.st_mtime_ns}.{seen.st_ctime_ns}.{seen.st_ino}")
        newest = max(newest, seen.st_mtime_ns, seen.st_ctime_ns)
    settled = time.time_ns() - newest > UNSETTLED_NS
    return SourceEntry(path, "|".join((*sidecars, *parts)) if settled else "", sidecars)


def read_source(root: Path, path: str, sidecars: tuple[str, ...] | None = None) -> SourceReading:
    """One report with its sidecar. Unreadable, empty and enormous files and unreadable sidecars are refused,
    and so is a report with two sidecars.

    `sidecars` are the names of those beside it, as `list_sources` has found them; the folder is looked
    through when they are not given.

    Mistakes of a sidecar that can be read go with the source: an error (an unknown key might have said that
    the text is withheld) keeps it from being published, but the rest of it is checked.
    """
    shown = SOURCE_FOLDER + path
    data, problem = _bytes(root, path)
    if data is None:
        return SourceReading(None, (problem,) if problem else ())
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return SourceReading(None, (Problem("S102", shown),))
    folder, _, name = path.rpartition("/")
    if sidecars is None:
        sidecars = sidecars_by_report(each.name for each in (root / folder).iterdir()).get(_stem(name), ())
    if not sidecars:
        return SourceReading(SourceFile(path, data, sha256(data).hexdigest()), ())
    sidecar_path = f"{folder}/{sidecars[0]}" if folder else sidecars[0]
    if len(sidecars) > 1:
        return SourceReading(None, (Problem("X914", shown, 0, "、".join(sidecars)),))
    text, problem = _bytes(root, sidecar_path)
    if text is None:
        return SourceReading(None, (problem,) if problem else ())
    words, unread = words_of(text, SOURCE_FOLDER + sidecar_path)
    if unread:
        return SourceReading(None, unread)
    said = read_sidecar(words, SOURCE_FOLDER + sidecar_path)
    if said.sidecar is None:
        return SourceReading(None, said.problems)
    return SourceReading(
        SourceFile(
            path, data, sha256(data).hexdigest(), said.sidecar, sidecar_path, said.lines, said.problems
        ),
        said.problems,
    )


def _bytes(root: Path, path: str) -> tuple[bytes | None, Problem | None]:
    """The bytes of a plain file of reasonable size, or the problem that prevents it (a link, a pipe, a device
    is never opened)."""
    shown, file = SOURCE_FOLDER + path, root / path
    way, kind = in_the_way(root, path)
    if way:
        return None, left_out(SOURCE_FOLDER + way, kind)
    try:
        size = file.lstat().st_size
        if size >= MAX_BYTES:
            return None, Problem("S103", shown, 0, "", (("size", f"{size / 1024 / 1024:.2f} MB"),))
        return file.read_bytes(), None
    except OSError as error:
        return None, Problem("S101", shown, 0, "", (("reason", system_reason(error)),))
