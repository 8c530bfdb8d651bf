"""The store: rows by key and part, tallies, and what happens to a file that is not a store."""

from pathlib import Path

import msgspec
import pytest

from site_builder.cache.entries import IndexEntry
from site_builder.cache.store import Store, total
from site_builder.corpus.rows import row_group
from site_builder.model.corpus import CheckRow, Tally
from site_builder.model.facts import Check


def check_row(report: str, place: str, year: int, note: str) -> CheckRow:
    return CheckRow(report, place, year or None, Check("sum", (), "1", "2", note, 1, "p1"), note)


def entry(report: str, place: str, year: int, *notes: str, key: str = "check") -> IndexEntry:
    rows = tuple(check_row(report, place, year, note) for note in notes)
    groups = (row_group(key, rows, len(rows)),) if rows else ()
    return IndexEntry(
        report,
        f"{report}.txt",
        f"key-{report}-{notes}",
        place,
        year,
        b"card" + report.encode(),
        msgspec.msgpack.encode(()),
        groups,
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store(tmp_path / "store.db") as store:
        touched = store.save_index(
            [
                entry("luohe/2024", "411100", 2024, "一", "二"),
                entry("a/2023", "110116", 2023, "三"),
                entry("unplaced/x", "", 0, "四"),
            ]
        )
        store.count_again(touched)
        store.commit()
        yield store  # type: ignore[misc]


def notes(store: Store, *part: object) -> list[str]:
    return [row.sentence for row in store.rows("check", *part)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ((), ["三", "一", "二", "四"]),
        ((2024,), ["一", "二"]),
        ((0,), ["四"]),
        ((None, "41"), ["一", "二"]),
        ((None, "-"), ["四"]),
        ((2023, "41"), []),
        ((2023, "11"), ["三"]),
    ],
)
def test_rows_come_in_order_of_report_and_by_part(
    store: Store, part: tuple[object, ...], expected: list[str]
) -> None:
    assert notes(store, *part) == expected


def test_tallies_count_rows_reports_places_and_known_years(store: Store) -> None:
    tally = total(store.counted()["check"])
    assert tally == Tally(4, 3, 3, 2023, 2024)


def test_a_changed_row_changes_the_digest_of_its_part_only(store: Store) -> None:
    before = {(part.year, part.province): part.digest for part in store.counted()["check"].parts}
    store.count_again(store.save_index([entry("luohe/2024", "411100", 2024, "一", "改")]))
    after = {(part.year, part.province): part.digest for part in store.counted()["check"].parts}
    assert {part for part in before if before[part] != after[part]} == {(2024, "41")}


def test_a_document_that_goes_takes_its_rows_with_it(store: Store) -> None:
    store.save_pieces("traces", [(report, b"x") for report in ("a/2023", "luohe/2024", "unplaced/x")])
    store.count_again(store.drop_reports(["luohe/2024"]))
    assert notes(store) == ["三", "四"]
    assert list(store.pieces("traces")) == [("a/2023", b"x"), ("unplaced/x", b"x")]
    assert "luohe/2024" not in store.content_digests()


def test_a_key_without_rows_has_no_tally(store: Store) -> None:
    store.count_again(store.drop_reports(["luohe/2024", "a/2023", "unplaced/x"]))
    assert store.counted() == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a database at all, but long enough to be looked at" * 40,
        b"SQLite format 3\0" + b"\xff" * 5000,
    ],
)
def test_a_file_that_is_no_store_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store.db").write_bytes(content)
    with Store(tmp_path / "store.db") as store:
        assert store.signatures() == {}
        store.put("a", b"b")
        store.commit()
    with Store(tmp_path / "store.db") as store:
        assert store.get("a") == b"b"


def test_a_store_of_another_format_is_begun_anew(tmp_path: Path) -> None:
    with Store(tmp_path / "store.db") as store:
        store.put("format", b"older")
        store.put("a", b"b")
        store.commit()
    with Store(tmp_path / "store.db") as store:
        assert store.get("a") == b""


@pytest.mark.parametrize("count", [1, 15, 16, 300])
def test_a_group_of_any_size_reads_back(tmp_path: Path, count: int) -> None:
    with Store(tmp_path / "store.db") as store:
        store.count_again(
            store.save_index([entry("a/2023", "110116", 2023, *[str(number) for number in range(count)])])
        )
        assert notes(store) == [str(number) for number in range(count)]


def stored(store: Store) -> list[int]:
    return [number for (number,) in store._connection.execute("SELECT id FROM payloads ORDER BY id")]


def saved(store: Store, entry: IndexEntry) -> set[str]:
    touched = store.save_index([entry])
    store.count_again(touched)
    return touched


def test_only_rows_that_changed_are_written_again(store: Store) -> None:
    before = stored(store)
    assert saved(store, entry("luohe/2024", "411100", 2024, "一", "二")) == set()
    assert stored(store) == before
    assert saved(store, entry("luohe/2024", "411100", 2023, "一", "二")) == {
        "check"
    }  # the same words of another year
    assert notes(store, 2023) == ["三", "一", "二"]
    assert saved(store, entry("luohe/2024", "411100", 2023, "一", key="metric:a")) == {"check", "metric:a"}
    assert notes(store) == ["三", "四"]
    assert len(stored(store)) == len(before)
    assert store.drop_reports(["luohe/2024"]) == {"metric:a"}
    assert len(stored(store)) == len(before) - 1
