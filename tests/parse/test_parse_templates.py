"""Templates are refused for several signs in place of names and numbers, or for the words of the sites that
collect them; one sign proves nothing."""

import pytest
from parse_reading import read

from site_builder.model.places import PlaceRegistry

BODY = (
    "一、主要举措\n(一)加强领导。全年召开专题会议12次,培训执法人员300人。\n二、存在的不足\n执法力量薄弱。"
    "\n三、下一步打算\n继续推进法治政府建设。\n"
)
TITLE = "珠海市2023年法治政府建设情况报告\n"
FIRST = "2023年,珠海市深入推进法治政府建设,现将有关情况报告如下。\n"
FILLER = "依法行政水平不断提高,法治政府建设取得新进展。\n" * 8


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "2023年区五年法治政府建设工作情况报告\n五年来,*区严格落实各项要求,共召开会议*次,培训*人。\n"
            + BODY,
            "3处",
        ),
        (
            "2022年县法治政府建设情况报告\n2022年,我县推进法治政府建设。\n"
            + FILLER
            + "共办结案件×件,调解纠纷×余件。\n×县人民政府常务会议学法×次。\n",
            "3处",
        ),
        (
            "乡2021年依法行政工作总结\n2021年,我乡推进依法行政。\n"
            + FILLER
            + "全乡化解纠纷XX件,走访XX户,XX镇综合执法队检查XX次。\n",
            "3处",
        ),
        (TITLE + "时间:2023-05-07 17:15:05 公文范文 来源:网友投稿\n" + FIRST + BODY, "网友投稿"),
        (TITLE + "下面是小编为大家整理的2023年法治政府建设情况报告,供大家参考。\n" + FIRST + BODY, "小编"),
        (TITLE + "本文由本站会员收集整理,供您参考。\n" + FIRST + BODY, "供您参考"),
        (TITLE + "范文大全\n" + FIRST + BODY, "范文"),
    ],
)
def test_templates_are_refused(text: str, reason: str, registry: PlaceRegistry) -> None:
    refused = read(text, registry).refused
    assert reason in refused
    assert "不是真实的报告" in refused


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        BODY + "注:带*号的指标数据截至11月底。\n",
        BODY.replace("300人", "300人*"),
        BODY + "依据国发〔××〕号文件。行政相对人曹某某、李××、张*诉某局一案,王×、赵*两案均已审结。\n",
        BODY + "执行李×名下存款、王×名下房产,走访张×家庭、赵×家庭。\n",
        BODY + "开通7×24小时热线,建成5×8米公示栏3个,推行“1+X+N”模式。\n",
        BODY + "二〇二三年办结二〇件,二〇二二年办结一〇件,二〇二一年办结三〇件。\n",
        BODY + "**重点**次数、**培训**人次、**公开**件数均有提高。\n",
        BODY + "*市场监管部门:检查12次\n*区域协同:会商3次\n*民政部门:救助5次\n*县直部门:学法4次\n",
        BODY + "组织编写行政执法文书范文12份,编印示范文本3种,收集整理典型案例供大家参考借鉴。\n",
        BODY + "附件:申报表\n××县申报表\n××县人民政府,共×项,××镇×个。\n",
    ],
)
def test_real_reports_are_not(text: str, registry: PlaceRegistry) -> None:
    assert read(TITLE + FIRST + text, registry).refused == ""


def test_the_kind_stated_by_staff_wins(registry: PlaceRegistry) -> None:
    assert read(TITLE + "来源:网友投稿\n" + FIRST + BODY, registry, kind="annual_report").refused == ""
