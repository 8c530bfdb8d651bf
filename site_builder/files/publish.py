"""New and changed files → a staging folder beside the published one, and the record of what is published.

`files.switch` moves what is staged into place when everything is there.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from site_builder.problems import BuildFailed

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


def site_path(root: Path, path: str) -> Path:
    """Where a site-relative path lies. Raises BuildFailed for a path that would leave the folder: no report
    may write outside the site."""
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
    """Staging folder and manifest lie in the cache under a name made from the site's path; if that is another
    disk, staging stands beside the site."""
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


def manifest_data(manifest: Manifest) -> bytes:
    """The manifest as it is kept."""
    return msgspec.msgpack.encode(manifest)


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


def unknown_files(folders: Folders, kept: set[str]) -> Iterator[str]:
    """Files in the published folder that this build did not make. Names beginning with a dot (.git,
    .nojekyll, .well-known) are the operator's."""
    for folder, names, files in os.walk(folders.site):
        names[:] = sorted(name for name in names if not name.startswith("."))
        prefix = (
            ""
            if folder == str(folders.site)
            else os.path.relpath(folder, folders.site).replace(os.sep, "/") + "/"
        )
        for name in sorted(files):
            if not name.startswith(".") and prefix + name not in kept:
                yield prefix + name
