"""The tables to which every document contributes lines of its own: its numbers, the values of metrics, the
sentences that speak to an indicator.

Missing values: an empty cell means that the report does not say, or that it could not be read with certainty;
0 is a number somebody printed; a metric that an annual report does not give at all is a line of its own with
the status `not_reported`. The three are never mixed.
"""

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct

from site_builder.model.facts import Evidence, Quantity
from site_builder.pages.exports.cells import joined
from site_builder.pages.exports.columns import (
    IN_PLACES,
    IN_REPORTS,
    INTEGER,
    LIST,
    NUMBER,
    PLACE_ABOUT,
    REPORT_ABOUT,
    STRING,
    YEAR_ABOUT,
    Cell,
    Column,
    TableSchema,
)
from site_builder.pages.exports.repaired import Repaired
from site_builder.pages.shared import urls
from site_builder.text.readers.sentences import evidence_excerpt, excerpt
from site_builder.vocabulary import (
    Bound,
    Change,
    QuantityKind,
    RepairKind,
    RepairStatus,
    ReportedStatus,
    Role,
    codes,
    described,
)


class RecordSource(Struct, frozen=True, gc=False):
    """The document a line is taken from."""

    key: str
    place: str
    year: int | None
    text: str
    repaired: Repaired


class QuantityLine(Struct, frozen=True, gc=False):
    """A line of quantities.csv."""

    source: RecordSource
    quantity: Quantity


class MetricRecord(Struct, frozen=True, gc=False):
    """A line of metrics.csv; without a quantity where the metric is not reported."""

    source: RecordSource
    metric: str
    status: ReportedStatus
    issuer: str = ""
    """Who made the report, if it is not the place's own"""
    quantity: Quantity | None = None
    numerator: Quantity | None = None
    denominator: Quantity | None = None


class EvidenceRecord(Struct, frozen=True, gc=False):
    """A line of indicators.csv."""

    source: RecordSource
    evidence: Evidence


L = TypeVar("L", QuantityLine, MetricRecord, EvidenceRecord)
N = TypeVar("N", QuantityLine, MetricRecord)
REPAIRS_TEXT = (
    "原句（整句）里有过的处理，写作“种类:状态”，以 | 分隔；空白表示与源文件一致。"
    "同一行同一种类的处理合并记录，句子落在该行首处与末处之间即算。"
    f"种类：{'，'.join(f'{kind} {kind.word}' for kind in RepairKind)}。状态：{described(RepairStatus)}。"
    "逐处内容见单份报告的 repairs"
)


def _who(_: type[L]) -> tuple[Column[L], ...]:
    """Which document a line is about."""
    return (
        Column(*REPORT_ABOUT, lambda line: line.source.key, required=True),
        Column(*PLACE_ABOUT, lambda line: line.source.place),
        Column(*YEAR_ABOUT, lambda line: line.source.year),
    )


def _of(value: Callable[[Quantity], Cell]) -> Callable[[QuantityLine | MetricRecord], Cell]:
    """A value of the number of a line; empty where there is none."""
    return lambda line: value(line.quantity) if line.quantity is not None else ""


def _role(value: Callable[[L], Cell]) -> Column[L]:
    return Column("role", STRING, "性质", described(Role), value, values=codes(Role))


def _amount(_: type[N]) -> tuple[Column[N], ...]:
    """What a number says."""
    return (
        Column(
            "surface",
            STRING,
            "原文",
            "报告中的写法（修复后的文字：繁体已转简体，修复见单份报告的 repairs），例如 43.6万余通",
            _of(lambda q: q.surface),
        ),
        Column(
            "value",
            NUMBER,
            "数值",
            "万、亿已折算；带“余、近、以上”等字样时不是确数，见 qualifier 和 bound；空白表示文字没有给出数",
            _of(lambda q: q.value),
        ),
        Column("unit", STRING, "单位", "量词或单位：件、%、个百分点……", _of(lambda q: q.unit)),
        Column(
            "qualifier",
            STRING,
            "限定词",
            "报告用的限定词，多个以逗号分隔；空白表示没有",
            _of(lambda q: q.qualifier),
        ),
        Column("bound", STRING, "界限", described(Bound), _of(lambda q: q.bound), values=codes(Bound)),
        Column(
            "kind",
            STRING,
            "种类",
            "、".join(kind.word for kind in QuantityKind),
            _of(lambda q: q.kind),
            values=codes(QuantityKind),
        ),
        _role(_of(lambda q: q.role)),
        Column("change", STRING, "变化", f"{described(Change)}；空白表示是水平值", _of(lambda q: q.change)),
    )


def _where(
    line: Callable[[L], Cell], url: Callable[[L], Cell], sentence: Callable[[L], Cell]
) -> tuple[Column[L], ...]:
    """Where it stands."""
    return (
        Column("line", INTEGER, "行号", "源文件中的行号，从1起", line),
        _url(url),
        Column(
            "sentence",
            STRING,
            "原句",
            "整句原文（修复后的文字）；超过500字的句子只摘录前后几个分句，略去处以 … 标出",
            sentence,
        ),
    )


def _url(value: Callable[[L], Cell]) -> Column[L]:
    return Column("url", STRING, "出处", "相对于本站根地址，指向原文中的位置", value)


def _sentence_repairs(value: Callable[[L], Cell]) -> Column[L]:
    return Column("sentence_repairs", LIST, "原句经过的处理", REPAIRS_TEXT, value)


