"""Identity, rows, traces, works, open terms, timeliness."""

from decimal import Decimal

import msgspec
import pytest
from corpus_made import citation, decode_rows, entry, make_document, quantity, small_registry

from site_builder.corpus.history.timeline import timeliness
from site_builder.corpus.identity import IdentityClaim, report_key, settle
from site_builder.corpus.rows import index_document, make_card, text_digest
from site_builder.corpus.terms.checks import check_terms, gather_suspects
from site_builder.corpus.terms.cited_sources import gather_works, work_name, work_slug
from site_builder.corpus.terms.links import Linker
from site_builder.corpus.terms.terms import build_terms
from site_builder.corpus.terms.traces import trace
from site_builder.corpus.terms.undefined import gather_open_terms
from site_builder.model.corpus import DeadlineRule, MentionRow, MetricRow, ReportCard, Tally
from site_builder.model.facts import Document, Evidence, Facts
from site_builder.model.report import Definition, Sourced
from site_builder.model.span import Span

TEXT = (
    "# 一、主要举措\n推进“一网通办”，受理行政复议案件56件，办结50件。\n##"
    " （一）推进立法\n贯彻《中华人民共和国行政复议法》。"
)


def with_facts(document: Document, **changes: object) -> Document:
    return Document(document.report, msgspec.structs.replace(document.facts, **changes))


@pytest.mark.parametrize(
    ("changes", "year", "place", "key"),
    [
        ({}, 2024, "411100", "luohe/2024"),
        ({"kind": Sourced("plan")}, 2020, "411100", "luohe/2020-plan"),
        ({"kind": Sourced("other")}, 2020, "411100", "luohe/2020-other"),
        ({"level": "department", "issuer": Sourced("漯河市司法局")}, 2024, "411100", "luohe/2024-sifaju"),
        (
            {"level": "department", "issuer": Sourced("河南省漯河市源汇区城市管理局")},
            2024,
            "411102",
            "luohe-yuanhui/2024-chengshiguanliju",
        ),
        ({"level": "department", "issuer": Sourced("司法局")}, 2024, "411100", "luohe/2024-sifaju"),
        (
            {"level": "town", "issuer": Sourced("源汇区大刘镇人民政府")},
            2024,
            "411102",
            "luohe-yuanhui/2024-daliuzhenrenminzhengfu",
        ),
        (
            {"level": "town", "issuer": Sourced("源汇区老街街道办事处")},
            2024,
            "411102",
            "luohe-yuanhui/2024-laojiejiedaobanshichu",
        ),
        (
            {"level": "area", "issuer": Sourced("漯河市食品产业园管理委员会")},
            2024,
            "411100",
            "luohe/2024-shipinchanyeyuanguanliweiyuanhui",
        ),
        (
            {
                "level": "area",
                "issuer": Sourced("漯河经济技术开发区管理委员会"),
                "place_name": "漯河经济技术开发区",
            },
            2024,
            "411171",
            "luohe-jingkaiqu/2024",
        ),
    ],
)
def test_address(changes: dict[str, object], year: int, place: str, key: str) -> None:
    assert report_key(make_document(TEXT, year=year, place=place, **changes).report, small_registry()) == key


def test_what_is_unknown_is_not_in_the_address() -> None:
    document = make_document(TEXT, year=None)
    sha = document.report.sha256[:8]
    assert report_key(document.report, small_registry()) == f"luohe/undated-{sha}"
    assert report_key(make_document(TEXT, place="").report, small_registry()) == f"unplaced/{sha}"
    assert report_key(make_document(TEXT, place="999999").report, small_registry()) == f"unplaced/{sha}"


def test_two_files_with_one_identity_are_a_problem_that_names_both() -> None:
    claims = [
        IdentityClaim("luohe/2024", "b.txt", "2", "x"),
        IdentityClaim("luohe/2024", "a.txt", "1", "y"),
        IdentityClaim("luohe/2023", "c.txt", "3", "z"),
    ]
    for order in (claims, claims[::-1]):
        settled = settle(order)
        assert settled.keys == {"a.txt": "luohe/2024", "c.txt": "luohe/2023"}
        (problem,) = settled.problems
        assert (problem.code, problem.file) == ("C701", "reports/b.txt")
        assert "reports/a.txt" in problem.message


