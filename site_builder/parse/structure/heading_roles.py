"""What headings and opening sentences mean: the five required contents (厅字〔2019〕28号, art. 24), the
glossary, attachments.

The wordings are those of 65 real reports; headings say the same thing in many words and in any order, so
meaning decides, never position.
"""

import re
from functools import lru_cache

from msgspec import Struct

from site_builder.vocabulary import SectionRole


class HeadingRole(Struct, frozen=True, gc=False):
    """A role and the words that decided it."""

    role: SectionRole
    why: str


SUBJECT_FRAGMENT = r"(?:(?:本|全)?(?:年度|[市县区省局厅委镇乡]|街道|我[市县区省局厅委镇乡])?)"
ROLE_PATTERNS: tuple[tuple[SectionRole, frozenset[str], re.Pattern[str]], ...] = (
    (
        SectionRole.GLOSSARY,
        frozenset("词语"),
        re.compile(
            r"名\s*词\s*(?:解\s*释|注\s*释|说\s*明|释\s*义)|(?:专有|专业|有关|相关)?(?:名词|术语)(?:解释|注释|说明|释义)|词语(?:解释|注释)"
        ),
    ),
    (
        SectionRole.RESPONSIBILITY,
        frozenset("责任履"),
        re.compile(
            r"第一责任人|(?:党政)?主要负责人.{0,8}(?:履行|履职|职责|落实)|(?:党政)?主要领导.{0,8}(?:履行|履职|职责)|履行.{0,6}法治建设.{0,6}职责"
        ),
    ),
    (
        SectionRole.ARRANGEMENTS,
        frozenset("查"),
        re.compile(r"查找(?:的)?(?:差距|不足|问题)[,，、].{0,4}(?:开创|努力|奋力|谋划|推动|推进)"),
    ),
    (
        SectionRole.OTHER_MATTERS,
        frozenset("其需"),
        re.compile(
            r"^(?:其他|其它).{0,10}(?:报告|说明|情况|事项)|需要(?:报告|说明)的(?:其他|其它)?(?:情况|事项)"
        ),
    ),
    (
        SectionRole.PROBLEMS,
        frozenset("问不短困差薄弱"),
        re.compile(
            r"存在(?:的|着|的一些|一些|的主要|主要|的突出)?(?:问题|不足|困难|短板|差距|薄弱|弱项|困难和问题)|(?:问题|不足|短板|弱项|困难)(?:和|与|及|以及|、"
            r")(?:其)?(?:产生)?(?:的)?(?:主要)?(?:原因|不足|短板|困难|挑战|薄弱|弱项|问题|差距)"
            r"|^(?:主要|目前|当前|面临的?)*(?:问题|不足|短板|困难|差距)|查找(?:的)?(?:差距|问题|不足)|(?:差距|薄弱环节)(?:和|与|及)?(?:不足|问题)?$|(?:问题|不足|不足之处|短板弱项)$"
        ),
    ),
    (
        SectionRole.ARRANGEMENTS,
        frozenset("下明来次今未打安计思谋设展重划要努改"),
        re.compile(
            r"下一?步|下一?(?:年度?|阶段)|(?:明年|来年|次年|今后|未来)|(?:工作|主要|重点|初步|总体)(?:打算|安排|计划|思路|谋划|设想)|(?:打算|努力方向|改进措施|工作展望|工作重点|重点工作|展望)$|年(?:度)?(?:法治政府建设|依法行政)?(?:工作)?(?:的)?(?:主要|重点|工作)*(?:安排|计划|打算|思路|要点|重点|目标任务)"
        ),
    ),
    (
        SectionRole.MEASURES,
        frozenset("举成做绩情总回工"),
        re.compile(
            r"举措|成效|做法|成绩|(?:工作|建设|主要|基本|总体|推进|开展|落实|进展|完成|履职)(?:的)?(?:主要|基本|总体|开展|推进|进展|完成)*情况|工作总结|工作回顾|工作(?:推进|开展|进展)|(?:主要|重点)工作"
        ),
    ),
    (
        SectionRole.PREAMBLE,
        frozenset("前引导概综"),
        re.compile(r"^(?:前\s*言|引\s*言|导\s*言|概\s*述|综\s*述)$"),
    ),
)
"""Order matters (a role may have two rows): a glossary is one whatever else its heading says;
第一责任人职责履行情况 is no 成效. The characters refuse quickly: a title that has none of them needs no
search."""

