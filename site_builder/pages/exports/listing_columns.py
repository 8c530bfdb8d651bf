"""The small tables of the collection: a line per document, a line per place."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from site_builder.model.corpus import ReportCard
from site_builder.model.history import Timeliness
from site_builder.model.places import Place
from site_builder.model.report import Sourced
from site_builder.pages.exports.cells import joined
from site_builder.pages.exports.columns import (
    AREA_CODE,
    DATE,
    IN_PLACES,
    INTEGER,
    LIST,
    PLACE_ABOUT,
    REPORT_ABOUT,
    STRING,
    YEAR_ABOUT,
    Cell,
    Column,
    TableSchema,
)
from site_builder.pages.shared import urls
from site_builder.vocabulary import (
    CONTENTS,
    ContentStatus,
    DocumentKind,
    Level,
    Origin,
    SectionRole,
    TimelinessStatus,
    codes,
    described,
)


class ReportRecord(Struct, frozen=True):
    """A line of reports.csv."""

    card: ReportCard
    place: Place | None
    timeliness: Timeliness | None


class PlaceLine(Struct, frozen=True):
    """A line of places.csv."""

    place: Place
    years: tuple[int, ...]
    """Of its documents, as far as they are known"""
    reports: int


def _ground(
    name: str, title: str, stated: Callable[[ReportRecord], Sourced[Any]]
) -> tuple[Column[ReportRecord], ...]:
    """Where a value comes from, and its source line."""
    return (
        Column(
            f"{name}_origin",
            STRING,
            f"{title}的依据",
            described(Origin),
            lambda line: stated(line).origin,
            values=codes(Origin),
        ),
        Column(
            f"{name}_line",
            INTEGER,
            f"{title}的行号",
            "依据所在的行，从1起；空白表示没有行",
            lambda line: stated(line).line or None,
        ),
    )


def _stated(
    name: str, title: str, description: str, stated: Callable[[ReportRecord], Sourced[Any]]
) -> tuple[Column[ReportRecord], ...]:
    """A value, where it comes from, and its source line: three columns."""
    return (
        Column(name, STRING, title, description, lambda line: stated(line).value),
        *_ground(name, title, stated),
    )


def _timeliness(value: Callable[[Timeliness], Cell], unknown: Cell) -> Callable[[ReportRecord], Cell]:
    return lambda line: value(line.timeliness) if line.timeliness else unknown


def _content(name: SectionRole) -> Column[ReportRecord]:
    """Whether a report has one of the required contents."""
    return Column(
        f"content_{name}", STRING, name.word, described(ContentStatus), lambda line: _status(line.card, name)
    )


def _status(card: ReportCard, name: SectionRole) -> Cell:
    return next((content.status for content in card.contents if content.name == name), "")


def _counted(value: Callable[[ReportCard], int]) -> Callable[[ReportRecord], Cell]:
    """What is counted in a text; nothing is told of a withheld one."""
    return lambda line: None if line.card.withheld else value(line.card)


REPORTS: TableSchema[ReportRecord] = TableSchema(
    "reports.csv",
    "报告",
    "每份文件一行：标题、地区、年度、发布日期及各自的依据，五项内容，是否按期。",
    (
        Column(*REPORT_ABOUT, lambda line: line.card.key, required=True),
        Column(
            "url", STRING, "地址", "相对于本站根地址", lambda line: urls.report(line.card.key), required=True
        ),
        Column("file", STRING, "源文件", "相对于 content/reports", lambda line: line.card.path),
        Column("sha256", STRING, "源文件校验值", "SHA-256，逐字节计算", lambda line: line.card.sha256),
        *_stated("kind", "类别", described(DocumentKind), lambda line: line.card.head.kind),
        *_stated("title", "标题", "报告的标题", lambda line: line.card.head.title),
        *_stated("issuer", "发布单位", "作出报告的机关", lambda line: line.card.head.issuer),
        Column(*PLACE_ABOUT, lambda line: line.card.place),
        Column(
            "place_name",
            STRING,
            "地区",
            "从省到县的全称",
            lambda line: line.place.full_name if line.place else "",
        ),
        *_ground("place", "地区", lambda line: line.card.head.place),
        Column(
            "level",
            STRING,
            "级别",
            f"{described(Level)}；空白表示未能确定",
            lambda line: line.card.head.level,
        ),
        Column(*YEAR_ABOUT, lambda line: line.card.year),
        *_ground("year", "年度", lambda line: line.card.head.year),
        *_stated(
            "published",
            "发布日期",
            "YYYY-MM-DD 或 YYYY-MM-DD HH:MM；空白表示未知",
            lambda line: line.card.head.published,
        ),
        *_stated("document_number", "文号", "报告自己的文号", lambda line: line.card.head.document_number),
        Column(
            "timeliness",
            STRING,
            "是否按期",
            described(TimelinessStatus),
            _timeliness(lambda told: told.status, TimelinessStatus.UNKNOWN),
            values=codes(TimelinessStatus),
        ),
        Column(
            "days",
            INTEGER,
            "与期限相差天数",
            "正数为逾期，负数为提前；空白表示无法计算",
            _timeliness(lambda told: told.days, None),
        ),
        Column(
            "deadline", DATE, "最后期限", "按期发布的最后一天", _timeliness(lambda told: told.last_day, "")
        ),
        Column(
            "deadline_source",
            STRING,
            "期限依据",
            "规定的名称和条款",
            _timeliness(lambda told: told.source, ""),
        ),
        *(_content(name) for name in CONTENTS),
        Column("characters", INTEGER, "字数", "正文字数", _counted(lambda card: card.characters)),
        Column("quantities", INTEGER, "数字个数", "识别出的数字个数", _counted(lambda card: card.quantities)),
        Column("repairs", INTEGER, "修复处数", "对文字的修复和标记处数", _counted(lambda card: card.repairs)),
        Column(
            "unconfirmed",
            INTEGER,
            "待核对处数",
            "尚待人工核对的处数",
            _counted(lambda card: card.unconfirmed),
        ),
        Column("withheld", STRING, "暂不公开的理由", "空白表示公开", lambda line: line.card.withheld),
    ),
    ("report",),
    (IN_PLACES,),
)
PLACES: TableSchema[PlaceLine] = TableSchema(
    "places.csv",
    "地区",
    "有文件的地区和它们的上级，每个一行。",
    (
        Column(
            "code",
            STRING,
            "代码",
            f"GB/T 2260 代码，{AREA_CODE}",
            lambda line: line.place.code,
            required=True,
        ),
        Column("name", STRING, "名称", "", lambda line: line.place.name, required=True),
        Column("full_name", STRING, "全称", "从省到本级", lambda line: line.place.full_name),
        Column(
            "level",
            STRING,
            "级别",
            " · ".join(level for level in Level if level and level != Level.DEPARTMENT),
            lambda line: line.place.level,
        ),
        Column("parent", STRING, "上级代码", "省级为空白", lambda line: line.place.parent),
        Column(
            "slug",
            STRING,
            "地址名",
            "places/ 之后的文字；没有文件的上级没有页面",
            lambda line: line.place.slug,
            required=True,
        ),
        Column("former", LIST, "曾用名", "以 | 分隔", lambda line: joined(line.place.former)),
        Column("reports", INTEGER, "文件数", "0 表示本级没有文件", lambda line: line.reports, required=True),
        Column("first_year", INTEGER, "最早年度", "", lambda line: min(line.years, default=None)),
        Column("last_year", INTEGER, "最近年度", "", lambda line: max(line.years, default=None)),
    ),
    ("code",),
)
