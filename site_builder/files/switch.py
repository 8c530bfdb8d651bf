"""What is staged → the published folder, so that a build stopped at any moment leaves a site whose every link
leads somewhere.

Everything that needs room on the disk is written and settled first: files, the next manifest, and last a
journal of what is to be done. From then on there are only renames, in an order in which the site is whole at
every moment (docs/decisions/0018-switch.md):

1. the folders of new files;
2. for each new page a *leaf*, a page without links, so that pages that link to one another all stand before
  the first of them is shown;
3. everything that links to nothing (data, pictures), then styles and scripts, then feeds, then pages: a file
  comes after those it may link to;
4. each page that goes becomes a leaf, and when none links to another any more, all that goes is removed;
5. the manifest, and the journal is dropped.

A build that stops before the journal has touched nothing; one that stops after it is completed by the next
(`finish_interrupted`).
"""

import contextlib
import ctypes
import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from site_builder.files.publish import Folders, Manifest, manifest_data, site_path
from site_builder.problems import BuildFailed, system_reason

JOURNAL = "journal.msgpack"
LEAF = ".leaf"
"""In the staging folder; names beginning with a dot are never those of a site's file"""
PAGE = ".html"
LATE = {".css": 1, ".js": 2, ".json": 2, ".xml": 3, PAGE: 4}
"""Kinds of files that name others, by when their turn comes; all others name none"""
STAYS = {errno.ENOTEMPTY, errno.EEXIST, errno.EACCES, errno.EPERM, errno.EBUSY}
"""Why a folder may stay: it holds something of the operator's, or a program looks into it; an empty folder
harms nobody"""
LEAF_PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="robots" content="noindex">'
    "<title>页面正在更新</title><p>网站正在更新，这个页面马上就好，请稍后刷新。</p></html>\n"
).encode()


class Swap(Struct, frozen=True):
    """What a publication still has to do."""

    site: str
    move: tuple[str, ...]
    """In the order in which they are moved"""
    remove: tuple[str, ...]
    fresh: tuple[str, ...] = ()
    """Pages among `move` that were not there before"""


def begin(folders: Folders) -> None:
    """Prepare for staging: complete a publication that was interrupted, drop what a stopped build left
    behind. Raises BuildFailed when that fails."""
    finish_interrupted(folders)
    with _told("不能准备临时文件", "原来的网站保持不变。请检查文件夹的写权限和磁盘空间"):
        _drop(folders)
        folders.staging.mkdir(parents=True, exist_ok=True)
        folders.manifest.parent.mkdir(parents=True, exist_ok=True)


def discard_staging(folders: Folders) -> None:
    """Drop what was staged, unless a publication has begun with it: that one is completed by the next build."""
    if not (folders.staging / JOURNAL).exists():
        with contextlib.suppress(OSError):
            _drop(folders)


def finish_interrupted(folders: Folders) -> bool:
    """Complete a publication that was interrupted; True when there was one. Raises BuildFailed when it cannot
    be completed now either."""
    journal = folders.staging / JOURNAL
    try:
        swap = msgspec.msgpack.decode(journal.read_bytes(), type=Swap)
    except (FileNotFoundError, msgspec.DecodeError):
        return False
    except OSError as error:
        raise BuildFailed(_words("读不出上一次没有完成的发布", error, "请检查缓存文件夹")) from None
    with _told("上一次发布没有完成，这一次接着完成时又出错", "请按括号里的原因检查磁盘和权限，再运行一次"):
        carry_out(folders, swap)
    return True


def publish(folders: Folders, staged: Iterable[str], orphans: Iterable[str], manifest: Manifest) -> None:
    """Move all staged files into place, remove the orphans, record the manifest. Raises BuildFailed, which
    says whether anything was published."""
    with _told("没有发布任何新内容", "原来的网站保持不变。请检查磁盘空间和文件夹的写权限，再运行一次"):
        swap = _planned(folders, set(staged), set(orphans))
        _write(_next_manifest(folders), manifest_data(manifest))
        if not swap.move and not swap.remove:
            _next_manifest(folders).replace(folders.manifest)
            _drop(folders)
            return
        (folders.staging / LEAF).write_bytes(LEAF_PAGE)
        settle(folders.staging)
        _write(folders.staging / (JOURNAL + ".part"), msgspec.msgpack.encode(swap))
        (folders.staging / (JOURNAL + ".part")).replace(folders.staging / JOURNAL)
    with _told(
        "发布没有完成", "网站仍然可用，没有断开的链接。请检查磁盘空间和文件夹的写权限，再运行一次，会接着完成"
    ):
        carry_out(folders, swap)