def test_the_same_text_at_two_addresses_is_reported_and_published_twice() -> None:
    settled = settle(
        [
            IdentityClaim("luohe/2024", "a.txt", "1", "same"),
            IdentityClaim("luohe/2023", "b.txt", "2", "same"),
            IdentityClaim("luohe/2022", "c.txt", "3", ""),
        ]
    )
    assert set(settled.keys.values()) == {"luohe/2024", "luohe/2023", "luohe/2022"}
    assert [(p.code, p.file) for p in settled.problems] == [("C702", "reports/b.txt")]
    one, other = make_document("# 一\n受理 56件。"), make_document("# 另一个标题\n受理56件。")
    assert (
        text_digest(one.report)
        == text_digest(other.report)
        != text_digest(make_document("# 一\n受理57件。").report)
    )


def full_document(text: str = TEXT) -> Document:
    document = make_document(text)
    first = quantity(document, "56件", id="q1", value=Decimal(56), metric="fuyi-accepted")
    second = quantity(
        document, "50件", id="q2", value=Decimal(50), metric="fuyi-closed", denominator=first.id
    )
    document = with_facts(
        document,
        quantities=(first, second, quantity(document, "受理", metric="")),
        citations=(citation(document, "中华人民共和国行政复议法"),),
    )
    evidence = Evidence("2019:87", first.sentence, "p1", 2, ("行政复议",), "achievement", (first.id, "q9999"))
    return with_facts(document, evidence=(evidence,))


def test_rows_are_filed_under_everything_a_document_can_be_compared_by() -> None:
    document = full_document()
    terms = build_terms([entry("一网通办")], ()).terms
    indexed = index_document(document, "luohe/2024", Linker(terms).mentions(document))
    rows = {group.key: decode_rows(group) for group in indexed.groups}
    assert list(rows) == [
        f"document:{work_slug('行政复议法')}", "indicator:2019:87", "metric:fuyi-accepted", "metric:fuyi-closed", "term:yiwangtongban",
    ]  # fmt: skip
    assert {(row.report, row.place, row.year) for of_key in rows.values() for row in of_key} == {
        ("luohe/2024", "411100", 2024)
    }
    (metric,) = rows["metric:fuyi-closed"]
    assert isinstance(metric, MetricRow)
    assert metric.quantity.value == Decimal(50)
    assert metric.denominator is not None and metric.denominator.value == Decimal(56)
    assert metric.section == "一、主要举措"
    assert metric.sentence == "推进“一网通办”，受理行政复议案件56件，办结50件。"
    (mention,) = rows["term:yiwangtongban"]
    assert isinstance(mention, MentionRow) and mention.sentence[mention.start : mention.end] == "一网通办"
    assert indexed.card.terms == ("yiwangtongban",)
    assert indexed.card.quantities == 3


def test_words_put_in_further_up_change_no_row() -> None:
    terms = build_terms([entry("一网通办")], ()).terms
    one, other = (
        full_document("# 一、主要举措\n引言。\n" + TEXT),
        full_document("# 一、主要举措\n引言，长了一句。\n" + TEXT),
    )
    groups = [
        index_document(made, "luohe/2024", Linker(terms).mentions(made)).groups for made in (one, other)
    ]
    assert groups[0] == groups[1]
    changed = full_document("# 一、主要举措\n引言。\n" + TEXT.replace("，办结", "，共办结"))
    of_changed = index_document(changed, "luohe/2024", Linker(terms).mentions(changed)).groups
    assert [now.key for before, now in zip(groups[0], of_changed, strict=True) if before.digest != now.digest] == [
        "indicator:2019:87", "metric:fuyi-accepted", "metric:fuyi-closed", "term:yiwangtongban",
    ]  # fmt: skip


def test_a_sentence_is_one_row_of_a_term_however_often_it_has_it() -> None:
    document = make_document("# 一、主要举措\n推进一网通办，一网通办再升级。\n一网通办。")
    terms = build_terms([entry("一网通办")], ()).terms
    (group,) = index_document(document, "luohe/2024", Linker(terms).mentions(document)).groups
    assert group.count == 3
    assert [(row.sentence, row.start) for row in decode_rows(group) if isinstance(row, MentionRow)] == [
        ("推进一网通办，一网通办再升级。", 2),
        ("一网通办。", 0),
    ]


def test_a_withheld_report_has_a_card_and_nothing_else() -> None:
    document = full_document()
    withheld = Document(msgspec.structs.replace(document.report, withheld="涉及个人隐私"), document.facts)
    indexed = index_document(withheld, "luohe/2024", ())
    assert indexed.groups == () and indexed.card.withheld == "涉及个人隐私"
    assert trace(withheld, "luohe/2024").cited == ()


