"""Incremental = clean, tried at random: sequences of 25 edits over all kinds of content. `python
benchmarks/edits.py 1000 [seed]`.

After every edit the site is built over what stands. After every fifth it must equal a clean build of the same
content, byte for byte, and hold no link that leads nowhere. The run is the same for the same seed; a fault
names its sequence and the edits that lead to it.
"""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent))

from small_project import (
    EXTRA,
    GLOSSARY,
    PLACES,
    TERMS,
    Project,
    content,
    dead_links,
    different,
    report,
    term,
)

LENGTH, CHECKED = 25, 5
Files = dict[str, bytes]
Edit = Callable[[Files, random.Random], str]
MORE_PLACES = (*PLACES, ("河南省/洛阳市", "洛阳市"), ("北京市/怀柔区", "北京市怀柔区"))
WORDS = (*TERMS, "两所一庭", "证照分离", "枫桥经验", "三项制度", "公事", "新词一", "新词二")
YEARS = range(2021, 2026)
SLUGS = ("luohe", "tahe", "luoheshi", "xiamen", "amoy", "kunming-xishan")
DEFINED = (
    "",
    GLOSSARY,
    "名词解释\n1.“两所一庭”：指司法所、派出所和法庭联合调处。\n2.“放管服”改革：指简政放权。\n",
    "名词解释\n1.“府院联动”：指法院和政府良性互动。\n",
)


def _one(files: Files, dice: random.Random, start: str, end: str = "") -> str:
    """One of the files that begin and end so; empty if there is none."""
    found = sorted(path for path in files if path.startswith(start) and path.endswith(end))
    return dice.choice(found) if found else ""


def put_report(files: Files, dice: random.Random) -> str:
    """Add a report, or change the one that is there."""
    folder, name = dice.choice(MORE_PLACES)
    path = f"reports/{folder}/{dice.choice(YEARS)}.txt"
    issuer = f"{name}司法局" if dice.random() < 0.1 else ""
    year = int(path[-8:-4])
    files[path] = report(
        name,
        year,
        dice.randint(1, 90),
        dice.choice(EXTRA) + "".join(dice.sample(WORDS, 3)) + "。",
        dice.choice(DEFINED),
        issuer,
    )
    return f"put {path}"


def change_sentence(files: Files, dice: random.Random) -> str:
    path = _one(files, dice, "reports/", ".txt")
    if path:
        files[path] = files[path].replace(
            "扎实推进".encode(), dice.choice(("持续推进", "扎实推进", "全面推进“一网通办”")).encode(), 1
        )
    return f"change {path}"


def rename_report(files: Files, dice: random.Random) -> str:
    path = _one(files, dice, "reports/", ".txt")
    to = (
        path.replace(".txt", dice.choice(("-年度报告.txt", "-副本.txt")))
        if len(path.rsplit("/")[-1]) == 8
        else path[: path.rindex("/") + 5] + ".txt"
    )
    if path and to not in files:
        files[to] = files.pop(path)
    return f"rename {path} {to}"


def delete_report(files: Files, dice: random.Random) -> str:
    path = _one(files, dice, "reports/", ".txt")
    files.pop(path, None)
    return f"delete {path}"


def put_sidecar(files: Files, dice: random.Random) -> str:
    path = _one(files, dice, "reports/", ".txt").replace(".txt", ".yml")
    said = dice.choice(
        (
            {"withheld": "正在核对"}, {"title": "法治政府建设年度报告（修订）"}, {"issuer": "某市司法局"}, {"published": f"2025-0{dice.randint(1, 9)}-01"}, {"year": 2022},
            {"source_url": f"https://www.example.gov.cn/{dice.randint(1, 99)}"}, {"kind": "plan"}, {"titel": "错"}, {"place": "厦门市"}, {"licence": "公有"},
        )
    )  # fmt: skip
    if path:
        files[path] = yaml.safe_dump(said, allow_unicode=True).encode()
    return f"sidecar {path} {said}"


def delete_sidecar(files: Files, dice: random.Random) -> str:
    path = _one(files, dice, "reports/", ".yml")
    files.pop(path, None)
    return f"delete {path}"


