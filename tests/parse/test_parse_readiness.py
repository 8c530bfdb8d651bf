"""Marks of what is not ready to be published: every rule by its examples, and whole texts with a mark put
into them."""

import re

import pytest
from parse_reading import read

from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Report
from site_builder.parse.checks.readiness import MARK_WORDS, NOTE_STARTS
from site_builder.parse.checks.readiness_rules import READINESS_RULES_MARKS, ReadinessMark
from site_builder.vocabulary import MarkPosition

TITLE = "漯河市人民政府关于2025年度法治政府建设情况的报告"
BODY = """一、主要举措和成效
（一）全年受理行政复议案件412件，审结388件，纠错率12.5%，行政机关负责人出庭应诉率100%，法治化营商环境持续优化。
（二）开展执法检查36次，评查案卷90宗，培训执法人员1200人次，执法监督机制进一步健全，执法规范化水平明显提高。
二、存在的不足
基层执法力量仍然薄弱，专业人员不足，数字化应用水平有待提高，需要在今后的工作中认真加以解决。
三、2026年主要安排
加强执法监督，开展专项检查4次，推动各项工作落到实处。
漯河市人民政府
2026年2月10日
"""
TEXT = TITLE + "\n" + BODY
READY = {f"B42{number}" for number in range(1, 10)}


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems if problem.code in READY]


def in_place(mark: ReadinessMark, words: str) -> str:
    """The words where the rule looks for them."""
    if mark.where == MarkPosition.LINE:
        return words + "\n" + TEXT
    if mark.where == MarkPosition.HEAD:
        return words + "\n" + BODY if "报告" in words else TITLE + words + "\n" + BODY
    return TEXT.replace("加强执法监督", f"全年{words}。加强执法监督")


ALL_YES = [(mark, words) for mark in READINESS_RULES_MARKS for words in mark.yes]
ALL_NO = [(mark, words) for mark in READINESS_RULES_MARKS for words in mark.no]


@pytest.mark.parametrize(("mark", "words"), ALL_YES, ids=[f"{mark.id}: {words}" for mark, words in ALL_YES])
def test_every_mark_is_told_by_its_examples(mark: ReadinessMark, words: str, registry: PlaceRegistry) -> None:
    report = read(in_place(mark, words), registry)
    assert mark.code in codes(report)
    told = [problem for problem in report.problems if problem.code == mark.code]
    assert all(problem.line and problem.advice for problem in told)


@pytest.mark.parametrize(("mark", "words"), ALL_NO, ids=[f"{mark.id}: {words}" for mark, words in ALL_NO])
def test_what_is_no_mark_is_not_told(mark: ReadinessMark, words: str, registry: PlaceRegistry) -> None:
    assert codes(read(in_place(mark, words), registry)) == []


@pytest.mark.parametrize("mark", READINESS_RULES_MARKS, ids=lambda mark: mark.id)
def test_a_mark_says_why_and_is_reached_by_the_cheap_scan(mark: ReadinessMark) -> None:
    assert mark.why and mark.yes
    if mark.where == MarkPosition.LINE:
        assert all(any(word in words for word in (*MARK_WORDS, "★", "☆")) for words in mark.yes)
    if mark.where == MarkPosition.NOTE:
        assert all(words[1] in NOTE_STARTS or words[1] == " " for words in mark.yes)


def numbers(report: Report) -> list[str]:
    from site_builder.extract.body import body_of

    return re.findall("[0-9.]+", "".join(body_of(report).texts()))


ASIDE = [
    "秘密★1年\n",
    "机密★10年\n",
    "内部资料 注意保存\n",
    "（征求意见稿）\n",
    "密级：秘密\n",
    "（第3稿）\n",
    "编号：0012 秘密★3年\n",
]


@pytest.mark.parametrize("mark", ASIDE)
def test_no_number_is_read_from_a_mark(mark: str, registry: PlaceRegistry) -> None:
    plain = read(TEXT, registry)
    marked = read(mark + TEXT, registry)
    assert codes(marked)
    assert marked.head.title.value == plain.head.title.value
    assert [n for n in numbers(marked) if n != "0012"] == numbers(plain)


