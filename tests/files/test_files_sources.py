"""Reports with their sidecars: each statement keeps its own line; every mistake of a sidecar is told at once; impossible values are not used."""

from pathlib import Path

import pytest

from site_builder.files.sources import Reading, read_source
from site_builder.text.clean import clean

TEXT = "漯河市2023年法治政府建设年度报告\n(一)加强领导。\n(二)落实责任。\n"


def reading(folder: Path, sidecar: str, text: str = TEXT) -> Reading:
    (folder / "2023.txt").write_text(text, encoding="utf-8")
    (folder / "2023.yml").write_text(sidecar, encoding="utf-8")
    return read_source(folder, "2023.txt")


def test_each_item_of_a_sidecar_keeps_its_line(tmp_path: Path) -> None:
    sidecar = "confirm:\n  2: (一)某标题\n  14: 待核对\nreplace:\n  - line: 2\n    from: 某\n    to: 别\n  - {line: 3, from: 某, to: 别}\n"
    source = reading(tmp_path, sidecar).source
    assert source
    lines = source.sidecar_lines
    assert (lines["confirm"], lines["confirm.2"], lines["confirm.14"], lines["replace.0"], lines["replace.1"]) == (1, 2, 3, 5, 8)


MISFITS = [
    ("year: 2023\nconfirm:\n  2: (一)别的标题\n  3: (二)又一标题\n", [("T220", 3), ("T220", 4)]),
    ("confirm: {2: (一)别的标题, 9: (二)又一标题}\n", [("T220", 1), ("T220", 1)]),
    ("replace:\n\n  - line: 2\n    from: 没有\n    to: 有\n  - line: 3\n    from: 落实\n    to: 压实\n  - line: 3\n    from: 也没有\n    to: 有\n", [("T221", 3), ("T221", 9)]),
]


@pytest.mark.parametrize(("sidecar", "told"), MISFITS)
def test_what_fits_nothing_is_told_at_its_own_line(tmp_path: Path, sidecar: str, told: list[tuple[str, int]]) -> None:
    source = reading(tmp_path, sidecar).source
    assert source
    assert [(p.code, p.line) for p in clean(source).problems if p.code in {"T220", "T221"}] == told
