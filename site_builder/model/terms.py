"""Glossary terms: what staff wrote, what reports define, and where the words are used."""

from msgspec import Struct

from site_builder.model.span import Span
from site_builder.vocabulary import TermStatus

CATEGORIES = (
    "法治政府建设",
    "复议与应诉",
    "行政执法",
    "决策与制度",
    "政务服务",
    "监督与责任",
    "普法与法律服务",
    "矛盾化解",
    "地方做法",
)
"""The categories a glossary file may state: the headings of the page by category"""
NOT_COMPARED = "未能核对"
"""`checked` of a source whose text could not be looked up"""
IN_FORCE, AMENDED, REPLACED, EXPIRED, UNKNOWN = STATES = ("现行", "已修改", "已废止", "已到期", "未查明")
"""What has become of a document since: in force, amended after the wording quoted, replaced or repealed, a
plan whose years are over, nobody knows"""


class Source(Struct, frozen=True):
    """A document an explanation rests on, and the sentence of it that says so. What a file does not state is
    taken from `sources.yml`."""

    title: str
    number: str = ""
    """Of the document: 国办发〔2018〕118号"""
    issuer: str = ""
    date: str = ""
    """Of issue: 2018-12-05"""
    article: str = ""
    quote: str = ""
    """A sentence or clause, word for word"""
    url: str = ""
    """Where a reader finds the document: on another site, or `reports/…/` on this one"""
    checked: str = ""
    """The day the quotation was compared, or 未能核对"""
    compared: str = ""
    """With which copy"""
    state: str = ""
    """One of STATES"""
    replaced_by: str = ""
    line: int = 0
    """Of the record in the head of its file"""

    @property
    def confirmed(self) -> bool:
        """Whether the sentence quoted was compared with a text of the document."""
        return bool(self.quote and self.checked and self.checked != NOT_COMPARED)


class TermEntry(Struct, frozen=True):
    """`content/glossary/<term>.md`: YAML head + explanation in Markdown."""

    term: str
    path: str
    line: int
    """Of the first line of the explanation."""
    explanation: str
    """Markdown source; empty means 待释."""
    aliases: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    category: str = ""
    avoid: tuple[str, ...] = ()
    """Stop contexts: longer words in which the term must not be linked (向我北大概 for 北大)."""
    status: TermStatus = TermStatus.EXPLAINED
    sources: tuple[Source, ...] = ()
    """Named laws or public documents the explanation rests on."""
    metrics: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    slug: str = ""
    """Overrides the derived slug."""
    lines: tuple[tuple[str, int], ...] = ()
    """(key of the head, its line), so that a problem can name it."""
    plain: str = ""
    """What a neighbour would say, in one sentence"""
    for_you: str = ""
    """Markdown below the heading 对您意味着什么: who, where, by when, at what cost"""
    usage: str = ""
    """Markdown below the heading 常见用法"""
    reason: str = ""
    """Why it is not explained"""


class TermDefinition(Struct, frozen=True):
    """A report's own definition, with its place in the collection."""

    report: str
    """Report key (see model.corpus.ReportCard.key)"""
    text: str
    surface: str
    anchor: str
    line: int


class Term(Struct, frozen=True):
    """One glossary term, assembled from its file (if any) and from all definitions (if any)."""

    name: str
    slug: str
    pinyin: str
    """Sort key and search form: `shuang xia jiang`"""
    initial: str
    """A–Z, or `#` for digits and others"""
    aliases: tuple[str, ...]
    entry: TermEntry | None
    definitions: tuple[TermDefinition, ...]
    """In order of report and line"""


class Mention(Struct, frozen=True, array_like=True, gc=False):
    """One place where a term stands in a report."""

    term: str
    """Slug"""
    span: Span
    sentence: Span
    anchor: str
    section: int
    line: int
    linked: bool
    """True for the first in its section, which is the one that becomes a link."""
