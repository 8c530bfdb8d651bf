"""The join: roles, evidence, citations and checks of whole documents, and what must hold for any text."""

from decimal import Decimal

import numpy as np
import pytest
from extract_pipeline import FILES, document, tools
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from patience import processor_seconds
from plain_report import lines, plain_report

from site_builder.extract import facts as facts_module
from site_builder.extract.citations import citations, kind_of, title_spans
from site_builder.extract.facts import extract, extract_all
from site_builder.extract.lines import NUMERAL, Lines, lines_of
from site_builder.extract.metrics.compiled_rules import compile_tools
from site_builder.extract.numbers import quantities as module
from site_builder.extract.numbers.amounts import NumberMatch
from site_builder.extract.numbers.candidates import candidates
from site_builder.extract.numbers.quantities import quantities
from site_builder.extract.numbers.tokens import PLAIN, TOKEN, UNSETTLED
from site_builder.extract.roles import (
    CUE_WORDS,
    TARGETED,
    TARGETED_FIRST,
    DocumentContext,
    near_cues,
    role_of,
)
from site_builder.model.facts import Facts, Quantity
from site_builder.model.indicators import Dictionary, Metric, Wording
from site_builder.model.span import Span
from site_builder.text.readers.sentences import sentences


def facts_of(body: str, heading: str = "主要举措", kind: str = "annual_report", level: str = "city") -> Facts:
    return extract(plain_report(f"一、{heading}\n{body}", kind, 2023, level), tools())


def role(body: str, heading: str = "主要举措", kind: str = "annual_report", level: str = "city") -> list[str]:
    return [q.role for q in facts_of(body, heading, kind, level).quantities]


ROLES = [
    ("全年受理行政复议案件56件。", "主要举措", ["achievement"]),
    ("调解和解率44.1%,高出全省平均水平17个百分点。", "主要举措", ["achievement", "comparison"]),
    ("受理案件120件,同比增长23.5%。", "主要举措", ["achievement", "comparison"]),
    ("执法人员较上一年度增加10%。", "主要举措", ["comparison"]),
    ("全国平均败诉率为14.7%,我市为8.2%。", "主要举措", ["other_party", "achievement"]),
    ("12345热线绩效考核居全省第3位。", "主要举措", ["achievement"]),
    ("到2025年,行政机关负责人出庭应诉率达到100%。", "主要举措", ["target"]),
    ("到2022年底,建成调解室58个。", "主要举措", ["achievement"]),
    ("2022年受理行政复议案件40件,2023年受理56件。", "主要举措", ["comparison", "achievement"]),
    ("2022年,受理行政复议案件40件,办结38件。", "主要举措", ["comparison", "comparison"]),
    (
        "受理行政复议案件56件(2022年为40件),办结50件。",
        "主要举措",
        ["achievement", "comparison", "achievement"],
    ),
    ("2021年以来,培育法律明白人500名。", "主要举措", ["achievement"]),
    ("落实2022年立法计划,制定规章3部。", "主要举措", ["achievement"]),
    ("2022年11月至2023年10月,受理案件80件。", "主要举措", ["achievement"]),
    ("截至2022年底,公职律师达到475人。", "主要举措", ["achievement"]),
    ("力争全年化解纠纷1000件。", "主要举措", ["target"]),
    ("执法决定书应当在生效之日起20个工作日内公示。", "主要举措", ["rule"]),
    ("全年培训执法人员200人。", "下一年工作安排", ["target"]),
    ("部分单位办结率仅为60%。", "存在的问题", ["problem"]),
    ("“一窗”:设立窗口3个,聘任1家律师事务所。", "名词解释", ["definition", "definition"]),
    ("报备率不低于100%,满意度高于全省平均3个百分点。", "主要举措", ["achievement", "comparison"]),
]


