"""Planning and rendering as a whole: every job renders, no two pages share an address, every link between pages has a page at its end."""

import pages_corpus as made

from site_builder.model.corpus import Inputs
from site_builder.pages.context import build_context
from site_builder.pages.plan import plan
from site_builder.pages.render import render


def test_every_planned_page_renders(templates: dict[str, str]) -> None:
    corpus = made.corpus(made.card("411100", 2024, "2025-02-27"), made.card("530112", 2017, "2018-03-26"), made.card("", 2020))
    context = build_context(corpus, templates)
    for job in plan(corpus):
        page = render(job, Inputs(), context)
        assert page.url == job.url
        assert page.body.lstrip().startswith("<h1")
