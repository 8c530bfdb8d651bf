"""A job and its inputs become a finished page: pure, so that any number of processes can do it and a stored
result can stand in for it."""

from site_builder.model.corpus import Inputs, Job
from site_builder.model.page import Page
from site_builder.pages.context import RenderContext
from site_builder.pages.plan import BY_NAME
from site_builder.pages.shared.frame import crumbs_html, toc_html
from site_builder.pages.shared.head_tags import head
from site_builder.pages.shared.urls import up


def render(job: Job, inputs: Inputs, context: RenderContext) -> Page:
    """Build the view the job asks for, put it through its template, and add what surrounds the body."""
    kind = BY_NAME[job.kind]
    view = kind.view(job, inputs, context.indexes)
    info = view.info
    way_up = up(info.url)
    return Page(
        url=info.url,
        section=info.section,
        title=info.title,
        description=info.description,
        head=head(info, context.indexes),
        crumbs=crumbs_html(info, way_up),
        toc=toc_html(info.toc),
        body=context.template(kind.template).render(view=view, info=info, up=way_up),
        lastmod=info.lastmod,
    )
