"""A page at every address that has changed (content/redirects.yml): it leads on by itself, with a link for browsers that do not."""

from collections.abc import Iterator

from site_builder.model.corpus import Inputs, Job
from site_builder.pages.digest import digest_of
from site_builder.pages.frame import PageInfo, View
from site_builder.pages.indexes import Indexes


class RedirectView(View, frozen=True):
    """A changed address."""

    target: str
    """The new address, site-relative"""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page per old address."""
    for old, new in indexes.corpus.redirects:
        yield Job(old, "redirect", old, "about", digest=digest_of(new))


def view(job: Job, inputs: Inputs, indexes: Indexes) -> RedirectView:  # noqa: ARG001 - every page kind has this signature
    """The new address, found by the old one; chains are followed, a circle ends where it began."""
    onward = dict(indexes.corpus.redirects)
    target = onward[job.key]
    seen = {job.key}
    while target in onward and target not in seen:
        seen.add(target)
        target = onward[target]
    info = PageInfo(job.url, "about", "地址已更改", "这个页面的地址已经更改。", column_type="概况信息", index=False, refresh=target)
    return RedirectView(info, target)
