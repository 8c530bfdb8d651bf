"""Rules made of words, and where they hold: all rules for all places (sentences, clauses) of a document at
once.

A rule asks for one word of each of its choices and forbids those of another choice. Which choice is met in
which place is one table of truth values, and a rule is the AND of a few of its rows: a document of two
hundred sentences and three hundred rules costs a dozen array operations.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from site_builder.matching.arrays import Ints, Truth, spread

Choice = frozenset[int]
"""Word ids, any of which will do (`done/closed`)"""
ALWAYS, _NEVER = 0, 1


class Relation(Struct, frozen=True):
    """From each source to any number of targets, for many sources at a time."""

    offsets: Ints
    targets: Ints

    def of(self, sources: Ints) -> tuple[Ints, Ints]:
        """The targets of all sources in one column, and beside each the place of its source.

        >>> which, target = relation([[7], [], [8, 9]]).of(np.array([2, 1, 0]))
        >>> which.tolist(), target.tolist()
        ([0, 0, 2], [8, 9, 7])
        """
        first = self.offsets.take(sources)
        which, at = spread(first, self.offsets.take(sources + 1) - first)
        return which, self.targets.take(at)


def relation(targets: Sequence[Iterable[int]]) -> Relation:
    """The relation that leads from each place of a list to the numbers there."""
    rows = [sorted(row) for row in targets]
    return Relation(
        np.array([0, *map(len, rows)], dtype=np.intp).cumsum(),
        np.array([each for row in rows for each in row], dtype=np.intp),
    )


class WordRule(Struct, frozen=True):
    """What must be met in a place, and what must not."""

    all: tuple[Choice, ...]
    none: Choice = frozenset()
    aside: Choice = frozenset()
    """Also must not: a choice of its own, because many rules share it"""


class Phrases(Struct, frozen=True):
    """Rules ready to be asked. The columns are choices by number; 0 is always met and 1 never."""

    choices: Relation
    """Word → the choices it belongs to"""
    members: Truth
    """For each choice and each word whether it is one of it"""
    wanted: tuple[Ints, ...]
    """The first choice of every rule, the second of every rule, …"""
    forbidden: tuple[Ints, ...]
    """What must not be met: of every rule its own, then what it shares with others, if any rule does"""

    def met(self, words: Ints, places: Ints, count: int) -> Truth:
        """For each choice and each of `count` places whether one of its words stands there: the n-th of
        `words` stands in the n-th of `places`."""
        met = np.zeros((len(self.members), count), dtype=np.bool_)
        met[ALWAYS] = True
        which, choice = self.choices.of(words)
        met.ravel()[choice * count + places.take(which)] = True
        return met

    def hold(self, met: Truth) -> Truth:
        """For each rule and each place whether it holds there."""
        first, *more = self.forbidden
        held = ~met.take(first, axis=0)
        for choices in more:
            held &= ~met.take(choices, axis=0)
        for choices in self.wanted:
            held &= met.take(choices, axis=0)
        return held


def phrases(rules: Sequence[WordRule], words: int) -> Phrases:
    """Compile rules over `words` words."""
    known = {
        choice: number
        for number, choice in enumerate(
            dict.fromkeys(c for rule in rules for c in (*rule.all, rule.none, rule.aside) if c), 2
        )
    }
    members = np.zeros((len(known) + 2, words), dtype=np.bool_)
    for choice, number in known.items():
        members[number, list(choice)] = True
    longest = max((len(rule.all) for rule in rules), default=0)
    wanted = (
        [known.get(rule.all[n], _NEVER) if n < len(rule.all) else ALWAYS for rule in rules]
        for n in range(longest)
    )
    columns = [[rule.none for rule in rules], [rule.aside for rule in rules]]
    forbidden = [
        np.array([known.get(none, _NEVER) for none in column], dtype=np.intp)
        for column in columns[: 1 + any(columns[1])]
    ]
    of_word = [np.flatnonzero(column).tolist() for column in members.T]
    return Phrases(
        relation(of_word),
        members,
        tuple(np.array(column, dtype=np.intp) for column in wanted),
        tuple(forbidden),
    )
