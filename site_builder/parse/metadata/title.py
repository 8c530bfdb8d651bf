"""The title: stated on a line, put together from the lines it was split over, or composed from place and year
and marked so."""

import re
from typing import NamedTuple

from site_builder.model.text import LabelledField
from site_builder.parse.metadata.opening import DOCUMENT_NUMBER, Opening, line_role
from site_builder.parse.place.issuer_forms import prefix_of
from site_builder.parse.structure.lines import TextLine
from site_builder.parse.structure.tables import LAYOUT_SPACE
from site_builder.vocabulary import LineRole, Origin, PageField

TITLE_SUBJECT = re.compile(r"法治政府|依法行政|法治[^政]{0,6}建设")
ENDING = re.compile(
    r"(?:报告|情况|总结|白皮书|方案|计划|要点|通知|意见|规划|安排|纲要|年报|解读|办法|通报|汇报|综述|清单|思路|打算|自评|说明|公告|公示|批复|函)(?:书)?(?:[(（][^()（）]{1,20}[)）])?[】》”]?$"
)
TITLE_GOES_ON = re.compile(
    r"(?:的?(?:报告|通知|情况报告|情况的报告|总结|汇报|方案|函)|[(（][^()（）]{1,16}[)）])$|的(?:报告|通知|总结)"
)
TITLE_YEAR = re.compile(r"(?:19|20)[0-9]{2}\s?[-—–至]?|二[〇○零][〇○零一二三四五六七八九]{2}")
TITLE_SITE_SUFFIX = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]{2,24}(?:网|网站|门户|平台|政府)\s*$")
YEAR_SPACE = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[0-9])|(?<=[0-9])\s+(?=[年\u4e00-\u9fff])")
WRAPPED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
ISSUER_NAME = re.compile(
    r"(?:人民政府|委员会|管委会|[局厅办委部]|街道办事处|办公室|街道|[市县区省旗州镇乡])$"
)
MAX_TITLE_CHARS = 120
LABEL = re.compile(r"^(?:标题|题名|名称|信息名称|文件名称)\s*[:：]\s*")


DATED = re.compile(
    r"(?P<title>\S.{6,80}?(?:报告|总结|情况|白皮书))\s*(?:\s(?:[\u4e00-\u9fff()（）]{2,30}\s+)?|[(（])(?:(?:发布|公布|更新)?(?:日期|时间)\s?[:：]?\s?)?(?:19|20)[0-9]{2}\s?[-/.年]\s?[0-9]{1,2}"
)
"""A title with the name of who reports and the day of the page behind it on one line:
市统计局2019年度法治政府建设情况报告 市统计局 2020-06-08, or with the day in brackets"""
PARTY = re.compile(r"中共(?P<place>[\u4e00-\u9fff]{2,20})委员会")
"""The party committee of a place, on a line by itself above its government's name: both report"""


class Title(NamedTuple):
    """A title found in the text."""

    text: str
    lines: tuple[int, ...]
    """Indexes of the lines it was read from; empty for a harvested one"""
    raw: str
    number: str
    """Document number printed with it"""
    line: int
    origin: Origin
    note: str


def find_title(lines: list[TextLine], opening: Opening, fields: tuple[LabelledField, ...]) -> Title | None:
    """The best title of the opening: about 法治政府, with a year, with an issuer; the first of equals. None
    if no line is a title.

    Words that say none of these (通知公告, 政府信息公开年报) are the names of a page's columns.
    """
    candidates = [
        _read(name.value, (), name.line, Origin.PAGE) for name in fields if name.name == PageField.TITLE
    ]
    pieces = [
        i
        for i in range(min(opening.body, len(lines)))
        if opening.roles.get(i) in (LineRole.TITLE, LineRole.ISSUER)
    ]
    for first in pieces:
        candidate = _from(lines, first, pieces)
        if candidate:
            candidates.append(candidate)
    for index in (
        i
        for i, role in opening.roles.items()
        if role == LineRole.PAGE_DATE and TITLE_SUBJECT.search(lines[i].text)
    ):
        dated = DATED.match(lines[index].text)
        candidates.append(
            _read(dated["title"], (index,), lines[index].number, Origin.TEXT) if dated else None
        )
    named = [c for c in candidates if c is not None and ENDING.search(c.text[-26:]) and weight(c) > 0]
    best = max(named, key=lambda c: (weight(c), -len(c.lines)), default=None)
    return _with_party(best, lines, named) if best is not None else None


