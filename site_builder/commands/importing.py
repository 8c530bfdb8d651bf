"""`import FILE`: a saved page, Word file, PDF or text becomes a report in the right folder, with its original beside it.

Nothing is asked that can be inferred: the text is read as any report is, and its place, year and kind decide the folder and the name.
"""

from hashlib import sha256
from pathlib import Path

import yaml
from msgspec import Struct, structs

from site_builder.commands.new_report import chain
from site_builder.commands.one_document import Looked, look_at
from site_builder.config import SiteConfig
from site_builder.intake.imported import Imported
from site_builder.intake.read import to_text
from site_builder.model.text import Sidecar, SourceFile
from site_builder.pages.wording import KIND
from site_builder.problems import Problem, UsageError
from site_builder.text.place_names import stands_beside
from site_builder.text.places import resolve


class Stated(Struct, frozen=True):
    """What the user says on the command line; empty means infer it."""

    place: str = ""
    year: int | None = None
    kind: str = ""


class Outcome(Struct, frozen=True):
    """What became of one file: lines to print, and the problems that stood in the way."""

    written: bool
    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def import_file(config: SiteConfig, file: Path, stated: Stated) -> Outcome:
    """Import one file. Files that exist are never overwritten; a file that cannot be read or placed is left alone and the reason is told.

    Raises UsageError when there is no such file or a library of the extra is missing.
    """
    if not file.is_file():
        raise UsageError(f"这是文件夹，请指明要导入的文件：{file}" if file.is_dir() else f"找不到文件：{file}")
    data = file.read_bytes()
    imported = to_text(str(file), data)
    if not imported.text.strip():
        return Outcome(False, (f"{file.name}：没有导入",), imported.problems)
    text = data if imported.kind == "txt" else imported.text.encode()
    sidecar = Sidecar(place=stated.place, year=stated.year, kind=stated.kind, published=imported.published, source_url=imported.source_url)
    source = SourceFile(path=f"{file.stem}.txt", data=text, sha256=sha256(text).hexdigest(), sidecar=sidecar)
    looked = look_at(config, source)
    target = _target(looked, file)
    if not target:
        told = tuple(structs.replace(problem, file=str(file)) for problem in (*imported.problems, *looked.problems) if problem.severity != "note")
        return Outcome(False, (f"{file.name}：没有导入", *_understood(looked)), told)
    return _write(config.reports / target, data, text, _worth_stating(looked, sidecar, target), imported, looked, file)


def _target(looked: Looked, file: Path) -> str:
    """Path under the reports folder, or empty when place or year is unknown."""
    head = looked.understood.document.report.head
    code, year = head.place.value, head.year.value
    if code is None or year is None:
        return ""
    folder = "/".join(place.name for place in chain(looked.registry.by_code[str(code)], looked.registry))
    if stands_beside(head.level, str(code), head.place_name) and head.issuer.value:
        folder += f"/{_safe(str(head.issuer.value))}"
    return f"{folder}/{year}{'' if head.kind.value == 'annual_report' else '-' + _safe(file.stem)}.txt"


def _safe(name: str) -> str:
    """A file name that every system accepts."""
    return "".join(c for c in name if c not in '\\/:*?"<>|' and c.isprintable()).strip(" .")[:60] or "文件"


def _worth_stating(looked: Looked, sidecar: Sidecar, target: str) -> dict[str, object]:
    """The sidecar keys that must be kept: what the user said and what only the page's metadata know; not what text and path tell anyway."""
    keep = {key: value for key, value in structs.asdict(sidecar).items() if value}
    if "place" in keep and resolve(target, looked.registry) is not None:
        del keep["place"]
    if "year" in keep and f"/{keep['year']}" in target:
        del keep["year"]
    return keep


def _write(target: Path, data: bytes, text: bytes, keep: dict[str, object], imported: Imported, looked: Looked, file: Path) -> Outcome:
    original = target.with_name(target.stem + file.suffix.lower()) if imported.kind != "txt" else None
    sidecar = target.with_suffix(".yml") if keep else None
    for each in (target, original, sidecar):
        if each is not None and each.exists():
            same = each == target and each.read_bytes() == text
            return Outcome(same, (f"{file.name}：{'已经导入过，没有变化' if same else f'没有导入，文件已经存在：{each}'}",))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text)
    lines = [f"{file.name} → {target}", *_understood(looked)]
    if original is not None:
        original.write_bytes(data)
        lines.append(f"  原件：{original.name}")
    if sidecar is not None:
        said = yaml.safe_dump(keep, allow_unicode=True, sort_keys=True, default_flow_style=False)
        sidecar.write_text("# 由导入命令写入：命令行里指明的，或网页元数据里有而正文里没有的。\n" + said, encoding="utf-8", newline="\n")
        lines.append(f"  旁注：{sidecar.name}")
    lines += [f"  {note}" for note in imported.notes]
    return Outcome(True, tuple(lines), imported.problems)


def _understood(looked: Looked) -> tuple[str, ...]:
    """What was recognised, on one line each, unknown as unknown."""
    head = looked.understood.document.report.head
    place = looked.registry.by_code[str(head.place.value)].full_name if head.place.value else "不知道（请加 --place，例如 --place 河南省漯河市）"
    year = head.year.value or "不知道（请加 --year，例如 --year 2024）"
    kind = KIND.get(str(head.kind.value), "不知道")
    lines = [f"  地区：{place}　年度：{year}　种类：{kind}", f"  标题：{head.title.value or '不知道'}　公布日期：{head.published.value or '不知道'}"]
    if looked.understood.document.report.refused:
        lines.append(f"  注意：{looked.understood.document.report.refused}")
    return tuple(lines)
