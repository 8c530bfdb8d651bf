"""A damaged store costs time, never truth: damage → build → the same site as a clean build. `python
benchmarks/store_damage.py 300 [seed]`.

The store of a small project is damaged in every way of `DAMAGES`; then the site is thrown away or a report is
changed, so that pages must be made from what the store holds. Every build must end without a traceback, and
as a clean one, byte for byte. The run is the same for the same seed.
"""

import os
import random
import shutil
import sqlite3
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from small_project import PLACES, Project, content, different, report

Damage = Callable[[Path, random.Random], None]
TABLES = {
    "meta": ("name", "value"),
    "files": ("path", "key", "outline", "document"),
    "indexed": ("report", "path", "key", "digest", "card", "mentions", "groups"),
    "rows": ("key", "report", "place", "year", "count", "digest", "payload"),
    "payloads": ("id", "data"),
    "tallies": ("key", "data"),
    "pieces": ("report", "name", "seal", "data"),
}
KEPT = "kept_terms"
"""What the store remembers and nothing can make again: it is not damaged here"""


def flip_bits(store: Path, dice: random.Random) -> None:
    data = bytearray(store.read_bytes())
    for _ in range(dice.choice((1, 1, 2, 8, 100))):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    store.write_bytes(data)


def overwrite(store: Path, dice: random.Random) -> None:
    data = bytearray(store.read_bytes())
    length = min(dice.choice((1, 3, 100, 3_000, 50_000, 1_000_000)), len(data))
    at = dice.randrange(len(data) - length + 1)
    data[at : at + length] = dice.choice((bytes(length), b"\xff" * length, dice.randbytes(length)))
    store.write_bytes(data)