def _with_party(best: Title, lines: list[TextLine], named: list[Title]) -> Title:
    """The title with the line above it, if that is the party committee of the same place: 中共四屏镇委员会 /
    四屏镇人民政府 / 关于…的报告."""
    party = PARTY.fullmatch(lines[best.lines[0] - 1].text.strip()) if best.lines and best.lines[0] else None
    if party is None or not best.text.startswith(party["place"]):
        return best
    return next((each for each in named if each.lines == (best.lines[0] - 1, *best.lines)), best)


def attached_title(lines: list[TextLine], after: list[int]) -> Title | None:
    """The title of what a covering letter without a title sends: right behind one of the signatures (`after`:
    indexes of their dates)."""
    for index in after:
        for first in range(
            index + 1, min(index + 3, len(lines))
        ):  # what is left of (此件公开发布) may stand between
            pieces = list(range(first, min(first + 4, len(lines))))
            found = _from(lines, first, pieces) if line_role(lines[first].text) == LineRole.TITLE else None
            if found is not None and weight(found) >= ABOUT:
                return found
    return None


ABOUT = 8
"""What a title about 法治政府 weighs at least"""


def weight(title: Title) -> int:
    """How much a title says: the subject counts most, then year, then who."""
    text = title.text
    about = TITLE_SUBJECT.search(text) is not None
    headed = ISSUER_NAME.search(prefix_of(text)) is not None
    return ABOUT * about + 4 * bool(TITLE_YEAR.search(text)) + 2 * headed


def _from(lines: list[TextLine], first: int, pieces: list[int]) -> Title | None:
    """The title that begins at a line and may go on over up to four more."""
    used: list[int] = []
    text = ""
    best: Title | None = None
    for index in range(first, min(first + 5, len(lines))):
        if index not in pieces:
            break
        piece = lines[index].text
        if best is not None and not TITLE_GOES_ON.match(piece):
            break
        used.append(index)
        text += (" " if text and text[-1].isascii() and piece[0].isascii() else "") + piece
        if len(text) > MAX_TITLE_CHARS or (len(used) > 1 and not _may_continue(lines[used[-2]].text, best)):
            break
        if _complete(text):
            best = _read(text, tuple(used), lines[first].number, Origin.TEXT)
    return best


def _complete(text: str) -> bool:
    """Whether the words gathered so far end as a title does, number and site name aside."""
    title = strip_number(text)[0] if "号" in text else text
    return ENDING.search(TITLE_SITE_SUFFIX.sub("", title)[-26:]) is not None


def _may_continue(before: str, best: Title | None) -> bool:
    """Whether a title may run on after this line: a complete one does not, unless it lacks its last words."""
    return best is not None or not ENDING.search(before[-26:])


def strip_number(text: str) -> tuple[str, str]:
    """The title without the document number printed behind it or, glued, before it, and that number.

    >>> strip_number("浙卫〔2024〕3号《浙江省卫生健康委关于2023年度法治政府建设情况的报告》")
    ('《浙江省卫生健康委关于2023年度法治政府建设情况的报告》', '浙卫〔2024〕3号')
    """
    if "号" not in text:
        return text, ""
    ahead = DOCUMENT_NUMBER.match(text)
    if ahead is not None and (rest := text[ahead.end() :].lstrip(" 　")).startswith(("关于", "《", "印发")):
        return rest, ahead[0]
    found = next(reversed(list(DOCUMENT_NUMBER.finditer(text))), None)
    if found is None or text[found.end() :].strip(" )）") != "":
        return text, ""
    head = text[: found.start()]
    if head.rstrip().endswith(("(", "（")):
        head = head.rstrip()[:-1]
    number = found[0]
    if "》" in head and not head.rstrip().endswith("》"):
        return text, ""
    return (head.rstrip(), number) if head.strip() else (text, "")


def _read(text: str, used: tuple[int, ...], line: int, origin: Origin) -> Title | None:
    """A title tidied: number, site name, enclosing 《》 and layout spaces set aside, each said in the note."""
    notes: list[str] = []
    raw = text
    title, number = strip_number(LABEL.sub("", text.strip()))
    title = TITLE_SITE_SUFFIX.sub("", title)
    wrapped = WRAPPED.fullmatch(title.strip())
    if wrapped:
        title = wrapped[1]
    if number:
        notes.append("题名后的文号单独列出")
    spaced = LAYOUT_SPACE.sub("", title.strip())
    spaced = YEAR_SPACE.sub("", spaced)
    if len(used) > 1:
        notes.append(f"由原文连续{len(used)}行合并")
    elif spaced != title.strip():
        notes.append("去掉了排版空格")
    if not spaced:
        return None
    return Title(spaced, used, raw, number, line, origin, "；".join(notes) + ("。" if notes else ""))
