"""Why a number that has all the words of a metric may still not be it: it is a part, a difference, an
example, or another subject came in between.

Wordings say what belongs to a metric; `rules/exclusions.yml` says what belongs to none, whatever the metric.
Sorting that out once keeps it out of three hundred wordings.
"""

import re

from site_builder.matching.arrays import Alphabet
from site_builder.rules.load import subject

_RULES = subject("exclusions")
LONE_REACH = _RULES.value("reach.lone", int)
"""Characters between a word and the count behind it, where that word is all a wording asks for. Behind the
number the reach is the clause."""
SUBJECT_REACH = _RULES.value("reach.subject", int)
"""Characters before a number in which its subject is looked for: a sentence may be as long as a file"""
TOPICS = frozenset(_RULES.words("topic"))
"""Subjects of their own. Where a wording takes its subject from the sentence (规范性文件 … 废止12件), none of
another may stand between the two."""
ASIDES = frozenset(_RULES.words("aside"))
"""Words beside which a count is that of prizes, of examples, of a kind (涉企行政复议案件) or of articles
about it, and not the total of the year"""
CHANGES = _RULES.words("change-word")
"""A wording that asks for one of these is of a change: the rate of another is not"""
PART = re.compile(_RULES.pattern("part"))
"""Between two numbers of one metric: the second is a part of the first"""
PARTS_FOLLOW = _RULES.words("parts-follow")
"""Begin a sentence that tells the parts of what the one before it counts"""
LINKING_WORDS = frozenset(_RULES.words("link"))
"""Characters behind a number that begin nothing that could be counted: 受理56件并全部办结"""


def _before(name: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_RULES.pattern(name)})$")


DIFFERENCE, KIND, CHANGED, BUNDLE = (
    _before("difference"),
    _before("kind"),
    _before("changed"),
    _before("bundle"),
)
"""Directly before a count: a difference (同比增加15件) or one of several (各1场); a kind (咨询类共33523件);
several things together, behind the word that a wording asks for (培训及实务演练活动三十余场次). Directly
before a share: how much a rate changed"""
PER_UNIT = _before("per-unit")
"""Before a number of one unit or one period, which is no total of the year: 每季度听取汇报1次, 各罚款5000元
"""
PER_UNIT_FIRST = _RULES.begins("per-unit")
PER_UNIT_REACH = _RULES.value("reach.per-unit", int)
ELSEWHERE = re.compile(_RULES.pattern("elsewhere"))
"""Between a count with what is counted behind it and the only word a wording asks for: that word is no longer
what is counted"""
CHANGED_END, BUNDLE_END, DIFFERENCE_END, KIND_END = 1, 2, 4, 8
ENDS = Alphabet(
    {
        CHANGED_END: _RULES.ends("changed"),
        BUNDLE_END: _RULES.ends("bundle"),
        DIFFERENCE_END: _RULES.ends("difference"),
        KIND_END: _RULES.ends("kind"),
    }
)
"""Last characters of all that the four expressions can match: where none stands before a number, none is
tried"""
BUNDLE_FIRST = tuple(_RULES.begins("bundle"))
BESIDE_REACH, BUNDLE_REACH = _RULES.value("reach.beside", int), _RULES.value("reach.bundle", int)
"""Characters before a number that the expressions look at"""


def beside(text: str, start: int) -> bool:
    """Whether what stands directly before a count at `start` tells that it is no total.

    >>> [beside(text, len(text)) for text in ("同比增加", "咨询类共", "增加到", "各类")]
    [True, True, False, False]
    """
    begin = max(0, start - BESIDE_REACH)
    return DIFFERENCE.search(text, begin, start) is not None or KIND.search(text, begin, start) is not None


def changed(text: str, start: int) -> bool:
    """Whether a share at `start` is told as a change.

    >>> [changed(text, len(text)) for text in ("同比提升", "降低了", "提升至")]
    [True, True, False]
    """
    return CHANGED.search(text, max(0, start - BESIDE_REACH), start) is not None


def bundled(text: str, start: int) -> int:
    """Where the words directly before a count at `start` begin that put several things together, or -1 if
    there are none.

    >>> [bundled(text, len(text)) for text in ("培训及实务演练活动", "普法活动")]
    [2, -1]
    """
    begin = max(0, start - BUNDLE_REACH)
    last = max(text.rfind(word, begin, start) for word in BUNDLE_FIRST)
    if last < 0:
        return -1
    match = BUNDLE.search(text, begin, start)
    return match.start() if match else -1
