"""What people come for, done from the home page in at most three steps, on a phone and on a desktop."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from browser_pages import WIDTHS, visit
from playwright.sync_api import expect

Step = Callable[[Any], None]


def follow(page: Any, link: Any) -> None:
    """To the page a link names, the whole of it: until then, the next step would find its words on the page
    that is left."""
    target = link.evaluate("link => link.href")
    assert target != page.url
    link.click()
    page.wait_for_url(lambda url: url == target)


def click(name: str, within: str = ".page") -> Step:
    return lambda page: follow(page, page.locator(within).get_by_role("link", name=name).first)


def navigate(name: str) -> Step:
    return lambda page: follow(page, page.locator(".site-nav").get_by_role("link", name=name))


def search(words: str) -> Step:
    def step(page: Any) -> None:
        page.fill("#site-q", words)
        page.press("#site-q", "Enter")
        page.wait_for_url(re.compile(r"/search/\?q="))

    return step


def open_settings(page: Any) -> None:
    page.locator("[data-reading-open]").click()
    expect(page.locator("#reading")).to_be_visible()


def setting(key: str, value: str) -> Step:
    return lambda page: page.locator(f'[data-reading="{key}"][value="{value}"]').check(force=True)


def shows(*words: str) -> Callable[[Any], None]:
    def check(page: Any) -> None:
        for each in words:
            page.locator(".page").get_by_text(each).locator("visible=true").first.wait_for()

    return check


def open_facts(page: Any) -> None:
    """A phone shows the facts folded, as soon as the page's script has run; it says when it has."""
    expect(page.locator("html")).to_contain_class("folded")
    for fold in page.locator(".report__facts > details").all():
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()
        expect(fold).to_have_attribute("open", "")


def source_is_served(page: Any) -> None:
    link = page.get_by_role("link", name="原始文件").get_attribute("href")
    expect(page.request.get(page.evaluate("href => new URL(href, location).href", link))).to_be_ok()


def lacks_are_marked(page: Any) -> None:
    cell = page.locator("td.content-absent").first
    assert "未见" in cell.inner_text() + (cell.locator("[title]").first.get_attribute("title") or "")


TASKS: dict[str, tuple[list[Step], Callable[[Any], None]]] = {
    "漯河的报告": ([click("漯河市"), click("关于2024年度法治政府建设情况的报告")], shows("主要举措与成效")),
    "两所一庭是什么": ([navigate("词语"), click("两所一庭")], shows("司法所", "派出所")),
    "哪些地方写了出庭应诉率": ([click("行政机关负责人出庭应诉率")], shows("西山区", "厦门市", "90%")),
    "洛阳打算做什么": ([click("洛阳市"), click("示范市")], shows("指导思想")),
    "哪些报告没有第一责任人部分": ([navigate("年度"), click("2024年度")], lacks_are_marked),
    "打开原始文件": ([click("关于2024年度法治政府建设情况的报告"), open_facts], source_is_served),
    "下载全部数据": ([navigate("数据")], shows("quantities.csv")),
    "比较两个地区": ([click("比较两个地区")], shows("比较")),
    "还没有解释的词": ([click("待解释的词")], shows("待释")),
    "示范指标第73项": (
        [click("示范指标体系"), click("2019年版"), click("支持人民法院依法受理和审理行政案件")],
        shows("142人次"),
    ),
    "全文搜索复议": ([search("复议")], shows("找到")),
    "换成繁体": ([open_settings, setting("script", "hant")], shows("報告")),
    "厦门哪些字待核对": ([click("厦门市"), click("厦门市2022年法治政府建设年度报告")], shows("待核对")),
}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_task_takes_three_steps_or_fewer(chromium: Any, site: str, width: int) -> None:
    with visit(chromium, site, width) as here:
        for task, (steps, check) in TASKS.items():
            assert len(steps) <= 3, task
            here.open("")
            here.page.evaluate("localStorage.clear()")
            here.open("")
            try:
                for step in steps:
                    step(here.page)
                check(here.page)
            except Exception as error:
                raise AssertionError(f"{task}: {here.page.url}: {str(error)[:400]}") from error
        assert here.troubles == []
