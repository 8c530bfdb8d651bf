"""Finds page furniture (chrome) in a text: harvested first (dates, source, index block), then marked, never
deleted.

A line is furniture if nothing of it is left over (`labels.atoms`); labels that are ordinary words count only
before the body begins or after it ends. The portal's clock (今天是…, 星期…) is marked and never harvested: it
is frozen years off on real pages and is no date of the report.
"""

import re

from msgspec import Struct

from site_builder.model.span import Span
from site_builder.model.text import Boilerplate, LabelledField
from site_builder.text.boilerplate.labels import (
    BLANK,
    BREADCRUMB_LABEL,
    BROWSER,
    CLOCK_LINE,
    DATE_FRAGMENT,
    LABEL_SIGNS,
    LABELS_WATERMARK,
    Atom,
    atoms,
    begins_furniture,
    chain,
    fields,
    trail,
)
from site_builder.vocabulary import FurnitureKind, PageField

LONGEST_LINE = 400
"""Characters; a longer line is body text, only its beginning may hold a run of labels."""
BODY = 60
"""Characters with a full stop among them that make a line body text."""
LONGEST_VOCATIVE = 120
LABELLED_LINE = re.compile(
    r"(?:发布|发表|更新|成文|发文)?(?:日期|时间)[ \u3000\xa0]*[:：]|(?:文章|信息|稿件)?来源[ \u3000\xa0]*[:：]"
)
"""A date or a source inside a long line"""
STACK_WIDTH, STACK_LINES = 12, 6
ZONE = 60
"""Lines looked at before and after the body."""
MAX_CHARS_OF_SHORT_LINE = 40
"""Characters of a line inside the body that may still be furniture (扫一扫…, a clock)."""
PART_HEADING = re.compile(
    r"[ \t\u3000\xa0]*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])"
)
VOCATIVE_LINE = re.compile(
    r"(?:各位(?:代表|委员|领导|同志|主任|副主任)|(?:主任|主席|委员长|秘书长)、"
    r"\S{0,4}(?:副主任|副主席|秘书长|各位)|尊敬的\S{2,12}"
    r"|(?:国务院|(?:中共)?\S{0,14}(?:省委|市委|区委|县委|州委|旗委|党委|省政府|市政府|区政府|县政府|人民政府|人大常委会|司法厅|司法局|党工委|办公室|办|委员会))(?:、"
    r"[^、\s。]{2,20}){0,6})"
    r"[^。;；\n]{0,50}(?<!如下)[:：]$"
)
"""Who is addressed. 现将情况报告如下: addresses nobody, whoever is named before it."""


UNKNOWN_LABEL = re.compile(r"[•·●][ \t\u3000\xa0]*[\u4e00-\u9fff][\u4e00-\u9fff \u3000\xa0]{1,11}[:：]")
"""An entry of an index block printed as a list, its value on the next line; no list of headings is printed so
"""
DATE_ALONE = re.compile(DATE_FRAGMENT)
NUMBER_ALONE = re.compile(r"[\u4e00-\u9fff]{1,14} ?[〔\[(（【［](?:19|20)\d\d[〕\])）】］] ?第?\d{1,5}号")
STACKED = (
    re.compile(r"(?:19|20)\d\d年?"),
    re.compile(r"\d{1,2}[-/.月]\d{1,2}日?"),
    re.compile(r"\d{1,2}:\d{2}(?::\d{2})?"),
)
"""The day in large figures over two or three lines: `2024`, `04/07`, `19:20`"""
SECONDS = re.compile(r"\d{1,2}:\d{2}:\d{2}$")
"""A date to the second is printed by the page, never by the report"""


class MarkedLine(Struct, frozen=True):
    """What was found on one line."""

    furniture: Boilerplate
    fields: tuple[LabelledField, ...] = ()


