"""The article of a page whose system is not known: readability says where it is, the page itself says what it
holds.

readability is made for news: within the article it drops short blocks, tables of figures and whatever looks
like a list. So only the place is taken from it. What it dropped inside the article comes back, unless it is a
list of links or is named as a part of the page (nav, footer). Too much can be seen and deleted; what is
missing nobody sees.
"""

import re
from typing import Any, NamedTuple

from site_builder.intake.grid import is_data, pipe_rows
from site_builder.intake.imported import library
from site_builder.intake.markup import is_shown, lines_of
from site_builder.problems import Problem
from site_builder.text.boilerplate.labels import atoms, fields

ELEMENT_INDEX_ATTRIBUTE = "data-place-of-element"
OF_THE_PAGE = re.compile(
    r"nav|menu|foot|header|copyright|crumb|share|login|search|sidebar|related|comment|banner", re.I
)
OF_THE_PAGE_TAGS = frozenset(["nav", "footer", "aside", "form"])
MIN_SENTENCE_CHARS = 20
"""Characters of a line that ends with a full stop: below that it may be a notice of the page"""
FOLLOWED = 0.5
"""Share of linked text from which an element is a list of links"""


class ArticleMatch(NamedTuple):
    """Where the article is."""

    element: Any
    dropped: frozenset[Any]
    """Elements inside that are no part of it"""


def find_article(etree: Any, tree: Any) -> ArticleMatch | None:
    """The element that holds the article; None if readability gives up."""
    readability = library("readability")
    elements = [each for each in tree.iter() if isinstance(each.tag, str)]
    for number, each in enumerate(elements):
        each.set(ELEMENT_INDEX_ATTRIBUTE, str(number))
    try:
        summary = str(
            readability.Document(etree.tostring(tree, encoding="unicode")).summary(html_partial=True)
        )
        kept = {
            elements[int(number)]
            for number in etree.fragment_fromstring(summary, create_parent="div").xpath(
                f".//@{ELEMENT_INDEX_ATTRIBUTE}"
            )
        }
    except (
        readability.readability.Unparseable,
        etree.etree.ParserError,
        ValueError,
        TypeError,
        IndexError,
        AssertionError,
    ):
        return None
    finally:
        for each in elements:
            del each.attrib[ELEMENT_INDEX_ATTRIBUTE]
    around = {above for each in kept for above in each.iterancestors()}
    tops = [each for each in elements if each in kept and kept.isdisjoint(each.iterancestors())]
    if not tops:
        return None
    whole = tops[0]
    while not all(each is whole or whole in set(each.iterancestors()) for each in tops):
        whole = whole.getparent()
    inside = set(whole.iter())
    first, last = elements.index(tops[0]), max(number for number, each in enumerate(elements) if each in kept)
    dropped: set[Any] = set()
    for number, each in enumerate(elements):
        if (
            each in inside
            and each not in kept
            and each not in around
            and dropped.isdisjoint(each.iterancestors())
        ):
            behind = number > last and kept.isdisjoint(each.iterancestors())
            if number < first or not (_holds_data(each) if behind else _belongs(each)):
                dropped.add(each)
    return ArticleMatch(whole, frozenset(dropped))


def _belongs(element: Any) -> bool:
    """Whether something inside the article is part of it."""
    if _is_list_of_links(element):
        return False
    if _holds_data(element):
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag not in OF_THE_PAGE_TAGS and not OF_THE_PAGE.search(named)


def _holds_data(element: Any) -> bool:
    """Whether there is a table of data in an element: it may stand below the signature too."""
    return any(is_data(table) and not _is_list_of_links(table) for table in element.iter("table"))


def _is_list_of_links(element: Any) -> bool:
    linked = sum(len("".join(each.text_content().split())) for each in element.iter("a"))
    return linked > 0 and linked >= FOLLOWED * len("".join(element.text_content().split()))


def left_behind(name: str, tree: Any, text: str) -> tuple[Problem, ...]:
    """S157 if the page shows tables of data or whole sentences that the text does not have: an article may
    lie in two parts, with a table between them."""
    taken = set(text.split("\n"))
    tables = []
    for table in tree.iter("table"):
        if is_data(table) and is_shown(table) and not _is_list_of_links(table):
            rows = pipe_rows(table, lambda cell: " ".join(lines_of(cell)))
            if len(rows) > 1 and not taken.issuperset(rows) and not _is_page_information(rows):
                tables.append(rows[0])
    sentences = [
        line
        for line in lines_of(tree)
        if len(line) >= MIN_SENTENCE_CHARS and line.endswith("。") and line not in taken
    ]
    count = [f"{len(found)} {unit}" for found, unit in ((tables, "个表格"), (sentences, "段文字")) if found]
    return (
        (Problem("S157", name, 0, (tables + sentences)[0], (("count", "、".join(count)),)),) if count else ()
    )


def _is_page_information(rows: list[str]) -> bool:
    """Whether a table is that of 索引号, 发布日期, 文号 above the text."""
    return 2 * sum(any(fields(atoms(row.strip("| ")))) for row in rows) >= len(rows)
