"""What several years of a place tell, on five made years whose truth is known (benchmarks/demo_years.py),
through the real pipeline from file to story."""

import importlib.util
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest
from corpus_made import make_document, quantity
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from patience import processor_seconds

from site_builder.corpus.history import common_phrases as shared
from site_builder.corpus.history import shingles as pieces
from site_builder.corpus.history.common_phrases import shared_phrases
from site_builder.corpus.history.history import place_history
from site_builder.corpus.history.normalized_text import content, masked
from site_builder.corpus.history.passages import read
from site_builder.corpus.history.promises import promises
from site_builder.corpus.history.recurring import recurring
from site_builder.corpus.history.revisions import amounts, restated_problems
from site_builder.corpus.history.series import series
from site_builder.corpus.history.timeline import timeliness
from site_builder.corpus.history.year_diff import carried
from site_builder.corpus.identity import report_key
from site_builder.corpus.rows import make_card
from site_builder.extract.facts import extract
from site_builder.extract.metrics.compiled_rules import compile_tools
from site_builder.files.dictionary import read_dictionary
from site_builder.files.places import PlacesReading, read_places
from site_builder.model.facts import Document, Facts
from site_builder.model.history import PlaceHistory
from site_builder.model.indicators import Dictionary
from site_builder.model.report import Sourced
from site_builder.model.text import SourceFile
from site_builder.parse.report import parse
from site_builder.problems import Problem
from site_builder.text.clean import clean

ROOT = Path(__file__).parents[2]
PLACE = "410000-henan-demo"


