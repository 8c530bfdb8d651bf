"""Our shorter template code writes what Jinja's own writes, and refuses what Jinja's refuses."""

from decimal import Decimal

import jinja2
import pages_corpus as made
import pytest
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from msgspec import Struct
from test_pages_plan import CARDS

from site_builder.pages.context import RenderContext, build_environment
from site_builder.pages.plan import plan
from site_builder.pages.render import render
from site_builder.pages.shared.indexes import build_indexes


class Thing(Struct):
    """A record with an attribute of every kind a template may meet."""

    text: str = made.HOSTILE
    html: Markup = Markup("<b>&amp;</b>")
    nothing: None = None
    yes: bool = True
    count: int = 7
    exact: Decimal = Decimal("98.80")
    many: tuple[str, ...] = ("<", "&")


class Own:
    """Not a string, but it knows its HTML."""

    def __html__(self) -> str:
        return "<i>"


def plain(environment: Environment) -> Environment:
    """The same environment as Jinja makes it: its own code, context and escaping."""
    other = Environment(
        loader=environment.loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    other.filters.update(environment.filters)
    other.globals.update(environment.globals)
    return other


def test_every_page_is_as_jinja_itself_makes_it(templates: dict[str, str]) -> None:
    corpus, store = made.full_corpus(*CARDS)
    indexes = build_indexes(corpus)
    ours = RenderContext(indexes, build_environment(templates))
    theirs = RenderContext(indexes, plain(ours.environment))
    for job in plan(corpus):
        assert render(job, store.inputs(job), ours).body == render(job, store.inputs(job), theirs).body, (
            job.url
        )


MACROS = (
    "{% macro m(a, b='d') %}[{{ a }}{{ b }}]{% endmacro %}{% macro rest() %}{{ varargs }}{{ kwargs }}{%"
    " endmacro %}"
)


@pytest.mark.parametrize(
    "source",
    [
        "{{ t.text }}{{ t.html }}{{ t.nothing }}{{ t.yes }}{{ t.count }}{{ t.exact }}{{ t.many }}{{ own }}",
        (
            "{{ t.text|upper }}{{ t.html ~ t.text }}{{ t.text ~ '<' }}{{ t.many|join('<') }}{{ '<' }}{{"
            " t.text|safe }}"
        ),
        "{% for each in t.many %}{{ loop.index }}{{ each }}{% endfor %}{% if t.count == 7 %}=={% endif %}",
        MACROS + "{{ m(t.text) }}{{ m(t.text, t.html) }}{{ m(b=t.text, a=1) }}{{ rest(1, t.text, c='<') }}{{"
        " m(m(t.text, '&'), '') }}",
        MACROS
        + "{% for each in t.many %}{{ m(each, loop.index) }}{% endfor %}{% set kept %}{{ t.text }}{% endset"
        " %}{{ kept }}",
        "{% macro wrap() %}({{ caller() }}){% endmacro %}{% call wrap() %}{{ t.text }}{% endcall %}",
        (
            "{% if t.missing is defined %}x{% else %}y{% endif %}{% if t.text is defined and t.text is not"
            " none %}z{% endif %}"
        ),
        "{{ t.__class__.__name__ }}{{ own.__class__ is defined }}",
    ],
)
def test_the_shorter_code_writes_the_same(source: str) -> None:
    ours = build_environment({"x": source})
    assert ours.get_template("x").render(t=Thing(), own=Own()) == plain(ours).get_template("x").render(
        t=Thing(), own=Own()
    )


@pytest.mark.parametrize(
    "source",
    [
        "{{ t.missing }}",
        "{{ unknown }}",
        "{{ t.class }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}{{ m() }}",
    ],
)
def test_what_is_not_there_is_an_error(source: str) -> None:
    with pytest.raises((jinja2.UndefinedError, AttributeError, TypeError)):
        build_environment({"x": source}).get_template("x").render(t=Thing())
