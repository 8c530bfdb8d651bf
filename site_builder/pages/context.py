"""What rendering needs besides the job and its inputs: the indexes and the compiled templates. Built once per
process, never from disk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, Template
from jinja2.bccache import Bucket

from site_builder.model.corpus import Corpus
from site_builder.pages.shared import urls
from site_builder.pages.shared.indexes import Indexes, build_indexes
from site_builder.pages.shared.wording import FILTERS
from site_builder.pages.template_code import PageCode, PageContext


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Read-only; one per process, because compiled templates do not travel between processes."""

    indexes: Indexes
    environment: Environment

    def template(self, name: str) -> Template:
        """A compiled template; Jinja keeps it."""
        return self.environment.get_template(name)


class CompiledTemplates(BytecodeCache):
    """Compiled templates in memory. Compiling all of them costs about 0.4 s of processor time, reading them
    back 0.01 s: one process does it for all."""

    def __init__(self, code: dict[str, bytes]) -> None:
        self.code = code

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what was compiled from the same source before; it checks that Python is the same."""
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja has compiled."""
        self.code[bucket.key] = bucket.bytecode_to_string()


COMPILER = jinja2.__version__
"""Compiled templates are of use to this version only"""


def compile_templates(templates: dict[str, str]) -> dict[str, bytes]:
    """Compile every template, for `build_context` in other processes. Raises TemplateSyntaxError for a
    template that is not one."""
    code: dict[str, bytes] = {}
    environment = build_environment(templates, code)
    for name in templates:
        environment.get_template(name)
    return code


def build_context(
    corpus: Corpus, templates: dict[str, str], compiled: dict[str, bytes] | None = None
) -> RenderContext:
    """Prepare for rendering: `templates` maps names (`pages/place.html`, `macros/charts.html`) to their
    sources."""
    return RenderContext(build_indexes(corpus), build_environment(templates, compiled))


class PageEnvironment(Environment):
    """Jinja with shorter code, see `template_code`."""

    code_generator_class = PageCode
    context_class = PageContext


def build_environment(templates: dict[str, str], compiled: dict[str, bytes] | None = None) -> Environment:
    """Jinja with everything escaped by default: report text is untrusted. An unknown name in a template is an
    error, never an empty string."""
    environment = PageEnvironment(
        loader=FunctionLoader(
            lambda name: (templates[name], name, None) if name in templates else None
        ),  # the name in tracebacks
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        cache_size=-1,
        auto_reload=False,
        bytecode_cache=None if compiled is None else CompiledTemplates(compiled),
    )
    filters: dict[str, Callable[..., Any]] = dict(FILTERS)
    environment.filters.update(filters)
    environment.globals["urls"] = urls
    return environment
