"""When a report had to be published, and when it was: days early or late by the rule that fits, unknown where
a date is unknown."""

from collections.abc import Iterable
from datetime import date, timedelta

from site_builder.model.corpus import DeadlineRule, ReportCard
from site_builder.model.history import Timeliness
from site_builder.model.places import PlaceRegistry
from site_builder.vocabulary import DocumentKind, TimelinessStatus


def timeliness(card: ReportCard, deadlines: Iterable[DeadlineRule], registry: PlaceRegistry) -> Timeliness:
    """Whether a document was published in time. Only annual reports have a deadline; only a date of
    publication counts, never one of writing."""
    rule = deadline_rule(card, deadlines, registry)
    published = str(card.head.published.value or "")[:10]
    if rule is None or card.year is None:
        return Timeliness(TimelinessStatus.NO_RULE, published=published)
    last = _last_day(rule.last_day, card.year + 1)
    if last is None:
        return Timeliness(TimelinessStatus.NO_RULE, published=published)
    day = _day(published)
    if day is None:
        return Timeliness(TimelinessStatus.UNKNOWN, None, last.isoformat(), "", rule.source)
    days = (day - last).days
    return Timeliness(
        TimelinessStatus.LATE if days > 0 else TimelinessStatus.IN_TIME,
        days,
        last.isoformat(),
        published,
        rule.source,
    )


def deadline_rule(
    card: ReportCard, deadlines: Iterable[DeadlineRule], registry: PlaceRegistry
) -> DeadlineRule | None:
    """The rule that fits a document best: one for its place before one for a place above, then one for its
    level, then the latest general one."""
    if card.year is None or card.head.kind.value != DocumentKind.ANNUAL_REPORT:
        return None
    above = places_above(card.place, registry)
    fitting = [
        rule
        for rule in deadlines
        if rule.since <= card.year <= rule.until
        and rule.level in ("", card.head.level)
        and (not rule.place or rule.place in above)
    ]
    near = {code: len(above) - index for index, code in enumerate(above)}
    return max(
        fitting, key=lambda rule: (near.get(rule.place, 0), bool(rule.level), rule.since), default=None
    )


def places_above(code: str, registry: PlaceRegistry) -> tuple[str, ...]:
    """A place and the places it lies in, innermost first."""
    chain: list[str] = []
    while code and code in registry.by_code:
        chain.append(code)
        code = registry.by_code[code].parent
    return tuple(chain)


def _last_day(month_day: str, year: int) -> date | None:
    """The last day in time. 02-29 is the last of February in other years."""
    if month_day == "02-29":
        return date(year, 3, 1) - timedelta(days=1)
    return _day(f"{year}-{month_day}")


def _day(text: str) -> date | None:
    """A calendar day, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
