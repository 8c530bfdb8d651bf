"""Pages that could not be made: whose fault it is, and what stands at their address meanwhile.

A fault of the program, the theme or the machine strikes every page alike: then nothing is published. A fault
of one report, or of one moment, costs the pages it strikes: the last good page stays, unless it leads to
something that is gone; then, and where there was none, a page says so.
"""

import errno
import posixpath
import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import unquote

from jinja2 import TemplateError, TemplateNotFound, UndefinedError
from msgspec import Struct

from site_builder.model.corpus import Job
from site_builder.pages.shared import urls
from site_builder.problems import BuildFailed, fault_place, shorten, system_reason, template_place

ALIKE_PAGES = 10
"""Pages that fail in the same way and are more than half of their kind: no single report shows on so many, so
the code is at fault"""
OF_THE_MACHINE = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EROFS,
        errno.EACCES,
        errno.EPERM,
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOMEM,
    }
)
"""A full or closed disk, no more open files: the next page will meet the same"""
SOURCE_NAME = "/source.txt"
_FAILURES_LINK = re.compile(rb'\s(?:href|src)="([^"#?]+)')
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class Failure(Struct, frozen=True):
    """Why one page was not made."""

    url: str
    kind: str
    """Of the page"""
    reason: str
    place: str
    """Where in a template or in the code; equal failures have equal places"""
    general: bool
    """Whether the cause cannot lie in what the page shows"""


def failure_of(job: Job, error: Exception) -> Failure:
    """What went wrong with a page, in words, and whether its content can be the cause.

    A template that is missing or cannot be read, and a name that no object of the kind has, are wrong for
    every content. An element missing from a table, or an attribute asked of nothing (`None`), may be missing
    for this report only.
    """
    place = template_place(error) or fault_place(error)
    if isinstance(error, TemplateNotFound):
        reason = f"找不到模板 {error.name}"
    elif isinstance(error, OSError):
        reason = f"{system_reason(error)}{f'：{error.filename}' if error.filename else ''}"
    else:
        reason = f"{type(error).__name__}: {shorten(str(error), 200)}"
    return Failure(job.url, job.kind, reason, place, _general(error))


def _general(error: Exception) -> bool:
    if isinstance(error, UndefinedError):
        return not any(words in str(error) for words in ("has no element", "'dict object' has no"))
    if isinstance(error, TemplateError):  # before OSError: a template that is not found is one, too
        return True
    if isinstance(error, AttributeError):
        return error.obj is not None
    if isinstance(error, OSError):
        return error.errno in OF_THE_MACHINE
    return isinstance(error, (NameError, ImportError, MemoryError))


def refuse_if_general(failures: Iterable[Failure], jobs: Iterable[Job]) -> None:
    """Raise BuildFailed when the failures are of the program, the theme or the machine: of such a build
    nothing is published."""
    failed = list(failures)
    general = [each for each in failed if each.general]
    if not general:
        alike = Counter((each.kind, each.place) for each in failed)
        kinds = Counter(str(job.kind) for job in jobs)
        general = [
            each
            for each in failed
            if alike[each.kind, each.place] >= ALIKE_PAGES
            and 2 * alike[each.kind, each.place] > kinds[each.kind]
        ]
    if general:
        first = general[0]
        more = f"（这样的页面有 {len(general)} 个）" if len(general) > 1 else ""
        raise BuildFailed(
            f"页面 /{first.url} 生成不出来{more}：{first.place}：{first.reason}。没有发布任何新内容，"
            "原来的网站保持不变。"
            "改过 themes/ 里的模板的，请检查这一行；否则请检查磁盘，或者把这条信息发给维护者"
        )


def leads_astray(data: bytes, url: str, there: set[str] | frozenset[str], withdrawn: set[str]) -> bool:
    """Whether a page has a link to a file of the site that is not there, or to the page of a report that was
    withdrawn.

    >>> page = b'<a href="../b/#x">b</a> <img src="../c.png"> <a href="https://d/">d</a>'
    >>> leads_astray(page, "a/", {"b/index.html", "c.png"}, set()), leads_astray(page, "a/", {"b/index.html"}, set())
    (False, True)
    >>> leads_astray(page, "a/", {"b/index.html", "c.png"}, {"b/index.html"})
    True
    """
    for found in {link.decode("utf-8", "replace") for link in _FAILURES_LINK.findall(data)}:
        if _ELSEWHERE.match(found):
            continue
        path = posixpath.normpath(posixpath.join("/", url, unquote(found)))[1:]
        target = f"{path}/index.html".lstrip("/") if found.endswith(("/", "..", ".")) else path
        if target in withdrawn or target not in there:
            return True
    return False


def withdrawn_reports(before: Iterable[str], now: set[str]) -> set[str]:
    """Files of the pages of reports whose source was published and is no more: a page that leads there may
    quote what was taken back.

    >>> withdrawn_reports(["reports/luohe/2024/source.txt", "index.html"], {"reports/luohe/2024/index.html"})
    {'reports/luohe/2024/index.html'}
    """
    gone = (
        path.removesuffix(SOURCE_NAME) for path in before if path.endswith(SOURCE_NAME) and path not in now
    )
    return {urls.report(key.removeprefix("reports/")) + "index.html" for key in gone}
