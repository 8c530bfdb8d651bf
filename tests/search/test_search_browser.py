"""The search page and the header's box in a real browser: what a reader types, sees, and where it leads."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from patience import PATIENCE
from playwright.sync_api import expect
from search_site import corpus, document, place, serve, term, write_index, write_page

from site_builder.model.facts import Document
from site_builder.model.indicators import Metric
from site_builder.search.build import IndexLimits

pytestmark = pytest.mark.browser

LUOHE = """#一、主要成效
全市办结行政复议案件312件，行政机关负责人出庭应诉率98.8%。12345热线受理４５６件。
推动行政诉讼“双下降”，<b>粗体</b>与<script>window.hurt = 1</script>均按原样显示。
#二、存在的不足
行政复议能力有待提升，基层执法力量薄弱。
#三、下一年工作安排
加强行政复议规范化建设，推进漯河法治建设。"""
CHANGZHI = """#一、工作成效
長治市受理行政複議案件88件，辦結率100%。
APP上线运行，二○二三年新增三个窗口。😀表情也是正文。
#二、第一责任人职责
主要负责人听取汇报4次。"""
PLAN = "加强复议工作，制定方案。规范性文件备案审查。"


def documents() -> dict[str, Document]:
    return {
        "luohe/2024": document(LUOHE, "漯河市2024年法治政府建设年度报告"),
        "changzhi/2023": document(CHANGZHI, "长治市2023年法治政府建设年度报告", "140400", "长治市", 2023),
        "yuanhui/2022-plan": document(PLAN, "源汇区法治政府建设实施方案", "411102", "源汇区", 2022, "plan"),
        "unplaced/x": document("没有年度的文件，也提到行政复议。", "某单位文件", "", "", None, "other"),
    }


PLACES = (
    place("410000", "河南省", "", "henan"), place("411100", "漯河市", "410000", "luohe", "河南省漯河市"), place("411102", "源汇区", "411100", "yuanhui"),
    place("140000", "山西省", "", "shanxi"), place("140400", "长治市", "140000", "changzhi"),
)  # fmt: skip
TERMS = (
    term("双下降", "shuangxiajiang", "shuang xia jiang"),
    term("行政复议", "xingzhengfuyi", "xing zheng fu yi"),
    term("<i>斜体</i>", "x", "xie ti"),
)
METRICS = (Metric("review-cases", "行政复议案件数", "复议", "件", "count", "", ()),)


def write(site: Path, shard_bytes: int = 1_000) -> dict[str, int]:
    made = documents()
    written = write_index(
        site,
        corpus(made, TERMS, PLACES, METRICS),
        made,
        IndexLimits(shard_bytes=shard_bytes, least_reports=1),
    )
    write_page(site)
    return written


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("portal")
    write(folder / "sub/path")
    with serve(folder) as address:
        yield address + "sub/path/"


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE)
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    assert page.errors == []
    assert page.evaluate("window.hurt") is None
    page.close()


def answered(page: Any) -> None:
    """Waits for the sum under the box: it is said when the results above it stand (names may follow)."""
    page.wait_for_function(
        "(s => s && s.textContent &&"
        " !s.textContent.startsWith('正在'))(document.querySelector('.search-status'))"
    )


def named(page: Any, site: str) -> None:
    """Waits until the names that match are shown, should there be any."""
    page.evaluate(
        """async base => {
          const { siteNames } = await import(base + 'assets/search-names.js');
          const names = await siteNames();
          await names.ready;
          await names.suggest(new URLSearchParams(location.search).get('q') ?? '', 6, false);
          await new Promise(done => setTimeout(done));
        }""",
        site,
    )


FETCHES = (
    "window.fetches = []; window.fetch = (real => (url, ...more) => {"
    " fetches.push(String(url).split('/search/').at(-1)); return real(url, ...more); })(fetch);"
)
"""Writes down in the page what it fetches, at the moment it does: news of a request reaches the test some
time later"""


def until(page: Any, condition: Callable[[], bool]) -> None:
    """Waits for what the test itself is told of; nothing is told to it unless it waits for the page."""
    for _ in range(PATIENCE // 20):
        if condition():
            return
        page.wait_for_timeout(20)
    raise AssertionError("waited in vain")


def ask(page: Any, site: str, query: str, **more: str | int) -> list[tuple[str, list[str]]]:
    """Results as the reader sees them: (address of the report below reports/, texts of the passages)."""
    told = "".join(f"&{name}={value}" for name, value in more.items())
    page.goto(f"{site}search/?q={quote(query, errors='surrogatepass')}{told}")
    answered(page)
    return page.eval_on_selector_all(
        ".search-hit",
        "hits => hits.map(hit => [hit.querySelector('h2 a').href.split('/reports/')[1],"
        " [...hit.querySelectorAll('.search-passage')].map(p => p.textContent)])",
    )


def status(page: Any) -> str:
    return page.text_content(".search-status")


def keys(found: list[Any]) -> set[str]:
    return {key.rstrip("/") for key, _ in found}


REVIEW = {"luohe/2024", "changzhi/2023", "unplaced/x"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("行政复议", REVIEW), ("行政複議", REVIEW), ("复议", {*REVIEW, "yuanhui/2022-plan"}), ("長治", {"changzhi/2023"}), ("议", {*REVIEW, "yuanhui/2022-plan"}),
        ("12345", {"luohe/2024"}), ("98.8%", {"luohe/2024"}), ("９８．８％", {"luohe/2024"}), ("456", {"luohe/2024"}), ("8.8%", {"luohe/2024"}), ("app", {"changzhi/2023"}),
        ("二零二三年", {"changzhi/2023"}), ("😀", {"changzhi/2023"}), ("“行政复议”", REVIEW), ("诉讼“双下降”，", {"luohe/2024"}),
        ("复议 规范", {"luohe/2024", "yuanhui/2022-plan"}), ("漯河 热线", {"luohe/2024"}), ("复议 -案件", {*REVIEW, "yuanhui/2022-plan"} - {"changzhi/2023"}),
        ("复议 -行政复议", {"yuanhui/2022-plan"}), ("复议 -行政複議", {"yuanhui/2022-plan"}), ("实施方案", {"yuanhui/2022-plan"}),
    ],
)  # fmt: skip
def test_what_is_found(page: Any, site: str, query: str, expected: set[str]) -> None:
    assert keys(ask(page, site, query)) == expected
    assert "约" not in status(page)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"year": 2024}, {"luohe/2024"}), ({"place": "410000"}, {"luohe/2024", "yuanhui/2022-plan"}), ({"place": "411102"}, {"yuanhui/2022-plan"}),
        ({"kind": 1}, {"yuanhui/2022-plan"}), ({"kind": 0}, {"luohe/2024", "changzhi/2023"}), ({"role": 2}, {"luohe/2024"}), ({"role": 3}, set()),
        ({"year": 2024, "place": "140000"}, set()),
    ],
)  # fmt: skip
def test_filters(page: Any, site: str, more: dict[str, str | int], expected: set[str]) -> None:
    assert keys(ask(page, site, "复议", **more)) == expected
    if more == {"role": 2}:
        assert page.eval_on_selector_all(".search-passage", "all => all.map(a => a.textContent)") == [
            "行政复议能力有待提升，基层执法力量薄弱。"
        ]


def test_a_result_leads_to_the_paragraph_and_marks_the_words(page: Any, site: str) -> None:
    ask(page, site, "出庭应诉率")
    assert page.get_attribute(".search-passage", "href") == site + "reports/luohe/2024/#s1-p1"
    assert page.eval_on_selector_all(".search-passage mark", "all => all.map(m => m.textContent)") == [
        "出庭应诉率"
    ]
    assert status(page).startswith("“出庭应诉率”：在4份文件")
    assert "找到1份，1段" in status(page)


def test_sorting_by_year(page: Any, site: str) -> None:
    assert [key for key, _ in ask(page, site, "复议", sort="year")] == [
        "luohe/2024/",
        "changzhi/2023/",
        "yuanhui/2022-plan/",
        "unplaced/x/",
    ]


HOSTILE = [".*", "(a+)+$", "[行", "\\", "<img src=x onerror=window.hurt=1>", "</script><script>window.hurt=1</script>", "行" * 10_000, "复议 " * 3_000, "\ud83d",
           "\udc00复议", "-", "- -", "\"", "“”", "\"\"", "-\"\"", "  ", "\x00", "__proto__", "constructor", "%", "%zz", "toString 复议", "😀" * 300]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_are_text_like_any_other(page: Any, site: str, query: str) -> None:
    page.goto(site + "search/")
    page.wait_for_selector(".search-form")
    expect(page.locator(".search-status")).to_contain_text("请输入")
    page.evaluate(
        "q => { document.querySelector('.search-form input').value = q;"
        " document.querySelector('.search-form').requestSubmit(); }",
        query,
    )
    answered(page)
    named(page, site)
    assert "出错" not in status(page)
    assert len(status(page)) < 1_500
    assert page.locator("#search-page script, #search-page img").count() == 0


def test_report_text_is_never_markup(page: Any, site: str) -> None:
    (found,) = ask(page, site, "window.hurt")
    assert "<script>window.hurt = 1</script>" in found[1][0]
    assert page.locator(".search-hit b, .search-hit script").count() == 0


def test_nothing_found_says_what_was_searched_and_suggests(page: Any, site: str) -> None:
    assert ask(page, site, "土地征收补偿 复议", year=2024) == []
    assert "没有找到" in status(page)
    assert "份文件" in status(page)
    expect(page.locator(".search-more")).to_contain_text("去掉筛选条件")


def test_only_exclusions_are_not_a_query(page: Any, site: str) -> None:
    assert ask(page, site, "-复议") == []
    assert "请至少输入一个要找的词" in status(page)
    assert page.text_content(".search-more") == ""


@pytest.mark.parametrize(
    ("typed", "first"),
    [("xzfy", "行政复议"), ("fuyi", "行政复议"), ("luohe", "漯河市"), ("lh", "漯河市"), ("sxj", "双下降"),
        ("fu", "行政复议"), ("shuangxj", "双下降"), ("changzhi", "长治市"),
     ("zhangzhi", "长治市"), ("漯河", "漯河市"), ("長治", "长治市"), ("LUOHE", "漯河市"), ("luohe2024", "漯河市2024年法治政府建设年度报告")],
)  # fmt: skip
def test_suggestions(page: Any, site: str, typed: str, first: str) -> None:
    page.goto(site + "search/")
    page.fill("#site-q", typed)
    expect(page.locator("#site-q-list [role=option] .suggest__name").first).to_have_text(first)


def test_the_box_is_a_combobox_for_the_keyboard(page: Any, site: str) -> None:
    page.goto(site + "search/")
    box, first = page.locator("#site-q"), page.locator("#site-q-list [role=option]").first
    box.focus()
    page.keyboard.insert_text(
        "fuyi"
    )  # at once: each letter by itself would bring suggestions of its own, and a choice among the earlier ones is lost
    expect(first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(first).to_be_hidden()
    page.keyboard.type(" ")
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/xingzhengfuyi/")


def test_names_that_match_stand_before_the_results(page: Any, site: str) -> None:
    ask(page, site, "fuyi")
    first = page.locator(".search-names a").first
    expect(first).to_be_visible()
    expect(first).to_have_text("行政复议")
    expect(first).to_have_attribute("href", site + "glossary/xingzhengfuyi/")


def test_the_address_holds_the_query_and_back_works(page: Any, site: str) -> None:
    ask(page, site, "复议")
    page.select_option(".search-form select[name=year]", "2024")
    hits = page.locator(".search-hit")
    expect(hits).to_have_count(1)
    page.wait_for_url("**q=%E5%A4%8D%E8%AE%AE&year=2024")
    page.go_back()
    expect(hits).to_have_count(4)
    page.select_option(".search-form [aria-label='地区：省']", "410000")
    expect(hits).to_have_count(2)
    page.select_option(".search-form [aria-label='地区：市']", "411100")
    page.select_option(".search-form [aria-label='地区：县']", "411102")
    page.wait_for_url("**place=411102")
    expect(hits).to_have_count(1)
    expect(hits.locator("h2 a")).to_have_attribute("href", site + "reports/yuanhui/2022-plan/")


def test_nothing_is_loaded_before_the_box_is_used(page: Any, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + "search/")
    expect(page.locator(".search-status")).to_contain_text("请输入")
    named(page, site)
    page.wait_for_load_state("networkidle")
    assert any(url.endswith("names.bin") for url in asked)
    assert not [url for url in asked if ".bin" in url and "names" not in url]
    assert all(url.startswith(site) for url in asked)


def test_everything_a_query_needs_is_asked_for_at_once(page: Any, tmp_path: Path) -> None:
    written = write(tmp_path / "s", 20)
    segments = {path.split("/")[1] for path in written if path.endswith("info.bin")}
    held: list[Any] = []
    index = re.compile(r"/search/\d[^/]*/[0-9a-z]+\.bin$")
    page.route(index, lambda route: held.append(route))
    page.add_init_script(FETCHES)
    with serve(tmp_path) as address:
        page.goto(f"{address}s/search/?q={quote('行政复议')}")
        expect(page.locator(".search-status")).to_have_text("正在搜索…")
        page.wait_for_function("fetches.some(each => each.endsWith('info.bin'))")
        asked = [each for each in page.evaluate("fetches") if index.search(f"/search/{each}")]
        assert {each for each in asked if each.endswith("info.bin")} == {
            f"{name}/info.bin" for name in segments
        }
        assert len(asked) > len(segments) * 2
        assert len(asked) == len(set(asked))
        until(page, lambda: len(held) >= len(asked))
        for route in held:
            route.continue_()
        answered(page)
        expect(page.locator(".search-hit")).to_have_count(3)
        assert [each for each in page.evaluate("fetches") if index.search(f"/search/{each}")] == asked, (
            "nothing more than was asked for at once"
        )
        assert sorted(route.request.url.split("/search/")[1] for route in held) == sorted(asked)
        page.unroute(index)


def test_the_index_is_asked_for_before_the_code_of_the_page_has_come(page: Any, site: str) -> None:
    held: list[Any] = []
    page.route(re.compile(r"search-(results|names)\.js$"), lambda route: held.append(route))
    with page.expect_response("**/info.bin"):
        page.goto(f"{site}search/?q={quote('行政复议')}", wait_until="commit")
    until(
        page,
        lambda: (
            {route.request.url.rsplit("/", 1)[1] for route in held}
            == {"search-results.js", "search-names.js"}
        ),
    )
    expect(page.locator(".search-form")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.locator(".search-hit")).to_have_count(3)


def test_an_address_with_a_query_fetches_nothing_twice(page: Any, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page, site, "行政复议")
    named(page, site)
    page.wait_for_load_state("networkidle")
    assert asked.count(site + "search/index.json") == 1
    assert len(asked) == len(set(asked))


def test_what_is_typed_is_asked_for_before_it_is_submitted(page: Any, site: str) -> None:
    page.add_init_script(FETCHES)
    page.goto(site + "search/")
    expect(page.locator(".search-status")).to_contain_text("请输入")
    named(page, site)
    start = len(page.evaluate("fetches"))
    page.focus(".search-form input")
    page.keyboard.insert_text("行政复议")
    page.wait_for_function("start => fetches.slice(start).some(each => each.endsWith('info.bin'))", arg=start)
    before = page.evaluate("start => fetches.slice(start)", start)
    assert any(not each.endswith("info.bin") for each in before)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))
    answered(page)
    named(page, site)
    asked = page.evaluate("start => fetches.slice(start)", start)
    assert {each.split("/")[0] for each in asked[len(before) :]} == {"text"}
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("broken", "query"),
    [
        ("index.json", "复议"),
        ("20*/*.bin", "行政复议"),
        ("text/*/*.bin", "行政复议"),
        ("names.bin", "复议"),
        ("fold.bin", "複議"),
    ],
)
@pytest.mark.parametrize("how", ["missing", "cut", "foreign"])
def test_a_damaged_index_gives_a_message_and_no_results(
    page: Any, tmp_path: Path, broken: str, query: str, how: str
) -> None:
    write(tmp_path / "s")
    for path in list((tmp_path / "s/search").glob(broken)):
        if how == "missing":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:5] if how == "cut" else b"<!doctype html><p>404")
    with serve(tmp_path) as address:
        page.goto(f"{address}s/search/?q={quote(query)}")
        expect(page.locator(".search-error")).to_contain_text("search/")
        expect(page.locator(".search-hit")).to_have_count(
            0
        )  # the message puts an end to all that is still under way
        page.goto("about:blank")


def test_an_opened_file_says_why_it_cannot_search(page: Any, tmp_path: Path) -> None:
    write(tmp_path)
    page.goto((tmp_path / "search/index.html").as_uri())
    page.wait_for_selector("[data-search-offline]:visible")
    expect(page.locator("#search-page")).to_be_hidden()


PARSED = [
    ("行政复议", ["行政复议"], []), ("  行政 复议　机关 ", ["行政", "复议", "机关"], []), ("复议 -案件", ["复议"], ["案件"]), ("“行政 复议”", ["行政 复议"], []),
    ('"行政 复议" -"不 予"', ["行政 复议"], ["不 予"]), ("诉讼“双下降”目标", ["诉讼“双下降”目标"], []), ("“双下降”目标", ["“双下降”目标"], []), ("“没有 结尾", ["“没有", "结尾"], []),
    ("-", ["-"], []), ("- 复议", ["-", "复议"], []), ("2020-2025", ["2020-2025"], []), ("复议 复议", ["复议"], []), ("「双下降」", ["双下降"], []), ("“”", ["“”"], []), ("", [], []),
]  # fmt: skip


def test_how_a_query_is_read(page: Any, site: str) -> None:
    page.goto(site + "search/")
    told = page.evaluate(
        "async ([base, all]) => { const { parseQuery } = await import(base + 'assets/search-index.js');"
        " return all.map(parseQuery); }",
        [site, [query for query, _, _ in PARSED]],
    )
    assert [(each["words"], each["without"]) for each in told] == [
        (words, without) for _, words, without in PARSED
    ]


def test_letters_mean_the_beginning_of_a_sentence_but_any_part_of_a_name(page: Any, site: str) -> None:
    page.goto(site + "search/")
    told = page.evaluate(
        """async base => {
          const { fit } = await import(base + 'assets/search-names.js');
          const readings = { 自: 'zi', 觉: 'jue jiao', 接: 'jie', 受: 'shou', 市: 'shi fu' };
          return [fit('自觉接受', 'js', readings, true), fit('自觉接受', 'zj', readings, true), fit('自觉接受', 'js', readings), fit('自觉接受', '接受', readings, true),
                  fit('自觉', 'zijiao', readings) < fit('自觉', 'zijue', readings), fit('自觉', 'zx', readings), fit('自', '', readings)];
        }""",
        site,
    )
    assert [bool(each) for each in told] == [False, True, True, True, True, False, False]


def test_a_large_site_is_searched_from_the_newest_on_and_nothing_is_lost(page: Any, site: str) -> None:
    page.goto(site + "search/")
    steps = page.evaluate(
        """async base => {
          const { SearchIndex, LIMITS } = await import(base + 'assets/search-index.js');
          Object.assign(LIMITS, { reports: 1, hits: 1 });
          const index = await new SearchIndex(base + 'search/').open();
          const found = await index.search('复议'), steps = [];
          const note = () => steps.push([found.searched.map((s) => s.last), found.hits.length]);
          note();
          while (found.waiting.length) { await index.search('', {}, found); note(); }
          return steps;
        }""",
        site,
    )
    assert len(steps) > 1
    assert steps[-1][1] == 4
    assert [count for _, count in steps] == sorted(count for _, count in steps)
    assert steps[0][0][0] == 2024
    assert steps[-1][0] == sorted(steps[-1][0], reverse=True)
