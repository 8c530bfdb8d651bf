"""What pages, tables and files of the site are made of."""

from site_builder.vocabulary.words import Vocabulary


class Mode(Vocabulary):
    """Whose site it is."""

    OFFICIAL = "official", "政府机关主办"
    INDEPENDENT = "independent", "其他"


class SiteSection(Vocabulary):
    """Which entry of the navigation a page belongs to."""

    REPORTS = "reports", "报告"
    PLACES = "places", "地区"
    GLOSSARY = "glossary", "词语"
    INDICATORS = "indicators", "指标"
    YEARS = "years", "年度"
    SEARCH = "search", "搜索"
    DATA = "data", "数据"
    ABOUT = "about", "关于"
    HOME = "home", "首页"


class PageName(Vocabulary):
    """The kinds of pages; each has an entry in `pages.plan` and a template."""

    HOME = "home", "首页"
    REPORT = "report", "报告"
    REPORT_LIST = "report_list", "报告列表"
    YEAR = "year", "年度"
    COVERAGE = "coverage", "收录情况"
    TERM_INDEX = "term_index", "词语索引"
    TERM = "term", "词语"
    INDICATOR_INDEX = "indicator_index", "指标体系"
    INDICATOR = "indicator", "指标"
    METRIC_INDEX = "metric_index", "数据项列表"
    METRIC = "metric", "数据项"
    WORK_INDEX = "work_index", "被引文件列表"
    WORK = "work", "被引文件"
    PLACE = "place", "地区"
    PLACE_YEAR = "place_year", "地区两年对照"
    PLACE_INDEX = "place_index", "地区列表"
    COMPARE = "compare", "对照"
    DATA = "data", "数据"
    REDIRECT = "redirect", "转向"
    SEARCH = "search", "搜索"


class RowKind(Vocabulary):
    """What rows of the store are filed under. ASIDE: values of a metric that are no result of the year; PLAN:
    sentences of what is no annual report."""

    METRIC = "metric", "数据项的值"
    ASIDE = "aside", "数据项的其他数字"
    INDICATOR = "indicator", "指标的句子"
    PLAN = "plan", "方案里的句子"
    TERM = "term", "词语的用例"
    DOCUMENT = "document", "被引文件"
    CHECK = "check", "算术核对"

    def key(self, of: str) -> str:
        """The store key of the rows about one thing.

        >>> RowKind.METRIC.key("litigation-loss-rate")
        'metric:litigation-loss-rate'
        """
        return f"{self}:{of}"


class TimelinessStatus(Vocabulary):
    """Whether a document was published in time. UNKNOWN: no publication date; NO_RULE: no rule covers its
    kind or year."""

    IN_TIME = "in_time", "按期"
    LATE = "late", "逾期"
    UNKNOWN = "unknown", "发布日期未知"
    NO_RULE = "no_rule", "不适用", "无适用规定"


class CoverageStatus(Vocabulary):
    """One place in one year. GAP: between two annual reports; NONE: before the first or after the last."""

    IN_TIME = "in_time", "按期"
    LATE = "late", "逾期"
    UNKNOWN = "unknown", "发布日期未知"
    NO_RULE = "no_rule", "不适用"
    GAP = "gap", "空缺"
    NONE = "none", "未收录"


class ShownContent(Vocabulary):
    """A required content as a list shows it, with the sign for it. OPTIONAL: absent, and nothing is missing
    for it."""

    PRESENT = "present", "有专门部分", "●"
    FOLDED = "folded", "写在其他部分内", "◐"
    ABSENT = "absent", "未见", "○"
    OPTIONAL = "optional", "未写，非必写", "－"
    NOT_APPLICABLE = "not_applicable", "不适用", "－"


class CellStatus(Vocabulary):
    """One place in one year on the page of a metric. NOT_REPORTED: there is a report, without a value."""

    VALUES = "values", "有数字"
    NOT_REPORTED = "not_reported", "未报告"
    NO_REPORT = "no_report", "没有报告"


class ReportedStatus(Vocabulary):
    """What a line of metrics.csv is: a value an annual report or a plan of the place gives, none, or one that
    is not the place's own report."""

    REPORTED = "reported", "有数字"
    NOT_REPORTED = "not_reported", "该年度报告没有写到（或规则没有认出）"
    OTHER_ISSUER = "other_issuer", "部门、乡镇街道的报告里的数字，不是该地区的数字"
    OTHER_KIND = "other_kind", "自查、考核、述职等其他文件里的数字，不是年度报告报告的数字"


class PromiseStatus(Vocabulary):
    """What the next report says near an arrangement. SILENT: nothing (未见提及); OPEN: there is no later
    report yet."""

    ANSWERED = "answered", "有提及"
    SILENT = "silent", "未见提及"
    OPEN = "open", "尚无下一年度报告"


class StationShape(Vocabulary):
    """A year of the timeline of a place. OTHER: documents, but no annual report."""

    REPORT = "report", "年度报告"
    OTHER = "other", "其他文件"
    GAP = "gap", "空缺"


class TermOrder(Vocabulary):
    """How the glossary is ordered."""

    LETTER = "letter", "词语"
    CATEGORY = "category", "词语：按分类"
    ORIGIN = "origin", "词语：按定义来源"


class NameKind(Vocabulary):
    """What the search box suggests."""

    PLACE = "place", "地区"
    TERM = "term", "词语"
    METRIC = "metric", "数据项"
    INDICATOR = "indicator", "指标"


class ColumnType(Vocabulary):
    """What a column of a table holds."""

    STRING = "string", "文字"
    INTEGER = "integer", "整数"
    NUMBER = "number", "数"
    DATE = "date", "日期"
    LIST = "list", "以 | 分隔的多个值"
