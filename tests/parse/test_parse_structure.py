"""Headings, anchors, roles and definitions in the ways real reports number and glue them."""

from itertools import pairwise

import pytest
from case_files import Case, case_parameters
from parse_reading import read

from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Report
from site_builder.model.text import SourceFile
from site_builder.parse.report import parse
from site_builder.parse.structure.brackets import unpaired
from site_builder.text.clean import clean

OPENING = "珠海市人民政府关于2023年度法治政府建设情况的报告\n"
LONG = "全市各级各部门认真学习贯彻习近平法治思想,扎实推进依法行政,不断提高工作水平。" * 45


def outline(report: Report) -> list[str]:
    return [f"{s.anchor} {s.role or '-'} {s.title}{' +' if s.run_in else ''}" for s in report.sections]


@pytest.mark.parametrize("case", case_parameters("parse/structure.case"))
def test_structure(case: Case, registry: PlaceRegistry) -> None:
    report = read(OPENING + case.blocks["in"].replace("{long}", LONG) + "\n", registry)
    assert outline(report) == case.blocks["out"].splitlines()
    if "problems" in case.blocks:
        assert [
            p.code for p in report.problems if p.code.startswith("B40") and p.code < "B405"
        ] == case.blocks["problems"].split()


@pytest.mark.parametrize("case", case_parameters("parse/glossary.case"))
def test_definitions(case: Case, registry: PlaceRegistry) -> None:
    report = read(
        OPENING + "一、工作情况\n推进法治政府建设。\n名词解释\n" + case.blocks["in"] + "\n", registry
    )
    found = [
        f"{d.term} | {' '.join(d.aliases)}{' ' if d.aliases else ''}| {d.text}".replace("\n", "⏎")
        for d in report.definitions
    ]
    assert found == case.blocks["out"].splitlines()
    for definition in report.definitions:
        assert definition.text in definition.span.of(report.text)
        assert any(p.anchor == definition.anchor for p in report.paragraphs)


def test_every_line_is_in_exactly_one_place(registry: PlaceRegistry) -> None:
    text = (
        OPENING
        + "一、举措\n(一)标题。正文。\n散段。\n名词解释\n“词”:义。\n附件1\n表\n甲 | 乙 | 丙\n1 | 2 | 3\n落款\n"
    )
    report = read(text, registry)
    spans = sorted(
        (s.start, s.end)
        for s in [
            *(x.span for x in report.sections),
            *(x.span for x in report.paragraphs),
            *(x.span for x in report.tables),
        ]
    )
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = "".join(report.text[a:b] for a, b in spans)
    assert "".join(covered.split()).replace("。", "") == "".join(report.text.split()).replace("。", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一、主要举措\n做了。\n但也存在一些短板弱项,主要是:力量不足。\n二、2024年工作安排\n继续。\n",
            "measures=present problems=folded responsibility=absent arrangements=present",
        ),
        (
            "一、加强领导\n主要负责人认真履行推进法治建设第一责任人职责。\n二、规范执法\n做了。下一步,我们将继续。\n",
            "measures=folded problems=absent responsibility=folded arrangements=folded",
        ),
        (
            "一、工作情况\n做了。\n二、存在的问题及下一步打算\n(一)存在的问题。力量不足。\n(二)下一步打算。继续。\n",
            "measures=present problems=present responsibility=absent arrangements=folded",
        ),
        (
            "一、存在的不足\n二、主要负责人履行法治建设职责情况\n三、下一年度主要安排\n四、主要成效\n",
            "measures=present problems=present responsibility=present arrangements=present",
        ),
        (
            "一、主要举措\n着力解决群众反映强烈的问题。\n",
            "measures=present problems=absent responsibility=absent arrangements=absent",
        ),
    ],
)
def test_contents_by_meaning(text: str, expected: str, registry: PlaceRegistry) -> None:
    report = read(OPENING + text, registry)
    assert " ".join(f"{c.name}={c.status}" for c in report.contents[:4]) == expected
    absent = {c.name for c in report.contents[:4] if c.status == "absent"}
    assert len([p for p in report.problems if p.code == "B407"]) == len(absent)


