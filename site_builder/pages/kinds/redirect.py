"""A page at every address that has changed (content/redirects.yml): it leads on by itself, with a link for
browsers that do not."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping

from site_builder.model.corpus import Inputs, Job
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.problems import Problem
from site_builder.vocabulary import PageName, SiteSection

REDIRECT_SECTIONS = {
    "metrics": SiteSection.INDICATORS,
    "documents": SiteSection.INDICATORS,
    "coverage": SiteSection.YEARS,
}
"""First part of an address → the section of the site it lies in, where the two are not called the same"""
GUESS_AMONG = 2000
"""Addresses a wrong one is compared with: 0.1 s for one line"""


class RedirectView(View, frozen=True):
    """A changed address."""

    target: str
    """The new address, site-relative"""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page per old address."""
    onward = dict(indexes.corpus.redirects)
    for old in onward:
        yield Job(old, PageName.REDIRECT, old, section_of(old), digest=digest_of(final(old, onward)))


def section_of(url: str) -> SiteSection:
    """The section an address lies in. A page below another section's front page would need a frame of its
    own: links in the frame are as short as they can be from where the page stands.

    >>> section_of("glossary/fangguanfugaige/"), section_of("metrics/penalties/")
    ('glossary', 'indicators')
    """
    first = url.partition("/")[0]
    return REDIRECT_SECTIONS.get(first) or SiteSection(first)


def view(job: Job, inputs: Inputs, indexes: Indexes) -> RedirectView:  # noqa: ARG001 - every page kind has this signature
    """The new address, found by the old one; chains are followed, a circle ends where it began."""
    target = final(job.key, dict(indexes.corpus.redirects))
    info = PageInfo(
        job.url,
        section_of(job.url),
        "地址已更改",
        "这个页面的地址已经更改。",
        column_type="概况信息",
        index=False,
        refresh=target,
    )
    return RedirectView(info, target)


def final(old: str, onward: Mapping[str, str]) -> str:
    """Where an old address leads in the end.

    >>> final("a/", {"a/": "b/", "b/": "c/"}), final("x/", {"x/": "y/", "y/": "x/"})
    ('c/', 'x/')
    """
    target = onward[old]
    seen = {old}
    while target in onward and target not in seen:
        seen.add(target)
        target = onward[target]
    return target


def leads_on(old: str, onward: Mapping[str, str], pages: Collection[str]) -> bool:
    """Whether there can be a redirect page: its own address is free, and the one it leads to is a page. A
    page always wins over a redirect."""
    return old not in pages and final(old, onward) in pages


def redirect_problems(
    redirects: Iterable[tuple[str, str]], pages: Collection[str], stated: Mapping[str, tuple[str, int]]
) -> tuple[Problem, ...]:
    """X958 for a line whose new address is no page, X959 for one whose old address is still a page. `stated`:
    old address → file and line."""
    onward = dict(redirects)
    problems = []
    for old, (file, line) in stated.items():
        if old not in onward:
            continue
        if old in pages:
            problems.append(Problem("X959", file, line, old))
        elif final(old, onward) not in pages:
            problems.append(
                Problem(
                    "X958", file, line, final(old, onward), (("guess", _guess(final(old, onward), pages)),)
                )
            )
    return tuple(problems)


def _guess(wrong: str, pages: Collection[str]) -> str:
    """The nearest address of the same part of the site, as a question."""
    part = wrong.partition("/")[0] + "/"
    among = [page for page in sorted(pages) if page.startswith(part)][:GUESS_AMONG]
    near = difflib.get_close_matches(wrong, among, n=1)
    return f"是不是 {near[0]}？" if near else ""