def _repairs(_: type[N]) -> tuple[Column[N], ...]:
    """What was done to the sentence and to the number."""
    return (
        _sentence_repairs(
            lambda line: joined(line.source.repaired.kinds(line.quantity.sentence)) if line.quantity else ""
        ),
        Column(
            "replaced_from",
            LIST,
            "更正前",
            "数字由工作人员更正或确认过的，源文件里原来的写法（被更正的整段文字）；多处以 |"
            " 分隔；空白表示这个数字没有人改过",
            lambda line: joined(line.source.repaired.before(line.quantity.span)) if line.quantity else "",
        ),
    )


def _evidence_url(line: EvidenceRecord) -> Cell:
    page, anchor = urls.report(line.source.key), line.evidence.anchor
    return f"{page}#{anchor}" if anchor else page


QUANTITIES: TableSchema[QuantityLine] = TableSchema(
    "quantities.csv",
    "数字",
    "报告正文中的每个数字一行，含原文、限定词、性质、原句和出处。",
    (
        *_who(QuantityLine),
        Column(
            "id",
            STRING,
            "编号",
            "在该报告中的编号，也是页面上的锚点",
            lambda line: line.quantity.id,
            required=True,
        ),
        *_amount(QuantityLine),
        Column(
            "pair",
            STRING,
            "另一端",
            "变动或范围另一端的编号；空白表示不是变动或范围，或报告只写了一端",
            lambda line: line.quantity.pair,
        ),
        Column(
            "metric",
            STRING,
            "数据项",
            "归入的数据项编号；空白表示不属于任何一项，或拿不准",
            lambda line: line.quantity.metric,
        ),
        Column("metric_why", STRING, "归入的依据", "起决定作用的词语", lambda line: line.quantity.metric_why),
        Column(
            "numerator",
            STRING,
            "分子",
            "比率的分子在本报告中的编号；空白表示没有给出",
            lambda line: line.quantity.numerator,
        ),
        Column(
            "denominator",
            STRING,
            "分母",
            "比率的分母在本报告中的编号；空白表示没有给出",
            lambda line: line.quantity.denominator,
        ),
        Column("what", STRING, "所指", "数字旁边说明所指的词语", lambda line: line.quantity.what),
        *_where(
            lambda line: line.quantity.line,
            lambda line: urls.report(line.source.key, line.quantity.id),
            lambda line: excerpt(line.source.text, line.quantity.sentence, line.quantity.span),
        ),
        *_repairs(QuantityLine),
    ),
    ("report", "id"),
    (IN_REPORTS, IN_PLACES),
)
METRICS: TableSchema[MetricRecord] = TableSchema(
    "metrics.csv",
    "数据项",
    "每份报告、每个数据项一行或多行：有数字的照录；年度报告没有写到的，status 为 not_reported。",
    (
        Column(
            "metric",
            STRING,
            "数据项",
            "数据项编号，定义见 metrics/<编号>/",
            lambda line: line.metric,
            required=True,
        ),
        *_who(MetricRecord),
        Column(
            "status",
            STRING,
            "状态",
            described(ReportedStatus),
            lambda line: line.status,
            required=True,
            values=codes(ReportedStatus),
        ),
        Column(
            "issuer",
            STRING,
            "其他单位",
            "status 为 other_issuer 时作出报告的单位；其余为空白，发布单位见 reports.csv",
            lambda line: line.issuer,
        ),
        Column("id", STRING, "数字编号", "见 quantities.csv；not_reported 时空白", _of(lambda q: q.id)),
        *_amount(MetricRecord),
        Column(
            "numerator_value",
            NUMBER,
            "分子的数值",
            "比率的分子；空白表示报告没有给出",
            lambda line: line.numerator.value if line.numerator else None,
        ),
        Column(
            "denominator_value",
            NUMBER,
            "分母的数值",
            "比率的分母；空白表示报告没有给出",
            lambda line: line.denominator.value if line.denominator else None,
        ),
        _url(lambda line: urls.report(line.source.key, line.quantity.id) if line.quantity else ""),
        *_repairs(MetricRecord),
    ),
    ("metric", "report", "id"),
    (IN_REPORTS, IN_PLACES),
)
INDICATORS: TableSchema[EvidenceRecord] = TableSchema(
    "indicators.csv",
    "指标",
    "报告中写到某项三级指标的每个句子一行。写到不等于达标；没有行表示没有找到。",
    (
        Column(
            "indicator",
            STRING,
            "指标",
            "版本:编号，例如 2019:73",
            lambda line: line.evidence.indicator,
            required=True,
        ),
        *_who(EvidenceRecord),
        _role(lambda line: line.evidence.role),
        Column(
            "matched",
            LIST,
            "依据词语",
            "起决定作用的词语，以 | 分隔",
            lambda line: joined(line.evidence.matched),
        ),
        Column(
            "quantities",
            LIST,
            "数字编号",
            "句中属于该指标的数字，以 | 分隔，见 quantities.csv",
            lambda line: joined(line.evidence.quantities),
        ),
        *_where(
            lambda line: line.evidence.line,
            _evidence_url,
            lambda line: evidence_excerpt(line.source.text, line.evidence.sentence, line.evidence.matched),
        ),
        _sentence_repairs(lambda line: joined(line.source.repaired.kinds(line.evidence.sentence))),
    ),
    ("indicator", "report", "line", "sentence"),
    (IN_REPORTS, IN_PLACES),
)
