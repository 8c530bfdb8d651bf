"""The store: everything that was worked out from content and can be worked out again, in one SQLite file.

A page asks it for rows by key (`metric:…`, `indicator:…`, `term:…`, `document:…`, `check`) and for documents by report key; no page needs more than
it shows, so memory does not grow with the collection. Nothing in it can be stale: every entry carries a key made from the bytes and the code it
came from. A file that is not ours, of another format or damaged is thrown away silently: it costs time, never truth.
"""

import contextlib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from site_builder.model.corpus import CheckRow, CitationRow, EvidenceRow, MentionRow, MetricRow, ReportCard, Tally
from site_builder.model.facts import Document
from site_builder.model.terms import Mention

AnyRow = MetricRow | EvidenceRow | MentionRow | CitationRow | CheckRow
ROW_TYPES: dict[str, type[AnyRow]] = {
    "metric": MetricRow,
    "aside": MetricRow,
    "indicator": EvidenceRow,
    "plan": EvidenceRow,
    "term": MentionRow,
    "document": CitationRow,
    "check": CheckRow,
}
DECODERS = {prefix: msgspec.msgpack.Decoder(tuple[kind, ...]) for prefix, kind in ROW_TYPES.items()}  # type: ignore[valid-type]
CARD = msgspec.msgpack.Decoder(ReportCard)
DOCUMENT = msgspec.msgpack.Decoder(Document)
MENTIONS = msgspec.msgpack.Decoder(tuple[Mention, ...])

SCHEMA = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE files(path TEXT PRIMARY KEY, signature TEXT, key TEXT, outline BLOB, document BLOB);
CREATE TABLE indexed(report TEXT PRIMARY KEY, path TEXT, key TEXT, card BLOB, mentions BLOB, keys BLOB, digest TEXT);
CREATE TABLE rows(key TEXT, report TEXT, place TEXT, year INTEGER, count INTEGER, digest INTEGER, payload BLOB, PRIMARY KEY(key, report)) WITHOUT ROWID;
CREATE TABLE tallies(key TEXT, year INTEGER, province TEXT, count INTEGER, reports INTEGER, digest INTEGER,
                     PRIMARY KEY(key, year, province)) WITHOUT ROWID;
CREATE TABLE spread(key TEXT PRIMARY KEY, places INTEGER) WITHOUT ROWID;
CREATE TABLE pieces(report TEXT, name TEXT, key TEXT, data BLOB, PRIMARY KEY(name, report)) WITHOUT ROWID;
"""
FORMAT = blake2b(f"{SCHEMA}{msgspec.__version__}".encode(), digest_size=8).hexdigest()
DIGEST_BITS = 44
"""Row digests are added up in SQL: 2**44 times half a million rows stays inside SQLite's 63 bits."""


class FileEntry(Struct, frozen=True):
    """What the store knows of one source file."""

    path: str
    signature: str
    """Of size, times and inodes; equal means that the file need not be read again"""
    key: str
    """Of its bytes, its sidecar, and the code and tables it was worked out with"""
    outline: bytes
    """What the barrier needs of it (road.records.Outline)"""
    document: bytes | None
    """msgpack of the Document; None when the file cannot be published"""


class RowGroup(Struct, frozen=True):
    """All rows of one report under one key."""

    key: str
    count: int
    payload: bytes
    """msgpack array of the row records"""
    digest: int
    """Of what a page can show of the rows, small enough to be added up in SQL"""


def row_group(key: str, payloads: Sequence[bytes]) -> RowGroup:
    """Rows of one key as one msgpack array; the rows are already encoded and stay as they are."""
    count = len(payloads)
    header = bytes([0x90 | count]) if count < 16 else b"\xdc" + count.to_bytes(2) if count < 65536 else b"\xdd" + count.to_bytes(4)
    payload = header + b"".join(payloads)
    digest = int.from_bytes(blake2b(without_positions(payload), digest_size=8).digest()) >> (64 - DIGEST_BITS)
    return RowGroup(key, count, payload, digest)


_INT = rb"(?:[\x00-\x7f]|\xcc.|\xcd..|\xce....)"
_POSITIONS = re.compile(rb"(\xa4span|\xa8sentence)\x92" + _INT + _INT, re.DOTALL)
_MENTION = re.compile(rb"(\xa7mention.(?:[\xa0-\xbf]|\xd9.)[!-~]*)\x92(%b)(%b)\x92(%b)%b" % (_INT, _INT, _INT, _INT), re.DOTALL)


