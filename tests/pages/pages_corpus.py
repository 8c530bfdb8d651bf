"""Small hand-made corpora for the tests of pages: real records, invented nowhere near real figures."""

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from site_builder.model.corpus import (
    CitationRow,
    Corpus,
    DeadlineRule,
    EvidenceRow,
    Inputs,
    Job,
    MentionRow,
    MetricRow,
    ReportCard,
    SiteIdentity,
    Tally,
)
from site_builder.model.facts import Citation, Document, Evidence, Facts, Quantity
from site_builder.model.history import (
    Answer,
    CitedSource,
    Figure,
    Passage,
    PlaceHistory,
    Promise,
    Recurring,
    Revision,
    Series,
    Timeliness,
    UndefinedTerm,
    YearDiff,
)
from site_builder.model.indicators import (
    Dictionary,
    Framework,
    Indicator,
    Level1,
    Level2,
    Metric,
    Threshold,
    Wording,
)
from site_builder.model.places import Place, PlaceRegistry
from site_builder.model.report import Content, DocumentMetadata, Paragraph, Report, Section, Sourced
from site_builder.model.span import Span
from site_builder.model.terms import Mention, Source, Term, TermDefinition, TermEntry
from site_builder.model.text import Repair
from site_builder.vocabulary import (
    CONTENTS,
    Bound,
    CitationKind,
    ContentStatus,
    DocumentKind,
    Encoding,
    Level,
    Mode,
    Operator,
    Origin,
    QuantityKind,
    RepairKind,
    RepairStatus,
    Role,
    SectionRole,
    Shape,
    TermStatus,
    TimelinessStatus,
)

PORTAL = SiteIdentity("测试门户", "", "测试", Mode.INDEPENDENT)
PLACES = (
    Place("410000", "河南省", Level.PROVINCE, "", "henan", "河南省", "henan sheng"),
    Place("411100", "漯河市", Level.CITY, "410000", "luohe", "河南省漯河市", "luohe shi"),
    Place("410300", "洛阳市", Level.CITY, "410000", "luoyang", "河南省洛阳市", "luoyang shi"),
    Place("530000", "云南省", Level.PROVINCE, "", "yunnan", "云南省", "yunnan sheng"),
    Place("530100", "昆明市", Level.CITY, "530000", "kunming", "云南省昆明市", "kunming shi"),
    Place("530112", "西山区", Level.COUNTY, "530100", "kunming-xishan", "云南省昆明市西山区", "xishan qu"),
)
REGISTRY = PlaceRegistry(
    {place.code: place for place in PLACES}, {place.name: (place.code,) for place in PLACES}, "2023-06-30"
)
METRICS = (
    Metric(
        "litigation-appearance-rate",
        "行政机关负责人出庭应诉率",
        "行政复议与行政应诉",
        "%",
        QuantityKind.PERCENT,
        "负责人出庭的案件占应出庭案件的比例。",
        (Wording(("出庭应诉率",)),),
        framework=("2019:73",),
        caveats=("分母口径不一",),
    ),
    Metric(
        "review-cases",
        "行政复议案件受理数",
        "行政复议与行政应诉",
        "件",
        QuantityKind.COUNT,
        "一年内受理的行政复议案件数量。",
        (Wording(("受理行政复议",)),),
        framework=("2019:87",),
    ),
)
FRAMEWORK = Framework(
    "2019",
    "市县法治政府建设示范指标体系",
    "洛政〔2020〕23号附件",
    (
        Level1(
            "五",
            "行政权力制约监督科学有效",
            (
                Level2(
                    "1",
                    "自觉接受监督",
                    (
                        Indicator(
                            "73",
                            "行政机关负责人依法出庭应诉，出庭率达到100%。",
                            "市司法局",
                            (
                                Threshold(
                                    "litigation-appearance-rate", Operator.EQUAL, 100, "%", "出庭率达到100%"
                                ),
                            ),
                            metrics=("litigation-appearance-rate",),
                        ),
                        Indicator("74", "司法建议办复率达到100%。", "市司法局"),
                    ),
                ),
            ),
        ),
        Level1("附加项", "附加项", (Level2("1", "加分项", (Indicator("加1", "获得表彰。"),)),)),
    ),
)
DICTIONARY = Dictionary(METRICS, ("行政复议与行政应诉",), (FRAMEWORK,))
DEADLINES = (
    DeadlineRule("03-31", "《法治政府建设与责任落实督察工作规定》第二十四条", since=2019),
    DeadlineRule("03-31", "《法治政府建设实施纲要（2015—2020年）》", until=2018),
)


