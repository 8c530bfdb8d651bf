"""A result of many inputs, worked out again only when the digest of its inputs changes."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from site_builder.cache.reader import decoded
from site_builder.cache.store import Store

Computed = TypeVar("Computed")


def kept(store: Store, name: str, key: str, kind: type[Computed], make: Callable[[], Computed]) -> Computed:
    """What the store has under this name if it was made from the same inputs, else what `make` makes; that is
    kept in its place.

    `key` is a digest of everything the result depends on, code included.
    """
    data = store.get(name)
    if data.startswith(key.encode()):
        return decoded(msgspec.msgpack.Decoder(kind), data[len(key) :])
    made = make()
    store.put(name, key.encode() + msgspec.msgpack.encode(made))
    return made
