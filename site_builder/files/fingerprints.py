"""Fingerprints of code, tables and templates: what a stored result depends on besides its own input. A
changed rule can never leave a stale page."""

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

from site_builder.files.plain import in_the_way, walk

PACKAGE = Path(__file__).parents[1]
READING = (
    "model",
    "problem_catalogue.py",
    "problems.py",
    "rules",
    "matching",
    "text",
    "parse",
    "extract",
    "data",
    "pipeline/understand.py",
    "files/plain.py",
    "files/sources.py",
    "files/strays.py",
    "files/sidecars.py",
    "files/staff_text.py",
    "files/yaml_records.py",
    "files/yaml_lines.py",
)
LINKING = (*READING, "corpus", "search", "pages/exports", "pipeline/index_documents.py")
RENDERING = (*LINKING, "pages", "pipeline", "shells", "workers")


@cache
def code_digest(parts: tuple[str, ...]) -> str:
    """Of the source files and tables of these parts of the package; read once per process (about 10 ms for
    all)."""
    return files_digest(PACKAGE / part for part in parts)


def files_digest(roots: Iterable[Path]) -> str:
    """Of the bytes and relative names of all files under these files or folders, hidden ones left out; a
    missing root counts as empty."""
    seen = blake2b(digest_size=16)
    for root in roots:
        for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith("."):
                seen.update(str(file.relative_to(root.parent)).encode("utf-8", "surrogateescape") + b"\0")
                seen.update(blake2b(file.read_bytes(), digest_size=16).digest())
        seen.update(b"\1")
    return seen.hexdigest()


def content_digest(roots: Iterable[Path], *, hidden: bool = False) -> str:
    """The same of parts of the content folder, where only plain files are opened; of what is left out the
    name and the kind count, for it is told."""
    seen = blake2b(digest_size=16)
    for root in roots:
        way, kind = in_the_way(root.parent, root.name)
        if not way and root.is_file():
            seen.update(blake2b(root.read_bytes(), digest_size=16).digest())
        seen.update(f"{root.name}\0{kind}\0".encode("utf-8", "surrogateescape"))
        for folder in walk(root.parent, root.name, hidden=hidden):
            for name in folder.files:
                if hidden or not name.startswith("."):
                    seen.update(f"{folder.prefix}{name}\0".encode("utf-8", "surrogateescape"))
                    seen.update(blake2b((root / folder.prefix / name).read_bytes(), digest_size=16).digest())
            seen.update(repr(folder.special).encode())
        seen.update(b"\1")
    return seen.hexdigest()


def digest(*parts: str | bytes) -> str:
    """Of several strings, told apart: ("ab", "c") is not ("a", "bc")."""
    seen = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        seen.update(len(data).to_bytes(8) + data)
    return seen.hexdigest()


def read_tree(folder: Path, suffix: str) -> dict[str, str]:
    """Relative name → text of every file with this suffix under a folder: templates, glossary files."""
    files = sorted(folder.rglob(f"*{suffix}")) if folder.is_dir() else []
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in files
        if file.is_file()
    }
