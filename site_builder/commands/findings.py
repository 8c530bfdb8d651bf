"""Problems as lines for a terminal, annotations for GitHub, or JSON: one finding, several renderings."""

import json
from collections.abc import Iterable
from typing import assert_never

from msgspec import structs

from site_builder.problems import Problem, visible
from site_builder.vocabulary import Severity

SEVERITY_ORDER = {severity: rank for rank, severity in enumerate(Severity)}
OUTPUT_FORMATS = ("text", "json", "github")


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Each finding once, worst first, then by file and line: the order a person works through them."""
    return sorted(
        set(problems), key=lambda p: (SEVERITY_ORDER[p.severity], p.file, p.line, p.code, p.text, p.detail)
    )


CONTENT_FOLDERS = ("reports/", "glossary/", "indicators/", "pages/")
CONTENT_FILES = {"places.yml", "redirects.yml"}
OTHER_FILE = "other"
"""The placeholder of the catalogue that may hold a file"""


def location(problem: Problem, content: str) -> str:
    """The file as the user can open it from the project folder: `content/reports/…`; other files (mkdocs.yml,
    one to import) stand as they are."""
    return _located(problem.file, content)


def _located(file: str, content: str) -> str:
    inside = file.startswith(CONTENT_FOLDERS) or file in CONTENT_FILES
    return f"{content}/{file}" if inside and content else file


def words(problem: Problem, content: str) -> tuple[str, str]:
    """What is wrong and how to mend it; another file that is named is found in the same way as the one at
    fault."""
    detail = tuple(
        (name, _located(value, content) if name == OTHER_FILE else value) for name, value in problem.detail
    )
    told = structs.replace(problem, detail=detail)
    return told.message, told.advice


def as_text(problem: Problem, content: str) -> str:
    """One line: `文件:行: 代码 说明 → 怎么改` (the line number is left out when the whole file is meant)."""
    place = location(problem, content)
    if problem.line:
        place += f":{problem.line}"
    message, advice = words(problem, content)
    return f"{place}: {problem.code} {message} → {advice}"


def _github_level(severity: Severity) -> str:
    """What GitHub calls it."""
    match severity:
        case Severity.ERROR | Severity.WARNING:
            return severity
        case Severity.NOTE:
            return "notice"
    assert_never(severity)


def as_github(problem: Problem, content: str) -> str:
    """A workflow command that shows the finding beside the changed line. Values are percent-escaped so that
    no text can end the command early."""
    properties = {"file": location(problem, content), "title": f"{problem.code} {problem.severity.word}"}
    if problem.line:
        properties["line"] = str(problem.line)
    listed = ",".join(f"{key}={_escape(value, also=':,')}" for key, value in properties.items())
    message, advice = words(problem, content)
    return f"::{_github_level(problem.severity)} {listed}::{_escape(f'{message} → {advice}')}"


def _escape(value: str, also: str = "") -> str:
    out = value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    for character in also:
        out = out.replace(character, f"%{ord(character):02X}")
    return out


def as_record(problem: Problem, content: str) -> dict[str, object]:
    """The finding for machines: same names as in the data exports."""
    message, advice = words(problem, content)
    return {
        "file": location(problem, content),
        "line": problem.line or None,
        "code": problem.code,
        "severity": problem.severity,
        "text": problem.text,
        "message": message,
        "advice": advice,
    }


def render(problems: Iterable[Problem], form: str, content: str) -> str:
    """All findings in one of FORMATS, ready to print; empty text for none (an empty list in JSON)."""
    found = ordered(problems)
    if form == "json":
        return json.dumps([as_record(p, content) for p in found], ensure_ascii=False, indent=2)
    line = as_github if form == "github" else as_text
    return "\n".join(line(p, content) for p in found)


RECAPPED = 20
"""Files named at the very end of a build; the whole list stands above them"""


def recap(problems: Iterable[Problem], content: str) -> str:
    """The last words of a build: which files have errors. Hundreds of warnings may stand between the errors
    and the end of the output."""
    errors = [problem for problem in ordered(problems) if problem.severity == Severity.ERROR]
    files = list(dict.fromkeys(location(problem, content) for problem in errors))
    codes = {
        file: "、".join(dict.fromkeys(p.code for p in errors if location(p, content) == file))
        for file in files
    }
    lines = [f"  {visible(file)}（{codes[file]}）" for file in files[:RECAPPED]]
    more = [f"  ……还有 {len(files) - RECAPPED} 个"] if len(files) > RECAPPED else []
    return "\n".join(
        [
            (
                f"注意：下面 {len(files)} 个文件有错误，没有发布或没有全部起作用；其余的已经发布。"
                "每个错误的说明和改法在上面："
            ),
            *lines,
            *more,
        ]
    )


def tally(problems: Iterable[Problem]) -> str:
    """`2 个错误，1 个警告，3 个提示` (only those that occur), or `没有发现问题`."""
    found = ordered(problems)
    counts = [(severity.word, sum(p.severity == severity for p in found)) for severity in Severity]
    return "，".join(f"{count} 个{name}" for name, count in counts if count) or "没有发现问题"
