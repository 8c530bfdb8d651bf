"""New and changed files → the published folder, so that a build killed at any moment leaves either the old site or the new one.

Files are first written to a staging folder on the same disk. When all are there, a journal of what must move is written, and then every file is
renamed into place: new files first, changed ones next, orphans last, so that no page ever links to one that is not there. A build that is killed
while staging has touched nothing; one killed while renaming is completed from its journal by the next build (`finish_interrupted`).
"""

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from site_builder.problems import BuildFailed, system_reason

JOURNAL = "journal.msgpack"
BLOCK = 1 << 18


class Output(Struct, frozen=True, array_like=True):
    """One published file, as it was when we wrote it."""

    recipe: str
    """Digest of everything it was made from; empty when it is simply a copy of `sha256`"""
    sha256: str
    size: int
    mtime_ns: int
    lastmod: str = ""


class Manifest(Struct, frozen=True):
    """What the last build published in one folder."""

    outputs: dict[str, Output]
    """By site-relative path"""


class Swap(Struct, frozen=True):
    """What an interrupted publication still has to do."""

    site: str
    move: tuple[str, ...]
    remove: tuple[str, ...]


def site_path(root: Path, path: str) -> Path:
    """Where a site-relative path lies. Raises BuildFailed for a path that would leave the folder: no report may write outside the site."""
    parts = path.split("/")
    if path.startswith("/") or "\\" in path or "\0" in path or any(part in ("", ".", "..") for part in parts):
        raise BuildFailed(f"拒绝写出站点文件夹以外：{path!r}")
    return root.joinpath(*parts)


class Folders(Struct, frozen=True):
    """Where one published folder's staging area and manifest lie."""

    site: Path
    staging: Path
    """On the same disk as the site, because a rename does not cross disks"""
    manifest: Path


