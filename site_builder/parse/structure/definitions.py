"""The section 名词解释 → definitions: the term with its other written forms, and the explanation as the
report gives it.

Formats met: `“词”:释义`, `行政诉讼“双下降”:…` (the term is what is quoted), `1、“三品”:即…`, unquoted
`4、河长制:即…`, `【词】…`, `“词”是指…`, `3、河长制 是指…`.
"""

import re
from typing import NamedTuple

from site_builder.model.report import Definition
from site_builder.model.span import Span
from site_builder.parse.structure.enumerators import mark_of
from site_builder.parse.structure.lines import TextLine

DEFINITION_NUMBER = re.compile(r"(?:[〔\[【（(]?[0-9]{1,3}[〕\]】）)]?[.．、:：]?|\*|●|■|◆|▲|·|•|-)\s*(?=\S)")
STRAY = re.compile(r"[?？\s]+")
"""What lost full-width spaces leave at the ends of a line"""
BRACKETED_TERM = re.compile(r"【([^【】]{1,40})】[:：]?\s*")
SEPARATOR = re.compile(r"[:：]|——|--")
LEAD = re.compile(r"[”\"’](?P<lead>是指|指的是|即指|即|就是|指)")
PLAIN_DEFINITION = re.compile(
    r"(?![其该本这此上])(?P<term>[\u4e00-\u9fffA-Za-z0-9+·、()（）“”]{2,16}?)["
    r" \t\u3000\xa0]*(?P<lead>是指|指的是|系指)"
)
"""府院联动是指…, with neither quotes nor a colon; 其中…是指 and 该制度是指 go on with the definition before
"""
QUOTED_TERM = re.compile(r"[“\"‘「]([^“”\"‘’「」]{1,40})[”\"’」]")
DROP_QUOTES = str.maketrans("", "", '“”"‘’「」')
LONGEST_TERM = 48
HAN_CHARACTER = re.compile(r"[\u4e00-\u9fff]")


class DefinitionEntry(NamedTuple):
    """Where term and explanation stand in a line."""

    surface: str
    text_start: int


def define(line: TextLine, anchor: str) -> Definition | None:
    """Read one paragraph of the glossary section; None if it does not begin with a term (then it continues
    the one before).

    >>> d = define(TextLine(0, 24, 21, "行政诉讼“双下降”:行政诉讼发案量和败诉率双下降。"), "glossary-p1")
    >>> d.term, d.aliases, d.text
    ('双下降', ('行政诉讼双下降', '行政诉讼“双下降”'), '行政诉讼发案量和败诉率双下降。')
    """
    start = _body_start(line.text)
    entry = _entry(line.text, start)
    if entry is None:
        return None
    text = line.text[entry.text_start :]
    text = (
        text.rstrip("?？ \u3000\u00a0")
        if text.rstrip().endswith(("?", "？")) and text.rstrip("?？ \u3000\u00a0").endswith("。")
        else text.rstrip()
    )
    term, aliases = names(entry.surface)
    if not term or not text:
        return None
    end = line.start + entry.text_start + len(text)
    return Definition(term, aliases, text, Span(line.start, end), line.number, anchor, entry.surface)


def extended(definition: Definition, end: int, text: str) -> Definition:
    """The definition with the paragraphs up to `end`, as they stand in the document."""
    begin = definition.span.end - len(definition.text)
    return Definition(
        definition.term,
        definition.aliases,
        text[begin:end],
        Span(definition.span.start, end),
        definition.line,
        definition.anchor,
        definition.surface,
    )


def names(surface: str) -> tuple[str, tuple[str, ...]]:
    """The term a glossary is keyed by, and its other written forms.

    A single quoted part is the term; if it holds no Chinese (`“1+7+N”`), it cannot stand alone and the whole
    form is the term.

    >>> names("“四个周例会”"), names("“四电”平台")
    (('四个周例会', ()), ('四电', ('四电平台', '“四电”平台')))
    >>> names("“1+7+N”政府法律顾问模式"), names("河长制")
    (('1+7+N政府法律顾问模式', ('“1+7+N”政府法律顾问模式',)), ('河长制', ()))
    """
    surface = surface.strip()
    plain = surface.translate(DROP_QUOTES)
    parts = QUOTED_TERM.findall(surface)
    if len(parts) == 1 and parts[0] != plain and HAN_CHARACTER.search(parts[0]) and len(parts[0]) > 1:
        return parts[0], (plain, surface)
    if parts and len(parts[0]) + 2 < len(surface):
        return plain, (surface,)
    return plain, ()


def _body_start(text: str) -> int:
    """Offset behind stray marks and the running number."""
    stray = STRAY.match(text)
    start = stray.end() if stray else 0
    mark = mark_of(text[start:]) if start < len(text) else None
    if mark is not None and mark.kind != "cn":
        return start + mark.end
    if mark is not None and text[start + mark.end : start + mark.end + 1] in '“"':
        return start + mark.end
    number = DEFINITION_NUMBER.match(text, start)
    return number.end() if number else start


def _entry(text: str, start: int) -> DefinitionEntry | None:
    """The term and where its explanation begins: 【词】, a colon or dash, a quotation or a short name
    followed by 是指."""
    bracketed = BRACKETED_TERM.match(text, start)
    if bracketed:
        return DefinitionEntry(bracketed[1], bracketed.end())
    lead = LEAD.search(text, start, start + LONGEST_TERM)
    separator = SEPARATOR.search(text, start, start + LONGEST_TERM)
    if (
        separator
        and (lead is None or separator.start() < lead.start())
        and _is_term(text[start : separator.start()])
    ):
        return DefinitionEntry(text[start : separator.start()].strip(), _skip_space(text, separator.end()))
    if lead and text[start] in '“"‘' and _is_term(text[start : lead.start() + 1]):
        return DefinitionEntry(text[start : lead.start() + 1], lead.start("lead"))
    plain = PLAIN_DEFINITION.match(text, start)
    if plain and _is_term(plain["term"]):
        return DefinitionEntry(plain["term"], plain.start("lead"))
    return None


def _is_term(text: str) -> bool:
    """A term is no sentence: no stop, comma only inside quotes (“双随机、一公开” has its own)."""
    bare = QUOTED_TERM.sub("", text)
    return (
        bool(text.strip())
        and not any(c in bare for c in "。;；,，!！?？")
        and not bare.strip().startswith(("其中", "例如", "包括", "主要"))
    )


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
