"""`import FILE`: a saved page, Word file, PDF or text becomes a report in the right folder, with its original beside it.

Nothing is asked that can be inferred: the text is read as any report is, and its place, year and kind decide the folder and the name.
"""

import os
from hashlib import sha256
from pathlib import Path

import yaml
from msgspec import Struct, structs

from site_builder.commands.new_report import chain, check_year, one_place
from site_builder.commands.one_document import Looked, look_at, named_places
from site_builder.config import SiteConfig
from site_builder.files.sidecars import SidecarReading, read_sidecar
from site_builder.files.sources import SOURCE_FOLDER, sidecar_beside
from site_builder.files.staff_files import read_words
from site_builder.intake.imported import Imported
from site_builder.intake.read import SUFFIXES, to_text
from site_builder.model.text import Sidecar, SourceFile
from site_builder.problems import Problem, UsageError, system_reason
from site_builder.text.place_names import stands_beside
from site_builder.vocabulary import DocumentKind, FileType, Severity

HEADER = "# 由导入命令写入：命令行里指明的，或网页元数据里有而正文里没有的。\n"


class Stated(Struct, frozen=True):
    """What the user says on the command line; empty means infer it."""

    place: str = ""
    """Full name of a place that exists"""
    year: int | None = None
    kind: str = ""


class Outcome(Struct, frozen=True):
    """What became of one file: lines to print, and the problems that stood in the way."""

    written: bool
    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def stated_options(config: SiteConfig, place: str, year: int | None, kind: str) -> Stated:
    """The options as they will be kept. Raises UsageError when a place is unknown or fits several, or a year cannot be one: nothing that was said is passed over."""
    if year is not None:
        check_year(year)
    if place:
        codes, registry = named_places(config, place)
        place = one_place(codes, place, registry).full_name
    return Stated(place, year, kind)


def import_file(config: SiteConfig, file: Path, stated: Stated) -> Outcome:
    """Import one file. Files that exist are never overwritten; a file that cannot be read or placed is left alone and the reason is told.

    A page or Word file that already lies among the reports as `2013.txt` is imported where it lies: it is kept beside under its true extension
    (`2013.html`), byte for byte, and the text takes its name.

    Raises UsageError when there is no such file or a library of the extra is missing.
    """
    if not file.is_file():
        raise UsageError(f"这是文件夹，请指明要导入的文件：{file}" if file.is_dir() else f"找不到文件：{file}")
    try:
        data = file.read_bytes()
    except OSError as error:
        return Outcome(False, (f"{file.name}：没有导入",), (Problem("S101", str(file), 0, "", (("reason", system_reason(error)),)),))
    imported = to_text(str(file), data)
    if not imported.text.strip():
        return Outcome(False, (f"{file.name}：没有导入",), imported.problems)
    text = data if imported.kind == FileType.TXT else imported.text.encode()
    here = among_reports(config, file)
    stays = here if here.lower().endswith(".txt") and imported.kind != FileType.TXT else ""
    said = Sidecar(place=stated.place, year=stated.year, kind=stated.kind, published=imported.published, source_url=imported.source_url)
    standing = standing_sidecar(config.reports / stays, stays) if stays else SidecarReading(None, {}, ())
    if any(problem.severity == Severity.ERROR for problem in standing.problems):
        return Outcome(False, (f"{file.name}：没有导入",), standing.problems)
    sidecar = _merged(standing.sidecar or Sidecar(), said, stated)
    source = SourceFile(path=stays or f"{here.rpartition('.')[0] or file.stem}.txt", data=text, sha256=sha256(text).hexdigest(), sidecar=sidecar)
    looked = look_at(config, source)
    target = stays or _target(looked, file)
    if not target:
        told = tuple(
            structs.replace(problem, file=str(file)) for problem in (*imported.problems, *looked.problems) if problem.severity != Severity.NOTE
        )
        return Outcome(False, (f"{file.name}：没有导入", *_understood(looked)), told)
    return _written(Plan(file, config.reports / target, data, text, imported, said, stated), looked)


def among_reports(config: SiteConfig, file: Path) -> str:
    """Where a file lies in the reports folder, `/`-separated; empty if it lies elsewhere."""
    whole = Path(os.path.abspath(file))  # noqa: PTH100  # resolve() would follow links out of the project
    return whole.relative_to(config.reports).as_posix() if whole.is_relative_to(config.reports) else ""


def _merged(standing: Sidecar, said: Sidecar, stated: Stated) -> Sidecar:
    """What will hold: the command line, then the sidecar that exists, then the page's metadata."""
    return structs.replace(
        standing,
        place=stated.place or standing.place,
        year=standing.year if stated.year is None else stated.year,
        kind=stated.kind or standing.kind,
        published=standing.published or said.published,
        source_url=standing.source_url or said.source_url,
    )


def _target(looked: Looked, file: Path) -> str:
    """Path under the reports folder, or empty when place or year is unknown."""
    head = looked.understood.document.report.head
    code, year = head.place.value, head.year.value
    if code is None or year is None:
        return ""
    folder = "/".join(place.name for place in chain(looked.registry.by_code[str(code)], looked.registry))
    if stands_beside(head.level, str(code), head.place_name) and head.issuer.value:
        folder += f"/{_safe(str(head.issuer.value))}"
    return f"{folder}/{year}{'' if head.kind.value == DocumentKind.ANNUAL_REPORT else '-' + _safe(file.stem)}.txt"


