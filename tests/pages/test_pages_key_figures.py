"""Of several numbers of one metric: which is shown large, which beside it, and none left out."""

from decimal import Decimal

import pages_corpus as made
import pytest
from msgspec.structs import replace

from site_builder.model.corpus import Inputs, Job
from site_builder.model.facts import Quantity
from site_builder.model.indicators import Metric, Wording
from site_builder.model.span import Span
from site_builder.pages.context import build_context
from site_builder.pages.kinds import report
from site_builder.pages.render import render
from site_builder.pages.shared.indexes import build_indexes
from site_builder.pages.shared.key_figures import chosen, key_figures
from site_builder.vocabulary import Bound, PageName, QuantityKind, Role, SiteSection

ACCEPTED = Metric(
    "reconsideration-accepted",
    "行政复议案件受理数",
    "行政复议",
    "件",
    QuantityKind.COUNT,
    "",
    (Wording(("受理",)),),
    units=("件", "宗"),
)
ADVISERS = Metric(
    "legal-advisers",
    "法律顾问人数",
    "决策",
    "名",
    QuantityKind.COUNT,
    "",
    (Wording(("法律顾问",)),),
    units=("名", "人"),
)
LOSS = Metric(
    "litigation-loss-rate",
    "行政诉讼败诉率",
    "行政诉讼",
    "%",
    QuantityKind.PERCENT,
    "",
    (Wording(("败诉率",)),),
)

Said = tuple[str, str, str, str]
"""surface, words that matched, what is measured, change"""


def numbers(*said: Said) -> list[Quantity]:
    out = []
    for order, (surface, why, what, change) in enumerate(said, 1):
        digits = "".join(c for c in surface if c.isdigit())
        unit = surface.removeprefix(digits)
        at = Span(order * 10, order * 10 + len(surface))
        out.append(
            Quantity(
                f"q{order}",
                surface,
                Decimal(digits),
                unit,
                "",
                Bound.EXACT,
                QuantityKind.PERCENT if unit == "%" else QuantityKind.COUNT,
                at,
                Span(0, 400),
                0,
                "s1-p1",
                2,
                Role.ACHIEVEMENT,
                change=change,
                metric="m",
                metric_why=why,
                what=what,
            )
        )
    return out


@pytest.mark.parametrize(
    ("metric", "said", "best", "others"),
    [
        pytest.param(
            ACCEPTED,
            [("108件", "行政复议申请", "共收到行政复议申请", ""), ("105件", "受理、行政复议申请", "", "")],
            ["105件"],
            ["108件"],
            id="accepted is what the metric asks for, not received",
        ),
        pytest.param(
            ACCEPTED,
            [("12件", "收到、复议申请", "收到复议申请", ""), ("11宗", "受理、复议申请", "依法受理", "")],
            ["11宗"],
            ["12件"],
            id="the same in other words",
        ),
        pytest.param(
            ACCEPTED,
            [("105件", "受理、行政复议申请", "", ""), ("108件", "行政复议申请", "共收到行政复议申请", "")],
            ["105件"],
            ["108件"],
            id="the other way round",
        ),
        pytest.param(
            ADVISERS,
            [("12名", "法律顾问", "聘请律师", ""), ("48名", "法律顾问", "各部门共聘请", "")],
            ["48名"],
            ["12名"],
            id="a total",
        ),
        pytest.param(
            ADVISERS,
            [("23名", "法律顾问", "全市共聘请", ""), ("463名", "法律顾问", "律师", "")],
            ["23名", "463名"],
            [],
            id="no total that is smaller than a part",
        ),
        pytest.param(
            ADVISERS,
            [("9名", "法律顾问", "", ""), ("9名", "法律顾问", "", "")],
            ["9名"],
            [],
            id="said twice, shown once",
        ),
        pytest.param(
            LOSS,
            [("18%", "败诉率", "", "from"), ("12%", "败诉率", "", "to")],
            ["12%"],
            [],
            id="the start of a change is another time",
        ),
        pytest.param(LOSS, [("18%", "败诉率", "", "from")], ["18%"], [], id="unless there is nothing else"),
        pytest.param(
            LOSS,
            [("6%", "败诉率", "", "down"), ("12%", "败诉率", "", "")],
            ["12%"],
            ["6%"],
            id="a level before a growth",
        ),
        pytest.param(
            ACCEPTED,
            [("5%", "受理、行政复议案件", "", ""), ("8件", "行政复议", "", "")],
            ["8件"],
            ["5%"],
            id="its own kind first",
        ),
        pytest.param(ACCEPTED, [("8件", "受理", "", "")], ["8件"], [], id="one number"),
    ],
)
def test_the_words_decide_and_nothing_is_left_out(
    metric: Metric, said: list[Said], best: list[str], others: list[str]
) -> None:
    found = chosen(numbers(*said), metric)
    assert [[each.quantity.surface for each in part] for part in found] == [best, others]


def test_a_range_is_one_number() -> None:
    low, high = numbers(("100", "评查", "", "range_low"), ("120件", "评查", "", "range_high"))
    low, high = replace(low, unit="件", pair="q2"), replace(high, pair="q1")
    best, others = chosen([low, high], ACCEPTED)
    assert [(each.quantity.surface, each.other and each.other.surface) for each in best] == [("100", "120件")]
    assert others == []


def page(found: list[Quantity], templates: dict[str, str]) -> str:
    card = made.card("411100", 2024, "2025-02-27")
    corpus, store = made.full_corpus(card)
    document = store.documents[card.key]
    own = tuple(replace(each, metric="review-cases", sentence=made.SENTENCE) for each in found)
    store.documents[card.key] = replace(document, facts=replace(document.facts, quantities=own))
    job = Job(f"reports/{card.key}/", PageName.REPORT, card.key, SiteSection.REPORTS, documents=(card.key,))
    shown = report.view(job, Inputs(documents=store.documents), build_indexes(corpus))
    assert shown.figures == key_figures(own, document.report.text, build_indexes(corpus))
    return render(job, Inputs(documents=store.documents), build_context(corpus, templates)).body


def test_the_page_names_the_others_and_counts_what_it_does_not_name(templates: dict[str, str]) -> None:
    found = numbers(
        *[
            (f"{number}件", "受理行政复议" if number == 7 else "行政复议", "", "")
            for number in (1, 2, 7, 4, 5, 6)
        ]
    )
    body = page(found, templates)
    tile = body[body.index('<li class="tile">') : body.index("</li>", body.index('<li class="tile">'))]
    assert '<a class="tile__value" href="#q3">7件</a>' in tile
    assert '另有<a href="#q1">1件</a>、<a href="#q2">2件</a>、<a href="#q4">4件</a>等5个数' in tile


def test_numbers_between_which_nothing_decides_stand_side_by_side(templates: dict[str, str]) -> None:
    body = page(numbers(("3件", "行政复议", "", ""), ("2件", "行政复议", "", "")), templates)
    assert body.count('class="tile__value"') == 2
    assert "分不出先后的并列" in body
    assert "分不出先后的并列" not in page(numbers(("3件", "行政复议", "", "")), templates)
    assert "另有<a" not in body
