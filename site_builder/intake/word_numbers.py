"""Word's automatic numbers, which are no text, written into the paragraphs they stand before: 一、（一）1. as
Word itself would print them.

They are worked out from the document's own settings (numbering.xml: format, pattern and start of each level),
counted through the whole document: a table between two headings does not begin the count anew. A number
guessed from the depth of a list would be an invented one.
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from site_builder.intake.word_package import FALLBACK, NAMESPACE, WordPackage
from site_builder.text.repair.gbk_candidates import numeral

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CHINESE_FORMATS = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
    }
)
MAX_LIST_DEPTH = 9
LONGEST_CHAIN = 20
"""Styles based on one another"""


class ListLevel(Struct, frozen=True):
    """How one level of a list is numbered."""

    start: int
    format: str
    pattern: str
    """`%1、`, `（%2）`, `%1.%2`"""


class List(Struct, frozen=True):
    """One numbering of the document."""

    abstract: str
    """Paragraphs of all lists that share it are counted together"""
    levels: dict[int, ListLevel]
    restarts: dict[int, int]
    """Level → the number this list begins anew with"""


def with_numbers(package: WordPackage) -> bool:
    """Write the automatic numbers of a package as text; whether there were any."""
    numbering = package.first_tree("numbering")
    if numbering is None:
        return False
    lists = _lists(numbering)
    sheet = package.first_tree("styles")
    styles = _styles(sheet) if sheet is not None else {}
    counter = Counter()
    written = False
    for paragraph in list(package.tree(package.main).iter(NAMESPACE + "p")):
        found = _place(paragraph, styles, lists)
        if found is None or next(paragraph.iterancestors(FALLBACK), None) is not None:
            continue
        label = counter.next(*found)
        if label and any(text.text for text in paragraph.iter(NAMESPACE + "t")):
            _put(package, paragraph, label)
            written = True
    package.drop("numbering")  # nothing is numbered a second time
    package.mark_changed(package.main)
    return written


class Counter:
    """Where the count of every list stands."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[int, int]] = set()

    def next(self, numbering: List, depth: int) -> str:
        """The label of the next paragraph of a list at this depth."""
        counts = self.counts.setdefault(numbering.abstract, {})
        first = (id(numbering), depth) not in self.begun
        self.begun.add((id(numbering), depth))
        if first and depth in numbering.restarts:
            counts[depth] = numbering.restarts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else numbering.levels[depth].start
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        label = numbering.levels[depth].pattern
        for each in range(depth + 1):
            level = numbering.levels.get(each)
            if level:
                label = label.replace(f"%{each + 1}", printed(counts.get(each, level.start), level.format))
        return label


def printed(number: int, form: str) -> str:
    """A number as Word prints it; a form that is not known is printed in digits.

    >>> [printed(12, form) for form in ("chineseCountingThousand", "decimal", "decimalEnclosedCircle", "lowerLetter", "upperRoman", "bullet")]
    ['十二', '12', '⑫', 'l', 'XII', '']
    """
    if form in ("bullet", "none"):
        return ""
    if form in CHINESE_FORMATS and 0 < number < 100:
        return numeral(number)
    if form.startswith("decimalEnclosedCircle") and 0 < number <= len(CIRCLED):
        return CIRCLED[number - 1]
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((97 if form == "lowerLetter" else 65) + number - 1)
    if form in ("lowerRoman", "upperRoman") and 0 < number < 40:
        roman = (
            "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
        )
        return roman if form == "upperRoman" else roman.lower()
    return str(number)


def _lists(tree: Any) -> dict[str, List]:
    """numId → its list."""
    levels = {
        _value(each, "abstractNumId"): dict(_levels(each)) for each in tree.iter(NAMESPACE + "abstractNum")
    }
    out = {}
    for each in tree.iter(NAMESPACE + "num"):
        abstract = _child(each, "abstractNumId")
        own = dict(levels.get(abstract, {}))
        restarts = {}
        for override in each.iter(NAMESPACE + "lvlOverride"):
            depth = _number(_value(override, "ilvl"))
            own.update(_levels(override))
            if _child(override, "startOverride"):
                restarts[depth] = _number(_child(override, "startOverride"), 1)
        out[_value(each, "numId")] = List(abstract, own, restarts)
    return out


def _levels(element: Any) -> Iterator[tuple[int, ListLevel]]:
    for each in element.iter(NAMESPACE + "lvl"):
        pattern = "" if _child(each, "numFmt") == "bullet" else _child(each, "lvlText")
        yield (
            _number(_value(each, "ilvl")),
            ListLevel(_number(_child(each, "start"), 1), _child(each, "numFmt"), pattern),
        )


def _styles(tree: Any) -> dict[str, tuple[str, str, str]]:
    """Style → (style it is based on, its list, its level)."""
    out = {}
    for each in tree.iter(NAMESPACE + "style"):
        numbered = each.find(f"{NAMESPACE}pPr/{NAMESPACE}numPr")
        said = (_child(numbered, "numId"), _child(numbered, "ilvl")) if numbered is not None else ("", "")
        out[_value(each, "styleId")] = (_child(each, "basedOn"), *said)
    return out


def _place(
    paragraph: Any, styles: dict[str, tuple[str, str, str]], lists: dict[str, List]
) -> tuple[List, int] | None:
    """The list a paragraph belongs to and its depth there; None when it has no number. What the paragraph
    says itself comes before its style."""
    properties = paragraph.find(NAMESPACE + "pPr")
    if properties is None:
        return None
    numbered = properties.find(NAMESPACE + "numPr")
    name, depth = (_child(numbered, "numId"), _child(numbered, "ilvl")) if numbered is not None else ("", "")
    style = _child(properties, "pStyle")
    for _ in range(LONGEST_CHAIN):
        if name or style not in styles:
            break
        style, name, styled_depth = styles[style]
        depth = depth or styled_depth
    found = lists.get(name)
    level = _number(depth)
    return (found, level) if found and level in found.levels else None


def _put(package: WordPackage, paragraph: Any, label: str) -> None:
    """A run with the label before the first run of the paragraph."""
    run, text = package.element("r"), package.element("t")
    text.text = label
    run.append(text)
    paragraph.insert(1, run)  # after the properties, which a numbered paragraph has


def _value(element: Any, name: str) -> str:
    return str(element.get(NAMESPACE + name) or "")


def _child(element: Any, name: str) -> str:
    """The `w:val` of a child, empty without it."""
    found = element.find(NAMESPACE + name) if element is not None else None
    return _value(found, "val") if found is not None else ""


def _number(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
