"""Publishing: nothing outside the folder, nothing written twice, nothing half done."""

from pathlib import Path

import msgspec
import pytest

from site_builder.files import switch as module
from site_builder.files.lock import build_lock
from site_builder.files.publish import (
    Folders,
    Manifest,
    folders_for,
    site_path,
    stage,
    stage_stream,
    unknown_files,
)
from site_builder.files.switch import begin, finish_interrupted, publish
from site_builder.problems import BuildFailed, UsageError

NOTHING = Manifest({})


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    (tmp_path / "cache").mkdir()
    (tmp_path / "site").mkdir()
    made = folders_for(tmp_path / "site", tmp_path / "cache")
    begin(made)
    return made


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    "path", ["../x", "/etc/passwd", "a/../../x", "a//b", "", ".", "a/./b", "a\\..\\b", "a\0b", ".."]
)
def test_no_path_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(BuildFailed):
        site_path(tmp_path, path)


@pytest.mark.parametrize("path", ["a", "a/b.html", "sources/河南省/漯河市/2024.txt", "..a/b", "a/…"])
def test_ordinary_paths_are_taken(tmp_path: Path, path: str) -> None:
    assert site_path(tmp_path, path).is_relative_to(tmp_path)


def test_same_bytes_are_not_written_again(folders: Folders) -> None:
    (folders.site / "a.txt").write_bytes(b"x")
    before = (folders.site / "a.txt").stat().st_mtime_ns
    staged = stage(folders, "a.txt", b"x")
    assert (staged.written, staged.mtime_ns) == (False, before)
    assert stage(folders, "a.txt", b"y").written
    assert stage_stream(folders, "b.txt", iter([b"x", b"y"])).written


def test_a_stream_with_the_same_bytes_leaves_nothing_behind(folders: Folders) -> None:
    (folders.site / "b.txt").write_bytes(b"xy")
    assert not stage_stream(folders, "b.txt", iter([b"x", b"y"])).written
    assert tree(folders.staging) == {}


def test_files_move_in_and_orphans_go_with_their_folders(folders: Folders) -> None:
    (folders.site / "old/deep").mkdir(parents=True)
    (folders.site / "old/deep/x.html").write_text("old")
    (folders.site / "keep.txt").write_text("keep")
    stage(folders, "new/index.html", b"new")
    publish(folders, ["new/index.html"], ["old/deep/x.html"], NOTHING)
    assert tree(folders.site) == {"keep.txt": "keep", "new/index.html": "new"}
    assert not (folders.site / "old").exists()
    assert not folders.staging.exists()


def test_a_file_gives_way_to_a_folder_and_a_folder_to_a_file(folders: Folders) -> None:
    (folders.site / "a").write_text("file")
    (folders.site / "b/c").mkdir(parents=True)
    (folders.site / "b/c/d").write_text("deep")
    stage(folders, "a/index.html", b"1")
    stage(folders, "b", b"2")
    publish(folders, ["a/index.html", "b"], ["a", "b/c/d"], NOTHING)
    assert tree(folders.site) == {"a/index.html": "1", "b": "2"}


@pytest.mark.parametrize("moves", range(6))
def test_a_publication_killed_after_any_step_is_completed_by_the_next_build(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    (folders.site / "b").write_text("old")
    (folders.site / "gone").write_text("old")
    for name in "abcd":
        stage(folders, name, name.encode())
    left = moves
    move = Path.replace

    def killed(source: Path, target: Path) -> Path:
        nonlocal left
        if source.suffix != ".part":
            if left == 0:
                raise KeyboardInterrupt
            left -= 1
        return move(source, target)

    monkeypatch.setattr(Path, "replace", killed)
    if moves < 5:
        with pytest.raises(KeyboardInterrupt):
            publish(folders, list("abcd"), ["gone"], NOTHING)
    else:
        publish(folders, list("abcd"), ["gone"], NOTHING)
    monkeypatch.undo()
    assert finish_interrupted(folders) == (moves < 5)
    assert tree(folders.site) == {name: name for name in "abcd"}


def test_a_build_killed_while_staging_leaves_the_old_site(folders: Folders) -> None:
    (folders.site / "a").write_text("old")
    stage(folders, "a", b"new")
    begin(folders)
    assert tree(folders.site) == {"a": "old"}
    assert tree(folders.staging) == {}


def test_a_damaged_journal_is_dropped(folders: Folders) -> None:
    stage(folders, "a", b"new")
    (folders.staging / module.JOURNAL).write_bytes(b"\xc1")
    assert not finish_interrupted(folders)


def test_a_forged_journal_cannot_write_outside(folders: Folders) -> None:
    (folders.staging / module.JOURNAL).write_bytes(
        msgspec.msgpack.encode(module.Swap(str(folders.site), ("../../x",), ()))
    )
    with pytest.raises(BuildFailed):
        finish_interrupted(folders)


def test_strangers_are_named_but_hidden_files_are_the_operators(folders: Folders) -> None:
    for name in ("a.html", "b/c.html", ".nojekyll", ".git/config"):
        (folders.site / name).parent.mkdir(parents=True, exist_ok=True)
        (folders.site / name).write_text("x")
    assert set(unknown_files(folders, {"a.html"})) == {"b/c.html"}


def test_two_builds_do_not_share_a_cache(tmp_path: Path) -> None:
    with build_lock(tmp_path), pytest.raises(UsageError, match="另一个构建"), build_lock(tmp_path):
        pass
    with build_lock(tmp_path):
        pass
