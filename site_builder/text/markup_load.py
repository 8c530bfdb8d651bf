"""How deep and how heavy a text in Markdown is, before anything converts it.

The converter goes one call deeper for each level of lists and quotes, and looks through the rest of a text
again for every bracket that is not closed: 300 levels end in an error, and 20,000 brackets take eleven
seconds. Nobody who explains a term needs a tenth of the bounds here (the longest explanation of the
repository has 180 characters, 5 brackets, one level).
"""

import re

MAX_MARKUP_CHARS = 10_000
"""Characters"""
MOST_LINES = 500
MOST_BRACKETS = 200
"""Signs that may open a link; 200 of them cost 0.02 s"""
MAX_MARKUP_LEVELS = 12
"""Levels of lists, quotes and indentation"""
MARKUP_LOAD_INDENT = 4
"""Blanks that make one level"""
_MARKUP_LOAD_OPENING = re.compile(r"^(?:[ \t]|>|[-*+](?=[ \t]|$)|\d+[.)](?=[ \t]|$))*", re.MULTILINE)
_MARKUP_LOAD_MARKS = re.compile(r"\t|>|[-*+]|\d+[.)]")


def too_heavy(source: str) -> str:
    """Why a text is not converted, in Chinese; empty when it can be.

    >>> too_heavy("1. **两降**：\\n    - 数量下降"), too_heavy("[" * 500), too_heavy("- " * 50 + "一")
    ('', '方括号有 500 个，最多 200 个', '层次有 50 层，最多 12 层')
    """
    if len(source) > MAX_MARKUP_CHARS:
        return f"有 {len(source)} 个字，最多 {MAX_MARKUP_CHARS} 个"
    lines = source.count("\n") + 1
    if lines > MOST_LINES:
        return f"有 {lines} 行，最多 {MOST_LINES} 行"
    brackets = source.count("[")
    if brackets > MOST_BRACKETS:
        return f"方括号有 {brackets} 个，最多 {MOST_BRACKETS} 个"
    depth = max((_depth(opening[0]) for opening in _MARKUP_LOAD_OPENING.finditer(source)), default=0)
    return f"层次有 {depth} 层，最多 {MAX_MARKUP_LEVELS} 层" if depth > MAX_MARKUP_LEVELS else ""


def _depth(opening: str) -> int:
    """Levels that the beginning of a line opens or continues."""
    return (
        len(_MARKUP_LOAD_MARKS.findall(opening))
        + max(len(run) for run in re.split(r"[^ ]", opening)) // MARKUP_LOAD_INDENT
    )
