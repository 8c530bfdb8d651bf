"""Write access to the store, for the main process.

Nothing in it can be stale: every entry carries a key made from the bytes and the code it came from. Nothing
in it can lie: every entry carries a seal that is looked at when it is read, and what was counted is compared
with what is there. A file that is not ours, of another format or damaged is thrown away silently and made
again: it costs time, never truth.
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

from site_builder.cache.entries import FileEntry, IndexEntry, PartTally, TallyEntry
from site_builder.cache.reader import CARD_DECODER, TALLY, Reader, decoded
from site_builder.cache.seals import Damaged, opened, seal, sealed
from site_builder.model.corpus import ReportCard, RowGroup, Tally
from site_builder.problems import BuildFailed, system_reason

SCHEMA = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE files(path TEXT PRIMARY KEY, signature TEXT, key TEXT, outline BLOB, document BLOB);
CREATE TABLE indexed(report TEXT PRIMARY KEY, path TEXT, key TEXT, digest TEXT, card BLOB, mentions BLOB, groups BLOB);
CREATE TABLE rows(key TEXT, report TEXT, place TEXT, year INTEGER, count INTEGER, digest INTEGER, payload INTEGER, PRIMARY KEY(key, report)) WITHOUT ROWID;
CREATE TABLE payloads(id INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE tallies(key TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
CREATE TABLE pieces(report TEXT, name TEXT, seal INTEGER, data BLOB, PRIMARY KEY(report, name));
"""
"""`rows` is narrow, so that counting never reads what is counted; `payloads` grows at its end, a list of work
at a time in order of key. BLOBs are sealed."""
STORE_FORMAT = blake2b(f"sealed {SCHEMA}{msgspec.__version__}".encode(), digest_size=8).hexdigest()
COUNTED = "counted"
"""Name of the seal of all tallies together: a lost one would be taken for none"""
FILES = ("", "-wal", "-shm", "-journal")
"""Endings of the names of the files SQLite keeps a store in"""

Done = TypeVar("Done")