@pytest.mark.parametrize(("body", "heading", "expected"), ROLES)
def test_roles(body: str, heading: str, expected: list[str]) -> None:
    text = f"{heading}\n{body}" if heading == "名词解释" else f"一、{heading}\n{body}"
    facts = extract(plain_report(text, year=2023), tools())
    assert [q.role for q in facts.quantities] == expected


def test_a_plan_promises_and_its_annex_demands() -> None:
    assert role("确保报备率达到100%。", "主要任务", "plan") == ["target"]
    roles = {q.surface: q.role for q in document("004").facts.quantities}
    assert roles["一名"] == "target"
    assert roles["40学时"] == "rule"


SAID = st.sampled_from(
    [*CUE_WORDS, "不", "不得", "平均", "法院", "受理", "的败诉率", "年", "年度", "一年度", "实现", "达", "，", "。", "2025年", "2022年", "(", ",", "今年", "年底", "前", "将", "率", "17", "个百分点", "%", "共", "内", "底前"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(SAID, max_size=12).map("".join), st.sampled_from(["percent", "count", "rank", "duration"]))
def test_no_expression_matches_where_none_of_its_cues_stands(before: str, kind: str) -> None:
    read, scene = lines_of([before + "12件"]), DocumentContext("annual_report", 2023, "city", "漯河市")
    (near,) = near_cues(tools().finder.find(read.codes), tools().cues, np.array([len(before)]))
    for section in ("measures", "problems"):
        asked = (scene, section, "text", read.text, 0, len(before), kind)
        assert role_of(*asked, near) == role_of(*asked)


@given(st.lists(SAID, max_size=12).map("".join))
def test_the_first_characters_of_announcements_are_known(text: str) -> None:
    assert all(found[0][0] in TARGETED_FIRST for found in TARGETED.finditer(text))


def test_for_a_province_the_whole_province_is_itself() -> None:
    body = "全省受理行政复议案件8600件。"
    assert role(body, level="city") == ["other_party"]
    assert role(body, level="province") == ["achievement"]


def quantity_of(number: str, surface: str) -> Quantity:
    return next(q for q in document(number).facts.quantities if q.surface == surface)


def test_the_appearance_indicator_tells_rate_count_and_lower_bound_apart() -> None:
    shown = {}
    for number in ("000", "001", "002", "003"):
        doc = document(number)
        by_id = {q.id: q for q in doc.facts.quantities}
        found = [e for e in doc.facts.evidence if e.indicator == "2019:73"]
        assert all("出庭" in e.sentence.of(doc.report.text) for e in found)
        shown[number] = [
            (q.surface, q.bound, q.kind, q.metric)
            for e in found
            for q in map(by_id.__getitem__, e.quantities)
        ]
    assert shown["001"] == [("100%", "exact", "percent", "litigation-appearance-rate")]
    assert shown["002"] == [("142人次", "exact", "count", "litigation-appearances")]
    assert shown["003"] == [("90%", "at_least", "percent", "litigation-appearance-rate")]
    assert not [
        e for e in document("000").facts.evidence if e.indicator == "2019:73"
    ]  # 漯河 does not report on it


def test_matched_words_of_evidence_stand_in_the_sentence() -> None:
    for number in FILES:
        doc = document(number)
        for each in doc.facts.evidence:
            sentence = each.sentence.of(doc.report.text)
            assert each.matched and all(word in sentence for word in each.matched)


def test_rate_knows_its_counts_and_says_when_they_do_not_fit() -> None:
    rate = quantity_of("001", "85%")
    by_id = {q.id: q for q in document("001").facts.quantities}
    assert (by_id[rate.numerator].surface, by_id[rate.denominator].surface) == ("816件", "971件")
    checks = {(c.kind, c.holds, c.stated) for c in document("001").facts.checks}
    assert checks == {("sum", True, "119"), ("sum", True, "164"), ("sum", True, "56"), ("rate", False, "85%")}


CHECKS = [
    ("审结行政复议案件441件,其中维持28件、驳回342件、撤销32件、确认违法16件、终止23件。", [("sum", True)]),
    ("审结行政复议案件441件,其中维持28件、驳回342件、撤销32件、确认违法16件、终止20件。", [("sum", False)]),
    ("受理行政调解案件200件,调解成功150件,调解成功率75%。", [("rate", True)]),
    ("受理行政调解案件300件,调解成功200件,调解成功率66.7%。", [("rate", True)]),
    ("受理行政调解案件300件,调解成功200件,调解成功率76.7%。", [("rate", False)]),
    ("检查企业300家,其中食品企业20家、药品企业30家。", []),
    ("召开会议12次,印发文件8件,培训3次。", []),
    ("建立队伍30余支,其中市级10支、县级12支、乡级9支。", []),
]


@pytest.mark.parametrize(("body", "expected"), CHECKS)
def test_checks(body: str, expected: list[tuple[str, bool]]) -> None:
    assert [(c.kind, c.holds) for c in facts_of(body).checks] == expected


CHANGES = [
    ("审批事项从799项削减至326项。", [("799项", "from"), ("326项", "to")]),
    ("败诉率由40%降至38%。", [("40%", "from"), ("38%", "to")]),
    ("时限压缩至3—5个工作日。", [("3", "range_low"), ("5个工作日", "range_high")]),
    ("罚款500元至2000元。", [("500元", "range_low"), ("2000元", "range_high")]),
]


@pytest.mark.parametrize(("text", "expected"), CHANGES)
def test_both_ends_are_kept_and_tied(text: str, expected: list[tuple[str, str]]) -> None:
    found = quantities(lines(text))
    assert [(q.surface, q.change) for q in found] == expected
    assert [q.pair for q in found] == [1, 0]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("同比下降7.01个百分点。", "down"),
        ("较上年增长23%。", "up"),
        ("出庭应诉率提升至90%以上。", "to"),
        ("办结率98%。", ""),
    ],
)
def test_direction_of_a_change(text: str, change: str) -> None:
    assert quantities(lines(text))[0].change == change


