"""What MkDocs contributes to a build, kept until something it depends on changes: then, and only then, MkDocs
is imported and run.

A run costs about a second, most of it imports; an unchanged rebuild of a thousand reports has no second to
give away.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b, sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec
from msgspec import Struct

from site_builder.config import SiteConfig
from site_builder.files.fingerprints import content_digest
from site_builder.model.page import Page
from site_builder.problems import BuildFailed, Problem
from site_builder.shells.splice import Shell

SHELL_PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "jinja2",
    "markdown",
    "pymdown-extensions",
    "mkdocs-material-extensions",
    "pygments",
)
BODY_TEMPLATES = {"pages", "macros"}
"""Folders of the theme that hold page bodies: shells do not depend on them"""
EPOCH = "1577836800"
"""SOURCE_DATE_EPOCH unless the environment sets one: MkDocs puts the build time into what it writes, and
equal content must give equal bytes"""


class StaticFile(Struct, frozen=True):
    """A file that MkDocs made: theme asset, hand-written page, 404.html."""

    path: str
    sha256: str
    size: int


class PreparedShells(Struct, frozen=True):
    """The outcome of one run of MkDocs."""

    key: str
    shells: dict[str, Shell]
    files: tuple[StaticFile, ...]
    """Sorted by path; they lie in `tree_of(config)`"""
    problems: tuple[Problem, ...]


FullRenderer = Callable[[Page], bytes]
"""Renders a page without a shell; only at hand right after a run of MkDocs"""


def tree_of(config: SiteConfig) -> Path:
    """The folder MkDocs builds into."""
    return config.cache / "frame"


def _record_file(config: SiteConfig) -> Path:
    return config.cache / "frames.msgpack"


def kept_shells(config: SiteConfig) -> PreparedShells | None:
    """The outcome of the last run if nothing it depends on has changed since, and its files are all there."""
    try:
        frames = msgspec.msgpack.decode(_record_file(config).read_bytes(), type=PreparedShells)
    except (OSError, msgspec.DecodeError):
        return None
    tree = tree_of(config)
    whole = all(_size(tree / file.path) == file.size for file in frames.files)
    return frames if whole and frames.key == shells_key(config) else None


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return -1


def keep_frames(
    config: SiteConfig,
    key: str,
    shells: dict[str, Shell],
    warnings: Iterable[str],
    found: Iterable[Problem] = (),
) -> PreparedShells:
    """Record the outcome of a run that has just filled the tree; unused assets are removed from it."""
    tree = tree_of(config)
    prune(tree, shells.values(), config.themes)
    files = tuple(
        StaticFile(path, sha256(data).hexdigest(), len(data))
        for path in _walk(tree)
        for data in [(tree / path).read_bytes()]
    )
    problems = tuple(Problem("X907", "pages", 0, text) for text in dict.fromkeys(warnings))
    problems = (*problems, *dict.fromkeys(found))
    frames = PreparedShells(key, shells, files, problems)
    part = _record_file(config).with_suffix(".part")
    part.write_bytes(msgspec.msgpack.encode(frames))
    part.replace(_record_file(config))
    return frames


def forget_frames(config: SiteConfig) -> None:
    """The tree is about to change: a record of it must not outlive it."""
    _record_file(config).unlink(missing_ok=True)


def shells_key(config: SiteConfig) -> str:
    """Of everything a run of MkDocs depends on: settings, hand-written pages, theme, versions, the code of
    this package's engine."""
    seen = blake2b(digest_size=16)
    for part in (
        config.settings,
        config.portal.url,
        os.environ.get("SOURCE_DATE_EPOCH", EPOCH),
        *(_version(name) for name in SHELL_PACKAGES),
    ):
        seen.update(part.encode() + b"\0")
    seen.update(content_digest([config.pages], hidden=True).encode())
    roots = [*config.themes, Path(__file__).parent]
    for root in roots:
        for path in _walk(root):
            if root in config.themes and path.split("/", 1)[0] in BODY_TEMPLATES:
                continue
            seen.update(path.encode("utf-8", "surrogateescape") + b"\0")
            seen.update(sha256((root / path).read_bytes()).digest())
        seen.update(b"\1")
    return seen.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _walk(root: Path) -> Iterator[str]:
    """Relative paths of all regular files, in order; links are followed only to files."""
    found = []
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if name != "__pycache__"]
        prefix = "" if folder == str(root) else os.path.relpath(folder, root).replace(os.sep, "/") + "/"
        found += [prefix + name for name in files if Path(folder, name).is_file()]
    return iter(sorted(found))


def prune(tree: Path, shells: Iterable[Shell], themes: Iterable[Path]) -> None:
    """Remove Material's assets that no page can ask for: source maps always, its search (35 files of
    stemmers) and styles when no page names them.

    What the portal's own theme brings stays, named or not: scripts load scripts.
    """
    pages = b"".join(b"".join(shell.pieces) for shell in shells)
    pages += b"".join(file.read_bytes() for file in sorted(tree.rglob("*.html")))
    for file in sorted((tree / "assets").rglob("*.map")):
        file.unlink()
    if b"assets/javascripts/workers/" not in pages:
        shutil.rmtree(tree / "assets/javascripts/workers", ignore_errors=True)
        shutil.rmtree(tree / "assets/javascripts/lunr", ignore_errors=True)
    for pattern in ("assets/javascripts/bundle.*.js", "assets/stylesheets/*.css", "assets/images/*"):
        for file in sorted(tree.glob(pattern)):
            own = any((theme / file.relative_to(tree)).exists() for theme in themes)
            if not own and file.name.encode() not in pages:
                file.unlink()
    for folder in sorted((tree / "assets").rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def run_mkdocs(config: SiteConfig) -> tuple[PreparedShells, FullRenderer]:
    """Run MkDocs for its shells and files. Raises BuildFailed with MkDocs' words when it fails; its warnings
    become problems X907."""
    from mkdocs.commands.build import build  # a second of imports, needed only here
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException, PluginError

    from site_builder.shells.shell_pages import ShellCollector, collected_warnings

    for folder, setting in (
        (config.pages, "docs_dir"),
        *((theme, "theme 下面的 custom_dir") for theme in config.themes),
    ):
        if not folder.is_dir():
            raise BuildFailed(
                f"找不到文件夹 {folder.name}：请检查 {config.file.name} 里的 {setting}。没有发布任何新内容，"
                "原来的网站保持不变"
            )
    key = shells_key(config)
    forget_frames(config)
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    harvest = ShellCollector()
    with collected_warnings(harvest.warnings, quiet=True):
        try:
            overrides = {"site_url": config.portal.url} if config.portal.url else {}
            settings = load_config(str(config.file), site_dir=str(tree_of(config)), strict=False, **overrides)
            plugin = settings.plugins.get("site_builder")
            if plugin is None:
                raise BuildFailed(f"{config.file.name} 的 plugins 里没有 site_builder：请加上这一行再构建")
            plugin.harvest = harvest
            build(settings)
        except (MkDocsException, SystemExit) as error:
            said = "；".join(harvest.warnings)
            raise BuildFailed(
                str(error) if isinstance(error, PluginError) or not said else f"MkDocs 没有完成：{said}"
            ) from error
    shells = harvest.shells()
    harvest.clear_shell_files(tree_of(config))
    return keep_frames(config, key, shells, harvest.warnings, harvest.problems), harvest.render_in_full