STRICT = frozenset({SectionRole.PROBLEMS, SectionRole.MEASURES, SectionRole.ARRANGEMENTS})
"""Below level 1 these words are often ordinary (聚焦突出问题, 坚持问题导向): there a heading must consist of
them, see `CLEAR`."""
CLEAR = re.compile(
    r"^(?:我[市县区局镇]|全[市县区局]|本年度|上一年度|上年度|20[0-9]{2}年度?)?.{0,14}?(?:存在的?.{0,6}(?:问题|不足|短板|困难|差距)|(?:问题|不足)(?:和|与|及)(?:其)?(?:主要)?原因|主要问题|主要不足|下一?步.{0,10}(?:打算|安排|计划|思路|重点|举措|工作|步)|下一?步|(?:工作|主要|重点)(?:打算|安排|思路)|主要举措(?:和|与|及)?(?:主要)?(?:成效)?|主要成效|主要做法(?:和|与|及)?(?:主要)?(?:成效)?|举措(?:和|与|及)成效|努力方向)$"
)

CLEAR_ENDS = frozenset("题足难板距因步算排划路点措作效法向")
"""Their last characters, for a quick refusal"""
DEEP = frozenset("词语责履其需")
"""What a title needs for the meanings that count at every level"""
NO_ROLE = HeadingRole(SectionRole.NONE, "")


@lru_cache(
    maxsize=4096
)  # the five required contents are announced in a few hundred wordings all over the country
def meaning_of(title: str, level: int = 1) -> HeadingRole:
    """What a heading announces. Below level 1 only clear wordings count; an empty role means: nothing
    recognised.

    >>> [meaning_of(t).role for t in ("主要举措与成效", "存在主要问题", "下步工作打算", "2024年主要安排", "查找差距,开创法治政府建设工作新局面")]
    ['measures', 'problems', 'arrangements', 'arrangements', 'arrangements']
    >>> [meaning_of(t, 2).role for t in ("聚焦突出问题,强化重点领域执法", "存在的不足和原因", "加强重点工作督办", "名词解释")]
    ['', 'problems', '', 'glossary']
    """
    title = "".join(title.split())
    clear = level == 1 or (title[-1:] in CLEAR_ENDS and CLEAR.match(title) is not None)
    if not clear and DEEP.isdisjoint(title):
        return NO_ROLE
    present = set(title)
    for role, characters, pattern in ROLE_PATTERNS:
        if characters.isdisjoint(present) or (not clear and role in STRICT):
            continue
        found = pattern.search(title)
        if found is not None:
            return HeadingRole(role, found[0])
    return NO_ROLE


SECONDARY_ROLES = frozenset({SectionRole.PROBLEMS, SectionRole.ARRANGEMENTS, SectionRole.RESPONSIBILITY})
"""What a heading may announce besides its first meaning"""


def also_means(title: str, role: SectionRole) -> HeadingRole:
    """A second content announced by the same heading: 存在的问题及下一步打算 holds arrangements too."""
    for other, _, pattern in ROLE_PATTERNS:
        if other != role and other in SECONDARY_ROLES:
            found = pattern.search(title)
            if found is not None:
                return HeadingRole(other, found[0])
    return NO_ROLE


STANDALONE = re.compile(
    r"(?:[(（]?附件[)）]?\s?)?(?:《.{2,20}》)?(?:有关|相关|专业)?名\s*词\s*(?:解\s*释|注\s*释|说\s*明)(?:[(（]?附?[)）]?)[:：]?"
    r"|前\s*言|引\s*言|导\s*言|结\s*语|结\s*束\s*语"
    r"|(?:20[0-9]{2}年度?|本年度|上一年度|上年度|下一年度)?(?:推进|我[市县区局])?(?:法治政府建设)?(?:工作)?(?:的)?(?:主要举措和成效|主要举措及成效|主要举措与成效|主要做法和成效|主要工作成效|存在的?(?:主要|突出)?(?:问题|不足|困难|短板)(?:(?:和|与|及|、"
    r")(?:主要)?(?:问题|不足|原因|困难|短板|差距|薄弱环节))?|(?:主要)?问题和(?:不足|原因)|不足和原因|下一?步(?:工作)?(?:打算|安排|计划|思路|重点|举措)|(?:主要|工作)(?:安排|打算))[:：]?"
    r"|(?:党政)?主要负责人履行推进法治建设第一责任人职责.{0,20}情况[:：]?"
    r"|其他需要报告的(?:情况|事项)[:：]?"
)
"""Headings that carry no number in some reports; the whole line must be one."""

