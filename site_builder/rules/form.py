"""The form of a rule: what an entry of a rule file may hold, and where in a sentence it applies."""

from typing import Any, Literal

from msgspec import Struct

Where = Literal["anywhere", "before", "after", "between", "opens", "closes", "whole", "reach", "limit"]
"""What 【】 marks in the examples of an entry, and where its words or pattern must stand:

anywhere — 【】 marks the words themselves; before, after — they stand right before or behind what is marked;
between — they are all that stands between two marked things; opens, closes, whole — what is marked begins
with them, ends with them, or is them; reach — so many characters lie at most between two marked things; limit
— the marked number is at most the value.
"""
CONSTANTS = frozenset({"reach", "limit"})
"""Places of entries that have a number for their value and neither words nor a pattern"""


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry as it stands in the file."""

    id: str
    """Lower-case words parted by points: `before.at-least`. Entries whose ids differ only behind the last
    point belong together"""
    why: str
    """The reason, with its source"""
    yes: tuple[str, ...]
    """Sentences in which the rule holds for what 【】 marks"""
    no: tuple[str, ...] = ()
    """Sentences in which it does not"""
    words: tuple[str, ...] = ()
    """Taken literally; of several that fit, the longest counts"""
    pattern: str = ""
    """A regular expression with `{name}` for fragments"""
    where: Where = "anywhere"
    value: Any = None
    """What follows when the rule holds: a text, a number, or keys and values that the code of the subject
    names"""
    not_after: str = ""
    """Characters, behind any of which the words are another word: 以 of 上 (以上)"""
    not_before: str = ""
    """Characters, before any of which they are another word: 例 of 条 (条例)"""
    gap: str = ""
    """A pattern for what may lie between the words and what is marked (`before` and `after` only)"""
    line: int = 0
    """Where it stands in the file; filled by the loader"""


class Fragment(Struct, frozen=True):
    """A named part of patterns: alternatives, each a piece of a pattern."""

    name: str
    alternatives: tuple[str, ...]
    proved: bool
    """Whether each alternative must be proved by an example of some rule; what is mere reading (numerals,
    stops) need not"""
    line: int


class RuleFile(Struct, frozen=True):
    """One subject as it stands in its file."""

    subject: str
    rules: tuple[Rule, ...]
    fragments: dict[str, Fragment]
    """Its own, and those of `fragments.yml`"""


class CompiledRule(Struct, frozen=True):
    """What the stages use of an entry: its reason and its examples stay in the file."""

    id: str
    words: tuple[str, ...]
    pattern: str
    """With the fragments written out"""
    where: Where = "anywhere"
    value: Any = None
    not_after: str = ""
    not_before: str = ""
    gap: str = ""
    begins: str = ""
    """The characters a match of the pattern can begin with; empty: any"""
    ends: str = ""

    @property
    def group(self) -> str:
        """The id without its last part."""
        return self.id.rpartition(".")[0]
