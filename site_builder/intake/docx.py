"""A Word file → text. Before mammoth reads it (merged cells, text boxes, notes), tracked changes are settled,
hidden text is taken out and the automatic numbers are written out; what is settled or left out is told.

A file can carry rules of its own for mammoth (an embedded style map); they are not followed, for they may
make text disappear.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable
from xml.parsers.expat import ExpatError

from site_builder.intake.imported import Imported, left_out, library
from site_builder.intake.markup import lines_of, pictures
from site_builder.intake.word_changes import Settled, settle_changes
from site_builder.intake.word_hidden import without_hidden
from site_builder.intake.word_margins import Comment, comments, margins
from site_builder.intake.word_numbers import with_numbers
from site_builder.intake.word_package import WordPackage
from site_builder.problems import Problem
from site_builder.vocabulary import FileType

DAMAGED = (
    KeyError,
    ValueError,
    AttributeError,
    IndexError,
    SyntaxError,
    OSError,
    EOFError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
)
"""What zipfile, lxml and mammoth raise on a damaged package, as 10,000 of them showed"""
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
"""Bytes a Word file may unpack to: more is no report but a bomb."""
MOST_PARAGRAPHS, MOST_ELEMENTS = 10_000, 300_000
"""The longest report with its tables has 2,000 paragraphs, of 30 elements at most where every word is set by
itself; 10,000 cost 5 seconds"""
MAX_CHANGES_LISTED = 100
"""Changes, and comments, told one by one; the count is of all"""


def from_docx(name: str, data: bytes) -> Imported:
    """The text of a .docx file."""
    library("mammoth")
    reason = _unpackable(data)
    if reason:
        return Imported("", FileType.DOCX, problems=(Problem("S152", name, 0, "", (("reason", reason),)),))
    try:
        package = WordPackage(data)
        reason = _too_much(package)
        if reason:
            return Imported(
                "", FileType.DOCX, problems=(Problem("S152", name, 0, "", (("reason", reason),)),)
            )
        settled = settle_changes(package)
        hidden = without_hidden(package)
        numbered = with_numbers(package)
        beside = [*_comments(name, comments(package)), *_margins(name, margins(package))]
        return _read(name, package, settled, [*left_out("S159", name, hidden), *beside], numbered)
    except DAMAGED as error:
        return Imported(
            "",
            FileType.DOCX,
            problems=(
                Problem("S152", name, 0, "", (("reason", f"内部结构不完整（{type(error).__name__}）"),)),
            ),
        )


def _read(name: str, package: WordPackage, settled: Settled, told: list[Problem], numbered: bool) -> Imported:
    mammoth, etree = library("mammoth"), library("lxml.html")
    keep_none = mammoth.images.img_element(lambda _: {})
    html = mammoth.convert_to_html(
        io.BytesIO(package.packed()), convert_image=keep_none, include_embedded_style_map=False
    ).value
    tree = etree.fragment_fromstring(
        html or "<p></p>", create_parent="div", parser=etree.HTMLParser(huge_tree=True)
    )
    told += left_out("S158", name, pictures(tree))
    lines = lines_of(tree)
    told += _changes(name, settled, lines)
    if not lines:
        return Imported("", FileType.DOCX, problems=(Problem("S154", name), *told))
    notes = (
        *(("Word 的自动编号已写成文字",) if numbered else ()),
        *((f"另有 {settled.formats} 处修订只改了格式",) if settled.formats else ()),
    )
    return Imported("\n".join(lines), FileType.DOCX, notes=notes, problems=tuple(told))


def _changes(name: str, settled: Settled, lines: list[str]) -> list[Problem]:
    """S163 with the count and the authors, then S164 for each change, in the line of the text where it is."""
    if not settled.changes:
        return []
    numbers = {"".join(line.split()): number for number, line in reversed(list(enumerate(lines, 1)))}
    told = [
        Problem(
            "S163",
            name,
            0,
            "",
            (
                ("count", str(len(settled.changes))),
                ("authors", _named(each.author for each in settled.changes)),
            ),
        )
    ]
    for change in settled.changes[:MAX_CHANGES_LISTED]:
        line = numbers.get("".join(change.paragraph.split()), 0)
        told.append(Problem("S164", name, line, "", (("author", change.author), ("change", change.told()))))
    return told


def _comments(name: str, found: list[Comment]) -> list[Problem]:
    """S165 for each comment; the last one has the rest of a very long list."""
    told = [
        Problem("S165", name, 0, each.text, (("author", each.author),)) for each in found[:MAX_CHANGES_LISTED]
    ]
    rest = found[MAX_CHANGES_LISTED:]
    return told + (
        [
            Problem(
                "S165",
                name,
                0,
                f"另外还有 {len(rest)} 条批注",
                (("author", _named(each.author for each in rest)),),
            )
        ]
        if rest
        else []
    )


def _margins(name: str, found: list[tuple[str, str]]) -> list[Problem]:
    return [Problem("S166", name, 0, text, (("where", where),)) for where, text in found]


def _named(authors: Iterable[str]) -> str:
    """Authors with how often each is one, as 甲 3 处、乙 1 处."""
    every = list(authors)
    return "、".join(f"{author} {every.count(author)} 处" for author in dict.fromkeys(every))


def _too_much(package: WordPackage) -> str:
    """Why the text is longer than a report can be; empty if it is not."""
    for name in package.text_parts():
        part = package.parts[name]
        paragraphs = part.count(b"<w:p>") + part.count(b"<w:p ") + part.count(b"<w:p/")
        if paragraphs > MOST_PARAGRAPHS:
            return f"有 {paragraphs} 段，超过 {MOST_PARAGRAPHS} 段，不像一份报告"
        if part.count(b"<") > 2 * MOST_ELEMENTS:
            return "里面的标记太多，不像一份报告"
    return ""


def _unpackable(data: bytes) -> str:
    """Why the package cannot be unpacked safely; empty if it can."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                return "文件有密码"
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
                return "解压后太大"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "不是完整的 Word 文件"
    return ""
