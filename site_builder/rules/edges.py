"""A pattern → the characters with which a match can begin or end: a look at one character saves most trials
of an expression.

Written by hand beside the pattern, such a set is forgotten when a word is added, and the new word then never
works.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

from site_builder.rules.parts import PARTS_TOKEN

EDGES_ANY = frozenset({""})
"""Stands for every character"""


class Piece(Struct):
    """A piece of a pattern: letters of which one stands there, or alternatives, each a row of pieces;
    neither: it takes no room."""

    letters: frozenset[str] = frozenset()
    choices: list[list["Piece"]] = []
    optional: bool = False


def begins(pattern: str) -> str:
    """The characters with which a match can begin, sorted; empty where it may be any, or a match may be
    empty.

    >>> begins("(?:同比|较上年)?增[加长]"), begins("[^，]*增")
    ('同增较', '')
    """
    return _told(_edge(_read(pattern), first=True))


def ends(pattern: str) -> str:
    """The characters with which a match can end, in the same way.

    >>> ends("(?:增长|下降(?!到))(?:了|约)*$"), ends("增长[^，]{0,3}")
    ('了约长降', '')
    """
    return _told(_edge(_read(pattern), first=False))


def _told(found: tuple[frozenset[str], bool]) -> str:
    letters, empty = found
    return "" if empty or "" in letters else "".join(sorted(letters))


def _edge(choices: Iterable[list[Piece]], first: bool) -> tuple[frozenset[str], bool]:
    """The letters at one edge of any of the choices, and whether one of them may be empty."""
    letters: frozenset[str] = frozenset()
    empty = False
    for row in choices:
        for piece in row if first else reversed(row):
            found, skipped = (
                _edge(piece.choices, first) if piece.choices else (piece.letters, not piece.letters)
            )
            letters |= found
            if not (skipped or piece.optional):
                break
        else:
            empty = True
    return letters, empty


def _read(pattern: str) -> list[list[Piece]]:
    """The tree of a pattern."""
    whole: list[list[Piece]] = [[]]
    opened: list[tuple[str, list[list[Piece]]]] = [("", whole)]
    for token in PARTS_TOKEN.finditer(pattern):
        part, text = token.lastgroup, token[0]
        row = opened[-1][1][-1]
        if part == "open":
            opened.append((text, [[]]))
        elif part == "bar":
            opened[-1][1].append([])
        elif part == "close" and len(opened) > 1:
            opening, choices = opened.pop()
            around = opening in ("(?=", "(?!", "(?<=", "(?<!")
            opened[-1][1][-1].append(Piece() if around else Piece(choices=choices))
        elif part == "times" and row:
            row[-1].optional = text[0] in "*?" or text.startswith(("{0", "{,"))
        elif text not in "^$" and text not in (r"\b", r"\B", r"\A", r"\Z"):
            row.append(Piece(_letters(text)))
    return whole


def _letters(text: str) -> frozenset[str]:
    """What one letter, escape or class stands for."""
    if text[0] == "[" and len(text) > 1:
        inside = text[1:-1]
        plain = inside.replace("\\d", "0123456789")
        if inside[0] == "^" or re.search(r".-.|\\[a-zA-Z]", plain):
            return EDGES_ANY
        return frozenset(re.sub(r"\\(.)", r"\1", plain))
    if text[0] == "\\":
        return (
            frozenset("0123456789")
            if text == r"\d"
            else EDGES_ANY
            if text[1].isalnum()
            else frozenset(text[1])
        )
    return EDGES_ANY if text == "." else frozenset(text)
