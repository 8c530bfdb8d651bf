"""What every table of `/data/` holds: one list of fields per file, from which header lines, descriptions and the data page are all made.

Missing values: an empty cell means that the report does not say, or that it could not be read with certainty; 0 is a number somebody printed; a
metric that an annual report does not give at all is a line of its own with the status `not_reported`. The three are never mixed.
"""

from msgspec import Struct

from site_builder.pages.wording import REPAIR_STATUS
from site_builder.problem_catalogue import REPAIRS


class Field(Struct, frozen=True):
    """One column."""

    name: str
    type: str
    """string · integer · number · boolean · date · list (values joined by `|`)"""
    title: str
    """In Chinese"""
    description: str
    required: bool = False
    values: tuple[str, ...] = ()
    """The only values it may have"""


class Table(Struct, frozen=True):
    """One CSV file."""

    path: str
    """Relative to data/"""
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    """Columns that identify a row"""
    references: tuple[tuple[str, str, str], ...] = ()
    """(column, table, column there): what the values of a column are found in"""

    @property
    def name(self) -> str:
        """The file name without its ending."""
        return self.path.partition(".")[0]


REPORT = Field("report", "string", "报告编号", "本站地址的一部分：reports/ 之后的文字，永久不变", required=True)
AREA_CODE = "功能区没有独立代码，用所在地代码加短横和地址名"
PLACE = Field("place", "string", "地区代码", f"GB/T 2260 六位代码，{AREA_CODE}；空白表示未能确定")
PLACE_NAME = Field("place_name", "string", "地区", "从省到县的全称")
YEAR = Field("year", "integer", "报告年度", "报告所述的年度，不是发布的年度；空白表示未能确定")
LINE = Field("line", "integer", "行号", "源文件中的行号，从1起")
URL = Field("url", "string", "出处", "相对于本站根地址，指向原文中的位置")
SENTENCE = Field("sentence", "string", "原句", "整句原文（修复后的文字）；超过500字的句子只摘录前后几个分句，略去处以 … 标出")
SENTENCE_REPAIRS = Field(
    "sentence_repairs",
    "list",
    "原句经过的处理",
    "原句（整句）里有过的处理，写作“种类:状态”，以 | 分隔；空白表示与源文件一致。同一行同一种类的处理合并记录，句子落在该行首处与末处之间即算。"
    f"种类：{'，'.join(f'{kind} {repair.name}' for kind, repair in REPAIRS.items())}。"
    f"状态：{'，'.join(f'{status} {name}' for status, name in REPAIR_STATUS.items())}。逐处内容见单份报告的 repairs",
)
REPLACED_FROM = Field(
    "replaced_from",
    "list",
    "更正前",
    "数字由工作人员更正或确认过的，源文件里原来的写法（被更正的整段文字）；多处以 | 分隔；空白表示这个数字没有人改过",
)
ORIGINS = ("sidecar", "text", "page", "signature", "path", "composed", "registry", "unknown")
ROLES = ("achievement", "target", "comparison", "other_party", "definition", "rule", "problem")
BOUNDS = ("exact", "at_least", "at_most", "about")
KINDS = ("count", "percent", "percent_point", "money", "rank", "duration", "area", "multiple", "frequency")
IN_REPORTS = ("report", "reports", "report")
IN_PLACES = ("place", "places", "code")
ROLE = Field(
    "role",
    "string",
    "性质",
    "achievement 本年情况，target 目标，comparison 比较，other_party 他方，definition 定义，rule 规定，problem 不足",
    values=ROLES,
)
SURFACE = Field("surface", "string", "原文", "报告中的写法（修复后的文字：繁体已转简体，修复见单份报告的 repairs），例如 43.6万余通")
VALUE = Field("value", "number", "数值", "万、亿已折算；带“余、近、以上”等字样时不是确数，见 qualifier 和 bound；空白表示文字没有给出数")
UNIT = Field("unit", "string", "单位", "量词或单位：件、%、个百分点……")
QUALIFIER = Field("qualifier", "string", "限定词", "报告用的限定词，多个以逗号分隔；空白表示没有")
BOUND = Field("bound", "string", "界限", "exact 确数，at_least 下限，at_most 上限，about 约数", values=BOUNDS)
QUANTITY_KIND = Field("kind", "string", "种类", "数量、比率、百分点、金额、位次、时长、面积、倍数、频次", values=KINDS)
CHANGE = Field("change", "string", "变化", "up 上升，down 下降，from/to 变动前后，range_low/range_high 范围两端；空白表示是水平值")


