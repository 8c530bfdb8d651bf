"""Glossary files and the reports' own definitions → one list of terms, with every collision reported."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from site_builder.corpus.terms.addresses import Refused, address_by_name, term_addresses
from site_builder.corpus.terms.forms import coined_parts, normal, plain
from site_builder.model.report import Definition
from site_builder.model.terms import Term, TermDefinition, TermEntry
from site_builder.problems import Problem
from site_builder.text.markup_load import too_heavy
from site_builder.text.readers.slugs import initial, sort_key


class TermSet(Struct, frozen=True):
    """All terms, sorted by pinyin, and what is wrong with them."""

    terms: tuple[Term, ...]
    problems: tuple[Problem, ...]


class _Group:
    """A term while its parts are being gathered."""

    def __init__(self, name: str, entry: TermEntry | None = None) -> None:
        self.name = name
        self.entry = entry
        self.definitions: list[TermDefinition] = []
        self.aliases: list[str] = list(entry.aliases) if entry else []
        self.coined: list[str] = list(coined_parts(name))


def build_terms(entries: Iterable[TermEntry], definitions: Iterable[tuple[str, Definition]]) -> TermSet:
    """Join glossary files and definitions (report key, definition) by name, alias or coined part; the order
    of either does not matter.

    A report may define a term nobody wrote a file for: it is a term all the same. Two definitions of one term
    both stay. An alias two terms claim belongs to neither and is reported, unless it is the very name of one
    of them.
    """
    problems: list[Problem] = []
    groups = _from_entries(entries, problems)
    owners = {normal(form): key for key, group in groups.items() for form in (*group.aliases, *group.coined)}
    for report, definition in sorted(definitions, key=lambda pair: (pair[0], pair[1].line, pair[1].term)):
        if normal(definition.term):
            _join(groups, owners, report, definition)
    _merge_coined(groups)
    aliases = _settle_aliases(groups, problems)
    filed = {group.name for group in groups.values() if group.entry}
    slugs, refused = term_addresses(
        {group.name: group.entry.slug.strip() if group.entry else "" for group in groups.values()}, filed
    )
    problems += _slug_problems(groups, slugs, refused)
    terms = [_term(group, slugs[group.name], aliases[key]) for key, group in groups.items()]
    problems += (*_dead_links(terms), *_too_heavy(terms))
    return TermSet(tuple(sorted(terms, key=lambda t: (t.pinyin, t.name))), tuple(problems))


def _from_entries(entries: Iterable[TermEntry], problems: list[Problem]) -> dict[str, _Group]:
    """One group per glossary file; a second file for a name is a problem and is left out."""
    groups: dict[str, _Group] = {}
    for entry in sorted(
        entries, key=lambda e: (normal(e.term), normal(e.term) not in normal(e.path), e.path)
    ):
        key = normal(entry.term)
        first = groups.get(key)
        if first and first.entry:
            problems.append(
                Problem(
                    "G601",
                    entry.path,
                    _line(entry, "term"),
                    plain(entry.term),
                    (("other", first.entry.path),),
                )
            )
        elif key:
            groups[key] = _Group(plain(entry.term), entry)
    return groups


def _join(groups: dict[str, _Group], owners: dict[str, str], report: str, definition: Definition) -> None:
    """Put a definition with the term it belongs to: by name, by an alias of a glossary file, else a term of
    its own.

    `owners`: alias or coined part of a file → the term.
    """
    made = TermDefinition(report, definition.text, definition.surface, definition.anchor, definition.line)
    wanted = [
        normal(form)
        for form in (
            definition.term,
            definition.surface,
            *definition.aliases,
            *coined_parts(definition.surface),
        )
    ]
    key = next((form for form in wanted[:2] if form in groups), "") or next(
        (
            owners.get(form) or (form if form in groups and groups[form].entry else "")
            for form in wanted
            if form in owners or form in groups
        ),
        "",
    )
    if not key:
        key = wanted[0]
        groups[key] = _Group(plain(definition.term))
    group = groups[key]
    group.definitions.append(made)
    group.coined += [*definition.aliases, *coined_parts(definition.surface), *coined_parts(definition.term)]


def _merge_coined(groups: dict[str, _Group]) -> None:
    """A term without a file whose coined part is a term of its own joins it: “四电”平台 joins 四电."""
    for key in sorted(groups):
        group = groups[key]
        target = next(
            (normal(part) for part in group.coined if normal(part) != key and normal(part) in groups), ""
        )
        if target and group.entry is None:
            groups[target].definitions += group.definitions
            groups[target].aliases.append(group.name)
            groups[target].coined += group.coined
            del groups[key]


def _settle_aliases(groups: dict[str, _Group], problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """The aliases each term keeps. Names are never given away; a stated alias claimed twice is a problem, a
    coined part claimed twice is dropped."""
    stated = Counter(form for group in groups.values() for form in {normal(alias) for alias in group.aliases})
    coined = Counter(form for group in groups.values() for form in {normal(part) for part in group.coined})
    out: dict[str, tuple[str, ...]] = {}
    for key, group in groups.items():
        kept: dict[str, str] = {}
        for alias in group.aliases:
            form = normal(alias)
            if (form in groups and form != key) or stated[form] > 1:
                problems.append(_collision(group, alias, groups, key))
            elif form != key and form:
                kept.setdefault(form, alias)
        for part in group.coined:
            form = normal(part)
            if form and form != key and form not in groups and not stated[form] and coined[form] == 1:
                kept.setdefault(form, plain(part))
        out[key] = tuple(kept.values())
    return out


def _collision(group: _Group, alias: str, groups: dict[str, _Group], key: str) -> Problem:
    """G602: an alias that another term also claims."""
    form = normal(alias)
    others = [
        other.name
        for each, other in groups.items()
        if each != key and (each == form or form in map(normal, other.aliases))
    ]
    detail = (("term", group.name), ("other", "、".join(sorted(others))))
    return Problem(
        "G602", group.entry.path if group.entry else "", _line(group.entry, "aliases"), alias, detail
    )


def _slug_problems(
    groups: dict[str, _Group], slugs: dict[str, str], refused: dict[str, Refused]
) -> list[Problem]:
    """G612, G613 for each stated address that is not used; G607 for each glossary file whose address by its
    name had to be changed to be unique."""
    problems = []
    for group in groups.values():
        entry, address = group.entry, slugs[group.name]
        if entry and group.name in refused:
            why = refused[group.name]
            detail = (("term", group.name), ("other", "、".join(why.others)), ("slug", address))
            problems.append(
                Problem(
                    "G613" if why.others else "G612", entry.path, _line(entry, "slug"), why.stated, detail
                )
            )
        elif entry and address not in (entry.slug.strip(), address_by_name(group.name)):
            problems.append(
                Problem("G607", entry.path, _line(entry, "term"), group.name, (("slug", address),))
            )
    return problems


def _term(group: _Group, address: str, aliases: tuple[str, ...]) -> Term:
    """The finished record."""
    definitions = tuple(sorted(group.definitions, key=lambda d: (d.report, d.line)))
    return Term(
        group.name, address, sort_key(group.name), initial(group.name), aliases, group.entry, definitions
    )


def _dead_links(terms: list[Term]) -> list[Problem]:
    """G603 for each see-also that names no term."""
    known = {normal(form) for term in terms for form in (term.name, *term.aliases)}
    return [
        Problem("G603", term.entry.path, _line(term.entry, "see_also"), name, (("term", term.name),))
        for term in terms
        if term.entry
        for name in term.entry.see_also
        if normal(name) not in known
    ]


def _too_heavy(terms: list[Term]) -> Iterator[Problem]:
    """G620 for each explanation that is shown as it is written, because converting it would take too long."""
    for term in terms:
        why = too_heavy(term.entry.explanation) if term.entry else ""
        if term.entry and why:
            yield Problem("G620", term.entry.path, term.entry.line, term.name, (("why", why),))


def _line(entry: TermEntry | None, key: str) -> int:
    """The line of a key of a glossary file's head."""
    return dict(entry.lines).get(key, 1) if entry else 0
