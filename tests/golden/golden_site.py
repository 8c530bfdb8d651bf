"""The golden site: four made-up reports through the whole road, with the theme, dictionary and framework of
the repository.

Kept in full are the pages and files that show every kind of thing once; of all other files only that they
exist. Bodies are kept without their frame: the frame is one page, and a changed footer is then one line of a
diff and not three hundred.
"""

import re
import shutil
from pathlib import Path

from site_builder.build import Result, build
from site_builder.config import load_config

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KEPT = HERE / "kept"
LISTING = KEPT / "files.txt"
WHOLE = ("index.html",)
"""Kept with their frame"""
SHOWN = (
    "reports/index.html",
    "reports/luohe-yancheng/2023/index.html",
    "reports/luohe-yancheng/2024/index.html",
    "reports/luohe/2024/index.html",
    "reports/henan/2022/index.html",
    "places/index.html",
    "places/luohe-yancheng/index.html",
    "places/luohe-yancheng/2024/index.html",
    "glossary/shuangsuijiyigongkai/index.html",
    "glossary/shuangxiajiang/index.html",
    "years/2024/index.html",
    "coverage/index.html",
    "data/reports.csv",
    "data/quantities.csv",
    "data/reports/luohe-yancheng/2024.json",
    "feed.xml",
    "robots.txt",
)
_MAIN = re.compile(r"<article.*?</article>", re.DOTALL)
_NAMED_BY_CONTENT = re.compile(r"^(search/(?:text/)?)(.+)$")


def build_golden(folder: Path) -> tuple[Result, dict[str, str]]:
    """Build the golden site in a folder; returns what the comparison looks at: name → text."""
    shutil.copytree(HERE / "content", folder / "content")
    shutil.copytree(ROOT / "themes", folder / "themes")
    for name in ("indicators", "pages"):
        shutil.copytree(ROOT / "content" / name, folder / "content" / name)
    shutil.copy(ROOT / "content/places.yml", folder / "content/places.yml")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    loaded = load_config(folder / "mkdocs.yml", workers=1)
    result = build(loaded.config, loaded.problems)
    return result, looked_at(folder / "site")


def looked_at(site: Path) -> dict[str, str]:
    """The kept part of a built site."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    listed = sorted({_NAMED_BY_CONTENT.sub(r"\1…", path) for path in paths})
    out = {"files.txt": "\n".join(listed) + "\n"}
    for name in (*WHOLE, *SHOWN):
        if name in paths:
            text = (site / name).read_bytes().decode()
            found = None if name in WHOLE else _MAIN.search(text)
            out[name] = found[0] + "\n" if found else text
    return out


def kept() -> dict[str, str]:
    """What the repository holds."""
    return {
        path.relative_to(KEPT).as_posix(): path.read_bytes().decode()
        for path in sorted(KEPT.rglob("*"))
        if path.is_file()
    }


def write(texts: dict[str, str]) -> None:
    """Replace what the repository holds."""
    shutil.rmtree(KEPT, ignore_errors=True)
    for name, text in texts.items():
        (KEPT / name).parent.mkdir(parents=True, exist_ok=True)
        (KEPT / name).write_bytes(text.encode())