def head(
    place: Place | None, year: int | None, published: str = "", kind: str = "annual_report", title: str = ""
) -> DocumentMetadata:
    unknown = Sourced()
    name = place.name if place else ""
    return DocumentMetadata(
        kind=Sourced(DocumentKind(kind), Origin.TEXT, 1),
        shape=Sourced(Shape.FIVE_PART, Origin.TEXT, 1),
        title=Sourced(title or f"{name}{year}年法治政府建设情况报告", Origin.TEXT, 1),
        issuer=Sourced(f"{name}人民政府", Origin.TEXT, 1),
        place=Sourced(place.code, Origin.PATH) if place else unknown,
        place_name=name,
        place_slug=place.slug if place else "",
        level=place.level if place else Level.NONE,
        year=Sourced(year, Origin.TEXT, 1) if year else unknown,
        published=Sourced(published, Origin.PAGE, 2, label="日期") if published else unknown,
        written=unknown,
        document_number=unknown,
        source=unknown,
        source_url=unknown,
        speaker=unknown,
        meeting=unknown,
        licence=unknown,
    )


def card(
    code: str,
    year: int | None,
    published: str = "",
    kind: str = "annual_report",
    title: str = "",
    **changes: object,
) -> ReportCard:
    place = REGISTRY.by_code.get(code)
    slug = place.slug if place else "unplaced"
    key = f"{slug}/{year or 'undated'}" + ("-plan" if kind == "plan" else "")
    status = (
        ContentStatus.PRESENT
        if year and year >= 2019 and kind == DocumentKind.ANNUAL_REPORT
        else ContentStatus.NOT_APPLICABLE
    )
    contents = tuple(
        Content(
            name,
            status,
            "s1" if status == ContentStatus.PRESENT else None,
            3,
            "主要举措" if status == ContentStatus.PRESENT else "2019年度起适用",
        )
        for name in CONTENTS
    )
    made = ReportCard(
        key,
        f"{key}.txt",
        "ab" * 32,
        head(place, year, published, kind, title),
        place.code if place else "",
        year,
        contents,
        9000,
        50,
        2,
        1,
        (),
        "d1",
    )
    return replace(made, **changes)


def corpus(*cards: ReportCard, **changes: object) -> Corpus:
    ordered = tuple(sorted(cards, key=lambda c: (c.place, c.year or 0, str(c.head.kind.value), c.key)))
    return replace(Corpus(PORTAL, ordered, REGISTRY, (), DICTIONARY, DEADLINES, {}, ()), **changes)


