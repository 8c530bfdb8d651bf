"""What kind of document this is: an annual report in one of its shapes, a plan, something else, or a
look-alike to refuse with a reason."""

import re
from typing import assert_never

from site_builder.model.report import Section, Sourced
from site_builder.model.text import CleanText
from site_builder.parse.metadata.templates import template_reason
from site_builder.parse.metadata.title import TITLE_SUBJECT, Title
from site_builder.parse.metadata.year import BEGINS, BEGINS_GLUED
from site_builder.parse.place.issuer_forms import prefix_of
from site_builder.parse.structure.lines import TextLine
from site_builder.vocabulary import CONTENTS, DocumentKind, Origin, SectionRole, Shape

KIND_BY_WORD: dict[str, DocumentKind] = {
    **{str(kind): kind for kind in DocumentKind}, "年度报告": DocumentKind.ANNUAL_REPORT, "年报": DocumentKind.ANNUAL_REPORT,
    "报告": DocumentKind.ANNUAL_REPORT, "方案": DocumentKind.PLAN, "计划": DocumentKind.PLAN, "其他": DocumentKind.OTHER,
}  # fmt: skip
"""What a sidecar may say → the kind"""

LOOK_ALIKES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"政府信息公开.{0,8}(?:年度报告|年报|工作报告|情况报告)|信息公开(?:工作)?年度报告"), "这是政府信息公开工作年度报告，不是法治政府建设年度报告"),
    (re.compile(r"解读|一图(?:读懂|看懂)|图解"), "这是对文件或报告的解读，不是报告本身"),
    (re.compile(r"行政执法.{0,12}(?:统计年报|年报|统计|数据|总体情况)|执法统计"), "这是行政执法统计年报，不是法治政府建设年度报告"),
    (re.compile(r"常务会议|(?:召开|举行|举办|部署|印发|发布|公布|出炉|荣获|获评)(?!.{0,90}(?:报告|总结|方案|通知|要点|计划)$)|(?:调研|督导|座谈会|推进会|新闻发布会)(?!.{0,12}报告$)"), "这是新闻报道，不是报告本身"),
    (re.compile(r"范文|模板|样本|通用版|精选\d*篇|[0-9一二三四五六七八九十]+篇(?:[(（][^()（）]*[)）])?$|优秀篇"), "这是范文或模板，不是真实的报告"),
    (re.compile(r"年鉴|^【[^】]{2,20}】$"), "这是年鉴条目，不是报告本身"),
)  # fmt: skip
"""Tried on the title in this order"""
PUBLISHED = re.compile(
    r"(?:公布|编制|发布|形成)[^。"
    r"]{0,30}政府信息公开(?:工作)?(?:年度报告|年报|报告)|政府信息公开(?:工作)?(?:年度报告|年报)[^。"
    r"]{0,12}(?:由|全文|如下|编制|格式)"
)
"""How the annual report on open information opens, if its title was not copied"""
FORMS_OF_OTHERS = (
    (
        re.compile(
            "主动公开政府信息情况|政府信息主动公开情况|收到和处理政府信息公开申请|政府信息公开行政复议|政府信息管理|政府信息公开平台建设|依申请公开政府信息情况"
        ),
        "各部分是政府信息公开工作年度报告的规定内容，不是法治政府建设年度报告",
    ),
    (
        re.compile("行政(?:处罚|许可|强制)实施情况统计表"),
        "各部分是行政执法统计年报的表格，不是法治政府建设年度报告",
    ),
)
"""The prescribed parts of other annual reports (国办公开办函〔2021〕30号); two of them are no accident"""
FORM_REACH = 600
SHORT_PART = 40
FOREIGN = frozenset(["解读", "图解", "范文", "模板", "年鉴"])
"""Words that make a title foreign even if it is about 法治政府 and ends as a report; the others may stand in
a report's own title (部署落实情况)."""
YEARBOOK = re.compile(r"^【[^】\n]{2,24}】")
NEWS = re.compile(
    r"^(?:本报讯|本网讯|.{0,8}讯[\(（ ]|新华社|近日[,，]|日前[,，"
    r"]|[0-9]{1,2}月[0-9]{1,2}日(?:上午|下午|晚上?)?[,，"
    r"](?:.{0,30}(?:召开|举行|举办|主持)))|(?:本报|本网|全媒体)记者"
)
REPORT_TITLE = re.compile(r"(?:报告|总结|情况|白皮书|年报|汇报)(?:书)?(?:[(（][^()（）]*[)）])?$")
PLAIN_TITLE = re.compile(r"(?:法治政府|依法行政)(?:建设)?(?:工作)?(?:年度)?(?:情况|报告|总结)")
"""The plain name of an annual report, whatever else the title mentions (…建设情况暨述法报告)"""
FORWARDED = re.compile(r"(?:报告|总结|情况)》?的(?:通知|公示|公告)$")
GENERIC = re.compile(r"(?:关于)?(?:(?:19|20)[0-9]{2}年?度?)?(?:年度)?(?:工作)?(?:情况)?的?(?:报告|总结|年报)")
"""A title without subject: 2022年度工作报告"""
REPORT_AND_PLAN = re.compile(r"(?:报告|总结|情况)(?:和|与|及|暨|以及|、)")
REPORTS_AS_FOLLOWS = re.compile(r"现[将就][^。]{0,60}(?:报告|汇报|总结)如下")
"""The sentence with which a report opens, whether or not its title was copied"""
NO_GOVERNMENT = re.compile(r"(?:人民法院|检察院|监察委员会|人大常委会)$")
"""Under the name of a court nothing is a government's report (行政审判工作报告), however much it says of
依法行政"""
PLAN = re.compile(r"方案|计划|规划|纲要|要点|工作安排|实施意见|任务分工|(?:印发|下发).{2,}通知")
OTHER = re.compile(r"自查|自评|督察|督查|整改|述职|述法|考核|评估|复议.{0,6}分析|统计")
CONGRESS = re.compile(r"主任[、,，]|各位(?:代表|委员)")
AUTHORITY = re.compile(r"政府|党委|[省市县区]委|国务院")
SUBJECT_WORDS = re.compile(r"法治政府(?:部门)?建设|依法行政|法治建设|法治政府、法治社会(?:一体)?建设")
PLANS = re.compile(
    r"制定(?:本|如下)(?:实施)?(?:方案|计划|要点|规划|意见|措施)|(?:方案|计划|要点|意见|安排)如下|工作要(?:坚持|以|全面|深入|认真|紧紧|围绕)|现印发给你们"
)
"""How a plan opens, if its title was not copied"""
HEARS = re.compile(
    r"^(?!.{0,20}提请)[^关]{0,16}(?:人大常委会|常务会议?|党组|党委)(?:召开)?(?:会议)?(?:第.{1,8}次会议)?(?:审议|听取|研究|讨论)"
)
"""人大常委会审议…报告: news of a meeting that heard a report, whatever the title ends with"""
HEADING_CUES = re.compile(r"举措|成效|情况|做法|存在|安排|打算")


