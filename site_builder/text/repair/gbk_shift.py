"""Headings whose GBK bytes slipped by one: `。ㄈ┨嵩隽⒎ㄙ|(zhì)效` → `（三）提增立法質(zhì)效`.

The number follows from the bytes and from its place in the sequence and is restored. The title is proposed,
with the other readings the bytes allow, until a person confirms it in the sidecar (28.5 % of titles restored
by bytes alone were silently different, measured on 4,000 headings). Where no reading is convincing the
damaged characters stay as they are. Slips inside a line (`兑?guī)定`) are only pointed at.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from site_builder.text.readers.opencc_converter import simple_forms
from site_builder.text.repair import gbk_candidates as gbcells
from site_builder.text.repair.bigram_frequency import BigramFrequency, pairs_of
from site_builder.text.repair.gbk_candidates import GbkReading, Run
from site_builder.text.repair.repair_edits import SHIFT_MARKS, TONES, RepairEdit, RepairInput
from site_builder.vocabulary import RepairKind, RepairStatus

GBK_SHIFT_DAMAGED = re.compile(rf"^[ \t\u3000]*(?=。(?:ǘ|ò耍|ň牛|[{SHIFT_MARKS}]))", re.M)
"""Line-anchored: 98.9 % of damaged headings found, none in 67 MB of good text."""
NUMBERED_HEADING = re.compile(
    r"^[ \t\u3000?？]*(?:[（(]([一二三四五六七八九十]{1,3})[)）]|([一二三四五六七八九十]{1,3})、)", re.M
)
INLINE = re.compile(rf"(?:[?A-Za-z|~^_{{}}\[\]]\(|\?)[a-zü]{{0,5}}[{TONES}][a-zü]{{0,5}}\)")
_SHIFT_MARK = re.compile(f"[{SHIFT_MARKS}]")
_PINYIN = re.compile(rf"[（(]([a-zü]{{0,5}}[{TONES}][a-zü]{{0,5}})[)）]")
LONGEST_RUN = 12
"""Characters a run may have: without pinyin to fall in step again, long runs were read right in 15–25 % of
cases."""
MOST_HEADINGS = 60
"""Damaged headings treated in one file; no report has more than 40 under one part."""
CONVINCING = 0.6
"""Share of neighbouring characters of a title that must be known words before it is shown in place of the
damage."""
AS_GOOD = 0.1
"""How much worse a reading may score and still be offered; readings without a supposed loss are always
offered."""
LOSS_COSTS = 0.3
"""What a supposed vanished pair adds to the strangeness of a reading (pairs vanish at 14.5 % of the
boundaries)."""
MOST_CANDIDATES = 5

AUTOMATIC_NOTE = "标题编号由错位的字节和前后编号推出"
GAP_NOTE = "标题编号由错位的字节推出，但与前一个编号不连续，请核对"
TITLE_NOTE = "标题文字由错位的字节推出，可能不是原文，待核对"
LEFT_NOTE = "标题文字损坏，无法可靠恢复，按原样显示"
INLINE_NOTE = "疑似字节错位造成的乱码，无法可靠恢复，按原样显示"


class ShiftedRun(Struct, frozen=True):
    """One damaged heading: where its signature and its run stand, and what it can be."""

    start: int
    body: int
    """Where the title run begins (the box-drawing character), or where the rest of the line begins if that is
    missing"""
    numbers: tuple[int, ...]
    run: Run | None
    end: int
    """Where the run ends, the ASCII character that closes it included if it is part of a character"""


def shifted_headings(draft: RepairInput) -> list[RepairEdit]:
    """Restore the numbers of slipped headings, propose their titles, and point at slips inside lines.

    >>> from site_builder.text.repair.repair_edits import mended
    >>> mended(shifted_headings, "(一)坚持党的领导\\n(二)优化政府职能\\n。ㄈ┨嵩隽⒎ㄙ|(zhì)效,完善制度")
    '(一)坚持党的领导\\n(二)优化政府职能\\n(三)提增立法質(zhì)效,完善制度'
    >>> mended(shifted_headings, "。依法行政是基本要求")
    '。依法行政是基本要求'
    """
    if draft.letters.isdisjoint("?" + TONES) and not _SHIFT_MARK.search("".join(draft.letters)):
        return []
    mends = list(_headings(draft))
    taken = [(each.start, each.end) for each in mends]
    loose = (
        each
        for each in INLINE.finditer(draft.text)
        if not any(start < each.end() and each.start() < end for start, end in taken)
    )
    return mends + [
        RepairEdit(
            each.start(),
            each.end(),
            None,
            RepairKind.BYTE_SHIFT_INLINE,
            RepairStatus.FLAGGED,
            note=INLINE_NOTE,
        )
        for each in loose
    ]


def damages(text: str) -> Iterator[ShiftedRun]:
    """All damaged headings of a text, in order."""
    for count, found in enumerate(GBK_SHIFT_DAMAGED.finditer(text)):
        if count >= MOST_HEADINGS:
            return
        damage = _damage(text, found.end())
        if damage:
            yield damage


def _damage(text: str, start: int) -> ShiftedRun | None:
    options = [
        (signature, numbers)
        for signature, numbers in gbcells.signatures()
        if text.startswith(signature, start)
    ]
    if not options:
        return None
    boxed = [
        each for each in options if gbcells.closes(text[start + len(each[0]) : start + len(each[0]) + 1])
    ]
    signature, numbers = (boxed or [each for each in options if len(each[0]) > 1] or [("", ())])[0]
    if not signature:
        return None
    body = start + len(signature)
    run, end = _run(text, body) if boxed else (None, body)
    return ShiftedRun(start, body, numbers, run, end)


def _run(text: str, body: int) -> tuple[Run | None, int]:
    """The run that starts with the box-drawing character at `body`."""
    pairs: list[tuple[int, int]] = []
    at = body + 1
    while at < len(text) and not text[at].isascii():
        code = text[at].encode("gb18030", "replace")
        if len(code) != 2 or len(pairs) >= LONGEST_RUN:
            return None, at
        pairs.append((code[0], code[1]))
        at += 1
    stop = text[at] if at < len(text) and text[at] != "\n" else ""
    consumed = int(bool(stop) and 0x40 <= ord(stop) <= 0x7E)
    pinyin = _PINYIN.match(text, at + consumed)
    return (
        Run(text[body].encode("gb18030")[1], tuple(pairs), stop, pinyin[1] if pinyin else ""),
        at + consumed,
    )


def _headings(draft: RepairInput) -> Iterator[RepairEdit]:
    found = list(damages(draft.text))
    if not found:
        return
    familiar = BigramFrequency(
        pairs_of("\n".join(line for line in draft.text.split("\n") if not GBK_SHIFT_DAMAGED.match(line)))
    )
    narrow = len(re.findall(r"^[ \t\u3000]*\([一二三四五六七八九十]", draft.text, re.M)) >= len(
        re.findall(r"^[ \t\u3000]*（[一二三四五六七八九十]", draft.text, re.M)
    )
    opening, closing = "()" if narrow else "（）"
    last, position = 0, 0
    for damage in found:
        last = _last_number(draft.text, position, damage.start, last)
        number, certain = _number(damage.numbers, last + 1)
        if not number:
            yield RepairEdit(
                damage.start, damage.end, None, RepairKind.BYTE_SHIFT, RepairStatus.FLAGGED, note=LEFT_NOTE
            )
            continue
        last, position = number, damage.end
        label = f"{opening}{gbcells.numeral(number)}{closing}"
        status, note = (
            (RepairStatus.AUTOMATIC, AUTOMATIC_NOTE) if certain else (RepairStatus.PROPOSED, GAP_NOTE)
        )
        yield from _heading(
            draft.text,
            damage,
            RepairEdit(damage.start, damage.body, label, RepairKind.BYTE_SHIFT_NUMBER, status, note=note),
            familiar,
        )


def _heading(
    text: str, damage: ShiftedRun, number: RepairEdit, familiar: BigramFrequency
) -> Iterator[RepairEdit]:
    """The mends of one heading: its number, and its title or the flag that it stays as it is."""
    ranked = rank(damage.run, text[damage.end : damage.end + 12], familiar) if damage.run else []
    yield number
    best = ranked[0] if ranked else None
    likely = [each for share, each in ranked if (best and share >= best[0] - AS_GOOD) or each.lost < 0]
    candidates = tuple(dict.fromkeys(each.title.translate(simple_forms()) for each in likely))[
        :MOST_CANDIDATES
    ]
    if best and best[0] >= CONVINCING:
        yield RepairEdit(
            damage.body,
            damage.end,
            best[1].title,
            RepairKind.BYTE_SHIFT,
            RepairStatus.PROPOSED,
            candidates,
            TITLE_NOTE,
        )
    else:
        end = damage.end if damage.end > damage.body else min(damage.body + 1, len(text))
        yield RepairEdit(
            damage.body, end, None, RepairKind.BYTE_SHIFT, RepairStatus.FLAGGED, candidates, LEFT_NOTE
        )


def rank(run: Run, following: str, familiar: BigramFrequency) -> list[tuple[float, GbkReading]]:
    """The best readings, the least strange first, with the share of known character pairs in them; a supposed
    loss must earn its place."""
    after = _PINYIN.sub("", following)[:1]
    after = after if "\u3400" <= after <= "\u9fff" else ""
    found = [
        (familiar.strangeness(each.title + after), each) for each in gbcells.readings(run, familiar.knows)
    ]
    found.sort(key=lambda each: (each[0] + LOSS_COSTS * (each[1].lost >= 0), each[1].title))
    return [(familiar.share(each.title + after), each) for _, each in found[: 2 * MOST_CANDIDATES]]


def _last_number(text: str, start: int, end: int, last: int) -> int:
    """The number of the last sound `（N）` heading in a stretch; 0 after a new part `一、`."""
    for heading in NUMBERED_HEADING.finditer(text, start, end):
        last = _value(heading[1]) if heading[1] else 0
    return last


def _value(numeral: str) -> int:
    return next(
        (number for number in range(1, gbcells.LAST_NUMBER + 1) if gbcells.numeral(number) == numeral), 0
    )


def _number(options: tuple[int, ...], expected: int) -> tuple[int, bool]:
    """The number that continues the sequence; otherwise the only one possible, uncertain; otherwise 0."""
    if expected in options:
        return expected, True
    return (options[0], False) if len(options) == 1 else (0, False)
