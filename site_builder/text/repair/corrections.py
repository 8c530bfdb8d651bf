"""What staff state in the sidecar comes first: corrections (`replace`) and headings they have confirmed
(`confirm`)."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from site_builder.model.span import Span
from site_builder.model.text import Repair, Replacement
from site_builder.problems import is_invisible
from site_builder.text.repair.gbk_shift import damages
from site_builder.text.repair.repair_edits import RepairEdit, RepairInput
from site_builder.vocabulary import CorrectionKind, RepairKind, RepairStatus

LONGEST_HEADING = 80
HEADING_STOPS = "。！!；;"
CONFIRMED_NOTE = "标题已由工作人员核对确认"


NAMED_LINES = 3
"""Other lines that are named when a correction is said to be at the wrong one"""
UNDECIDED = "待核对"
"""`confirm: {7: 待核对}`, `to: 待核对`: a person has looked at the line and cannot decide without the
original. The mark stays, the warning becomes a note."""
WIDENING = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32)
"""Characters tried on either side of damaged words until they are unlike everything else in their line"""


def decided(confirm: dict[int, str]) -> dict[int, str]:
    """The lines for which the sidecar states a reading.

    >>> decided({5: "(三)提增立法质效", 14: "待核对"})
    {5: '(三)提增立法质效'}
    """
    return {line: said for line, said in confirm.items() if said.strip() != UNDECIDED}


def sidecar_name(path: str, present: str = "") -> str:
    """What the sidecar of a report is called, or is to be called if none is present: 河南省/漯河市/2024.txt →
    2024.yml."""
    name = path.rpartition("/")[2]
    return present.rpartition("/")[2] or f"{name.rpartition('.')[0] or name}.yml"


def quoted(text: str) -> str:
    """The words as a value of a YAML line, characters that cannot be seen by number.

    >>> print(quoted('“办法”: "甲"\u200b'))
    "“办法”: \\"甲\\"\\u200b"
    """
    return "".join(
        f"\\U{ord(c):08x}" if ord(c) > 0xFFFF else f"\\u{ord(c):04x}" if is_invisible(c) else c
        for c in json.dumps(text, ensure_ascii=False)
    )


def paste_line(line: int, words: str) -> str:
    """What a clerk pastes under `replace:` of the sidecar. As long as 待核对 stands in it nothing is changed.

    >>> print(paste_line(12, "20212025年"))
    - {line: 12, from: "20212025年", to: "待核对", why: "对照原件更正"}
    """
    return f'- {{line: {line}, from: {quoted(words)}, to: "{UNDECIDED}", why: "对照原件更正"}}'


def distinct_words(text: str, span: Span) -> str:
    """The words of a place, with so many around them that nothing else in their line reads the same: their
    correction hits this place only.

    >>> distinct_words("前款【规定，某款【规定", Span(2, 3))
    '前款【规定'
    """
    first, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    last = end if end >= 0 else len(text)
    words = ""
    for wider in WIDENING:
        start = max(span.start - wider, first)
        words = text[start : min(span.end + wider, last)]
        if (
            len(words) > 1
            and text.find(words, first, last) == start
            and text.find(words, start + 1, last) < 0
        ):
            break
    return words


class Misfit(NamedTuple):
    """A statement of the sidecar that found nothing to apply to."""

    key: CorrectionKind
    line: int
    text: str
    at: str = ""
    """Where it stands in the sidecar, as `SourceFile.sidecar_lines` names it: confirm.14, replace.0"""
    code: str = "T221"
    """Of its problem: T220 confirms nothing, T221 corrects nothing, T222 another correction has changed the
    same words, T223 there are several places"""
    places: int = 0
    """How often the words stand in the line"""
    elsewhere: tuple[int, ...] = ()
    """Other lines in which they stand"""


def stated_replacements(draft: RepairInput) -> list[RepairEdit]:
    """Put `to` for `from` on the source line named; every other line stays as it is, and so do words of which
    there are several in the line."""
    if not draft.sidecar.replace:
        return []
    numbers = range(1, draft.text.count("\n") + 2)
    places = (
        list(replaced(draft.text, numbers, each)) for each in draft.sidecar.replace if not is_undecided(each)
    )
    return [mends[0] for mends in places if len(mends) == 1]


def is_undecided(wanted: Replacement) -> bool:
    """Whether a correction only says that somebody has looked."""
    return wanted.to.strip() == UNDECIDED


def replaced(text: str, numbers: Sequence[int], wanted: Replacement) -> Iterator[RepairEdit]:
    """All places of one correction in a text whose lines have the source lines `numbers`."""
    start = 0
    for number, line in zip(numbers, text.split("\n"), strict=True):
        at = line.find(wanted.source) if number == wanted.line and wanted.source else -1
        while at >= 0:
            end = at + len(wanted.source)
            yield RepairEdit(
                start + at,
                start + end,
                wanted.to,
                RepairKind.CORRECTION,
                RepairStatus.REPLACED,
                note=wanted.why,
            )
            at = line.find(wanted.source, end)
        start += len(line) + 1


def lines_with(text: str, numbers: Sequence[int], words: str) -> tuple[int, ...]:
    """The source lines that hold the words, the first few.

    >>> lines_with("甲乙\\n丙\\n乙丁", (1, 2, 3), "乙")
    (1, 3)
    """
    found = (
        number for number, line in zip(numbers, text.split("\n"), strict=True) if words and words in line
    )
    return tuple(islice(dict.fromkeys(found), NAMED_LINES))


def confirmed_headings(draft: RepairInput) -> list[RepairEdit]:
    """Put the heading that a person has confirmed in place of the slipped bytes on its line."""
    confirm = decided(draft.sidecar.confirm)
    if not confirm:
        return []
    mends = []
    for damage in damages(draft.text):
        heading = confirm.get(draft.text.count("\n", 0, damage.start) + 1, "").strip()
        if heading and "\n" not in heading:
            end = heading_end(draft.text, max(damage.end, damage.body + 1))
            mends.append(
                RepairEdit(
                    damage.start,
                    end,
                    heading,
                    RepairKind.BYTE_SHIFT,
                    RepairStatus.CONFIRMED,
                    note=CONFIRMED_NOTE,
                )
            )
    return mends


def heading_end(text: str, start: int) -> int:
    """Where a heading ends: before the first stop, at the end of the line, or where the damage ends if
    neither comes soon."""
    line = text.find("\n", start)
    limit = min(line if line >= 0 else len(text), start + LONGEST_HEADING)
    for at in range(start, limit):
        if text[at] in HEADING_STOPS:
            return at
    return limit if limit == line or limit == len(text) else start


def confirm_rest(
    text: str, repairs: tuple[Repair, ...], confirm: dict[int, str]
) -> tuple[tuple[Repair, ...], list[Misfit]]:
    """Mark the other doubtful repairs of a confirmed line as confirmed if the line does read as stated; say
    which statements fit nothing."""
    confirm = decided(confirm)
    done = {each.line for each in repairs if each.status == RepairStatus.CONFIRMED}
    out: list[Repair] = []
    for each in repairs:
        stated = confirm.get(each.line, "").strip()
        if (
            stated
            and each.line not in done
            and each.status in {RepairStatus.PROPOSED, RepairStatus.FLAGGED}
            and _reads(text, each, stated)
        ):
            done.add(each.line)
            each = _confirmed(each)
        out.append(each)
    return tuple(out), [
        Misfit(CorrectionKind.CONFIRM, line, stated, f"confirm.{line}", "T220")
        for line, stated in sorted(confirm.items())
        if line not in done
    ]


def _reads(text: str, repair: Repair, stated: str) -> bool:
    """Does the line of the repair hold the stated text?"""
    start = text.rfind("\n", 0, repair.span.start) + 1
    end = text.find("\n", repair.span.end)
    return text.find(stated, start, end if end >= 0 else len(text)) >= 0


def _confirmed(repair: Repair) -> Repair:
    return Repair(
        repair.kind,
        repair.line,
        repair.before,
        repair.after,
        RepairStatus.CONFIRMED,
        repair.span,
        repair.count,
        repair.candidates,
        CONFIRMED_NOTE,
    )