WHO = (REPORT, PLACE, YEAR)
"""Which document a row is about"""
AMOUNT = (SURFACE, VALUE, UNIT, QUALIFIER, BOUND, QUANTITY_KIND, ROLE, CHANGE)
"""What a number says"""
WHERE = (LINE, URL, SENTENCE)
"""Where it stands"""


def _ground(name: str, title: str) -> tuple[Field, Field]:
    """Where a value comes from, and its source line."""
    return (
        Field(
            f"{name}_origin",
            "string",
            f"{title}的依据",
            "sidecar 旁注，text 正文，page 原网页标注，signature 落款，path 路径，composed 组合而成，registry 区划代码表，unknown 未知",
            values=ORIGINS,
        ),
        Field(f"{name}_line", "integer", f"{title}的行号", "依据所在的行，从1起；空白表示没有行"),
    )


def _stated(name: str, title: str, description: str) -> tuple[Field, Field, Field]:
    """A value, where it comes from, and its source line: three columns."""
    return (Field(name, "string", title, description), *_ground(name, title))


CONTENT_FIELDS = tuple(
    Field(f"content_{name}", "string", title, "present 有专门部分，folded 写在其他部分内，absent 未见，not_applicable 不适用（2019年度以前）")
    for name, title in (
        ("measures", "主要举措和成效"),
        ("problems", "不足和原因"),
        ("responsibility", "第一责任人履职"),
        ("arrangements", "下一年度安排"),
        ("other_matters", "其他需要报告的情况"),
    )
)

