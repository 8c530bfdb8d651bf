"""GBK text read one byte off: what the cells look like, and which readings a damaged run allows.

A leading U+3000 (A1 A1) before `（` (A3 A8) lost one byte. From there on every character is made of the
second byte of one and the first byte of the next: A1+A3 is `。`, and so on to the first ASCII byte. Pairs
that are undefined or private were later removed without trace, in 14.5 % of the boundaries (4,000 statute
headings damaged the same way): that is why a reading can be valid and still wrong, and why titles are only
proposed.
"""

from collections.abc import Callable, Iterator
from functools import cache

from msgspec import Struct

from site_builder.text.readers.opencc_converter import simple_forms
from site_builder.text.repair.pinyin import toned_readings

ENUMERATOR_DIGITS = "一二三四五六七八九十"
LAST_NUMBER = 40
LOST_LEADS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
"""Lead bytes of the user-defined zones of GBK (AAA1–AFFE, F8A1–FEFE): such pairs vanished."""
LEADS = range(0xA1, 0xFF)
TRAIL_BYTES = tuple(byte for byte in range(0x40, 0xFF) if byte != 0x7F)


class GbkReading(Struct, frozen=True):
    """One way to read a damaged run."""

    title: str
    """The characters up to where the text is in step again, as the bytes give them (Traditional where the
    source was)."""
    lost: int
    """Before which character a vanished pair is supposed; -1 if none is"""


@cache
def cell(high: int, low: int) -> str:
    """The character of one GBK cell; empty if the cell is undefined or private."""
    try:
        letter = bytes((high, low)).decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return letter if len(letter) == 1 and not "\ue000" <= letter <= "\uf8ff" else ""


def closes(letter: str) -> bool:
    """Can the character be the `）` of a slipped heading: A9 and the first byte of the title?"""
    return (
        letter != "〇"
        and letter.encode("gb18030", "replace")[:1] == b"\xa9"
        and len(letter.encode("gb18030", "replace")) == 2
    )


@cache
def common(high: int, low: int) -> str:
    """The character of a cell if its Simplified form is in GB2312 level 1 (the 3,755 everyday characters);
    else empty."""
    letter = cell(high, low)
    if not letter:
        return ""
    plain = letter.translate(simple_forms())
    try:
        code = plain.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    return letter if b"\xb0\xa1" <= code <= b"\xd7\xf9" else ""


def shifted(raw: bytes) -> str:
    """What an odd byte stream looks like once undefined pairs have been removed.

    >>> shifted(b"\\xa1" + "（一".encode("gbk") + b"\\xa3")
    '。ㄒ唬'
    """
    return "".join(cell(raw[at], raw[at + 1]) for at in range(0, len(raw) - 1, 2))


def numeral(number: int) -> str:
    """1…40 as headings print it: 11 → 十一, 20 → 二十."""
    tens, ones = divmod(number, 10)
    return (
        (ENUMERATOR_DIGITS[tens - 1] if tens > 1 else "")
        + ("十" if tens else "")
        + (ENUMERATOR_DIGITS[ones - 1] if ones else "")
    )


@cache
def signatures() -> tuple[tuple[str, tuple[int, ...]], ...]:
    """What `（N）` turns into → the numbers it can stand for, longest first. Computed, not typed in.

    >>> dict(signatures())["。ǘ"]
    (2, 20, 22, 23, 26)
    """
    table: dict[str, list[int]] = {}
    for number in range(1, LAST_NUMBER + 1):
        table.setdefault(shifted(b"\xa1" + f"（{numeral(number)}".encode("gbk") + b"\xa3"), []).append(number)
    return tuple(
        sorted(((text, tuple(numbers)) for text, numbers in table.items()), key=lambda each: -len(each[0]))
    )


class Run(Struct, frozen=True):
    """The damaged characters after a signature, up to the first ASCII character."""

    pending: int
    """First byte of the first title character: the second byte of the box-drawing character"""
    pairs: tuple[tuple[int, int], ...]
    stop: str
    """The ASCII character that ends the run; empty at the end of the line"""
    pinyin: str
    """The syllable printed right after, if any"""


@cache
def ended_by_lost(lead: int) -> tuple[str, ...]:
    """The everyday characters that begin with byte `lead` and whose second byte vanished as the first of a
    lost pair."""
    return tuple(letter for low in LOST_LEADS if (letter := common(lead, low)))


@cache
def ending_with(low: int) -> tuple[str, ...]:
    """The everyday characters whose second byte is `low`."""
    return tuple(letter for lead in LEADS if (letter := common(lead, low)))


Known = Callable[[str], bool]
"""Is a pair of neighbouring characters known from somewhere?"""


def readings(run: Run, known: Known) -> Iterator[GbkReading]:
    """The reading with no pair lost, then those with one pair lost whose two new characters fit their
    neighbours; of everyday characters only."""
    ahead = _letters(run)
    last = _last(run.pairs[-1][1] if run.pairs else run.pending, run)
    if last and all(ahead):
        yield GbkReading("".join(ahead) + last, -1)
    for at in range(len(ahead) + 1):
        if not all(ahead[:at]):
            return
        if all(ahead[at + 1 :]) and (last or at >= len(ahead)):
            yield from _with_loss(run, ahead, at, last, known)


def _letters(run: Run) -> list[str]:
    """What the run reads as if no pair is lost; empty strings where a cell holds no everyday character."""
    leads = [run.pending, *(low for _, low in run.pairs)]
    return [common(lead, high) for lead, (high, _) in zip(leads, run.pairs, strict=False)]


def _with_loss(run: Run, ahead: list[str], at: int, last: str, known: Known) -> Iterator[GbkReading]:
    """Readings that suppose a vanished pair before pair `at`: one more character, and another one after it.

    Of the (up to) three pairs the two form with each other and with their neighbours, one may be unknown;
    none at the start of the title.
    """
    previous = run.pairs[at - 1][1] if at else run.pending
    start = "".join(ahead[:at])
    firsts = ended_by_lost(previous)
    if not firsts:
        return
    fitting = [letter for letter in firsts if not start or known(start[-1] + letter)]
    loose = [letter for letter in firsts if letter not in fitting]
    rest = "".join((*ahead[at + 1 :], last)) if at < len(run.pairs) else ""
    seconds = (
        ending_with(run.pairs[at][0])
        if at < len(run.pairs)
        else [letter for lead in LEADS if (letter := _last(lead, run))]
    )
    for second in seconds:
        unknown = (0 if start else 1) + (not (not rest or known(second + rest[0])))
        if unknown == 0:
            fit = fitting + [first for first in loose if known(first + second)]
        else:
            fit = [first for first in fitting if known(first + second)] if unknown == 1 else []
        for first in fit:
            yield GbkReading(start + first + second + rest, at)


def _last(pending: int, run: Run) -> str:
    """The character that brings the text back in step: with a visible second byte, or with one that was eaten
    and that only the pinyin tells."""
    stop = ord(run.stop) if run.stop else 0
    if 0x40 <= stop <= 0x7E:
        letter = common(pending, stop)
        return letter if letter and (not run.pinyin or run.pinyin in toned_readings(letter)) else ""
    return eaten(pending, run.pinyin) if run.pinyin else ""


@cache
def eaten(lead: int, pinyin: str) -> str:
    """The one everyday character that begins with byte `lead` and is read so; empty if there is none or a
    choice."""
    matching = [
        letter
        for letter in (common(lead, low) for low in TRAIL_BYTES)
        if letter and pinyin in toned_readings(letter)
    ]
    return matching[0] if len(matching) == 1 else ""
