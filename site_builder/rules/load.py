"""The rules of a subject, read and compiled once per process. A stage asks for its subject where it states
its constants.

What is compiled is kept beside the files as Python keeps compiled modules (`__pycache__`), under the digest
of the text it was made from: a process that finds it there reads no YAML. A folder that cannot be written
costs time, nothing else.
"""

import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

from site_builder.problems import Problem
from site_builder.rules.errors import RuleError, missing
from site_builder.rules.form import CompiledRule, Fragment, RuleFile

T = TypeVar("T")
FORM = b"1"
"""Raised when what is kept changes its form"""
_folder = Path(__file__).parent
_loaded: dict[str, "Subject"] = {}


class Subject:
    """The rules of one subject, as the stages use them."""

    def __init__(self, name: str, rules: tuple[CompiledRule, ...]) -> None:
        self.name, self.rules = name, rules
        self._by_id = {rule.id: rule for rule in rules}

    def under(self, name: str) -> Iterator[CompiledRule]:
        """The entry with this id, or all whose ids begin with it and a point, in order of the file.

        Raises:
            RuleError: there is none: code and rules do not fit together.
        """
        found = [rule for rule in self.rules if rule.id == name or rule.id.startswith(f"{name}.")]
        if not found:
            raise missing(self.name, name)
        return iter(found)

    def pattern(self, name: str) -> str:
        """One expression for the patterns and words under a name: alternatives in order of the file, longest
        words of an entry first."""
        return "|".join(rule.pattern or expression(rule) for rule in self.under(name))

    def ends(self, name: str) -> frozenset[str]:
        """The characters with which a match of `pattern(name)` can end, for a look before the expression is
        tried.

        Raises:
            RuleError: it may end with any.
        """
        return self._edge(
            name,
            [
                rule.ends if rule.pattern else "".join(word[-1] for word in rule.words)
                for rule in self.under(name)
            ],
        )

    def begins(self, name: str) -> frozenset[str]:
        """The characters with which a match can begin, in the same way."""
        return self._edge(
            name,
            [
                rule.begins if rule.pattern else "".join(word[0] for word in rule.words)
                for rule in self.under(name)
            ],
        )

    def _edge(self, name: str, letters: list[str]) -> frozenset[str]:
        if not all(letters):
            raise RuleError(Problem("X972", f"rules/{self.name}.yml", 0, name))
        return frozenset("".join(letters))

    def words(self, name: str) -> tuple[str, ...]:
        """All words under a name."""
        return tuple(word for rule in self.under(name) for word in rule.words)

    def table(self, name: str, kind: type[T]) -> dict[str, T]:
        """Word → value of its entry, for all words under a name."""
        return {word: msgspec.convert(rule.value, kind) for rule in self.under(name) for word in rule.words}

    def value(self, name: str, kind: type[T]) -> T:
        """The value of one entry."""
        if name not in self._by_id:
            raise missing(self.name, name)
        return msgspec.convert(self._by_id[name].value, kind)


def expression(rule: CompiledRule) -> str:
    """The words of an entry as one expression, what may not stand beside them included."""
    words = "|".join(escaped(word) for word in sorted(rule.words, key=lambda word: (-len(word), word)))
    before = f"(?<![{escaped(rule.not_after)}])" if rule.not_after else ""
    behind = f"(?![{escaped(rule.not_before)}])" if rule.not_before else ""
    return f"{rule.gap if rule.where == 'after' else ''}{before}(?:{words}){behind}{rule.gap if rule.where == 'before' else ''}"


def escaped(text: str) -> str:
    """Literal text as an expression: only what has a meaning there is escaped, so that Chinese words stay
    readable."""
    return "".join(f"\\{letter}" if letter in r"\.^$*+?{}[]|()-&~#" else letter for letter in text)


def subject(name: str) -> Subject:
    """The rules of `rules/<name>.yml`.

    Raises:
        RuleError: the file is wrong, or there is none.
    """
    found = _loaded.get(name)
    if found is None:
        found = _loaded[name] = Subject(name, _compiled(name))
    return found


def use_folder(folder: Path) -> None:
    """Take the rules from another folder. To be called before the stages are imported: they ask for their
    rules once."""
    global _folder
    _folder = folder
    _loaded.clear()


def put(changed: Subject) -> None:
    """Use these rules for their subject from now on, whatever the file says: how the mutation gate breaks a
    rule."""
    _loaded[changed.name] = changed


def subjects() -> list[str]:
    """The names of all subjects."""
    return sorted(path.stem for path in _folder.glob("*.yml") if path.stem != "fragments")


def rule_file(name: str) -> RuleFile:
    """A subject with reasons and examples, from the file itself."""
    from site_builder.rules.reading import read_rules

    return read_rules(name, _text(name), _shared())


def _shared() -> dict[str, Fragment]:
    from site_builder.rules.reading import READING_SHARED, read_rules

    return (
        read_rules(READING_SHARED, _text(READING_SHARED), {}).fragments
        if (_folder / f"{READING_SHARED}.yml").is_file()
        else {}
    )


def _text(name: str) -> str:
    file = _folder / f"{name}.yml"
    if not file.is_file():
        raise missing(name, name)
    return file.read_text(encoding="utf-8")


def _compiled(name: str) -> tuple[CompiledRule, ...]:
    kept = _folder / "__pycache__" / f"{name}.rules"
    sign = digest(name)
    try:
        data = kept.read_bytes()
        if data.startswith(sign):
            return msgspec.msgpack.decode(data[len(sign) :], type=tuple[CompiledRule, ...])
    except (OSError, msgspec.DecodeError):
        pass  # made anew below
    from site_builder.rules.reading import compiled

    rules = compiled(rule_file(name))
    _keep(kept, sign + msgspec.msgpack.encode(rules))
    return rules


def digest(name: str) -> bytes:
    """Of all that the rules of a subject are made of."""
    seen = blake2b(FORM, digest_size=16)
    for file in (_folder / "fragments.yml", _folder / f"{name}.yml"):
        seen.update(file.read_bytes() if file.is_file() else b"")
        seen.update(b"\0")
    return seen.digest()


def _keep(path: Path, data: bytes) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        pass  # a read-only installation reads the files each time