def cut_off(store: Path, dice: random.Random) -> None:
    data = store.read_bytes()
    store.write_bytes(data[: dice.choice((0, 1, 100, len(data) // 2, len(data) - 8192, len(data) - 1))])


def swap_pages(store: Path, dice: random.Random) -> None:
    data = bytearray(store.read_bytes())
    one, other = (dice.randrange(1, len(data) // 8192) * 8192 for _ in range(2))
    data[one : one + 8192], data[other : other + 8192] = data[other : other + 8192], data[one : one + 8192]
    store.write_bytes(data)


def edit_digits(store: Path, dice: random.Random) -> None:
    """A digit in a payload, through SQL: what an editor of databases would do."""
    table, column = dice.choice(
        (
            ("payloads", "data"),
            ("pieces", "data"),
            ("files", "document"),
            ("indexed", "card"),
            ("tallies", "data"),
            ("meta", "value"),
        )
    )
    with sqlite3.connect(store) as connection:
        for rowid, data in _rows(connection, table, column, dice):
            digits = [at for at, byte in enumerate(data) if 0x30 <= byte < 0x3A and at > 4]
            if digits:
                changed = bytearray(data)
                at = dice.choice(digits)
                changed[at] = 0x30 + (changed[at] - 0x30 + dice.randint(1, 9)) % 10
                _write(connection, table, column, rowid, bytes(changed))


def edit_columns(store: Path, dice: random.Random) -> None:
    """Any column, another value or another type."""
    table = dice.choice(sorted(TABLES))
    column = dice.choice(TABLES[table])
    with sqlite3.connect(store) as connection:
        for rowid, old in _rows(connection, table, column, dice):
            new = dice.choice(
                (
                    None,
                    "",
                    "x",
                    0,
                    7,
                    -1,
                    2**40,
                    1.5,
                    b"",
                    b"\x80" * 9,
                    "2024",
                    str(old)[:-1],
                    old + 1 if isinstance(old, int) else old,
                )
            )
            try:
                _write(connection, table, column, rowid, new)
            except sqlite3.IntegrityError:
                continue


def delete_rows(store: Path, dice: random.Random) -> None:
    table = dice.choice(sorted(TABLES))
    with sqlite3.connect(store) as connection:
        for rowid, _ in _rows(connection, table, TABLES[table][0], dice):
            where, values = _where(table, rowid)
            connection.execute(f"DELETE FROM {table} WHERE {where}", values)


def exchange(store: Path, dice: random.Random) -> None:
    """Two entries take each other's place: each is whole, and neither is what it should be."""
    table, column = dice.choice(
        (
            ("payloads", "data"),
            ("pieces", "data"),
            ("files", "document"),
            ("indexed", "card"),
            ("tallies", "data"),
        )
    )
    with sqlite3.connect(store) as connection:
        found = _rows(connection, table, column, dice, 2)
        for (one, _), (_, data) in zip(found, reversed(found), strict=True):
            _write(connection, table, column, one, data)


def in_its_place(store: Path, dice: random.Random) -> None:
    """A folder, a link, an empty or foreign file where the store was."""
    outside = store.parent.parent / "outside.txt"
    outside.write_text("mine")
    store.unlink()
    match dice.randrange(7):
        case 0:
            (store / "inside").mkdir(parents=True)
        case 1:
            store.symlink_to(outside)
        case 2:
            store.symlink_to(store.parent / "nothing.db")
        case 3:
            store.write_bytes(b"")
        case 4:
            store.write_text("not a store at all\n" * 1000)
        case 5:
            sqlite3.connect(store).executescript(
                "CREATE TABLE meta(name TEXT, value BLOB); CREATE TABLE other(x)"
            )
        case _:
            os.mkfifo(store)


def journals(store: Path, dice: random.Random) -> None:
    """Rubbish, a folder or a link where SQLite keeps its journals."""
    for suffix in ("-wal", "-shm", "-journal"):
        beside = store.with_name(store.name + suffix)
        match dice.randrange(4):
            case 0:
                beside.write_bytes(dice.randbytes(dice.choice((10, 5000))))
            case 1:
                beside.mkdir()
            case 2:
                beside.symlink_to("/dev/null")


def read_only(store: Path, dice: random.Random) -> None:
    store.chmod(dice.choice((0o444, 0o000)))


def _rows(
    connection: sqlite3.Connection, table: str, column: str, dice: random.Random, at_least: int = 0
) -> list[tuple[tuple[object, ...], object]]:
    """Some rows of a table: (what finds the row, value of the column)."""
    key = _key(table)
    found = connection.execute(f"SELECT {', '.join(key)}, {column} FROM {table} ORDER BY 1, 2").fetchall()
    found = [row for row in found if row[-1] is not None and not (table == "meta" and row[0] == KEPT)]
    some = dice.sample(found, min(len(found), max(at_least, dice.choice((1, 1, 2, 40)))))
    return [(tuple(row[:-1]), row[-1]) for row in (some[:at_least] if at_least else some)]


def _key(table: str) -> tuple[str, ...]:
    return {"rows": ("key", "report"), "pieces": ("report", "name"), "payloads": ("id",)}.get(
        table, (TABLES[table][0],)
    )


def _where(table: str, rowid: tuple[object, ...]) -> tuple[str, tuple[object, ...]]:
    return " AND ".join(f"{name} = ?" for name in _key(table)), rowid


def _write(
    connection: sqlite3.Connection, table: str, column: str, rowid: tuple[object, ...], value: object
) -> None:
    where, values = _where(table, rowid)
    connection.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (value, *values))


DAMAGES: tuple[Damage, ...] = (
    flip_bits, overwrite, cut_off, swap_pages, edit_digits, edit_digits, edit_columns, edit_columns, delete_rows, exchange, in_its_place, journals, read_only,
)  # fmt: skip


class Sweep:
    """A project, its clean builds, and what went wrong."""

    def __init__(self, folder: Path) -> None:
        self.base = Project(folder / "base", content())
        self.changed = {**content(), f"reports/{PLACES[0][0]}/2024.txt": report(PLACES[0][1], 2024, 23)}
        self.clean = self.base.build().site
        self.kept = folder / "kept"
        shutil.copytree(self.base.cache, self.kept, symlinks=True)
        other = Project(folder / "other", self.changed, self.base)
        self.clean_changed = other.build().site
        self.faults: list[str] = []

    def run(self, number: int, damage: Damage, dice: random.Random) -> None:
        """One damage, one build."""
        project = self.base
        edit = dice.random() < 0.5
        shutil.rmtree(project.cache)
        shutil.copytree(self.kept, project.cache, symlinks=True)
        project.put(content())
        if edit:
            project.put(self.changed)
        else:
            shutil.rmtree(project.site, ignore_errors=True)
        damage(project.store, dice)
        try:
            site = project.build().site
        except Exception:
            self.faults.append(f"{number} {damage.__name__}: {traceback.format_exc()[-600:]}")
            return
        wrong = different(site, self.clean_changed if edit else self.clean)
        if wrong:
            self.faults.append(
                f"{number} {damage.__name__}, {'one report changed' if edit else 'site lost'}: {wrong[:5]} of"
                f" {len(wrong)} differ"
            )
        outside = project.cache.parent / "outside.txt"
        if outside.exists() and outside.read_text() != "mine":
            self.faults.append(f"{number} {damage.__name__}: wrote outside the cache")


def sweep(folder: Path, count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """How often each damage was tried, and what went wrong."""
    dice = random.Random(seed)
    runs = Sweep(folder)
    tried: Counter[str] = Counter()
    for number in range(count):
        damage = DAMAGES[number % len(DAMAGES)]
        told = len(runs.faults)
        runs.run(number, damage, random.Random(dice.random()))
        print(*runs.faults[told:], sep="\n", end="\n" if runs.faults[told:] else "", flush=True)
        tried[damage.__name__] += 1
    return tried, runs.faults


def main() -> None:
    count, seed = int(sys.argv[1]) if len(sys.argv) > 1 else 300, int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        tried, faults = sweep(Path(folder), count, seed)
    print(
        f"{sum(tried.values())} damages ({', '.join(f'{name} {times}' for name, times in tried.items())}):"
        f" {len(faults)} faults"
    )
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
