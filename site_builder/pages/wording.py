"""The Chinese words for coded values, and how values are written out: one table each, used as template filters by every page."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from site_builder.model.facts import Quantity
from site_builder.model.report import Stated
from site_builder.model.stories import Timeliness

KIND = {"annual_report": "年度报告", "plan": "方案、计划", "other": "其他文件"}
LEVEL = {"province": "省级", "city": "地级", "county": "县级", "area": "功能区", "town": "乡镇街道", "department": "部门", "": "未知"}
ORIGIN = {
    "sidecar": "工作人员在旁注文件中写明",
    "text": "正文写明",
    "page": "取自原网页的标注",
    "signature": "取自落款",
    "path": "取自文件路径",
    "composed": "由其他信息组合而成",
    "registry": "取自行政区划代码表",
    "unknown": "未知",
}
CONTENT = {
    "measures": "主要举措和成效",
    "problems": "不足和原因",
    "responsibility": "第一责任人履职",
    "arrangements": "下一年度安排",
    "other_matters": "其他需要报告的情况",
}
CONTENT_STATUS = {"present": "有专门部分", "folded": "写在其他部分内", "absent": "未见", "optional": "未写，非必写", "not_applicable": "不适用"}
CONTENT_MARK = {"present": "●", "folded": "◐", "absent": "○", "optional": "－", "not_applicable": "－"}
ROLE = {
    "achievement": "本年情况",
    "target": "目标或计划",
    "comparison": "比较",
    "other_party": "他方数据",
    "definition": "定义",
    "rule": "规定",
    "problem": "不足",
    "": "未判定",
}
VALUE_ROLE = {
    "achievement": "",
    "target": "目标，不是实际结果",
    "comparison": "用来比较的数",
    "other_party": "别处的数",
    "definition": "定义中的数",
    "rule": "规定的要求，不是实际结果",
    "problem": "谈不足时提到",
    "": "性质未判定",
}
"""What a number is, in a word beside it; nothing for a result of the year"""
BOUND = {"exact": "", "at_least": "不低于", "at_most": "不高于", "about": "约"}
CITATION_KIND = {
    "law": "法律",
    "regulation": "行政法规",
    "rule": "规章",
    "party": "党内法规和文件",
    "plan": "规划、纲要",
    "local": "地方性法规和文件",
    "document": "其他文件",
}
QUANTITY_KIND = {
    "count": "数量",
    "percent": "比率",
    "percent_point": "百分点",
    "money": "金额",
    "rank": "位次",
    "duration": "时长",
    "area": "面积",
    "multiple": "倍数",
    "frequency": "频次",
}
REPAIR_STATUS = {"automatic": "自动修复", "proposed": "待核对", "confirmed": "已确认", "flagged": "原样保留", "replaced": "工作人员更正"}


def number(value: Decimal | int | None) -> str:
    """A number with thousands separated and no trailing zeros; a dash for none.

    >>> number(Decimal("436000")), number(Decimal("98.80")), number(None)
    ('436,000', '98.8', '－')
    """
    if value is None:
        return "－"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def stated(value: Stated) -> str:
    """The value, or 未知.

    >>> stated(Stated()), stated(Stated(2024, "path"))
    ('未知', '2024')
    """
    return "未知" if value.value is None or value.value == "" else str(value.value)


def origin(value: Stated) -> str:
    """Where a value comes from, for a reader.

    >>> origin(Stated("2025-02-27", "page", 3, label="时间"))
    '取自原网页的标注“时间”，第3行'
    """
    text = ORIGIN.get(value.origin, value.origin)
    if value.label:
        text += f"“{value.label}”"
    return f"{text}，第{value.line}行" if value.line else text


def measured(quantity: Quantity) -> str:
    """The words of the report, which carry the qualifier (43.6万余); the folded number stays in the data."""
    return quantity.surface


def timely(timeliness: Timeliness) -> str:
    """Whether in time, in words.

    >>> timely(Timeliness("in_time", -33)), timely(Timeliness("late", 3)), timely(Timeliness("unknown"))
    ('按期（提前33天）', '逾期3天', '发布日期未知')
    """
    if timeliness.status == "no_rule":
        return "不适用"
    if timeliness.days is None:
        return "发布日期未知"
    if timeliness.days > 0:
        return f"逾期{timeliness.days}天"
    return f"按期（提前{-timeliness.days}天）" if timeliness.days else "按期（最后一天）"


def month_day(text: str) -> str:
    """A deadline as it is spoken.

    >>> month_day("03-31")
    '3月31日'
    """
    month, _, day = text.partition("-")
    return f"{int(month)}月{int(day)}日" if month.isdigit() and day.isdigit() else text


def place_code(code: str) -> str:
    """The code of a place; a functional area has none of its own and is filed under its host's.

    >>> place_code("411100"), place_code("410100-zhengzhou-zhengdong")
    ('411100', '无独立代码（所在地410100）')
    """
    host, area, _ = code.partition("-")
    return f"无独立代码（所在地{host}）" if area else code


FILTERS: dict[str, Callable[..., Any]] = {
    "number": number,
    "stated": stated,
    "origin": origin,
    "measured": measured,
    "month_day": month_day,
    "place_code": place_code,
    "kind": lambda code: KIND.get(code, code),
    "level": lambda code: LEVEL.get(code, code),
    "content": lambda code: CONTENT.get(code, code),
    "content_status": lambda code: CONTENT_STATUS.get(code, code),
    "content_mark": lambda code: CONTENT_MARK.get(code, "？"),
    "role": lambda code: ROLE.get(code, code),
    "bound": lambda code: BOUND.get(code, code),
    "citation_kind": lambda code: CITATION_KIND.get(code, code),
    "quantity_kind": lambda code: QUANTITY_KIND.get(code, code),
    "repair_status": lambda code: REPAIR_STATUS.get(code, code),
}