def set_aside(
    text: str, starts: tuple[int, ...], numbers: tuple[int, ...]
) -> tuple[tuple[Boilerplate, ...], tuple[LabelledField, ...]]:
    """Mark the furniture of a text and harvest its labelled values. The text itself is not changed."""
    ends = (*(start - 1 for start in starts[1:]), len(text))
    first, last = _body(text, starts, ends)
    furniture: list[Boilerplate] = []
    harvested: list[LabelledField] = []
    open_label = ""
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        outside = (index < first and index < ZONE) or (index > last and index >= len(starts) - ZONE)
        if start == end or (end - start > MAX_CHARS_OF_SHORT_LINE and not outside and index > first):
            continue
        if (
            index < first
            and end - start <= STACK_WIDTH
            and (stack := _stacked(text, starts, ends, numbers, index, first))
        ):
            furniture.extend(each.furniture for each in stack)
            harvested.extend(stack[0].fields)
            continue
        marked = _below(open_label, text, Span(start, end), numbers[index]) if open_label else None
        marked = marked or _line(text, Span(start, end), numbers[index], outside, index <= first)
        if index < first and (line := text[start:end].strip(BLANK)):
            open_label = (
                line.lstrip("•·●- ") if line[-1] in ":：]】" and len(line) < MAX_CHARS_OF_SHORT_LINE else ""
            )
        if marked:
            furniture.append(marked.furniture)
            harvested.extend(marked.fields)
    return tuple(furniture), tuple(harvested)


def _body(text: str, starts: tuple[int, ...], ends: tuple[int, ...]) -> tuple[int, int]:
    """First and last line of body text; (number of lines, -1) if there is none."""
    last = len(starts) - 1
    first = next((index for index in range(last + 1) if _is_body(text, starts[index], ends[index])), -1)
    if first < 0:
        return len(starts), -1
    return first, next(index for index in range(last, -1, -1) if _is_body(text, starts[index], ends[index]))


def _is_body(text: str, start: int, end: int) -> bool:
    return (end - start >= BODY and text.find("。", start, end) >= 0) or PART_HEADING.match(
        text, start, end
    ) is not None


def _line(text: str, span: Span, number: int, outside: bool, head: bool) -> MarkedLine | None:
    """What one line is, if it is furniture."""
    if span.end - span.start > LONGEST_LINE:
        return _beginning(text, span, number) if head else None
    line = text[span.start : span.end].strip(BLANK)
    kind, stated = _whole(line, number, outside) if line else (None, ())
    if kind:
        start = text.index(line, span.start, span.end)
        return MarkedLine(Boilerplate(kind, number, Span(start, start + len(line)), line), stated)
    return _beginning(text, span, number) if head and len(line) > BODY else None


def _whole(line: str, number: int, outside: bool) -> tuple[FurnitureKind | None, tuple[LabelledField, ...]]:
    """The kind of furniture that a line is from end to end, with what it states; None if it is none."""
    told = LABEL_SIGNS.search(line) is not None
    if told and CLOCK_LINE.fullmatch(line):
        return FurnitureKind.CLOCK, ()
    promising = told or begins_furniture(line)
    path = trail(line) if promising and outside else ""
    if promising and outside and BREADCRUMB_LABEL.fullmatch(line):
        return FurnitureKind.BREADCRUMB, ()  # the trail itself was a link or a script
    if path:
        return FurnitureKind.BREADCRUMB, (LabelledField(PageField.BREADCRUMB, "", path, number),)
    if told and (LABELS_WATERMARK.fullmatch(line) or (outside and BROWSER.fullmatch(line))):
        return FurnitureKind.WATERMARK, ()
    if outside and line[0] in "•·●" and UNKNOWN_LABEL.fullmatch(line):
        return FurnitureKind.INDEX_BLOCK, ()
    found = atoms(line) if promising else ()
    if found and (outside or all(not each.label for each in found)):
        return _kind_of(found), _harvest(found, number)
    if outside and line[-1] in ":：" and len(line) <= LONGEST_VOCATIVE and VOCATIVE_LINE.fullmatch(line):
        return FurnitureKind.VOCATIVE, ()  # 来源:县司法局 … 点击数: ends so too, and addresses nobody
    return None, ()


