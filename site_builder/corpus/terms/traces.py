"""What one document leaves for the indexes of the whole collection: the documents it cites, the phrases it
puts in quotation marks."""

import re
from bisect import bisect_right

from site_builder.corpus.history.passages import section_roles
from site_builder.corpus.rows import top_titles
from site_builder.corpus.terms.checks import suspects
from site_builder.corpus.terms.cited_sources import work_name, work_slug
from site_builder.corpus.terms.cooccurrence import pairs_of
from site_builder.corpus.terms.links import READ_KINDS
from site_builder.model.corpus import CitedTitle, QuotedPhrase, Traces
from site_builder.model.facts import Document
from site_builder.model.report import Paragraph, Report
from site_builder.model.span import Span
from site_builder.model.terms import Mention
from site_builder.text.readers.sentences import excerpt
from site_builder.text.readers.slugs import sort_key
from site_builder.vocabulary import SectionRole

_QUOTED = re.compile("“([^“”《》。；！？\n]{2,16})”")
"""A coined word or slogan in its marks. Longer or with a full stop it is a sentence quoted, not a word;
measured on the five documents."""


def trace(document: Document, key: str, mentions: tuple[Mention, ...] = ()) -> Traces:
    """The traces of a document with its mentions. A withheld or refused one leaves none."""
    report = document.report
    year = report.head.year.value
    at = (key, year if isinstance(year, int) else None)
    if report.withheld or report.refused:
        return Traces(*at)
    cited = dict.fromkeys(
        CitedTitle(each.title, each.number, each.kind, work_slug(each.title), sort_key(work_name(each.title)))
        for each in document.facts.citations
    )
    return Traces(*at, tuple(cited), _phrases(document), suspects(report.text, mentions), pairs_of(mentions))


def _phrases(document: Document) -> tuple[QuotedPhrase, ...]:
    """Each quoted phrase once, in order of first use."""
    found: dict[str, QuotedPhrase] = {}
    tops = top_titles(document.report)
    roles = section_roles(document.report)
    starts = [span.start for span in document.facts.sentences]
    for paragraph in document.report.paragraphs:
        if paragraph.kind not in READ_KINDS or SectionRole.GLOSSARY in (
            paragraph.role,
            roles.get(paragraph.section),
        ):
            continue
        for match in _QUOTED.finditer(document.report.text, paragraph.span.start, paragraph.span.end):
            phrase = match[1].strip()
            known = found.get(phrase)
            if known:
                found[phrase] = QuotedPhrase(
                    phrase, known.mentions + 1, known.anchor, known.line, known.sentence, known.section
                )
            else:
                sentence = _sentence(document, starts, Span(*match.span()), paragraph)
                line = _line(document.report, match.start())
                found[phrase] = QuotedPhrase(
                    phrase, 1, paragraph.anchor, line, sentence, tops.get(paragraph.section, "")
                )
    return tuple(found.values())


def _sentence(document: Document, starts: list[int], where: Span, paragraph: Paragraph) -> str:
    """The sentence around a phrase, the paragraph if no sentence covers it."""
    index = bisect_right(starts, where.start) - 1
    inside = index >= 0 and where.start < document.facts.sentences[index].end
    return excerpt(document.report.text, document.facts.sentences[index] if inside else paragraph.span, where)


def _line(report: Report, offset: int) -> int:
    """The source line of an offset."""
    return report.line_numbers[bisect_right(report.line_starts, offset) - 1]
