"""What goes into the store: one record per source file, one per published document, and the sums over their
rows."""

from msgspec import Struct

from site_builder.model.corpus import RowGroup


class FileEntry(Struct, frozen=True):
    """What the store knows of one source file."""

    path: str
    signature: str
    """Of size, times and inodes; equal means that the file need not be read again"""
    key: str
    """Of its bytes, its sidecar, and the code and tables it was worked out with"""
    outline: bytes
    """What the barrier needs of it (road.examine.Outline)"""
    document: bytes | None
    """msgpack of the Document; None when the file cannot be published"""


class IndexEntry(Struct, frozen=True):
    """One published document, linked and taken apart into rows."""

    report: str
    path: str
    key: str
    """Of the document's key, its report key and the terms it was linked with"""
    place: str
    year: int
    card: bytes
    mentions: bytes
    groups: tuple[RowGroup, ...]


class PartTally(Struct, frozen=True, array_like=True, gc=False):
    """How much one key holds for one year and province."""

    year: int
    province: str
    count: int
    reports: int
    digest: int


class TallyEntry(Struct, frozen=True, array_like=True, gc=False):
    """Everything that is counted under one key."""

    places: int
    """How many places there are"""
    parts: tuple[PartTally, ...]
    """In order of year and province"""
