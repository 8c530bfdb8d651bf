"""SourceFile → CleanText: read the bytes, repair what can be repaired with certainty, point at the rest, set
page furniture aside.

The order of the passes is delicate and is one table. A byte shift must be undone before pinyin is dropped
(the pinyin is the only evidence for an eaten byte) and before Traditional characters are converted
(conversion changes the bytes); of seven damaged titles of one report this order recovers six, the others four
and three.
"""

from site_builder.model.text import CleanText, Replacement, SourceFile
from site_builder.text.boilerplate.boilerplate import set_aside
from site_builder.text.charset import Decoded, decode
from site_builder.text.repair import findings
from site_builder.text.repair.controls import invisible_characters, without_controls
from site_builder.text.repair.corrections import (
    Misfit,
    confirm_rest,
    confirmed_headings,
    is_undecided,
    lines_with,
    replaced,
    stated_replacements,
)
from site_builder.text.repair.gbk_shift import shifted_headings
from site_builder.text.repair.lookalikes import confused_letters
from site_builder.text.repair.missing_characters import lost_characters
from site_builder.text.repair.overconverted import spoilt_words
from site_builder.text.repair.pinyin import bracketed_pinyin
from site_builder.text.repair.provenance import PassResult, Provenance, line_starts, step
from site_builder.text.repair.quotes import corner_quotes
from site_builder.text.repair.repair_edits import Pass, RepairEdit, draft
from site_builder.text.repair.script import traditional
from site_builder.text.repair.strays import stray_question_marks
from site_builder.vocabulary import CorrectionKind, Encoding

FIXES: tuple[Pass, ...] = (
    stated_replacements,
    confirmed_headings,
    invisible_characters,
    shifted_headings,
    bracketed_pinyin,
    traditional,
    spoilt_words,
    confused_letters,
    corner_quotes,
    stray_question_marks,
    lost_characters,
)

REPAIRABLE = 100_000
"""Characters beyond which a text is only read, not repaired: five times the longest real document; the worst
made-up text takes a second then."""
READABLE = 4_000_000
"""Bytes beyond which a file is refused: no report has a million characters."""


def clean(source: SourceFile) -> CleanText:
    """Turn a source file into readable text with every change listed. Never raises; what is wrong becomes a
    problem or a flagged repair."""
    refused = findings.refusal(source, READABLE)
    decoded = Decoded("", Encoding.UTF_8) if refused else decode(source.data)
    long = len(decoded.text) > REPAIRABLE
    text = without_controls(decoded.text) if long else decoded.text
    trace, misfits = (Provenance(text, []), []) if long else _mended(text, source)
    starts = line_starts(trace.text)
    numbers = trace.line_numbers(starts)
    repairs, unconfirmed = confirm_rest(trace.text, trace.repairs(), source.sidecar.confirm)
    furniture, fields = ((), ()) if long else set_aside(trace.text, tuple(starts), numbers)
    return CleanText(
        path=source.path,
        sha256=source.sha256,
        encoding=decoded.encoding,
        text=trace.text,
        maps=tuple(each.back for each in trace.steps),
        line_starts=tuple(starts),
        line_numbers=numbers,
        repairs=repairs,
        furniture=furniture,
        fields=fields,
        sidecar=source.sidecar,
        sidecar_path=source.sidecar_path,
        sidecar_lines=source.sidecar_lines,
        problems=findings.problems(
            source, refused, decoded, trace.text if repairs else "", repairs, [*misfits, *unconfirmed], long
        ),
    )


def _mended(text: str, source: SourceFile) -> tuple[Provenance, list[Misfit]]:
    """Run the passes in their fixed order; only those that found something leave a step."""
    steps: list[PassResult] = []
    current = draft(text, source.sidecar)
    for each in FIXES:
        mends = each(current)
        if mends:
            steps.append(step(current.text, mends))
            current = draft(steps[-1].after, source.sidecar) if steps[-1].after != current.text else current
    return _late_replacements(Provenance(text, steps), source)


def _late_replacements(trace: Provenance, source: SourceFile) -> tuple[Provenance, list[Misfit]]:
    """Corrections whose words do not stand in the source as it is, but in the repaired line that staff saw on
    the page."""
    wanted = [(f"replace.{index}", each) for index, each in enumerate(source.sidecar.replace)]
    if not wanted:
        return trace, []
    lines_of = trace.source.split("\n")
    early = {
        at
        for at, each in wanted
        if each.source
        and each.source in "".join(lines_of[each.line - 1 : each.line] if each.line > 0 else [])
    }
    places = {at: _places(trace, each, early=at in early) for at, each in wanted}
    late = step(
        trace.text,
        [
            places[at][0]
            for at, each in wanted
            if at not in early and not is_undecided(each) and len(places[at]) == 1
        ],
    )
    done = {*(trace.steps[0].mends if early and trace.steps else ()), *late.mends}
    misfits = []
    for at, each in wanted:
        if not places[at]:
            lines = (
                *lines_with(trace.source, range(1, len(lines_of) + 1), each.source),
                *_repaired_with(trace, each.source),
            )
            misfits.append(
                Misfit(
                    CorrectionKind.REPLACE, each.line, each.source, at, elsewhere=tuple(dict.fromkeys(lines))
                )
            )
        elif not is_undecided(each) and len(places[at]) > 1:
            misfits.append(
                Misfit(CorrectionKind.REPLACE, each.line, each.source, at, "T223", len(places[at]))
            )
        elif not is_undecided(each) and not done.issuperset(places[at]):
            misfits.append(Misfit(CorrectionKind.REPLACE, each.line, each.source, at, "T222"))
    return (trace.corrected(late) if late.mends else trace), misfits


def _repaired_with(trace: Provenance, words: str) -> tuple[int, ...]:
    """The source lines whose repaired text holds the words."""
    return lines_with(trace.text, trace.line_numbers(line_starts(trace.text)), words)


def _places(trace: Provenance, wanted: Replacement, *, early: bool) -> list[RepairEdit]:
    """Where the words of a correction stand: in the source, or in the text as repaired."""
    if early:
        return list(replaced(trace.source, range(1, trace.source.count("\n") + 2), wanted))
    return list(replaced(trace.text, trace.line_numbers(line_starts(trace.text)), wanted))