def put_term(files: Files, dice: random.Random) -> str:
    """Add a term, or change the head or the explanation of one."""
    name = dice.choice(WORDS)
    head = dice.choice(
        (
            "", "aliases: [某种说法]", "status: 待释", f"category: {dice.choice(('公开', '政务服务', '复议'))}", f"see_also: [{', '.join(dice.sample(WORDS, 2))}]",
            f"aliases: [{dice.choice(WORDS)}机制, 新说法]\nsee_also: [{dice.choice(WORDS)}]", f"slug: {dice.choice(('gongshi', 'ci', 'yiwangtongban', 'xin-ci', 'compare'))}",
            f"avoid: [{name}法]", "metrics: [litigation-cases]", "indicators: ['2019:1', '2019:2']", f"aliases: [{dice.choice(WORDS)}]",
        )
    )  # fmt: skip
    files[f"glossary/{name}.md"] = term(
        name, head, dice.choice(("指一项**工作机制**。", "指另一件事。详见公开文件。", "1. 一\n2. 二\n"))
    )
    return f"term {name} {head!r}"


def rename_term(files: Files, dice: random.Random) -> str:
    path, name = _one(files, dice, "glossary/"), dice.choice(WORDS)
    if path and f"glossary/{name}.md" not in files:
        old = path[len("glossary/") : -3]
        files[f"glossary/{name}.md"] = files.pop(path).replace(
            f"term: {old}".encode(), f"term: {name}".encode()
        )
    return f"rename {path} {name}"


def delete_term(files: Files, dice: random.Random) -> str:
    path = _one(files, dice, "glossary/")
    files.pop(path, None)
    return f"delete {path}"


def change_metrics(files: Files, dice: random.Random) -> str:
    path = "indicators/metrics.yml"
    whole: dict[str, Any] = yaml.safe_load(files.get(path) or content()[path])
    metric = dice.choice(whole["metrics"])
    what = dice.choice(("name", "definition", "theme", "unit", "drop", "order", "framework", "caveats"))
    match what:
        case "drop":
            if len(whole["metrics"]) > 1:
                whole["metrics"].remove(metric)
        case "order":
            whole["metrics"].reverse()
        case "framework":
            metric["framework"] = dice.choice((["2019:1"], ["2019:2", "2019:7"], []))
        case "caveats":
            metric["caveats"] = [f"口径不同{dice.randint(1, 9)}"]
        case "theme":
            metric["theme"] = dice.choice(whole["themes"])
        case _:
            metric[what] = (
                f"{metric[what].rstrip('甲乙丙')}{dice.choice('甲乙丙')}"
                if what != "unit"
                else dice.choice("件宗起")
            )
    files[path] = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False).encode()
    return f"metrics {metric['id']} {what}"


def change_framework(files: Files, dice: random.Random) -> str:
    path = "indicators/2019.yml"
    whole: dict[str, Any] = yaml.safe_load(files.get(path) or content()[path])
    group = dice.choice([group for level in whole["levels"] for group in level["groups"]])
    row = dice.choice(group["indicators"])
    what = dice.choice(("text", "drop", "title", "name", "evidence"))
    match what:
        case "drop":
            if len(group["indicators"]) > 1:
                group["indicators"].remove(row)
        case "title":
            whole["title"] += "甲"
        case "name":
            group["name"] += "甲"
        case "evidence":
            row["evidence"] = [{"any": [dice.choice(("行政复议", "证明事项", "政务服务"))]}]
        case _:
            row["text"] += dice.choice(("证明事项", "双下降", "。"))
    files[path] = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False).encode()
    return f"framework {what}"


def restore_tables(files: Files, dice: random.Random) -> str:
    path = dice.choice(("indicators/metrics.yml", "indicators/2019.yml"))
    if dice.random() < 0.3:
        files.pop(path, None)
    else:
        files[path] = content()[path]
    return f"restore {path} {path in files}"


