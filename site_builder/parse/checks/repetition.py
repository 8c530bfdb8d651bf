"""What shows that a file is not one whole report: the text stands in it twice, another report follows, or it
breaks off in mid-sentence."""

import re
from collections.abc import Iterator

from site_builder.model.text import CleanText
from site_builder.parse.checks.acknowledged import ways_out
from site_builder.parse.metadata.title import ISSUER_NAME, TITLE_YEAR, Title
from site_builder.parse.place.issuer_forms import prefix_of
from site_builder.parse.structure.enumerators import mark_of
from site_builder.parse.structure.lines import TextLine
from site_builder.parse.structure.outline import ParsedBody
from site_builder.problems import Problem
from site_builder.vocabulary import BlockKind

MIN_CHARS_OF_REPEATED_LINE = 40
"""Characters of a line that nobody writes twice by chance"""
AGAIN = 2
"""Long lines that come again, one behind the other, before a text counts as pasted twice"""
ALONE = 150
"""Characters of a single line that is enough for it"""
REPETITION_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
TITLES = re.compile(r"^[^:：《]{0,50}?(?:法治政府建设|依法行政).{0,24}(?:报告|总结)(?:[(（].{1,12}[)）])?$")
"""A line that could be the title of a report"""
MAX_CHARS_OF_TITLE_LINE = 84
REPETITION_ENDS = "。！？；.!?;”’）)】》」』…—:："
"""With what a text may end; the last line of a list may have none, see `_breaks_off`"""
OPEN = re.compile(r"[，,、]$|(?:的|和|及|与|或|在|对|以|为|将|由|把|被|向|从|了|是)$")
"""With what no text ends"""
REPETITION_PROSE = 16
"""Characters of a last line that is prose"""


def repetition_problems(
    clean: CleanText, lines: list[TextLine], body: ParsedBody, title: Title | None, first: int
) -> list[Problem]:
    """B427 to B429, each with its line. `first`: index of the first line of the body."""
    out = [*_twice(lines), *_second_report(lines, title, first), *_breaks_off(clean, lines, body)]
    return [
        Problem(code, "reports/" + clean.path, line, words, (*detail, *ways_out(clean, code, line)))
        for code, line, words, detail in out
    ]


Told = tuple[str, int, str, tuple[tuple[str, str], ...]]


def _twice(lines: list[TextLine]) -> Iterator[Told]:
    """Long lines that stand in the text once more."""
    texts = [line.text for line in lines if line.end - line.start >= MIN_CHARS_OF_REPEATED_LINE]
    if len(set(texts)) == len(texts):
        return
    seen: dict[str, TextLine] = {}
    again: list[tuple[TextLine, TextLine]] = []
    for line in lines:
        if line.end - line.start < MIN_CHARS_OF_REPEATED_LINE:
            continue
        if line.text in seen:
            again.append((seen[line.text], line))
        else:
            seen[line.text] = line
    if len(again) >= AGAIN or any(line.end - line.start >= ALONE for _, line in again):
        before, line = again[0]
        yield "B427", line.number, line.text, (("first", str(before.number)), ("count", str(len(again))))


def _second_report(lines: list[TextLine], title: Title | None, first: int) -> Iterator[Told]:
    """The title of another report behind the body's beginning: another year, or another issuer."""
    own = title.text if title else ""
    year, issuer = _year(own), prefix_of(own)
    above = ""
    for line in lines[first + 1 :]:
        if (
            line.text[-1] in "告结)）》"
            and line.end - line.start <= MAX_CHARS_OF_TITLE_LINE
            and TITLES.match(line.text)
            and mark_of(line.text) is None
        ):
            said = line.text.strip("《》")
        else:
            above = line.text
            continue
        other_year, other = (
            _year(said),
            prefix_of(said)
            or (above if ISSUER_NAME.search(above) and len(above) <= MIN_CHARS_OF_REPEATED_LINE else ""),
        )
        above = line.text
        if (year and other_year and year != other_year) or (issuer and other and not _same(issuer, other)):
            yield "B428", line.number, line.text, (("title", own),)
            return


def _year(title: str) -> str:
    found = TITLE_YEAR.search(title)
    return found[0].strip("-—–至 ").translate(REPETITION_NUMERALS) if found else ""


def _same(one: str, other: str) -> bool:
    """Whether two names can be of one body: 漯河市人民政府 and 漯河市."""
    return (
        one in other
        or other in one
        or one.removesuffix("人民政府") in other
        or other.removesuffix("人民政府") in one
    )


def _breaks_off(clean: CleanText, lines: list[TextLine], body: ParsedBody) -> Iterator[Told]:
    """The last words of the text, if it is prose and goes on."""
    last = body.paragraphs[-1] if body.paragraphs else None
    if (
        last is None
        or last.kind != BlockKind.TEXT
        or (body.tables and body.tables[-1].span.start > last.span.start)
    ):
        return
    words = clean.text[last.span.start : last.span.end].rstrip()
    if body.sections and body.sections[-1].span.start > last.span.start:
        return
    if words[-1:] in REPETITION_ENDS or len(words) < REPETITION_PROSE or lines[-1].end != last.span.end:
        return
    prose = [line.text for line in lines[:-1] if len(line.text) >= MIN_CHARS_OF_REPEATED_LINE]
    if OPEN.search(words) or (
        not words[-1].isdigit() and len(prose) >= AGAIN and all(text[-1] in REPETITION_ENDS for text in prose)
    ):
        yield "B429", last.line, words[-24:], ()
