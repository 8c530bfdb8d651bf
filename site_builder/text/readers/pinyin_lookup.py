"""How a Chinese character or word is read, from the frozen table of `text.readers.reading_table`: no phrase
book is loaded for it."""

from functools import cache

from site_builder.text.readers.reading_table import CHARACTERS, WORD_READING_TABLE

_TONES = str.maketrans(
    {
        **dict(zip("āáǎàōóǒòēéěèīíǐìūúǔùńňǹḿế", "aaaaooooeeeeiiiiuuuunnnmê", strict=True)),
        **dict.fromkeys("ǖǘǚǜü", "v"),
        **dict.fromkeys("ếề", "ê"),
        **dict.fromkeys("\u0300\u0301\u0304\u030c", ""),
    }
)


def toned(letter: str) -> tuple[str, ...]:
    """All readings of a character with their tones, commonest first; empty for anything else. >>> toned("执"), toned("A")
    (('zhí',), ())
    """
    return tuple(_characters().get(letter, "").split(",")) if letter in _characters() else ()


def plain(letter: str) -> tuple[str, ...]:
    """The same without tones, ü written v. >>> plain("行"), plain("女")
    (('xing', 'hang', 'heng'), ('nv', 'ru'))
    """
    return tuple(dict.fromkeys(each.translate(_TONES) for each in toned(letter)))


@cache
def commonest(letter: str) -> str:
    """The first reading without tone; a character without any is read as its code point (u2cd9f), so that two
    such characters stay two."""
    return next(iter(plain(letter)), f"u{ord(letter):x}").replace("ê", "e")


def spoken(run: str) -> list[str]:
    """The syllables of a run of Chinese characters: known words first, the longest where several begin, then
    characters.

    >>> spoken("重庆的银行"), spoken("漯河")
    (['chong', 'qing', 'de', 'yin', 'hang'], ['ta', 'he'])
    """
    out: list[str] = []
    at = 0
    while at < len(run):
        word = next((word for word in _words().get(run[at], ()) if run.startswith(word, at)), "")
        if word:
            out += _syllables()[word]
            at += len(word)
        else:
            out.append(commonest(run[at]))
            at += 1
    return out


@cache
def _characters() -> dict[str, str]:
    """Character → its readings as they stand in the table."""
    found: dict[str, str] = {}
    readings = ""
    for line in CHARACTERS.split():
        head, colon, letters = line.partition(":")
        if colon:
            readings = head
        found.update(dict.fromkeys(letters if colon else head, readings))
    return found


@cache
def _syllables() -> dict[str, list[str]]:
    """Word → its syllables."""
    return {
        word: reading.split(",")
        for word, _, reading in (entry.partition(":") for entry in WORD_READING_TABLE.split())
    }


@cache
def _words() -> dict[str, list[str]]:
    """First character → the words that begin with it, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(_syllables(), key=len, reverse=True):
        found.setdefault(word[0], []).append(word)
    return found
