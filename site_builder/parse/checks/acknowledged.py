"""Findings a person stands by: what the sidecar acknowledges, with a reason, is no warning any more but a
note that shows the reason.

A finding is never merely switched off: `check` shows it for ever, and a statement that fits no finding is
told.
"""

from site_builder.model.text import Acknowledged, CleanText
from site_builder.problems import Problem
from site_builder.text.repair.corrections import UNDECIDED, sidecar_name

UNREADY = frozenset({"B421", "B422", "B423", "B424", "B425", "B427", "B428", "B429"})
"""Marks of what is not to be published yet"""
ACKNOWLEDGEABLE_CODES = (
    frozenset(
        {
            "D802",
            "D803",
            "D804",
            "D805",
            "D806",
            "D808",
            "D809",
            "D810",
            "D811",
            "D812",
            "D813",
            "D814",
            "D815",
            "H308",
            "H313",
        }
    )
    | UNREADY
)
"""What can be right as it stands: a number that is public or only looks like a personal one, a day of
publication that is unusual. An identity number with its check digit and the mark of a version conflict are
none of these."""
PERSONAL = "D8"
CODES_SHOWN_WHEN_WITHHELD = frozenset({"D822", "D823"})
"""In the sidecar or the file's name: pages show these of a withheld text too"""


def ways_out(clean: CleanText, code: str, line: int) -> tuple[tuple[str, str], ...]:
    """What the advice of a finding needs: the name of the sidecar, and the very line to paste into it."""
    where = f", line: {line}" if line and is_sensitive(code) else ""
    return ("sidecar", sidecar_name(clean.path, clean.sidecar_path)), (
        "paste",
        f"- {{code: {code}{where}, why: {UNDECIDED}}}",
    )


def acknowledged(problems: list[Problem], clean: CleanText) -> list[Problem]:
    """The problems, those that the sidecar acknowledges as notes (H314), and H315 for each statement that has
    no effect."""
    out = list(problems)
    for index, stated in enumerate(clean.sidecar.acknowledged):
        fitting = [
            at
            for at, problem in enumerate(problems)
            if problem.code == stated.code and stated.line in (0, problem.line)
        ]
        why = _refusal(stated) or ("" if fitting else "没有这样的提示")
        if why:
            line = clean.sidecar_lines.get(f"acknowledged.{index}", 0)
            out.append(Problem("H315", "reports/" + clean.sidecar_path, line, stated.code, (("why", why),)))
            continue
        for at in fitting:
            found = problems[at]
            out[at] = Problem(
                "H314",
                found.file,
                found.line,
                found.text,
                (("said", found.message), ("why", stated.why.strip())),
            )
    return [_withheld(problem) for problem in out] if clean.sidecar.withheld else out


def is_sensitive(code: str) -> bool:
    """Whether a finding tells of what should not be public: personal data, or a text that is not ready. Such
    findings are stood by line by line."""
    return code.startswith(PERSONAL) or code in UNREADY


def _withheld(problem: Problem) -> Problem:
    """Personal data and marks in a text that is not published: nothing has to be done about them."""
    return (
        Problem("D807", problem.file, problem.line, problem.text, (("said", problem.message),))
        if is_sensitive(problem.code) and problem.code not in CODES_SHOWN_WHEN_WITHHELD
        else problem
    )


def _refusal(stated: Acknowledged) -> str:
    """Why a statement cannot be used whatever has been found; empty when it can."""
    if stated.code not in ACKNOWLEDGEABLE_CODES:
        return "这种提示不能这样确认"
    if not stated.why.strip() or stated.why.strip() == UNDECIDED:
        return "没有写明理由"
    return (
        "没有写明是哪一行" if is_sensitive(stated.code) and stated.code != "B423" and not stated.line else ""
    )