HOSTILE = "<script>alert('漯河')</script>&\"“”"
TEXT = (
    "一、主要举措和成效\n受理行政复议案件56件，行政机关负责人出庭应诉率达90%以上。"
    f"行政诉讼“双下降”{HOSTILE}。依据《中华人民共和国行政复议法》。\n"
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


SENTENCE = span("受理行政复议案件56件，行政机关负责人出庭应诉率达90%以上。")
QUANTITIES = (
    Quantity(
        "q1",
        "56件",
        Decimal(56),
        "件",
        "",
        Bound.EXACT,
        QuantityKind.COUNT,
        span("56件"),
        SENTENCE,
        0,
        "s1-p1",
        2,
        Role.ACHIEVEMENT,
        metric="review-cases",
    ),
    Quantity(
        "q2",
        "90%",
        Decimal(90),
        "%",
        "以上",
        Bound.AT_LEAST,
        QuantityKind.PERCENT,
        span("90%"),
        SENTENCE,
        0,
        "s1-p1",
        2,
        Role.ACHIEVEMENT,
        metric="litigation-appearance-rate",
    ),
)
CITATION = Citation(
    "中华人民共和国行政复议法",
    "",
    CitationKind.LAW,
    span("《中华人民共和国行政复议法》"),
    span("依据《中华人民共和国行政复议法》。"),
    "s1-p1",
    2,
)
EVIDENCE = Evidence("2019:73", SENTENCE, "s1-p1", 2, ("出庭应诉",), Role.ACHIEVEMENT, ("q2",))
MENTION = Mention("shuangxiajiang", span("双下降"), span(f"行政诉讼“双下降”{HOSTILE}。"), "s1-p1", 0, 2, True)
INSIDE = (MENTION.span.start - MENTION.sentence.start, MENTION.span.end - MENTION.sentence.start)


def document(made: ReportCard) -> Document:
    section = Section(
        0, -1, 1, "一、", "主要举措和成效", "s1", span("一、主要举措和成效"), 1, SectionRole.MEASURES
    )
    paragraph = Paragraph("s1-p1", 0, Span(TEXT.index("受理"), len(TEXT) - 1), 2)
    repair = Repair(RepairKind.PINYIN, 2, "复(fù)议", "复议", RepairStatus.AUTOMATIC, span("复议"))
    report = Report(
        made.path,
        made.sha256,
        Encoding.UTF_8,
        TEXT,
        (0, TEXT.index("受理")),
        (1, 2),
        made.head,
        (section,),
        (paragraph,),
        (),
        (),
        made.contents,
        (repair,),
        (),
        "",
        "",
        (),
    )
    return Document(report, Facts((SENTENCE,), QUANTITIES, (CITATION,), (EVIDENCE,), (), ()))


def rows_of(made: ReportCard) -> dict[str, tuple[Any, ...]]:
    who = (made.key, made.place, made.year)
    return {
        "metric:review-cases": (MetricRow(*who, QUANTITIES[0], SENTENCE.of(TEXT), "主要举措和成效"),),
        "metric:litigation-appearance-rate": (
            MetricRow(*who, QUANTITIES[1], SENTENCE.of(TEXT), "主要举措和成效"),
        ),
        "indicator:2019:73": (EvidenceRow(*who, EVIDENCE, SENTENCE.of(TEXT), QUANTITIES[1:]),),
        "term:shuangxiajiang": (
            MentionRow(*who, MENTION.anchor, MENTION.sentence.of(TEXT), *INSIDE, "主要举措和成效"),
        ),
        "document:xingzhengfuyifa": (CitationRow(*who, CITATION, CITATION.sentence.of(TEXT)),),
    }


TERM = Term(
    "双下降",
    "shuangxiajiang",
    "shuang xia jiang",
    "S",
    ("行政诉讼“双下降”",),
    TermEntry(
        "双下降",
        "glossary/双下降.md",
        5,
        "指**行政诉讼**案件量和败诉率都下降。<b>x</b>",
        ("双降",),
        ("府院联动",),
        "行政诉讼",
        sources=(Source("行政诉讼法", quote="应当出庭应诉", checked="2026-11-30"),),
        metrics=("review-cases",),
        indicators=("2019:73",),
    ),
    (TermDefinition("luohe/2024", f"指案件量、败诉率下降{HOSTILE}。", "行政诉讼“双下降”", "s1-p1", 9),),
)
OTHER_TERM = Term(
    "府院联动",
    "fuyuanliandong",
    "fu yuan lian dong",
    "F",
    (),
    TermEntry("府院联动", "glossary/府院联动.md", 3, "", status=TermStatus.OPEN),
    (),
)
WORK = CitedSource(
    "xingzhengfuyifa", "中华人民共和国行政复议法", "xing zheng fu yi fa", CitationKind.LAW, ("主席令第九号",)
)
OPEN = UndefinedTerm(
    "大回访", "da hui fang", "D", 3, 1, (Passage("luohe/2024", 2024, "s1-p1", 2, "开展“大回访”。"),)
)


class Store:
    """Stands in for the store: rows of all cards by key, with tallies."""

    def __init__(self, *cards: ReportCard) -> None:
        self.rows: dict[str, tuple[Any, ...]] = {}
        for made in cards:
            for key, rows in rows_of(made).items():
                self.rows[key] = (*self.rows.get(key, ()), *rows)
        self.documents = {made.key: document(made) for made in cards}

    def tallies(self) -> dict[str, Tally]:
        out = {}
        for key, rows in self.rows.items():
            years = [row.year for row in rows if row.year]
            out[key] = Tally(
                len(rows),
                len({r.report for r in rows}),
                len({r.place for r in rows if r.place}),
                min(years, default=0),
                max(years, default=0),
            )
        return out

    def inputs(self, job: Job) -> Inputs:
        keys = job.documents
        return Inputs(
            {key: self.rows.get(key, ()) for key in job.rows},
            {key: self.documents[key] for key in keys},
            dict.fromkeys(keys, (MENTION,)),
            story(job.story, [d for k, d in self.documents.items()]) if job.story else None,
        )


def story(code: str, documents: list[Document]) -> PlaceHistory:
    passage = Passage("luohe/2024", 2024, "s1-p1", 2, f"明年要办好{HOSTILE}。", "下一步安排")
    series = Series(
        "litigation-appearance-rate",
        (
            Figure("luohe/2023", 2023, QUANTITIES[1], "上年。"),
            Figure("luohe/2024", 2024, QUANTITIES[1], "本年。"),
        ),
    )
    return PlaceHistory(
        code,
        (2022,),
        (series,),
        (YearDiff("luohe/2024", "luohe/2023", 10, 4, 3, (passage,)),),
        (
            Promise(passage, "luohe/2024", (Answer(passage, ("出庭应诉",)),)),
            Promise(passage, "luohe/2024", ()),
            Promise(passage, "", ()),
        ),
        (Recurring(("执法能力",), (passage, passage)),),
        (
            Revision(
                "review-cases",
                2023,
                Figure("luohe/2023", 2023, QUANTITIES[0], "甲。"),
                Figure("luohe/2024", 2024, QUANTITIES[0], "乙。"),
                "前后两份报告的说法不同。",
            ),
        ),
    )


def full_corpus(*cards: ReportCard, **changes: Any) -> tuple[Corpus, Store]:
    """Cards, terms, works, tallies: every page kind has something to show."""
    store = Store(*cards)
    timeliness = {
        made.key: Timeliness(TimelinessStatus.IN_TIME, -33, "2025-03-31", "2025-02-27", DEADLINES[0].source)
        for made in cards
        if made.head.published.value
    }
    facts = {
        "terms": (OTHER_TERM, TERM),
        "works": (WORK,),
        "open_terms": (OPEN,),
        "tallies": store.tallies(),
        "timeliness": timeliness,
    }
    return corpus(*cards, **{**facts, **changes}), store