def test_citations_with_number_nesting_and_kind() -> None:
    text = "根据《省政府办公厅关于转发〈关于推进调解工作的意见〉的通知》(云府法通〔2011〕75号)和《中华人民共和国行政复议法》,《信访工作条例》落实。"
    found = citations(text, sentences(text, Span(0, len(text))))
    assert [(c.title[-8:], c.number, c.kind) for c in found] == [
        ("工作的意见〉的通知", "云府法通〔2011〕75号", "document")[:0]
        or (found[0].title[-8:], "云府法通〔2011〕75号", "document"),
        ("人民共和国行政复议法"[-8:], "", "law"),
        ("信访工作条例", "", "regulation"),
    ]
    assert found[0].title.endswith("〈关于推进调解工作的意见〉的通知")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("漯河市行政规范性文件制定档案管理办法(暂行)", "local"), ("行政处罚法", "law"), ("怀柔区重大行政决策程序暂行办法", "local"), ("行政执法证件管理办法", "rule"),
        ("法治政府建设与责任落实督察工作规定", "party"), ("厦门市法治政府建设实施方案(2021-2025年)", "plan"), ("民法典", "law"), ("重大行政决策程序暂行条例", "regulation"),
        ("关于开展法治政府建设示范创建活动的意见", "document"),
    ],
)  # fmt: skip
def test_kinds_of_documents(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def test_nothing_is_said_about_a_withheld_or_refused_report() -> None:
    report = plain_report("一、主要举措\n全年受理行政复议案件56件。")
    for silent in (replace(report, withheld="涉密"), replace(report, refused="范文")):
        assert extract(silent, tools()) == Facts((), (), (), (), (), ())


def test_without_indicator_files_numbers_are_still_found() -> None:
    facts = extract(
        plain_report("一、主要举措\n全年受理行政复议案件56件。"), compile_tools(Dictionary((), (), ()))
    )
    assert [(q.surface, q.metric) for q in facts.quantities] == [("56件", "")]
    assert facts.evidence == ()


def test_an_implausible_rate_is_a_problem_with_its_line() -> None:
    facts = facts_of("行政机关负责人出庭应诉率达1000%。")
    assert [(p.code, p.line, p.text) for p in facts.problems] == [("Q505", 2, "1000%")]
    assert "负责人出庭应诉率" in facts.problems[0].message


PIECES = st.sampled_from(
    ["受理", "行政复议", "案件", "56", "件", "4.1万", "余", "%", "近", "第", "三", "十二", "名", "年", "日", "—", "至", "“", "”", "《", "》", ",", "。", "2024", "百分之", "个", "百分点", "率", "\n", "一", "次", "+", " ", "下降", "由", "降至", "本", "级", "分之", ".", "．", "/", "1", "前", "年度", "进一步", "－", "每", "不少于", "以上", "万"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_span_slices_back_and_follows_its_predecessor(text: str) -> None:
    read = lines(text)
    text, found = read.text, quantities(read)
    end = 0
    for each in found:
        assert each.surface == text[each.start : each.end] != ""
        assert each.start >= end
        assert each.value is None or each.value.is_finite()
        end = each.end


def the_long_way(read: Lines) -> list[NumberMatch]:
    """Every numeral read by the rules: none is left out at a look, none is taken as plain."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "TOKEN", UNSETTLED)
        patch.setattr(module, "candidates", lambda lines: lines.places(NUMERAL))
        return quantities(read)


@settings(max_examples=1000)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_the_short_way_says_what_the_long_way_says(text: str) -> None:
    assert quantities(lines(text)) == the_long_way(lines(text))


def test_the_short_way_is_taken_and_agrees_on_the_documents() -> None:
    for number in FILES:
        read = lines(document(number).report.text)
        short, places = quantities(read), candidates(read).tolist()
        plain = [token for at in places if (token := TOKEN.match(read.text, at)) and token.lastgroup == PLAIN]
        assert len(plain) >= len(short) / 2 and len(places) <= len(read.places(NUMERAL)) / 2
        assert short == the_long_way(read)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2024年3月15日", []), ("(2021-2025年)", []), ("进一步第三方上一年度", []), ("一年内第三名", ["一年", "三名"]), ("受理一件作为一项", ["一件"]),
        ("〔2024〕46号", []), ("1.5万件十二家", ["1.", "5万", "万件", "十二"]), ("3—5日", ["3—", "5日"]), ("最多跑一次", ["一次"]), ("翻一番", ["翻一"]), ("２０２４年共３件", ["３件"]),
    ],
)  # fmt: skip
def test_what_cannot_be_an_amount_is_left_out_at_a_look(text: str, left: list[str]) -> None:
    assert [text[at : at + 2] for at in candidates(lines(text)).tolist()] == left


def test_reports_looked_at_together_say_what_each_says_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [document(number).report for number in FILES]
    reports[1:1] = [replace(reports[0], withheld="涉密"), plain_report("")]
    alone = [extract(report, tools()) for report in reports]
    assert extract_all(reports, tools()) == alone
    monkeypatch.setattr(facts_module, "TOGETHER", 9_000)
    assert extract_all(reports, tools()) == alone
    assert extract_all([], tools()) == []


HOSTILE = [
    "1" * 60_000,
    "一" * 60_000,
    "《" * 30_000 + "》" * 30_000,
    "“" * 30_000,
    "3—" * 12_000,
    "第三条、" * 12_000,
    "从1项削减至" * 6_000,
    "百分之" * 12_000,
    "受理行政复议案件1件、" * 4_000,
    "受理行政复议案件1件," * 16_000,
    "出庭应诉率9%、行政诉讼2件、" * 6_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[t[:6] for t in HOSTILE])
def test_hostile_lines_cost_linear_time(text: str) -> None:
    with processor_seconds(20):
        quantities(lines(text))
        title_spans(text)
        extract(plain_report("一、主要举措\n" + text), tools())


def test_values_are_exact_decimals() -> None:
    found = quantities(lines("话务总量43.6万余通,0.0038万宗,1616.85万宗。"))
    assert [q.value for q in found] == [Decimal(436000), Decimal(38), Decimal(16168500)]


def test_a_heading_that_states_a_number_is_read_but_is_no_evidence() -> None:
    facts = extract(
        plain_report(
            "一、主要举措\n(一)加强复议。全年受理行政复议案件56件。\n二、办结行政复议案件120件\n三、"
            "2024年行政复议主要举措\n完成全部任务安排。"
        ),
        tools(),
    )
    assert [(q.surface, q.anchor, q.metric) for q in facts.quantities] == [
        ("56件", "p2", "reconsideration-accepted"),
        ("120件", "s2", "reconsideration-concluded"),
    ]
    assert {e.anchor for e in facts.evidence} == {"p2"}


@pytest.mark.parametrize(
    ("body", "indicator", "speaks"),
    [
        ("率先建立法治督察与法律监督衔接协调机制。", "2019:24", False),
        ("开展立法调研8次,完善立法协调机制。", "2019:24", True),
        ("出台法治政府建设方案、“八五”普法规划。", "2019:25", False),
        ("出台大数据管理等7部法规。", "2019:25", True),
        ("推动建议提案高质量办理,规范性文件按程序制发。", "2019:30", False),
        ("一村(居)一法律顾问实现全覆盖。", "2019:44", False),
        ("聘请律师担任政府法律顾问。", "2019:44", True),
        ("败诉率同比下降3个百分点,发案量减少。", "2019:73", True),
        ("推动行政诉讼发案量和败诉率显著下降。", "2019:73", False),
        ("落实谁执法谁普法普法责任制。", "2019:91", True),
    ],
)
def test_words_inside_other_words_are_no_evidence(body: str, indicator: str, speaks: bool) -> None:
    assert (indicator in {e.indicator for e in facts_of(body).evidence}) is speaks


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ("全年受理行政调解案件971件，调解结案816件，调解成功率85%。", "816÷971≈84.0%，原文写作 85%。"),
        ("审核文件120件，其中区级30件，部门50件，街道38件。", "30＋50＋38＝118，原文总数为 120，相差 2。"),
    ],
)
def test_arithmetic_that_does_not_come_out_is_told_to_staff(body: str, note: str) -> None:
    told = [p for p in facts_of(body).problems if p.code == "Q510"]
    assert [(p.line, p.severity) for p in told] == [(2, "note")]
    assert note in told[0].message


def test_arithmetic_that_comes_out_is_no_note() -> None:
    assert facts_of("审核文件119件，其中区级30件，部门50件，街道39件。").problems == ()


@pytest.mark.parametrize(
    ("body", "told"),
    [("我区法院受理案件56件。", True), ("我区受理案件56件。", False), ("法院受理案件56件。", False)],
)
def test_a_number_that_two_metrics_claim_is_told_to_staff_with_both_names(body: str, told: bool) -> None:
    both = tuple(
        Metric(name, name, "主题", "件", "count", "", (Wording(near=("受理案件",), sentence=(word,)),))
        for name, word in (("甲数", "我区"), ("乙数", "法院"))
    )
    facts = extract(plain_report(f"一、主要举措\n{body}"), compile_tools(Dictionary(both, (), ())))
    assert [(p.code, p.line, p.text) for p in facts.problems] == ([("Q511", 2, "56件")] if told else [])
    assert facts.quantities[0].metric == ("" if told else {"我区受理案件56件。": "甲数"}.get(body, "乙数"))
    assert all(name in p.message for p in facts.problems for name in ("甲数", "乙数"))
