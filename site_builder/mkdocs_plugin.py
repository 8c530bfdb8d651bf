"""The MkDocs plugin `site_builder`: an adapter. MkDocs builds the frame into a folder of ours; when it is
done, the portal is built around it.

`mkdocs build` and `site-builder build` meet in `build.build` and publish the same bytes. A run that
`site-builder` itself started only harvests the frame.
"""

import contextlib
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import TemplateError
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from site_builder.build import FreshShells, Result, build
from site_builder.config import PluginOptions, SiteConfig, load_config
from site_builder.conventions import ADDRESSES, is_web
from site_builder.problems import Problem, SiteBuilderError, system_reason, template_fault
from site_builder.shells.docs_dir import plain_docs_dir
from site_builder.shells.prepared import EPOCH, forget_frames, keep_frames, shells_key, tree_of
from site_builder.shells.shell_pages import ShellCollector, collected_warnings
from site_builder.vocabulary import Severity

log = logging.getLogger("mkdocs.plugins.site_builder")


class PluginSettings(Config):  # type: ignore[no-untyped-call]  # MkDocs is untyped here
    """The options as MkDocs checks them and themes read them; the list itself is `config.PluginOptions`."""


PluginSettings._schema = tuple(
    (
        field.name,
        Type(str if issubclass(field.type, str) else field.type, default=field.default),
    )  # MkDocs hands over plain words, never members
    for field in msgspec.structs.fields(PluginOptions)
)


class SiteBuilderPlugin(BasePlugin[PluginSettings]):  # type: ignore[no-untyped-call]
    """Events of MkDocs in the order in which they come."""

    def __init__(self) -> None:
        self.harvest: ShellCollector | None = None
        """Set by `shells.prepared.run_mkdocs`: then the frame is all that is wanted"""
        self._own: _Run | None = None
        self._served = False

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002
        """Having this event keeps the plugin, and with it all caches of this process, alive while `mkdocs
        serve` rebuilds."""
        self._served = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Send MkDocs' output to a folder of ours; remember where it was to go."""
        os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
        if self.harvest is None:
            self._own = _Run(config, self._served)
            config.site_dir = str(tree_of(self._own.site))
        for option in ADDRESSES:  # what is no web address is told by `conventions` and linked by no template
            kept = config if option == "site_url" else self.config
            kept[option] = kept[option] if is_web(kept[option] or "") else ""
        root = Path(str(config.config_file_path)).parent
        config.docs_dir = str(plain_docs_dir(Path(config.docs_dir), root / self.config["cache"]))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Look at what is published as it is; put the shell pages among the files."""
        self._harvest.look_at_files(files, config)
        self._harvest.add_shells(files, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Remember the navigation."""
        self._harvest.keep(nav)
        return nav

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Remember how to render a page in full."""
        self._harvest.keep_environment(env, config, files)
        return env

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Look at a hand-written page as it is rendered."""
        self._harvest.look_at_page(html, page, config)
        return html

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Keep what Material made of a shell page."""
        return self._harvest.take(output, page)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Finish the pages that come from a template alone."""
        return self._harvest.take_template(output_content)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Build the portal around the frame."""
        if self._own:
            self._own.finish(config)
            self._own = None

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing of a failed run behind; name the template that is at fault instead of showing a
        traceback."""
        if self._own:
            self._own.close()
            self._own = None
        if isinstance(error, TemplateError):
            raise PluginError(template_fault(error)) from error

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:  # noqa: ARG002
        """Watch reports, glossary, dictionary and templates besides what MkDocs watches."""
        site = load_config(Path(str(config.config_file_path))).config
        for folder in (site.content, site.pages, *site.themes):
            if folder.is_dir():
                server.watch(str(folder))
        server.builder = _lasting(server.builder, Path(str(config.config_file_path)))
        return server

    @property
    def _harvest(self) -> ShellCollector:
        if self.harvest is not None:
            return self.harvest
        assert self._own is not None
        return self._own.harvest


def _lasting(builder: Callable[[], None], settings: Path) -> Callable[[], None]:
    """A round of the preview that outlives a broken template or setting: it says what is wrong, and the pages
    of the round before stay. MkDocs' own server would leave every request waiting until the mistake is
    mended.
    """

    def build_again() -> None:
        try:
            load_config(settings)  # says in Chinese what MkDocs would say in English
            builder()
        except (MkDocsException, SiteBuilderError, OSError, SystemExit) as error:
            log.error("没有更新，继续显示上一次的页面。%s", error)

    return build_again


class _Run:
    """One `mkdocs build`, or one round of `mkdocs serve`, from its first event to its last."""

    def __init__(self, config: MkDocsConfig, served: bool) -> None:
        self.harvest = ShellCollector(preview=served)
        self.target = config.site_dir
        workers = 1 if served else None  # a server has threads, and a preview is incremental anyway
        try:
            loaded = load_config(
                Path(str(config.config_file_path)), Path(self.target), config.site_url or "", workers
            )
        except SiteBuilderError as error:
            raise PluginError(str(error)) from None
        self.site: SiteConfig = loaded.config
        self.problems: tuple[Problem, ...] = loaded.problems
        self.key = shells_key(self.site) + (
            ":preview" if served else ""
        )  # another policy: no frame for a site that is published
        forget_frames(self.site)
        self._stack = contextlib.ExitStack()
        self._stack.enter_context(collected_warnings(self.harvest.warnings, quiet=False))

    def finish(self, config: MkDocsConfig) -> None:
        """Keep the frame, build the portal, say what is wrong. Raises Abort in strict mode when anything is."""
        self.close()
        try:
            shells = self.harvest.shells()
            self.harvest.clear_shell_files(tree_of(self.site))
            frames = keep_frames(self.site, self.key, shells, self.harvest.warnings, self.harvest.problems)
            result = build(
                self.site, self.problems, config.strict, made=FreshShells(frames, self.harvest.render_in_full)
            )
        except SiteBuilderError as error:
            raise PluginError(str(error)) from None
        except OSError as error:
            raise PluginError(
                f"读写文件时出错（{system_reason(error)}：{error.filename or ''}）。请检查磁盘空间和权限"
            ) from None
        finally:
            config.site_dir = self.target
        self._say(result)
        if result.failed and not config.strict:
            log.error("有文件没有发布：请按上面的提示改正")
        if not result.published:
            raise Abort("严格模式：有错误或警告，没有发布任何新内容")

    def _say(self, result: Result) -> None:
        """Problems as warnings (MkDocs' strict mode counts them), notes as information, one line of summary."""
        for problem in result.problems:
            if problem.code != "X907":  # MkDocs has said it itself
                where = f"{problem.file}:{problem.line}" if problem.line else problem.file
                level = logging.INFO if problem.severity == Severity.NOTE else logging.WARNING
                log.log(level, "%s: %s %s → %s", where, problem.code, problem.message, problem.advice)
        log.info(
            "文件 %d 份，页面 %d 个，写入 %d 个，未变 %d 个，删除 %d 个",
            result.documents,
            result.pages,
            result.written,
            result.unchanged,
            result.removed,
        )

    def close(self) -> None:
        """Stop collecting warnings."""
        self._stack.close()
