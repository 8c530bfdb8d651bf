"""A run of MkDocs → the shells, and the files that MkDocs itself makes (theme assets, hand-written pages,
404).

MkDocs builds into a folder of ours. Among its pages are shell pages: they bypass Markdown, carry slot marks
instead of content, and their output is cut into shells and never published. Everything here is called by the
plugin's events, in the order of MkDocs.
"""

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from site_builder.model.page import Page
from site_builder.problems import BuildFailed, Problem
from site_builder.shells.page_lint import file_problems, is_foreign, page_problems
from site_builder.shells.sections import shell_name, shell_sources
from site_builder.shells.security_policy import with_policy
from site_builder.shells.splice import SLOTS, Shell, cut_shell, mark, values_of
from site_builder.vocabulary import SiteSection

LINTED_ENDINGS = (".html", ".htm", ".xhtml", ".svg", ".xml", ".css", ".js", ".mjs")
"""Files that are published as they are and can hold something that runs or asks"""


class ShellPage(MkDocsPage):
    """A page that MkDocs takes for one of its own, with values instead of Markdown. Its shape is the same for
    every page of the portal."""

    def __init__(
        self, file: File, config: MkDocsConfig, section: SiteSection, values: dict[str, str]
    ) -> None:
        super().__init__(_nav_title(config, file.src_uri), file, config)
        self.canonical_url = self.edit_url = (
            None  # both depend on the address; the head slot brings the canonical link
        )
        self.section = section
        self.values = values
        self.meta = {}

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Nothing to read: no YAML head, no Markdown."""
        self.markdown = ""
        self.meta = {
            "title": self.values["title"],
            "description": self.values["description"],
            "portal": {**self.values, "section": self.section},
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """The body is finished; Python-Markdown is never constructed."""
        self.content = self.values["body"]
        self.toc = []  # type: ignore[assignment]
        self.present_anchor_ids: set[str] = set()
        self.links_to_anchors: dict[File, dict[str, str]] = {}


def _nav_title(config: MkDocsConfig, src_uri: str) -> str:
    """The title that nav gives to a page, its path when it gives none."""
    stack: list[Any] = [config.nav or []]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            for title, value in item.items():
                if value == src_uri:
                    return str(title)
                stack.append(value)
        elif isinstance(item, list):
            stack.extend(item)
    return src_uri


class ShellCollector:
    """One run of MkDocs, watched from its events."""

    def __init__(self, preview: bool = False) -> None:
        self.preview = preview
        """Whether the pages are only shown by `mkdocs serve`"""
        self.outputs: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.warnings: list[str] = []
        self.problems: list[Problem] = []
        """What is unsafe in the hand-written pages"""
        self._live: tuple[MkDocsConfig, Navigation, Files, Any] | None = None
        self._nav: Navigation | None = None

    def add_shells(self, files: Files, config: MkDocsConfig) -> None:
        """Put the shell pages among MkDocs' files. A hand-written page keeps its address: then the section
        has no front page of ours."""
        values = {slot: mark(slot) for slot in SLOTS}
        taken = {file.dest_uri for file in files}
        for name, (section, src_uri) in shell_sources().items():
            file = File.generated(config, src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            if file.dest_uri in taken:
                continue
            files.append(file)
            ShellPage(file, config, section, values)
            self.names[src_uri] = name
        self._leave_out_folder_names(files)

    def _leave_out_folder_names(self, files: Files) -> None:
        """A hand-written file that is called as a folder that pages lie in (`content/pages/glossary`): there can be only one of the two, and MkDocs
        would stop at it."""
        folders = {
            file.dest_uri[:at] for file in files for at, letter in enumerate(file.dest_uri) if letter == "/"
        }
        for file in [file for file in files if file.dest_uri in folders]:
            files.remove(file)
            self.warnings.append(f"文件 {file.src_uri} 与网页的文件夹同名，没有发布，请改名")

    def look_at_files(self, files: Files, config: MkDocsConfig) -> None:
        """Look for what is unsafe in the files that are published as they are, and in the addresses that the
        settings load."""
        loaded = {str(each) for each in (*config.extra_css, *config.extra_javascript)}
        for file in files:
            ours = file.abs_src_path and file.src_dir == config.docs_dir and not file.is_documentation_page()
            if ours and file.src_uri not in loaded and file.src_uri.lower().endswith(LINTED_ENDINGS):
                text = file.content_bytes.decode("utf-8", "replace")
                self.problems += file_problems(f"pages/{file.src_uri}", text, config.site_url or "")
        settings = Path(str(config.config_file_path))
        lines = settings.read_text(encoding="utf-8", errors="replace").splitlines()
        for address in sorted(loaded):
            if is_foreign(address, config.site_url or ""):
                line = next((number for number, words in enumerate(lines, 1) if address in words), 0)
                self.problems.append(Problem("X942", settings.name, line, address))

    def look_at_page(self, html: str, page: MkDocsPage, config: MkDocsConfig) -> None:
        """Look for what is unsafe in a hand-written page."""
        if not isinstance(page, ShellPage):
            self.problems += page_problems(
                f"pages/{page.file.src_uri}", html, page.file.content_string, config.site_url or ""
            )

    def keep(self, nav: Navigation) -> None:
        """Remember the navigation for `render_in_full`."""
        self._nav = nav

    def keep_environment(self, environment: Any, config: MkDocsConfig, files: Files) -> None:
        """Remember what is needed to render a page in full later."""
        assert self._nav is not None
        self._live = (config, self._nav, files, environment)

    def take(self, output: str, page: MkDocsPage) -> str:
        """Put the policy into a page; keep the output of a shell page, any other goes its way."""
        brought = page.values.values() if isinstance(page, ShellPage) else [page.content or ""]
        output = with_policy(output, brought, self.preview)
        if page.file.src_uri in self.names:
            self.outputs[self.names[page.file.src_uri]] = output
        return output

    def take_template(self, output: str) -> str:
        """Put the policy into a page that has no source of its own: 404.html."""
        return with_policy(output, (), self.preview)

    def shells(self) -> dict[str, Shell]:
        """All shells. Raises BuildFailed when the theme has no place for a page's body."""
        try:
            return {name: cut_shell(name, output) for name, output in sorted(self.outputs.items())}
        except ValueError as error:
            raise BuildFailed(
                f"主题模板里没有放正文的位置（{error}）：请检查 themes/portal/main.html"
            ) from None

    def clear_shell_files(self, tree: Path) -> None:
        """Remove what is not for publication from the folder MkDocs built into: shell pages, and MkDocs'
        sitemap, which knows no page of ours."""
        for src_uri in self.names:
            file = tree / (src_uri.removesuffix("md") + "html")
            file.unlink(missing_ok=True)
            while file.parent != tree and file.parent.is_dir() and not any(file.parent.iterdir()):
                file = file.parent
                file.rmdir()
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (tree / name).unlink(missing_ok=True)

    def render_in_full(self, page: Page) -> bytes:
        """The page as Material renders it with the real values: what a stamped page must equal, byte for
        byte."""
        assert self._live is not None
        config, nav, files, environment = self._live
        file = File.generated(config, f"{page.url}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
        own = ShellPage(file, config, page.section, values_of(page))
        own.read_source(config)
        own.render(config, files)
        own.title = _nav_title(config, shell_sources()[shell_name(page.section, page.url)][1])
        own.active = True
        context = get_context(nav, files.documentation_pages(), config, own)
        context = config.plugins.on_page_context(context, page=own, config=config, nav=nav)
        output = environment.get_template(own.meta.get("template", "main.html")).render(context)
        return str(config.plugins.on_post_page(output, page=own, config=config)).encode(
            "utf-8", "xmlcharrefreplace"
        )


@contextlib.contextmanager
def collected_warnings(into: list[str], quiet: bool) -> Iterator[None]:
    """Collect what MkDocs warns about; `quiet` keeps it from also being printed."""

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            into.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    handler = Collector(logging.WARNING)
    propagate = logger.propagate
    logger.addHandler(handler)
    logger.propagate = propagate and not quiet
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