def without_positions(payload: bytes) -> bytes:
    """Encoded rows without the places of words and sentences in the whole text: a word put in on page one moves them all and changes no sentence.

    Where a mention stands in its sentence is kept, for pages show it. The patterns cannot meet inside a text: after a name no UTF-8 goes on with 0x92.
    """
    return _POSITIONS.sub(rb"\1", _MENTION.sub(_inside_its_sentence, payload))


def _inside_its_sentence(match: re.Match[bytes]) -> bytes:
    start, end, sentence = (msgspec.msgpack.decode(match[number], type=int) for number in (2, 3, 4))
    return match[1] + f"{start - sentence}:{end - sentence}".encode()


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


class Reader:
    """Read access, for worker processes too: opened by path, never shared between processes."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(self, key: str, year: int | None = None, province: str = "") -> tuple[AnyRow, ...]:
        """The rows of a key in order of (report, sequence), of one year or one province if asked (its two-digit code, `-` for none)."""
        return tuple(self.each_row(key, year, province))

    def each_row(self, key: str, year: int | None = None, province: str = "") -> Iterator[AnyRow]:
        """Like `rows`, one report at a time in memory."""
        decoder = DECODERS[key.partition(":")[0]]
        where, values = _restriction(year, province)
        for (payload,) in self._connection.execute(f"SELECT payload FROM rows WHERE key = ?{where} ORDER BY report", (key, *values)):
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


class Store(Reader):
    """Read and write access, for the main process. Writes are collected in one transaction until `commit`."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.file = file
        self._connection = _connect(file)

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def commit(self) -> None:
        """Make everything written so far last, and visible to the worker processes."""
        self._connection.commit()

    def put(self, name: str, value: bytes) -> None:
        """Keep a value under a name."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (name, value))

    def get(self, name: str) -> bytes:
        """A value kept under a name, empty when there is none."""
        try:
            return self.blob(name)
        except KeyError:
            return b""

    def signatures(self) -> dict[str, tuple[str, str]]:
        """Path → (signature, key) of every source file known."""
        return {path: (signature, key) for path, signature, key in self._connection.execute("SELECT path, signature, key FROM files")}

    def outlines(self) -> Iterator[tuple[str, str, bytes]]:
        """(path, key, outline) of every source file, in order of path."""
        yield from self._connection.execute("SELECT path, key, outline FROM files ORDER BY path")

    def save_files(self, entries: Iterable[FileEntry]) -> None:
        """Keep what was worked out from source files."""
        rows = ((e.path, e.signature, e.key, e.outline, e.document) for e in entries)
        self._connection.executemany("INSERT OR REPLACE INTO files VALUES(?, ?, ?, ?, ?)", rows)

    def touch_files(self, signatures: Iterable[tuple[str, str]]) -> None:
        """New signatures (path, signature) for files whose bytes turned out to be the same."""
        self._connection.executemany("UPDATE files SET signature = ? WHERE path = ?", ((s, p) for p, s in signatures))

    def drop_files(self, paths: Iterable[str]) -> None:
        """Forget source files that no longer exist."""
        self._connection.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in paths))

    def index_keys(self) -> dict[str, str]:
        """Report key → key of its index entry."""
        return dict(self._connection.execute("SELECT report, key FROM indexed"))

    def cards(self) -> Iterator[ReportCard]:
        """The card of every published document, in order of report key."""
        for (card,) in self._connection.execute("SELECT card FROM indexed ORDER BY report"):
            yield CARD.decode(card)

    def content_digests(self) -> dict[str, str]:
        """Report key → digest of its document and mentions: what a page that shows its text depends on."""
        return dict(self._connection.execute("SELECT report, digest FROM indexed"))

    def drop_reports(self, reports: Sequence[str]) -> set[str]:
        """Forget documents that are no longer published; returns the row keys that lost rows."""
        touched: set[str] = set()
        for report in reports:
            row = self._connection.execute("SELECT keys FROM indexed WHERE report = ?", (report,)).fetchone()
            keys = msgspec.msgpack.decode(row[0], type=list[str]) if row else []
            self._connection.executemany("DELETE FROM rows WHERE key = ? AND report = ?", ((key, report) for key in keys))
            touched.update(keys)
        self._connection.executemany("DELETE FROM indexed WHERE report = ?", ((report,) for report in reports))
        self._connection.executemany("DELETE FROM pieces WHERE report = ?", ((report,) for report in reports))
        return touched

    def save_index(self, entries: Sequence[IndexEntry]) -> set[str]:
        """Keep documents' cards, mentions and rows in place of what was known of them; returns the row keys touched."""
        touched = self.drop_reports([entry.report for entry in entries])
        encode = msgspec.msgpack.encode
        self._connection.executemany(
            "INSERT INTO indexed VALUES(?, ?, ?, ?, ?, ?, ?)",
            ((e.report, e.path, e.key, e.card, e.mentions, encode([g.key for g in e.groups]), _content_digest(e)) for e in entries),
        )
        rows = [(g.key, e.report, e.place, e.year, g.count, g.digest, g.payload) for e in entries for g in e.groups]
        rows.sort(key=lambda row: row[:2])  # neighbours in the tree are written together: random inserts cost four times as much
        self._connection.executemany("INSERT INTO rows VALUES(?, ?, ?, ?, ?, ?, ?)", rows)
        touched.update(row[0] for row in rows)
        return touched

    def save_pieces(self, name: str, pieces: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep (report, key, data): a report's share of an export or of the search index, to be put together again without the document."""
        self._connection.executemany("INSERT OR REPLACE INTO pieces VALUES(?, ?, ?, ?)", ((report, name, key, data) for report, key, data in pieces))

    def count_again(self, keys: Iterable[str]) -> None:
        """Work out the tallies of these row keys anew."""
        chosen = [(key,) for key in sorted(keys)]
        self._connection.executemany("DELETE FROM tallies WHERE key = ?", chosen)
        self._connection.executemany("DELETE FROM spread WHERE key = ?", chosen)
        self._connection.executemany(
            "INSERT INTO tallies SELECT key, year, substr(place, 1, 2), sum(count), count(*), sum(digest) FROM rows WHERE key = ? "
            "GROUP BY year, substr(place, 1, 2)",
            chosen,
        )
        self._connection.executemany("INSERT INTO spread SELECT key, count(DISTINCT place) FROM rows WHERE key = ? GROUP BY key", chosen)

    def part_tallies(self) -> dict[str, tuple[PartTally, ...]]:
        """Row key → its tallies by year and province."""
        parts: dict[str, list[PartTally]] = {}
        for key, *values in self._connection.execute("SELECT key, year, province, count, reports, digest FROM tallies ORDER BY key, year, province"):
            parts.setdefault(key, []).append(PartTally(*values))
        return {key: tuple(each) for key, each in parts.items()}

    def tallies(self, parts: dict[str, tuple[PartTally, ...]]) -> dict[str, Tally]:
        """Row key → how much it holds in all; years of 0 (unknown) do not count as first year."""
        places = dict(self._connection.execute("SELECT key, places FROM spread"))
        return {key: _total(each, places[key]) for key, each in parts.items()}


def _content_digest(entry: IndexEntry) -> str:
    """The card holds the document's own digest, so card and mentions are all a page can show of it."""
    return blake2b(entry.card + b"\0" + entry.mentions, digest_size=12).hexdigest()


def _total(parts: tuple[PartTally, ...], places: int) -> Tally:
    """The tally of a whole key."""
    years = [part.year for part in parts if part.year] or [0]
    return Tally(sum(part.count for part in parts), sum(part.reports for part in parts), places, min(years), max(years))


@contextlib.contextmanager
def open_store(file: Path) -> Iterator[Store]:
    """The store, closed at the end. Damage that shows only on the way throws the store away, so that the next build begins anew."""
    store = Store(file)
    try:
        yield store
    except sqlite3.DatabaseError:
        store.close()
        discard(file)
        raise
    finally:
        store.close()


def _connect(file: Path) -> sqlite3.Connection:
    """Open the store; a file of another format or a damaged one is deleted and begun anew."""
    try:
        connection = sqlite3.connect(file)
        _prepare(connection)
        return connection
    except sqlite3.DatabaseError:
        discard(file)
        connection = sqlite3.connect(file)
        _prepare(connection)
        return connection


def discard(file: Path) -> None:
    """Delete a store with its journals."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _prepare(connection: sqlite3.Connection) -> None:
    """Settings and tables. Raises DatabaseError when the file is something else, or ours of another format."""
    connection.execute("PRAGMA page_size=8192")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA cache_size=-16384")
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        connection.executescript(SCHEMA)
        connection.execute("INSERT INTO meta VALUES('format', ?)", (FORMAT.encode(),))
        connection.commit()
    row = connection.execute("SELECT value FROM meta WHERE name = 'format'").fetchone()
    if row is None or row[0] != FORMAT.encode():
        connection.close()
        raise sqlite3.DatabaseError("another format")
