"""What looks like a report and is not published, because of its ending, its name or where it lies; and what
else below content/ nobody reads.

A clerk who uploads through the browser sees a green tick whatever the file is. So everything that is left out
is told, with the place it should go to: reports/ tells of its own files (`refused_name`), this module of the
rest of the content folder and of the root of the project.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from site_builder.files.plain import Folder, in_the_way, left_out, walk
from site_builder.problems import Problem

TEXT = ".txt"
DOCUMENTS = frozenset({".docx", ".pdf", ".html", ".htm"})
"""What `import` turns into text"""
CONVERTED = frozenset({".doc", ".wps", ".ofd", ".rtf", ".odt", ".mht", ".mhtml", ".wpt", ".docm", ".pages"})
"""What another program must save as one of those first"""
TEXTS = frozenset({".md", ".text", ".markdown", ".log", ".asc", ".txt~", ".txt.bak"})
"""What is text under another ending"""
NO_REPORT = re.compile(
    r"(?i)read"
    r" ?me|licen[cs]e|copying|notice|changelog|contributing|makefile|dockerfile|requirements|robots|humans|security|说明"
)
"""Names of files that come with every project"""
NAMED = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|法治政府|依法行政|年度报告")
"""What the name of a report holds: its year, or what it is about"""
LEFT_BY_PROGRAMS = ("~$", "Thumbs.db", "desktop.ini")
REPORT_FOLDERS = frozenset({"report", "reports", "报告", "年度报告"})
HAN = re.compile(r"[\u4e00-\u9fff]")
MAX_STRAYS_TOLD_PER_FOLDER = 20
"""Files told one by one per folder; of more only how many there are: a wrong folder name has one cause,
however many files it holds"""
IMPORT = "请用 site-builder import 导入这个文件，原件会存在旁边"
MOVE = "请移到 {target}"
STRAYS_PLACE = "省/市/县"
"""What the folders of a report are called when its own are not known"""


def ending(name: str) -> str:
    """The ending in small letters, empty for none: what stands behind the last dot is one only if it is short
    and without Chinese.

    >>> [ending(name) for name in ("2025.DOCX", "漯河市2025年", "2025.定稿", ".2025")]
    ['.docx', '', '', '']
    """
    stem, dot, last = name.rpartition(".")
    return (
        dot + last.lower()
        if stem and last.isascii() and last.isalnum() and len(last) <= 8 and not last.isdigit()
        else ""
    )


def refused_name(name: str) -> tuple[str, str]:
    """Why a file of the reports folder is no report though it looks like one, and the mend; two empty words
    for what looks like none.

    >>> refused_name("2025.pdf")[0], refused_name("2025")[0], refused_name("..txt")[0], refused_name("说明.md"), refused_name("a.png")
    ('扩展名是 .pdf', '没有扩展名', '文件名以点开头，是隐藏文件', ('', ''), ('', ''))
    """
    if name.startswith("."):
        if not name.lower().endswith(TEXT) or name.startswith("._"):
            return "", ""
        stem = name.strip(".")
        return (
            "文件名以点开头，是隐藏文件",
            f"请把文件改名，例如 {stem if len(stem) > len(TEXT) else '2025.txt'}",
        )
    kind = ending(name)
    if NO_REPORT.match(name) or name.startswith(LEFT_BY_PROGRAMS):
        return "", ""
    if kind in DOCUMENTS:
        return f"扩展名是 {kind}", IMPORT
    if kind in CONVERTED:
        return (
            f"扩展名是 {kind}",
            "请用对应的软件打开，另存为 .docx 或 .txt，再放进来（.docx 请用 site-builder import 导入）",
        )
    if kind in TEXTS or not kind:
        return (
            (f"扩展名是 {kind}" if kind else "没有扩展名"),
            (
                "里面是报告文字的，请改名为"
                f" {name.removesuffix(name[len(name) - len(kind) :]) if kind else name}.txt"
            ),
        )
    return "", ""


READ = frozenset({"reports", "glossary", "indicators", "places.yml", "redirects.yml"})
"""What of the content folder others read, and tell of themselves"""


def stray_files(content: Path, pages: Path, root: Path) -> tuple[Problem, ...]:
    """Everything below `content` that is read by nobody, links and pipes among it, and reports at the `root`
    of the project.

    `pages` (MkDocs' docs_dir) is looked through here, because MkDocs tells of nothing. Problems name files as
    they are reached from the root.
    """
    base = content.relative_to(root).as_posix() if content.is_relative_to(root) else content.name
    of_content = () if content == root else _of_content(content, pages, base)
    return (*of_content, *_of_pages(pages, content, base), *_of_root(root, content, pages, base))


def _of_content(content: Path, pages: Path, base: str) -> Iterator[Problem]:
    """What lies in the content folder beside the parts of a site."""
    top = next(walk(content))
    own = READ | ({pages.name} if pages.parent == content else set())
    yield from (left_out(f"{base}/{name}", kind) for name, kind in top.special if name not in own)
    for name in top.files:
        if name not in own:
            yield from _stray(f"{base}/{name}", f"{base}/reports/{STRAYS_PLACE}/{name}", at_home=True)
    for name in top.folders:
        if name not in own and not name.startswith("."):
            yield from _of_folder(content, name, f"{base}/{name}", _target(base, name))


def _target(base: str, name: str) -> str:
    """Where the files of a misplaced folder belong: its name is kept when it is that of a place."""
    return f"{base}/reports/" + ("" if name.lower() in REPORT_FOLDERS or not HAN.search(name) else f"{name}/")


def _stray(shown: str, target: str, *, at_home: bool) -> Iterator[Problem]:
    """One file outside reports/: as a report if it looks like one, else, `at_home` in the content folder, as
    a file that nobody reads."""
    name = shown.rsplit("/", 1)[-1]
    shown = shown.encode("utf-8", "replace").decode("utf-8")
    if name.startswith((".", *LEFT_BY_PROGRAMS)) or NO_REPORT.match(name):
        return
    if ending(name) == TEXT:
        yield Problem(
            "X931", shown, 0, name, (("why", "不在 reports 文件夹里"), ("mend", MOVE.format(target=target)))
        )
        return
    why, mend = refused_name(name)
    if why and (ending(name) or NAMED.search(name)):
        yield Problem(
            "X931",
            shown,
            0,
            name,
            (
                ("why", f"不在 reports 文件夹里，{why}"),
                ("mend", f"{mend}；报告的位置是 {target.rpartition('/')[0]}/"),
            ),
        )
    elif at_home:
        yield Problem("X932", shown, 0, name)


def _of_folder(parent: Path, name: str, shown: str, target: str) -> list[Problem]:
    """The files of a folder that has no part in a site."""
    found = [problem for folder in walk(parent, name) for problem in _of_walked(folder, shown, target)]
    if len(found) <= MAX_STRAYS_TOLD_PER_FOLDER:
        return found
    rest = Problem(
        "X931",
        shown,
        0,
        name,
        (
            ("why", f"这个文件夹里还有 {len(found) - MAX_STRAYS_TOLD_PER_FOLDER} 个文件没有发布"),
            ("mend", MOVE.format(target=target)),
        ),
    )
    return [*found[:MAX_STRAYS_TOLD_PER_FOLDER], rest]


def _of_walked(folder: Folder, shown: str, target: str) -> Iterator[Problem]:
    for name in folder.files:
        yield from _stray(f"{shown}/{folder.prefix}{name}", f"{target}{folder.prefix}{name}", at_home=True)
    for name, kind in folder.special:
        yield left_out(f"{shown}/{folder.prefix}{name}", kind)


def _of_pages(pages: Path, content: Path, base: str) -> Iterator[Problem]:
    """Links and pipes among the hand-written pages, and reports among them: MkDocs would publish the bare
    text as a file nobody links to."""
    way, kind = in_the_way(pages.parent, pages.name)
    shown = pages.relative_to(content).as_posix() if pages.is_relative_to(content) else pages.name
    if way:
        yield left_out(shown, kind)
        return
    for folder in walk(pages):
        yield from (left_out(f"{shown}/{folder.prefix}{name}", kind) for name, kind in folder.special)
        for name in folder.files:
            if ending(name) == TEXT and NAMED.search(name):
                yield from _stray(
                    f"{shown}/{folder.prefix}{name}", f"{base}/reports/{STRAYS_PLACE}/{name}", at_home=False
                )


def _of_root(root: Path, content: Path, pages: Path, base: str) -> Iterator[Problem]:
    """Reports beside mkdocs.yml, and in folders there that are called as places and reports are."""
    top = next(walk(root))
    for name in top.files:
        if NAMED.search(name):
            yield from _stray(name, f"{base}/reports/{STRAYS_PLACE}/{name}", at_home=False)
    for name in top.folders:
        ours = content.is_relative_to(root / name) or pages.is_relative_to(root / name)
        if (name.lower() in REPORT_FOLDERS or HAN.search(name)) and not ours:
            found = _of_folder(
                root, name, name, _target(base, name)
            )  # a folder of that name may hold reports of another kind
            yield from (
                each
                for each in found
                if each.code == "X931" and (HAN.search(each.file) or NAMED.search(each.file))
            )