class Store(Reader):
    """Read and write access, for the main process. Writes are collected in one transaction until `commit`."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.file = file
        self._connection = _connect(file)
        self._moved: dict[str, dict[tuple[int, str], list[int]]] = {}
        """Key → year and province → rows, reports and digests that have come (or gone, below zero) and are
        not yet counted"""

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def commit(self) -> None:
        """Make everything written so far last, and visible to the worker processes."""
        self._connection.commit()

    def put(self, name: str, value: bytes) -> None:
        """Keep a value under a name."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (name, sealed(value, name)))

    def get(self, name: str) -> bytes:
        """A value kept under a name, empty when there is none."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return opened(row[0], name) if row else b""

    def signatures(self) -> dict[str, tuple[str, str]]:
        """Path → (signature, key) of every source file known."""
        return {
            path: (signature, key)
            for path, signature, key in self._connection.execute("SELECT path, signature, key FROM files")
        }

    def outlines(self) -> Iterator[tuple[str, str, bytes]]:
        """(path, key, outline) of every source file, in order of path."""
        for path, key, outline in self._connection.execute(
            "SELECT path, key, outline FROM files ORDER BY path"
        ):
            yield path, key, opened(outline, path, key)

    def save_files(self, entries: Iterable[FileEntry]) -> None:
        """Keep what was worked out from source files."""
        rows = (
            (
                e.path,
                e.signature,
                e.key,
                sealed(e.outline, e.path, e.key),
                None if e.document is None else sealed(e.document, e.path, e.key),
            )
            for e in entries
        )
        self._connection.executemany("INSERT OR REPLACE INTO files VALUES(?, ?, ?, ?, ?)", rows)

    def touch_files(self, signatures: Iterable[tuple[str, str]]) -> None:
        """New signatures (path, signature) for files whose bytes turned out to be the same."""
        self._connection.executemany(
            "UPDATE files SET signature = ? WHERE path = ?", ((s, p) for p, s in signatures)
        )

    def drop_files(self, paths: Iterable[str]) -> None:
        """Forget source files that no longer exist."""
        self._connection.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in paths))

    def index_keys(self) -> dict[str, str]:
        """Report key → key of its index entry."""
        keys = {}
        for report, path, key, content, card in self._connection.execute(
            "SELECT report, path, key, digest, card FROM indexed"
        ):
            opened(card, report, path, key, content)
            keys[report] = key
        return keys

    def cards(self) -> Iterator[ReportCard]:
        """The card of every published document, in order of report key."""
        for report, path, key, content, card in self._connection.execute(
            "SELECT report, path, key, digest, card FROM indexed ORDER BY report"
        ):
            yield decoded(CARD_DECODER, opened(card, report, path, key, content))

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
            self._connection.executemany(
                f"DELETE FROM {table} WHERE report = ?", ((report,) for report in reports)
            )
        return touched

    def save_index(self, entries: Sequence[IndexEntry]) -> set[str]:
        """Keep documents' cards, mentions and rows in place of what was known of them; returns the keys whose
        rows have changed."""
        changed: list[tuple[str, IndexEntry, RowGroup]] = []
        touched: set[str] = set()
        for entry in entries:
            before = self._groups(entry.report)
            now = _told(entry)
            gone = {key: told for key, told in before.items() if now.get(key) != told}
            self._drop_rows(entry.report, gone)
            touched.update(gone)
            changed += [
                (group.key, entry, group) for group in entry.groups if before.get(group.key) != now[group.key]
            ]
        self._connection.executemany(
            "INSERT OR REPLACE INTO indexed VALUES(?, ?, ?, ?, ?, ?, ?)",
            map(_index_row, entries),
        )
        # neighbours in the tree are written together: random inserts cost four times as much
        changed.sort(key=lambda each: (each[0], each[1].report))
        first = self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM payloads").fetchone()[0]
        payloads = (
            (first + n, sealed(g.payload, key, e.report, e.place, e.year, g.count, g.digest))
            for n, (key, e, g) in enumerate(changed)
        )
        self._connection.executemany("INSERT INTO payloads VALUES(?, ?)", payloads)
        self._connection.executemany(
            "INSERT INTO rows VALUES(?, ?, ?, ?, ?, ?, ?)",
            (
                (key, e.report, e.place, e.year, g.count, g.digest, first + n)
                for n, (key, e, g) in enumerate(changed)
            ),
        )
        for key, entry, group in changed:
            self._move(key, [group.digest, group.count, entry.place, entry.year], 1)
        touched.update(key for key, _, _ in changed)
        return touched

    def _groups(self, report: str) -> dict[str, list[int | str]]:
        """The keys a document has rows under, each with what `_told` says of them."""
        row = self._connection.execute("SELECT groups FROM indexed WHERE report = ?", (report,)).fetchone()
        return decoded(GROUPS, opened(row[0], report)) if row else {}

    def _move(self, key: str, told: Sequence[int | str], by: int) -> None:
        """Note that a report's rows under a key, of which `_told` says so much, have come (`by` 1) or gone
        (-1)."""
        digest, count, place, year = told
        part = self._moved.setdefault(key, {}).setdefault((int(year), str(place)[:2]), [0, 0, 0])
        part[0] += by * int(count)
        part[1] += by
        part[2] += by * int(digest)

    def _drop_rows(self, report: str, gone: dict[str, list[int | str]]) -> None:
        for key, told in gone.items():
            self._move(key, told, -1)
        chosen = [(key, report) for key in gone]
        self._connection.executemany(
            "DELETE FROM payloads WHERE id = (SELECT payload FROM rows WHERE key = ? AND report = ?)", chosen
        )
        self._connection.executemany("DELETE FROM rows WHERE key = ? AND report = ?", chosen)

    def save_pieces(self, name: str, pieces: Iterable[tuple[str, bytes]]) -> None:
        """Keep (report, data): a report's share of an export or of the search index, to be put together again
        without the document."""
        rows = ((report, name, seal(data, name, report), data) for report, data in pieces)
        self._connection.executemany("INSERT OR REPLACE INTO pieces VALUES(?, ?, ?, ?)", rows)

    def count_again(self, keys: Iterable[str]) -> None:
        """Bring the tallies of these row keys up to date with what has come and gone. Raises Damaged when the
        rows that are there are not those counted."""
        together = int(self.get(COUNTED) or 0)
        new, empty = [], []
        for key in sorted(keys):
            before = self._tally(key)
            if before.parts:
                together -= _weight(key, before)
            parts = _moved(before.parts, self._moved.pop(key, {}))
            if parts:
                now = TallyEntry(self._places(key, parts), parts)
                together += _weight(key, now)
                new.append((key, sealed(_TALLIES.encode(now), key)))
            else:
                empty.append((key,))
        self._connection.executemany("DELETE FROM tallies WHERE key = ?", empty)
        self._connection.executemany("INSERT OR REPLACE INTO tallies VALUES(?, ?)", new)
        self.put(COUNTED, str(together).encode())

    def _places(self, key: str, parts: tuple[PartTally, ...]) -> int:
        """How many places have rows under a key; the rows are counted on the way."""
        query = "SELECT count(DISTINCT place), sum(count), count(*), sum(digest) FROM rows WHERE key = ?"
        places, *found = self._connection.execute(query, (key,)).fetchone()
        if found != [
            sum(part.count for part in parts),
            sum(part.reports for part in parts),
            sum(part.digest for part in parts),
        ]:
            raise Damaged(f"rows lost: {key}")
        return int(places)

    def counted(self) -> dict[str, TallyEntry]:
        """Row key → all that is counted under it. Raises Damaged when a tally is missing."""
        found = {}
        together = 0
        for key, data in self._connection.execute("SELECT key, data FROM tallies ORDER BY key"):
            found[key] = decoded(TALLY, opened(data, key))
            together += int.from_bytes(data[:4])
        if together != int(self.get(COUNTED) or 0):
            raise Damaged("tallies lost")
        return found


_TALLIES = msgspec.msgpack.Encoder()
GROUPS = msgspec.msgpack.Decoder(dict[str, list[int | str]])


def _weight(key: str, tally: TallyEntry) -> int:
    """What a tally adds to the seal of all of them: its own."""
    return seal(_TALLIES.encode(tally), key)


def _moved(parts: tuple[PartTally, ...], by: dict[tuple[int, str], list[int]]) -> tuple[PartTally, ...]:
    """The tallies of a key after what has come and gone."""
    found = {(part.year, part.province): [part.count, part.reports, part.digest] for part in parts}
    for part, change in by.items():
        found[part] = [a + b for a, b in zip(found.get(part, (0, 0, 0)), change, strict=True)]
    return tuple(
        PartTally(year, province, *counts) for (year, province), counts in sorted(found.items()) if counts[1]
    )


def _index_row(entry: IndexEntry) -> tuple[str | bytes, ...]:
    """A row of `indexed`."""
    filed = (entry.report, entry.path, entry.key, _content_digest(entry))
    groups = msgspec.msgpack.encode(_told(entry))
    return (
        *filed,
        sealed(entry.card, *filed),
        sealed(entry.mentions, entry.report),
        sealed(groups, entry.report),
    )


def _told(entry: IndexEntry) -> dict[str, list[int | str]]:
    """Key → what decides whether its rows are the same as before."""
    return {group.key: [group.digest, group.count, entry.place, entry.year] for group in entry.groups}


def _content_digest(entry: IndexEntry) -> str:
    """The card holds the document's own digest, so card and mentions are all a page can show of it."""
    return blake2b(entry.card + b"\0" + entry.mentions, digest_size=12).hexdigest()