@pytest.mark.parametrize(
    "title",
    [
        "珠海市2018年法治政府建设情况报告",
        "珠海市2016年度依法行政工作总结",
        "珠海市2023年法治政府建设工作要点",
    ],
)
def test_contents_do_not_bind_before_2019_nor_plans(title: str, registry: PlaceRegistry) -> None:
    report = read(title + "\n一、法治政府建设情况\n做了。\n", registry)
    assert {c.status for c in report.contents} == {"not_applicable"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("序号 | 单位 | 件数\n1 | 甲局 | 5\n2 | 乙局 | 6\n", ["1/甲局/5", "2/乙局/6"]),
        (
            "| 类别 | 事项 |\n|---|---|\n| 许可 | 甲 |\n|  | 乙 |\n| 处罚 | 丙 |\n",
            ["许可/甲", "许可*/乙", "处罚/丙"],
        ),
        (
            (
                "一级 | 二级 | 序 | 内容 | 单位 | |\n一、甲 乙 | 1.丙 | 1 | 公 开 | 局 |\n2 | 清单 | 厅 |"
                " ||\n2.丁 | 3 | 审 查 | 办 | |\n一、甲 乙\n| 2.丁 | 4 | 培训 | 部 |\n二、戊 | 5 | 考核 | 委"
                " | |\n"
            ),
            [
                "一、甲乙/1.丙/1/公开/局",
                "一、甲乙*/1.丙*/2/清单/厅",
                "一、甲乙*/2.丁/3/审查/办",
                "一、甲乙/2.丁/4/培训/部",
                "二、戊//5/考核/委",
            ],
        ),
    ],
)
def test_tables(text: str, rows: list[str], registry: PlaceRegistry) -> None:
    report = read(OPENING + "一、情况\n见下表。\n" + text + "二、其他\n", registry)
    assert ["/".join(c.text + "*" * c.filled for c in row) for row in report.tables[0].rows] == rows
    assert report.tables[0].section == 0
    assert [s.anchor for s in report.sections] == ["s1", "s2"]


@pytest.mark.parametrize("text", ["甲|乙。", "见 a|b|c 三种。\n正文。", "|"])
def test_bars_in_text_make_no_table(text: str, registry: PlaceRegistry) -> None:
    report = read(OPENING + "一、情况\n" + text + "\n", registry)
    assert not report.tables


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("身份证号11010519491231002X的当事人", ["D801"]),
        ("联系电话13800138000,欢迎来电", ["D802"]),
        ("电话 138-0013-8000 和 138 0013 8001", ["D802", "D802"]),
        ("卡号6222021234567890127", ["D809"]),
        ("卡号4111111111111111", ["D803"]),
        ("卡号 4111 1111 1111 1111", ["D803"]),
        ("豫A12345号车", ["D804"]),
        ("京A·12345", ["D804"]),
        ("索引号113708120042347000,热线12345,0.0038万宗", []),
        ("身份证号：411425199001011234", ["D805"]),
        ("公民身份号码为 41142519900101123", ["D805"]),
        ("编号110105194912310021", ["D806"]),
        ("编号411425199001011234", ["D806"]),
        ("索引号411425202301011234,编号991425199001011234,411425199013011234", []),
        ("办理身份证411425件", []),
        ("身份证和银行卡号4111111111111111", ["D803"]),
        ("国办发〔2017〕40号,G20,COVID19,2021-2025年,电话0592-2891234", []),
    ],
)
def test_personal_data(text: str, codes: list[str], registry: PlaceRegistry) -> None:
    report = read(OPENING + "一、情况\n" + text + "。\n", registry)
    found = [p for p in report.problems if p.code.startswith("D8")]
    assert [p.code for p in found] == codes
    assert all("*" in p.text and p.text not in report.text for p in found)
    assert all(p.line == 3 for p in found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("落实行政执法三项制度(公示、全过程记录。", "B409"),
        ("到20213月底前。", "B410"),
        ("建成“示范村(社区)。", "T212"),
        ("按照《法治政府建设实施纲要要求。", "T212"),
        ("落实纲要(20212025年)。", "T205"),
        ("到20201月1日前。", "T206"),
        ("依据国发2017〕40号文件。", "T207"),
    ],
)
def test_damage_is_reported_once_with_the_line_that_mends_it(
    text: str, code: str, registry: PlaceRegistry
) -> None:
    cleaned = clean(SourceFile("漯河市/2023.txt", (OPENING + "一、情况\n" + text + "\n").encode(), ""))
    told = dict.fromkeys((*cleaned.problems, *parse(cleaned, registry).problems))
    (found,) = [problem for problem in told if problem.code[:2] in ("T2", "B4") and problem.line]
    assert (found.code, found.line) == (code, 3)
    assert "旁注文件 2023.yml 的 replace: 下面加一行" in found.advice
    assert "- {line: 3, from: " in found.advice


@pytest.mark.parametrize(
    "text", ["一是1)学习;2)培训。", "《甲〈乙〉》和“丙(丁)”。", "(2021-2025年)规划,2021年1月。"]
)
def test_ordinary_brackets_are_no_damage(text: str, registry: PlaceRegistry) -> None:
    report = read(OPENING + "一、情况\n" + text + "\n", registry)
    assert not {p.code for p in report.problems} & {"B409", "B410"}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("按照《法治政府建设实施纲要2021-2025年)》推进。", ")"),
        ("建成“示范村(社区)。", "“"),
        ("市场准入负面清单制度”全面实行。", "”"),
        ("依据国发2017〕40号文件。", "〕"),
        ("落实行政执法三项制度(公示、全过程记录、法制审核。", "("),
    ],
)
def test_the_mark_told_is_the_one_whose_partner_is_lost(text: str, mark: str) -> None:
    lost = unpaired(text)
    assert lost
    assert (lost.mark, text[lost.at : lost.at + len(lost.words)]) == (mark, lost.words)


