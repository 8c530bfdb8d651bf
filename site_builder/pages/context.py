"""What rendering needs besides the job and its inputs: the indexes and the compiled templates. Built once per process, never from disk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, Template

from site_builder.model.corpus import Corpus
from site_builder.pages import urls
from site_builder.pages.indexes import Indexes, build_indexes
from site_builder.pages.wording import FILTERS


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Read-only; one per process, because compiled templates do not travel between processes."""

    indexes: Indexes
    environment: Environment

    def template(self, name: str) -> Template:
        """A compiled template; Jinja keeps it."""
        return self.environment.get_template(name)


def build_context(corpus: Corpus, templates: dict[str, str]) -> RenderContext:
    """Prepare for rendering: `templates` maps names (`pages/place.html`, `macros/charts.html`) to their sources."""
    return RenderContext(build_indexes(corpus), build_environment(templates))


def build_environment(templates: dict[str, str]) -> Environment:
    """Jinja with everything escaped by default: report text is untrusted. An unknown name in a template is an error, never an empty string."""
    environment = Environment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        cache_size=-1,
        auto_reload=False,
    )
    filters: dict[str, Callable[..., Any]] = dict(FILTERS)
    environment.filters.update(filters)
    environment.globals["urls"] = urls
    return environment
