"""What can be wrong with content, and the one family of exceptions.

A problem is data: stages return problems, adapters render them. What each says to a clerk stands in
`problem_catalogue`.
"""

import errno
import traceback
from unicodedata import category

from msgspec import Struct

from site_builder.problem_catalogue import CATALOGUE
from site_builder.vocabulary import Severity


class Problem(Struct, frozen=True, gc=False):
    """One finding, made for a clerk: which file and line, the words in question, the code that names text and
    advice in `CATALOGUE`."""

    code: str
    file: str
    """Relative to the content folder (`reports/…`, `glossary/…`, `indicators/…`, `places.yml`) or
    `mkdocs.yml`."""
    line: int = 0
    """1-based; 0 when the whole file is meant."""
    text: str = ""
    """The offending words, as they stand."""
    detail: tuple[tuple[str, str], ...] = ()
    """Values for the placeholders of the catalogue's texts, as pairs."""

    @property
    def severity(self) -> Severity:
        """How grave it is, by its code"""
        return CATALOGUE[self.code].severity

    @property
    def message(self) -> str:
        """What is wrong, in Chinese, placeholders filled."""
        return _fill(CATALOGUE[self.code].text, self)

    @property
    def advice(self) -> str:
        """How to mend it, in Chinese, placeholders filled."""
        return _fill(CATALOGUE[self.code].advice, self)


def _fill(template: str, problem: Problem) -> str:
    """Put the problem's values into a catalogue text. Values are replaced once, never formatted: report text
    may hold braces."""
    values = {"text": shorten(problem.text), "file": visible(problem.file)} | {
        name: visible(value) for name, value in problem.detail
    }
    parts = template.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        out.append(values.get(name, "") + rest if closed else "{" + part)
    return "".join(out)


def shorten(text: str, limit: int = 40) -> str:
    """The first `limit` characters on one line, invisible characters by number. Messages must stay readable
    whatever the file holds."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"


BLANK_LETTERS = "\u115f\u1160\u17b4\u17b5\u3164\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f\uffa0"
"""Fillers and variation selectors: Unicode counts them as letters and marks, a reader sees nothing"""
NUMBERED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories shown by number: control, format (bidi, zero width), surrogate, private use, line and
paragraph separator"""


def visible(text: str) -> str:
    """The same words with every character that cannot be seen, or that turns others around, written as its
    number. Tab and line feed stay.

    >>> visible("行政\u202e复议\u200b，2024年")
    '行政U+202E复议U+200B，2024年'
    """
    if text.isprintable() and not any(letter in text for letter in BLANK_LETTERS):
        return text
    return "".join(f"U+{ord(c):04X}" if is_invisible(c) and c not in "\t\n" else c for c in text)


def is_invisible(letter: str) -> bool:
    """Whether a reader sees nothing of a character, or of what it does to those beside it. A blank is seen as
    a gap."""
    return letter in BLANK_LETTERS or category(letter) in NUMBERED


SYSTEM_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "文件不见了",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "磁盘只读",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "同时打开的文件太多",
    errno.EXDEV: "跨了两个磁盘",
    errno.EBUSY: "正被其他程序使用",
    errno.EADDRINUSE: "已被其他程序占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


def system_reason(error: OSError) -> str:
    """Why the operating system refuses something, in Chinese.

    >>> system_reason(PermissionError(errno.EACCES, "Permission denied")), system_reason(OSError(999, "?"))
    ('没有权限', '系统错误 999')
    """
    return SYSTEM_REASONS.get(error.errno or 0, f"系统错误 {error.errno or '（原因不明）'}")


def template_fault(error: Exception) -> str:
    """Which template is at fault, and in which line: Jinja puts its templates into the traceback."""
    where = [
        (each.filename.replace("\\", "/").rpartition("/")[2], each.lineno)
        for each in traceback.extract_tb(error.__traceback__)
    ]
    found = next((f"{name} 第 {line} 行" for name, line in reversed(where) if name.endswith(".html")), "模板")
    return f"页面框架生成不出来，{found}有误：{error}。请检查 themes/ 里最近改过的模板"


def template_place(error: BaseException) -> str:
    """The template and line an exception comes from, `pages/report.html 第 12 行`; empty when no template had
    a part in it."""
    syntax = getattr(error, "lineno", 0)
    if syntax and getattr(error, "name", None):
        return f"模板 {getattr(error, 'name', '')} 第 {syntax} 行"
    frames = traceback.extract_tb(error.__traceback__)
    return next(
        (
            f"模板 {each.filename.replace(chr(92), '/')} 第 {each.lineno} 行"
            for each in reversed(frames)
            if each.filename.endswith(".html")
        ),
        "",
    )


def fault_place(error: BaseException) -> str:
    """Where an exception was raised, innermost last: `pipeline/render_pages.py:170 · pages/report.html:12`;
    what a worker process noted of it comes first."""
    noted = getattr(error, "__notes__", None)
    if noted:
        return str(noted[0])
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return " · ".join(
        f"{'/'.join(each.filename.replace(chr(92), '/').split('/')[-2:])}:{each.lineno}" for each in frames
    )


def defect(error: BaseException) -> str:
    """A failure that no rule of ours foresees, in one line for a maintainer: kind, words, place."""
    words = shorten(str(error), 300) or "没有说明"
    return (
        f"程序出错，这是程序的缺陷，请把这一行发给维护者：{type(error).__name__}:"
        f" {words}（{fault_place(error)}）"
    )


class SiteBuilderError(Exception):
    """Base of all errors a user may meet; its text is Chinese and complete."""


class UsageError(SiteBuilderError):
    """A command or the configuration cannot be understood (exit 2)."""


class BuildFailed(SiteBuilderError):
    """A strict build found problems, or the engine refused; the old site stands untouched (exit 1)."""
