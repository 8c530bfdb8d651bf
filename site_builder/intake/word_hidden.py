"""Word's hidden text (字体 → 隐藏) is no text of the document: nobody sees it on the page or on paper. It is
taken out before the file is read.

A run is hidden by its own setting; where it has none, by its styles: the paragraph's and the character's,
each with the styles they are based on, where two that hide show again (so Word reads them); else by the
default of the document.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from site_builder.intake.word_numbers import LONGEST_CHAIN
from site_builder.intake.word_package import NAMESPACE, WordPackage, length, value

FIELD = frozenset([NAMESPACE + "fldChar", NAMESPACE + "instrText"])
OFF = frozenset(["0", "false", "off"])


class Styles(NamedTuple):
    """What the styles of a document say of hiding."""

    based_on: dict[str, str]
    hides: dict[str, bool]
    """Only styles that say so or deny it"""
    usual: str
    """The style of paragraphs that name none"""
    default: bool

    def hidden(self, name: str) -> bool:
        """Whether a style hides, by itself or by the nearest style it is based on that says anything."""
        for _ in range(LONGEST_CHAIN):
            if name in self.hides or name not in self.based_on:
                break
            name = self.based_on[name]
        return self.hides.get(name, False)


def without_hidden(package: WordPackage) -> int:
    """Take the hidden text out of a package; how many characters that were."""
    styles = _styles(package.first_tree("styles"))
    count = 0
    for name in package.text_parts():
        tree = package.tree(name)
        found = set(_hidden(tree, styles))
        hidden = [
            each for each in found if found.isdisjoint(each.iterancestors())
        ]  # a text box may lie inside a run
        if hidden:
            count += sum(map(length, hidden))
            for each in hidden:
                _take_out(each)
            _drop_hidden_paragraphs(tree, styles)
            package.mark_changed(name)
    return count


def _hidden(tree: Any, styles: Styles) -> Iterator[Any]:
    """The runs that are hidden, and the rows of a table that are."""
    for row in tree.iter(NAMESPACE + "tr"):
        if _switch(row.find(f"{NAMESPACE}trPr/{NAMESPACE}hidden")):
            yield row
    for run in tree.iter(NAMESPACE + "r"):
        paragraph = next(run.iterancestors(NAMESPACE + "p"), None)
        inside = (
            _switch(row.find(f"{NAMESPACE}trPr/{NAMESPACE}hidden"))
            for row in run.iterancestors(NAMESPACE + "tr")
        )
        if _is_hidden(run.find(NAMESPACE + "rPr"), paragraph, styles) and not any(inside):
            yield run


def _take_out(element: Any) -> None:
    """Remove a row, or what a run shows; the marks of a field (its begin and end stand in different runs)
    stay."""
    shown = [each for each in element if each.tag not in FIELD] if element.tag == NAMESPACE + "r" else []
    for each in shown:
        element.remove(each)
    if not any(each.tag in FIELD for each in element):
        element.getparent().remove(element)


def _is_hidden(properties: Any, paragraph: Any, styles: Styles) -> bool:
    """Whether a run, or the mark of a paragraph, with these properties is hidden."""
    own = _switch(properties.find(NAMESPACE + "vanish")) if properties is not None else None
    if own is not None:
        return own
    by_paragraph = styles.hidden(_named(paragraph, "pPr", "pStyle") or styles.usual)
    by_character = styles.hidden(
        value(properties.find(NAMESPACE + "rStyle")) if properties is not None else ""
    )
    return styles.default or by_paragraph != by_character


def _drop_hidden_paragraphs(tree: Any, styles: Styles) -> None:
    """A paragraph of which nothing is left, and whose mark is hidden too, takes no line and no number."""
    for paragraph in list(tree.iter(NAMESPACE + "p")):
        mark = paragraph.find(f"{NAMESPACE}pPr/{NAMESPACE}rPr")
        if _is_hidden(mark, paragraph, styles) and next(paragraph.iter(NAMESPACE + "r"), None) is None:
            cell = paragraph.getparent()
            if cell is not None and not (
                cell.tag == NAMESPACE + "tc" and len(cell.findall(NAMESPACE + "p")) == 1
            ):
                cell.remove(paragraph)


def _styles(tree: Any) -> Styles:
    if tree is None:
        return Styles({}, {}, "", False)
    based_on, hides, usual = {}, {}, ""
    for each in tree.iter(NAMESPACE + "style"):
        name = str(each.get(NAMESPACE + "styleId") or "")
        based_on[name] = value(each.find(NAMESPACE + "basedOn"))
        said = _switch(each.find(f"{NAMESPACE}rPr/{NAMESPACE}vanish"))
        if said is not None:
            hides[name] = said
        if (
            each.get(NAMESPACE + "type") == "paragraph"
            and (each.get(NAMESPACE + "default") or "0") not in OFF
        ):
            usual = name
    default = tree.find(f"{NAMESPACE}docDefaults/{NAMESPACE}rPrDefault/{NAMESPACE}rPr/{NAMESPACE}vanish")
    return Styles(based_on, hides, usual, bool(_switch(default)))


def _switch(element: Any) -> bool | None:
    """What a setting says that is on or off; None where it is not mentioned."""
    return None if element is None else value(element).lower() not in OFF


def _named(element: Any, properties: str, name: str) -> str:
    return value(element.find(f"{NAMESPACE}{properties}/{NAMESPACE}{name}")) if element is not None else ""
