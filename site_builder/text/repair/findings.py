"""What reading and repairing found, as problems for the clerk: one per line and kind, so that a badly damaged
file does not drown its own report."""

from collections.abc import Iterator
from itertools import islice

from site_builder.model.text import Repair, SourceFile
from site_builder.problems import Problem
from site_builder.text.charset import Decoded, decode
from site_builder.text.repair.corrections import (
    Misfit,
    decided,
    distinct_words,
    heading_end,
    is_undecided,
    paste_line,
    quoted,
    sidecar_name,
)
from site_builder.vocabulary import RepairKind, RepairStatus

BINARY_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "Word、WPS 或压缩文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 文件"),
    (b"%PDF-", "PDF 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf", "压缩文件"),
    (b"\x1f\x8b", "压缩文件"),
)
HTML = (b"<!doctype html", b"<html", b"<head", b"<?xml")
CONTROL_BYTES = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1a\x1b") + b"\x7f"
MAX_BYTES_SNIFFED = 65_536
"""Bytes at the beginning that tell a program or a database from a text"""
FEWEST = 32
"""Control characters below which a file is a text with a few strays, which the repairs mark one by one."""
SHARE = 0.05
"""Share of control characters beyond which a file is no text: real reports have none, programs 43 to 76 of
100 bytes, all 256 bytes in turn 10."""
MAX_PROBLEMS_PER_FILE = 200
"""Problems of one file; what is beyond that says nothing new to the person who has to mend it."""

FINDING_CODES: dict[tuple[RepairKind, RepairStatus], str] = {
    # kind, status of a repair → problem
    (RepairKind.BYTE_SHIFT, RepairStatus.PROPOSED): "T201",
    (RepairKind.BYTE_SHIFT, RepairStatus.FLAGGED): "T202",
    (RepairKind.BYTE_SHIFT_NUMBER, RepairStatus.PROPOSED): "T203",
    (RepairKind.BYTE_SHIFT_INLINE, RepairStatus.FLAGGED): "T204",
    (RepairKind.LOST_DASH, RepairStatus.FLAGGED): "T205",
    (RepairKind.LOST_YEAR_MARK, RepairStatus.FLAGGED): "T206",
    (RepairKind.LOST_BRACKET, RepairStatus.FLAGGED): "T207",
    (RepairKind.LOST_MARK, RepairStatus.FLAGGED): "T212",
    (RepairKind.UNREADABLE, RepairStatus.FLAGGED): "T208",
    (RepairKind.PINYIN, RepairStatus.FLAGGED): "T209",
    (RepairKind.LOOKALIKE, RepairStatus.AUTOMATIC): "T210",
    (RepairKind.CONTROLS, RepairStatus.AUTOMATIC): "T211",
}
PASTED = frozenset({"T204", "T205", "T206", "T207", "T208", "T209", "T212"})
"""Told with the line that corrects them"""
ONCE = frozenset({"T210", "T211"})
"""Reported once per file, with the first line."""


def refusal(source: SourceFile, most: int) -> tuple[Problem, ...]:
    """Why a file cannot be read as a report at all; empty if it can."""
    file = f"reports/{source.path}"
    if len(source.data) > most:
        return (Problem("S108", file, 0, "", (("size", f"{len(source.data) / 1_000_000:.0f} MB"),)),)
    reason = foreign_format(source.data)
    return (Problem("S104", file, 0, "", (("reason", reason),)),) if reason else ()


