"""Text → sentence spans: the unit in which facts are quoted and linked.

Deliberately plain (。！？ and line ends, the convention of the hand-read gold): a reader must be able to predict what a quotation will hold.
"""

import re

from site_builder.model.span import Span

_SENTENCE = re.compile(r"[^。！？\n\r\u2028\u2029]*(?:[。！？]+[”’』」）)〉》]*)?")
"""Closing quotes and brackets after the stop belong to the sentence: `……办成一件事。”`"""


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences inside `span`, in order, without surrounding white space; stretches of white space or bare stops are no sentence.

    >>> [s.of("受理56件。维持47件！\\n完") for s in sentences("受理56件。维持47件！\\n完", Span(0, 14))]
    ['受理56件。', '维持47件！', '完']
    """
    out: list[Span] = []
    position, end = span.start, min(span.end, len(text))
    while position < end:
        match = _SENTENCE.match(text, position, end)
        stop = match.end() if match else position
        found = _trimmed(text, position, stop)
        if found is not None:
            out.append(found)
        position = max(stop, position + 1)
    return tuple(out)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None
