"""Text → sentence spans: the unit in which facts are quoted and linked.

Deliberately plain (。！？ and line ends, the convention of the hand-read gold): a reader must be able to predict what a quotation will hold.
"""

import re

from site_builder.model.span import Span

_SENTENCE, _CELL_SENTENCE = (re.compile(rf"[^\s。！？{bar}][^。！？{bar}\n\r\u2028\u2029]*(?:[。！？]+[”’』」）)〉》]*)?") for bar in ("", "|"))
"""Closing quotes and brackets after the stop belong to the sentence: `……办成一件事。”`"""


def sentences(text: str, span: Span, cells: bool = False) -> tuple[Span, ...]:
    """The sentences inside `span`, in order, without surrounding white space; stretches of white space or bare stops are no sentence.

    With `cells` a `|` ends a sentence too: no sentence reaches from one cell of a table into the next.

    >>> [s.of("受理56件。维持47件！\\n完") for s in sentences("受理56件。维持47件！\\n完", Span(0, 14))]
    ['受理56件。', '维持47件！', '完']
    """
    out: list[Span] = []
    for match in (_CELL_SENTENCE if cells else _SENTENCE).finditer(text, span.start, min(span.end, len(text))):
        start, end = match.span()
        while text[end - 1].isspace():
            end -= 1
        if text[start].isalnum() or any(map(str.isalnum, text[start:end])):
            out.append(Span(start, end))
    return tuple(out)
