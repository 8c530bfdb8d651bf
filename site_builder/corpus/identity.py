"""What makes two files the same report, and the address that follows: place, year, kind, and the issuer if it
is not the government of the place."""

from collections.abc import Iterable
from typing import assert_never

from msgspec import Struct

from site_builder.model.places import Place, PlaceRegistry
from site_builder.model.report import DocumentMetadata, Report
from site_builder.problems import Problem
from site_builder.text.readers.place_names import short_name, stands_beside
from site_builder.text.readers.slugs import slug
from site_builder.vocabulary import DocumentKind


def report_key(report: Report, registry: PlaceRegistry) -> str:
    """Address of a report under reports/: `luohe/2024`, `luoyang/2020-plan`, `luohe/2024-sifaju` for a
    department, a town, or an area without a place of its own.

    Without a known place `unplaced/<hash>`; with a place but no year `luohe/undated-<hash>`; of a department
    that does not say which, `luohe/2024-department-<hash>`: an address must not claim what nobody knows, and
    the plain one is the government's.
    """
    head = report.head
    place = registry.by_code.get(str(head.place.value or ""))
    if place is None:
        return f"unplaced/{report.sha256[:8]}"
    year = str(head.year.value) if head.year.value else f"undated-{report.sha256[:8]}"
    suffix = kind_suffix(head.document_kind)
    if has_own_issuer(head):
        suffix += "-" + (
            issuer_slug(str(head.issuer.value), place, registry)
            if head.issuer.value
            else f"{head.level}-{report.sha256[:8]}"
        )
    return f"{place.slug}/{year}{suffix}"


def kind_suffix(kind: DocumentKind) -> str:
    """What an address says of the kind: nothing of an annual report."""
    match kind:
        case DocumentKind.ANNUAL_REPORT:
            return ""
        case DocumentKind.PLAN | DocumentKind.OTHER:
            return f"-{kind}"
    assert_never(kind)


def has_own_issuer(head: DocumentMetadata) -> bool:
    """Whether a report stands beside that of its place's government: it takes its issuer into the address,
    and has no part in the story of the place."""
    return stands_beside(head.level, str(head.place.value or ""), head.place_name)


def issuer_slug(issuer: str, place: Place, registry: PlaceRegistry) -> str:
    """The department without the names of its places: 漯河市司法局 → sifaju."""
    rest = issuer
    code = place.code
    chain = []
    while code and code in registry.by_code:
        chain.append(registry.by_code[code])
        code = registry.by_code[code].parent
    for outer in reversed(chain):
        for name in (outer.name, short_name(outer.name)):
            if rest.startswith(name) and len(rest) > len(name) + 1:
                rest = rest[len(name) :]
                break
    return slug(rest)


class IdentityClaim(Struct, frozen=True):
    """One file's claim to an address."""

    key: str
    path: str
    sha256: str
    text_digest: str = ""
    """Of the cleaned text without blanks: equal for two copies of one text."""
    contradicted: bool = False
    """Whether the folder or the name of the file says another place or year."""


class Identities(Struct, frozen=True):
    """Which file stands at which address."""

    keys: dict[str, str]
    """Path → key, of the files that are published"""
    problems: tuple[Problem, ...]


def settle(claims: Iterable[IdentityClaim]) -> Identities:
    """Give every address to one file: one whose path says the same place and year, of these the bare
    `2024.txt`, else the shortest name, else the first by path. The others are not published and are reported
    (C701), both files named.

    The same text at two addresses is published twice and reported (C702): one of the two may state a wrong
    place or year.
    """
    keys: dict[str, str] = {}
    owners: dict[str, IdentityClaim] = {}
    texts: dict[str, IdentityClaim] = {}
    problems: list[Problem] = []
    by_path = sorted(claims, key=lambda c: c.path)
    for claim in sorted(by_path, key=_plainness):
        owners.setdefault(claim.key, claim)
    for claim in by_path:
        first = owners[claim.key]
        if first is not claim:
            detail = (("identity", claim.key), ("other", f"reports/{first.path}"))
            problems.append(Problem("C701", f"reports/{claim.path}", 0, claim.key, detail))
            continue
        keys[claim.path] = claim.key
        twin = texts.setdefault(claim.text_digest, claim) if claim.text_digest else claim
        if twin is not claim:
            problems.append(
                Problem("C702", f"reports/{claim.path}", 0, "", (("other", f"reports/{twin.path}"),))
            )
    return Identities(keys, tuple(problems))


def _plainness(claim: IdentityClaim) -> tuple[bool, bool, int, str]:
    """Order of files that claim one address: `2024.txt` before `2024-副本.txt`, whatever the sorting of their
    paths says."""
    name = claim.path.rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    return claim.contradicted, not (len(stem) == 4 and stem.isdecimal()), len(name), claim.path
