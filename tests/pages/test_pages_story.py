"""The page of a place with five made years (benchmarks/demo_years.py), from source text to HTML: what the
page says is known beforehand."""

import importlib.util
import re
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from site_builder.corpus.assemble import assemble
from site_builder.corpus.history.history import place_history
from site_builder.corpus.identity import report_key
from site_builder.corpus.rows import make_card
from site_builder.corpus.terms.terms import TermSet
from site_builder.extract.facts import extract
from site_builder.extract.metrics.compiled_rules import compile_tools
from site_builder.files.dictionary import read_dictionary
from site_builder.files.places import read_places
from site_builder.model.corpus import Inputs, SiteIdentity
from site_builder.model.facts import Document
from site_builder.model.page import Page
from site_builder.model.text import SourceFile
from site_builder.pages.context import build_context
from site_builder.pages.plan import plan
from site_builder.pages.render import render
from site_builder.parse.report import parse
from site_builder.text.clean import clean
from site_builder.vocabulary import Mode

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pages(templates: dict[str, str]) -> dict[str, Page]:
    spec = importlib.util.spec_from_file_location("demo_years_of_pages", ROOT / "benchmarks/demo_years.py")
    assert spec
    assert spec.loader
    demo = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = demo
    spec.loader.exec_module(demo)
    places = read_places(
        (ROOT / "site_builder/data/places-2023-06-30.tsv").read_text(encoding="utf-8"), demo.PLACES_YML
    )
    dictionary = read_dictionary(ROOT / "content/indicators")[0]
    tools = compile_tools(dictionary)
    documents: dict[str, Document] = {}
    for path, text in demo.demo_reports().items():
        data = text.encode()
        report = parse(clean(SourceFile(path, data, sha256(data).hexdigest())), places.registry)
        documents[report_key(report, places.registry)] = Document(report, extract(report, tools))
    cards = [make_card(document, key, ()) for key, document in documents.items()]
    corpus = assemble(
        cards,
        TermSet((), ()),
        places.registry,
        dictionary,
        places.deadlines,
        {},
        SiteIdentity("演示", "", "演示", Mode.INDEPENDENT),
    )
    context = build_context(corpus, templates)
    jobs = [job for job in plan(corpus) if job.kind in ("place", "place_year", "report")]
    story = place_history("410000-henan-demo", documents.items(), dictionary)
    return {job.url: render(job, Inputs(story=story, documents=documents), context) for job in jobs}


@pytest.fixture(scope="module")
def page(pages: dict[str, Page]) -> Page:
    return pages["places/henan-demo/"]


def words(page: Page) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", page.body))


def test_every_year_stands_in_the_timeline_and_the_gap_is_said(page: Page) -> None:
    assert re.findall(r'id="y(\d{4})"', page.body) == ["2024", "2023", "2022", "2021", "2020", "2019"]
    assert words(page).count("空缺：前后年度都有年度报告") == 1
    assert "逾期6天" in words(page)
    assert "按期（最后一天）" in words(page)
    assert "发布日期未知" in words(page)


def test_only_consecutive_years_are_compared(page: Page) -> None:
    assert re.findall(r"(\d{4})年度与(\d{4})年度", words(page)) == [
        ("2024", "2023"),
        ("2021", "2020"),
        ("2020", "2019"),
    ]


def test_a_promise_before_a_gap_is_left_open_and_one_without_answer_says_so(page: Page) -> None:
    assert words(page).count("还没有收录下一年度的报告") == 2
    assert "未见提及" in words(page)
    assert "共同词语：" in words(page)


def test_figures_lead_to_their_sentences(page: Page) -> None:
    for year, surface in ((2019, "56件"), (2024, "120件")):
        assert re.search(rf'href="\.\./\.\./reports/henan-demo/{year}/#q\d+"[^>]*>{surface}</a>', page.body)


def test_a_restated_figure_shows_both(page: Page) -> None:
    assert "前后不一致的数字" in words(page)
    assert re.search(r"61件.*58件", words(page)[words(page).rindex("先前的报告") :])


def test_there_is_a_page_for_each_pair_of_consecutive_years_and_for_no_gap(pages: dict[str, Page]) -> None:
    assert [url for url in pages if re.fullmatch(r"places/henan-demo/\d+/", url)] == [
        f"places/henan-demo/{year}/" for year in (2024, 2021, 2020)
    ]


def test_the_page_of_a_pair_holds_every_new_sentence_and_every_promise_with_its_answer(
    pages: dict[str, Page],
) -> None:
    demo = sys.modules["demo_years_of_pages"]
    for year in (2020, 2021, 2024):
        body = pages[f"places/henan-demo/{year}/"].body
        new, told = body.split('id="promises"')
        assert re.findall("<q>([^<]*)</q>", new) == [
            each.text for each in demo.sentences(year) if each.mark == "new"
        ]
        rows = re.findall("<tr><td>(.*?)</td><td[^>]*>(.*?)</td></tr>", told, re.DOTALL)
        assert len(rows) == len(demo.PROMISES[year - 1])
        for (promise, answer), (left, right) in zip(demo.PROMISES[year - 1], rows, strict=True):
            assert promise in left
            assert answer in right if answer else right == "未见提及"
        assert all(
            link.startswith(f"../../../reports/henan-demo/{year}/#")
            for link in re.findall('class="to-text" href="([^"]*)"', new)
        )


def test_place_pair_and_report_lead_to_each_other(pages: dict[str, Page]) -> None:
    assert {
        'href="../../places/henan-demo/2024/#promises"',
        'href="../../places/henan-demo/2021/#new"',
    } <= set(re.findall('href="[^"]*"', pages["places/henan-demo/"].body))
    pair = pages["places/henan-demo/2021/"]
    assert (
        'href="../../../places/henan-demo/"' in pair.crumbs
        and 'href="../../../places/henan-demo/2020/"' in pair.body
    )
    for year, links in {
        2019: ["2020/#promises"],
        2020: ["2020/", "2021/#promises"],
        2021: ["2021/"],
        2024: ["2024/"],
    }.items():
        body = pages[f"reports/henan-demo/{year}/"].body
        assert re.findall(r'href="[./]*places/henan-demo/(\d[^"]*)"', body) == links


def test_the_page_of_a_pair_says_what_was_restated_in_it_and_nothing_of_other_years(
    pages: dict[str, Page],
) -> None:
    assert [
        year for year in (2020, 2021, 2024) if "前后不一致的数字" in pages[f"places/henan-demo/{year}/"].body
    ] == [2021]
