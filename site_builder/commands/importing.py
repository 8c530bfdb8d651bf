"""`import FILE…`: a saved page, Word file, PDF or text becomes a report in the right folder, with its
original beside it.

Nothing is asked that can be inferred: the text is read as any report is, and its place, year and kind decide
the folder and the name. Each file stands alone: it is read in a cage (intake/cage.py), and whatever is wrong
with it is a finding; the others go on.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, structs

from site_builder.commands.import_files import IMPORTED, UNCHANGED, ImportPlan, shown, standing_sidecar, write
from site_builder.commands.new_report import chain, check_year, one_place
from site_builder.commands.one_document import codes_of
from site_builder.config import SiteConfig
from site_builder.extract.metrics.compiled_rules import CompiledRules, compile_tools
from site_builder.files.sidecars import SidecarReading
from site_builder.intake.cage import Cage, CageLimits, Escaped
from site_builder.intake.imported import Imported
from site_builder.intake.read import read_file, unread
from site_builder.model.places import PlaceRegistry
from site_builder.model.text import Sidecar, SourceFile
from site_builder.pipeline.content_tables import read_tables
from site_builder.pipeline.understand import Understood, problems_of, understand_all
from site_builder.problems import Problem, system_reason
from site_builder.text.readers.place_names import stands_beside
from site_builder.vocabulary import DocumentKind, FileType, Severity

MAX_IMPORTED_BYTES = 100 * 1024 * 1024
"""Bytes of a file: a scanned report of 60 pages has 30 MB, and the cage holds a file several times"""
REFUSED, FAILED = "refused", "failed"
TOLD = ((IMPORTED, "导入"), (UNCHANGED, "没有变化"), (REFUSED, "没有接受"), (FAILED, "读不出来"))
"""What may become of a file, and how the totals call it"""


class StatedOptions(Struct, frozen=True):
    """What the user says on the command line; empty means infer it."""

    place: str = ""
    """Full name of a place that exists"""
    year: int | None = None
    kind: str = ""


class ImportOutcome(Struct, frozen=True):
    """What became of one file: lines to print, and the problems that stood in the way or are to be looked at."""

    status: str
    """imported · unchanged · refused (read, but not to be taken as it is) · failed (not read)"""
    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def written(self) -> bool:
        """Whether the report now lies among the reports."""
        return self.status in (IMPORTED, UNCHANGED)


class Knowledge(Struct, frozen=True):
    """What all files are read with."""

    registry: PlaceRegistry
    tools: CompiledRules


def import_files(
    config: SiteConfig, files: Iterable[Path], place: str = "", year: int | None = None, kind: str = ""
) -> Iterator[ImportOutcome]:
    """Import files one after the other; tables are read once, files in a process of their own. Files that
    exist are never overwritten; a file that cannot be read, placed or accepted is left alone and the reason
    is told.

    Raises UsageError before the first file when what is stated of them cannot be meant.
    """
    if year is not None:
        check_year(year)
    with Cage(read_file, Imported, CageLimits()) as cage:
        cage.prepare()
        reading = read_tables(config).reading
        stated = StatedOptions(
            one_place(codes_of(place, reading.registry), place, reading.registry).full_name if place else "",
            year,
            kind,
        )
        known = Knowledge(reading.registry, compile_tools(reading.dictionary))
        for file in files:
            yield _import_file(config, known, cage, file, stated)


def totals(outcomes: Iterable[str]) -> str:
    """What became of all files, in one line.

    >>> totals(["imported", "failed", "imported"])
    '共 3 个文件：导入 2，没有变化 0，没有接受 0，读不出来 1'
    """
    every = list(outcomes)
    return f"共 {len(every)} 个文件：" + "，".join(
        f"{called} {every.count(status)}" for status, called in TOLD
    )


def _import_file(
    config: SiteConfig, known: Knowledge, cage: Cage[Imported], file: Path, stated: StatedOptions
) -> ImportOutcome:
    """Import one file.

    A page or Word file that already lies among the reports as `2013.txt` is imported where it lies: it is
    kept beside under its true extension (`2013.html`), byte for byte, and the text takes its name.
    """
    data = _bytes(file)
    if isinstance(data, Problem):
        return _left(FAILED, file, (data,))
    imported = cage.call(shown(file), data)
    if isinstance(imported, Escaped):
        return _left(FAILED, file, (unread(shown(file), imported.reason),))
    if not imported.text.strip():
        return _left(FAILED, file, imported.problems or (Problem("S102", shown(file)),))
    text = data if imported.kind == FileType.TXT else imported.text.encode()
    here = among_reports(config, file)
    stays = here if here.lower().endswith(".txt") and imported.kind != FileType.TXT else ""
    said = Sidecar(
        place=stated.place,
        year=stated.year,
        kind=stated.kind,
        published=imported.published,
        source_url=imported.source_url,
    )
    standing = standing_sidecar(config.reports / stays, stays) if stays else SidecarReading(None, {}, ())
    if any(problem.severity == Severity.ERROR for problem in standing.problems):
        return _left(REFUSED, file, standing.problems)
    sidecar = _merged(standing.sidecar or Sidecar(), said, stated)
    source = SourceFile(
        path=stays or f"{here.rpartition('.')[0] or file.stem}.txt",
        data=text,
        sha256=sha256(text).hexdigest(),
        sidecar=sidecar,
    )
    understood = understand_all([source], known.registry, known.tools)[0]
    refusal = _refusal(understood, shown(file))
    if isinstance(understood, Problem) or refusal:
        return _left(REFUSED, file, (*refusal, *imported.problems))
    target = stays or _target(understood, known.registry, file)
    if not target:
        found = (*imported.problems, *problems_of(understood))
        told = tuple(
            structs.replace(problem, file=shown(file))
            for problem in found
            if problem.severity != Severity.NOTE
        )
        return _left(REFUSED, file, told, _understood(understood, known.registry))
    plan = ImportPlan(file, config.reports / target, data, text, imported, said, _named(stated))
    written = write(plan, _understood(understood, known.registry))
    return ImportOutcome(written.status or REFUSED, written.lines, written.problems)


def _left(
    status: str, file: Path, problems: tuple[Problem, ...], lines: tuple[str, ...] = ()
) -> ImportOutcome:
    return ImportOutcome(status, (f"{shown(Path(file.name))}：没有导入", *lines), problems)


def _bytes(file: Path) -> bytes | Problem:
    """The content of a file, or why it is not read."""
    try:
        if file.is_dir():
            return Problem("S172", shown(file), 0, "", (("reason", "这是文件夹，请指明其中要导入的文件"),))
        if file.exists() and not file.is_file():
            return Problem("S172", shown(file), 0, "", (("reason", "这不是普通文件"),))
        size = file.stat().st_size
        if size > MAX_IMPORTED_BYTES:
            detail = (("size", f"{size / 1024 / 1024:.0f} MB"), ("limit", f"{MAX_IMPORTED_BYTES >> 20} MB"))
            return Problem("S162", shown(file), 0, "", detail)
        return file.read_bytes()
    except FileNotFoundError:
        return Problem("S172", shown(file), 0, "", (("reason", "找不到文件"),))
    except OSError as error:
        return Problem("S101", shown(file), 0, "", (("reason", system_reason(error)),))
    except ValueError:
        return Problem("S172", shown(file), 0, "", (("reason", "文件名里有不能用的字符"),))


def _refusal(understood: Understood | Problem, file: str) -> tuple[Problem, ...]:
    """Why a text must not take the place of a report: it is none (信息公开年报, 解读, 范文), it cannot be
    read as text, or reading it fails."""
    if isinstance(understood, Problem):
        return (structs.replace(understood, file=file),)
    reason = understood.document.report.refused
    if reason:
        return (Problem("S168", file, 0, "", (("reason", reason),)),)
    unreadable = (
        each
        for each in understood.clean.problems
        if each.severity == Severity.ERROR and each.code.startswith("S")
    )
    return tuple(structs.replace(each, file=file) for each in unreadable)


def _named(stated: StatedOptions) -> frozenset[str]:
    """What the user said, by the keys of the sidecar."""
    return frozenset(key for key in ("place", "year", "kind") if getattr(stated, key))


def among_reports(config: SiteConfig, file: Path) -> str:
    """Where a file lies in the reports folder, `/`-separated; empty if it lies elsewhere."""
    whole = Path(os.path.abspath(file))  # noqa: PTH100  # resolve() would follow links out of the project
    return whole.relative_to(config.reports).as_posix() if whole.is_relative_to(config.reports) else ""


def _merged(standing: Sidecar, said: Sidecar, stated: StatedOptions) -> Sidecar:
    """What will hold: the command line, then the sidecar that exists, then the page's metadata."""
    return structs.replace(
        standing,
        place=stated.place or standing.place,
        year=standing.year if stated.year is None else stated.year,
        kind=stated.kind or standing.kind,
        published=standing.published or said.published,
        source_url=standing.source_url or said.source_url,
    )


