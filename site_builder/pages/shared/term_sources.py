"""The sources of a term as its page shows them: document, place in it, the sentence itself, whether it is
still law, and whether anybody compared it."""

from urllib.parse import urlsplit

from msgspec import Struct

from site_builder.model.terms import AMENDED, EXPIRED, IN_FORCE, NOT_COMPARED, REPLACED, UNKNOWN, Source
from site_builder.pages.shared.indexes import Indexes


class SourceLine(Struct, frozen=True):
    """One source as the page shows it."""

    title: str
    facts: str
    """Number, issuer, day of issue"""
    article: str
    quote: str
    url: str
    host: str
    """Of the site the address leads to; empty for a document of this site"""
    standing: str
    """Whether it is still law; empty where nothing is known"""
    checked: str
    """When and with what the sentence was compared, or that it was not"""
    confirmed: bool


STANDING = {
    IN_FORCE: "现行有效",
    AMENDED: "引用的文本之后又修改过",
    REPLACED: "已废止",
    EXPIRED: "规定的年限已满",
    UNKNOWN: "此后是否修改，本站没有查明",
}
"""State of a document as readers see it"""


def source_line(source: Source, indexes: Indexes) -> SourceLine:
    """A source in the words of the page. A document of this site is linked while it is in the collection."""
    title = source.title if "《" in source.title else f"《{source.title}》"
    facts = (source.number, source.issuer, _day(source.date) if source.date else "")
    host = urlsplit(source.url).hostname or ""
    held = is_held(source, indexes)
    standing = STANDING.get(source.state, "")
    if source.replaced_by:
        standing += f"，由{source.replaced_by}替代"
    return SourceLine(
        title=title,
        facts="，".join(filter(None, facts)),
        article=source.article,
        quote=source.quote,
        url=source.url if host or held else "",
        host=host,
        standing=standing,
        checked=_compared(source),
        confirmed=source.confirmed,
    )


def is_held(source: Source, indexes: Indexes) -> bool:
    """Whether a source is a report of this site and still in the collection."""
    return (
        source.url.startswith("reports/") and source.url.removeprefix("reports/").strip("/") in indexes.cards
    )


def _compared(source: Source) -> str:
    """What readers are told about the sentence quoted."""
    if source.confirmed:
        return f"引文于{_day(source.checked)}与{source.compared or '公开文本'}核对"
    return (
        "引文尚未与原文核对"
        if source.quote
        else "本站未能核对原文"
        if source.checked == NOT_COMPARED
        else "没有引用原句"
    )


def _day(iso: str) -> str:
    """A day, month or year as Chinese writes it. >>> _day("2018-12-05"), _day("2018-12"), _day("2018") → 2018年12月5日, 2018年12月, 2018年."""
    return "".join(part.lstrip("0") + unit for part, unit in zip(iso.split("-"), "年月日", strict=False))
