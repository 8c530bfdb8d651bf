"""附件: the list of attachments under a text, and the headings that open one, with titles split over several
lines."""

import re

from site_builder.model.span import Span
from site_builder.parse.structure.enumerators import mark_of
from site_builder.parse.structure.heading_roles import STANDALONE, meaning_of
from site_builder.parse.structure.lines import TextLine
from site_builder.parse.structure.outline import SPACES_BETWEEN_HAN, OutlineBuilder
from site_builder.parse.structure.tables import is_row
from site_builder.vocabulary import BlockKind, SectionRole

ATTACHMENT_HEADING = re.compile(
    r"[(（【]?附\s?(?:件|表|录)\s?(?P<number>[0-9一二三四五六七八九十]{0,3})[)）】]?\s*(?P<colon>[:：]?)\s*(?P<title>.*)"
)


def take_attachment(outline: OutlineBuilder, lines: list[TextLine], index: int) -> int:
    """附件1 alone or with its title opens an attachment; 附件:1.… lists attachments."""
    line = lines[index]
    found = ATTACHMENT_HEADING.fullmatch(line.text) if len(line.text) <= 90 else None
    if found is None or (found["title"] and not found["number"] and not found["colon"]):
        return 0
    if STANDALONE.fullmatch(line.text) or (
        meaning_of(found["title"]).role == SectionRole.GLOSSARY and not _lists(lines, index)
    ):
        anchor = "glossary"
        outline.unnumbered(
            line,
            "",
            SPACES_BETWEEN_HAN.sub("", found["title"]),
            anchor,
            SectionRole.GLOSSARY,
            line.span,
            line.text,
        )
        return 1
    if found["colon"] and (found["title"] or _lists(lines, index)):
        return _attachment_list(outline, lines, index)
    return _attachment_heading(outline, lines, index, found)


def _lists(lines: list[TextLine], index: int) -> bool:
    """Whether the next line goes on with a list of attachments: 2.… or 附件2:…"""
    if index + 1 >= len(lines):
        return False
    following = lines[index + 1].text
    mark = mark_of(following)
    return (
        len(following) <= 80
        and not following.endswith("。")
        and (
            (mark is not None and mark.kind == "num")
            or (following.startswith("附件") and ":" in following[:6])
        )
    )


def _attachment_list(outline: OutlineBuilder, lines: list[TextLine], index: int) -> int:
    taken = 1
    outline.paragraph(lines[index].start, lines[index].end, lines[index].number, BlockKind.ATTACHMENT_LIST)
    while index + taken < len(lines) and _lists(lines, index + taken - 1):
        line = lines[index + taken]
        outline.paragraph(line.start, line.end, line.number, BlockKind.ATTACHMENT_LIST)
        taken += 1
    return taken


def _attachment_heading(
    outline: OutlineBuilder, lines: list[TextLine], index: int, found: re.Match[str]
) -> int:
    """附件2 with the title on its own line or on up to three lines below."""
    line = lines[index]
    pieces = [found["title"]] if found["title"] else []
    taken = 1
    while not found["title"] and taken < 4 and index + taken < len(lines):
        piece = lines[index + taken].text
        if (
            len(piece) > 40
            or piece[-1] in "。:：;；,，"
            or mark_of(piece)
            or is_row(piece)
            or STANDALONE.fullmatch(piece)
        ):
            break
        pieces.append(piece)
        taken += 1
    span = Span(line.start, lines[index + taken - 1].end)
    title = SPACES_BETWEEN_HAN.sub("", "".join(pieces))
    meaning = meaning_of(title)
    role = SectionRole.GLOSSARY if meaning.role == SectionRole.GLOSSARY else SectionRole.ATTACHMENT
    number = SPACES_BETWEEN_HAN.sub("", line.text[: found.end("number")])
    anchor = "glossary" if role == SectionRole.GLOSSARY else "fj" + _digits(found["number"])
    outline.unnumbered(line, number, title, anchor, role, span, span.of(outline.text))
    return taken


def _digits(number: str) -> str:
    mark = mark_of(number + "、") if number else None
    return str(mark.value) if mark else ""