def folders_for(site: Path, cache: Path) -> Folders:
    """Staging folder and manifest lie in the cache under a name made from the site's path; if that is another disk, staging stands beside the site."""
    site = Path(os.path.abspath(site))  # noqa: PTH100
    name = sha256(str(site).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    existing = next(folder for folder in (site, *site.parents) if folder.exists())
    together = cache.exists() and existing.stat().st_dev == cache.stat().st_dev
    staging = cache / "next" / name if together else site.with_name(f".{site.name}.next")
    return Folders(site, staging, cache / "sites" / f"{name}.msgpack")


def read_manifest(folders: Folders) -> Manifest:
    """What was published before; empty when nothing is known."""
    try:
        return msgspec.msgpack.decode(folders.manifest.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return Manifest({})


def write_manifest(folders: Folders, manifest: Manifest) -> None:
    """Remember what is published now."""
    folders.manifest.parent.mkdir(parents=True, exist_ok=True)
    part = folders.manifest.with_suffix(".part")
    part.write_bytes(msgspec.msgpack.encode(manifest))
    part.replace(folders.manifest)


def untouched(folders: Folders, path: str, output: Output) -> bool:
    """Whether the published file is still the one we wrote (size and time; anybody's edit shows)."""
    try:
        seen = os.stat(f"{folders.site}/{path}")  # noqa: PTH116  # 30,000 of these per build
    except OSError:
        return False
    return seen.st_size == output.size and seen.st_mtime_ns == output.mtime_ns


class Staged(Struct, frozen=True):
    """One file ready for publication."""

    path: str
    sha256: str
    size: int
    mtime_ns: int
    written: bool
    """False when the published file has the same bytes and stays as it is"""


def stage(folders: Folders, path: str, data: bytes) -> Staged:
    """Write a file to the staging folder unless the published one has the same bytes."""
    digest = sha256(data).hexdigest()
    target = site_path(folders.site, path)
    with contextlib.suppress(OSError):
        seen = target.stat()
        if seen.st_size == len(data) and target.read_bytes() == data:
            return Staged(path, digest, len(data), seen.st_mtime_ns, False)
    staged = site_path(folders.staging, path)
    try:
        staged.write_bytes(data)
    except FileNotFoundError:
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(data)
    return Staged(path, digest, len(data), staged.stat().st_mtime_ns, True)


def stage_stream(folders: Folders, path: str, chunks: Iterable[bytes]) -> Staged:
    """Like `stage`, for a file that is never held whole."""
    target, staged = site_path(folders.site, path), site_path(folders.staging, path)
    staged.parent.mkdir(parents=True, exist_ok=True)
    seen = sha256()
    size = 0
    with staged.open("wb") as file:
        for chunk in chunks:
            seen.update(chunk)
            size += file.write(chunk)
    with contextlib.suppress(OSError):
        before = target.stat()
        if before.st_size == size and _same_bytes(target, staged):
            staged.unlink()
            return Staged(path, seen.hexdigest(), size, before.st_mtime_ns, False)
    return Staged(path, seen.hexdigest(), size, staged.stat().st_mtime_ns, True)


def _same_bytes(one: Path, other: Path) -> bool:
    """Whether two files of one size are equal, a block at a time."""
    with one.open("rb") as a, other.open("rb") as b:
        return all(block == b.read(BLOCK) for block in iter(lambda: a.read(BLOCK), b""))


def begin(folders: Folders) -> None:
    """Prepare for staging: complete a publication that was interrupted, drop what a killed build left behind."""
    finish_interrupted(folders)
    shutil.rmtree(folders.staging, ignore_errors=True)
    try:
        folders.staging.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BuildFailed(f"不能写临时文件（{system_reason(error)}）：请检查文件夹的写权限和磁盘空间") from None


def discard_staging(folders: Folders) -> None:
    """Drop what was staged."""
    shutil.rmtree(folders.staging, ignore_errors=True)


def finish_interrupted(folders: Folders) -> bool:
    """Complete a publication that a kill interrupted; True when there was one."""
    journal = folders.staging / JOURNAL
    try:
        swap = msgspec.msgpack.decode(journal.read_bytes(), type=Swap)
    except (OSError, msgspec.DecodeError):
        return False
    _carry_out(folders, swap)
    return True


def publish(folders: Folders, staged: Iterable[str], orphans: Iterable[str]) -> None:
    """Move all staged files into place and remove the orphans. From the moment the journal stands, the outcome is decided."""
    present = {path for path in staged if os.path.lexists(site_path(folders.site, path))}
    order = sorted(staged, key=lambda path: (path in present, path))
    swap = Swap(str(folders.site), tuple(order), tuple(sorted(orphans)))
    if not swap.move and not swap.remove:
        shutil.rmtree(folders.staging, ignore_errors=True)
        return
    part = folders.staging / (JOURNAL + ".part")
    with part.open("wb") as file:
        file.write(msgspec.msgpack.encode(swap))
        file.flush()
        os.fsync(file.fileno())
    part.replace(folders.staging / JOURNAL)
    _carry_out(folders, swap)


def _carry_out(folders: Folders, swap: Swap) -> None:
    """Do what the journal says; doing it twice does no harm."""
    ready: set[str] = set()
    for path in swap.move:
        target = site_path(folders.site, path)
        folder = path.rpartition("/")[0]
        if folder not in ready:
            _make_folder(folders.site, target.parent)
            ready.add(folder)
        source = folders.staging / path
        try:
            source.replace(target)
        except FileNotFoundError:
            continue  # moved by the build that was interrupted
        except (IsADirectoryError, PermissionError):
            if not target.is_dir() or target.is_symlink():
                raise
            shutil.rmtree(target)
            source.replace(target)
    emptied: dict[Path, None] = {}
    for path in swap.remove:
        target = site_path(folders.site, path)
        with contextlib.suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            target.unlink()
        emptied[target.parent] = None
    for left in emptied:
        _drop_empty(left, folders.site)
    shutil.rmtree(folders.staging, ignore_errors=True)


def _make_folder(site: Path, folder: Path) -> None:
    """The folder files go into; a file that stands where a folder must be is one of an older layout and gives way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        for parent in (*reversed(folder.relative_to(site).parents), folder.relative_to(site)):
            blocking = site / parent
            if blocking != site and blocking.exists() and not blocking.is_dir():
                blocking.unlink()
        folder.mkdir(parents=True, exist_ok=True)


def _drop_empty(folder: Path, site: Path) -> None:
    """Remove folders that have become empty, up to the site itself."""
    while folder != site and site in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def strangers(folders: Folders, kept: set[str]) -> Iterator[str]:
    """Files in the published folder that this build did not make. Names beginning with a dot (.git, .nojekyll, .well-known) are the operator's."""
    for folder, names, files in os.walk(folders.site):
        names[:] = sorted(name for name in names if not name.startswith("."))
        prefix = "" if folder == str(folders.site) else os.path.relpath(folder, folders.site).replace(os.sep, "/") + "/"
        for name in sorted(files):
            if not name.startswith(".") and prefix + name not in kept:
                yield prefix + name
