"""One build at a time per cache: a lock that the operating system releases when the process ends, however it
ends."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from site_builder.problems import BuildFailed, UsageError, system_reason


@contextlib.contextmanager
def build_lock(cache: Path) -> Iterator[None]:
    """Hold the cache for this process. Raises UsageError when another process holds it, BuildFailed when it
    cannot be written."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        file = (cache / "lock").open("a+b")
    except OSError as error:
        raise BuildFailed(
            f"缓存文件夹 {cache} 不能写（{system_reason(error)}）。没有发布任何新内容，请检查磁盘空间和写权限"
        ) from None
    with file:
        if not _take(file):
            raise UsageError("另一个构建正在使用同一个缓存文件夹：请等它结束再运行")
        try:
            yield
        finally:
            _release(file)


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
