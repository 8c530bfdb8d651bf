"""One bad file costs itself only: 200 single-file poisonings, each built cold and over a good build. `python
benchmarks/poison.py [every]`.

Every kind of content file and every field gets tabs, em-spaces, control signs, wrong types, collisions,
nesting, size. Asked of every build:

- it ends without an exception, and the cold build equals the incremental one byte for byte;
- no page that stands without the file is lost, and no link inside the site is dead; a sidecar that cannot be
  read may have said `withheld`: it holds its
  report back, and the site is the one without that report;
- a file that must be refused (`refused`) leaves every other file of the site as it is in the build without
  the poisoned file. A file that is
  accepted may show: in lists, in counts, in what others say of it.

With `every` N only each N-th is tried.
"""

import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

import yaml
from msgspec import Struct

sys.path.insert(0, str(Path(__file__).parent))

from small_project import PLACES, Built, Project, content, dead_links, different, report, term

NASTY = (
    "\t",
    "\u2003",
    "\u3000",
    "\u00a0",
    "\u200b",
    "\u202e",
    "\ufeff",
    "x" * 5000,
    "😀",
    "../..",
    '"><b>',
    "{{ x }}",
    "%2e",
    "index.html",
    "CON",
    "：",
    "ａ",
    "é",
)
WRONG = ("[1, {a: b}]", "{a: {b: c}}", "-1.5", "true", '"\\t\\u2003"', '"' + "长" * 3000 + '"', '""')
MOVED = ("G607",)
"""Told where two files of terms sound alike: both then take a longer address"""
FOLDER, NAME = PLACES[2]


class Poison(Struct, frozen=True):
    """One file that is put among good ones."""

    label: str
    path: str
    data: bytes
    refused: bool = False
    """Whether all of it must be left out"""
    moves: bool = False
    """Whether it rightly moves pages: it states another address for a place"""


def _reports() -> Iterator[Poison]:
    at = f"reports/{FOLDER}/2024.txt"
    for sign in NASTY:
        for words in (
            f"“{sign}一网通办”：指打通系统。",
            f"“府院{sign}联动”：指良性互动。",
            f"“新词{sign}”：指一件事。",
        ):
            yield Poison(
                f"definition {sign[:6]!r}", at, report(NAME, 2024, glossary=f"名词解释\n1.{words}\n")
            )
        yield Poison(
            f"text {sign[:6]!r}",
            at,
            report(NAME, 2024, extra=f"行政复议{sign}案件《某{sign}法》（{sign}）办结{sign}3件。"),
        )
    same = "".join(
        f"“{word}”：指一件事。\n"
        for word in ("公示", "公式", "公事", "工事", "攻势", "供势", "放管服改革", "“放管服”改革", "”“", "“”")
    )
    yield Poison("definitions that sound alike", at, report(NAME, 2024, glossary=f"名词解释\n{same}"))
    yield Poison(
        "2,000 definitions",
        at,
        report(
            NAME, 2024, glossary="名词解释\n" + "".join(f"“词{n}号”：指第{n}件事。\n" for n in range(2000))
        ),
    )
    yield Poison("brackets", at, report(NAME, 2024, extra="（" * 3000 + "《" * 3000 + "）" * 3000))
    yield Poison(
        "works that sound alike",
        at,
        report(NAME, 2024, extra="依据《公示条例》《公式条例》《公事条例》办理。"),
    )
    for label, data in {
        "empty": b"", "blank": b" \n\t\n", "nul": b"\0" * 5000, "png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50, "huge": b"x" * (20 << 20),
        "utf-16": "某市2024年度报告".encode("utf-16"), "pdf": b"%PDF-1.4\n" + b"\xff\xfe" * 999,
    }.items():  # fmt: skip
        yield Poison(f"report {label}", f"reports/{FOLDER}/2021.txt", data, refused=label not in ("utf-16",))
    yield Poison(
        "the same again",
        f"reports/{FOLDER}/2023-副本.txt",
        content()[f"reports/{FOLDER}/2023.txt"],
        refused=True,
    )
    for name in ("CON", "..a", "a\tb", "x" * 200, "2024 ", "‮2024"):
        yield Poison(f"name {name[:6]!r}", f"reports/{FOLDER}/{name}.txt", report(NAME, 2020))


