"""How values are written out for readers: numbers, dates, what codes are called beside a text. Used as
template filters by every page."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, assert_never

from site_builder.model.facts import Quantity
from site_builder.model.history import Timeliness
from site_builder.model.report import Sourced
from site_builder.vocabulary import Role, ShownContent, TimelinessStatus, Vocabulary


def number(value: Decimal | int | None) -> str:
    """A number with thousands separated and no trailing zeros; a dash for none.

    >>> number(Decimal("436000")), number(Decimal("98.80")), number(None)
    ('436,000', '98.8', '－')
    """
    if value is None:
        return "－"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def stated(value: Sourced[Any]) -> str:
    """The value, or 未知.

    >>> from site_builder.vocabulary import Origin
    >>> stated(Sourced()), stated(Sourced(2024, Origin.PATH))
    ('未知', '2024')
    """
    return "未知" if value.value is None or value.value == "" else str(value.value)


def origin(value: Sourced[Any]) -> str:
    """Where a value comes from, for a reader.

    >>> from site_builder.vocabulary import Origin
    >>> origin(Sourced("2025-02-27", Origin.PAGE, 3, label="时间"))
    '取自原网页的标注“时间”，第3行'
    """
    text = value.origin.word
    if value.label:
        text += f"“{value.label}”"
    return f"{text}，第{value.line}行" if value.line else text


def measured(quantity: Quantity) -> str:
    """The words of the report, which carry the qualifier (43.6万余); the folded number stays in the data."""
    return quantity.surface


def timely(timeliness: Timeliness) -> str:
    """Whether in time, in words.

    >>> timely(Timeliness(TimelinessStatus.IN_TIME, -33)), timely(Timeliness(TimelinessStatus.LATE, 3)), timely(Timeliness(TimelinessStatus.UNKNOWN))
    ('按期（提前33天）', '逾期3天', '发布日期未知')
    """
    match timeliness.status:
        case TimelinessStatus.NO_RULE | TimelinessStatus.UNKNOWN:
            return timeliness.status.word
        case TimelinessStatus.LATE:
            return f"逾期{timeliness.days}天"
        case TimelinessStatus.IN_TIME:
            return f"按期（提前{-timeliness.days}天）" if timeliness.days else "按期（最后一天）"
    assert_never(timeliness.status)


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


def content_mark(status: ShownContent) -> str:
    """The sign for a required content; the word stands beside it."""
    match status:
        case ShownContent.PRESENT:
            return "●"
        case ShownContent.FOLDED:
            return "◐"
        case ShownContent.ABSENT:
            return "○"
        case ShownContent.OPTIONAL | ShownContent.NOT_APPLICABLE:
            return "－"
    assert_never(status)


def role_beside(role: Role) -> str:
    """What a number is, in a word beside it; nothing for a result of the year."""
    match role:
        case Role.ACHIEVEMENT:
            return ""
        case Role.TARGET:
            return "目标，不是实际结果"
        case Role.COMPARISON:
            return "用来比较的数"
        case Role.OTHER_PARTY:
            return "别处的数"
        case Role.DEFINITION:
            return "定义中的数"
        case Role.RULE:
            return "规定的要求，不是实际结果"
        case Role.PROBLEM:
            return "谈不足时提到"
        case Role.NONE:
            return "性质未判定"
    assert_never(role)


def word(member: Vocabulary) -> str:
    """The Chinese word for a code."""
    return member.word


FILTERS: dict[str, Callable[..., Any]] = {
    "number": number,
    "stated": stated,
    "origin": origin,
    "measured": measured,
    "month_day": month_day,
    "place_code": place_code,
    "word": word,
}
