"""Page furniture: the forms of 65 report pages. What is harvested, what is marked, and what must be left in
peace."""

import re

import pytest

from site_builder.model.text import CleanText, SourceFile
from site_builder.text.boilerplate.labels import CONTROL_LABELS
from site_builder.text.clean import clean

BODY = (
    "2023年,全区在市委、"
    "市政府的坚强领导下,深入贯彻落实习近平法治思想,持续推进法治政府建设,取得新的成效,现将有关情况报告如下。"
    "全年共办理案件56件。"
)


def page(*lines: str, after: tuple[str, ...] = ()) -> CleanText:
    return clean(
        SourceFile(
            "a.txt",
            "\n".join(
                (*lines, "某区2023年法治政府建设年度报告", BODY, "一、主要举措", BODY, *after)
            ).encode(),
            "0",
        )
    )


DATES = [
    ("日期:2024-03-25 14:45    来源:区司法局", {"time": "2024-03-25 14:45", "source": "区司法局"}),
    ("時間:2025-02-27來源:", {}),
    ("时间:2025-02-27来源:", {"time": "2025-02-27"}),
    ("来源:县政府办 发布时间:2024-03-28 09:18", {"published": "2024-03-28 09:18", "source": "县政府办"}),
    (
        "来源:市司法局 发布日期:2018-04-03 16:13 浏览次数: 字体:【大 中 小】",
        {"published": "2018-04-03 16:13", "source": "市司法局"},
    ),
    ("时间:2018-05-03  浏览次数:", {"time": "2018-05-03"}),
    ("时间:2023-02-28 15:36 浏览量:1", {"time": "2023-02-28 15:36"}),
    ("文章来源:司法局 更新时间:2021/03/29 11:30:01", {"updated": "2021/03/29 11:30:01", "source": "司法局"}),
    ("时间 : 2023-03-31 11:33:28 来源 : 本网", {"time": "2023-03-31 11:33:28", "source": "本网"}),
    ("发布时间 2024年03月22日", {"published": "2024年03月22日"}),
    ("• 听全文 • 2024-01-23 • 来源:市司法局 • 分享到 • -", {"time": "2024-01-23", "source": "市司法局"}),
    ("成文日期 ¦ 2024-01-31", {"written": "2024-01-31"}),
    (
        "成文时间:2026年01月28日 / 发文时间:2026年01月28日",
        {"written": "2026年01月28日", "issued": "2026年01月28日"},
    ),
    ("发布日期: 2026-02-28 发布机构: 县司法局", {"published": "2026-02-28", "issuer": "县司法局"}),
    (
        "发布日期: 2024-02-19 14:59 信息来源:区政府办 浏览次数:",
        {"published": "2024-02-19 14:59", "source": "区政府办"},
    ),
    ("发布时间:2025-02-10 来源: 本网 阅读人次: -", {"published": "2025-02-10", "source": "本网"}),
    (
        "发布时间：2025-02-10 09:30　来源：市政府办公室",
        {"published": "2025-02-10 09:30", "source": "市政府办公室"},
    ),
    (
        "【发布时间：2022-01-12】 【来源：司法局】 【字号：大 中 小】",
        {"published": "2022-01-12", "source": "司法局"},
    ),
    (
        "索 引 号: 113708120042347000/2026-00508 发布机构: 区交通运输局",
        {"index_number": "113708120042347000/2026-00508", "issuer": "区交通运输局"},
    ),
    ("备注/文号:惠交法〔2026〕1号", {"document_number": "惠交法〔2026〕1号"}),
    ("索引号 | 10001-01-2024-00122 | 主题分类 | 法治 |", {"index_number": "10001-01-2024-00122"}),
    (
        "有效性 | 有效 | 文号 | 济兖政字〔2024〕3号 |",
        {"validity": "有效", "document_number": "济兖政字〔2024〕3号"},
    ),
    ("名称 ¦ 某区2023年法治政府建设年度报告", {"title": "某区2023年法治政府建设年度报告"}),
]


@pytest.mark.parametrize(("line", "wanted"), DATES)
def test_labelled_lines_are_harvested_then_marked(line: str, wanted: dict[str, str]) -> None:
    result = page(line)
    if wanted:
        assert {each.name: each.value for each in result.fields} == wanted
        assert [(each.line, each.text) for each in result.furniture] == [(1, line.strip(" \u3000"))]
        assert all(each.line == 1 for each in result.fields)
    assert result.text.startswith(line)


MARKED = [
    ("首页 > 政务公开 > 通知公告", "breadcrumb"),
    ("您所在的位置:首页 > 法治政府", "breadcrumb"),
    ("当前位置: 政府机构 >> 公义镇 >> 信息公开 >> 政策文件 >> 正文", "breadcrumb"),
    ("首页 / 政务公开 / 正文", "breadcrumb"),
    ("字号:\xa0\xa0\xa0\xa0", "control"),
    ("【字体:", "control"),
    ("字体大小:【", "control"),
    ("【打印】", "control"),
    ("打印整页 打印内容 分享", "control"),
    ("无障碍 简体¦ 繁体", "control"),
    ("繁体丨 简体 丨 无障碍丨 网站地图", "control"),
    ("适老化 无障碍浏览", "control"),
    ("关怀版 返回首页", "control"),
    ("江江智能助手", "control"),
    ("为您阅读公示公告", "control"),
    ("浏览次数:", "counter"),
    ("阅读人次: -", "counter"),
    ("今天是:2019年10月31日 星期三 农历十月初七", "clock"),
    ("某市某区人民政府 2019年12月3日星期二", "clock"),
    ("主任、各位副主任、秘书长、各位委员:", "vocative"),
    ("国务院:", "vocative"),
    ("区委、区人大常委会:", "vocative"),
    ("中共惠安县委、惠安县人民政府:", "vocative"),
]