REMARKS = ["【批注：应为421件】", "（此处请法规科核对数据，去年是390件）", "(待核实，原为9件)", "[批注3]"]


@pytest.mark.parametrize("remark", REMARKS)
def test_no_number_is_read_from_a_remark_and_the_text_stays_as_it_is(
    remark: str, registry: PlaceRegistry
) -> None:
    text = TEXT.replace("受理行政复议案件412件，", f"受理行政复议案件412件{remark}，")
    report = read(text, registry)
    assert codes(report) == ["B424"]
    assert numbers(report) == numbers(read(TEXT, registry))
    assert report.text == text


HELD = [
    # text, code, severity
    ("秘密★1年\n" + TEXT, "B421", "error"),
    ("内部资料 注意保存\n" + TEXT, "B422", "error"),
    (TITLE + "（送审稿）\n" + BODY, "B423", "error"),
    ("漯河市人民政府\n关于2025年度法治政府建设情况的报告\n（审议稿）\n" + BODY, "B423", "error"),
    (TEXT.replace("12.5%", "12.5%【批注：数字待核】"), "B424", "error"),
    (TEXT.replace("36次", "××次"), "B425", "warning"),
    (TEXT.replace("36次", "XXX次"), "B425", "warning"),
    (TEXT.replace("审结388件", "审结  件"), "B425", "warning"),
    (TEXT.replace("100%", "  %"), "B425", "warning"),
    (TEXT.replace("2026年2月10日", "2026年  月  日"), "B425", "warning"),
    ("<<<<<<< HEAD\n" + TEXT + "=======\n" + TEXT.replace("412", "421") + ">>>>>>> main\n", "B426", "error"),
    (TEXT + TEXT, "B427", "warning"),
    (TEXT + BODY, "B427", "warning"),
    (TEXT + "\n" + TEXT.replace("漯河市", "临颍县").replace("412", "52"), "B428", "error"),
    (TEXT + "\n" + TEXT.replace("2025年", "2024年").replace("412", "52"), "B428", "error"),
    (
        TEXT + "临颍县人民政府\n关于2025年度法治政府建设情况的报告\n一、主要举措\n做了工作。\n",
        "B428",
        "error",
    ),
    (TEXT.split("推动各项")[0], "B429", "warning"),
    (TEXT.split("落到实处")[0], "B429", "warning"),
    (TEXT.split("薄弱，")[0] + "薄弱，专业人员不足，数字化应用水平有待提", "B429", "warning"),
]


@pytest.mark.parametrize(
    ("text", "code", "severity"), HELD, ids=[f"{code} {number}" for number, (_, code, _) in enumerate(HELD)]
)
def test_what_is_not_ready_is_told_once_with_its_line(
    text: str, code: str, severity: str, registry: PlaceRegistry
) -> None:
    found = [problem for problem in read(text, registry).problems if problem.code in READY]
    assert code in {problem.code for problem in found}
    assert {problem.severity for problem in found if problem.code == code} == {severity}
    assert all(problem.line for problem in found)


def test_a_sound_text_has_none(registry: PlaceRegistry) -> None:
    assert codes(read(TEXT, registry)) == []


