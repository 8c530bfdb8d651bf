"""What a vocabulary is: a closed set of codes, each with its Chinese word and, where that says more, an
explanation."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import groupby
from typing import Self


class Vocabulary(StrEnum):
    """Base of all vocabularies. A member is its code: it is stored, compared and printed as that, and carries
    the words for it."""

    word: str
    """What readers of a page see"""
    explanation: str
    """What descriptions of the data say: the word, if nothing else is stated"""

    def __new__(cls, code: str, word: str | None = None, explanation: str = "") -> Self:
        """Raises TypeError for a member without a Chinese word: the vocabulary cannot be imported."""
        if word is None:
            raise TypeError(f"{cls.__name__} {code!r} has no Chinese word")
        member = str.__new__(cls, code)
        member._value_ = code
        member.word = word
        member.explanation = explanation or word
        return member

    __repr__ = str.__repr__


def codes(members: Iterable[Vocabulary]) -> tuple[str, ...]:
    """What may stand in a cell that is not empty.

    >>> from site_builder.vocabulary import Bound
    >>> codes(Bound)
    ('exact', 'at_least', 'at_most', 'about')
    """
    return tuple(member.value for member in members if member)


def described(members: Iterable[Vocabulary]) -> str:
    """Codes with their explanations, for the description of a column. The member for “nothing” is an empty
    cell; neighbours that mean the same stand together.

    >>> from site_builder.vocabulary import Bound, Change
    >>> described(Bound), described(Change)
    ('exact 确数，at_least 下限，at_most 上限，about 约数', 'up 上升，down 下降，from/to 变动前后，range_low/range_high 范围两端')
    """
    groups = groupby((member for member in members if member), key=lambda member: member.explanation)
    return "，".join(f"{'/'.join(same)} {explanation}" for explanation, same in groups)


def listed(members: Iterable[Vocabulary]) -> str:
    """Codes with their words in brackets, for a message to staff.

    >>> from site_builder.vocabulary import DocumentKind
    >>> listed(DocumentKind)
    'annual_report（年度报告）、plan（方案、计划）、other（其他文件）'
    """
    return "、".join(f"{member}（{member.word}）" for member in members)
