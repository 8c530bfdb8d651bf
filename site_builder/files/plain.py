"""The one place that decides what may be read below content/: plain files, reached without a symbolic link.

Whoever may propose a file may propose a link; followed, it would publish what the machine that builds can
read, and a pipe or a device would make the build wait for ever. So every reader asks here, and what stands in
the way of a file is named, for the problem that tells of it. The content folder itself may be a link: it is
named by the configuration, not by a contributor.
"""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from site_builder.problems import Problem

SPECIAL: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISLNK, "符号链接"),
    (stat.S_ISFIFO, "命名管道"),
    (stat.S_ISSOCK, "套接字"),
    (stat.S_ISBLK, "块设备"),
    (stat.S_ISCHR, "字符设备"),
)
"""What is neither a file nor a folder, and what it is called"""


class Folder(Struct, frozen=True):
    """One folder of a walk, without what is not plain."""

    prefix: str
    """Relative to where the walk began, with a `/` at its end; empty for that itself"""
    folders: tuple[str, ...]
    """Names, sorted; hidden ones too, though they are not walked"""
    files: tuple[str, ...]
    """Names of plain files, sorted"""
    special: tuple[tuple[str, str], ...] = ()
    """Name and kind of what is left out"""


def kind_of(mode: int) -> str:
    """What a mode of `lstat` says that is neither file nor folder; empty for those. >>> kind_of(stat.S_IFIFO) → 命名管道."""
    return next((name for holds, name in SPECIAL if holds(mode)), "")


def in_the_way(root: Path, path: str) -> tuple[str, str]:
    """The first step from `root` down `path` that is no plain file or folder, and what it is; two empty words
    when all are, or nothing is there."""
    at = str(root)
    for step in path.split("/"):
        at = f"{at}/{step}"
        try:
            kind = kind_of(os.lstat(at).st_mode)
        except OSError:
            return "", ""
        if kind:
            return os.path.relpath(at, root).replace(os.sep, "/"), kind
    return "", ""


def walk(root: Path, below: str = "", *, hidden: bool = False) -> Iterator[Folder]:
    """The folders under `root`/`below`, in order; none when it is missing or reached through a link. Hidden
    folders are entered when asked for.

    `below` names a part of the content folder, so that a link in its place is not followed either.
    """
    start = f"{root}/{below}" if below else str(root)
    if below and in_the_way(root, below)[0]:
        return
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        found = _folder(start, prefix)
        yield found
        waiting += [
            f"{prefix}{name}/" for name in reversed(found.folders) if hidden or not name.startswith(".")
        ]


def _folder(start: str, prefix: str) -> Folder:
    folders, files, special = [], [], []
    try:
        with os.scandir(f"{start}/{prefix}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                elif entry.is_file(follow_symlinks=False):
                    files.append(entry.name)
                else:
                    special.append(
                        (entry.name, kind_of(entry.stat(follow_symlinks=False).st_mode) or "特殊文件")
                    )
    except OSError:
        pass  # what cannot be listed is no part of the content; a missing folder is an empty one
    return Folder(prefix, tuple(sorted(folders)), tuple(sorted(files)), tuple(sorted(special)))


def files_below(root: Path, below: str) -> Iterator[str]:
    """Paths of all plain files of a part of the content, relative to that part, in order; hidden ones too,
    save those in hidden folders."""
    return iter(sorted(folder.prefix + name for folder in walk(root, below) for name in folder.files))


def left_out(shown: str, kind: str) -> Problem:
    """The problem of what is not read because it is no plain file."""
    return Problem("X911", shown.encode("utf-8", "replace").decode("utf-8"), 0, "", (("kind", kind),))
