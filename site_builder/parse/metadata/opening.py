"""The lines before the body: title, subtitle with the meeting, speaker, document number, date, issuer,
addressees — each told apart by its form.

The opening ends with the first line that is text: a numbered heading, a table row, a sentence, or anything
longer than a title can be.
"""

import re
from typing import NamedTuple

from site_builder.parse.metadata.dates import is_date_line, page_date
from site_builder.parse.structure.enumerators import mark_of
from site_builder.parse.structure.heading_roles import STANDALONE
from site_builder.parse.structure.lines import TextLine
from site_builder.parse.structure.tables import is_row
from site_builder.vocabulary import LineRole

MAX_OPENING_LINE_CHARS = 84
"""Characters of a title line; the longest of 65 had 58"""
DEPTH = 30
"""Lines looked at"""
DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}\s?[〔\[（(【［﹝][ \t]?(?:19|20)[0-9]{2}["
    r" \t]?[〕\]）)】］﹞]\s?第?\s?[0-9]{1,5}\s?号"
)
"""国办发〔2017〕40号, with every kind of bracket that copies show"""
NUMBER_BESIDE = re.compile(
    r"[()（）\s]+|(?:签发人|印发)[:：]?\S{0,8}|(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?"
)
"""What may share the line with a document number"""
MEETING = re.compile(r"在(?P<meeting>[^。]{4,60}?(?:会议|大会|全会)(?:第?[^。,，()（）]{0,12}次会议)?)上")
SPEAKER = re.compile(
    r"(?:[—\-─]*\s*)?(?:(?:报告人|汇报人|报告|作报告人)\s*[:：]?\s*)?(?P<post>[\u4e00-\u9fff]{0,22}(?:局长|厅长|主任|市长|区长|县长|镇长|省长|秘书长|书记|主席|部长|处长|副主任|副局长|委员))[\s:：]+(?P<name>[\u4e00-\u9fff]{1,4}(?:\s[\u4e00-\u9fff]{1,2})?(?:·[\u4e00-\u9fff]{1,8})?)\s*"
)
SPEAKER_LABELLED = re.compile(r"(?:报告人|汇报人)\s*[:：]\s*(?P<post>)(?P<name>[\u4e00-\u9fff]{2,4})\s*")
ISSUER_END = re.compile(
    r"(?:人民政府|政府办公[室厅]|办公[室厅]|委员会|[^省市县区州旗盟党纪常]委|[局厅部院会]党组|管委会|[\u4e00-\u9fff]局|[\u4e00-\u9fff]厅|[^关]办|街道办事处|街道|[^全干]部|公署|行署|总队|支队|分局|中心|[市县区省旗州]|[镇乡])$"
)
ADDRESSEE = re.compile(r"[^。]{2,90}[:：]")
ADDRESSED = re.compile(
    r"主任|委员|政府|省委|市委|区委|县委|党委|国务院|代表|常委会|局|办公室|单位|部门|同志|厅|党工委|中心"
)
OPEN_END = re.compile(r"(?:情况|报告|总结)(?:和|及|与|暨|、|以及)$")
"""The first half of a title whose second half would be a heading by itself (2022年工作打算)"""
MENU = re.compile(r"[|\s]*(?:[\u4e00-\u9fffA-Za-z]{2,16}[|\s]+)+(?:[\u4e00-\u9fffA-Za-z]{2,16})?")
"""Short words, or names of sites (重庆市万州区人民政府网), between bars"""
REPORTED = re.compile(r"(?:法治政府|依法行政).{0,30}(?:报告|总结|情况)")
MENU_REACH = 8
"""Lines between the menu of a site and the title of what it shows"""
SENTENCE_END = re.compile(r"[。；;！？]")


class Opening(NamedTuple):
    """What each leading line is, and where the body begins."""

    roles: dict[int, LineRole]
    """Index of the line → what it is"""
    body: int
    """Index of the first line of the body"""


def read_opening(lines: list[TextLine]) -> Opening:
    """Tell the leading lines apart."""
    roles: dict[int, LineRole] = {}
    for index, line in enumerate(lines[:DEPTH]):
        role = line_role(line.text) or (
            LineRole.MENU if is_row(line.text) and _before_title(lines, index) else LineRole.NONE
        )
        if not role or (
            role == LineRole.TITLE
            and STANDALONE.fullmatch(line.text)
            and not (index and OPEN_END.search(lines[index - 1].text))
        ):
            return Opening(roles, index)
        roles[index] = role
        if role == LineRole.VOCATIVE:
            return Opening(roles, index + 1)
    return Opening(roles, min(len(lines), DEPTH))


def _before_title(lines: list[TextLine], index: int) -> bool:
    """Whether a line with bars is a menu of the site (| 设为首页| 加入收藏|): of short words, and the title
    is still to come."""
    if not MENU.fullmatch(lines[index].text) or any(REPORTED.search(line.text) for line in lines[:index]):
        return False
    return any(
        REPORTED.search(line.text) and line_role(line.text) == LineRole.TITLE
        for line in lines[index + 1 : index + MENU_REACH]
    )


def line_role(text: str) -> LineRole:
    """What a leading line is by its form; empty when it is text of the body."""
    if is_date_line(text):
        return LineRole.DATE
    if "20" in text and page_date(text)[1] and not DOCUMENT_NUMBER.search(text):
        return LineRole.PAGE_DATE
    if len(text) > MAX_OPENING_LINE_CHARS or is_row(text):
        return LineRole.NONE
    meeting = MEETING.search(text)
    if meeting and (text[0] in "(（—-─" or text.startswith("20")):
        return LineRole.MEETING
    mark = mark_of(text)
    if mark is not None:
        return LineRole.NONE
    if speaker(text):
        return LineRole.SPEAKER
    number = DOCUMENT_NUMBER.search(text) if "号" in text else None
    if number and not NUMBER_BESIDE.sub("", text[: number.start()] + text[number.end() :]):
        return LineRole.NUMBER
    if (
        ADDRESSEE.fullmatch(text)
        and ADDRESSED.search(text)
        and not text.startswith(("附件", "附"))
        and text[-3:-1] != "如下"
    ):
        return LineRole.VOCATIVE
    if SENTENCE_END.search(text.rstrip("。")) or text.endswith(("。", ":", "：", ",", "，")):
        return LineRole.NONE
    return LineRole.ISSUER if len(text) <= 40 and ISSUER_END.search(text) else LineRole.TITLE


def speaker(text: str) -> tuple[str, str] | None:
    """Post and name of the person who gave the report: `市司法局局长 路熠`."""
    found = SPEAKER_LABELLED.fullmatch(text.strip("()（）")) or SPEAKER.fullmatch(text.strip("()（）"))
    return (found["post"], re.sub(r"\s", "", found["name"])) if found else None
