"""Read access to the store: rows by key (`metric:…`, `indicator:…`, `term:…`, `document:…`, `check`),
documents and pieces by report key.

No page needs more than it shows, so memory does not grow with the collection. Every entry is looked at when
it is read (`cache.seals`), and what should be several is counted: what cannot be relied on raises Damaged,
and nothing is made of it.
"""

import sqlite3
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from site_builder.cache.entries import PartTally, TallyEntry
from site_builder.cache.seals import Damaged, Missing, opened, seal
from site_builder.model.corpus import ROW_TYPES, AnyRow, ReportCard
from site_builder.model.facts import Document
from site_builder.model.terms import Mention
from site_builder.vocabulary import RowKind

ROWS = {prefix: msgspec.msgpack.Decoder(tuple[kind, ...]) for prefix, kind in ROW_TYPES.items()}  # type: ignore[valid-type]
CARD_DECODER = msgspec.msgpack.Decoder(ReportCard)
DOCUMENT_DECODER = msgspec.msgpack.Decoder(Document)
MENTIONS = msgspec.msgpack.Decoder(tuple[Mention, ...])
TALLY = msgspec.msgpack.Decoder(TallyEntry)

Made = TypeVar("Made")


class Reader:
    """Read access, for worker processes too: opened by path, never shared between processes."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(self, key: str, year: int | None = None, province: str = "") -> tuple[AnyRow, ...]:
        """The rows of a key in order of (report, place in the text), of one year or one province if asked
        (its two-digit code, `-` for none)."""
        return tuple(self.each_row(key, year, province))

    def each_row(self, key: str, year: int | None = None, province: str = "") -> Iterator[AnyRow]:
        """Like `rows`, one report at a time in memory. Raises Damaged, at the end, when there are fewer or
        other rows than were counted."""
        decoder = ROWS[RowKind(key.partition(":")[0])]
        where, values = _restriction(year, province)
        count = reports = total = 0
        for report, place, of, number, digest, payload in self._connection.execute(
            f"{SELECT_ROWS}{where} ORDER BY report", (key, *values)
        ):
            yield from decoded(decoder, opened(payload, key, report, place, of, number, digest))
            count, reports, total = count + number, reports + 1, total + digest
        told = chosen(self._tally(key).parts, year, province)
        if (count, reports, total) != (
            sum(p.count for p in told),
            sum(p.reports for p in told),
            sum(p.digest for p in told),
        ):
            raise Damaged(f"rows lost: {key}")

    def document(self, report: str) -> Document:
        """The full document of a report key. Raises Missing when it is not in the store."""
        query = (
            "SELECT files.path, files.key, document FROM files JOIN indexed ON indexed.path = files.path"
            " WHERE report = ?"
        )
        path, key, data = self._row(query, report)
        return decoded(DOCUMENT_DECODER, opened(data, path, key))

    def mentions(self, report: str) -> tuple[Mention, ...]:
        """The mentions of terms in a report. Raises Missing when it is not in the store."""
        return decoded(
            MENTIONS, opened(self._row("SELECT mentions FROM indexed WHERE report = ?", report)[0], report)
        )

    def blob(self, name: str) -> bytes:
        """A value kept under a name (`put`). Raises Missing when there is none."""
        return opened(self._row("SELECT value FROM meta WHERE name = ?", name)[0], name)

    def pieces(self, name: str) -> Iterator[tuple[str, bytes]]:
        """(report, data) of every piece of one name, in order of report key. Raises Damaged, at the end, when
        it is not one for each report."""
        count = 0
        for report, told, data in self._connection.execute(
            "SELECT report, seal, data FROM pieces WHERE name = ? ORDER BY report", (name,)
        ):
            yield report, _sound(data, told, name, report)
            count += 1
        self._one_for_each(name, count)

    def pieces_digest(self, name: str) -> str:
        """Of all pieces of one name and whose they are: of their seals, for the pieces themselves are read
        only when it has changed."""
        seen = blake2b(digest_size=16)
        count = 0
        for report, told, size in self._connection.execute(
            "SELECT report, seal, length(data) FROM pieces WHERE name = ? ORDER BY report", (name,)
        ):
            seen.update(f"{report} {told} {size}\0".encode())
            count += 1
        self._one_for_each(name, count)
        return seen.hexdigest()

    def piece(self, name: str, report: str) -> bytes:
        """One piece. Raises Missing when it is not in the store."""
        told, data = self._row("SELECT seal, data FROM pieces WHERE name = ? AND report = ?", name, report)
        return _sound(data, told, name, report)

    def path_document(self, path: str) -> Document | None:
        """The document made from a source path, None when that file could not be published."""
        row = self._connection.execute("SELECT key, document FROM files WHERE path = ?", (path,)).fetchone()
        return decoded(DOCUMENT_DECODER, opened(row[1], path, row[0])) if row and row[1] is not None else None

    def _tally(self, key: str) -> TallyEntry:
        """What has been counted under a key; nothing of a key without rows."""
        row = self._connection.execute("SELECT data FROM tallies WHERE key = ?", (key,)).fetchone()
        return decoded(TALLY, opened(row[0], key)) if row else TallyEntry(0, ())

    def _one_for_each(self, name: str, count: int) -> None:
        if count != self._connection.execute("SELECT count(*) FROM indexed").fetchone()[0]:
            raise Damaged(f"pieces lost: {name}")

    def _row(self, query: str, *values: str) -> tuple[Any, ...]:
        row: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
        if row is None:
            raise Missing(*values)
        return row


SELECT_ROWS = (
    "SELECT report, place, year, count, digest, data FROM rows JOIN payloads ON payloads.id = rows.payload"
    " WHERE key = ?"
)


def decoded(decoder: "msgspec.msgpack.Decoder[Made]", data: bytes) -> Made:
    """The record that the bytes hold. Raises Damaged when they hold another: written by other code than ours
    is now."""
    try:
        return decoder.decode(data)
    except msgspec.MsgspecError as error:
        raise Damaged(str(error)) from error


def chosen(parts: tuple[PartTally, ...], year: int | None, province: str) -> list[PartTally]:
    """The tallies of one year or one province (its two-digit code, `-` for none)."""
    wanted = province[:2].strip("-")
    return [
        each
        for each in parts
        if (year is None or each.year == year) and (not province or each.province == wanted)
    ]


def _sound(data: bytes, told: int, name: str, report: str) -> bytes:
    if not isinstance(data, bytes) or seal(data, name, report) != told:
        raise Damaged(f"seal broken: {name} {report}")
    return data


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