def _sidecars() -> Iterator[Poison]:
    at = f"reports/{FOLDER}/2023.yml"
    keys = (
        "title",
        "place",
        "year",
        "kind",
        "issuer",
        "published",
        "source_url",
        "document_number",
        "licence",
        "withheld",
        "confirm",
        "replace",
        "acknowledged",
    )
    for position, key in enumerate(keys):
        for turn in range(4):
            yield Poison(f"sidecar {key}", at, f"{key}: {WRONG[(position + turn) % len(WRONG)]}\n".encode())
    yield Poison(
        "sidecar replace",
        at,
        'replace:\n  - {line: 1, from: 厦, to: "\\t", why: 试}\n  - {line: 99999, from: 甲, to: 乙, why:'
        " 试}\n".encode(),
    )
    yield Poison("sidecar huge", at, ("replace:\n" + "  - {line: 1, from: 甲, to: 乙}\n" * 9000).encode())
    yield Poison("sidecar deep", at, b"title: " + b"[" * 5000)
    yield Poison("sidecar bytes", at, bytes(range(256)))


def _terms() -> Iterator[Poison]:
    for position, sign in enumerate(NASTY):
        yield Poison(
            f"term {sign[:6]!r}",
            "glossary/新.md",
            f'---\nterm: "{_quoted(f"“{sign}放管服改革”")}"\n---\n解释。\n'.encode(),
        )
        yield Poison(
            f"alias {sign[:6]!r}",
            "glossary/新.md",
            f'---\nterm: 新词\naliases: ["{_quoted(f"双{sign}下降")}"]\n---\n解释{sign}。\n'.encode(),
        )
        if position % 2:
            yield Poison(
                f"slug {sign[:6]!r}",
                "glossary/新.md",
                f'---\nterm: 新词\nslug: "{_quoted(sign)}"\n---\n解释。\n'.encode(),
            )
    for position, key in enumerate(
        (
            "aliases",
            "see_also",
            "category",
            "avoid",
            "status",
            "sources",
            "metrics",
            "indicators",
            "slug",
            "term",
        )
    ):
        for turn in range(2):
            yield Poison(
                f"term {key}",
                "glossary/双下降.md",
                f"---\nterm: 双下降\n{key}: {WRONG[(position + 3 * turn) % len(WRONG)]}\n---\n解释。\n".encode(),
            )
    for slug in (
        "compare",
        "by-category",
        "unexplained",
        "gongshi",
        "shuangxiajiang",
        "gongshi-cff9",
        "../x",
        "index.html",
        "feed.xml",
    ):
        yield Poison(f"slug {slug}", "glossary/新.md", term("新词", f"slug: {slug}"))
    deep = "\n".join("    " * level + "- 一" for level in range(300))
    for label, words in {
        "lists": deep,
        "quotes": ">" * 900 + "一",
        "brackets": "[" * 20000,
        "numbers": "1. " * 3000 + "一",
        "long": "字" * 300_000,
        "stars": "*a **b " * 5000,
    }.items():
        yield Poison(f"markdown {label}", "glossary/新.md", term("新词", "", words))
    for label, data in {
        "no head": b"x",
        "empty": b"",
        "broken": b"---\nterm: [\n---\n",
        "bytes": bytes(range(256)),
        "again": term("双下降"),
        "nothing": "---\nterm: “”\n---\n".encode(),
    }.items():
        yield Poison(f"term {label}", "glossary/坏.md", data, refused=True)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")


def _tables() -> Iterator[Poison]:
    metrics = yaml.safe_load(content()["indicators/metrics.yml"])
    framework = yaml.safe_load(content()["indicators/2019.yml"])
    bad = (None, 5, "x\t", [1, [2]], {"a": {"b": 1}}, "长" * 5000, True)
    for position, key in enumerate(
        (
            "id",
            "name",
            "theme",
            "unit",
            "kind",
            "definition",
            "wordings",
            "framework",
            "caveats",
            "numerator",
            "minimum",
            "units",
        )
    ):
        changed = [{**metrics["metrics"][0], key: bad[position % len(bad)]}, *metrics["metrics"][1:]]
        yield Poison(f"metric {key}", "indicators/metrics.yml", _yaml({**metrics, "metrics": changed}))
    for label in ("by-letter", "litigation-cases", "../x", "X"):
        changed = [{**metrics["metrics"][0], "id": label}, *metrics["metrics"][1:]]
        yield Poison(f"metric id {label}", "indicators/metrics.yml", _yaml({**metrics, "metrics": changed}))
    for value in (5, "一", {"a": 1}, [[1]], None):
        yield Poison("themes", "indicators/metrics.yml", _yaml({**metrics, "themes": value}))
    for number in ("1", "加1", "plus-1", "2024", "../1", "", "1/2", "７", None, [1]):
        levels = yaml.safe_load(content()["indicators/2019.yml"])["levels"]
        levels[0]["groups"][0]["indicators"][1]["number"] = number
        levels[0]["groups"][1]["indicators"][1]["number"] = "加1"
        yield Poison(f"indicator {number}", "indicators/2019.yml", _yaml({**framework, "levels": levels}))
    for edition in ("2019/1", "by-letter", 2020, None, ["2019"], "2019 "):
        yield Poison(f"edition {edition}", "indicators/2019.yml", _yaml({**framework, "edition": edition}))
    for levels in (None, 5, [None], [{"number": 1}], [{"groups": [{"indicators": ["x"]}]}]):
        yield Poison("levels", "indicators/2019.yml", _yaml({**framework, "levels": levels}))
    for name in ("metrics", "2019"):
        yield Poison(f"broken {name}", f"indicators/{name}.yml", b"a: [\n", refused=True)
        yield Poison(f"bytes {name}", f"indicators/{name}.yml", bytes(range(256)), refused=True)
    yield Poison(
        "another edition", "indicators/2021.yml", _yaml({**framework, "edition": "2019"}), refused=True
    )


