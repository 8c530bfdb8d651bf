"""A stretch of clean text becomes HTML with its marks: numbers, terms, cited documents, repairs, doubts about
arithmetic.

Marks are nested where they nest and dropped where they cross, the weaker one first; the anchor of a number is
never dropped, because other pages link to it. Everything that is not a mark is escaped report text.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup
from msgspec import Struct

from site_builder.model.facts import Quantity
from site_builder.model.report import Report
from site_builder.model.span import Span
from site_builder.model.terms import Mention
from site_builder.pages.shared import urls
from site_builder.pages.shared.escaping import escaped
from site_builder.pages.shared.indexes import Indexes
from site_builder.vocabulary import RepairStatus, Role


class TextMark(Struct, frozen=True, gc=False):
    """What surrounds `[start, end)` of the text."""

    start: int
    end: int
    rank: int
    """Lower is stronger: of two crossing marks the stronger one stays"""
    before: str
    """Finished HTML"""
    after: str
    anchor: str = ""
    """Finished HTML that keeps the anchor alive if the mark is dropped"""
    interactive: bool = False
    """A link: may not stand inside another"""


def in_order(marks: Iterable[TextMark]) -> list[TextMark]:
    """Marks as `marked` wants them: an outer one before what it holds, of two equal ones the stronger first."""
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.rank))


def marked(text: str, span: Span, marks: Sequence[TextMark]) -> Markup:
    """The HTML of `text[span]` with the marks that lie in it; the marks come `in_order`.

    >>> marked("办结5件", Span(0, 4), [TextMark(2, 4, 0, "<b>", "</b>")])
    Markup('办结<b>5件</b>')
    >>> marked("95%", Span(0, 3), [TextMark(0, 3, 1, "<b>", "</b>"), TextMark(0, 3, 2, "<i>", "</i>")])
    Markup('<b><i>95%</i></b>')
    >>> marked("a<b", Span(0, 3), [TextMark(0, 2, 1, "<i>", "</i>"), TextMark(1, 3, 0, "<u>", "</u>", '<a id="x"></a>')])
    Markup('a<u>&lt;b</u>')
    """
    inside = [mark for mark in marks if span.start <= mark.start <= mark.end <= span.end]
    html = _in_a_row(text, span, inside)
    if html is None:
        kept, dropped = _without_crossings(inside)
        html = _nested(text, span, kept, [(mark.start, mark.anchor) for mark in dropped if mark.anchor])
    return Markup(html.replace("\n", "<br>"))


def _in_a_row(text: str, span: Span, marks: Iterable[TextMark]) -> str | None:
    """What `_nested` writes when each mark ends before the next begins, as in nearly every paragraph; None
    when one does not."""
    out: list[str] = []
    position = span.start
    for mark in marks:
        if mark.start < position:
            return None
        out += (
            escaped(text[position : mark.start]),
            mark.before,
            escaped(text[mark.start : mark.end]),
            mark.after,
        )
        position = mark.end
    out.append(escaped(text[position : span.end]))
    return "".join(out)


def _without_crossings(marks: Sequence[TextMark]) -> tuple[list[TextMark], list[TextMark]]:
    """Marks in order of start, none crossing another and no link inside a link; and the ones that had to go."""
    kept: list[TextMark] = []
    dropped: list[TextMark] = []
    open_marks: list[TextMark] = []
    for mark in marks:
        while open_marks and (open_marks[-1].end < mark.start or open_marks[-1].end == mark.start < mark.end):
            open_marks.pop()
        rivals = [
            other for other in open_marks if mark.end > other.end or (mark.interactive and other.interactive)
        ]
        if any(other.rank <= mark.rank for other in rivals):
            dropped.append(mark)
            continue
        for other in rivals:
            kept.remove(other)
            open_marks.remove(other)
            dropped.append(other)
        kept.append(mark)
        open_marks.append(mark)
    return kept, dropped


def _nested(text: str, span: Span, marks: Iterable[TextMark], points: list[tuple[int, str]]) -> str:
    """Write the text out, opening and closing the marks on the way."""
    events = [(at, 1, order, html) for order, (at, html) in enumerate(points)]
    for order, mark in enumerate(marks):
        if mark.start == mark.end:
            events.append((mark.start, 2, order, mark.before + mark.after))
        else:
            events += ((mark.start, 2, order, mark.before), (mark.end, 0, -order, mark.after))
    events.sort()
    out: list[str] = []
    position = span.start
    for at, _, _, html in events:
        out.append(escaped(text[position:at]))
        out.append(html)
        position = at
    out.append(escaped(text[position : span.end]))
    return "".join(out)


def quantity_marks(quantities: Iterable[Quantity], indexes: Indexes, up: str) -> list[TextMark]:
    """A `<data>` per number; a link to its metric where it has one. Numbers that are not the place's own
    result of the year say what they are."""
    out = []
    for quantity in quantities:
        value = "" if quantity.value is None else f' value="{quantity.value:f}"'
        role = "" if quantity.role == Role.ACHIEVEMENT else f' title="{escaped(quantity.role.word)}"'
        tag = "data" if value else "span"
        before = f'<{tag} id="{quantity.id}" class="qty qty--{escaped(quantity.role)}"{value}{role}>'
        after = f"</{tag}>"
        linked = quantity.metric in indexes.metrics
        if linked:
            before += f'<a href="{up}{urls.metric(quantity.metric)}">'
            after = "</a>" + after
        anchor = f'<span id="{quantity.id}"></span>'
        out.append(TextMark(quantity.span.start, quantity.span.end, 1, before, after, anchor, linked))
    return out


def term_marks(mentions: Iterable[Mention], indexes: Indexes, up: str) -> list[TextMark]:
    """A link per mention that is to be linked; the script opens the definition in place, without script it
    leads to the term's page."""
    return [
        TextMark(
            m.span.start,
            m.span.end,
            2,
            f'<a class="term" href="{up}{urls.term(m.term)}" data-def="term-{escaped(m.term)}">',
            "</a>",
            "",
            True,
        )
        for m in mentions
        if m.linked and m.term in indexes.terms
    ]


def repair_marks(report: Report) -> list[TextMark]:
    """What a person has touched or must check: proposed, flagged and replaced words. Automatic repairs stand
    in the list at the end only."""
    out = []
    for number, repair in enumerate(report.repairs, 1):
        if repair.status == RepairStatus.AUTOMATIC or repair.span.start >= repair.span.end:
            continue
        label = repair.status.word
        note = f'<a class="repair-note" href="#repair-{number}">{label}</a>'
        out.append(
            TextMark(
                repair.span.start,
                repair.span.end,
                0,
                f'<span class="repair repair--{escaped(repair.status)}">',
                f"</span>{note}",
            )
        )
    return out