def _planned(folders: Folders, staged: set[str], orphans: set[str]) -> Swap:
    """The order of a publication: what links to nothing first, and of each kind what is new before what is
    changed."""
    present = {path for path in staged if os.path.lexists(site_path(folders.site, path))}
    move = sorted(staged, key=lambda path: (_turn(path), path in present, path))
    fresh = tuple(path for path in move if path.endswith(PAGE) and path not in present)
    return Swap(
        str(folders.site), tuple(move), tuple(sorted(orphans, key=lambda path: (-_turn(path), path))), fresh
    )


def _turn(path: str) -> int:
    return LATE.get(Path(path).suffix.lower(), 0)


def carry_out(folders: Folders, swap: Swap) -> None:
    """Do what the journal says; doing it twice does no harm. Raises OSError where the disk or its rights stop
    it."""
    targets = {path: site_path(folders.site, path) for path in swap.move}
    gone = [site_path(folders.site, path) for path in swap.remove]
    waiting = {path: target for path, target in targets.items() if os.path.lexists(folders.staging / path)}
    for folder in dict.fromkeys(target.parent for target in waiting.values()):
        _make_folder(folders.site, folder)
    for path in swap.fresh:
        if path in waiting and not os.path.lexists(waiting[path]):
            _leaf(folders, waiting[path])
    for path, target in waiting.items():
        _move(folders.staging / path, target)
    _remove(folders, gone)
    with contextlib.suppress(FileNotFoundError):
        _next_manifest(folders).replace(folders.manifest)
    (folders.staging / JOURNAL).unlink(missing_ok=True)
    with contextlib.suppress(
        OSError
    ):  # the new site stands; what is left of the staging folder goes with the next build
        _drop(folders)


def _move(source: Path, target: Path) -> None:
    """One file into place. A folder of an older layout gives way."""
    try:
        source.replace(target)
    except (IsADirectoryError, PermissionError):
        if not target.is_dir() or target.is_symlink():
            raise
        shutil.rmtree(target)
        source.replace(target)


def _remove(folders: Folders, targets: list[Path]) -> None:
    """Remove these files. Pages among them link to one another: they all become leaves before the first of
    them goes."""
    standing = [target for target in targets if target.is_file() or target.is_symlink()]
    pages = [target for target in standing if target.suffix == PAGE]
    for target in pages if len(pages) > 1 else ():
        over = folders.staging / f"{LEAF}.over"
        over.unlink(missing_ok=True)
        _leaf(folders, over)
        over.replace(target)
    for target in standing:
        target.unlink(missing_ok=True)
    for folder in dict.fromkeys(target.parent for target in targets):
        _drop_empty(folder, folders.site)


def _leaf(folders: Folders, target: Path) -> None:
    """A page without links. All are one file on the disk, where the disk knows how."""
    try:
        os.link(folders.staging / LEAF, target)
    except OSError:  # no hard links here (FAT, some network drives), or too many of one file
        target.write_bytes(LEAF_PAGE)


def _next_manifest(folders: Folders) -> Path:
    """Where the manifest waits for the end of the publication: in the cache, which may be another disk than
    the site."""
    return folders.manifest.with_suffix(".next")


def _write(file: Path, data: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with file.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def settle(folder: Path) -> None:
    """Wait until all files of a folder are on the disk: on Linux by one call for its whole file system,
    elsewhere one file at a time."""
    if _settled_at_once(folder):
        return
    for inside, _, names in os.walk(folder):
        for name in names:
            with Path(inside, name).open("r+b") as file:
                os.fsync(file.fileno())


def _settled_at_once(folder: Path) -> bool:
    """Whether the operating system has `syncfs` and it succeeded."""
    try:
        syncfs = ctypes.CDLL(None, use_errno=True).syncfs
        opened = os.open(folder, os.O_RDONLY)
    except (OSError, AttributeError, TypeError):  # macOS, Windows
        return False
    try:
        return bool(syncfs(opened) == 0)
    finally:
        os.close(opened)


def _drop(folders: Folders) -> None:
    """Remove the staging folder and a manifest that waits in vain."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folders.staging)
    _next_manifest(folders).unlink(missing_ok=True)


def _make_folder(site: Path, folder: Path) -> None:
    """The folder files go into; a file that stands where a folder must be is one of an older layout and gives
    way."""
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
        except (FileNotFoundError, NotADirectoryError):
            # gone with the build that was interrupted, or a file stands there now; its parent may still be
            # empty
            pass
        except OSError as error:
            if error.errno in STAYS:
                return
            raise
        folder = folder.parent


@contextlib.contextmanager
def _told(what: str, mend: str) -> Iterator[None]:
    """Turn a refusal of the operating system into one Chinese sentence."""
    try:
        yield
    except OSError as error:
        raise BuildFailed(_words(what, error, mend)) from None


def _words(what: str, error: OSError, mend: str) -> str:
    named = f"：{error.filename}" if error.filename else ""
    return f"{what}（{system_reason(error)}{named}）。{mend}"