def load(path: str, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


demo = load("benchmarks/demo_years.py", "demo_years")


@cache
def places() -> PlacesReading:
    table = (ROOT / "site_builder/data/places-2023-06-30.tsv").read_text(encoding="utf-8")
    return read_places(table, demo.PLACES_YML)


@cache
def dictionary() -> Dictionary:
    return read_dictionary(ROOT / "content/indicators")[0]


@cache
def documents() -> dict[str, Document]:
    tools = compile_tools(dictionary())
    out = {}
    for path, text in demo.demo_reports().items():
        data = text.encode()
        report = parse(clean(SourceFile(path, data, sha256(data).hexdigest())), places().registry)
        out[report_key(report, places().registry)] = Document(report, extract(report, tools))
    return out


@cache
def story() -> PlaceHistory:
    return place_history(PLACE, documents().items(), dictionary())


def test_the_made_reports_are_read_as_what_they_are() -> None:
    assert list(documents()) == [f"henan-demo/{year}" for year in demo.YEARS]
    assert all(document.report.head.place.value == PLACE for document in documents().values())
    assert not places().problems


def test_the_gap_is_a_gap_and_delay_is_told_in_days() -> None:
    cards = [make_card(document, key, ()) for key, document in documents().items()]
    assert story().gaps == (2022,)
    told = {card.year: timeliness(card, places().deadlines, places().registry) for card in cards}
    assert {year: each.days for year, each in told.items()} == demo.DAYS_LATE
    assert {year: each.status for year, each in told.items()} == {
        2019: "in_time",
        2020: "late",
        2021: "in_time",
        2023: "unknown",
        2024: "in_time",
    }


def test_what_is_new_is_exactly_what_was_written_anew() -> None:
    assert [(each.previous, each.report) for each in story().carried] == [
        ("henan-demo/2023", "henan-demo/2024"),
        ("henan-demo/2020", "henan-demo/2021"),
        ("henan-demo/2019", "henan-demo/2020"),
    ]
    for each in story().carried:
        truth = demo.sentences(int(each.report[-4:]))
        preamble = 1  # 本文是虚构的演示材料
        assert [passage.text for passage in each.fresh] == [s.text for s in truth if s.mark == "new"]
        assert each.unchanged == sum(s.mark == "same" for s in truth) + preamble
        assert each.similar == sum(s.mark == "figures" for s in truth)
        assert each.sentences == len(truth) + preamble


def test_every_promise_stands_beside_its_answer_or_is_not_mentioned() -> None:
    told = {(promise.passage.year, promise.passage.text): promise for promise in story().promises}
    assert set(told) == {(year, text) for year in demo.YEARS for text, _ in demo.PROMISES[year]}
    for year in demo.YEARS:
        for text, answer in demo.PROMISES[year]:
            promise = told[year, text]
            assert promise.next_report == (f"henan-demo/{year + 1}" if year + 1 in demo.YEARS else "")
            assert [found.passage.text for found in promise.answers] == ([answer] if answer else [])
            assert all(
                phrase in text and phrase in found.passage.text
                for found in promise.answers
                for phrase in found.shared
            )
    assert [promise.passage.year for promise in story().promises] == sorted(
        (p.passage.year for p in story().promises), reverse=True
    )


def test_the_shortcoming_that_returns_is_the_only_one() -> None:
    (found,) = story().recurring
    assert [passage.year for passage in found.passages] == list(demo.RECURRING)
    assert found.shared == ("行政复议应诉力量",)


def test_a_figure_told_differently_a_year_later_is_shown_with_both_sentences() -> None:
    (found,) = story().restated
    year, said, told = demo.RESTATED
    assert (found.year, found.earlier.quantity.value, found.later.quantity.value) == (year, said, told)
    assert found.metric == "reconsideration-accepted"
    assert f"{said}件" in found.note and f"{told}件" in found.note


def retold(**changes: Document) -> tuple[Problem, ...]:
    made = {**documents(), **changes}
    cards = sorted(
        (make_card(document, key, ()) for key, document in made.items()), key=lambda card: card.year or 0
    )
    return restated_problems(cards, lambda key: amounts(made[key]), dictionary())


def test_staff_are_told_of_it_at_its_line_in_the_later_report() -> None:
    (found,) = story().restated
    (problem,) = retold()
    assert (problem.code, problem.severity, problem.line, problem.text) == (
        "Q512",
        "note",
        found.later.quantity.line,
        found.later.quantity.surface,
    )
    assert problem.file == f"reports/{documents()[found.later.report].report.path}"
    assert found.note in problem.message


def test_reports_that_are_not_of_the_government_itself_retell_nothing() -> None:
    (found,) = story().restated
    later = documents()[found.later.report]
    for changes in (
        {"withheld": "涉密"},
        {"head": replace(later.report.head, level="department")},
        {"head": replace(later.report.head, year=Sourced(2050))},
    ):
        assert retold(**{found.later.report: Document(replace(later.report, **changes), later.facts)}) == ()


def test_series_hold_what_each_report_claims_for_its_own_year() -> None:
    by_metric = {each.metric: each for each in story().series}
    accepted = by_metric["reconsideration-accepted"]
    assert {(figure.year, int(figure.quantity.value or 0)) for figure in accepted.figures} == set(
        demo.ACCEPTED.items()
    )
    assert [f.quantity.value for f in by_metric["litigation-appearance-rate"].figures] == list(
        demo.APPEARANCE.values()
    )


def test_the_order_of_documents_does_not_matter() -> None:
    assert place_history(PLACE, reversed(list(documents().items())), dictionary()) == story()


def test_large_collections_are_looked_up_otherwise_with_the_same_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = story()
    for module, name, value in ((shared, "DENSE", 0), (pieces, "FEW", 0), (pieces, "BATCH", 1)):
        monkeypatch.setattr(module, name, value)
    assert place_history(PLACE, documents().items(), dictionary()) == expected


def test_no_documents_no_story() -> None:
    empty = place_history(PLACE, (), dictionary())
    assert (empty.gaps, empty.series, empty.carried, empty.promises, empty.recurring, empty.restated) == (
        (),
        (),
        (),
        (),
        (),
        (),
    )


def reading(text: str, year: int = 2023):  # type: ignore[no-untyped-def]
    return read(f"a/{year}", make_document(text, year=year))


@pytest.mark.parametrize(
    ("before", "after", "result"),
    [
        (
            "全年受理行政复议案件五十六件，办结五十件。",
            "全年受理行政复议案件六十一件，办结六十件。",
            "similar",
        ),
        ("全年受理行政复议案件56件，办结50件。", "全年受理行政复议案件1,203件，办结1,100件。", "similar"),
        ("推进 “一网通办” 改革，优化办事流程。", "推进“一网通办”改革，优化办事流程。", "unchanged"),
        (
            "落实重大行政决策程序，做到公众参与、专家论证、风险评估、合法性审查、集体讨论决定。",
            "认真落实重大行政决策程序，坚持公众参与、专家论证、风险评估、合法性审查、集体讨论决定。",
            "similar",
        ),
        ("落实重大行政决策程序，做到公众参与。", "建立行政裁量权基准动态调整制度，公布基准。", "fresh"),
        ("推进法治政府建设，提升依法行政能力。", "推进执法规范化建设，提升依法监管水平。", "fresh"),
    ],
)
def test_unchanged_similar_fresh(before: str, after: str, result: str) -> None:
    found = carried(reading(f"# 一\n{before}"), reading(f"# 一\n{after}", 2024))
    assert {"unchanged": found.unchanged, "similar": found.similar, "fresh": len(found.fresh)} == {
        name: int(name == result) for name in ("unchanged", "similar", "fresh")
    }


@pytest.mark.parametrize(
    ("promise", "later", "answered"),
    [
        ("开展行政裁量权基准专项清理。", "完成行政裁量权基准清理，公布目录。", True),
        (
            "加强行政执法规范化建设，提升依法行政水平。",
            "深入推进依法行政，规范行政执法行为，推进法治政府建设。",
            False,
        ),
        ("深入推进“放管服”改革，打造一流环境。", "持续推进法治政府建设工作，落实各项任务。", False),
        ("建设区级公共法律服务中心。", "区级公共法律服务中心投入使用。", True),
    ],
)
def test_stock_words_never_answer_a_promise(promise: str, later: str, answered: bool) -> None:
    (found,) = promises(
        reading(f"# 一、安排 | arrangements\n{promise}"), reading(f"# 一、举措 | measures\n{later}", 2024)
    ) or (None,)
    assert bool(found and found.answers) is answered


def test_what_is_planned_again_is_not_an_answer() -> None:
    later = "# 一、举措 | measures\n印发免罚清单。\n# 二、安排 | arrangements\n建设区级公共法律服务中心。"
    (found,) = promises(
        reading("# 一、安排 | arrangements\n建设区级公共法律服务中心。"), reading(later, 2024)
    )
    assert found.next_report == "a/2024" and found.answers == ()


def test_one_year_alone_recurs_nowhere() -> None:
    text = "# 一、不足 | problems\n基层行政复议应诉力量薄弱。\n行政复议应诉力量配备不够。"
    assert recurring([reading(text)]) == ()


def test_a_series_leaves_out_what_is_not_this_years_achievement() -> None:
    document = make_document("# 一\n受理行政复议案件56件，目标60件，全省500件，由50件增加。")
    metric = next(m for m in dictionary().metrics if m.id == "reconsideration-accepted")
    quantities = (
        quantity(document, "56件", value=56, metric=metric.id),
        quantity(document, "60件", value=60, metric=metric.id, role="target"),
        quantity(document, "500件", value=500, metric=metric.id, role="other_party"),
        quantity(document, "50件", value=50, metric=metric.id, change="from"),
        quantity(document, "0件", value=None, metric=metric.id),
        quantity(document, "6件", value=6, metric=metric.id, unit="%", kind="percent"),
    )
    made = Document(document.report, Facts(document.facts.sentences, quantities, (), (), (), ()))
    (found,) = series([read("a/2024", made)], dictionary())
    assert [figure.quantity.value for figure in found.figures] == [56]


WORDS = st.text(alphabet="推进加强行政复议应诉力量“”，。12", max_size=60)


@given(WORDS, WORDS)
def test_a_shared_phrase_stands_in_both_texts_and_is_no_stock_word(one: str, other: str) -> None:
    found = content(one)
    looked_at = {found.bare[at : at + 4] for at in found.at.tolist()}
    for phrase in shared_phrases(one, other):
        assert len(phrase) >= 4
        assert phrase in found.bare and phrase in other.replace("“", "").replace("”", "")
        assert {phrase[i : i + 4] for i in range(len(phrase) - 3)} <= looked_at


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("进一步加强行政复议工作，全面推行“双随机、一公开”监管", ["行政复议", "一公开监", "公开监管"]),
        ("开展规范性文件清理", ["规范性文", "范性文件", "性文件清", "文件清理"]),
        ("办结12件Aa3bcde", ["bcde"]),
        ("", []),
        ("政", []),
        ("𠀀政府购买服务𠀀", ["政府购买", "府购买服", "购买服务"]),
    ],
)
def test_content_is_what_stands_between_marks_figures_and_stock_words(text: str, runs: list[str]) -> None:
    found = content(text)
    assert [found.bare[at : at + 4] for at in found.at.tolist()] == runs


