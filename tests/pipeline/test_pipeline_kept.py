"""A kept result stands while its digest does, and is made again when it changes."""

from pathlib import Path

from site_builder.cache.memoized import kept
from site_builder.cache.store import Store


def test_a_result_is_made_once_per_key(tmp_path: Path) -> None:
    made: list[str] = []

    def make(value: str) -> tuple[str, ...]:
        made.append(value)
        return (value, "数")

    with Store(tmp_path / "store.db") as store:
        for key in ("a" * 32, "a" * 32, "b" * 32, "b" * 32, "a" * 32):
            assert kept(store, "name", key, tuple[str, ...], lambda key=key: make(key)) == (key, "数")  # type: ignore[misc]
    assert [each[0] for each in made] == ["a", "b", "a"]


def test_the_digest_of_pieces_tells_whose_they_are_and_where_they_end(tmp_path: Path) -> None:
    with Store(tmp_path / "store.db") as store:
        store._connection.executemany("INSERT INTO indexed(report) VALUES(?)", [("r1",), ("r2",)])
        seen = []
        for pieces in (
            [("r1", b"ab"), ("r2", b"c")],
            [("r1", b"a"), ("r2", b"bc")],
            [("r1", b"c"), ("r2", b"ab")],
        ):
            store.save_pieces("traces", pieces)
            seen.append(store.pieces_digest("traces"))
        store.save_pieces("other", [("r1", b"x")])
        assert store.pieces_digest("traces") == seen[-1]
    assert len(set(seen)) == 3
