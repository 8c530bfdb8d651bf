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
    # G6xx glossary
    "G601": Entry("error", "词条“{text}”有两个文件，另一个是 {other}", "请把两个文件合并成一个，别的写法放进 aliases。"),
    "G602": Entry("warning", "“{term}”的别名“{text}”也是另一个词条（{other}）的名字或别名", "请从其中一个词条里删去这个别名；在改好之前，它不会自动链接。"),
    "G603": Entry("warning", "“{term}”的 see_also 指向不存在的词条“{text}”", "请改成已有词条的名字，或删去这一项。"),
    "G604": Entry("note", "没有一份报告用到词条“{text}”", "如果写法不同，请在 aliases 里补上报告里的写法；确实用不到的可以保留，不影响发布。"),
    "G605": Entry("warning", "词条“{text}”已被删除，但仍有 {reports} 份报告在用", "请恢复这个词条；如果是改名，请把旧名写进新词条的 aliases。"),
    "G606": Entry("note", "词条“{term}”可能误链：它在“{text}”里只是一个更长的词的一部分（{count} 处）", "如果确是误链，请把“{text}”写进这个词条的 avoid。"),
    "G607": Entry("note", "词条“{text}”的地址与别的词条读音相同，已自动改为 {slug}", "如需固定地址，请在文件头里写上 slug: 加一个不重复的拼音。"),
    "G608": Entry("error", "词条文件的开头缺少用 --- 包起来的信息", "第一行写 ---，接着写 term: 词条名，再用一行 --- 结束，下面写解释。"),
    "G609": Entry("warning", "词条“{text}”有解释但没有写明依据", "请在 sources 里写出法律或公开文件的全称和文号；没有依据的，请删去解释并写 status: 待释。"),
    "G610": Entry("warning", "文件名与词条名不一致：文件名是“{text}”，词条名是“{term}”", "请把文件改名为“{term}.md”，这样别人找得到。"),
    # C7xx collection
    "C701": Entry("error", "两个文件是同一份报告（{identity}）：{other}", "请保留一份；如果确实是两份，请在旁注文件（同名 .yml）里写明 year、kind 或 issuer。"),
    "C702": Entry("warning", "正文与另一份报告完全相同：{other}", "请核对是不是同一份报告放了两遍，或者其中一份的地区、年度写错了。"),
    "C711": Entry("error", "places.yml：没有代码为“{text}”的地方", "请对照区划表核对六位代码。"),
    "C712": Entry("error", "places.yml：地址“{text}”已经被{other}占用", "请换一个不重复的拼音地址。"),
    "C713": Entry("error", "places.yml：地址“{text}”写法不对", "地址只能用小写字母、数字和连字符，例如 luohe 或 kunming-xishan。"),
    "C714": Entry("error", "places.yml：截止日期“{text}”写法不对", "请写成“月-日”，例如 03-31。"),
    "C715": Entry("warning", "places.yml：截止日期规则没有写明依据（source）", "请写出文件名称和条款，没有依据的期限不要用来评判是否按时。"),
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