def test_the_digest_changes_with_any_fact() -> None:
    document = full_document()
    other = with_facts(document, quantities=document.facts.quantities[:1])
    assert (
        make_card(document, "k", ()).digest
        == make_card(document, "k", ()).digest
        != make_card(other, "k", ()).digest
    )


def test_works_join_short_and_full_titles_and_keep_every_number() -> None:
    texts = [
        "《中华人民共和国行政复议法》。",
        "《行政复议法》。",
        "《关于印发方案的通知》。",
        "《行政复议发》。",
    ]
    titles = [
        ("中华人民共和国行政复议法", ""),
        ("行政复议法", ""),
        ("关于印发方案的通知", "漯政〔2024〕1号"),
        ("行政复议发", ""),
    ]
    traces = []
    for number, (text, (title, number_)) in enumerate(zip(texts, titles, strict=True)):
        document = make_document(f"# 一\n贯彻{text}")
        traces.append(
            trace(with_facts(document, citations=(citation(document, title, number_),)), f"a/{number}")
        )
    works = {work.title: work for work in gather_works(traces)}
    assert set(works) == {"中华人民共和国行政复议法", "行政复议发", "关于印发方案的通知"}
    assert works["关于印发方案的通知"].numbers == ("漯政〔2024〕1号",)
    assert len({work.slug for work in works.values()}) == 3
    assert gather_works(reversed(traces)) == gather_works(traces)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("中华人民共和国行政复议法", "行政复议法", True),
        ("法治政府建设实施纲要（2021—2025年）", "法治政府建设实施纲要(2021-2025年)", True),
        ("行政复议法", "行政复议法实施条例", False),
        ("中华人民共和国", "中华人民共和国", True),
    ],
)
def test_names_of_works(one: str, other: str, same: bool) -> None:
    assert (work_name(one) == work_name(other)) is same
    assert (work_slug(one) == work_slug(other)) is same
    assert len(work_slug("关于" * 200)) < 80


def test_open_terms_are_quoted_words_nobody_defined() -> None:
    texts = {
        "a/2023": (
            "# 一\n开展“大回访”，深化“放管服”改革，“大回访”到户。\n# 名词解释 | glossary\n="
            " “一网通办”:指系统\n用“小词”说明。"
        ),
        "b/2024": (
            "# 一\n开展“大回访”，推进“一网通办”，“十四五”期间，他说：“这是一句很长的话，不是一个词，超过十六个字。”"
        ),
    }
    documents = {key: make_document(text, year=int(key[-4:])) for key, text in texts.items()}
    traces = [trace(document, key) for key, document in documents.items()]
    terms = build_terms(
        [entry("放管服")], [("a/2023", d) for d in documents["a/2023"].report.definitions]
    ).terms
    found = gather_open_terms(lambda: traces, terms)
    assert [(o.phrase, o.mentions, o.reports, o.initial) for o in found] == [("大回访", 3, 2, "D")]
    assert [(p.report, p.text) for p in found[0].passages][1] == (
        "b/2024",
        "开展“大回访”，推进“一网通办”，“十四五”期间，他说：“这是一句很长的话，不是一个词，超过十六个字。",
    )


def test_a_term_file_without_an_explanation_stays_open() -> None:
    traces = [trace(make_document("# 一\n开展“大回访”。"), "a/2024")]
    unexplained = msgspec.structs.replace(entry("大回访"), explanation="", status="待释")
    assert [o.phrase for o in gather_open_terms(lambda: traces, build_terms([unexplained], ()).terms)] == [
        "大回访"
    ]
    assert gather_open_terms(lambda: traces, build_terms([entry("大回访")], ()).terms) == ()


RULES = (
    DeadlineRule("03-31", "督察规定第二十四条", since=2019),
    DeadlineRule("03-31", "纲要(2015-2020年)", since=2015, until=2018),
    DeadlineRule("02-29", "县级规定", level="county"),
    DeadlineRule("03-10", "省里的规定", place="410000", since=2022),
    DeadlineRule("03-01", "市里的规定", place="411100", since=2023),
)


