"""The five required contents (厅字〔2019〕28号, art. 24): which of them this report has, as its own section,
folded into another, or not at all.

The rule binds report years from 2019; earlier reports, plans and other documents are “不适用”, never “缺失”.
"""

import re

from site_builder.model.report import Content, Paragraph, Section
from site_builder.parse.structure.heading_roles import (
    RESPONSIBILITY,
    RESPONSIBILITY_WORDS,
    SECONDARY_ROLES,
    also_means,
)
from site_builder.vocabulary import CONTENTS, BlockKind, ContentStatus, DocumentKind, SectionRole

FIRST_YEAR = 2019
NEXT = re.compile(r"下一?步[,，]|下一年度?[,，]|明年[,，]|今后[,，]")


def find_contents(
    text: str,
    kind: DocumentKind,
    year: int | None,
    sections: tuple[Section, ...],
    paragraphs: tuple[Paragraph, ...],
) -> tuple[Content, ...]:
    """One entry for each of the five, in the order of the regulation. An unknown year is treated as bound by
    the rule."""
    if kind != DocumentKind.ANNUAL_REPORT:
        return tuple(
            Content(name, ContentStatus.NOT_APPLICABLE, None, 0, "不是年度报告") for name in CONTENTS
        )
    if year is not None and year < FIRST_YEAR:
        return tuple(
            Content(name, ContentStatus.NOT_APPLICABLE, None, 0, f"规定自2019年度起适用，本报告为{year}年度")
            for name in CONTENTS
        )
    return tuple(_content(name, text, sections, paragraphs) for name in CONTENTS)


def _content(
    name: SectionRole, text: str, sections: tuple[Section, ...], paragraphs: tuple[Paragraph, ...]
) -> Content:
    own = next((s for s in sections if s.role == name and s.level <= 2), None)
    if own is not None:
        status = ContentStatus.PRESENT if own.level == 1 else ContentStatus.FOLDED
        return Content(name, status, own.anchor, own.line, own.role_why)
    for section in sections if name in SECONDARY_ROLES else ():
        if section.role and section.role not in (SectionRole.ATTACHMENT, SectionRole.GLOSSARY):
            also = also_means(section.title, section.role)
            if also.role == name:
                return Content(name, ContentStatus.FOLDED, section.anchor, section.line, also.why)
    folded = _by_paragraph(name, text, sections, paragraphs)
    if folded is not None:
        return folded
    return Content(name, ContentStatus.ABSENT, None, 0, "没有找到相应的标题或段落")


def _by_paragraph(
    name: SectionRole, text: str, sections: tuple[Section, ...], paragraphs: tuple[Paragraph, ...]
) -> Content | None:
    if name == SectionRole.MEASURES:
        own = next((s for s in sections if s.level == 1 and not s.role), None)
        return Content(name, ContentStatus.FOLDED, own.anchor, own.line, "按业务分节叙述") if own else None
    if name == SectionRole.OTHER_MATTERS:
        return None
    may_say = name == SectionRole.RESPONSIBILITY and any(word in text for word in RESPONSIBILITY_WORDS)
    for paragraph in paragraphs:
        if paragraph.kind != BlockKind.TEXT:
            continue
        if paragraph.role == name:
            return Content(
                name, ContentStatus.FOLDED, paragraph.anchor, paragraph.line, _opening(text, paragraph)
            )
        if may_say:
            found = RESPONSIBILITY.search(text, paragraph.span.start, paragraph.span.end)
            if found:
                return Content(name, ContentStatus.FOLDED, paragraph.anchor, paragraph.line, found[0])
    return _by_sentence(name, text, paragraphs)


def _by_sentence(name: SectionRole, text: str, paragraphs: tuple[Paragraph, ...]) -> Content | None:
    """Plans for the next year as one sentence inside the last paragraphs: “…。下一步,我们将…”."""
    if name != SectionRole.ARRANGEMENTS:
        return None
    for paragraph in paragraphs[-12:]:
        if paragraph.kind == BlockKind.TEXT:
            found = NEXT.search(text, paragraph.span.start, paragraph.span.end)
            if found:
                return Content(name, ContentStatus.FOLDED, paragraph.anchor, paragraph.line, found[0])
    return None


def _opening(text: str, paragraph: Paragraph) -> str:
    return text[paragraph.span.start : min(paragraph.span.end, paragraph.span.start + 40)]
