"""A seal in front of every entry of the store: a checksum over its bytes and over what it is filed under,
looked at whenever it is read.

SQLite notices that a page is broken, not that a digit has changed in it. The seal guards against accidents (a
worn disk, a cache restored half, an edit by hand), not against whoever can write to the cache on purpose.
CRC-32, because it costs a third of a second per gigabyte, a hash three times that.
"""

import sqlite3
from zlib import crc32

SIZE = 4
"""Bytes of a seal"""


class Damaged(sqlite3.DatabaseError):
    """Something in the store is not what was put there: all of it is thrown away and made again."""


class Missing(Damaged, KeyError):
    """Something is not in the store that was put there, or never was."""


def seal(data: bytes, *filed: object) -> int:
    """The checksum of an entry and of the columns it is filed under."""
    return crc32(data, crc32("\0".join(map(str, filed)).encode("utf-8", "surrogateescape")))


def sealed(data: bytes, *filed: object) -> bytes:
    """The entry with its seal in front, as it is kept."""
    return seal(data, *filed).to_bytes(SIZE) + data


def opened(kept: object, *filed: object) -> bytes:
    """The entry without its seal. Raises Damaged when one of its bits, or the place it was filed in, has
    changed.

    >>> opened(sealed(b"31", "a/2024"), "a/2024")
    b'31'
    """
    if not isinstance(kept, bytes):
        raise Damaged(f"no bytes: {filed}")
    data = kept[SIZE:]
    if seal(data, *filed) != int.from_bytes(kept[:SIZE]) or len(kept) < SIZE:
        raise Damaged(f"seal broken: {filed}")
    return data