def card(
    year: int | None,
    published: str | None,
    *,
    place: str = "411100",
    level: str = "city",
    kind: str = "annual_report",
) -> ReportCard:
    return make_card(
        make_document(
            TEXT, year=year, place=place, level=level, kind=Sourced(kind), published=Sourced(published)
        ),
        "k",
        (),
    )


@pytest.mark.parametrize(
    ("made", "status", "days", "source"),
    [
        (card(2020, "2021-03-31"), "in_time", 0, "督察规定第二十四条"),
        (card(2020, "2021-04-01 09:00"), "late", 1, "督察规定第二十四条"),
        (card(2020, "2021-02-27"), "in_time", -32, "督察规定第二十四条"),
        (card(2017, "2018-05-03"), "late", 33, "纲要(2015-2020年)"),
        (card(2020, None), "unknown", None, "督察规定第二十四条"),
        (card(2020, "三月"), "unknown", None, "督察规定第二十四条"),
        (card(2014, "2015-03-01"), "no_rule", None, ""),
        (card(None, "2015-03-01"), "no_rule", None, ""),
        (card(2020, "2021-06-29", kind="plan"), "no_rule", None, ""),
        (card(2022, "2023-03-11"), "late", 1, "省里的规定"),
        (card(2023, "2024-03-11"), "late", 10, "市里的规定"),
        (card(2023, "2024-03-01", place="411102", level="county"), "in_time", 0, "市里的规定"),
        (card(2019, "2020-02-29", place="411102", level="county"), "in_time", 0, "县级规定"),
        (card(2020, "2021-03-01", place="411102", level="county"), "late", 1, "县级规定"),
    ],
)
def test_timeliness(made: ReportCard, status: str, days: int | None, source: str) -> None:
    found = timeliness(made, RULES, small_registry())
    assert (found.status, found.days, found.source) == (status, days, source)


def test_a_document_without_facts_has_an_empty_card() -> None:
    document = Document(make_document("# 一").report, Facts((), (), (), (), (), ()))
    assert make_card(document, "k", ()).characters == 0


def test_a_link_inside_a_longer_word_is_a_note_and_an_unused_term_too() -> None:
    terms = build_terms(
        [entry("行政复议"), entry("信访"), entry("行政许可", avoid=("行政许可法",)), entry("好差评")], ()
    ).terms
    document = make_document(
        "# 一\n新修订的行政复议法施行，行政复议法治化，信访局来信访，取消非行政许可审批，行政许可法。"
    )
    mentions = Linker(terms).mentions(document)
    made = trace(document, "a/2024", mentions)
    assert {(s.word, s.mentions) for s in made.suspects} == {
        ("行政复议法", 1),
        ("信访局", 1),
        ("非行政许可", 1),
    }
    tallies = {f"term:{term.slug}": Tally(1, 1, 1, 2024, 2024) for term in terms if term.name != "好差评"}
    problems = check_terms(terms, tallies, gather_suspects([made, made]))
    assert sorted((p.code, p.text, dict(p.detail).get("count", "")) for p in problems) == [
        ("G604", "好差评", ""), ("G606", "信访局", "2"), ("G606", "行政复议法", "2"), ("G606", "非行政许可", "2"),
    ]  # fmt: skip
    assert check_terms(terms, tallies, []) == tuple(p for p in problems if p.code == "G604")


def test_a_term_that_tells_what_one_can_do_stands_without_a_report_that_uses_it() -> None:
    stands = msgspec.structs.replace(entry("司法确认"), for_you="- 30日内。")
    assert [p.text for p in check_terms(build_terms([stands, entry("好差评")], ()).terms, {}, [])] == [
        "好差评"
    ]


def test_a_term_of_one_character_is_not_said_to_be_unused() -> None:
    terms = build_terms([entry("县"), entry("区", ("市辖区",))], ()).terms
    assert [(p.code, p.text) for p in check_terms(terms, {}, [])] == [("G604", "区"), ("G618", "县")]


def test_a_term_nobody_explains_is_told_unless_it_says_so() -> None:
    bare = [
        msgspec.structs.replace(entry(name, status=status), explanation="")
        for name, status in (("甲乙", ""), ("丙丁", "待释"), ("戊己", ""))
    ]
    defined = (("luohe/2024", Definition("戊己", (), "意思", Span(0, 1), 3, "s1-p1", "戊己")),)
    told = check_terms(build_terms(bare, defined).terms, {}, [])
    assert [(p.code, p.text, p.line) for p in told if p.code == "G619"] == [("G619", "甲乙", 5)]
