"""《…》 → citations: which document is named, with the number printed beside it, and what kind of document it
is by its name."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from site_builder.model.span import Span
from site_builder.rules.form import CompiledRule
from site_builder.rules.load import subject
from site_builder.vocabulary import CitationKind

NUMBER = re.compile(
    r"\s{0,2}[（(]?(?P<number>[\u4e00-\u9fffA-Za-z]{0,14}[〔\[［【(（](?:19|20)\d{2}[〕\]］】)）]第?\d{1,5}号|(?:国务院|主席|国家主席|省政府|市政府)?令?第\d{1,4}号(?:令)?)"
)
"""Right after the title: (昆政发〔2017〕43号), 〔2019〕10号 with other brackets, 国务院令第713号."""
LONGEST = 150
"""A title longer than this is an unclosed bracket: the longest official titles met have 90 characters."""

_KINDS = tuple(subject("citations").under("kind"))
"""The first rule whose expression is met in a title tells its kind. 条例 of a named place is local, otherwise
an administrative regulation; the rest is `document`."""
Patterns = tuple[tuple[CitationKind, re.Pattern[str]], ...]


def _of_end(last: str) -> Patterns:
    """The kinds a title may be of that ends so."""
    return tuple(
        (rule.value, _expression(rule)) for rule in _KINDS if rule.where != "closes" or last in rule.ends
    )


def _expression(rule: CompiledRule) -> re.Pattern[str]:
    return re.compile(f"(?:{rule.pattern})$" if rule.where == "closes" else rule.pattern)


_OTHERWISE = _of_end("\n")
_BY_END: dict[str, Patterns] = {
    last: _of_end(last) for last in {last for rule in _KINDS if rule.where == "closes" for last in rule.ends}
}


class CitedForm(Struct, frozen=True):
    """A citation before its anchor is known."""

    title: str
    number: str
    kind: CitationKind
    span: Span
    sentence: int


def kind_of(title: str) -> CitationKind:
    """The kind of a document by its title.

    >>> kind_of("中华人民共和国行政复议法"), kind_of("漯河市城市公共汽电车客运条例"), kind_of("信访工作条例"), kind_of("关于加强行政调解工作的实施意见")
    ('law', 'local', 'regulation', 'document')
    """
    for kind, pattern in _BY_END.get(title[-1:], _OTHERWISE):
        if pattern.search(title):
            return kind
    return CitationKind.DOCUMENT


def title_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Outermost 《…》 of one line each; linear, whatever the nesting: an unclosed 《 is dropped at the line
    end.

    >>> [s.of("《关于转发《意见》的通知》《甲") for s in title_spans("《关于转发《意见》的通知》《甲")]
    ['《关于转发《意见》的通知》']
    """
    out: list[Span] = []
    opened: list[int] = []
    end = len(text) if end is None else end
    line_end = -1
    opening, closing = text.find("《", start, end), text.find("》", start, end)
    while closing >= 0:
        at = opening if 0 <= opening < closing else closing
        if at > line_end:
            opened.clear()
            line_end = text.find("\n", at)
            line_end = line_end if line_end >= 0 else len(text)
        if at == opening:
            opened.append(at)
            opening = text.find("《", at + 1, end)
            continue
        closing = text.find("》", at + 1, end)
        if opened and at - (first := opened.pop()) <= LONGEST:
            while out and out[-1].start > first:
                out.pop()
            out.append(Span(first, at + 1))
    return out


def citations(text: str, sentences: Sequence[Span]) -> list[CitedForm]:
    """Every document named in the sentences, in order, with its number if one follows."""
    if not sentences:
        return []
    starts = [s.start for s in sentences]
    out = []
    for span in title_spans(text, sentences[0].start, sentences[-1].end):
        index = bisect_right(starts, span.start) - 1
        title = text[span.start + 1 : span.end - 1].strip()
        if index < 0 or span.start >= sentences[index].end or len(title) < 2:
            continue
        number = NUMBER.match(text, span.end, span.end + 40)
        out.append(CitedForm(title, number["number"] if number else "", kind_of(title), span, index))
    return out
