"""范文: texts made to be copied, with signs in place of names and numbers, from sites that collect them. They
tell of no place and no year.

One sign proves nothing: a footnote, `〔××〕` or a masked private name (李×) stands in real reports too.
Several of them where the name of a place or a number belongs do, and so do the words with which such sites
introduce what they copied.
"""

import re

from site_builder.model.text import CleanText
from site_builder.parse.structure.lines import TextLine

PLACEHOLDER_SIGNS = "×✕xXＸ*＊○〇_"
"""What stands in place of a name or a number. Without one of them in a text nothing else is looked for."""
TEMPLATE_TITLE = re.compile(
    r"[×✕Ｘ]{1,4}[省市县区局镇乡州年]|[xX]{2,4}[省市县区局镇乡州年]|20[xX×*＊_]{2}年|[*＊]{2,4}[省市县区局镇乡州年]|[○〇]{2,}[市县区局镇乡]"
)
"""In title and opening, where a report names itself, one is enough"""
HEADED = 200
"""Characters of their lines that are looked at for it"""
TEMPLATES_UNNAMED = re.compile(r"(?:20[0-9]{2}\s?年度?)?(?:中共)?某某?(?:[省市县区镇乡局厅州](?!别))")
"""某县2025年度法治政府建设情况报告: nobody reports under that name"""
IN_PLACE = re.compile(
    f"[{PLACEHOLDER_SIGNS}][{PLACEHOLDER_SIGNS}]{{0,3}}(?:(?P<place>[省市县区州镇乡](?![场民域别分长直]))|(?:余|多)?(?:[次件项场份期部篇批户起万亿%]|[个名家](?![别下义称庭])|人(?!民)))"
)
"""Signs before the unit of a place or a number; what stands before them decides, see `_stands_for`"""
ROUND = "○〇"
"""Signs that are numerals as well: they stand for a name only, and only two together"""
BEFORE_NUMBER = re.compile("[\u4e00-\u9fff,，、:：(（]")
NO_NAME_BEFORE = re.compile(f"[0-9A-Za-z一二三四五六七八九十{PLACEHOLDER_SIGNS}]")
SEVERAL = 3
"""Signs in place of names and numbers that make a template; the templates seen have one in every other
sentence"""
BEHIND_NAME = ("总书记", "法治思想", "新时代中国特色")
PLACEHOLDER_LETTER = re.compile(r"(?<![A-Za-z])[A-ZＡ-Ｚ]$")
"""Between them: the name that collections of templates replace by a letter, A总书记. They do so wherever it
stands, so its first place is enough"""
ATTACHED = ("附件", "附表", "附:", "附：", "附录")
"""Behind these a plan may well print an empty form (××县申报表)"""
WATERMARKS = ("秘书之家", "文秘网", "文秘站", "范文网", "第一范文", "公文网", "好范文", "写作网")
_FOR_YOU = "[^。]{0,60}(?:整理|收集|搜集|分享)[^。]{0,40}供(?:大家|各位|您|你)(?:学习)?(?:参考|借鉴)"
COLLECTED = re.compile(
    "[0-9]{1,3}篇[(（]第[0-9]+/[0-9]+页|网友投稿|小编(?:为|给|整理|收集|搜集|精心|推荐|带来)|"
    + "|".join(head + _FOR_YOU for head in ("本文", "文章", "下面", "以下"))
)
"""How a site introduces what it collected"""
SAMPLE_TEXT_WORD = re.compile(r"(?<!示)范文(?!本)")
"""Only in a short line beside the title, the name of a page's column: a report may well tell of 执法文书范文
"""
MAX_CHARS_OF_TEMPLATE_LINE = 60
MAX_CHARS_OF_TEMPLATE = 300
"""Characters of a line in which a site introduces its text"""
TOLD_BY = re.compile("秘书之家|文秘|范文|公文网|写作网|网友投稿|小编|供大家|供各位|供您|供你|篇[(（]第")
"""Without one of these words there is no watermark and nothing collected: one plain search spares the
patterns"""


