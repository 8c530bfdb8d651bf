"""The sources of glossary entries: records in the head of each file, completed from
`content/glossary/sources.yml`.

A law cited by many entries is described once, in `sources.yml`: when it is amended, one line is mended. A
bare title in a head is the short form of a record with nothing but the title.
"""

from pathlib import Path

from msgspec import Struct, structs

from site_builder.files.plain import in_the_way
from site_builder.files.staff_text import read_words
from site_builder.files.yaml_lines import YamlDocument, read_yaml
from site_builder.files.yaml_records import sound_part
from site_builder.model.terms import Source
from site_builder.problems import Problem

DOCUMENTS = "sources.yml"
SHARED = ("number", "issuer", "date", "url", "checked", "compared", "state", "replaced_by")
"""What belongs to the document and not to the place in it"""


class SourceHead(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of a source, in the head of a glossary file and in `sources.yml`."""

    title: str
    number: str = ""
    issuer: str = ""
    date: str = ""
    article: str = ""
    quote: str = ""
    url: str = ""
    checked: str = ""
    compared: str = ""
    state: str = ""
    replaced_by: str = ""


class _Documents(Struct, frozen=True, forbid_unknown_fields=True):
    """`sources.yml`."""

    documents: tuple[SourceHead, ...] = ()


def read_documents(folder: Path) -> tuple[dict[str, Source], tuple[Problem, ...]]:
    """Title → the document as `sources.yml` of a glossary folder describes it, and what is wrong there; none
    without such a file."""
    path, name = folder / DOCUMENTS, f"glossary/{DOCUMENTS}"
    if in_the_way(folder, DOCUMENTS)[0] or not path.is_file():  # a link is told by whoever reads the folder
        return {}, ()
    text, problems = read_words(path, name)
    if problems:
        return {}, tuple(problems)
    document = read_yaml(text, name)
    listed, wrong = sound_part(document, _Documents, name)
    found: dict[str, Source] = {}
    twice = []
    for index, head in enumerate(listed.documents if listed else ()):
        line = document.line(("documents", index))
        if bare(head.title) in found:
            twice.append(Problem("G638", name, line, head.title))
        found.setdefault(bare(head.title), _source(head, line))
    return found, (*document.problems, *wrong, *twice)


def spelt_out(document: YamlDocument) -> YamlDocument:
    """The head of a glossary file with every source as a record: `- 《某法》` is short for `- title:
    《某法》`."""
    value = document.value
    if not (isinstance(value, dict) and isinstance(value.get("sources"), list)):
        return document
    records = [{"title": each} if isinstance(each, str) else each for each in value["sources"]]
    return structs.replace(document, value={**value, "sources": records})


def with_lines(heads: tuple[SourceHead, ...], document: YamlDocument) -> tuple[Source, ...]:
    """The sources of a head, each with its line."""
    return tuple(_source(head, document.line(("sources", index))) for index, head in enumerate(heads))


def completed(sources: tuple[Source, ...], documents: dict[str, Source]) -> tuple[Source, ...]:
    """The sources with what `sources.yml` knows of the document; what a file states itself stands."""
    return tuple(_completed(source, documents.get(bare(source.title))) for source in sources)


def _completed(source: Source, document: Source | None) -> Source:
    if document is None:
        return source
    missing = {key: getattr(document, key) for key in SHARED if not getattr(source, key)}
    return structs.replace(source, title=document.title, **missing)


def bare(title: str) -> str:
    """A title without the marks around it. >>> bare("《行政复议法》") → 行政复议法."""
    inner = title.strip()
    return (
        inner[1:-1] if inner.startswith("《") and inner.endswith("》") and inner.count("《") == 1 else inner
    )


def _source(head: SourceHead, line: int) -> Source:
    return Source(**{key: value.strip() for key, value in structs.asdict(head).items()}, line=line)