def foreign_format(data: bytes) -> str:
    """What the file really is if it is no text file; empty for text."""
    name = next((name for magic, name in BINARY_FORMATS if data.startswith(magic)), "")
    if not name and data[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(HTML):
        name = "网页源代码"
    return name or ("程序或数据文件，控制字符太多" if _is_binary(data[:MAX_BYTES_SNIFFED]) else "")


def _is_binary(head: bytes) -> bool:
    """Whether control characters abound. Zero bytes are no proof before decoding (UTF-16 has them), nor those
    that pad the end of a file.

    >>> _is_binary(bytes(range(256)) * 40), _is_binary("法治政府建设 2024\\n".encode("utf-16-le") * 40), _is_binary("依法行政".encode("gb18030") * 40)
    (True, False, False)
    """
    head = head.rstrip(b"\x00") + b"\x00" * (
        len(head.rstrip(b"\x00")) % 2
    )  # UTF-16 ends with the zero half of its last character
    if len(head) - len(head.translate(None, CONTROL_BYTES)) < max(FEWEST, SHARE / 2 * len(head)):
        return False
    text = decode(head).text
    controls = len(text.encode("utf-8", "replace")) - len(
        text.encode("utf-8", "replace").translate(None, CONTROL_BYTES)
    )
    return controls >= FEWEST and controls > SHARE * len(text)


def problems(
    source: SourceFile,
    refused: tuple[Problem, ...],
    decoded: Decoded,
    text: str,
    repairs: tuple[Repair, ...],
    misfits: list[Misfit],
    long: bool,
) -> tuple[Problem, ...]:
    """All findings of one file."""
    if refused:
        return (*refused, *source.sidecar_problems)
    file = f"reports/{source.path}"
    if not decoded.text.strip():
        return (Problem("S102", file), *source.sidecar_problems)
    found: list[Problem] = []
    if decoded.lost:
        line = decoded.text.count("\n", 0, max(decoded.text.find("\ufffd"), 0)) + 1
        found.append(
            Problem("S105", file, line, "", (("count", str(decoded.lost)), ("encoding", decoded.encoding)))
        )
    if decoded.mixed_line_ends:
        found.append(Problem("S106", file))
    if long:
        found.append(Problem("S107", file, 0, "", (("size", str(len(decoded.text))),)))
    found += islice(_of_repairs(source, text, repairs), MAX_PROBLEMS_PER_FILE)
    return (*found, *source.sidecar_problems, *_of_sidecar(source, misfits))


def _of_repairs(source: SourceFile, text: str, repairs: tuple[Repair, ...]) -> Iterator[Problem]:
    """One problem per doubtful repair; at a place that a person has looked at without being able to decide it
    is only a note."""
    looked_at = source.sidecar.confirm.keys() - decided(source.sidecar.confirm).keys()
    left = [(each.line, each.source) for each in source.sidecar.replace if is_undecided(each)]
    seen: set[str] = set()
    for each in repairs:
        code = FINDING_CODES.get((each.kind, each.status), "")
        if not code or code in seen:
            continue
        if code in ONCE:
            seen.add(code)
        doubtful = each.status in {RepairStatus.PROPOSED, RepairStatus.FLAGGED}
        if doubtful and each.line in looked_at:
            code = "T213"
        elif doubtful and any(line == each.line and each.span.of(text) in words for line, words in left):
            code = "T214"
        yield Problem(
            code, f"reports/{source.path}", each.line, each.before, _detail(source, text, each, code)
        )


def _detail(source: SourceFile, text: str, repair: Repair, code: str) -> tuple[tuple[str, str], ...]:
    """What the texts of the catalogue say about a repair: among it the very line to paste into the sidecar."""
    heading = _heading(text, repair) if code in {"T201", "T203"} else ""
    return (
        ("heading", heading),
        ("quoted", quoted(heading)),
        ("around", _around(text, repair) if code == "T212" else repair.before),
        ("line", str(repair.line)),
        ("after", repair.after),
        ("note", repair.note),
        ("sidecar", sidecar_name(source.path, source.sidecar_path)),
        ("paste", paste_line(repair.line, distinct_words(text, repair.span)) if code in PASTED else ""),
    )


def _around(text: str, repair: Repair) -> str:
    """The words around a single character, so that a person can find it in the line."""
    start, end = text.rfind("\n", 0, repair.span.start) + 1, text.find("\n", repair.span.end)
    return text[max(start, repair.span.start - 8) : min(end if end >= 0 else len(text), repair.span.end + 12)]


def _heading(text: str, repair: Repair) -> str:
    """The whole heading a repair belongs to, as a person would have to confirm it."""
    start = text.rfind("\n", 0, repair.span.start) + 1
    return text[start : heading_end(text, repair.span.end)].strip()


def _of_sidecar(source: SourceFile, misfits: list[Misfit]) -> Iterator[Problem]:
    for each in misfits:
        line = source.sidecar_lines.get(each.at) or source.sidecar_lines.get(each.key, 0)
        lines = "、".join(str(number) for number in each.elsewhere)
        where = f"；第 {lines} 行有这几个字，是不是这一行" if lines else ""
        detail = (("line", str(each.line)), ("count", str(each.places)), ("where", where))
        yield Problem(each.code, f"reports/{source.sidecar_path or source.path}", line, each.text, detail)
    for index, wanted in enumerate(source.sidecar.replace):
        if not wanted.why.strip():
            at = source.sidecar_lines.get(f"replace.{index}") or source.sidecar_lines.get("replace", 0)
            yield Problem(
                "T224",
                f"reports/{source.sidecar_path or source.path}",
                at,
                wanted.source,
                (("line", str(wanted.line)),),
            )
