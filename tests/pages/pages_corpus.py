"""Small hand-made corpora for the tests of pages: real records, invented nowhere near real figures."""

from msgspec.structs import replace

from site_builder.model.corpus import Corpus, DeadlineRule, Portal, ReportCard
from site_builder.model.indicators import Dictionary, Framework, Indicator, Level1, Level2, Metric, Threshold, Wording
from site_builder.model.places import Place, PlaceRegistry
from site_builder.model.report import Content, Head, Stated

PORTAL = Portal("测试门户", "", "测试", "independent")
PLACES = (
    Place("410000", "河南省", "province", "", "henan", "河南省", "henan sheng"),
    Place("411100", "漯河市", "city", "410000", "luohe", "河南省漯河市", "luohe shi"),
    Place("410300", "洛阳市", "city", "410000", "luoyang", "河南省洛阳市", "luoyang shi"),
    Place("530000", "云南省", "province", "", "yunnan", "云南省", "yunnan sheng"),
    Place("530100", "昆明市", "city", "530000", "kunming", "云南省昆明市", "kunming shi"),
    Place("530112", "西山区", "county", "530100", "kunming-xishan", "云南省昆明市西山区", "xishan qu"),
)
REGISTRY = PlaceRegistry({place.code: place for place in PLACES}, {place.name: (place.code,) for place in PLACES}, "2023-06-30")
METRICS = (
    Metric(
        "litigation-appearance-rate",
        "行政机关负责人出庭应诉率",
        "行政复议与行政应诉",
        "%",
        "percent",
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
        "count",
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
                            (Threshold("litigation-appearance-rate", "=", 100, "%", "出庭率达到100%"),),
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


def head(place: Place | None, year: int | None, published: str = "", kind: str = "annual_report", title: str = "") -> Head:
    unknown = Stated()
    name = place.name if place else ""
    return Head(
        kind=Stated(kind, "text", 1),
        shape=Stated("five_part", "text", 1),
        title=Stated(title or f"{name}{year}年法治政府建设情况报告", "text", 1),
        issuer=Stated(f"{name}人民政府", "text", 1),
        place=Stated(place.code, "path") if place else unknown,
        place_name=name,
        place_slug=place.slug if place else "",
        level=place.level if place else "",
        year=Stated(year, "text", 1) if year else unknown,
        published=Stated(published, "page", 2, label="日期") if published else unknown,
        written=unknown,
        document_number=unknown,
        source=unknown,
        source_url=unknown,
        speaker=unknown,
        meeting=unknown,
        licence=unknown,
    )


def card(code: str, year: int | None, published: str = "", kind: str = "annual_report", title: str = "", **changes: object) -> ReportCard:
    place = REGISTRY.by_code.get(code)
    slug = place.slug if place else "unplaced"
    key = f"{slug}/{year or 'undated'}" + ("-plan" if kind == "plan" else "")
    status = "present" if year and year >= 2019 and kind == "annual_report" else "not_applicable"
    contents = tuple(
        Content(name, status, "s1" if status == "present" else None, 3, "主要举措" if status == "present" else "2019年度起适用")
        for name in ("measures", "problems", "responsibility", "arrangements", "other_matters")
    )
    made = ReportCard(
        key, f"{key}.txt", "ab" * 32, head(place, year, published, kind, title), place.code if place else "", year, contents, 9000, 50, 2, 1, (), "d1"
    )
    return replace(made, **changes)


def corpus(*cards: ReportCard, **changes: object) -> Corpus:
    ordered = tuple(sorted(cards, key=lambda c: (c.place, c.year or 0, str(c.head.kind.value), c.key)))
    return replace(Corpus(PORTAL, ordered, REGISTRY, (), DICTIONARY, DEADLINES, {}, ()), **changes)
