"""Under which address each term stands: the one its file states, else its reading.

An address that a term has by its name is a promise: no other term can take it by stating it. A stated address that cannot be used is left out of
account, and the term stands under its reading; nothing else moves for it.
"""

from hashlib import sha256

from msgspec import Struct

from site_builder.corpus.term_forms import plain
from site_builder.text.slugs import LONGEST_SLUG, RESERVED, slug, unique_slugs, usable_slug

HASH = 4


class Refused(Struct, frozen=True):
    """A stated address that is not used."""

    stated: str
    others: tuple[str, ...]
    """The terms that have the address or state it too; none when it can be no address at all"""


def term_addresses(stated: dict[str, str]) -> tuple[dict[str, str], dict[str, Refused]]:
    """Name of each term → its address, and name → what its file states in vain. `stated` is empty for a term whose file, if any, states nothing.

    >>> term_addresses({"公示": "", "好差评": "gongshi", "双下降": "shuang-xia-jiang"})[0]
    {'公示': 'gongshi', '双下降': 'shuang-xia-jiang', '好差评': 'haochaping'}
    """
    by_name = {name: address_by_name(name) for name, wanted in stated.items() if not wanted}
    found = {name: _free(name, address, RESERVED) for name, address in unique_slugs(by_name).items()}
    holders: dict[str, list[str]] = {}
    for name in found:
        for address in {found[name], by_name[name]}:
            holders.setdefault(address, []).append(name)
    for name, wanted in stated.items():
        holders.setdefault(wanted, []).append(name)
    refused: dict[str, Refused] = {}
    for name, wanted in ((name, wanted) for name, wanted in stated.items() if wanted):
        others = tuple(sorted(other for other in holders[wanted] if other != name))
        if others or not usable_slug(wanted):
            refused[name] = Refused(wanted, others if usable_slug(wanted) else ())
        else:
            found[name] = wanted
    fallback = unique_slugs({name: address_by_name(name) for name in refused})
    taken = RESERVED | set(found.values()) | set(by_name.values())
    return found | {name: _free(name, address, taken) for name, address in fallback.items()}, refused


def address_by_name(name: str) -> str:
    """The reading of a term as part of an address; of a very long one the beginning, with a hash of the whole."""
    read = slug(plain(name))
    return read if len(read) <= LONGEST_SLUG - HASH - 1 else _hashed(read[: LONGEST_SLUG - 2 * HASH - 2].strip("-"), name)


def _free(name: str, address: str, taken: frozenset[str] | set[str]) -> str:
    return _hashed(address, name) if address in taken else address


def _hashed(address: str, name: str) -> str:
    return f"{address}-{sha256(name.encode()).hexdigest()[:HASH]}"
