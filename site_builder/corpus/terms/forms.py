"""The forms of a term: what counts as the same name, and which strings in a text stand for it.

A term may be printed in quotation marks, without them, or with marks around its coined part only
(行政诉讼“双下降”); full-width and half-width signs are used at will. All of these are one term.

Two terms that are shown alike are one: `normal(plain(term)) == normal(term)`. Their pages would have one
address otherwise.
"""

from functools import lru_cache

QUOTE_MARKS = "“”‘’「」『』\"＂'"
BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
"""Every sign that `str.strip` takes for a blank: tab, line break, no-break, em and ideographic space among
them"""
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Signs without width, which come along from web pages"""
_UNQUOTED = str.maketrans("", "", QUOTE_MARKS + BLANKS + UNSEEN)
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FULL = str.maketrans("(),:;!?", "（），：；！？")
MAX_CHARS_OF_SHORT_FORM = 2
"""A coined part of at most this many characters stands for its term only where the text puts it in quotation
marks (“双违” 治理)."""


@lru_cache(maxsize=65536)
def normal(term: str) -> str:
    """What two spellings of one term have in common: no quotation marks, no blanks, half-width signs, small
    letters.

    >>> normal("行政诉讼“双下降”"), normal("“１＋７＋Ｎ”政府法律顾问模式")
    ('行政诉讼双下降', '1+7+n政府法律顾问模式')
    """
    return term.translate(_UNQUOTED).translate(_HALF).lower()


def plain(term: str) -> str:
    """The term as it is shown: marks that enclose all of it taken off, and the blanks inside them.

    >>> plain("“四个周例会”"), plain("“四电”平台"), plain("“\\t四个周例会”")
    ('四个周例会', '“四电”平台', '四个周例会')
    """
    whole = term.strip(BLANKS + UNSEEN)
    inner = whole.strip(QUOTE_MARKS)
    return (
        inner.strip(BLANKS + UNSEEN)
        if len(whole) - len(inner) >= 2 and not any(mark in inner for mark in QUOTE_MARKS)
        else whole
    )


@lru_cache(maxsize=65536)
def coined_parts(term: str) -> tuple[str, ...]:
    """The parts in quotation marks, if they are not the whole: 行政诉讼“双下降” → 双下降.

    >>> coined_parts("“两所一庭”联合调处机制"), coined_parts("“双下降”"), coined_parts("府院联动")
    (('两所一庭',), (), ())
    """
    parts: list[str] = []
    rest = term
    while (start := rest.find("“")) >= 0 and (end := rest.find("”", start)) >= 0:
        parts.append(rest[start + 1 : end])
        rest = rest[end + 1 :]
    return tuple(part for part in parts if len(part) > 1 and normal(part) != normal(term))


def spellings(form: str) -> tuple[str, ...]:
    """The strings a text may hold for one form: with its own marks, without any, and both again with signs of
    the other width."""
    bare = form.translate(_UNQUOTED)
    found = dict.fromkeys(
        each for base in (plain(form), bare) for each in (base, base.translate(_HALF), base.translate(_FULL))
    )
    return tuple(each for each in found if len(each) > 1)
