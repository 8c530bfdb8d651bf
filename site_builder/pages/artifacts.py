"""Every data file of the site: those of one job, made beside its page, and the tables of the whole
collection, joined from shares.

`companions` belongs to a page: same job, same inputs, so the same stored result can stand in for both.
`artifacts` are the files of the whole collection; the large ones are streams, never held whole.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from msgspec import Struct

from site_builder.model.corpus import Corpus, Inputs, Job
from site_builder.model.page import Artifact
from site_builder.pages.exports.cells import header
from site_builder.pages.exports.document import encode_record, explain_record
from site_builder.pages.exports.document_columns import INDICATORS, METRICS, QUANTITIES
from site_builder.pages.exports.listings import places_csv, reports_csv, reports_json, terms_json
from site_builder.pages.exports.package import csvw, datapackage
from site_builder.pages.exports.place_record import place_record
from site_builder.pages.exports.table_rows import metric_lines
from site_builder.pages.shared import urls
from site_builder.pages.shared.indexes import Indexes, build_indexes
from site_builder.vocabulary import PageName


class Stream(Struct, frozen=True):
    """A file of the site that is too large to be held: its chunks are made as they are written. May be read
    once."""

    path: str
    chunks: Iterator[bytes]

    @property
    def data(self) -> bytes:
        """All of it at once, for small collections and tests."""
        return b"".join(self.chunks)


def companions(job: Job, inputs: Inputs, indexes: Indexes) -> tuple[Artifact, ...]:
    """The data files that go with a page: the record of a report, the record of a place. Empty for other
    kinds."""
    if job.kind == PageName.REPORT and job.key in inputs.documents:
        names = {
            term.slug: term.name for slug in indexes.cards[job.key].terms if (term := indexes.terms.get(slug))
        }
        document = inputs.documents[job.key]
        record = explain_record(
            document, inputs.mentions.get(job.key, ()), indexes.corpus.places, names, job.key
        )
        return (Artifact(urls.report_data(job.key), encode_record(record)),)
    if job.kind == PageName.PLACE:
        return (
            Artifact(
                urls.place_data(indexes.corpus.places.by_code[job.key].slug),
                encode_record(place_record(job.key, inputs.story, indexes)),
            ),
        )
    return ()


def artifacts(corpus: Corpus) -> Iterator[Artifact]:
    """The smaller data files of the whole collection."""
    indexes = build_indexes(corpus)
    yield Artifact("data/reports.csv", reports_csv(indexes))
    yield Artifact("data/reports.json", reports_json(indexes))
    yield Artifact("data/places.csv", places_csv(indexes))
    yield Artifact("data/terms.json", terms_json(indexes))
    yield Artifact("data/datapackage.json", datapackage(indexes))
    yield Artifact("data/csv-metadata.json", csvw(indexes))


def tables(metrics: tuple[str, ...], shares: Callable[[str], Iterable[bytes]]) -> Iterator[Stream]:
    """The large ones. `shares` gives one part of what `export_share` made of each document, by its name, in
    order of report key; `metrics` are those of the dictionary."""
    yield Stream(f"data/{QUANTITIES.path}", chain([header(QUANTITIES)], shares("quantities")))
    yield Stream(
        f"data/{METRICS.path}",
        chain([header(METRICS)], (metric_lines(part, metrics) for part in shares("metrics"))),
    )
    yield Stream(f"data/{INDICATORS.path}", chain([header(INDICATORS)], shares("indicators")))
