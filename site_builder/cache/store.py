"""Write access to the store, for the main process.

Nothing in it can be stale: every entry carries a key made from the bytes and the code it came from. A file that is not ours, of another format or
damaged is thrown away silently: it costs time, never truth.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from site_builder.cache.entries import FileEntry, IndexEntry, PartTally
from site_builder.cache.reader import CARD, Reader
from site_builder.model.corpus import ReportCard, RowGroup, Tally

SCHEMA = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE files(path TEXT PRIMARY KEY, signature TEXT, key TEXT, outline BLOB, document BLOB);
CREATE TABLE indexed(report TEXT PRIMARY KEY, path TEXT, key TEXT, card BLOB, mentions BLOB, groups BLOB, digest TEXT);
CREATE TABLE rows(key TEXT, report TEXT, place TEXT, year INTEGER, count INTEGER, digest INTEGER, payload INTEGER, PRIMARY KEY(key, report)) WITHOUT ROWID;
CREATE TABLE payloads(id INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE tallies(key TEXT, year INTEGER, province TEXT, count INTEGER, reports INTEGER, digest INTEGER,
                     PRIMARY KEY(key, year, province)) WITHOUT ROWID;
CREATE TABLE spread(key TEXT PRIMARY KEY, places INTEGER) WITHOUT ROWID;
CREATE TABLE pieces(report TEXT, name TEXT, data BLOB, PRIMARY KEY(report, name));
"""
"""`rows` is narrow, so that counting never reads what is counted; `payloads` grows at its end, a list of work at a time in order of key."""
FORMAT = blake2b(f"{SCHEMA}{msgspec.__version__}".encode(), digest_size=8).hexdigest()


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
            lost = self._groups(report)
            self._drop_rows(report, lost)
            touched.update(lost)
        for table in ("indexed", "pieces"):
            self._connection.executemany(f"DELETE FROM {table} WHERE report = ?", ((report,) for report in reports))
        return touched

    def save_index(self, entries: Sequence[IndexEntry]) -> set[str]:
        """Keep documents' cards, mentions and rows in place of what was known of them; returns the keys whose rows have changed."""
        changed: list[tuple[str, IndexEntry, RowGroup]] = []
        touched: set[str] = set()
        for entry in entries:
            before = self._groups(entry.report)
            now = _told(entry)
            gone = [key for key, told in before.items() if now.get(key) != told]
            self._drop_rows(entry.report, gone)
            touched.update(gone)
            changed += [(group.key, entry, group) for group in entry.groups if before.get(group.key) != now[group.key]]
        self._connection.executemany(
            "INSERT OR REPLACE INTO indexed VALUES(?, ?, ?, ?, ?, ?, ?)",
            ((e.report, e.path, e.key, e.card, e.mentions, msgspec.msgpack.encode(_told(e)), _content_digest(e)) for e in entries),
        )
        # neighbours in the tree are written together: random inserts cost four times as much
        changed.sort(key=lambda each: (each[0], each[1].report))
        first = self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM payloads").fetchone()[0]
        self._connection.executemany("INSERT INTO payloads VALUES(?, ?)", ((first + n, group.payload) for n, (_, _, group) in enumerate(changed)))
        self._connection.executemany(
            "INSERT INTO rows VALUES(?, ?, ?, ?, ?, ?, ?)",
            ((key, e.report, e.place, e.year, g.count, g.digest, first + n) for n, (key, e, g) in enumerate(changed)),
        )
        touched.update(key for key, _, _ in changed)
        return touched

    def _groups(self, report: str) -> dict[str, list[int | str]]:
        """The keys a document has rows under, each with what `_told` says of them."""
        row = self._connection.execute("SELECT groups FROM indexed WHERE report = ?", (report,)).fetchone()
        return msgspec.msgpack.decode(row[0], type=dict[str, list[int | str]]) if row else {}

    def _drop_rows(self, report: str, keys: Iterable[str]) -> None:
        chosen = [(key, report) for key in keys]
        self._connection.executemany("DELETE FROM payloads WHERE id = (SELECT payload FROM rows WHERE key = ? AND report = ?)", chosen)
        self._connection.executemany("DELETE FROM rows WHERE key = ? AND report = ?", chosen)

    def save_pieces(self, name: str, pieces: Iterable[tuple[str, bytes]]) -> None:
        """Keep (report, data): a report's share of an export or of the search index, to be put together again without the document."""
        self._connection.executemany("INSERT OR REPLACE INTO pieces VALUES(?, ?, ?)", ((report, name, data) for report, data in pieces))

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


def _told(entry: IndexEntry) -> dict[str, list[int | str]]:
    """Key → what decides whether its rows are the same as before."""
    return {group.key: [group.digest, group.count, entry.place, entry.year] for group in entry.groups}


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