def told(report: Report, *codes: str) -> list[tuple[str, str, int, str]]:
    return [(p.code, p.file, p.line, p.severity) for p in report.problems if p.code in codes]


def test_a_plate_is_shown_with_its_province_and_without_its_middle(registry: PlaceRegistry) -> None:
    report = read(OPENING + "一、情况\n豫N12345号车和京A·12345。\n", registry)
    assert [p.text for p in report.problems if p.code == "D804"] == ["豫N1**45", "京A·***45"]


CALL = OPENING + "一、情况\n联系电话13800138000。\n"
CODES = ("D801", "D802", "D807", "H314", "H315")


def test_a_finding_that_staff_stand_by_is_a_note_with_their_reason(registry: PlaceRegistry) -> None:
    report = read(CALL, registry, acknowledged=[{"code": "D802", "line": 3, "why": "对外公布的工作电话"}])
    assert told(report, *CODES) == [("H314", "reports/x.txt", 3, "note")]
    (note,) = (p for p in report.problems if p.code == "H314")
    assert "对外公布的工作电话" in note.message
    assert "138******00" in note.message


UNFIT = [
    {"code": "D802", "line": 4, "why": "别的行"},
    {"code": "D802", "why": "没有行号"},
    {"code": "D802", "line": 3, "why": " "},
    {"code": "D802", "line": 3, "why": "待核对"},
    {"code": "D801", "line": 3, "why": "不能确认"},
    {"code": "H302", "why": "别的提示"},
]


@pytest.mark.parametrize("stated", UNFIT)
def test_a_statement_that_fits_no_finding_is_told_and_changes_nothing(
    stated: dict[str, object], registry: PlaceRegistry
) -> None:
    report = read(CALL, registry, acknowledged=[stated])
    assert told(report, *CODES) == [
        ("D802", "reports/x.txt", 3, "warning"),
        ("H315", "reports/x.yml", 0, "warning"),
    ]


def test_an_identity_number_cannot_be_stood_by(registry: PlaceRegistry) -> None:
    report = read(
        CALL.replace("13800138000", "11010519491231002X"),
        registry,
        acknowledged=[{"code": "D801", "line": 3, "why": "公开"}],
    )
    assert told(report, *CODES) == [
        ("D801", "reports/x.txt", 3, "error"),
        ("H315", "reports/x.yml", 0, "warning"),
    ]


def test_personal_data_in_a_withheld_text_are_a_note(registry: PlaceRegistry) -> None:
    report = read(CALL.replace("13800138000", "11010519491231002X"), registry, withheld="正在核对")
    assert told(report, *CODES) == [("D807", "reports/x.txt", 3, "note")]


def test_the_advice_on_a_work_telephone_can_be_pasted(registry: PlaceRegistry) -> None:
    (found,) = (p for p in read(CALL, registry).problems if p.code == "D802")
    line = found.advice.partition("换成理由：")[2].partition("。否则")[0]
    assert line == "- {code: D802, line: 3, why: 待核对}"


IMPOSSIBLE = (
    "漯河市人民政府关于2022年度法治政府建设情况的报告\n一、情况\n做了工作。\n漯河市人民政府\n2023年3月0日\n"
)
PUBLISHED = [
    # text, what the sidecar states as published, problems: code, file, line
    (IMPOSSIBLE, None, [("H307", "reports/x.txt", 5, "warning")]),
    (IMPOSSIBLE, "2023-03-10", []),
    (
        IMPOSSIBLE,
        "2023-02-30",
        [("H307", "reports/x.txt", 5, "warning"), ("H307", "reports/x.yml", 1, "warning")],
    ),
    (IMPOSSIBLE.replace("3月0日", "3月1日"), "2021-01-01", [("H308", "reports/x.yml", 1, "warning")]),
    (IMPOSSIBLE.replace("2023年3月0日", "2021年1月1日"), None, [("H308", "reports/x.txt", 5, "warning")]),
    (IMPOSSIBLE.replace("3月0日", "3月1日"), "2035-03-14", [("H313", "reports/x.yml", 1, "warning")]),
    (IMPOSSIBLE.replace("2023年3月0日", "2033年3月1日"), None, [("H313", "reports/x.txt", 5, "warning")]),
    (IMPOSSIBLE.replace("3月0日", "3月1日"), "2027-03-14", []),
]


@pytest.mark.parametrize(("text", "published", "problems"), PUBLISHED)
def test_the_day_of_publication(
    text: str, published: str | None, problems: list[tuple[str, str, int, str]], registry: PlaceRegistry
) -> None:
    report = read(text, registry, **({"published": published} if published else {}))
    assert told(report, "H307", "H308", "H313") == problems


def test_an_unusual_day_of_publication_can_be_stood_by(registry: PlaceRegistry) -> None:
    stated = {"published": "2035-03-14", "acknowledged": [{"code": "H313", "why": "网站改版时补发"}]}
    assert told(read(IMPOSSIBLE, registry, **stated), "H307", "H308", "H313", "H314", "H315") == [
        ("H314", "reports/x.yml", 1, "note")
    ]
