"""A project small enough to be built thousands of times: five made reports, a dozen terms, six metrics, four
indicators. For the sweeps beside this file.

The sentences are made up for measuring; they say nothing about any real place. `Project` keeps the content as
a mapping from path to bytes, so that a sweep can change it at will, and builds in this process, with the
frames of one run of MkDocs for all.
"""

import re
import shutil
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

import yaml
from msgspec import Struct, structs

from site_builder.build import Result, build
from site_builder.config import load_config
from site_builder.files import places
from site_builder.pipeline import render_pages as render
from site_builder.problems import BuildFailed

ROOT = Path(__file__).parents[1]
METRICS = (
    "reconsideration-accepted",
    "reconsideration-concluded",
    "litigation-cases",
    "litigation-loss-rate",
)
INDICATORS = 2
"""Level-1 indicators of the framework that are kept, each with its first two level-2 indicators of two rows
"""
HEAD = "{title}\n发布日期：{date}\n{issuer}\n"
BODY = """{year}年，{name}认真贯彻落实《法治政府建设实施纲要（2021—2025年）》，扎实推进各项工作。现将有关情况报告如下。
一、主要举措和成效
（一）化解矛盾纠纷。全年受理行政复议案件{a}件，办结{b}件。行政机关负责人出庭应诉率达到{c}%，行政诉讼“双下降”成效明显。
（二）优化政务服务。深入推进“放管服”改革，{d}项事项实现“一网通办”，取消证明事项{b}项。依据《中华人民共和国行政复议法》办理案件。
（三）{extra}
二、存在的不足和原因
行政复议应诉力量仍然不足，基层执法人员业务培训还要加强。
三、党政主要负责人履行推进法治建设第一责任人职责情况
主要负责人定期听取法治政府建设汇报，研究解决重大问题。
四、下一年度主要安排
继续建设行政执法监督平台，减少入企检查次数。完善“府院联动”机制，推动矛盾纠纷源头化解。
五、其他需要报告的情况
无。
"""
GLOSSARY = (
    "名词解释\n1.“双下降”：指行政诉讼案件数量和败诉率都比上一年下降。"
    "\n2.“一网通办”：指打通不同部门的信息系统，群众只需操作一个办事系统。\n"
)
EXTRA = (
    "建成综合性政务服务大厅，企业登记窗口首批进驻。", "开通流动办税车，为偏远村庄的群众上门办理业务。", "上线非现场执法监管平台，减少入企检查次数。",
    "在三个街道设立基层立法联系点，收集群众意见。", "推行“两所一庭”联合调处，化解纠纷36件。",
)  # fmt: skip
PAGES = {"about": "关于本站", "method": "方法说明", "help": "使用帮助", "accessibility": "无障碍声明"}
PLACES = (("河南省/漯河市", "漯河市"), ("云南省/昆明市/西山区", "昆明市西山区"), ("福建省/厦门市", "厦门市"))
TERMS = {
    "双下降": (
        "aliases: [行政诉讼“双下降”]\nsee_also: [一网通办, 府院联动]\nmetrics:"
        " [litigation-loss-rate]\nindicators: ['2019:1']"
    ),
    "一网通办": "see_also: [双下降]\ncategory: 政务服务",
    "放管服改革": "aliases: [“放管服”改革, 放管服]\ncategory: 政务服务",
    "府院联动": "see_also: [双下降]",
    "公示": "category: 公开",
    "公式": "category: 公开",
    "行政复议": "avoid: [行政复议法]",
    "第一责任人": "status: 待释",
}


@cache
def _compiled(
    templates: tuple[tuple[str, str], ...], compile_templates: Callable[[dict[str, str]], dict[str, bytes]]
) -> dict[str, bytes]:
    return compile_templates(dict(templates))


def share_pure_work() -> None:
    """Let all builds of this process share what depends on nothing they change: the compiled templates and
    the registry. Half of a cold build."""
    if places.build_registry is not _REGISTRY:
        return
    whole = render.compile_templates
    render.compile_templates = lambda templates: _compiled(tuple(sorted(templates.items())), whole)
    places.build_registry = lru_cache(maxsize=8)(_REGISTRY)


_REGISTRY = places.build_registry


def report(
    name: str, year: int, number: int = 31, extra: str = EXTRA[0], glossary: str = "", issuer: str = ""
) -> bytes:
    """The text of a made annual report. `number` sets its figures."""
    head = HEAD.format(
        title=f"{name}{year}年度法治政府建设情况报告",
        date=f"{year + 1}-03-{number % 28 + 1:02d}",
        issuer=issuer or f"{name}人民政府",
    )
    figures = {"a": number * 3 + 20, "b": number * 2 + 10, "c": 60 + number % 40, "d": number + 5}
    return (head + BODY.format(year=year, name=name, extra=extra, **figures) + glossary).encode()


def term(name: str, head: str = "", explanation: str = "指一项**工作机制**，依据公开文件整理。") -> bytes:
    """A glossary file."""
    text = "" if "待释" in head else f"{explanation}\n"
    return f"---\nterm: {name}\n{head}\nsources: [某办法]\n---\n{text}".encode()


