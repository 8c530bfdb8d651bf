"""The page that stands where one could not be made and none was before: it says so, and the links to it are
not dead."""

from site_builder.model.corpus import Job
from site_builder.model.page import Page
from site_builder.pages.shared.frame import PageInfo
from site_builder.pages.shared.head_tags import head
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.urls import up

TITLE = "这个页面暂时没有生成"


def stand_in(job: Job, indexes: Indexes) -> Page:
    """The stand-in for the page of a job. It claims nothing about any report, and search engines are asked to
    leave it out."""
    info = PageInfo(job.url, job.section, TITLE, "生成这个页面时出了错，改正后会恢复。", index=False)
    home = up(job.url) or "./"
    body = (
        f"<h1>{TITLE}</h1>\n<p>生成这个页面时出了错，网站的其他页面不受影响。错误已经记在检查结果里，"
        "改正后这个页面就会恢复。</p>\n"
        f'<p><a href="{home}">回到首页</a></p>'
    )
    return Page(info.url, info.section, info.title, info.description, head(info, indexes), "", "", body)
