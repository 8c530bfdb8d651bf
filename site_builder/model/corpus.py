"""The collection as a whole: one light card per report, rows per comparison key, and the jobs that make pages
of them.

Memory must not grow with the length of the reports: a card is about 2 kB, everything heavier (texts,
sentences, mentions) stays in the store on disk and is fetched by key when one page needs it.
"""

from msgspec import Struct

from site_builder.model.facts import Check, Citation, Document, Evidence, Quantity
from site_builder.model.history import CitedSource, PlaceHistory, Timeliness, UndefinedTerm
from site_builder.model.indicators import Dictionary
from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Content, DocumentMetadata
from site_builder.model.terms import Mention, Term
from site_builder.problems import Problem
from site_builder.vocabulary import CitationKind, Level, Mode, PageName, RowKind, SiteSection


class ReportCard(Struct, frozen=True, array_like=True):
    """What lists, timelines and ledgers need to know of one published document."""

    key: str
    """Address under reports/ and id in all data: `luohe/2024`, `luoyang/2020-plan`, `luohe/2024-ju` …"""
    path: str
    """Source file relative to the reports folder"""
    sha256: str
    head: DocumentMetadata
    place: str
    """Place code; empty if unknown (then the document has no place page and `key` begins with `unplaced/`)"""
    year: int | None
    contents: tuple[Content, ...]
    characters: int
    quantities: int
    repairs: int
    unconfirmed: int
    """Repairs with status proposed or flagged"""
    terms: tuple[str, ...]
    """Slugs of the terms mentioned, sorted"""
    digest: str
    """Of the document record: changes when anything extracted from it changes"""
    withheld: str = ""


class CitedTitle(Struct, frozen=True, array_like=True, gc=False):
    """A document as one report cites it."""

    title: str
    number: str
    kind: CitationKind
    slug: str = ""
    """Address part of the work it cites"""
    pinyin: str = ""


class QuotedPhrase(Struct, frozen=True, array_like=True, gc=False):
    """A phrase one report puts in quotation marks, with the first sentence that does."""

    phrase: str
    mentions: int
    anchor: str
    line: int
    sentence: str
    section: str


class Suspect(Struct, frozen=True, array_like=True, gc=False):
    """A mention that may be part of a longer word."""

    term: str
    """Slug"""
    word: str
    mentions: int
    line: int


