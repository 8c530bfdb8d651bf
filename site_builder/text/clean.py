"""SourceFile → CleanText: read the bytes, repair what can be repaired with certainty, point at the rest, set page furniture aside.

The order of the passes is delicate and is one table. A byte shift must be undone before pinyin is dropped (the pinyin is the only evidence for an
eaten byte) and before Traditional characters are converted (conversion changes the bytes); of seven damaged titles of one report this order
recovers six, the others four and three.
"""

from site_builder.model.span import Span
from site_builder.model.text import CleanText, Repair, SourceFile
from site_builder.problems import Problem
from site_builder.text.charset import Decoded, decode
from site_builder.text.controls import invisible_characters, without_controls
from site_builder.text.furniture import set_aside
from site_builder.text.gbshift import shifted_headings
from site_builder.text.mends import Pass, draft
from site_builder.text.pinyin import bracketed_pinyin
from site_builder.text.quotes import corner_quotes
from site_builder.text.script import traditional
from site_builder.text.tracing import Step, Trace, line_starts, step

FIXES: tuple[Pass, ...] = (
    invisible_characters,
    shifted_headings,
    bracketed_pinyin,
    traditional,
    corner_quotes,
)

LONGEST = 1_000_000
"""Characters beyond which a text is only read, not repaired: twenty times the longest real report, and every pass stays under a second."""


def clean(source: SourceFile) -> CleanText:
    """Turn a source file into readable text with every change listed. Never raises; what is wrong becomes a problem or a flagged repair."""
    decoded = decode(source.data)
    problems: list[Problem] = []
    text, steps = decoded.text, list[Step]()
    if len(text) > LONGEST:
        text = without_controls(text)
    else:
        steps = mend(text, source)
    trace = Trace(text, steps)
    repairs = trace.repairs()
    numbers = trace.line_numbers()
    starts = tuple(line_starts(trace.text))
    furniture, fields = set_aside(trace.text, starts, numbers)
    return CleanText(
        path=source.path,
        sha256=source.sha256,
        encoding=decoded.encoding,
        text=trace.text,
        maps=tuple(each.back for each in steps),
        line_starts=starts,
        line_numbers=numbers,
        repairs=repairs,
        furniture=furniture,
        fields=fields,
        sidecar=source.sidecar,
        sidecar_path=source.sidecar_path,
        sidecar_lines=source.sidecar_lines,
        problems=tuple(problems),
    )


def mend(text: str, source: SourceFile) -> list[Step]:
    """Run the passes in their fixed order; only those that found something leave a step."""
    steps: list[Step] = []
    current = draft(text, source.sidecar)
    for each in FIXES:
        mends = each(current)
        if mends:
            steps.append(step(current.text, mends))
            current = draft(steps[-1].after, source.sidecar)
    return steps