def _safe(name: str) -> str:
    """A file name that every system accepts."""
    return "".join(c for c in name if c not in '\\/:*?"<>|' and c.isprintable()).strip(" .")[:60] or "文件"


class Plan(Struct, frozen=True):
    """What is to be written of one file."""

    file: Path
    target: Path
    data: bytes
    text: bytes
    imported: Imported
    said: Sidecar
    """What the command line and the page's metadata say"""
    stated: Stated


def _written(plan: Plan, looked: Looked) -> Outcome:
    """Write original, sidecar and text, in this order: whatever happens, the original is not lost. Nothing is written if a file is in the way."""
    target, kind = plan.target, plan.imported.kind
    original = original_of(target, plan.file, kind) if kind is not None and kind != FileType.TXT else None
    standing = standing_sidecar(target, target.name)
    new, refused, untold = _sidecar_words(plan, standing)
    wanted = {target: plan.text} | ({original: plan.data} if original else {})
    replaces = target.exists() and target.samefile(plan.file) and kind != FileType.TXT
    in_the_way = [each for each, words in wanted.items() if each.exists() and not (each == target and replaces) and each.read_bytes() != words]
    if in_the_way or refused:
        reasons = [f"文件已经存在：{each}" for each in in_the_way] + refused
        return Outcome(False, (f"{plan.file.name}：没有导入，{'；'.join(reasons)}",), standing.problems)
    if not new and all(each.exists() and each.read_bytes() == words for each, words in wanted.items()):
        return Outcome(True, (f"{plan.file.name}：已经导入过，没有变化",))
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{plan.file.name} → {target}", *_understood(looked)]
    if original:
        _put(original, plan.data)
        lines.append(f"  原件：{original.name}" + (f"（逐字节保存；{target.name} 现在是取出的正文）" if replaces else ""))
    if new:
        sidecar = sidecar_beside(target)
        sidecar.write_text(HEADER + new, encoding="utf-8", newline="\n")
        lines.append(f"  旁注：{sidecar.name}")
    _put(target, plan.text)
    lines += [f"  {note}" for note in (*plan.imported.notes, *untold)]
    return Outcome(True, tuple(lines), plan.imported.problems)


def _put(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    if file.exists() and file.read_bytes() == content:
        return
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(content)
    beside.replace(file)


def original_of(target: Path, file: Path, kind: FileType) -> Path:
    """Where the original of a text is kept: beside it, under the extension of what it really is, which is never that of the text.

    >>> [original_of(Path("2023.txt"), Path(name), "html").name for name in ("报告.htm", "保存.txt", "报告.docx")]
    ['2023.htm', '2023.html', '2023.html']
    """
    suffix = file.suffix.lower()
    return target.with_name(target.stem + (suffix if SUFFIXES.get(suffix[1:]) == kind else f".{kind}"))


def standing_sidecar(report: Path, name: str) -> SidecarReading:
    """The sidecar that lies beside a report; None when there is none or it cannot be read (then the problems say why)."""
    sidecar = sidecar_beside(report)
    shown = SOURCE_FOLDER + name.removesuffix(report.name) + sidecar.name
    words, problems = read_words(sidecar, shown)
    if problems or not words.strip():
        return SidecarReading(None, {}, problems)
    return read_sidecar(words, shown)


def _sidecar_words(plan: Plan, standing: SidecarReading) -> tuple[str, list[str], list[str]]:
    """The sidecar to write (what the command line says and what only the page's metadata know); or what forbids it and what stays unsaid, because
    one exists: it is the work of a person and never changed.
    """
    keep = {key: value for key, value in structs.asdict(plan.said).items() if value}
    sidecar = sidecar_beside(plan.target)
    if not sidecar.exists():
        return (yaml.safe_dump(keep, allow_unicode=True, sort_keys=True, default_flow_style=False) if keep else ""), [], []
    differing = [key for key, value in keep.items() if getattr(standing.sidecar, key, None) != value]
    stated = [key for key in differing if getattr(plan.stated, key, None)]
    refused = [f"旁注文件已经存在，请在里面写明 {key}: {keep[key]}：{sidecar}" for key in stated]
    return "", refused, [f"旁注文件已经存在，没有改动；网页写明的 {key}: {keep[key]} 没有写进去" for key in differing if key not in stated]


def _understood(looked: Looked) -> tuple[str, ...]:
    """What was recognised, on one line each, unknown as unknown."""
    head = looked.understood.document.report.head
    place = looked.registry.by_code[str(head.place.value)].full_name if head.place.value else "不知道（请加 --place，例如 --place 河南省漯河市）"
    year = head.year.value or "不知道（请加 --year，例如 --year 2024）"
    kind = head.kind.value.word if head.kind.value else "不知道"
    lines = [f"  地区：{place}　年度：{year}　种类：{kind}", f"  标题：{head.title.value or '不知道'}　公布日期：{head.published.value or '不知道'}"]
    if looked.understood.document.report.refused:
        lines.append(f"  注意：{looked.understood.document.report.refused}")
    return tuple(lines)
