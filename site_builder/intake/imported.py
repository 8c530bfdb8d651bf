"""What an import yields, and how the libraries of the extra `import` are loaded."""

from importlib import import_module
from typing import Any

from msgspec import Struct

from site_builder.problems import Problem, UsageError
from site_builder.vocabulary import FileType


class Imported(Struct, frozen=True):
    """The text of an imported file with what is known about it. The original is kept by whoever writes this
    down."""

    text: str
    """Lines of readable text; empty if there was none (then `problems` says why)."""
    kind: FileType | None
    """None if the file type is not supported"""
    title: str = ""
    source_url: str = ""
    """Address the page says it has (`Url`, canonical, the browser's saved-from note); never guessed"""
    published: str = ""
    """As the page's metadata print it (PubDate)"""
    source: str = ""
    """ContentSource as printed: the publishing unit, not the issuer"""
    notes: tuple[str, ...] = ()
    """Chinese: how the text was found, for the person who imports"""
    problems: tuple[Problem, ...] = ()


def left_out(code: str, name: str, count: int) -> tuple[Problem, ...]:
    """The problem that so many of something were not imported; none for none."""
    return (Problem(code, name, 0, "", (("count", str(count)),)),) if count else ()


def library(name: str) -> Any:
    """Import a library of the extra `import` when it is first needed. Raises UsageError naming the command
    that installs it."""
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(
            f"导入这种文件需要另外安装组件（缺少 {error.name or name}）。请运行 make import，或者 pip install"
            ' "site-builder[import]"'
        ) from error
