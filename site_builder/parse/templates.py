"""范文: texts made to be copied, with signs in place of names and numbers, from sites that collect them. They tell of no place and no year.

One sign proves nothing: a footnote, `〔××〕` or a masked private name (李×) stands in real reports too. Several of them where the name of a place or a number
belongs do, and so do the words with which such sites introduce what they copied.
"""

import re

from site_builder.model.text import CleanText
from site_builder.parse.lines import Line

SIGNS = "×✕xXＸ*＊○〇"
"""What stands in place of a name or a number. Without one of them in a text nothing else is looked for."""
HEAD = re.compile(
    r"[×✕Ｘ]{1,4}[省市县区局镇乡州年]|[xX]{2,4}[省市县区局镇乡州年]|20[xX×*＊]{2}年|[*＊]{2,4}[省市县区局镇乡州年]|[○〇]{2,}[市县区局镇乡]"
)
"""In title and opening, where a report names itself, one is enough"""
PLACE = r"(?<![0-9A-Za-z×*＊○〇一二三四五六七八九十])(?:[×✕Ｘ*＊]{1,4}|[xX]{1,4}|[○〇]{2,4})[省市县区州镇乡](?![场民域别分长直])"
NUMBER = r"(?<=[\u4e00-\u9fff,，、:：(（])(?:[×✕Ｘ*＊]{1,4}|[xX]{1,4})(?:余|多)?(?:[次件项场份家期部篇批户起万亿%]|[个名](?!别)|人(?!民))"
IN_PLACE = re.compile(f"{PLACE}|{NUMBER}")
SEVERAL = 3
"""Signs in place of names and numbers that make a template; the templates seen have one in every other sentence"""
ATTACHED = ("附件", "附表", "附:", "附：", "附录")
"""Behind these a plan may well print an empty form (××县申报表)"""
WATERMARKS = ("秘书之家", "文秘网", "文秘站", "范文网", "第一范文", "公文网", "好范文", "写作网")
COLLECTED = re.compile(
    r"网友投稿|小编(?:为|给|整理|收集|搜集|精心|推荐|带来)|(?:本文|文章|下面|以下)[^。]{0,60}(?:整理|收集|搜集|分享)[^。]{0,40}供(?:大家|各位|您|你)(?:学习)?(?:参考|借鉴)"
)
"""How a site introduces what it collected"""
SAMPLE = re.compile(r"(?<!示)范文(?!本)")
"""Only in a short line beside the title, the name of a page's column: a report may well tell of 执法文书范文"""
SHORT = 60


def template_reason(clean: CleanText, lines: list[Line], body: int) -> str:
    """Why a document is a template to be copied and no real report, in Chinese; empty if nothing says so."""
    return _by_site(clean, lines, body) or (_by_signs(lines, body) if any(sign in clean.text for sign in SIGNS) else "")


def _by_site(clean: CleanText, lines: list[Line], body: int) -> str:
    """By what the page says of where the text comes from."""
    opening = [(line.number, line.text) for line in lines[: body + 6]]
    page = [(piece.line, piece.text) for piece in clean.furniture] + [(field.line, field.value) for field in clean.fields]
    joined = "\n".join(text for _, text in opening + page)
    if not any(mark in joined for mark in (*WATERMARKS, "网友投稿", "参考", "借鉴", "小编", "范文")):
        return ""
    for number, text in opening + page:
        if any(mark in text for mark in WATERMARKS):
            return f"正文带有范文网站的水印，不是真实的报告（第{number}行）"
        found = COLLECTED.search(text) or (SAMPLE.search(text) if len(text) <= SHORT and not text.endswith("。") else None)
        if found:
            return f"页面写明是收集来供人仿写的（“{found[0]}”），像是范文，不是真实的报告（第{number}行）"
    return ""


def _by_signs(lines: list[Line], body: int) -> str:
    """By signs in place of names and numbers."""
    count = 0
    for index, line in enumerate(lines):
        if index >= body and line.text.startswith(ATTACHED):
            return ""
        first = HEAD.search(line.text, 0, 200) if index < body + 6 else None
        if first and not _is_bold(first[0], line.text):
            return f"正文有占位符“{line.text[max(0, first.start() - 4) : first.end() + 4]}”，像是范文，不是真实的报告（第{line.number}行）"
        for found in IN_PLACE.finditer(line.text) if any(sign in line.text for sign in SIGNS) else ():
            count += not _is_bold(found[0], line.text)
            if count == SEVERAL:
                around = line.text[max(0, found.start() - 4) : found.end() + 4]
                return f"正文多处用符号代替地名或数字，到“{around}”已有{count}处，像是范文，不是真实的报告（第{line.number}行）"
    return ""


def _is_bold(found: str, text: str) -> bool:
    """Whether stars are the marks of bold type (`**年度**`), which come in pairs."""
    return found.startswith("**") and text.count("**") % 2 == 0