class Traces(Struct, frozen=True, array_like=True):
    """What one document leaves for the indexes of the whole collection. Kept on disk beside the rows, read in
    passing, never held all at once."""

    report: str
    year: int | None
    cited: tuple[CitedTitle, ...] = ()
    phrases: tuple[QuotedPhrase, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    beside: tuple[tuple[str, str, int], ...] = ()
    """(slug, slug, paragraphs): terms that share a paragraph"""


class MetricRow(Struct, frozen=True, array_like=True, gc=False):
    """One value of one metric. Store key `metric:<id>`, of anything but an achievement of the year
    `aside:<id>`."""

    report: str
    place: str
    year: int | None
    quantity: Quantity
    """Its positions are those in the sentence shown: a word put in on page one moves all others and changes
    no row"""
    sentence: str
    section: str
    """Title of the level-1 section, for context"""
    numerator: Quantity | None = None
    denominator: Quantity | None = None


class EvidenceRow(Struct, frozen=True, array_like=True, gc=False):
    """One sentence that speaks to an indicator. Store key `indicator:<edition>:<number>`, of a plan or
    another paper `plan:<edition>:<number>`."""

    report: str
    place: str
    year: int | None
    evidence: Evidence
    sentence: str
    quantities: tuple[Quantity, ...]


class MentionRow(Struct, frozen=True, array_like=True, gc=False):
    """One sentence that mentions a term, once or several times. Store key `term:<slug>`."""

    report: str
    place: str
    year: int | None
    anchor: str
    sentence: str
    start: int
    """Of the first mention in it"""
    end: int
    section: str


class CitationRow(Struct, frozen=True, array_like=True, gc=False):
    """One citation. Store key `document:<slug of title>`."""

    report: str
    place: str
    year: int | None
    citation: Citation
    sentence: str


class CheckRow(Struct, frozen=True, array_like=True):
    """One arithmetic check. Store key `check`."""

    report: str
    place: str
    year: int | None
    check: Check
    sentence: str


AnyRow = MetricRow | EvidenceRow | MentionRow | CitationRow | CheckRow
ROW_TYPES: dict[RowKind, type[AnyRow]] = {
    RowKind.METRIC: MetricRow,
    RowKind.ASIDE: MetricRow,
    RowKind.INDICATOR: EvidenceRow,
    RowKind.PLAN: EvidenceRow,
    RowKind.TERM: MentionRow,
    RowKind.DOCUMENT: CitationRow,
    RowKind.CHECK: CheckRow,
}
"""First part of a key → the records filed under it."""


class RowGroup(Struct, frozen=True):
    """All rows of one report under one key, as they are kept in the store: in order of the text."""

    key: str
    count: int
    """How many facts they are: a sentence that mentions a term twice is one row and counts two"""
    payload: bytes
    """msgpack of the tuple of row records"""
    digest: int
    """Of the payload, small enough to be added up"""


class Tally(Struct, frozen=True):
    """How much the store holds under one key. Says nothing of the rows themselves: who shows them asks for
    them."""

    rows: int
    reports: int
    places: int
    first_year: int
    last_year: int


class DeadlineRule(Struct, frozen=True, forbid_unknown_fields=True):
    """When a report must be published: the most specific rule that fits level, place and report year wins."""

    last_day: str
    """`MM-DD` of the year after the report year, the last day that is in time"""
    source: str
    """The rule it rests on, by name and article"""
    level: Level = Level.NONE
    place: str = ""
    since: int = 0
    until: int = 9999
    """Report years, inclusive"""


class SiteIdentity(Struct, frozen=True):
    """What the operator says about the site itself (mkdocs.yml): names, footer fields, mode."""

    name: str
    url: str
    """Absolute address with trailing slash, or empty: then no canonical, feeds use relative ids"""
    description: str
    mode: Mode
    organizer: str = ""
    contact: str = ""
    site_id_code: str = ""
    icp: str = ""
    police_record: str = ""
    error_report_url: str = ""
    party_mark_url: str = ""
    rows_per_page: int = 300
    """Longer listings are split by year (and by province if still longer)"""


class Corpus(Struct, frozen=True):
    """Everything pages may know without opening a document. Read-only."""

    portal: SiteIdentity
    cards: tuple[ReportCard, ...]
    """Sorted by (place code, year, kind, key)"""
    places: PlaceRegistry
    terms: tuple[Term, ...]
    """Sorted by pinyin"""
    dictionary: Dictionary
    deadlines: tuple[DeadlineRule, ...]
    tallies: dict[str, Tally]
    problems: tuple[Problem, ...]
    timeliness: dict[str, Timeliness] = {}
    """By report key"""
    works: tuple[CitedSource, ...] = ()
    """Cited documents, sorted by pinyin"""
    open_terms: tuple[UndefinedTerm, ...] = ()
    """Quoted phrases nobody has defined, most reports first"""
    redirects: tuple[tuple[str, str], ...] = ()
    """Old address → new address, site-relative, both ending in `/` (content/redirects.yml)"""
    beside: dict[str, tuple[tuple[str, int], ...]] = {}
    """Slug of a term → the terms that often stand in one paragraph with it, and in how many"""


class Job(Struct, frozen=True):
    """One page to make: what it is, what it must read from the store, and what its content depends on."""

    url: str
    kind: PageName
    key: str
    """What the page is about: report key, place code, term slug, metric id, year …"""
    section: SiteSection
    rows: tuple[str, ...] = ()
    """Store keys whose rows it shows"""
    documents: tuple[str, ...] = ()
    """Report keys whose full documents it reads"""
    part: str = ""
    """For a split listing: the year or province code it is restricted to"""
    digest: str = ""
    """Of everything else it shows (cards, terms, dictionary entries): same digest and same inputs, same page
    """
    story: str = ""
    """Code of the place whose story it tells (computed from all its documents)"""


class Inputs(Struct, frozen=True):
    """What a job asked for, fetched."""

    rows: dict[str, tuple[AnyRow, ...]] = {}
    documents: dict[str, Document] = {}
    mentions: dict[str, tuple[Mention, ...]] = {}
    story: PlaceHistory | None = None
