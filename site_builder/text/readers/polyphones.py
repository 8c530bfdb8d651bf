"""All readings of a character, for search by pinyin: who types zhang or chang means 长 either way, and only
the reader knows which."""

from functools import lru_cache

from site_builder.text.readers.pinyin_lookup import plain
from site_builder.text.readers.slugs import syllables


@lru_cache(maxsize=8192)
def readings(letter: str) -> tuple[str, ...]:
    """The readings of one Chinese character without tones, commonest first; empty for anything else.

    >>> readings("行"), readings("漯"), readings("A")
    (('xing', 'hang', 'heng'), ('luo', 'ta', 'lei'), ())
    """
    return tuple(reading for reading in plain(letter) if reading.isascii())


def readings_in(words: list[str]) -> dict[str, str]:
    """Every Chinese character of the words → its readings, those it has in these words first, separated by
    spaces.

    >>> readings_in(["单县"])["单"].split()[0]
    'shan'
    """
    found: dict[str, dict[str, None]] = {}
    for word in words:
        for run in _chinese_runs(word):
            for letter, syllable in zip(run, syllables(run), strict=False):
                found.setdefault(letter, {})[syllable] = None
    return {
        letter: " ".join({**own, **dict.fromkeys(readings(letter))}) for letter, own in sorted(found.items())
    }


def _chinese_runs(word: str) -> list[str]:
    """The stretches of the word in which every character has a reading of its own."""
    return "".join(letter if readings(letter) else " " for letter in word).split()
