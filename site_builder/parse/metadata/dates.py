"""Dates as pages and signatures print them → ISO, with the label that decided: 发布 > 发文 > 更新 > 成文 >
落款.

What is never a publication date: a portal clock (今天是…星期…农历), the date of a meeting, a date inside an
address, a date the calendar does not have.
"""

import re
from calendar import monthrange

from site_builder.model.report import Sourced
from site_builder.model.text import LabelledField
from site_builder.text.readers.numerals import HAN_DIGIT_VALUES, chinese_number
from site_builder.vocabulary import Origin, PageField

PRINTED_DATE = re.compile(
    r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})\s?(?:年|[-/.．])\s?(?P<m>[0-9]{1,2})\s?(?:月|[-/.．])\s?(?P<d>[0-9]{1,2})\s?日?(?![0-9])"
    r"(?:[ \tT]{0,4}(?P<h>[0-2]?[0-9])(?:[:：]\s?|时)(?P<i>[0-5][0-9])(?:[:：][0-5][0-9])?)?"
)
CHINESE_DATE = re.compile(
    r"(?P<y>[二一][〇○零Oo0一二三四五六七八九]{3})\s?年\s?(?P<m>[一二三四五六七八九十]{1,2}|元)\s?月\s?(?P<d>[一二三四五六七八九十]{1,3})\s?日"
)
DATE_LINE = re.compile(
    r"[(（]?\s*(?:(?:19|20)[0-9]{2}\s?年\s?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日|(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[二一][〇○零Oo0一二三四五六七八九]{3}年[一二三四五六七八九十元]{1,2}月[一二三四五六七八九十]{1,3}日)\s*(?:印发)?\s*[)）]?"
)
CLOCK_WORDS = re.compile(r"今天|星期|农历|周[一二三四五六日]|现在是")
LABELLED_DATE = re.compile(
    r"(?P<label>(?:发布|公布|发文|更新|成文|印发|发表|公开|(?<![\u4e00-\u9fff]))(?:日期|时间))\s?[:：]?\s?(?P<date>(?:19|20)[0-9]{2}\s?[年\-/.].{3,18})"
)
OTHER_LABEL = re.compile(r"[\u4e00-\u9fff](?:日期|时间|期限|有效期|有效期至)\s?[:：]?\s?(?:19|20)[0-9]{2}")
"""评估日期, 截止时间: a day that is not the day of publication"""
FIGURES = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])(?:[ T][0-9]{1,2}[:：][0-9]{2})?"
    r"|(?<![0-9])(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日\s?[0-9]{1,2}[:：时][0-9]{2}"
)
"""A date in figures, or one with the minute: only a page prints that"""
LONGEST_PAGE_LINE = 80
ORDER = (PageField.PUBLISHED, PageField.TIME, PageField.ISSUED, PageField.UPDATED, PageField.WRITTEN)
"""Harvested fields by weight. `time` is a bare 时间/日期 beside the title, which pages use for the day of
publication."""


def page_date(text: str) -> tuple[str, str]:
    """Label and value of a line of the page that holds a date in figures: `发布时间：2022-03-30 字号：…`,
    `县政府办 2023-03-29 10:21`.

    >>> page_date("发布时间：2022-03-30 字号：【大】"), page_date("桐梓县人民政府办公室 2023-03-29 10:21"), page_date("2022年度法治政府建设报告")
    (('发布时间', '2022-03-30'), ('', '2023-03-29 10:21'), ('', ''))
    """
    if len(text) > LONGEST_PAGE_LINE or CLOCK_WORDS.search(text) or "会" in text:
        return "", ""
    labelled = "期" in text or "时间" in text
    found = LABELLED_DATE.search(text) if labelled else None
    if found:
        date = PRINTED_DATE.search(text, found.start("date"))
        return found["label"], (date[0] if date else found["date"]).strip()
    if labelled and OTHER_LABEL.search(text):
        return "", ""
    bare = FIGURES.search(text)
    return ("", bare[0].strip()) if bare else ("", "")


def is_date_line(text: str) -> bool:
    """Whether a line is a date and nothing else. `20201月1日` (a lost 年) is none."""
    return len(text) < 24 and text[0] in "(（12二一 " and DATE_LINE.fullmatch(text) is not None


def read_date(text: str) -> tuple[str, str]:
    """ISO form and error: exactly one of them is empty, both if there is no date.

    >>> read_date("2024-03-25 14:45"), read_date("2018年3月26日"), read_date("二〇一九年十二月三十一日"), read_date("2021/03/29 11:30:01")
    (('2024-03-25 14:45', ''), ('2018-03-26', ''), ('2019-12-31', ''), ('2021-03-29 11:30', ''))
    >>> read_date("2023-02-30"), read_date("今天是2019年10月31日 星期三"), read_date("-")
    (('', '2023-02-30'), ('', ''), ('', ''))
    """
    if CLOCK_WORDS.search(text):
        return "", ""
    found = PRINTED_DATE.search(text)
    if found:
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
        hour = found["h"]
        if not _exists(year, month, day) or (hour is not None and int(hour) > 23):
            return "", found[0].strip()
        return f"{year:04}-{month:02}-{day:02}" + (f" {int(hour):02}:{found['i']}" if hour else ""), ""
    chinese = CHINESE_DATE.search(text)
    if chinese:
        year = int("".join(str(HAN_DIGIT_VALUES.get(c, 0)) for c in chinese["y"]))
        month = 1 if chinese["m"] == "元" else int(chinese_number(chinese["m"]) or 0)
        day = int(chinese_number(chinese["d"]) or 0)
        return (f"{year:04}-{month:02}-{day:02}", "") if _exists(year, month, day) else ("", chinese[0])
    return "", ""


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def from_fields(
    fields: tuple[LabelledField, ...], names: tuple[PageField, ...] = ORDER
) -> tuple[Sourced[str], list[Sourced[str]]]:
    """The date the page itself gives, by weight of its label, and the values that are no dates of the
    calendar."""
    wrong: list[Sourced[str]] = []
    for name in names:
        for field in fields:
            if field.name != name:
                continue
            date, error = read_date(field.value)
            label = field.label.strip(" :：") or name.explanation
            if error:
                wrong.append(Sourced(None, Origin.UNKNOWN, field.line, field.value, label))
            elif date:
                note = (
                    ""
                    if name in (PageField.PUBLISHED, PageField.TIME)
                    else f"页面没有写发布日期，采用{label}。"
                )
                return Sourced(date, Origin.PAGE, field.line, field.value, label, note), wrong
    for field in fields:
        if field.name == PageField.SOURCE and PageField.TIME in names:
            found = PRINTED_DATE.search(field.value)
            if found and read_date(found[0])[0]:
                return Sourced(read_date(found[0])[0], Origin.PAGE, field.line, field.value, "日期"), wrong
    return Sourced(), wrong


def from_signature(text: str, line: int) -> Sourced[str]:
    """The date of a signature, marked as such."""
    date, _ = read_date(text)
    return (
        Sourced(date, Origin.SIGNATURE, line, text, "落款", "页面没有写发布日期，采用落款日期。")
        if date
        else Sourced()
    )
