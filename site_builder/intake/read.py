"""Any supported file → `Imported`, chosen by content first and by name second: people rename files."""

import io
import struct
import traceback
import zipfile
from collections.abc import Callable
from pathlib import PurePath

from site_builder.intake.docx import from_docx
from site_builder.intake.html import from_html
from site_builder.intake.imported import Imported
from site_builder.intake.pdf import from_pdf
from site_builder.problems import Problem, UsageError
from site_builder.text.charset import decode
from site_builder.text.repair.findings import foreign_format
from site_builder.vocabulary import Encoding, FileType

SUFFIXES: dict[str, FileType] = {
    **{str(kind): kind for kind in FileType},
    "text": FileType.TXT,
    "htm": FileType.HTML,
    "shtml": FileType.HTML,
    "xhtml": FileType.HTML,
}
MAX_IMPORTED_CHARS = 1_000_000
"""Characters; the longest report has 100,000, and what is longer would not be published"""
ZIP = b"PK\x03\x04"
ARCHIVED_PAGE = (b"MIME-Version:", b"From: <")
PACKAGE_MARKERS = {
    "xl/": "Excel 表格",
    "ppt/": "PowerPoint 演示文稿",
    "content.xml": "OpenDocument 文件",
    "OFD.xml": "OFD 文件",
}
"""What the names in a zip file begin with → what it is"""
UNOPENED = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error)
"""What zipfile raises on the directory of a damaged file"""
HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<!-- saved from url", b"<?xml")


def read_file(name: str, data: bytes) -> Imported:
    """Read a file given by name and bytes, whatever it holds: text, or no text and the problems that say why.
    This is what is called in the cage.

    It is the one place where every exception is caught: the libraries that read Word files and PDFs raise
    what comes to hand when a file is damaged (AssertionError, TypeError, struct.error, …), so no list of
    exceptions is complete. Lack of memory is left to the cage.
    """
    try:
        found = to_text(name, data)
        found.text.encode()  # half a pair of surrogates is no text, and could not be written down
    except MemoryError:
        raise
    except UsageError as error:
        return Imported("", None, problems=(Problem("S161", name, 0, "", (("reason", str(error)),)),))
    except Exception as error:
        return Imported("", None, problems=(unread(name, f"内部结构有错（{_where(error)}）"),))
    if len(found.text) > MAX_IMPORTED_CHARS:
        size = f"{len(found.text)} 字"
        return Imported("", found.kind, problems=(Problem("S108", name, 0, "", (("size", size),)),))
    return found


def unread(name: str, reason: str) -> Problem:
    """The problem of a file that could not be read to its end."""
    return Problem("S160", name, 0, "", (("reason", reason),))


def _where(error: Exception) -> str:
    """What was raised and where, for whoever looks for the cause: `AssertionError，html.py 41`."""
    frames = traceback.extract_tb(error.__traceback__, limit=-1)
    return f"{type(error).__name__}" + (
        f"，{PurePath(frames[-1].filename).name} {frames[-1].lineno}" if frames else ""
    )


def to_text(name: str, data: bytes) -> Imported:
    """Read a file given by name and bytes. Scanned and unsupported files yield no text and a problem, and so
    do most damaged ones.

    Raises UsageError if the libraries for this type are not installed, and what these libraries raise on a
    damaged file that no reader foresaw: `read_file` is the whole promise.
    """
    kind = file_type(name, data)
    if not kind:
        return Imported("", None, problems=(_unsupported(name, data),))
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return Imported("", kind, problems=(Problem("S102", name),))
    return READERS[kind](name, data)


def file_type(name: str, data: bytes) -> FileType | None:
    """What a file is, whatever it is called; None if it cannot be read.

    >>> file_type("报告.docx", b"PK\\x03\\x04 word/document.xml"), file_type("报告.txt", b"%PDF-1.4")
    ('docx', 'pdf')
    >>> file_type("报告.doc", b"\\xd0\\xcf\\x11\\xe0"), file_type("报告.txt", b"\\x89PNG\\r\\n"), file_type("报告.docx", "法治".encode())
    (None, None, None)
    """
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-"):
        return FileType.PDF
    if start.startswith(ZIP):
        return FileType.DOCX if _is_word(data) else None
    if start.lower().startswith(HTML_STARTS):
        return FileType.HTML
    if start.startswith(ARCHIVED_PAGE) or foreign_format(data):
        return None
    known = SUFFIXES.get(_suffix(name))
    return known if known in (FileType.TXT, FileType.HTML) else None


def _is_word(data: bytes) -> bool:
    """Whether a zip file is a Word file, not one that holds some: its own parts lie in `word/`. One that
    cannot be opened is asked for the name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return any(name.startswith("word/") and name.endswith(".xml") for name in package.namelist())
    except UNOPENED:
        return b"word/" in data


def _suffix(name: str) -> str:
    return PurePath(name).suffix[1:].lower()


def _unsupported(name: str, data: bytes) -> Problem:
    """What a file that cannot be imported really is, whatever its name promises: an archive named .txt is no
    text, half a Word file is damaged."""
    suffix = _suffix(name)
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    kind = (
        "网页存档（MHTML）"
        if start.startswith(ARCHIVED_PAGE)
        else _package(data)
        if start.startswith(ZIP)
        else foreign_format(data)
    )
    if start.startswith(ZIP) and not kind:
        return Problem("S152", name, 0, "", (("reason", "不是完整的 Word 或压缩文件"),))
    if not kind and suffix in SUFFIXES:
        return Problem("S152", name, 0, "", (("reason", f"文件名是 .{suffix}，内容却不是"),))
    promised = f"（文件名是 .{suffix}，内容不是）" if kind and suffix in SUFFIXES else ""
    return Problem("S153", name, 0, f"{kind or suffix or PurePath(name).name}{promised}")


def _package(data: bytes) -> str:
    """What a zip file holds, by the folders that office programs put into it; empty if it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except UNOPENED:
        return ""
    return next(
        (kind for folder, kind in PACKAGE_MARKERS.items() if any(each.startswith(folder) for each in names)),
        "压缩文件",
    )


def from_txt(_name: str, data: bytes) -> Imported:
    """A text file is taken as it is, byte for byte: repairs happen when it is built, where each is listed."""
    decoded = decode(data)
    notes = (
        ()
        if decoded.encoding in (Encoding.UTF_8, Encoding.UTF_8_SIG)
        else (f"文字编码为 {decoded.encoding}，文件原样保存，没有转换（生成网站时照这个编码读取）",)
    )
    return Imported(decoded.text, FileType.TXT, notes=notes)


READERS: dict[FileType, Callable[[str, bytes], Imported]] = {
    FileType.TXT: from_txt,
    FileType.HTML: from_html,
    FileType.DOCX: from_docx,
    FileType.PDF: from_pdf,
}
