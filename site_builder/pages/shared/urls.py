"""The address of every page kind, in one place: addresses are promises, so nothing else in the package may
spell one.

All addresses are site-relative (no leading slash), end in `/`, and are stable for ever
(docs/architecture.md). A page refers to another by `up(own address) + address`: that works at a domain root,
under a sub-path and in a copied folder alike, and costs nothing per link. Slugs never begin with a digit for
places, so `reports/2024/` (a year's list) and `reports/luohe/2024/` (a report) cannot meet.
"""

from site_builder.vocabulary import CitationKind

HOME_URL = ""
REPORTS = "reports/"
PLACES = "places/"
COMPARE = "places/compare/"
GLOSSARY = "glossary/"
UNEXPLAINED = "glossary/unexplained/"
INDICATORS = "indicators/"
METRICS = "metrics/"
METRICS_BY_LETTER = "metrics/by-letter/"
YEARS = "years/"
DOCUMENTS = "documents/"
COVERAGE = "coverage/"
SEARCH = "search/"
DATA = "data/"
PLACE_DATA = "data/places/"

_SIGN_SLUGS = {"加": "plus-", "减": "minus-"}


def up(url: str) -> str:
    """The way from a page back to the site's root: what every link of the page begins with.

    >>> up("reports/luohe/2024/"), up("places/"), up("")
    ('../../../', '../', './')
    """
    return "../" * url.count("/") or "./"


def relative(from_url: str, to_url: str) -> str:
    """The link from one page to another (or to a file), valid wherever the site is put.

    >>> relative("places/luohe/", "reports/luohe/2024/#s1-2-p3")
    '../../reports/luohe/2024/#s1-2-p3'
    >>> relative("", "reports/")
    './reports/'
    """
    return up(from_url) + to_url


def report(key: str, anchor: str = "") -> str:
    """The page of a report, or an anchor on it.

    >>> report("luohe/2024", "q17")
    'reports/luohe/2024/#q17'
    """
    return f"reports/{key}/#{anchor}" if anchor else f"reports/{key}/"


def reports_of(year: int | None, province: str = "") -> str:
    """A part of the list of reports, when the whole is too long for one page; `year` None stands for
    documents without a year.

    >>> reports_of(2024), reports_of(2024, "henan"), reports_of(None)
    ('reports/2024/', 'reports/2024/henan/', 'reports/0/')
    """
    return f"reports/{year or 0}/" + (f"{province}/" if province else "")


def place(slug: str) -> str:
    """The page of a place.

    >>> place("kunming-xishan")
    'places/kunming-xishan/'
    """
    return f"places/{slug}/"


def place_year(slug: str, year: int, anchor: str = "") -> str:
    """The page that compares a year of a place with the year before.

    >>> place_year("luohe", 2024), place_year("luohe", 2024, "promises")
    ('places/luohe/2024/', 'places/luohe/2024/#promises')
    """
    return f"places/{slug}/{year}/" + (f"#{anchor}" if anchor else "")


def term(slug: str) -> str:
    """The page of a term.

    >>> term("shuang-xia-jiang")
    'glossary/shuang-xia-jiang/'
    """
    return f"glossary/{slug}/"


def terms_by(way: str, part: str = "") -> str:
    """A part of the glossary: `way` is letter, category or origin.

    >>> terms_by("letter", "x"), terms_by("category")
    ('glossary/by-letter/x/', 'glossary/by-category/')
    """
    return f"glossary/by-{way}/" + (f"{part}/" if part else "")


def framework(edition: str) -> str:
    """The tree of one edition.

    >>> framework("2019")
    'indicators/2019/'
    """
    return f"indicators/{edition}/"


def indicator(key: str) -> str:
    """The page of `edition:number`; 加 and 减 of the 附加项 are spelled out.

    >>> indicator("2019:73"), indicator("2019:加1")
    ('indicators/2019/73/', 'indicators/2019/plus-1/')
    """
    edition, _, number = key.partition(":")
    for sign, spelled in _SIGN_SLUGS.items():
        number = number.replace(sign, spelled)
    return f"indicators/{edition}/{number}/"


def metric(metric_id: str) -> str:
    """The page of a metric.

    >>> metric("litigation-appearance-rate")
    'metrics/litigation-appearance-rate/'
    """
    return f"metrics/{metric_id}/"


def year(number: int) -> str:
    """The ledger of a report year.

    >>> year(2024)
    'years/2024/'
    """
    return f"years/{number}/"


def document(slug: str) -> str:
    """The page of a cited document.

    >>> document("xing-zheng-fu-yi-fa")
    'documents/xing-zheng-fu-yi-fa/'
    """
    return f"documents/{slug}/"


def documents_of(kind: CitationKind) -> str:
    """The cited documents of one kind, when the list of all is too long for one page.

    >>> documents_of("law")
    'documents/by-kind/law/'
    """
    return f"documents/by-kind/{kind}/"


def coverage(province: str) -> str:
    """The coverage matrix of a province.

    >>> coverage("henan")
    'coverage/henan/'
    """
    return f"coverage/{province}/"


def report_data(key: str) -> str:
    """The JSON of one report.

    >>> report_data("luohe/2024")
    'data/reports/luohe/2024.json'
    """
    return f"data/reports/{key}.json"


def place_data(slug: str) -> str:
    """The JSON of one place, read by the comparison page.

    >>> place_data("luohe")
    'data/places/luohe.json'
    """
    return f"data/places/{slug}.json"


def report_source(key: str) -> str:
    """The untouched source file, byte for byte; the key is plain ASCII, so the address is safe on every host.

    >>> report_source("luohe/2024")
    'reports/luohe/2024/source.txt'
    """
    return f"reports/{key}/source.txt"
