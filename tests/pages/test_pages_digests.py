"""What a page shows is in its digest: everything the corpus holds is changed, one thing at a time, and no
page may change with its digest standing still.

A page whose digest is the same is not made again. So this is what makes an incremental build the same as a
clean one, whatever a view reads.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
import pages_corpus as made
import pytest
from msgspec.structs import replace

from site_builder.model.corpus import Corpus, Inputs, Job
from site_builder.pages.artifacts import companions
from site_builder.pages.plan import BY_NAME, plan
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import View
from site_builder.pages.shared.head_tags import head
from site_builder.pages.shared.indexes import Indexes, build_indexes
from site_builder.vocabulary import Vocabulary

TERMS = (made.OTHER_TERM.slug, made.TERM.slug)
CARDS = (
    made.card("411100", 2024, "2025-02-27", terms=TERMS),
    made.card("411100", 2023, "2024-04-02", terms=TERMS),
    made.card("411100", 2021, terms=TERMS),
    made.card("410300", 2020, kind="plan", title="某市工作方案", terms=TERMS),
    made.card("530112", 2017, "2018-03-26", terms=TERMS),
    made.card("", 2020, terms=TERMS),
)
EACH = len(CARDS)
"""Places of one shape (`cards/*/head/title/value`) that are changed, so that each document is: what one page shows may depend on any other"""
GENERAL = ("portal", "problems", "places", "dictionary")
"""Of these every page has a digest besides its own (`Recipes`, `Publication._code`), or none shows them"""
GIVEN = {"report": "works/"}
"""Kind of page → what it shows of the corpus that follows from its own document alone: a cited work has its
address from its title"""
Step = tuple[str | int, ...]


def changes(value: Any) -> Iterator[tuple[Step, Any]]:
    """(where, changed value) for everything in a record; what lies deeper is told by the steps to it."""
    match value:
        case msgspec.Struct():
            for name in value.__struct_fields__:
                for step, new in changes(getattr(value, name)):
                    yield (name, *step), replace(value, **{name: new})
        case dict():
            for key in value:
                yield ("-",), {k: v for k, v in value.items() if k != key}
                for step, new in changes(value[key]):
                    yield ("*", *step), {**value, key: new}
        case tuple():
            for at, item in enumerate(value):
                yield ("-",), (*value[:at], *value[at + 1 :])
                for step, new in changes(item):
                    yield ("*", *step), (*value[:at], new, *value[at + 1 :])
            if len(value) > 1:
                yield ("reversed",), value[::-1]
        case bool():
            yield (), not value
        case Vocabulary():
            members = list(type(value))
            yield (), members[(members.index(value) + 1) % len(members)]
        case str():
            yield (), value + ("x" if value.isascii() else "乙")
            if value:
                yield ("emptied",), ""
        case int() | Decimal():
            yield (), value + 1


def mutants(corpus: Corpus) -> list[tuple[str, Corpus]]:
    """The changed corpora: of each shape of place the first and the last few."""
    by_shape: dict[str, list[Corpus]] = {}
    for step, changed in changes(corpus):
        if step[0] not in GENERAL:
            by_shape.setdefault("/".join(map(str, step)), []).append(changed)
    return [
        (shape, each)
        for shape, found in by_shape.items()
        for each in (found if len(found) <= EACH else [*found[: EACH - 1], found[-1]])
    ]


def shown(job: Job, inputs: Inputs, indexes: Indexes) -> bytes:
    """All that a page and the files beside it are made from, besides templates and frame. The made story is that of one place: no other has it."""
    if job.story != "411100":
        inputs = replace(inputs, story=None)
    view: View = BY_NAME[job.kind].view(job, inputs, indexes)
    files = [each.data for each in companions(job, inputs, indexes)]
    return msgspec.msgpack.encode(
        (view, head(view.info, indexes), files), order="deterministic", enc_hook=str
    )


def recipe(job: Job, corpus: Corpus) -> str:
    """As `pipeline.render_pages.Recipes`: a document's digest is that of its card."""
    cards = {card.key: card for card in corpus.cards}
    return digest_of(job, [cards.get(key) for key in job.documents])


def holes(corpus: Corpus, store: made.Store) -> dict[str, set[str]]:
    """Kind of page → what it shows and its digest does not hold."""
    indexes = build_indexes(corpus)
    before = {job.url: (recipe(job, corpus), shown(job, store.inputs(job), indexes)) for job in plan(corpus)}
    found: dict[str, set[str]] = {}
    for shape, changed in mutants(corpus):
        try:
            now = build_indexes(changed)
            jobs = [job for job in plan(changed) if before.get(job.url, ("",))[0] == recipe(job, changed)]
        except (KeyError, ValueError, IndexError):  # such a corpus cannot be
            continue
        for job in jobs:
            try:
                same = shown(job, store.inputs(job), now) == before[job.url][1]
            except (KeyError, ValueError, IndexError):
                continue
            if not same and not shape.startswith(GIVEN.get(job.kind, "-")):
                found.setdefault(job.kind, set()).add(shape)
    return found


@pytest.mark.parametrize("rows_per_page", [300, 1], ids=["whole", "split"])
def test_no_page_changes_while_its_digest_stands_still(rows_per_page: int) -> None:
    corpus, store = made.full_corpus(
        *CARDS,
        portal=replace(made.PORTAL, rows_per_page=rows_per_page),
        redirects=(("places/tahe/", "places/luohe/"),),
    )
    assert holes(corpus, store) == {}