def refusal(clean: CleanText, title: Title | None, lines: list[TextLine], body: int) -> str:
    """Why the document is a look-alike, in Chinese; empty if it is none."""
    name = title.text if title else ""
    own = TITLE_SUBJECT.search(name) is not None and REPORT_TITLE.search(name[-40:]) is not None
    for pattern, reason in LOOK_ALIKES:
        found = pattern.search(name)
        if found and not (own and found[0] not in FOREIGN and "信息公开" not in found[0]):
            return f"{reason}（题名：{name[:40]}）"
    if HEARS.search(name):
        return f"这是会议审议报告的新闻报道，不是报告本身（题名：{name[:40]}）"
    if name and not is_about(name) and not GENERIC.fullmatch(name.removeprefix(prefix_of(name))):
        return f"题名说的是别的事，不像法治政府建设报告（题名：{name[:40]}）"
    published = next(
        (line for line in lines[body : body + 2] if not name and PUBLISHED.search(line.text, 0, 400)), None
    )
    forms = _forms_of_others(lines, body) if not name else ""
    if forms:
        return forms
    if published is not None:
        return f"正文说明这是政府信息公开工作年度报告，不是法治政府建设年度报告（第{published.number}行）"
    template = template_reason(clean, lines, body)
    if template:
        return template
    if sum(line.text[0] == "【" and YEARBOOK.match(line.text) is not None for line in lines[:40]) > 1:
        return "正文由“【…】”条目组成，这是年鉴条目，不是报告本身"
    news = next((line for line in lines[body : body + 2] if NEWS.search(line.text[:80])), None)
    if news and (title is None or not REPORT_TITLE.search(name)):
        return f"正文以新闻报道的写法开头，不是报告本身（第{news.number}行）"
    if not any("法治" in line.text or "依法行政" in line.text for line in lines):
        return (
            "全文没有提到法治政府建设或依法行政，不像法治政府建设报告" if lines else "文件里没有可以读的正文"
        )
    return ""


