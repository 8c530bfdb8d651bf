"""The collection put together from cards, terms and traces."""

from corpus_made import entry, make_document, small_registry

from site_builder.corpus.assemble import assemble
from site_builder.corpus.collection_indexes import gather
from site_builder.corpus.rows import make_card
from site_builder.corpus.terms.links import Linker
from site_builder.corpus.terms.terms import build_terms
from site_builder.corpus.terms.traces import trace
from site_builder.model.corpus import Corpus, DeadlineRule, SiteIdentity
from site_builder.model.indicators import Dictionary
from site_builder.model.report import Sourced

RULES = (DeadlineRule("03-31", "规定"),)
PORTAL = SiteIdentity("门户", "", "", "independent")


def made(reverse: bool = False, redirects: tuple[tuple[str, str], ...] = ()) -> Corpus:
    terms = build_terms([entry("一网通办"), entry("没人用", see_also=("没有",))], ())
    linker = Linker(terms.terms)
    documents = {
        "luohe/2024": make_document("# 一\n推进“一网通办”和“大回访”。", published=Sourced("2025-04-02")),
        "luohe/2023": make_document("# 一\n开展“大回访”。", year=2023),
        "luohe/2023-plan": make_document("# 一\n方案。", year=2023, kind=Sourced("plan")),
        "luohe-yuanhui/2024": make_document("# 一\n报告。", place="411102"),
        "unplaced/12345678": make_document("# 一\n报告。", place=""),
    }
    cards = [make_card(document, key, linker.mentions(document)) for key, document in documents.items()]
    traces = [trace(document, key, linker.mentions(document)) for key, document in documents.items()]
    if reverse:
        cards.reverse()
    return assemble(
        cards,
        terms,
        small_registry(),
        Dictionary((), (), ()),
        RULES,
        {},
        PORTAL,
        gather(lambda: iter(traces), terms.terms),
        redirects,
    )


def test_cards_stand_in_order_of_place_year_kind_whatever_order_they_come_in() -> None:
    keys = ["unplaced/12345678", "luohe/2023", "luohe/2023-plan", "luohe/2024", "luohe-yuanhui/2024"]
    assert [card.key for card in made().cards] == [card.key for card in made(reverse=True).cards] == keys


def test_timeliness_open_terms_and_problems_are_gathered() -> None:
    corpus = made()
    assert (corpus.timeliness["luohe/2024"].status, corpus.timeliness["luohe/2024"].days) == ("late", 2)
    assert corpus.timeliness["luohe/2023"].status == "unknown"
    assert corpus.timeliness["luohe/2023-plan"].status == "no_rule"
    assert [(o.phrase, o.reports) for o in corpus.open_terms] == [("大回访", 2)]
    assert {problem.code for problem in corpus.problems} == {"G603", "G604"}


def test_reports_move_with_their_place() -> None:
    redirects = (("places/tahe/", "places/luohe/"), ("glossary/a/", "glossary/b/"))
    assert made(redirects=redirects).redirects == (
        *redirects,
        ("reports/tahe/2023/", "reports/luohe/2023/"),
        ("reports/tahe/2023-plan/", "reports/luohe/2023-plan/"),
        ("reports/tahe/2024/", "reports/luohe/2024/"),
    )