def _yaml(value: object) -> bytes:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode()


def _places() -> Iterator[Poison]:
    for words in (
        "places:\n  - {code: 411100, slug: compare}", "places:\n  - {code: 411100, slug: '2024'}", "places:\n  - {code: 411100, slug: xiamen}",
        "places:\n  - {code: 411100, slug: xiamen}\n  - {code: 350200, slug: luohe}", "places:\n  - {code: 411100, former_slugs: [xiamen]}",
        "places:\n  - {code: 411100, former_slugs: [luohe]}", "places:\n  - {code: 411100, former_slugs: [tahe]}\n  - {code: 350200, former_slugs: [tahe]}",
        "places:\n  - {code: 411100, slug: tahe, former_slugs: [tahe, luohe]}", "places:\n  - {code: 411100, former: [厦门市]}", "places:\n  - {code: 411100, slug: henan-demo}",
        "areas:\n  - {name: 漯河市, host: 410000, slug: luohe}", "areas:\n  - {name: \"\\t\", host: 410000}", "areas:\n  - {name: 新区, host: 999999}",
        "areas:\n  - {name: 新区, host: 410000, slug: a}\n  - {name: 新区, host: 410000, slug: a}", "areas:\n  - {name: 新区, host: 410000}\n  - {name: 心曲, host: 410000}",
        "deadlines:\n  - {last_day: 13-45, source: 某规定}", "deadlines:\n  - {last_day: 03-31, source: \"\\u2003\", since: 9999999999}", "deadlines:\n  - {last_day: 02-29, source: 某, level: x}",
        "deadlines: 5", "places: {a: 1}", "areas: [1, 2]", "places:\n  - {code: [1]}", "places:\n  - {code: 411100, former_slugs: [[a]]}", "places:\n  - {code: 411100, former_slugs: ['../x', 'A b']}",
    ):  # fmt: skip
        yield Poison(f"places {words[8:40]!r}", "places.yml", f"{words}\n".encode(), moves="slug: " in words)
    many = "".join(f"  - {{name: 新区{n}, host: 410000, slug: henan-{n}}}\n" for n in range(20000))
    for label, data in {
        "broken": b"areas: [",
        "bytes": bytes(range(256)),
        "deep": b"areas: " + b"[" * 5000,
        "20,000 areas": f"areas:\n{many}".encode(),
    }.items():
        yield Poison(f"places {label}", "places.yml", data, refused=True)


def _redirects() -> Iterator[Poison]:
    for line in (
        "glossary/a/: glossary/shuangxiajiang/", "places/a/: places/luohe/", "metrics/a/: metrics/litigation-cases/", "documents/a/: documents/", "years/1999/: years/2024/",
        "indicators/2011/1/2/3/: indicators/2019/", "indicators/2011/1/2/3/4/: indicators/2019/", "reports/luohe/2024/source.txt: reports/luohe/2024/",
        "reports/luohe/2024/: reports/luohe/2023/", "reports/: years/", "glossary/: glossary/shuangxiajiang/", "reports/luohe/: places/luohe/",
        "glossary/a/: glossary/b/\nglossary/b/: glossary/a/", "glossary/a/: glossary/nothing/", "glossary/index.html/x/: glossary/shuangxiajiang/",
        "glossary/shuangxiajiang/feed.xml: glossary/shuangxiajiang/", "Glossary/a/: glossary/shuangxiajiang/", "glossary/A/: glossary/shuangxiajiang/\nglossary/a/: glossary/gongshi-cff9/",
        f"glossary/{'a' * 300}/: glossary/shuangxiajiang/", "places/tahe/: places/xiamen/", "places/luohe/: places/xiamen/", "reports/2024/: years/2024/", "glossary/a: [1]", "1: 2",
        "glossary/a/b/: glossary/shuangxiajiang/\nglossary/a/: glossary/shuangxiajiang/", "places/xiamen/feed.xml/: places/xiamen/", "true: false", "- a", "glossary/\t/: glossary/a/",
    ):  # fmt: skip
        yield Poison(f"redirect {line[:40]!r}", "redirects.yml", f"{line}\n".encode())
    yield Poison("redirects broken", "redirects.yml", b"a: [", refused=True)
    yield Poison("redirects bytes", "redirects.yml", bytes(range(256)), refused=True)


