"""The lines in which a page itself says when and by whom it was published (发布时间：… 来源：…), outside the
article."""

from collections.abc import Set

from site_builder.text.boilerplate.labels import atoms, fields

MAX_STATED_LINE_CHARS = 80
"""Characters of a line that may be such a statement."""
WANTED = ("published", "source")


def stated_lines(visible: list[str], article: list[str], known: Set[str] = frozenset()) -> list[str]:
    """Lines of the page, as printed, that state date or source where the article has no such line and the
    value is not known from elsewhere; none if the page states several (other articles').

    >>> stated_lines(["首页", "发布时间：2025-03-01 来源：市政府", "正文"], ["正文"])
    ['发布时间：2025-03-01 来源：市政府']
    >>> stated_lines(["发布时间：2025-03-01", "发布时间：2024-02-02"], ["正文"])
    []
    """
    kept: list[str] = []
    for field in WANTED:
        if field in known or any(_values(line, field) for line in article):
            continue
        stated = [line for line in visible if _values(line, field)]
        if len({value for line in stated for value in _values(line, field)}) == 1 and stated[0] not in kept:
            kept.append(stated[0])
    return kept


def _values(line: str, field: str) -> tuple[str, ...]:
    """The values of one field on a line that is nothing but page information."""
    return (
        tuple(each.value for each in fields(atoms(line)) if each.field == field)
        if len(line) <= MAX_STATED_LINE_CHARS
        else ()
    )