def _forms_of_others(lines: list[TextLine], body: int) -> str:
    """Why a text without title has the prescribed parts of another annual report; empty if it has not two of
    them."""
    told = [line.text[:FORM_REACH] for line in lines[body : body + 2]] + [
        line.text for line in lines[: body + 60] if len(line.text) <= SHORT_PART
    ]
    for pattern, reason in FORMS_OF_OTHERS:
        if len({found for text in told for found in pattern.findall(text)}) >= 2:
            return reason
    return ""


def kind_of(
    title: Title | None, sections: tuple[Section, ...], lines: list[TextLine], body: int
) -> Sourced[DocumentKind]:
    """The kind, from the title if there is one, else from the opening and the headings."""
    told = _kind_by_title(title.text, lines, body) if title is not None else None
    if told is not None and title is not None:
        return Sourced(told[0], title.origin, title.line, title.text, note=told[1])
    court = next((line for line in lines[:body] if NO_GOVERNMENT.search(line.text)), None)
    if court is not None:
        return Sourced(
            DocumentKind.OTHER,
            Origin.TEXT,
            court.number,
            court.text[:40],
            note="这是法院、检察院、人大或监察机关的材料。",
        )
    opening = next((line for line in lines[body : body + 4] if SUBJECT_WORDS.search(line.text)), None)
    if (
        opening is not None
        and PLANS.search(opening.text[:1500])
        and not REPORTS_AS_FOLLOWS.search(opening.text[:1500])
    ):
        return Sourced(
            DocumentKind.PLAN,
            Origin.TEXT,
            opening.number,
            opening.text[:40],
            note="没有题名，由正文开头的说明得出。",
        )
    about = sum(s.level == 1 for s in sections) > 1 or any(
        s.level == 1 and SUBJECT_WORDS.search(s.title) for s in sections
    )
    if opening and about and (BEGINS.match(opening.text) or BEGINS_GLUED.match(opening.text)):
        return Sourced(
            DocumentKind.ANNUAL_REPORT,
            Origin.TEXT,
            opening.number,
            opening.text[:40],
            note="没有题名，由正文开头的年度和分节得出。",
        )
    heads = [
        s
        for s in sections
        if s.level == 1 and (s.role or (SUBJECT_WORDS.search(s.title) and HEADING_CUES.search(s.title)))
    ]
    if heads and (opening or any(SUBJECT_WORDS.search(s.title) for s in heads)):
        return Sourced(
            DocumentKind.ANNUAL_REPORT,
            Origin.TEXT,
            heads[0].line,
            heads[0].title,
            note="没有题名，由标题的内容得出。",
        )
    if opening and sum(s.level == 1 for s in sections) >= 3:
        return Sourced(
            DocumentKind.ANNUAL_REPORT,
            Origin.TEXT,
            opening.number,
            opening.text[:40],
            note="没有题名，由正文开头和分节得出。",
        )
    reports = REPORTS_AS_FOLLOWS.search(opening.text[:1500]) if opening else None
    if opening and reports and not OTHER.search(reports[0]):
        return Sourced(
            DocumentKind.ANNUAL_REPORT,
            Origin.TEXT,
            opening.number,
            reports[0],
            note="没有题名，由正文开头的说明得出。",
        )
    return Sourced(DocumentKind.OTHER, Origin.TEXT, 0, "", note="没有题名，正文也不是年度报告的写法。")


