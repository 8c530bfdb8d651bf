"""Word's tracked changes settled as their author left them, and every one of them told: what was inserted,
deleted, moved, and by whom.

The text holds the final reading (what Word shows as 无标记): insertions stay, deletions go, a deleted
paragraph mark joins two paragraphs, a deleted row is gone. Nobody has accepted these changes yet, so each is
told with the words before and after; a deletion and an insertion side by side by one author are one
replacement. Changes of format are counted only.
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, structs

from site_builder.intake.word_package import FALLBACK, NAMESPACE, WordPackage, words
from site_builder.problems import shorten

_INS, _DEL = NAMESPACE + "ins", NAMESPACE + "del"
_FROM, _TO = NAMESPACE + "moveFrom", NAMESPACE + "moveTo"
_P, _R, _TR, _TC = NAMESPACE + "p", NAMESPACE + "r", NAMESPACE + "tr", NAMESPACE + "tc"
_GONE = (_DEL, _FROM)
_FORMATS = tuple(
    NAMESPACE + f"{each}Change"
    for each in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "numbering")
)
CONTEXT = 12
"""Characters before a change by which it can be found in the text"""
LONGEST_TOLD = 80
"""Characters of either reading"""
UNNAMED = "作者不明"


class TrackedChange(Struct, frozen=True):
    """One tracked change."""

    author: str
    before: str
    """Words that go; empty for an insertion"""
    after: str
    """Words that come; empty for a deletion"""
    where: str = ""
    """The words that stand before it"""
    what: str = ""
    """Chinese, where it is not a matter of words: 段落合并、删去表格一行"""
    paragraph: str = ""
    """The final text of the paragraph it lies in"""

    def told(self) -> str:
        """The change in words.

        >>> TrackedChange("甲", "5", "12", "受理复议").told(), TrackedChange("", "", "全部", "").told(), TrackedChange("", "5", "").told()
        ('“受理复议”之后的“5”改为“12”', '插入“全部”', '删去“5”')
        """
        before, after = shorten(self.before, LONGEST_TOLD), shorten(self.after, LONGEST_TOLD)
        if self.what:
            return self.what + (f"：“{before or after}”" if before or after else "")
        where = f"“{shorten(self.where)}”之后" if self.where else ""
        if before and after:
            return f"{where and where + '的'}“{before}”改为“{after}”"
        return f"{where}{'删去' if before else '插入'}“{before or after}”"


class Settled(Struct, frozen=True):
    """What was found and settled."""

    changes: tuple[TrackedChange, ...]
    formats: int
    """Changes of format"""


def settle_changes(package: WordPackage) -> Settled:
    """Leave the final reading in the package; every change it took, in the order of the text."""
    found: list[TrackedChange] = []
    formats = 0
    for name in package.text_parts():
        tree = package.tree(name)
        formats += sum(1 for _ in tree.iter(*_FORMATS))
        marked = list(_changes(tree))
        if marked or next(tree.iter(*_GONE), None) is not None:
            _settle(tree)
            package.mark_changed(name)
            found += marked
    return Settled(tuple(found), formats)


def _changes(tree: Any) -> Iterator[TrackedChange]:
    """Every change of text below an element."""
    for row in tree.iter(_TR, _TC):
        yield from _of_cells(row)
    for paragraph in tree.iter(_P):
        if next(paragraph.iterancestors(FALLBACK), None) is None:
            yield from _of_paragraph(paragraph)


def _of_cells(row: Any) -> Iterator[TrackedChange]:
    """Rows and cells that came or went as such."""
    unit, properties = ("一行", "trPr") if row.tag == _TR else ("一格", "tcPr")
    marks = (("ins", "cellIns", "插入表格"), ("del", "cellDel", "删去表格"))
    for plain, cell, what in marks:
        mark = row.find(f"{NAMESPACE}{properties}/{NAMESPACE}{plain if unit == '一行' else cell}")
        if mark is not None:
            yield TrackedChange(_author(mark), _shown(row), "", what=what + unit)


def _of_paragraph(paragraph: Any) -> Iterator[TrackedChange]:
    """Changes within a paragraph, then that of its mark."""
    final = words(paragraph)
    open_change: TrackedChange | None = None
    where = ""
    for run in (each for each in paragraph.iter(_R) if next(each.iterancestors(_P), None) is paragraph):
        text = _shown(run)
        lost = next(run.iterancestors(*_GONE), None)
        mark = lost if lost is not None else next(run.iterancestors(_INS, _TO), None)
        if mark is None or not text:
            if open_change and text:
                yield open_change
                open_change = None
            where = (where + text)[-CONTEXT:]
            continue
        change = TrackedChange(
            _author(mark),
            text if lost is not None else "",
            "" if lost is not None else text,
            where,
            paragraph=final,
        )
        if open_change and _go_together(open_change, change):
            change = structs.replace(
                open_change, before=open_change.before + change.before, after=open_change.after + change.after
            )
        elif open_change:
            yield open_change
        open_change = change
        where = (where + change.after)[-CONTEXT:]
    if open_change:
        yield open_change
    mark = _mark(paragraph, _INS, _TO)
    if mark is not None and next(paragraph.iter(_INS, _TO), mark) is mark:
        yield TrackedChange(_author(mark), "", final[:CONTEXT], what="这一段改为另起一段", paragraph=final)
    mark = _mark(paragraph, *_GONE)
    if mark is not None and (
        final or (not where and open_change is None)
    ):  # of one that is gone whole, its words are told
        yield TrackedChange(_author(mark), "", final[-CONTEXT:], what="这一段与下一段合并", paragraph=final)


def _go_together(one: TrackedChange, other: TrackedChange) -> bool:
    """Whether a change goes on: the same author, and more of the same kind, or the other half of a
    replacement."""
    return one.author == other.author and not (one.before and one.after and other.before)


def _author(mark: Any) -> str:
    return " ".join((mark.get(NAMESPACE + "author") or "").split()) or UNNAMED


def _shown(element: Any) -> str:
    """The text of an element with what was deleted in it, without the second form of a drawing."""
    texts = element.iter(NAMESPACE + "t", NAMESPACE + "delText")
    return "".join(each.text or "" for each in texts if next(each.iterancestors(FALLBACK), None) is None)


def _mark(paragraph: Any, *tags: str) -> Any:
    """What is said of the end of a paragraph."""
    properties = paragraph.find(f"{NAMESPACE}pPr/{NAMESPACE}rPr")
    return None if properties is None else next((each for each in properties if each.tag in tags), None)


def _settle(tree: Any) -> None:
    """Remove what is gone, join what was joined."""
    for row in list(tree.iter(_TR, _TC)):
        gone = f"{NAMESPACE}trPr/{_DEL}" if row.tag == _TR else f"{NAMESPACE}tcPr/{NAMESPACE}cellDel"
        if row.find(gone) is not None and row.getparent() is not None:
            row.getparent().remove(row)
    joined = [each for each in tree.iter(_P) if _mark(each, *_GONE) is not None]
    for each in list(tree.iter(*_GONE)):
        if each.getparent().tag not in (NAMESPACE + "rPr", NAMESPACE + "trPr"):
            each.getparent().remove(each)
    for paragraph in joined:
        _join(paragraph)


def _join(paragraph: Any) -> None:
    """Put what is left of a paragraph before that of the next; one of which nothing is left goes."""
    following = paragraph.getnext()
    if paragraph.getparent() is None:
        return
    kept = [each for each in paragraph if each.tag != NAMESPACE + "pPr"]
    if following is not None and following.tag == _P:
        at = 1 if len(following) and following[0].tag == NAMESPACE + "pPr" else 0
        for each in reversed(kept):
            following.insert(at, each)
        paragraph.getparent().remove(paragraph)
    elif next(paragraph.iter(_R), None) is None and not (
        paragraph.getparent().tag == _TC and len(paragraph.getparent().findall(_P)) == 1
    ):
        paragraph.getparent().remove(paragraph)
    else:
        properties = paragraph.find(f"{NAMESPACE}pPr/{NAMESPACE}rPr")
        for mark in [
            each for each in properties if each.tag in _GONE
        ]:  # the next reader would join it with the wrong one
            properties.remove(mark)
