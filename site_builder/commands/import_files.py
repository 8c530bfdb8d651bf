"""What `import` writes of one file: the original, the sidecar and the text, or nothing when something is in
the way."""

import contextlib
from pathlib import Path

import yaml
from msgspec import Struct, structs

from site_builder.files.sidecars import SidecarReading, read_sidecar
from site_builder.files.sources import SOURCE_FOLDER, sidecar_beside
from site_builder.files.staff_text import read_words
from site_builder.intake.imported import Imported
from site_builder.intake.read import SUFFIXES
from site_builder.model.text import Sidecar
from site_builder.problems import Problem, system_reason
from site_builder.vocabulary import FileType

SIDECAR_HEADER = "# 由导入命令写入：命令行里指明的，或网页元数据里有而正文里没有的。\n"
IMPORTED, UNCHANGED = "imported", "unchanged"


def shown(file: Path) -> str:
    """The name of a file as it can be printed: on POSIX a name is bytes, and not every one is text."""
    return str(file).encode("utf-8", "replace").decode()


class ImportPlan(Struct, frozen=True):
    """What is to be written of one file."""

    file: Path
    target: Path
    data: bytes
    text: bytes
    imported: Imported
    said: Sidecar
    """What the command line and the page's metadata say"""
    stated: frozenset[str]
    """Keys of `said` that come from the command line"""


class Written(Struct, frozen=True):
    """What was done."""

    status: str
    """imported · unchanged · empty when something was in the way"""
    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def write(plan: ImportPlan, understood: tuple[str, ...]) -> Written:
    """Write original, sidecar and text, in this order: whatever happens, the original is not lost. Nothing is
    written if a file is in the way."""
    try:
        return _written(plan, understood)
    except OSError as error:
        problem = Problem(
            "S171", shown(plan.file), 0, "", (("other", str(plan.target)), ("reason", system_reason(error)))
        )
        return Written("", (f"{shown(Path(plan.file.name))}：没有导入",), (problem,))


def _written(plan: ImportPlan, understood: tuple[str, ...]) -> Written:
    target, kind = plan.target, plan.imported.kind
    original = original_of(target, plan.file, kind) if kind is not None and kind != FileType.TXT else None
    standing = standing_sidecar(target, target.name)
    new, refused, untold = _sidecar_words(plan, standing)
    wanted = {target: plan.text} | ({original: plan.data} if original else {})
    replaces = target.exists() and target.samefile(plan.file) and kind != FileType.TXT
    in_the_way = [
        each
        for each, words in wanted.items()
        if each.exists() and not (each == target and replaces) and each.read_bytes() != words
    ]
    if in_the_way or refused:
        taken = [Problem("S169", shown(plan.file), 0, "", (("other", str(each)),)) for each in in_the_way]
        return Written(
            "", (f"{shown(Path(plan.file.name))}：没有导入",), (*taken, *refused, *standing.problems)
        )
    if not new and all(each.exists() and each.read_bytes() == words for each, words in wanted.items()):
        return Written(UNCHANGED, (f"{shown(Path(plan.file.name))}：已经导入过，没有变化",))
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{shown(Path(plan.file.name))} → {target}", *understood]
    if original:
        put(original, plan.data)
        lines.append(
            f"  原件：{original.name}"
            + (f"（逐字节保存；{target.name} 现在是取出的正文）" if replaces else "")
        )
    if new:
        sidecar = sidecar_beside(target)
        put(sidecar, (SIDECAR_HEADER + new).encode())
        lines.append(f"  旁注：{sidecar.name}")
    put(target, plan.text)
    lines += [f"  {note}" for note in (*plan.imported.notes, *untold)]
    return Written(
        IMPORTED,
        tuple(lines),
        tuple(
            structs.replace(each, file=str(target)) if each.line else each for each in plan.imported.problems
        ),
    )


def put(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    if file.exists() and file.read_bytes() == content:
        return
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def original_of(target: Path, file: Path, kind: FileType) -> Path:
    """Where the original of a text is kept: beside it, under the extension of what it really is, which is
    never that of the text.

    >>> [original_of(Path("2023.txt"), Path(name), "html").name for name in ("报告.htm", "保存.txt", "报告.docx")]
    ['2023.htm', '2023.html', '2023.html']
    """
    suffix = file.suffix.lower()
    return target.with_name(target.stem + (suffix if SUFFIXES.get(suffix[1:]) == kind else f".{kind}"))


def standing_sidecar(report: Path, name: str) -> SidecarReading:
    """The sidecar that lies beside a report; None when there is none or it cannot be read (then the problems
    say why)."""
    sidecar = sidecar_beside(report)
    shown = SOURCE_FOLDER + name.removesuffix(report.name) + sidecar.name
    words, problems = read_words(sidecar, shown)
    if problems or not words.strip():
        return SidecarReading(None, {}, problems)
    return read_sidecar(words, shown)


def _sidecar_words(plan: ImportPlan, standing: SidecarReading) -> tuple[str, list[Problem], list[str]]:
    """The sidecar to write (what the command line says and what only the page's metadata know); or what
    forbids it and what stays unsaid, because one exists: it is the work of a person and never changed.
    """
    keep = {key: value for key, value in structs.asdict(plan.said).items() if value}
    sidecar = sidecar_beside(plan.target)
    if not sidecar.exists():
        return (
            (
                yaml.safe_dump(keep, allow_unicode=True, sort_keys=True, default_flow_style=False)
                if keep
                else ""
            ),
            [],
            [],
        )
    differing = [key for key, value in keep.items() if getattr(standing.sidecar, key, None) != value]
    refused = [
        Problem(
            "S170", shown(plan.file), 0, "", (("sidecar", str(sidecar)), ("wanted", f"{key}: {keep[key]}"))
        )
        for key in differing
        if key in plan.stated
    ]
    return (
        "",
        refused,
        [
            f"旁注文件已经存在，没有改动；网页写明的 {key}: {keep[key]} 没有写进去"
            for key in differing
            if key not in plan.stated
        ],
    )