def _dictionary() -> dict[str, bytes]:
    """A part of the repository's metrics and framework, as their files are written."""
    metrics = yaml.safe_load((ROOT / "content/indicators/metrics.yml").read_text(encoding="utf-8"))
    metrics["metrics"] = [each for each in metrics["metrics"] if each["id"] in METRICS]
    framework = yaml.safe_load((ROOT / "content/indicators/2019.yml").read_text(encoding="utf-8"))
    framework["levels"] = framework["levels"][:INDICATORS]
    for level in framework["levels"]:
        level["groups"] = level["groups"][:2]
        for group in level["groups"]:
            group["indicators"] = group["indicators"][:2]
    numbers = {
        f"2019:{row['number']}"
        for level in framework["levels"]
        for group in level["groups"]
        for row in group["indicators"]
    }
    for metric in metrics["metrics"]:
        metric["framework"] = [each for each in metric.get("framework", []) if each in numbers] or ["2019:1"]
    dump = {"indicators/metrics.yml": metrics, "indicators/2019.yml": framework}
    return {
        path: yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode()
        for path, value in dump.items()
    }


def content() -> dict[str, bytes]:
    """The content of the small project: path below content/ → bytes."""
    files = _dictionary()
    for position, (folder, name) in enumerate(PLACES):
        for year in (2023, 2024)[: 2 if position < 2 else 1]:
            files[f"reports/{folder}/{year}.txt"] = report(
                name, year, 11 * position + year % 10, EXTRA[position], GLOSSARY if position == 0 else ""
            )
    files[f"reports/{PLACES[1][0]}/2024.yml"] = b"source_url: https://www.example.gov.cn/2024\n"
    for name, head in TERMS.items():
        files[f"glossary/{name}.md"] = term(name, head)
    rule = "deadlines:\n  - {last_day: 03-31, source: 某规定第二十四条}\n"
    files["places.yml"] = (
        "areas:\n  - {name: 演示新区, host: 410000, slug: henan-demo}\nplaces:\n  - {code: 411100,"
        f" former_slugs: [tahe]}}\n{rule}".encode()
    )
    files["redirects.yml"] = b"glossary/fangguanfugaige-old/: glossary/fangguanfugaige/\n"
    for page in PAGES:
        files[f"pages/{page}.md"] = f"# {PAGES[page]}\n\n本站公开年度报告。\n".encode()
    return files


class Built(Struct, frozen=True):
    """The outcome of one build."""

    result: Result
    site: dict[str, bytes]


class Project:
    """A folder with the small project. `like` gives the frames of another one's run of MkDocs."""

    def __init__(self, folder: Path, files: dict[str, bytes], like: "Project | None" = None) -> None:
        share_pure_work()
        self.folder, self.files = folder, {}
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.copytree(ROOT / "themes", folder / "themes")
        shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
        self.put(files)
        if like:
            self.cache.mkdir(parents=True)
            shutil.copytree(like.cache / "frame", self.cache / "frame")
            shutil.copy(like.cache / "frames.msgpack", self.cache / "frames.msgpack")

    @property
    def cache(self) -> Path:
        return self.folder / ".cache/site-builder"

    @property
    def store(self) -> Path:
        return self.cache / "store.db"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def put(self, files: dict[str, bytes]) -> None:
        """Make the content folder hold exactly these files."""
        content = self.folder / "content"
        for path in self.files.keys() - files.keys():
            (content / path).unlink()
            parent = (content / path).parent
            while parent != content and not any(parent.iterdir()):
                parent.rmdir()
                parent = parent.parent
        for path, data in files.items():
            if self.files.get(path) != data:
                (content / path).parent.mkdir(parents=True, exist_ok=True)
                (content / path).write_bytes(data)
        self.files = dict(files)

    def build(self) -> Built:
        """One build in this process, with a mass removal confirmed as the message asks; whatever else it raises is
        raised."""
        loaded = load_config(self.folder / "mkdocs.yml", workers=1)
        try:
            result = build(loaded.config, loaded.problems)
        except BuildFailed as refused:
            asked = _CONFIRM.search(str(refused))
            if asked is None:
                raise
            result = build(structs.replace(loaded.config, confirm_removals=int(asked[1])), loaded.problems)
        return Built(result, files_of(self.site))

    def forget(self) -> None:
        """The next build is a cold one, with the frames as they are."""
        shutil.rmtree(self.site, ignore_errors=True)
        for each in self.cache.iterdir() if self.cache.exists() else ():
            if each.name not in ("frame", "frames.msgpack"):
                shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()


def files_of(folder: Path) -> dict[str, bytes]:
    """Everything published."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


_CONFIRM = re.compile(r"--confirm-removals (\d+)")
_LINK = re.compile(rb"<[a-z][^<>]*?\s(?:href|src)=\"?([^\"#?>\s]+)")
"""Of a tag: a script may speak of an address too"""


def dead_links(site: dict[str, bytes]) -> set[tuple[str, str]]:
    """(page, link) of every link inside the site that leads to no file of it."""
    found = set()
    for path, data in site.items():
        if not path.endswith(".html") or path == "404.html":
            continue
        for link in set(_LINK.findall(data)):
            target = link.decode("utf-8", "replace").replace("&amp;", "&")
            if re.match(r"[a-z]+:|//", target) or not target:
                continue
            parts = [] if target.startswith("/") else path.split("/")[:-1]
            for part in target.split("/"):
                if part == "..":
                    parts = parts[:-1]
                elif part not in ("", "."):
                    parts.append(part)
            there = "/".join(parts)
            if there not in site and f"{there}/index.html".lstrip("/") not in site:
                found.add((path, target))
    return found


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Paths that are not the same in two sites."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
