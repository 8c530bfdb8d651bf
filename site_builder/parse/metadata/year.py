"""The year a report is about: the one beside 法治政府, never the document number's, never a plan's range,
never the clock's."""

import re

from site_builder.model.report import Sourced
from site_builder.parse.structure.lines import TextLine
from site_builder.text.readers.numerals import HAN_DIGIT_VALUES
from site_builder.vocabulary import Origin

YEAR_FRAGMENT = r"(?P<y>(?:19|20)[0-9]{2}|二[〇○零Oo][〇○零Oo一二三四五六七八九]{2})"
NEITHER = r"(?<![0-9\-—–至])"
IN_TITLE = (
    re.compile(
        NEITHER + YEAR_FRAGMENT + r"\s?年(?:度|上半年)?(?!\s?[-—–至])[^年]{0,24}?(?:法治政府|依法行政|法治)"
    ),
    re.compile(r"(?:法治政府|依法行政|法治)[^年]{0,16}?" + NEITHER + YEAR_FRAGMENT + r"\s?年"),
    re.compile(NEITHER + YEAR_FRAGMENT + r"\s?年(?:度)?(?!\s?[-—–至])"),
    re.compile(r"^" + YEAR_FRAGMENT + r"(?=[^0-9年\-—–至])"),
    re.compile(NEITHER + YEAR_FRAGMENT + r"(?=(?:推进)?(?:法治政府|依法行政))"),
)
"""Patterns in order: beside the subject first, then any year of the title"""
PLAN_BEHIND = re.compile(
    r"(?:和|与|及|暨|以及|、)\s?"
    + YEAR_FRAGMENT
    + r"\s?年[^年]{0,24}(?:计划|安排|打算|思路|要点|重点)(?:的(?:报告|汇报))?$"
)
"""What a title announces behind what it reports, with the year that comes:
2022年工作总结和2023年法治政府建设工作计划"""
STATEMENT = re.compile(
    r"(?:(?P<now>现将|现就|本报告(?:旨在)?(?:总结|反映|说明))|将|就|对|总结|向.{2,16}?报告)[^。]{0,30}?"
    + YEAR_FRAGMENT
    + r"\s?年(?:度)?[^。]{0,30}?(?:法治政府|依法行政|法治建设|工作情况|有关情况|报告|总结)(?(now)|(?=[^。"
    r"]{0,90}(?:如下|报告|汇报|汇总)))"
)
"""现将2023年度…情况报告如下. Other verbs count only if the sentence goes on to report:
对2019年度法治政府建设情况进行研讨 tells of a meeting."""
YEAR_HEADING = re.compile(
    r"^[一二三四五六七八九十]{1,2}[、.．]\s?"
    + YEAR_FRAGMENT
    + r"\s?年度?[^。]{0,16}(?:法治政府|情况|成效|举措|做法|工作)"
)
NEXT_YEAR = re.compile(r"安排|打算|计划|思路|重点|展望|目标")
BEGINS = re.compile(r"^(?:(?:一年来|过去一年)[,，])?" + YEAR_FRAGMENT + r"\s?年(?:度|以来)?(?:[,，]|是)")
BEGINS_GLUED = re.compile(
    r"^"
    + YEAR_FRAGMENT
    + r"\s?年(?:度|以来)?(?=[\u4e00-\u9fff]{2,20}?(?:坚持|深入|认真|全面|严格|始终|紧紧|围绕|扎实|在[^,，。"
    r"]{2,40}(?:领导|指导)下|以习近平))"
)
"""2022年西城区坚持…: the year and who did it, without a comma between"""
IN_NAME = re.compile(
    r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2}|二[〇○零Oo][〇○零Oo一二三四五六七八九]{2}(?=年))(?![0-9])"
)
"""A year anywhere in the name of a file or folder: 漯河市2025年法治政府建设年度报告, 漯河2025, …（2025年）"""
DAY = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?:[-./_][01]?[0-9][-./_][0-3]?[0-9](?![0-9])|年[01]?[0-9]月)")
"""A date: the day on which something was published or saved, never the year reported"""


def to_year(text: str) -> int:
    """2023 or 二〇二三 → 2023."""
    return int("".join(str(HAN_DIGIT_VALUES.get(c, 0)) for c in text))


def year_of_title(title: str) -> Sourced[int] | None:
    """The year a title states.

    >>> [(s := year_of_title(t)) and s.value for t in ("关于2024年度法治政府建设情况的报告", "2023年法治政府建设情况和2024年工作安排的报告")]
    [2024, 2023]
    >>> year_of_title("肥西县司法局2022年工作总结和2023年法治政府建设工作计划").value
    2022
    >>> year_of_title("法治政府建设实施方案(2021-2025年)"), year_of_title("二〇一九年法治政府建设报告").value
    (None, 2019)
    """
    behind = PLAN_BEHIND.search(title)
    told = [title[: behind.start()], title] if behind else [title]
    found = next((match for text in told for pattern in IN_TITLE if (match := pattern.search(text))), None)
    return Sourced(to_year(found["y"]), Origin.TEXT, 0, found[0]) if found else None


def year_of_text(lines: list[TextLine], body: int) -> Sourced[int] | None:
    """The year the opening paragraphs or the first headings state."""
    for line in lines[body : body + 4]:
        text = line.text[:600]
        found = next(
            (each for each in STATEMENT.finditer(text) if each["now"] or not _quoted(text, each.start("y"))),
            None,
        )
        if found:
            return Sourced(
                to_year(found["y"]), Origin.TEXT, line.number, found[0], note="由正文开头的说明得出。"
            )
    for line in lines[body : body + 400]:
        if line.text[0] in "一二三":
            found = YEAR_HEADING.match(line.text[:40])
            if found and not NEXT_YEAR.search(found[0] + line.text[found.end() : found.end() + 8]):
                return Sourced(to_year(found["y"]), Origin.TEXT, line.number, found[0], note="由标题得出。")
    for line in lines[body : body + 3]:
        found = BEGINS.match(line.text) or BEGINS_GLUED.match(line.text)
        if found:
            return Sourced(
                to_year(found["y"]), Origin.TEXT, line.number, found[0], note="由正文开头“…年,”推断。"
            )
    return None


def _quoted(text: str, at: int) -> bool:
    """Whether a position lies inside 《…》 or 〈…〉: 对《关于2023年法治政府建设情况的报告》的审议意见 tells
    the year of another document."""
    return any(text.rfind(mark, 0, at) > text.rfind(end, 0, at) for mark, end in ("《》", "〈〉"))


def year_of_path(path: str) -> Sourced[int] | None:
    """The year the file name states, else the innermost folder that names one. Of several different years
    none is taken: the value is then unknown.

    >>> [(y := year_of_path(p)) and y.value for p in ("河南省/2024.txt", "漯河市2025年年度报告.txt", "2023/报告（2025-03-28公布）.txt", "报告.txt")]
    [2024, 2025, 2023, None]
    >>> year_of_path("漯河市2024年度报告（2025年发布）.txt").note
    '文件名里有2024、2025几个年份。'
    """
    for part in reversed(path.removesuffix(".txt").split("/")):
        years = sorted({to_year(found["y"]) for found in IN_NAME.finditer(DAY.sub("", part))})
        if len(years) == 1:
            return Sourced(years[0], Origin.PATH, 0, part, note="由文件名得出。")
        if years:
            return Sourced(
                None, Origin.UNKNOWN, 0, part, note=f"文件名里有{'、'.join(map(str, years))}几个年份。"
            )
    return None