def total(entry: TallyEntry) -> Tally:
    """How much a whole key holds; years of 0 (unknown) do not count as first year."""
    years = [part.year for part in entry.parts if part.year] or [0]
    rows, reports = sum(part.count for part in entry.parts), sum(part.reports for part in entry.parts)
    return Tally(rows, reports, entry.places, min(years), max(years))


@contextlib.contextmanager
def open_store(file: Path) -> Iterator[Store]:
    """The store, closed at the end. Damage that shows only on the way throws the store away and is raised, so
    that the work can be begun anew (`twice`)."""
    store = Store(file)
    try:
        yield store
    except (sqlite3.Error, MemoryError) as error:  # a broken length makes SQLite ask for gigabytes
        store.close()
        _discard(file)
        raise Damaged(str(error)) from error
    finally:
        store.close()


def twice(work: Callable[[], Done]) -> Done:
    """What work on a store gives, done once more when the store turned out to be damaged: it has been thrown
    away, and nothing else was touched.

    Raises BuildFailed when it cannot be done with a new store either: no space, no right to write.
    """
    try:
        return work()
    except sqlite3.Error:
        try:
            return work()
        except sqlite3.Error as error:
            raise BuildFailed(
                f"缓存不能使用（{error}）：请检查磁盘空间和缓存文件夹的权限，或删除缓存文件夹后再试"
            ) from error


def _connect(file: Path) -> sqlite3.Connection:
    """Open the store; a file of another format or a damaged one is deleted and begun anew, and so is whatever
    else stands in its place: a link is never followed. Raises BuildFailed when there can be none."""
    if any(_foreign(each) for each in _parts(file)):
        _discard(file)
    try:
        return _opened(file)
    except sqlite3.Error:
        _discard(file)
    try:
        return _opened(file)
    except sqlite3.Error as error:
        raise BuildFailed(
            f"缓存文件夹 {file.parent} 里不能写文件（{error}）：请检查磁盘空间和文件夹的权限"
        ) from error


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _parts(file: Path) -> list[Path]:
    return [file.with_name(file.name + suffix) for suffix in FILES]


def _foreign(path: Path) -> bool:
    """Whether something stands there that is no plain file."""
    return path.is_symlink() or (path.exists() and not path.is_file())


def _discard(file: Path) -> None:
    """Delete a store with its journals, or what stands in their place. Raises BuildFailed when that is not
    allowed."""
    try:
        for each in _parts(file):
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each)
            else:
                each.unlink(missing_ok=True)
    except OSError as error:
        raise BuildFailed(
            f"缓存文件 {error.filename} 已损坏，又不能删除（{system_reason(error)}）：请检查权限，或自己删除它再试"
        ) from error


def _prepare(connection: sqlite3.Connection) -> None:
    """Settings and tables. Raises DatabaseError when the file is something else, or ours of another format."""
    connection.execute("PRAGMA page_size=8192")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA cache_size=-16384")
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        connection.executescript(SCHEMA)
        connection.execute("INSERT INTO meta VALUES('format', ?)", (sealed(STORE_FORMAT.encode(), "format"),))
        connection.commit()
    row = connection.execute("SELECT value FROM meta WHERE name = 'format'").fetchone()
    if row is None or row[0] != sealed(STORE_FORMAT.encode(), "format"):
        raise Damaged("another format")