KNOWN_TITLES = (
    "主要举措和成效", "主要举措与成效", "主要举措及成效", "主要做法和成效", "主要工作情况", "主要举措", "主要成效", "主要做法", "存在的不足和原因", "存在的问题和原因",
    "存在的主要问题和不足", "存在的问题和不足", "存在的主要问题", "存在主要问题", "存在的问题", "存在的不足", "存在问题", "下一步工作打算", "下一步工作安排", "下一步工作计划",
    "下步工作打算", "下一步打算", "下一年度主要安排", "工作主要情况", "基本情况", "总体情况",
)  # fmt: skip
"""Wordings a heading may consist of; where the body follows without a stop, the heading ends after the
longest of them."""

_THERE_ARE = "(?:着|一些|以下|一定|不少|诸多|许多|较大|明显|薄弱|短板|不足|问题|差距|困难|弱项|不平衡).{0,30}"
_STILL = "(?:有|存在|面临).{0,24}(?:问题|不足|短板|弱项|差距|薄弱|困难)"
_ARE = "(?:和不足)?(?:主要)?(?:是|有|表现在|体现在|表现为)[:：,，]?"
PROBLEM_OPENING = re.compile(
    "|".join(
        [head + _THERE_ARE for head in ("存在", "面临")]
        + [head + _STILL for head in ("还", "仍", "尚", "也", "依然")]
        + [head + _ARE for head in ("问题", "不足", "短板弱项", "差距")]
        + ["清醒(?:的|地)?(?:认识|看到)"]
    )
)
"""Every alternative begins with a plain character: then `re` skips to the next of them instead of trying all
of them everywhere, ten times faster"""
CONTRAST = re.compile(
    r"但|同时|虽然|尽管|然而|不过|还存在|仍存在|仍然存在|依然存在|一些|主要是|主要表现|一是|清醒|有待|差距"
)
ARRANGEMENT_BEGINS = frozenset("下今明2")
ARRANGEMENT_OPENING = re.compile(
    r"^(?:下一?步|下一?年度?|今后|明年|(?P<year>20[0-9]{2})年)[,，]?.{0,14}?(?:将|要|重点|计划|打算|继续|着力)"
)
RESPONSIBILITY = re.compile(r"第一责任人(?:的)?(?:职责|责任|制度)|履行推进法治建设|第一责任人")
RESPONSIBILITY_WORDS = ("第一责任人", "履行推进法治建设")
"""Without one of them in a text no paragraph of it needs the pattern"""
MAX_ANNOUNCEMENT_CHARS = 130
"""Characters of a paragraph in which it announces what it is about."""


def paragraph_meaning(text: str, year: int | None) -> HeadingRole:
    """The content a paragraph announces by its own words, wherever it stands; an empty role for the ordinary
    paragraph.

    >>> paragraph_meaning("2022年,我市法治政府建设取得一定成效,但也存在一些短板弱项,主要是:力量较为薄弱。", 2022).role
    'problems'
    >>> paragraph_meaning("2023年,我们将把学习宣传作为首要任务。", 2022).role, paragraph_meaning("2022年,我们将机构改革进行到底。", 2022).role
    ('arrangements', '')
    >>> [paragraph_meaning(t, 2022).role for t in ("着力解决群众反映强烈的问题,共办结12件。", "针对目前存在的短板和不足进行整改;同时完善制度。")]
    ['', '']
    """
    head = text[:MAX_ANNOUNCEMENT_CHARS]
    found = ARRANGEMENT_OPENING.match(head) if head[:1] in ARRANGEMENT_BEGINS else None
    if found is not None and (found["year"] is None or (year is not None and int(found["year"]) > year)):
        return HeadingRole(SectionRole.ARRANGEMENTS, found[0])
    if _tells_of_trouble(head):
        found = PROBLEM_OPENING.search(head)
        if found is not None and CONTRAST.search(head):
            return HeadingRole(SectionRole.PROBLEMS, found[0])
    return NO_ROLE


def _tells_of_trouble(head: str) -> bool:
    """Whether one of the words is there. One character of each is looked for first, which is four times as
    fast as a word and mostly enough."""
    return (
        ("题" in head and "问题" in head)
        or ("足" in head and "不足" in head)
        or ("板" in head and "短板" in head)
        or ("距" in head and "差距" in head)
        or ("弱" in head and "薄弱" in head)
        or ("醒" in head and "清醒" in head)
    )
