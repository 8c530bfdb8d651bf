"""What can only be told from several years of one place: what is new, what became of a promise, what is
admitted again and again.

Everything here is a comparison of words, offered as a finding aid and shown with the sentences it rests on;
nothing is asserted as fact.
"""

from msgspec import Struct

from site_builder.model.facts import Quantity
from site_builder.vocabulary import CitationKind, TimelinessStatus


class Timeliness(Struct, frozen=True):
    """Whether one document was published in time, by the rule that fits its level, place and year."""

    status: TimelinessStatus
    days: int | None = None
    """After the last day that is in time: positive = late, negative = early, 0 = on the day; None when
    unknown"""
    last_day: str = ""
    """`2025-03-31`"""
    published: str = ""
    """`2025-02-27`"""
    source: str = ""
    """The rule, by name and article"""


class Passage(Struct, frozen=True):
    """A sentence or paragraph of one report that can be linked to."""

    report: str
    year: int | None
    anchor: str
    line: int
    text: str
    section: str = ""
    """Title of the level-1 section"""


class Figure(Struct, frozen=True):
    """One quantity of one report, with its sentence."""

    report: str
    year: int | None
    quantity: Quantity
    sentence: str


class YearDiff(Struct, frozen=True):
    """What one report took over from the one before it."""

    report: str
    previous: str
    sentences: int
    """Compared in the later report"""
    unchanged: int
    """Standing word for word in the earlier one (numbers included)"""
    similar: int
    """Nearly so: same but for numbers, years or a few words"""
    fresh: tuple[Passage, ...]
    """The others, in order"""


class Answer(Struct, frozen=True):
    """A paragraph of the next report that shares words with a promise."""

    passage: Passage
    shared: tuple[str, ...]
    """The phrases both have, longest first: the reason it is shown"""


class Promise(Struct, frozen=True):
    """One item of 下一步安排 and what the next report says near it."""

    passage: Passage
    next_report: str
    """Key of the report of the following year; empty when there is none yet, then nothing can be said"""
    answers: tuple[Answer, ...]
    """Best first, at most three; empty with a next report means 未见提及"""


class Recurring(Struct, frozen=True):
    """A shortcoming put in like words in several years."""

    shared: tuple[str, ...]
    passages: tuple[Passage, ...]
    """By year"""


class Revision(Struct, frozen=True):
    """A figure for one year that a later report gives differently."""

    metric: str
    year: int
    earlier: Figure
    later: Figure
    note: str
    """Chinese, a complete sentence"""


class Series(Struct, frozen=True):
    """One metric of one place over the years."""

    metric: str
    figures: tuple[Figure, ...]
    """Achievements only, by year; several for one year stay several"""


class PlaceHistory(Struct, frozen=True):
    """Everything the place page shows beyond its list of documents."""

    place: str
    gaps: tuple[int, ...]
    """Report years between the first and the last without an annual report"""
    series: tuple[Series, ...]
    """Most years first, then in the order of the dictionary"""
    carried: tuple[YearDiff, ...]
    """One per pair of consecutive report years, newest first"""
    promises: tuple[Promise, ...]
    """Newest promise year first"""
    recurring: tuple[Recurring, ...]
    restated: tuple[Revision, ...]


class UndefinedTerm(Struct, frozen=True):
    """A quoted phrase that reports use and nobody has defined: a gap to show (待释)."""

    phrase: str
    pinyin: str
    initial: str
    mentions: int
    reports: int
    passages: tuple[Passage, ...]
    """A few, from different reports"""


class CitedSource(Struct, frozen=True):
    """A document that reports cite, gathered over the collection. Its citations are the rows under
    `document:<slug>`."""

    slug: str
    title: str
    pinyin: str
    kind: CitationKind
    numbers: tuple[str, ...]
    """Every 文号 it is cited with, most frequent first"""
    titles: tuple[str, ...] = ()
    """Every title it is cited with, most frequent first: 中华人民共和国行政复议法, 行政复议法"""
