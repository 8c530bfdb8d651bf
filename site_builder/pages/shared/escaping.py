"""Escaping for pages that are joined from many small pieces: as markupsafe does it, at the price of one call
into C and without its string class."""

from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner
except ImportError:  # markupsafe without its part in C

    def _escape_inner(s: str, /) -> str:
        return str(escape(s))


def escaped(text: str) -> str:
    """The text as HTML; a plain string, because it is only ever joined. What is HTML already must not come
    here: see `written`.

    >>> escaped("a<b"), type(escaped("a<b")) is str
    ('a&lt;b', True)
    """
    return _escape_inner(text)


def written(value: object) -> str:
    """What a template shows of a value: escaped, unless it is HTML already.

    >>> written("a<b"), written(Markup("<b>")), written(7)
    ('a&lt;b', Markup('<b>'), '7')
    """
    kind = type(value)
    if kind is str:
        return _escape_inner(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    return str(value) if kind is int else escape(value)
