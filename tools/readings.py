"""Write `site_builder/text/readers/reading_table.py`: how characters and words are read, frozen from the
installed pypinyin.

    python tools/readings.py

A build reads thousands of titles. pypinyin keeps 47,000 words in 60 MB for it, in every process; 3,500 of
them say more than their characters do. Run it again only on purpose: addresses are made from readings, and a
newer pypinyin may move some.
"""

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

import pypinyin
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

TARGET = Path(__file__).parents[1] / "site_builder" / "text" / "reading_table.py"
WIDTH = 140


def characters() -> Iterator[str]:
    """`xíng,háng:行…`: all characters that are read alike, once per list of readings."""
    groups: dict[str, list[str]] = {}
    for code, readings in sorted(pinyin_dict.items()):
        groups.setdefault(readings, []).append(chr(code))
    for readings, letters in sorted(groups.items()):
        yield f"{readings}:{''.join(letters)}"


def first(letter: str) -> str:
    """How a character is read by itself."""
    return pypinyin.lazy_pinyin(letter)[0]


def words() -> dict[str, str]:
    """The words that are read otherwise than the words and characters in them, shortest first."""
    kept: dict[str, str] = {}
    longest = max(map(len, phrases_dict))
    for word in sorted(phrases_dict, key=lambda word: (len(word), word)):
        reading = pypinyin.lazy_pinyin(word)
        if reading != _read(word, kept, longest):
            kept[word] = " ".join(reading)
    return kept


def _read(word: str, known: dict[str, str], longest: int) -> list[str]:
    out: list[str] = []
    at = 0
    while at < len(word):
        found = next((word[at : at + n] for n in range(longest, 1, -1) if word[at : at + n] in known), "")
        out += known[found].split() if found else [first(word[at])]
        at += len(found) or 1
    return out


def main() -> None:
    """Write the table."""
    lines = [
        (
            '"""How Chinese characters and words are read. Written by tools/readings.py; corrections belong'
            ' in `text.readers.readings`."""'
        ),
        "",
        f'EDITION = "pypinyin {pypinyin.__version__}"',
        "",
        'CHARACTERS = """',
    ]
    for group in characters():
        lines += wrap(group, WIDTH, break_on_hyphens=False)
    lines += [
        '"""',
        (
            '"""Readings with tones, commonest first, and the characters that have them; a line without a'
            ' colon goes on with the one before."""'
        ),
        "",
    ]
    lines += [
        'WORDS = """',
        *wrap(" ".join(f"{word}:{reading.replace(' ', ',')}" for word, reading in words().items()), WIDTH),
        '"""',
    ]
    lines += ['"""Words that are read otherwise than their parts, without tones."""']
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
