"""The catalogue of everything that can be wrong with content, and the one family of exceptions.

A problem is data: stages return problems, adapters render them. The Chinese texts live here and nowhere else; docs/problems.md is generated from
this table. Codes are stable for ever: a code may be retired, never reused.

    S1xx reading · T2xx repair · H3xx head and kind · B4xx structure · Q5xx numbers and indicators · G6xx glossary · C7xx collection · D8xx personal
    data · X9xx site, configuration, engine
"""

from msgspec import Struct


class Problem(Struct, frozen=True):
    """One finding, made for a clerk: which file and line, the words in question, the code that names text and advice in `CATALOGUE`."""

    code: str
    file: str
    """Relative to the content folder (`reports/…`, `glossary/…`, `indicators/…`, `places.yml`) or `mkdocs.yml`."""
    line: int = 0
    """1-based; 0 when the whole file is meant."""
    text: str = ""
    """The offending words, as they stand."""
    detail: tuple[tuple[str, str], ...] = ()
    """Values for the placeholders of the catalogue's texts, as pairs."""

    @property
    def severity(self) -> str:
        """error · warning · note"""
        return CATALOGUE[self.code].severity

    @property
    def message(self) -> str:
        """What is wrong, in Chinese, placeholders filled."""
        return _fill(CATALOGUE[self.code].text, self)

    @property
    def advice(self) -> str:
        """How to mend it, in Chinese, placeholders filled."""
        return _fill(CATALOGUE[self.code].advice, self)


class Entry(Struct, frozen=True):
    """What the catalogue says about one code. `text` and `advice` may hold {placeholders}; `{text}` is the offending words."""

    severity: str
    """error (this file is not published) · warning (published, should be mended) · note (worth knowing)"""
    text: str
    advice: str


def _fill(template: str, problem: Problem) -> str:
    """Put the problem's values into a catalogue text. Values are replaced once, never formatted: report text may hold braces."""
    values = {"text": shorten(problem.text), "file": problem.file, **dict(problem.detail)}
    parts = template.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        out.append(values.get(name, "") + rest if closed else "{" + part)
    return "".join(out)


def shorten(text: str, limit: int = 40) -> str:
    """The first `limit` characters on one line, control characters shown as �. Messages must stay readable whatever the file holds."""
    line = "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"


CATALOGUE: dict[str, Entry] = {
    # S1xx reading
    "S101": Entry("error", "文件读不出来：{reason}", "请确认文件没有损坏、没有被其他程序占用，然后重新保存为文本文件（UTF-8）。"),
    "S102": Entry("error", "文件是空的", "请把报告正文粘贴进去再提交；如果是误建的文件，请删除。"),
    "S103": Entry("error", "文件太大（{size}），超过 20 MB", "报告正文通常不到 100 KB。请确认放进来的是文本，不是图片、压缩包或整站备份。"),
    "S104": Entry("error", "这不是文本文件（{reason}）", "请用 site-builder import 导入网页、Word 或 PDF；不要直接改后缀名。"),
    # C7xx collection
    "C701": Entry("error", "两个文件是同一份报告（{identity}）：{other}", "请保留一份；如果确实是两份，请在旁注文件（同名 .yml）里写明 year、kind 或 issuer。"),
    # X9xx site
    "X901": Entry("error", "配置项“{text}”无法识别", "请改成：{guess}"),
    # X95x YAML files
    "X951": Entry("error", "YAML 读不懂：{reason}", "请对照使用手册里的样例改这一行；拿不准时，把值用英文双引号括起来。"),
    "X952": Entry("error", "不支持 YAML 的 & 和 * 引用", "请把引用的内容直接写出来。"),
    "X953": Entry("error", "键“{text}”写了两次", "请只保留一个。"),
    "X954": Entry("error", "不认得的键“{text}”", "{guess}"),
    "X955": Entry("error", "缺少必填的键“{text}”", "请补上这一行：“{text}: …”。"),
    "X956": Entry("error", "“{text}”的写法不对：这里应当是{expected}", "请按手册的样例改写这一行。"),
}


class SiteBuilderError(Exception):
    """Base of all errors a user may meet; its text is Chinese and complete."""


class UsageError(SiteBuilderError):
    """A command or the configuration cannot be understood (exit 2)."""


class BuildFailed(SiteBuilderError):
    """A strict build found problems, or the engine refused; the old site stands untouched (exit 1)."""