def _pages() -> Iterator[Poison]:
    page = "# 一页\n\n文字。\n".encode()
    for path in (
        "reports.md",
        "glossary/shuangxiajiang.md",
        "index.md",
        "data/manifest.json",
        "glossary",
        "reports/luohe",
        "feed.xml",
        "years/2024/x.txt",
        "search/index.html",
        "a b.md",
        "zzshell-about.md",
    ):
        yield Poison(f"page {path}", f"pages/{path}", page)
    for label, data in {
        "front matter": b"---\ntitle: [\n---\n# x\n",
        "bytes": bytes(range(256)),
        "jinja": b"# {{ x }}\n\n{% if %}\n",
        "deep": "\n".join("    " * n + "- a" for n in range(300)).encode(),
    }.items():
        yield Poison(f"page {label}", "pages/extra.md", data)


def poisons() -> list[Poison]:
    """All of them; pages last, for each of those is a run of MkDocs."""
    return [*_reports(), *_sidecars(), *_terms(), *_tables(), *_places(), *_redirects(), *_pages()]


class Sweep:
    """The good project, and what its site is without one of its files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.good = Project(folder / "good", content())
        built = self.good.build()
        self.site, self.told = built.site, set(built.result.problems)
        self.cold = Project(folder / "cold", content(), self.good)
        self.without: dict[str, dict[str, bytes]] = {}
        self.faults: list[str] = []

    def run(self, poison: Poison) -> None:
        """Both builds with the file, compared with the build without it."""
        files = {**content(), poison.path: poison.data}
        without = self._without(poison.path)
        cold = self._built(poison, self.cold, files, "cold")
        self.good.put(content())
        self._built(poison, self.good, content(), "good again")
        incremental = self._built(poison, self.good, files, "incremental")
        if cold is None or incremental is None:
            return
        self._tell(poison, "cold is not incremental", different(cold.site, incremental.site))
        if (
            poison.path.startswith("reports/")
            and poison.path.endswith(".yml")
            and cold.result.documents < len([p for p in files if p.endswith(".txt")])
        ):
            without = self._without(poison.path.replace(".yml", ".txt"))
            self._tell(poison, "not the site without the report", different(cold.site, without))
        if not poison.moves and not any(p.code in MOVED and p not in self.told for p in cold.result.problems):
            pages = [path for path in without if path.endswith(".html") and path not in cold.site]
            self._tell(poison, "lost", sorted(path for path in pages if not _leads_on(without[path])))
        self._tell(poison, "dead link", sorted(map(str, dead_links(cold.site) - dead_links(without))))
        self._tell(
            poison,
            "defect",
            [f"{p.code} {p.file} {p.message}" for p in cold.result.problems if p.code in ("X908", "X909")],
        )
        if poison.refused:
            self._tell(poison, "not the site without it", different(cold.site, without))
            if not cold.result.problems:
                self._tell(poison, "not told", ["-"])

    def _built(self, poison: Poison, project: Project, files: dict[str, bytes], how: str) -> Built | None:
        if how == "cold":
            project.forget()
        try:
            project.put(files)
            return project.build()
        except Exception as error:
            end = "".join(traceback.format_exception(error))[-900:]
            self.faults.append(f"{poison.label} ({poison.path}), {how}: {end}")
            return None

    def _without(self, path: str) -> dict[str, bytes]:
        if path not in content():
            return self.site
        if path not in self.without:
            self.cold.forget()
            self.cold.put({each: data for each, data in content().items() if each != path})
            self.without[path] = self.cold.build().site
        return self.without[path]

    def _tell(self, poison: Poison, fault: str, paths: list[str]) -> None:
        if paths:
            self.faults.append(
                f"{poison.label} ({poison.path}): {fault}:"
                f" {'; '.join(paths[:4])}{f' … {len(paths)}' if len(paths) > 4 else ''}"
            )


def _leads_on(page: bytes) -> bool:
    """A redirect may go: the file that states it is poisoned, or its address is taken now."""
    return b'http-equiv="refresh"' in page or b"http-equiv=refresh" in page


def sweep(folder: Path, every: int, offset: int = 0) -> tuple[int, list[str]]:
    """How many were tried, and what went wrong."""
    runs = Sweep(folder)
    chosen = poisons()[offset::every]
    for poison in chosen:
        told = len(runs.faults)
        runs.run(poison)
        print(*runs.faults[told:], sep="\n", end="\n" if runs.faults[told:] else "", flush=True)
    return len(chosen), runs.faults


def main() -> None:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    offset = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as folder:
        count, faults = sweep(Path(folder), every, offset)
    print(f"{count} poisonings, each cold and incremental: {len(faults)} faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
