"""Templates are held against the types of their views before a page is made: every misspelt name is found,
none is invented."""

import re

import pytest
from msgspec import Struct

from site_builder.pages.context import build_environment
from site_builder.pages.plan import view_types
from site_builder.pages.template_check import TemplateFault, check_templates

VIEWS = view_types()
ATTRIBUTE = re.compile(r"(?<=[a-z\])])\.(?!html|json|csv)([a-z_]{3,})(?![\w.]*\.html)")


def faults(sources: dict[str, str]) -> tuple[TemplateFault, ...]:
    return check_templates(build_environment(sources), sources, VIEWS)


def test_the_shipped_templates_ask_for_nothing_that_is_not_there(templates: dict[str, str]) -> None:
    assert faults(templates) == ()


def test_a_misspelt_name_is_told_with_template_line_and_the_nearest_name(templates: dict[str, str]) -> None:
    spoilt = templates["pages/report.html"].replace("view.line.title }}", "view.line.titel }}")
    (fault,) = faults({**templates, "pages/report.html": spoilt})
    line = spoilt[: spoilt.index("titel")].count("\n") + 1
    assert (fault.template, fault.line) == ("pages/report.html", line)
    assert "titel" in fault.message and "title" in fault.message.split("，")[-1]


def test_nearly_every_misspelt_attribute_of_every_template_is_found(templates: dict[str, str]) -> None:
    tried = found = 0
    for name, source in templates.items():
        for match in list(ATTRIBUTE.finditer(source))[::11]:
            spoilt = source[: match.end(1)] + "x" + source[match.end(1) :]
            tried += 1
            found += bool(faults({**templates, name: spoilt}))
    assert tried > 80
    assert found / tried >= 0.95, (
        f"{found} of {tried}"
    )  # the rest is asked for with `is defined`, or lies in a namespace


class Leaf(Struct):
    """A member of the view."""

    words: str
    count: int


class Made(Struct):
    """A view with every shape of type a template goes through."""

    leaf: Leaf
    maybe: Leaf | None
    many: tuple[Leaf, ...]
    pairs: tuple[tuple[str, Leaf], ...]
    by_name: dict[str, tuple[Leaf, ...]]


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("{{ view.leaf.words }}{{ view.maybe.count }}", 0),
        ("{{ view.leaf.word }}", 1),
        ("{{ view.maybe.cout }}", 1),
        ("{% for each in view.many %}{{ each.count }}{{ loop.index }}{% endfor %}", 0),
        ("{% for each in view.many %}{{ each.cnt }}{{ loop.idx }}{% endfor %}", 2),
        ("{% for name, leaf in view.pairs %}{{ name }}{{ leaf.words }}{{ leaf.wrds }}{% endfor %}", 1),
        ("{% for name, leaves in view.by_name.items() %}{{ leaves[0].anything }}{% endfor %}", 0),
        ("{{ view.by_name['a'][0].wrds }}", 1),
        ("{{ view.many[:3][0].wrds }}", 1),
        ("{% set first = view.many|list %}{{ first[0].wrds }}", 1),
        ("{% set leaf = view.leaf %}{{ leaf.wrds }}", 1),
        ("{% if view.extra is defined %}x{% endif %}", 0),
        ("{{ unknown }}", 1),
        ("{{ view.leaf.words|upperr }}", 1),
        ("{% if view.leaf is strng %}{% endif %}", 1),
        ("{% macro m(leaf) %}{{ leaf.words }}{{ leaf.wrds }}{% endmacro %}{{ m(view.leaf) }}", 1),
        ("{% macro m(leaf) %}{{ leaf }}{% endmacro %}{{ m() }}", 1),
        ("{% macro m(leaf) %}{{ leaf }}{% endmacro %}{{ m(1, 2) }}", 1),
        ("{% macro m(leaf, up='') %}{{ leaf }}{% endmacro %}{{ m(view.leaf) }}{{ m(leaf=1, up=2) }}", 0),
        ("{% from 'macros/none.html' import x %}", 1),
        ("{% for x in view.many", 1),
        ("{{ urls.no_such_page() }}", 1),
        ("{{ view.leaf.words.title_case() }}", 1),
        ("{{ view.leaf.words.startswith('x') }}", 0),
    ],
)
def test_types_are_followed(source: str, wrong: int) -> None:
    sources = {"pages/made.html": source}
    assert len(check_templates(build_environment(sources), sources, {"pages/made.html": Made})) == wrong


def test_a_template_that_is_missing_is_told() -> None:
    (fault,) = check_templates(build_environment({}), {}, {"pages/home.html": Made})
    assert fault.template == "pages/home.html" and "找不到这个模板" in fault.message
