"""The switch from the old site to the new one, stopped at every call in every way: the site is old, new or
closed under links, and the next build ends it."""

import shutil
from pathlib import Path

import pytest
from pipeline_faults import FAULTS, Calls, Killed, watched
from pipeline_links import dead_links
from pipeline_project import files_of

from site_builder.files.publish import Folders, Manifest, folders_for, stage
from site_builder.files.switch import LEAF_PAGE, begin, discard_staging, publish
from site_builder.problems import BuildFailed


def page(*links: str) -> bytes:
    return "".join(f'<a href="{link}">x</a>' for link in links).encode()


OLD = {
    "index.html": page("a/", "b/", "c/"),
    "a/index.html": page("../b/", "../font.woff"),
    "b/index.html": page("../c/", "../a/", "../old.css"),
    "c/index.html": page("../b/", "../c/d/"),
    "c/d/index.html": page("../", "../../b/"),
    "font.woff": b"font",
    "old.css": b"old",
}
NEW = {
    "index.html": page("a/", "x/", "y/", "z/w/"),
    "a/index.html": page("../x/", "../new.css"),
    "x/index.html": page("../y/", "../a/", "../data.csv"),
    "y/index.html": page("../x/", "../z/w/"),
    "z/w/index.html": page("../../y/", "../../x/"),
    "font.woff": b"font",
    "new.css": b"new",
    "data.csv": b"1",
    "feed.xml": b"<feed/>",
}
MANIFEST = Manifest({})


def prepare(root: Path) -> Folders:
    """The old site stands, the new one is staged."""
    for path, data in OLD.items():
        (root / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / path).write_bytes(data)
    (root / "cache").mkdir()
    folders = folders_for(root / "site", root / "cache")
    begin(folders)
    for path, data in NEW.items():
        stage(folders, path, data)
    return folders


def switch(folders: Folders) -> None:
    publish(folders, [path for path in NEW if path != "font.woff"], sorted(set(OLD) - set(NEW)), MANIFEST)


def calls_of_a_switch(root: Path) -> int:
    with watched(Calls(str(root))) as calls:
        switch(prepare(root))
    assert files_of(root / "site") == NEW
    return calls.count


@pytest.mark.parametrize("fault", FAULTS)
def test_a_switch_stopped_at_any_call_leaves_no_dead_link_and_is_completed(
    tmp_path: Path, fault: str
) -> None:
    assert dead_links_of(tmp_path / "old", OLD) == dead_links_of(tmp_path / "new", NEW) == []
    number = calls_of_a_switch(tmp_path / "whole")
    assert number > 40
    begun = 0
    for at in range(number):
        root = tmp_path / "one"
        folders = prepare(root)
        try:
            with watched(Calls(str(root), at, fault)):
                switch(folders)
        except (Killed, BuildFailed):
            if fault != "kill":
                discard_staging(folders)
        left = files_of(root / "site")
        assert dead_links(root / "site") == [], (fault, at)
        pages = {path: data for path, data in left.items() if data != LEAF_PAGE}
        assert all(data in (OLD.get(path), NEW.get(path)) for path, data in pages.items())
        begin(folders)
        done = files_of(root / "site")
        assert done == (OLD if left == OLD and done == OLD else NEW), (fault, at)
        begun += done == NEW
        assert not [
            folder for folder in (root / "site").rglob("*") if folder.is_dir() and not any(folder.iterdir())
        ]
        assert folders.manifest.exists() == (done == NEW)
        shutil.rmtree(root)
    assert 20 < begun < number


def dead_links_of(site: Path, files: dict[str, bytes]) -> list[str]:
    for path, data in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    return dead_links(site)


def test_a_disk_without_hard_links_is_served_by_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise PermissionError(1, "no hard links")

    monkeypatch.setattr("os.link", refuse)
    folders = prepare(tmp_path)
    switch(folders)
    assert files_of(tmp_path / "site") == NEW


def test_what_stops_a_publication_is_told_with_its_state(tmp_path: Path) -> None:
    folders = prepare(tmp_path)
    with (
        watched(Calls(str(tmp_path), 0, "ENOSPC")),
        pytest.raises(BuildFailed, match=r"没有发布任何新内容（磁盘满了.*原来的网站保持不变"),
    ):
        switch(folders)
    number = calls_of_a_switch(tmp_path / "whole")
    shutil.rmtree(tmp_path / "site")
    shutil.rmtree(tmp_path / "cache")
    folders = prepare(tmp_path)
    with (
        watched(Calls(str(tmp_path / "site"), 12, "EACCES")),
        pytest.raises(BuildFailed, match=r"发布没有完成（没有权限.*会接着完成"),
    ):
        switch(folders)
    assert number
