"""Under which address each term stands: the one its file states, else its reading.

An address that a term has by its name is a promise: no other term can take it by stating it. A stated address
that cannot be used is left out of account, and the term stands under its reading; nothing else moves for it.
No report moves a term that has a file by defining one that sounds like it.
"""

from collections.abc import Collection
from hashlib import sha256

from msgspec import Struct

from site_builder.corpus.terms.forms import plain
from site_builder.text.readers.slugs import LONGEST_SLUG, RESERVED, slug, unique_slugs, usable_slug

HASH = 4


class Refused(Struct, frozen=True):
    """A stated address that is not used."""

    stated: str
    others: tuple[str, ...]
    """The terms that have the address or state it too; none when it can be no address at all"""


def term_addresses(
    stated: dict[str, str], filed: Collection[str] = ()
) -> tuple[dict[str, str], dict[str, Refused]]:
    """Name of each term → its address, and name → what its file states in vain. `stated` is empty for a term
    whose file, if any, states nothing; `filed` are the names that have a file.

    >>> term_addresses({"公示": "", "好差评": "gongshi", "双下降": "shuang-xia-jiang"})[0]
    {'双下降': 'shuang-xia-jiang', '公示': 'gongshi', '好差评': 'haochaping'}
    >>> term_addresses({"公示": "", "公式": ""}, {"公示"})[0]
    {'公示': 'gongshi', '公式': 'gongshi-f3fc'}
    """
    read = {name: address_by_name(name) for name in stated}
    claims = {name: wanted for name, wanted in stated.items() if wanted}
    refused = {name: Refused(wanted, ()) for name, wanted in claims.items() if not usable_slug(wanted)}
    while new := _taken(claims, read, refused):
        refused |= new
    unstated = {name: address for name, address in read.items() if not stated[name]}
    found = {name: wanted for name, wanted in claims.items() if name not in refused}
    own = {name: address for name, address in unstated.items() if name in filed}
    found |= unique_slugs(own, RESERVED | set(found.values()))
    others = {name: address for name, address in unstated.items() if name not in filed}
    found |= unique_slugs(others, RESERVED | set(found.values()) | set(own.values()))
    taken = RESERVED | set(found.values()) | set(unstated.values())
    return found | unique_slugs({name: read[name] for name in refused}, taken), refused


def _taken(claims: dict[str, str], read: dict[str, str], refused: dict[str, Refused]) -> dict[str, Refused]:
    """The claims not yet refused to an address that a term has by its reading, or that another term claims.
    One refusal may bring the next: the term stands under its reading then."""
    by_name = {name: address for name, address in read.items() if name not in claims or name in refused}
    holders: dict[str, list[str]] = {}
    for name, address in (*by_name.items(), *unique_slugs(by_name).items(), *claims.items()):
        holders.setdefault(address, []).append(name)
    found = {}
    for name in claims.keys() - refused.keys():
        others = tuple(sorted({other for other in holders[claims[name]] if other != name}))
        if others:
            found[name] = Refused(claims[name], others)
    return found


def address_by_name(name: str) -> str:
    """The reading of a term as part of an address; of a very long one the beginning, with a hash of the
    whole."""
    read = slug(plain(name))
    return (
        read
        if len(read) <= LONGEST_SLUG - HASH - 1
        else _hashed(read[: LONGEST_SLUG - 2 * HASH - 2].strip("-"), name)
    )


def _hashed(address: str, name: str) -> str:
    return f"{address}-{sha256(name.encode()).hexdigest()[:HASH]}"
