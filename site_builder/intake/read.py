"""Any supported file → `Imported`, chosen by content first and by name second: people rename files."""

from collections.abc import Callable

from site_builder.intake.docx import from_docx
from site_builder.intake.html import from_html
from site_builder.intake.imported import Imported
from site_builder.intake.pdf import from_pdf
from site_builder.problems import Problem
from site_builder.text.charset import decode

SUFFIXES: dict[str, str] = {
    "txt": "txt",
    "text": "txt",
    "html": "html",
    "htm": "html",
    "shtml": "html",
    "xhtml": "html",
    "docx": "docx",
    "pdf": "pdf",
}
HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<!-- saved from url", b"<?xml")


def to_text(name: str, data: bytes) -> Imported:
    """Read a file given by name and bytes. Damaged, scanned and unsupported files yield no text and a problem, never an exception.

    Raises UsageError if the libraries for this type are not installed.
    """
    kind = file_type(name, data)
    if not kind:
        suffix = name.rpartition(".")[2]
        return Imported("", "", problems=(Problem("S153", name, 0, suffix or name),))
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return Imported("", kind, problems=(Problem("S102", name),))
    return READERS[kind](name, data)


def file_type(name: str, data: bytes) -> str:
    """txt · html · docx · pdf, or empty.

    >>> file_type("报告.docx", b"PK\\x03\\x04 word/document.xml"), file_type("报告.txt", b"%PDF-1.4"), file_type("报告.doc", b"\\xd0\\xcf\\x11\\xe0")
    ('docx', 'pdf', '')
    """
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in data else ""
    if start.lower().startswith(HTML_STARTS):
        return "html"
    if start.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf", b"MIME-Version:", b"From: <Saved by")):
        return ""
    known = SUFFIXES.get(name.rpartition(".")[2].lower(), "")
    return known if known in {"txt", "html"} else ""


def from_txt(_name: str, data: bytes) -> Imported:
    """A text file is taken as it is: repairs happen when it is built, where each is listed."""
    decoded = decode(data)
    notes = () if decoded.encoding.startswith("utf-8") else (f"文字编码为 {decoded.encoding}，已转为 UTF-8",)
    return Imported(decoded.text, "txt", notes=notes)


READERS: dict[str, Callable[[str, bytes], Imported]] = {"txt": from_txt, "html": from_html, "docx": from_docx, "pdf": from_pdf}