@pytest.mark.parametrize(
    ("sentence", "alike"),
    [
        ("全年受理行政复议案件五十六件，办结1,203.5%。", "全年受理行政复议案件0件办结0"),
        ("第一次统一考试，十3件，三.五项", "第0次统一考试十0件三0项"),
        ("新增１２件，“一”件，两所一庭", "新增0件一件两所一庭"),
        ("𠀀改革 A区\u3000二○二三年", "改革A区二0年"),
        ("。，", ""),
    ],
)
def test_figures_are_masked_however_they_are_written(sentence: str, alike: str) -> None:
    assert masked(f"{sentence}\0之外", [(0, len(sentence))]).texts == (alike,)


def hostile(year: int) -> Document:
    """Thousands of like sentences, one sentence without end, and one that repeats itself."""
    like = "\n".join(f"建设第{n}号公共法律服务站点并完善第{n}号服务站点。" for n in range(1500))
    endless = "服务站点建设甲乙丙丁" * 20_000
    return make_document(
        f"# 一、举措 | measures\n{like}\n{endless}\n# 二、不足 | problems\n{like}\n# 三、安排 |"
        f" arrangements\n{like}\n{endless}",
        year=year,
    )


def test_hostile_reports_take_linear_time() -> None:
    with processor_seconds(20):
        told = place_history(PLACE, [("a/2023", hostile(2023)), ("a/2024", hostile(2024))], dictionary())
    (found,) = told.carried
    assert found.unchanged == found.sentences
    assert len(told.promises) == 2 * 1501
    assert all(len(answer.shared) <= 12 for promise in told.promises for answer in promise.answers)


def test_departments_towns_and_plans_have_no_part_in_the_story_of_the_place() -> None:
    text = "# 一\n推进改革，建设区级公共法律服务中心。"
    made = [
        ("a/2023", make_document(text, year=2023)),
        ("a/2024-sifaju", make_document(text, level="department")),
        ("a/2024-zhen", make_document(text, level="town")),
        ("a/2024-plan", make_document(text, kind=Sourced("plan"))),
        ("a/undated-1", make_document(text, year=None)),
    ]
    assert place_history("411100", made, dictionary()).carried == ()
    assert len(place_history("411100", [*made, ("a/2024", make_document(text))], dictionary()).carried) == 1