def _kind_by_title(name: str, lines: list[TextLine], body: int) -> tuple[DocumentKind, str] | None:
    """Kind and reason, by what a title says; None if it says neither."""
    if not is_about(name):
        generic = GENERIC.fullmatch(name.removeprefix(prefix_of(name)))
        opening = "".join(line.text for line in lines[body : body + 3])[:600]
        return (
            (DocumentKind.ANNUAL_REPORT, "由题名和正文开头得出。")
            if generic and SUBJECT_WORDS.search(opening)
            else None
        )
    if OTHER.search(name) and not PLAIN_TITLE.search(name):
        return DocumentKind.OTHER, "题名是自查、考核或述职一类材料。"
    if TITLE_SUBJECT.search(name) and (REPORT_TITLE.search(name) or FORWARDED.search(name)):
        return DocumentKind.ANNUAL_REPORT, "由题名得出。"
    if TITLE_SUBJECT.search(name) and REPORT_AND_PLAN.search(name):
        return DocumentKind.ANNUAL_REPORT, "由题名得出：总结在前，打算在后。"
    return (DocumentKind.PLAN, "由题名得出。") if PLAN.search(name) else None


def is_about(title: str) -> bool:
    """Whether a title speaks of government by law at all."""
    return "法治" in title or "依法行政" in title


def shape_of(
    kind: DocumentKind,
    addressed: Sourced[str],
    lines: list[TextLine],
    sections: tuple[Section, ...],
    title: Title | None,
    number: bool,
    body: int,
) -> Sourced[Shape]:
    """The shape of an annual report: it decides nothing, it tells the reader what to expect. `addressed` is
    the line naming the addressees."""
    match kind:
        case DocumentKind.PLAN:
            return Sourced(Shape.PLAN, Origin.TEXT, 0, "")
        case DocumentKind.OTHER:
            return Sourced(Shape.OTHER, Origin.TEXT, 0, "")
        case DocumentKind.ANNUAL_REPORT:
            return _shape_of_report(addressed, lines, sections, title, number, body)
    assert_never(kind)


def _shape_of_report(
    addressed: Sourced[str],
    lines: list[TextLine],
    sections: tuple[Section, ...],
    title: Title | None,
    number: bool,
    body: int,
) -> Sourced[Shape]:
    congress = next(
        (line for line in lines[: body + 2] if "请予审议" in line.text or CONGRESS.match(line.text)), None
    )
    if congress or CONGRESS.match(addressed.raw):
        return Sourced(
            Shape.TO_CONGRESS,
            Origin.TEXT,
            congress.number if congress else addressed.line,
            congress.text[:40] if congress else addressed.raw,
        )
    preamble = next((s for s in sections if s.role == SectionRole.PREAMBLE), None)
    if (title and "白皮书" in title.text) or preamble:
        return Sourced(
            Shape.WHITE_PAPER,
            Origin.TEXT,
            preamble.line if preamble else title.line if title else 0,
            preamble.title if preamble else "白皮书",
        )
    if addressed.raw and (number or AUTHORITY.search(addressed.raw)):
        return Sourced(Shape.OFFICIAL_LETTER, Origin.TEXT, addressed.line, addressed.raw[:40])
    found = {s.role for s in sections if s.level == 1 and s.role}
    if len(found.intersection(CONTENTS)) >= 3:
        return Sourced(Shape.FIVE_PART, Origin.TEXT, 0, "", note="一级标题写明了规定的内容。")
    return Sourced(Shape.WORK_SUMMARY, Origin.TEXT, 0, "")
