"""Checks of what a glossary file states about its sources and about itself: forms, closed lists, missing
quotations, law that is no longer law, dead fields."""

import difflib
import re
from collections.abc import Iterable, Iterator
from datetime import date

from site_builder.model.terms import (
    AMENDED,
    CATEGORIES,
    IN_FORCE,
    NOT_COMPARED,
    REPLACED,
    STATES,
    Source,
    TermEntry,
)
from site_builder.problems import Problem
from site_builder.vocabulary import TermStatus

LONGEST_PLAIN = 40
"""Characters of the everyday sentence: two lines of a phone"""
_FIGURES = r"[0-9〇零一二三四五六七八九十百]{1,7}"
_NUMBER = re.compile(
    rf"(?:[\u4e00-\u9fff]{{1,12}}〔(?:19|20)[0-9]{{2}}〕[0-9]{{1,4}}号"
    rf"|(?:中华人民共和国)?(?:主席|国务院|[\u4e00-\u9fff]{{2,12}})令第{_FIGURES}号"
    rf"|[\u4e00-\u9fff]{{2,20}}公告(?:〔[\u4e00-\u9fff]{{2,4}}〕)?第{_FIGURES}号)"
)
"""国办发〔2018〕37号, 国务院令第711号, 主席令第九号, 北京市人民代表大会常务委员会公告〔十五届〕第62号"""
_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；]+|reports/[a-z0-9/-]+/")
"""Of another site, or of a report of this one"""
_FIELDS = ("plain", "category", "status", "reason")


def check_sources(entries: Iterable[TermEntry]) -> tuple[Problem, ...]:
    """G631–G637 and G639 of each entry, at the line of the source or key concerned."""
    return tuple(problem for entry in entries for problem in (*_of_entry(entry), *_of_sources(entry)))


def _of_entry(entry: TermEntry) -> Iterator[Problem]:
    """A category outside the list, an everyday sentence that is missing or too long, and keys that do
    nothing."""
    lines = dict(entry.lines)
    term = ("term", entry.term)
    if entry.category and entry.category not in CATEGORIES:
        near = difflib.get_close_matches(entry.category, CATEGORIES, n=1, cutoff=0.3)
        detail = (
            term,
            ("guess", f"您是不是要写“{near[0]}”？" if near else ""),
            ("known", "、".join(CATEGORIES)),
        )
        yield Problem("G631", entry.path, lines.get("category", 1), entry.category, detail)
    if entry.explanation and not entry.plain:
        yield Problem("G636", entry.path, lines.get("term", 1), entry.term)
    if len(entry.plain) > LONGEST_PLAIN:
        yield Problem(
            "G637",
            entry.path,
            lines.get("plain", 1),
            entry.plain,
            (term, ("length", str(len(entry.plain))), ("limit", str(LONGEST_PLAIN))),
        )
    for key in _FIELDS:
        if key in lines and not getattr(entry, key).strip():
            yield Problem("G635", entry.path, lines[key], key, (term, ("why", "后面没有内容")))
    if entry.status == TermStatus.OPEN and entry.explanation:
        yield Problem(
            "G635",
            entry.path,
            lines.get("status", 1),
            "status",
            (term, ("why", "下面已经有解释，待释不起作用")),
        )
    if entry.reason and entry.status != TermStatus.OPEN:
        yield Problem(
            "G635",
            entry.path,
            lines.get("reason", 1),
            "reason",
            (term, ("why", "只有待释的词条才写为什么没有解释")),
        )


def _of_sources(entry: TermEntry) -> Iterator[Problem]:
    """What is wrong with the sources of an entry."""
    term = ("term", entry.term)
    for source in entry.sources:
        yield from _of_source(entry, source)
        if not source.quote and source.checked != NOT_COMPARED:
            yield Problem("G632", entry.path, source.line, source.title, (term,))
    if entry.sources and all(source.state == REPLACED for source in entry.sources):
        first = entry.sources[0]
        yield Problem(
            "G633", entry.path, first.line, first.title, (term, ("by", first.replaced_by or "未写明"))
        )


def _of_source(entry: TermEntry, source: Source) -> Iterator[Problem]:
    """Forms of one source, and fields of it that contradict each other."""
    forms = (
        (
            "number",
            source.number,
            bool(_NUMBER.fullmatch(source.number)),
            "国办发〔2018〕37号、国务院令第711号，年份用六角括号〔〕",
        ),
        (
            "date",
            source.date,
            _is_date(source.date + "-01-01"[len(source.date) - 4 :]),
            "2018-05-16，只知道年月的写 2018-05 或 2018",
        ),
        (
            "checked",
            source.checked,
            _is_date(source.checked) or source.checked == NOT_COMPARED,
            f"2026-11-30，没有查到原文的写 {NOT_COMPARED}",
        ),
        (
            "url",
            source.url,
            bool(_ADDRESS.fullmatch(source.url)),
            "https://www.gov.cn/…，本站的报告写 reports/luohe/2024/",
        ),
        ("state", source.state, source.state in STATES, "、".join(STATES) + "之一"),
    )
    for key, value, right, wanted in forms:
        if value and not right:
            yield Problem(
                "G634",
                entry.path,
                source.line,
                value,
                (("key", key), ("title", source.title), ("wanted", wanted)),
            )
    if source.state == REPLACED and not source.replaced_by:
        yield Problem("G639", entry.path, source.line, source.title, (("term", entry.term),))
    if source.replaced_by and source.state in (IN_FORCE, AMENDED):
        why = (("term", entry.term), ("why", f"state 写的是{source.state}，没有被替代"))
        yield Problem("G635", entry.path, source.line, "replaced_by", why)


def _is_date(text: str) -> bool:
    """Whether a text is a day as 2018-12-05."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