def change_places(files: Files, dice: random.Random) -> str:
    notes = [
        {"code": code, "slug": dice.choice(SLUGS)} for code in ("411100", "350200") if dice.random() < 0.3
    ]
    notes += [{"code": "530112", "former_slugs": dice.sample(SLUGS, 1)}] if dice.random() < 0.5 else []
    notes += [{"code": "410300", "former": ["旧洛阳市"]}] if dice.random() < 0.3 else []
    said = {
        "places": notes,
        "deadlines": [{"last_day": dice.choice(("03-31", "01-31", "06-30")), "source": "某规定"}],
    }
    said["areas"] = [{"name": dice.choice(("演示新区", "样板新区")), "host": "410000", "slug": "henan-demo"}]
    files["places.yml"] = yaml.safe_dump(said, allow_unicode=True).encode()
    return f"places {notes}"


def change_redirects(files: Files, dice: random.Random) -> str:
    targets = (
        "glossary/shuangxiajiang/",
        "glossary/yiwangtongban/",
        "places/luohe/",
        "metrics/litigation-cases/",
        "reports/luohe/2024/",
        "glossary/old/",
        "years/2024/",
    )
    lines = {
        f"{dice.choice(('glossary/old', 'glossary/yiwangtongban', 'places/old', 'reports/old/2024', 'metrics/old', 'places/tahe'))}/": dice.choice(
            targets
        )
        for _ in range(3)
    }
    files["redirects.yml"] = "".join(f"{old}: {new}\n" for old, new in lines.items()).encode()
    return f"redirects {lines}"


def change_page(files: Files, dice: random.Random) -> str:
    files["pages/about.md"] = f"# 关于本站\n\n第{dice.randint(1, 99)}版。\n".encode()
    return "page about.md"


EDITS: dict[Edit, int] = {
    put_report: 22, change_sentence: 6, rename_report: 6, delete_report: 9, put_sidecar: 9, delete_sidecar: 4, put_term: 16, rename_term: 5, delete_term: 8,
    change_metrics: 4, change_framework: 3, restore_tables: 2, change_places: 4, change_redirects: 5, change_page: 1,
}  # fmt: skip
"""With how often each is chosen: a page costs a run of MkDocs, a table the reading of all reports"""


class Sweep:
    """Two projects of the same content: one built over what stands, one always clean."""

    def __init__(self, folder: Path) -> None:
        self.standing = Project(folder / "standing", content())
        self.standing.build()
        self.clean = Project(folder / "clean", content(), self.standing)
        self.tried: Counter[str] = Counter()
        self.faults: list[str] = []

    def sequence(self, seed: str, length: int = LENGTH) -> None:
        """One sequence from the same beginning; the first fault ends it."""
        dice = random.Random(seed)
        files, story = content(), []
        self.standing.put(files)
        for number in range(1, length + 1):
            edit = dice.choices(list(EDITS), list(EDITS.values()))[0]
            story.append(edit(files, dice))
            self.tried[edit.__name__] += 1
            self.standing.put(files)
            site = self.standing.build().site
            if number % CHECKED and number < length:
                continue
            self.clean.forget()
            self.clean.put(files)
            wrong = different(site, self.clean.build().site)
            dead = sorted(map(str, dead_links(site)))
            if wrong or dead:
                self.faults.append(
                    f"sequence {seed}: differ {wrong[:6]} of {len(wrong)}, dead {dead[:4]} of {len(dead)},"
                    " after\n  " + "\n  ".join(story[-12:])
                )
                self.standing.forget()
                return


def sweep(folder: Path, edits: int, seed: int, length: int = LENGTH) -> tuple[Counter[str], list[str]]:
    """How often each edit was tried, and what went wrong."""
    runs = Sweep(folder)
    for number in range(-(-edits // length)):
        told = len(runs.faults)
        runs.sequence(f"{seed}-{number}", length)
        print(*runs.faults[told:], sep="\n", end="\n" if runs.faults[told:] else "", flush=True)
    return runs.tried, runs.faults


def main() -> None:
    edits, seed = (
        int(sys.argv[1]) if len(sys.argv) > 1 else 1000,
        int(sys.argv[2]) if len(sys.argv) > 2 else 1,
    )
    with tempfile.TemporaryDirectory() as folder:
        tried, faults = sweep(Path(folder), edits, seed)
    print(
        f"{sum(tried.values())} edits"
        f" ({', '.join(f'{name} {times}' for name, times in tried.most_common())}): {len(faults)} faults"
    )
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
