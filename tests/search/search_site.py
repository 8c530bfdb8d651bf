"""A site of nothing but search: documents made of plain lines, the index over them, one page, and a server on
this machine."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader

from site_builder.model.corpus import Corpus, ReportCard, SiteIdentity
from site_builder.model.facts import Document, Facts
from site_builder.model.indicators import Dictionary, Metric
from site_builder.model.places import Place, PlaceRegistry
from site_builder.model.report import DocumentMetadata, Paragraph, Report, Section, Sourced
from site_builder.model.span import Span
from site_builder.model.terms import Term
from site_builder.search import build, names, segment

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "themes/portal/assets"
ROLE_OF = {"成效": "measures", "不足": "problems", "安排": "arrangements", "第一责任人": "responsibility"}
PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>搜索</title><link rel="icon" href="data:,">
{% include "partials/search_head.html" %}<link rel="stylesheet" href="../assets/search.css">
<form class="site-search" role="search" action="../search/" data-search><input id="site-q" name="q" type="search" aria-label="搜索">
<div id="site-q-list" data-search-list hidden></div></form>
<main><div id="search-page" data-search-page="../" hidden></div><p data-search-offline hidden>不能全文搜索</p><h2 id="indexes">按目录查找</h2></main>
<script src="../assets/search-loader.js" defer></script>"""


def stated(value: str | int | None) -> Sourced:
    return Sourced(value, "text" if value is not None else "unknown")


def document(
    text: str,
    title: str,
    place: str = "411100",
    name: str = "漯河市",
    year: int | None = 2024,
    kind: str = "annual_report",
) -> Document:
    """Every line a paragraph; a line that begins with # is a section heading."""
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    start = number = 0
    for line, content in enumerate(text.split("\n"), 1):
        span = Span(start, start + len(content))
        if content.startswith("#"):
            role = next((role for word, role in ROLE_OF.items() if word in content), "")
            index = len(sections)
            sections.append(
                Section(index, -1, 1, "", content.removeprefix("#"), f"s{index + 1}", span, line, role)
            )
            number = 0
        elif content.strip():
            number += 1
            anchor = f"s{len(sections)}-p{number}" if sections else f"p{number}"
            paragraphs.append(Paragraph(anchor, len(sections) - 1, span, line))
        start += len(content) + 1
    none = stated(None)
    head = DocumentMetadata(
        stated(kind), stated("five_part"), stated(title), stated(name + "人民政府"), stated(place), name, "", "city", stated(year), none, none, none, none, none,
        none, none, none,
    )  # fmt: skip
    digest = sha256(text.encode("utf-8", "replace")).hexdigest()
    report = Report(
        "x.txt",
        digest,
        "utf-8",
        text,
        (),
        (),
        head,
        tuple(sections),
        tuple(paragraphs),
        (),
        (),
        (),
        (),
        (),
        "",
        "",
        (),
    )
    return Document(report, Facts((), (), (), (), (), ()))


def card(key: str, made: Document) -> ReportCard:
    head = made.report.head
    digest = sha256(msgspec.msgpack.encode(made)).hexdigest()
    return ReportCard(
        key,
        "x.txt",
        made.report.sha256,
        head,
        str(head.place.value or ""),
        head.year.value,
        (),
        len(made.report.text),
        0,
        0,
        0,
        (),
        digest,
    )  # type: ignore[arg-type]


def corpus(
    documents: dict[str, Document],
    terms: tuple[Term, ...] = (),
    places: tuple[Place, ...] = (),
    metrics: tuple[Metric, ...] = (),
) -> Corpus:
    cards = tuple(card(key, made) for key, made in sorted(documents.items()))
    registry = PlaceRegistry({place.code: place for place in places}, {}, "2023-06-30")
    portal = SiteIdentity("试验", "", "", "independent")
    return Corpus(portal, cards, registry, terms, Dictionary(metrics, (), ()), (), {}, ())


def term(name: str, slug: str, pinyin: str, aliases: tuple[str, ...] = ()) -> Term:
    return Term(name, slug, pinyin, pinyin[0].upper(), aliases, None, ())


def place(code: str, name: str, parent: str, slug: str, full: str = "") -> Place:
    return Place(code, name, "city", parent, slug, full or name, "")


def write_index(
    site: Path, whole: Corpus, documents: dict[str, Document], limits: build.IndexLimits | None = None
) -> dict[str, int]:
    """Write all files of the index; returns path → bytes."""
    written: dict[str, int] = {}
    parts = build.segments(whole.cards, limits)
    records = {key: segment.read_record(segment.index_document(made, key)) for key, made in documents.items()}
    artifacts = [build.manifest_artifact(parts), *names.names_artifacts(whole)]
    for part in parts:
        artifacts += build.segment_artifacts(part, (records[key] for key in part.keys))
    for artifact in artifacts:
        target = site / artifact.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(artifact.data)
        written[artifact.path] = len(artifact.data)
    return written


def write_page(site: Path) -> None:
    """The search page and the assets, as the theme puts them."""
    (site / "search").mkdir(parents=True, exist_ok=True)
    theme = Environment(loader=FileSystemLoader(ASSETS.parent), autoescape=True)
    theme.filters["url"] = lambda address: f"../{address}"
    (site / "search/index.html").write_text(theme.from_string(PAGE).render(), encoding="utf-8")
    (site / "assets").mkdir(exist_ok=True)
    for asset in ASSETS.glob("search*"):
        (site / "assets" / asset.name).write_bytes(asset.read_bytes())


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    protocol_version = "HTTP/1.1"
    # head and body are two writes: the second would wait 40 ms for the browser's acknowledgement of the first
    disable_nagle_algorithm = True

    def log_message(self, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # with the usual 5, the six connections of a browser may find the queue full, and wait 200 ms and more
    request_queue_size = 64


@contextmanager
def serve(folder: Path, handler: Callable[..., Any] = QuietHandler) -> Iterator[str]:
    """The address of the folder, served on this machine."""
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
