"""A Word file → text: mammoth keeps tracked insertions, merged cells and text boxes and drops deletions; hidden text is taken out and the automatic
numbers are written out before.
"""

import io
import zipfile

from site_builder.intake.imported import Imported, left_out, library
from site_builder.intake.markup import lines_of, pictures
from site_builder.intake.word_hidden import without_hidden
from site_builder.intake.word_numbers import with_numbers
from site_builder.problems import Problem
from site_builder.vocabulary import FileType

LARGEST = 100 * 1024 * 1024
"""Bytes a Word file may unpack to: more is no report but a bomb."""


def from_docx(name: str, data: bytes) -> Imported:
    """The text of a .docx file, its title if the file properties state one."""
    mammoth, etree = library("mammoth"), library("lxml.html")
    reason = _unpackable(data)
    if reason:
        return Imported("", FileType.DOCX, problems=(Problem("S152", name, 0, "", (("reason", reason),)),))
    try:
        data, hidden = without_hidden(data)
        data, numbered = with_numbers(data)
        html = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(lambda _: {})).value
    except (KeyError, ValueError, AttributeError, IndexError, zipfile.BadZipFile, SyntaxError) as error:
        return Imported("", FileType.DOCX, problems=(Problem("S152", name, 0, "", (("reason", f"内部结构不完整（{type(error).__name__}）"),)),))
    tree = etree.fragment_fromstring(html or "<p></p>", create_parent="div")
    told = (*left_out("S159", name, hidden), *left_out("S158", name, pictures(tree)))
    lines = lines_of(tree)
    if not lines:
        return Imported("", FileType.DOCX, problems=(Problem("S154", name), *told))
    notes = ("Word 的自动编号已写成文字",) if numbered else ()
    return Imported("\n".join(lines), FileType.DOCX, notes=notes, problems=told)


def _unpackable(data: bytes) -> str:
    """Why the package cannot be unpacked safely; empty if it can."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                return "文件有密码"
            if sum(entry.file_size for entry in entries) > LARGEST:
                return "解压后太大"
    except (zipfile.BadZipFile, OSError, ValueError):
        return "不是完整的 Word 文件"
    return ""