def _beginning(text: str, span: Span, number: int) -> MarkedLine | None:
    """A run of two or more labels inside the first lines: pages whose title, date line and body were pasted
    into one line.

    One label will do at the very beginning, if its date is a machine's (发表时间 : 2025-03-18
    16:56:432024年以来,…).
    """
    line = text[span.start : min(span.end, span.start + LONGEST_LINE)]
    if not any(word in line for word in ("日期", "时间", "来源")):
        return None
    for found in LABELLED_LINE.finditer(line):
        pieces, end = chain(line, found.start())
        glued = found.start() == 0 and len(pieces) == 1 and SECONDS.search(pieces[0].value) is not None
        if (len(pieces) >= 2 or glued) and any(
            each.field in {PageField.PUBLISHED, PageField.TIME, PageField.UPDATED} for each in pieces
        ):
            place = Span(span.start + found.start(), span.start + end)
            return MarkedLine(
                Boilerplate(FurnitureKind.DATE_LINE, number, place, line[found.start() : end]),
                _harvest(pieces, number),
            )
    return None


def _below(label: str, text: str, span: Span, number: int) -> MarkedLine | None:
    """A date or a document number alone on its line, below its label: pages that print the index block as a
    list have `发布日期:` (or `[ 发布日期 ]`) and `2024年04月06日 16:34` on two lines."""
    line = text[span.start : span.end].strip(BLANK + "•·●")
    if not DATE_ALONE.fullmatch(line) and not NUMBER_ALONE.fullmatch(line):
        return None
    found = atoms(label + line)
    if not any(each.label and each.value == line for each in found):
        return None
    start = text.index(line, span.start, span.end)
    return MarkedLine(
        Boilerplate(FurnitureKind.DATE_LINE, number, Span(start, start + len(line)), line),
        _harvest(found, number),
    )


def _stacked(
    text: str,
    starts: tuple[int, ...],
    ends: tuple[int, ...],
    numbers: tuple[int, ...],
    index: int,
    first: int,
) -> tuple[MarkedLine, ...]:
    """The lines of a day that is set over two or three lines beginning with this one, blank lines aside;
    empty if they are no such day."""
    here = range(index, min(first, index + STACK_LINES))
    lines = [(text[starts[at] : ends[at]].strip(BLANK), starts[at], numbers[at]) for at in here]
    parts = list(zip(STACKED, [line for line in lines if line[0]], strict=False))
    if len(parts) < 2 or not all(form.fullmatch(line[0]) for form, line in parts[:2]):
        return ()
    parts = parts if len(parts) > 2 and parts[2][0].fullmatch(parts[2][1][0]) else parts[:2]
    words = [line[0] for _, line in parts]
    joined = words[0] + ("" if words[0][-1] == "年" else "/") + " ".join(words[1:])
    field = LabelledField(PageField.TIME, "", joined, parts[0][1][2])
    spans = [(word, text.index(word, start), number) for _, (word, start, number) in parts]
    return tuple(
        MarkedLine(Boilerplate(FurnitureKind.DATE_LINE, number, Span(at, at + len(word)), word), (field,))
        for word, at, number in spans
    )


TELLING = (
    FurnitureKind.DATE_LINE,
    FurnitureKind.INDEX_BLOCK,
    FurnitureKind.COUNTER,
    FurnitureKind.TAIL,
    FurnitureKind.CONTROL,
)


def _kind_of(found: tuple[Atom, ...]) -> FurnitureKind:
    """The most telling kind of the pieces of a line."""
    kinds = {each.kind for each in found}
    return next((kind for kind in TELLING if kind in kinds), FurnitureKind.CONTROL)


def _harvest(found: tuple[Atom, ...], number: int) -> tuple[LabelledField, ...]:
    return tuple(LabelledField(each.field, each.label, each.value, number) for each in fields(found))