def template_reason(clean: CleanText, lines: list[TextLine], body: int) -> str:
    """Why a document is a template to be copied and no real report, in Chinese; empty if nothing says so."""
    for line in lines[: min(body + 1, 3)]:
        if TEMPLATES_UNNAMED.match(line.text):
            return (
                f"题名或正文开头把地名写成“某”（“{line.text[:12]}”），像是范文，"
                f"不是真实的报告（第{line.number}行）"
            )
    lettered = _by_letter(clean, lines)
    if lettered:
        return lettered
    present = [sign for sign in PLACEHOLDER_SIGNS if sign in clean.text]
    return _by_site(clean, lines, body) or (_by_signs(lines, body, present) if present else "")


def _by_letter(clean: CleanText, lines: list[TextLine]) -> str:
    """By a letter in place of a name."""
    for word in BEHIND_NAME:
        at = clean.text.find(word)
        if at > 0 and PLACEHOLDER_LETTER.search(clean.text[max(0, at - 2) : at]):
            masked = clean.text[at - 1] + word
            line = next((line.number for line in lines if masked in line.text), 0)
            return f"姓名用字母代替（“{masked}”），像是范文，不是真实的报告（第{line}行）"
    return ""


def _by_site(clean: CleanText, lines: list[TextLine], body: int) -> str:
    """By what the page says of where the text comes from."""
    opening = [(line.number, line.text) for line in lines[: body + 6]]
    page = [(piece.line, piece.text) for piece in clean.furniture] + [
        (field.line, field.value) for field in clean.fields
    ]
    joined = "\n".join(text for _, text in opening + page)
    if not TOLD_BY.search(joined):
        return ""
    for number, text in opening + page:
        if any(mark in text for mark in WATERMARKS):
            return f"正文带有范文网站的水印，不是真实的报告（第{number}行）"
        found = COLLECTED.search(text, 0, MAX_CHARS_OF_TEMPLATE) or (
            SAMPLE_TEXT_WORD.search(text)
            if len(text) <= MAX_CHARS_OF_TEMPLATE_LINE and not text.endswith("。")
            else None
        )
        if found:
            return f"页面写明是收集来供人仿写的（“{found[0]}”），像是范文，不是真实的报告（第{number}行）"
    return ""


def _by_signs(lines: list[TextLine], body: int, present: list[str]) -> str:
    """By signs in place of names and numbers."""
    count = 0
    for index, line in enumerate(lines):
        text = line.text
        if index >= body and text.startswith(ATTACHED):
            return ""
        if not any(sign in text for sign in present):
            continue
        first = (
            TEMPLATE_TITLE.search(text, 0, HEADED)
            if index < body + 6 and any(sign in text[:HEADED] for sign in present)
            else None
        )
        if first and not _is_bold(first[0], text):
            return (
                f"正文有占位符“{text[max(0, first.start() - 4) : first.end() + 4]}”，像是范文，"
                f"不是真实的报告（第{line.number}行）"
            )
        for found in IN_PLACE.finditer(text):
            count += _stands_for(found, text)
            if count == SEVERAL:
                around = text[max(0, found.start() - 4) : found.end() + 4]
                return (
                    f"正文多处用符号代替地名或数字，到“{around}”已有{count}处，像是范文，"
                    f"不是真实的报告（第{line.number}行）"
                )
    return ""


def _stands_for(found: re.Match[str], text: str) -> bool:
    """Whether signs stand for a name or a number: not within one (7×24小时, 二〇件), not as the bullet of a
    list of words, not as marks of bold type."""
    before = text[found.start() - 1 : found.start()] if found.start() else ""
    if found["place"]:
        return not (
            NO_NAME_BEFORE.match(before)
            or _is_bold(found[0], text)
            or (found[0][0] in ROUND and found[0][1] not in ROUND)
        )
    return (
        BEFORE_NUMBER.match(before) is not None and found[0][0] not in ROUND and not _is_bold(found[0], text)
    )


def _is_bold(found: str, text: str) -> bool:
    """Whether stars are the marks of bold type (`**年度**`), which come in pairs."""
    return found.startswith("**") and text.count("**") % 2 == 0