SENTENCES = [
    "加强保密工作，查处侵犯商业秘密案件12件。", "严守国家秘密和工作秘密。", "修订《保守国家秘密规定》1部。", "规范涉密文件管理，全年无失密泄密。",
    "就3部规章向社会公开征求意见，收到意见120条。", "完成《条例（草案征求意见稿）》审查5件。", "审议规章草案6件、规范性文件送审稿18件。", "征求意见稿在网站公示30日。",
    "政府常务会议审议讨论重大决策12项。", "对12件送审稿进行合法性审核。", "将草案提请市人大常委会审议。", "加强内部监督和内部管理。", "内部审批事项压减30%。", "完善内部资料管理制度3项。",
    "行政机关内部重大决策合法性审查机制健全。", "经核实办结信访事项56件（其中待核实3件）。", "开展数据核查120次（数据来源：市司法局）。", "办结率98.5%（同比提高2个百分点）。",
    "核对执法人员信息9000条。", "请群众评议窗口服务120次。", "补充执法人员30名（含辅助人员）。", "待办案件12件已全部移交。", "推行7×24小时自助服务。", "改造办公用房3×5米。",
    "市民李×投诉某公司一案依法办结。", "张××等3人申请行政复议。", "××公司诉市市场监管局一案胜诉。", "发挥“1+7+N”机制作用。", "开通12345热线，接听18万次。", "建设XX标准化司法所。",
    "姓  名：王五。", "项  目 数  量", "审结12件  维持3件", "受理  件数增长12%。", "注：以上数据截至2025年12月31日。", "（此件公开发布）", "（此件主动公开）", "（数据统计口径：全市）",
    "严禁逐利执法，不得乱收费。", "妥善处理群体性事件12起。", "注意保护商业信息。", "会后督办事项36项。", "仅供电领域就办理案件3件。", "提供内部咨询意见12份。", "【宣传】开展活动12场。",
    "《关于<法治政府建设实施方案（征求意见稿）>的说明》已印发。", "讨论通过方案1个。", "初审、复审、终审三级审核。", "起草文稿120篇，投稿36篇。", "信息稿件采用12篇。", "稿件来源：市司法局",
    "案卷评查采取“随机+交叉”方式。", "该数据较上年增长12%（见附表）。", "请示报告制度落实到位（含重大事项）。", "由市司法局审核备案（共12件）。", "本段公路长3公里。",
]  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_reports_write_about_such_things_is_no_mark(sentence: str, registry: PlaceRegistry) -> None:
    assert codes(read(TEXT.replace("二、存在的不足", sentence + "\n二、存在的不足"), registry)) == []


TITLES = [
    "漯河市2025年法治政府建设年度报告", "关于2025年度法治政府建设情况的报告（2026年2月10日）", "2025年法治政府建设情况报告（公开版）", "关于《2025年法治政府建设年度报告》的报告",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_ordinary_titles_have_no_mark(title: str, registry: PlaceRegistry) -> None:
    assert codes(read(title + "\n" + BODY, registry)) == []


LATER_LINES = [
    "附件：临颍县2025年度法治政府建设情况报告", "《临颍县2024年度法治政府建设情况报告》", "漯河市2025年度法治政府建设情况报告", "关于2025年度法治政府建设情况的报告",
    "四、2024年法治政府建设情况报告", "听取临颍县2024年度法治政府建设情况报告。", "相关链接：2024年法治政府建设年度报告",
]  # fmt: skip


@pytest.mark.parametrize("line", LATER_LINES)
def test_a_line_that_names_a_report_is_no_second_report(line: str, registry: PlaceRegistry) -> None:
    assert "B428" not in codes(read(TEXT + line + "\n", registry))


def test_one_short_sentence_may_stand_twice(registry: PlaceRegistry) -> None:
    twice = TEXT.replace("二、存在的不足", "坚持党的领导。\n坚持党的领导。\n二、存在的不足")
    assert codes(read(twice, registry)) == []


def test_the_name_of_the_file_says_draft(registry: PlaceRegistry) -> None:
    report = read(TEXT, registry, "漯河市/2025（送审稿）.txt")
    assert [(p.code, p.line) for p in report.problems if p.code in READY] == [("B423", 0)]


def test_a_mark_can_be_stood_by_with_a_reason_but_not_a_conflict(registry: PlaceRegistry) -> None:
    said = {"acknowledged": [{"code": "B421", "line": 1, "why": "2026年1月已解密"}]}
    report = read("秘密★1年\n" + TEXT, registry, **said)
    assert codes(report) == []
    assert [(f.kind, f.text) for f in report.furniture] == [("mark", "秘密★1年")]
    assert "2026年1月已解密" in next(p for p in report.problems if p.code == "H314").message
    conflict = read(
        "<<<<<<< HEAD\n" + TEXT, registry, acknowledged=[{"code": "B426", "line": 1, "why": "无"}]
    )
    assert "B426" in codes(conflict)
    assert "H315" in {problem.code for problem in conflict.problems}


def test_marks_in_a_withheld_text_are_a_note(registry: PlaceRegistry) -> None:
    report = read("秘密★1年\n" + TEXT, registry, withheld="正在审查")
    assert codes(report) == []
    assert "D807" in {problem.code for problem in report.problems}