@pytest.mark.parametrize(("line", "kind"), MARKED)
def test_furniture_is_marked_with_its_kind(line: str, kind: str) -> None:
    assert [(each.kind, each.line) for each in page(line).furniture] == [(kind, 1)]


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑:",
        "扫一扫在手机上查看当前页面",
        "扫码使用手机浏览本页内容",
        "(此件公开发布)",
        "【打印】 【关闭】",
        "责任编辑：张某某　审核：李某",
    ],
)
def test_tails_are_marked(line: str) -> None:
    result = page(after=(line,))
    assert [each.line for each in result.furniture] == [5]


@pytest.mark.parametrize(
    "line",
    [
        "今天是:2019年10月31日 星期三 农历十月初七",
        "某市某区人民政府 2019年12月3日星期二",
        "2019年12月3日 星期二",
    ],
)
def test_a_clock_is_never_harvested(line: str) -> None:
    assert page(line).fields == ()


@pytest.mark.parametrize(
    "line",
    [
        "某市人民政府",
        "2018年3月26日",
        "时间:我们一直在路上",
        "一、来源和范围",
        "(二)打印机构设置",
        "昆明市西山区人民政府关于2023年度法治政府建设情况的报告",
        "——2025年2月26日在市第八届人民代表大会常务委员会第十八次会议上",
        "2023年,我市法治政府建设主要做了以下工作:",
        "附件:1.工作专班名单",
        "分享经验、返回基层、检索文献三项工作同步推进",
        "编辑出版法治读物3种",
    ],
)
def test_text_is_left_in_peace(line: str) -> None:
    assert page(line).furniture == ()
    assert page(line, after=(line,)).furniture == ()


def test_labels_inside_the_body_are_text() -> None:
    result = clean(
        SourceFile("a.txt", "\n".join((BODY, "来源:群众举报", "时间:2023-05-01", BODY)).encode(), "0")
    )
    assert (result.furniture, result.fields) == ((), ())


def test_a_page_pasted_into_one_line_gives_its_date_line() -> None:
    line = f"某区2023年法治政府建设年度报告 发布时间:2024-03-28 09:18 来源:区司法局 浏览次数:12 {BODY}" * 1
    result = clean(SourceFile("a.txt", line.encode(), "0"))
    assert {each.name: each.value for each in result.fields} == {
        "published": "2024-03-28 09:18",
        "source": "区司法局",
    }
    assert BODY not in result.furniture[0].text


def test_furniture_stays_in_the_text_and_its_span_holds_it() -> None:
    result = page("\u3000\u3000首页 > 政务公开 > 正文  ", "日期:2024-03-25")
    for each in result.furniture:
        assert each.span.of(result.text) == each.text
    assert result.text.count("\n") == 5


def first_letters(tokens: object, *, skip: str) -> tuple[set[str], bool]:
    """The characters that a parsed pattern can begin with, those of `skip` passed over, and whether it can
    match nothing else."""
    letters: set[str] = set()
    for operation, value in tokens:  # type: ignore[attr-defined]
        name, empty = str(operation), False
        if name == "LITERAL":
            found = {chr(value)}
        elif name == "IN":
            assert str(value[0][0]) in (
                "LITERAL",
                "RANGE",
            ), "a class that any character fits must be told by a sign"
            found = {chr(code) for kind, code in value if str(kind) == "LITERAL"}
        elif name == "MAX_REPEAT":
            found, empty = first_letters(value[2], skip=skip)
            empty = empty or value[0] == 0
        elif name == "SUBPATTERN":
            found, empty = first_letters(value[-1], skip=skip)
        else:
            assert name == "BRANCH", name
            branches = [first_letters(each, skip=skip) for each in value[1]]
            found, empty = set().union(*(each for each, _ in branches)), any(each for _, each in branches)
        letters |= found - set(skip)
        if not empty and not found & set(skip):
            return letters, False
    return letters, True


@pytest.mark.parametrize("row", range(len(CONTROL_LABELS)))
def test_each_row_of_controls_names_the_characters_its_forms_begin_with(row: int) -> None:
    _, beginnings, pattern = CONTROL_LABELS[row]
    for told in (r"|\S{2,6}智能助手", r"\S{0,3}ICP备\d+号(?:-\d+)?", r"|\S{0,2}公网安备 *\d+号?"):
        pattern = pattern.replace(told, "")  # told by SIGNS
    assert first_letters(re._parser.parse(pattern), skip="【[(（ ")[0] == set(beginnings)


@pytest.mark.parametrize(
    "line",
    [
        "河南政务智能助手",
        "豫ICP备12345678号-1",
        "豫公网安备 41110202000001号",
        "A+",
        "（大 中 小）",
        "【此件公开发布】",
        "END",
    ],
)
def test_what_is_furniture_is_never_refused_by_its_beginning(line: str) -> None:
    assert page(line).furniture[0].text == line


def test_full_width_colons_are_colons() -> None:
    result = page("当前位置：首页 > 法治政府", "各位代表：")
    assert [(each.kind, each.text) for each in result.furniture] == [
        ("breadcrumb", "当前位置：首页 > 法治政府"),
        ("vocative", "各位代表："),
    ]
    assert [each.value for each in result.fields] == ["首页 > 法治政府"]
