"""Read access to the store: rows by key (`metric:…`, `indicator:…`, `term:…`, `document:…`, `check`), documents and pieces by report key.

No page needs more than it shows, so memory does not grow with the collection.
"""

import sqlite3
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from site_builder.model.corpus import ROW_TYPES, AnyRow, ReportCard
from site_builder.model.facts import Document
from site_builder.model.terms import Mention
from site_builder.vocabulary import RowKind

ROWS = {prefix: msgspec.msgpack.Decoder(tuple[kind, ...]) for prefix, kind in ROW_TYPES.items()}  # type: ignore[valid-type]
CARD = msgspec.msgpack.Decoder(ReportCard)
DOCUMENT = msgspec.msgpack.Decoder(Document)
MENTIONS = msgspec.msgpack.Decoder(tuple[Mention, ...])


class Reader:
    """Read access, for worker processes too: opened by path, never shared between processes."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(self, key: str, year: int | None = None, province: str = "") -> tuple[AnyRow, ...]:
        """The rows of a key in order of (report, place in the text), of one year or one province if asked (its two-digit code, `-` for none)."""
        return tuple(self.each_row(key, year, province))

    def each_row(self, key: str, year: int | None = None, province: str = "") -> Iterator[AnyRow]:
        """Like `rows`, one report at a time in memory."""
        decoder = ROWS[RowKind(key.partition(":")[0])]
        where, values = _restriction(year, province)
        query = f"SELECT data FROM rows JOIN payloads ON payloads.id = rows.payload WHERE key = ?{where} ORDER BY report"
        for (payload,) in self._connection.execute(query, (key, *values)):
            yield from decoder.decode(payload)

    def document(self, report: str) -> Document:
        """The full document of a report key. Raises KeyError when it is not in the store."""
        query = "SELECT document FROM files JOIN indexed ON indexed.path = files.path WHERE report = ?"
        return DOCUMENT.decode(self._one(query, report))

    def mentions(self, report: str) -> tuple[Mention, ...]:
        """The mentions of terms in a report. Raises KeyError when it is not in the store."""
        return MENTIONS.decode(self._one("SELECT mentions FROM indexed WHERE report = ?", report))

    def blob(self, name: str) -> bytes:
        """A value kept under a name (`put`). Raises KeyError when there is none."""
        return self._one("SELECT value FROM meta WHERE name = ?", name)

    def pieces(self, name: str) -> Iterator[tuple[str, bytes]]:
        """(report, data) of every piece of one name, in order of report key."""
        yield from self._connection.execute("SELECT report, data FROM pieces WHERE name = ? ORDER BY report", (name,))

    def pieces_digest(self, name: str) -> str:
        """Of all pieces of one name and whose they are."""
        seen = blake2b(digest_size=16)
        for report, data in self.pieces(name):
            seen.update(f"{report} {len(data)} ".encode())
            seen.update(data)
        return seen.hexdigest()

    def piece(self, name: str, report: str) -> bytes:
        """One piece. Raises KeyError when it is not in the store."""
        row = self._connection.execute("SELECT data FROM pieces WHERE name = ? AND report = ?", (name, report)).fetchone()
        if row is None:
            raise KeyError(f"{name} {report}")
        return bytes(row[0])

    def path_document(self, path: str) -> Document | None:
        """The document made from a source path, None when that file could not be published."""
        row = self._connection.execute("SELECT document FROM files WHERE path = ?", (path,)).fetchone()
        return DOCUMENT.decode(row[0]) if row and row[0] is not None else None

    def _one(self, query: str, value: str) -> bytes:
        row = self._connection.execute(query, (value,)).fetchone()
        if row is None:
            raise KeyError(value)
        return bytes(row[0])


def _restriction(year: int | None, province: str) -> tuple[str, tuple[Any, ...]]:
    """SQL for a part of a key's rows."""
    where = ""
    values: list[int | str] = []
    if year is not None:
        where += " AND year = ?"
        values.append(year)
    if province:
        where += " AND substr(place, 1, 2) = ?"
        values.append(province.strip("-"))
    return where, tuple(values)
