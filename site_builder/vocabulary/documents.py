"""What a document is, how it is made up, and where what is said of it comes from."""

from site_builder.vocabulary.words import Vocabulary


class DocumentKind(Vocabulary):
    """What a document is. Only an annual report reports figures of a year, is due on a day, and has the
    required contents."""

    ANNUAL_REPORT = "annual_report", "年度报告"
    PLAN = "plan", "方案、计划", "方案"
    OTHER = "other", "其他文件", "其他"


class Shape(Vocabulary):
    """How an annual report is written. It decides nothing, it tells the reader what to expect; what is no
    annual report has the shape of its kind."""

    FIVE_PART = "five_part", "按规定内容分部分"
    WORK_SUMMARY = "work_summary", "工作总结"
    TO_CONGRESS = "to_congress", "向人大常委会的报告"
    OFFICIAL_LETTER = "official_letter", "公文式报告"
    WHITE_PAPER = "white_paper", "白皮书"
    PLAN = "plan", "方案、计划"
    OTHER = "other", "其他文件"


class Origin(Vocabulary):
    """Where a value comes from, `short` in a word beside it."""

    SIDECAR = "sidecar", "工作人员在旁注文件中写明", "旁注"
    TEXT = "text", "正文写明", "正文"
    PAGE = "page", "取自原网页的标注", "原网页标注"
    SIGNATURE = "signature", "取自落款", "落款"
    PATH = "path", "取自文件路径", "路径"
    COMPOSED = "composed", "由其他信息组合而成", "组合而成"
    REGISTRY = "registry", "取自行政区划代码表", "区划代码表"
    UNKNOWN = "unknown", "未知"


class Level(Vocabulary):
    """Level of a place, and of whoever made a document. A place is never a department; NONE: nobody could be
    told."""

    PROVINCE = "province", "省级", "省"
    CITY = "city", "地级", "市"
    COUNTY = "county", "县级", "县"
    AREA = "area", "功能区"
    TOWN = "town", "乡镇街道"
    DEPARTMENT = "department", "部门"
    NONE = "", "未知"


class SectionRole(Vocabulary):
    """What a section is about: the required contents (`CONTENTS`), and what stands beside them. NONE: nothing
    recognised, it is read as its parent."""

    MEASURES = "measures", "主要举措和成效", "上一年度推进法治政府建设的主要举措和成效"
    PROBLEMS = "problems", "不足和原因", "上一年度存在的不足和原因"
    RESPONSIBILITY = "responsibility", "第一责任人履职", "党政主要负责人履行推进法治建设第一责任人职责的情况"
    ARRANGEMENTS = "arrangements", "下一年度安排", "下一年度推进法治政府建设的主要安排"
    OTHER_MATTERS = "other_matters", "其他需要报告的情况"
    GLOSSARY = "glossary", "名词解释"
    ATTACHMENT = "attachment", "附件"
    PREAMBLE = "preamble", "前言"
    NONE = "", "未判定"


CONTENTS = (
    SectionRole.MEASURES,
    SectionRole.PROBLEMS,
    SectionRole.RESPONSIBILITY,
    SectionRole.ARRANGEMENTS,
    SectionRole.OTHER_MATTERS,
)
"""The required contents in the order of the regulation (厅字〔2019〕28号, art. 24)"""


class ContentStatus(Vocabulary):
    """Whether a report has a required content: in a section of its own, inside another, or not; or the rule
    does not bind it."""

    PRESENT = "present", "有专门部分"
    FOLDED = "folded", "写在其他部分内"
    ABSENT = "absent", "未见"
    NOT_APPLICABLE = "not_applicable", "不适用", "不适用（2019年度以前）"


class TitleStatus(Vocabulary):
    """Whether the title of a section was repaired, and whether a person has looked at it."""

    NONE = "", "没有修复"
    PROPOSED = "proposed", "待核对"
    CONFIRMED = "confirmed", "已确认"


class BlockKind(Vocabulary):
    """What a block of the text is: a heading, a table, or one of the kinds of paragraphs (TITLE: a line of
    the title, wherever it is printed)."""

    TEXT = "text", "正文"
    TITLE = "title", "题名"
    VOCATIVE = "vocative", "称呼"
    SUBTITLE = "subtitle", "副题"
    SIGNATURE = "signature", "落款"
    ATTACHMENT_LIST = "attachment_list", "附件目录"
    DEFINITION = "definition", "名词解释"
    NOTE = "note", "注"
    HEADING = "heading", "标题"
    TABLE = "table", "表格"


class LineRole(Vocabulary):
    """What a line before the body is. NONE: it is text of the body."""

    TITLE = "title", "题名"
    MEETING = "meeting", "会议"
    SPEAKER = "speaker", "报告人"
    NUMBER = "number", "文号"
    DATE = "date", "日期"
    PAGE_DATE = "page_date", "网页日期"
    ISSUER = "issuer", "发布机关"
    VOCATIVE = "vocative", "称呼"
    MENU = "menu", "网站菜单"
    NONE = "", "正文"


class TermStatus(Vocabulary):
    """Whether staff have explained a term."""

    EXPLAINED = "", "有解释"
    OPEN = "待释", "待释"
