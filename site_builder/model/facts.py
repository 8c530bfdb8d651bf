"""What a report says in numbers, citations and evidence: every fact carries its span, sentence, anchor and
line."""

from decimal import Decimal

from msgspec import Struct

from site_builder.model.report import Report
from site_builder.model.span import Span
from site_builder.problems import Problem
from site_builder.vocabulary import Bound, Change, CheckKind, CitationKind, QuantityKind, Role


class Quantity(Struct, frozen=True, array_like=True, gc=False):
    """One amount, rate, rank, duration or frequency of the text."""

    id: str
    """`q17`: the ordinal among the quantities of the document, also the anchor of its mark on the page."""
    surface: str
    value: Decimal | None
    """万/亿 folded; None when the words give no number (翻番 has 2; 零星 has none)."""
    unit: str
    """The bare measure word: 件, %, 个百分点, 位, 元 …"""
    qualifier: str
    """As printed: 余, 近, 超过, 以上, 约, 连续, 第 …; several joined by `,`; empty when exact."""
    bound: Bound
    """What the qualifier means for comparison"""
    kind: QuantityKind
    span: Span
    sentence: Span
    section: int
    anchor: str
    """Anchor of the paragraph."""
    line: int
    role: Role
    role_why: str = ""
    change: Change = Change.NONE
    pair: str = ""
    """Id of the other end of a range or change; empty otherwise."""
    metric: str = ""
    """Metric id or empty; empty when in doubt."""
    metric_why: str = ""
    """The wording that matched, or the two that tied."""
    numerator: str = ""
    """For a rate: id of the quantity that is its numerator, if the text gives it."""
    denominator: str = ""
    what: str = ""
    """The words nearest to the number that say what is measured."""


class Citation(Struct, frozen=True, array_like=True, gc=False):
    """A document named in 《…》, with its number where one follows."""

    title: str
    """Without the outer brackets; nested 〈〉 kept."""
    number: str
    """国办发〔2017〕40号, or empty"""
    kind: CitationKind
    span: Span
    sentence: Span
    anchor: str
    line: int


class Evidence(Struct, frozen=True, array_like=True, gc=False):
    """A sentence that speaks to one level-3 indicator of one edition."""

    indicator: str
    """`2019:73`"""
    sentence: Span
    anchor: str
    line: int
    matched: tuple[str, ...]
    """The phrases that decided."""
    role: Role
    quantities: tuple[str, ...] = ()
    """Ids of the quantities in the sentence that belong to a metric of this indicator."""


class Check(Struct, frozen=True, array_like=True):
    """Arithmetic that does not come out: a note to staff and a quiet marker to readers, never a correction."""

    kind: CheckKind
    quantities: tuple[str, ...]
    stated: str
    computed: str
    note: str
    """Chinese, complete sentence"""
    line: int
    anchor: str
    holds: bool = False
    """True when the arithmetic comes out (shown to staff only)."""


class Facts(Struct, frozen=True, array_like=True):
    """Everything extracted from one report."""

    sentences: tuple[Span, ...]
    """All sentences of the body, in order."""
    quantities: tuple[Quantity, ...]
    citations: tuple[Citation, ...]
    evidence: tuple[Evidence, ...]
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...]


class Document(Struct, frozen=True, array_like=True):
    """A report with its facts: what the cache keeps per source file."""

    report: Report
    facts: Facts
