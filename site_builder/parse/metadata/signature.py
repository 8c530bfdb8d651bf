"""落款: the issuer and the date at the end of a text, or of its covering letter, or right under the title."""

import re
from typing import NamedTuple

from site_builder.parse.metadata.dates import is_date_line, read_date
from site_builder.parse.metadata.opening import ISSUER_END
from site_builder.parse.structure.lines import TextLine

SEAL = re.compile(r"[(（](?:盖章|印章|公章|代章)[)）]")
BOTH = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff()（）]{4,40}?(?:政府|委员会|局|厅|办公室|办事处|部|委|管委会))\s*(?P<date>(?:19|20)[0-9]{2}\s?年.{2,8}日|二[〇○零][^年]{2}年.{2,8}日)"
)
NOT_AN_ISSUER = re.compile(
    r"充分|发挥|深入|全面|加强|强化|推进|推动|落实|坚持|认真|贯彻|积极|切实|严格|通过|主动|进一步|不断|持续|健全|完善|成立|组织|召开|指导|督促|配合|支持|依托|依法|按照|根据|[由向对以在将把与和及是]"
)
"""Begins a sentence that a copy broke off (充分发挥市委全面依法治市委员会), no name"""
ATTACHMENT_WORD = re.compile(r"附\s?件")


class Signature(NamedTuple):
    """Lines of one signature by index; -1 where there is none."""

    issuer: int
    date: int
    issuer_name: str
    date_text: str


def all_signatures(lines: list[TextLine], body: int) -> list[Signature]:
    """The signatures, and the name of an issuer that closes the text without a date."""
    signed = signatures(lines, body)
    closing = closing_issuer(lines, body)
    if closing is not None and not any(each.date == len(lines) - 1 for each in signed):
        signed.append(closing)
    return signed


def signatures(lines: list[TextLine], body: int) -> list[Signature]:
    """All signatures behind the opening. A date alone counts at the end, before attachments, or after the
    name of an issuer."""
    found: list[Signature] = []
    last = len(lines) - 1
    for index in range(body, len(lines)):
        text = lines[index].text
        if len(text) > 60 or (not text.endswith(("日", ")", "）")) and not text[-1].isdigit()):
            continue
        both = BOTH.fullmatch(text)
        if both and read_date(both["date"])[0]:
            found.append(Signature(index, index, both["issuer"], both["date"]))
            continue
        if not is_date_line(text):
            continue
        issuer = _issuer_before(lines, index, body)
        if issuer >= 0 or last - index < 6 or _ends_letter(lines, index):
            name = SEAL.sub("", lines[issuer].text).strip() if issuer >= 0 else ""
            found.append(Signature(issuer, index, name, text))
    return found


def _issuer_before(lines: list[TextLine], index: int, body: int) -> int:
    """Index of the line before that names an issuer; -1 if it is text."""
    if index - 1 < body:
        return -1
    text = SEAL.sub("", lines[index - 1].text).strip()
    return (
        index - 1 if len(text) <= 40 and ISSUER_END.search(text.replace(" ", "")) and "。" not in text else -1
    )


def _ends_letter(lines: list[TextLine], index: int) -> bool:
    """Whether what follows is a new beginning (附件, a short line without a stop) and what precedes is a
    finished sentence."""
    after = lines[index + 1].text
    before = lines[index - 1].text if index else ""
    return ATTACHMENT_WORD.match(after) is not None or (
        len(after) < 60 and not after.endswith("。") and before.endswith(("。", "!", "！", "知。", "行。"))
    )


def closing_issuer(lines: list[TextLine], body: int) -> Signature | None:
    """An issuer's name as the very last line, without a date."""
    if len(lines) - 1 < body or not lines:
        return None
    text = SEAL.sub("", lines[-1].text).strip()
    if (
        4 <= len(text) <= 30
        and not NOT_AN_ISSUER.match(text)
        and ISSUER_END.search(text)
        and text.endswith(("人民政府", "局", "厅", "委员会", "街道办事处"))
    ):
        return Signature(len(lines) - 1, -1, text, "")
    return None