REPORTS = Table(
    "reports.csv",
    "报告",
    "每份文件一行：标题、地区、年度、发布日期及各自的依据，五项内容，是否按期。",
    (
        REPORT,
        Field("url", "string", "地址", "相对于本站根地址", required=True),
        Field("file", "string", "源文件", "相对于 content/reports"),
        Field("sha256", "string", "源文件校验值", "SHA-256，逐字节计算"),
        *_stated("kind", "类别", "annual_report 年度报告，plan 方案，other 其他"),
        *_stated("title", "标题", "报告的标题"),
        *_stated("issuer", "发布单位", "作出报告的机关"),
        PLACE,
        PLACE_NAME,
        *_ground("place", "地区"),
        Field("level", "string", "级别", "province 省，city 市，county 县，area 功能区，town 乡镇街道，department 部门；空白表示未能确定"),
        YEAR,
        *_ground("year", "年度"),
        *_stated("published", "发布日期", "YYYY-MM-DD 或 YYYY-MM-DD HH:MM；空白表示未知"),
        *_stated("document_number", "文号", "报告自己的文号"),
        Field(
            "timeliness",
            "string",
            "是否按期",
            "in_time 按期，late 逾期，unknown 发布日期未知，no_rule 无适用规定",
            values=("in_time", "late", "unknown", "no_rule"),
        ),
        Field("days", "integer", "与期限相差天数", "正数为逾期，负数为提前；空白表示无法计算"),
        Field("deadline", "date", "最后期限", "按期发布的最后一天"),
        Field("deadline_source", "string", "期限依据", "规定的名称和条款"),
        *CONTENT_FIELDS,
        Field("characters", "integer", "字数", "正文字数"),
        Field("quantities", "integer", "数字个数", "识别出的数字个数"),
        Field("repairs", "integer", "修复处数", "对文字的修复和标记处数"),
        Field("unconfirmed", "integer", "待核对处数", "尚待人工核对的处数"),
        Field("withheld", "string", "暂不公开的理由", "空白表示公开"),
    ),
    ("report",),
    (IN_PLACES,),
)
QUANTITIES = Table(
    "quantities.csv",
    "数字",
    "报告正文中的每个数字一行，含原文、限定词、性质、原句和出处。",
    (
        *WHO,
        Field("id", "string", "编号", "在该报告中的编号，也是页面上的锚点", required=True),
        *AMOUNT,
        Field("pair", "string", "另一端", "变动或范围另一端的编号；空白表示不是变动或范围，或报告只写了一端"),
        Field("metric", "string", "数据项", "归入的数据项编号；空白表示不属于任何一项，或拿不准"),
        Field("metric_why", "string", "归入的依据", "起决定作用的词语"),
        Field("numerator", "string", "分子", "比率的分子在本报告中的编号；空白表示没有给出"),
        Field("denominator", "string", "分母", "比率的分母在本报告中的编号；空白表示没有给出"),
        Field("what", "string", "所指", "数字旁边说明所指的词语"),
        *WHERE,
        SENTENCE_REPAIRS,
        REPLACED_FROM,
    ),
    ("report", "id"),
    (IN_REPORTS, IN_PLACES),
)
METRICS = Table(
    "metrics.csv",
    "数据项",
    "每份报告、每个数据项一行或多行：有数字的照录；年度报告没有写到的，status 为 not_reported。",
    (
        Field("metric", "string", "数据项", "数据项编号，定义见 metrics/<编号>/", required=True),
        *WHO,
        Field(
            "status",
            "string",
            "状态",
            "reported 有数字，not_reported 该年度报告没有写到（或规则没有认出），other_issuer 部门、乡镇街道的报告里的数字，不是该地区的数字",
            required=True,
            values=("reported", "not_reported", "other_issuer"),
        ),
        Field("issuer", "string", "其他单位", "status 为 other_issuer 时作出报告的单位；其余为空白，发布单位见 reports.csv"),
        Field("id", "string", "数字编号", "见 quantities.csv；not_reported 时空白"),
        *AMOUNT,
        Field("numerator_value", "number", "分子的数值", "比率的分子；空白表示报告没有给出"),
        Field("denominator_value", "number", "分母的数值", "比率的分母；空白表示报告没有给出"),
        URL,
        SENTENCE_REPAIRS,
        REPLACED_FROM,
    ),
    ("metric", "report", "id"),
    (IN_REPORTS, IN_PLACES),
)
INDICATORS = Table(
    "indicators.csv",
    "指标",
    "报告中写到某项三级指标的每个句子一行。写到不等于达标；没有行表示没有找到。",
    (
        Field("indicator", "string", "指标", "版本:编号，例如 2019:73", required=True),
        *WHO,
        ROLE,
        Field("matched", "list", "依据词语", "起决定作用的词语，以 | 分隔"),
        Field("quantities", "list", "数字编号", "句中属于该指标的数字，以 | 分隔，见 quantities.csv"),
        *WHERE,
        SENTENCE_REPAIRS,
    ),
    ("indicator", "report", "line", "sentence"),
    (IN_REPORTS, IN_PLACES),
)
PLACES = Table(
    "places.csv",
    "地区",
    "有文件的地区和它们的上级，每个一行。",
    (
        Field("code", "string", "代码", f"GB/T 2260 代码，{AREA_CODE}", required=True),
        Field("name", "string", "名称", "", required=True),
        Field("full_name", "string", "全称", "从省到本级"),
        Field("level", "string", "级别", "province · city · county · area · town"),
        Field("parent", "string", "上级代码", "省级为空白"),
        Field("slug", "string", "地址名", "places/ 之后的文字；没有文件的上级没有页面", required=True),
        Field("former", "list", "曾用名", "以 | 分隔"),
        Field("reports", "integer", "文件数", "0 表示本级没有文件", required=True),
        Field("first_year", "integer", "最早年度", ""),
        Field("last_year", "integer", "最近年度", ""),
    ),
    ("code",),
)

TABLES = (REPORTS, QUANTITIES, METRICS, INDICATORS, PLACES)