def _target(understood: Understood, registry: PlaceRegistry, file: Path) -> str:
    """Path under the reports folder, or empty when place or year is unknown."""
    head = understood.document.report.head
    code, year = head.place.value, head.year.value
    if code is None or year is None:
        return ""
    folder = "/".join(place.name for place in chain(registry.by_code[str(code)], registry))
    if stands_beside(head.level, str(code), head.place_name) and head.issuer.value:
        folder += f"/{_safe(str(head.issuer.value))}"
    return f"{folder}/{year}{'' if head.kind.value == DocumentKind.ANNUAL_REPORT else '-' + _safe(file.stem)}.txt"


def _safe(name: str) -> str:
    """A file name that every system accepts."""
    return "".join(c for c in name if c not in '\\/:*?"<>|' and c.isprintable()).strip(" .")[:60] or "文件"


def _understood(understood: Understood, registry: PlaceRegistry) -> tuple[str, ...]:
    """What was recognised, on one line each, unknown as unknown."""
    head = understood.document.report.head
    place = (
        registry.by_code[str(head.place.value)].full_name
        if head.place.value
        else "不知道（请加 --place，例如 --place 河南省漯河市）"
    )
    year = head.year.value or "不知道（请加 --year，例如 --year 2024）"
    kind = head.kind.value.word if head.kind.value else "不知道"
    return (
        f"  地区：{place}　年度：{year}　种类：{kind}",
        f"  标题：{head.title.value or '不知道'}　公布日期：{head.published.value or '不知道'}",
    )
