"""Records of documents → files of the index: which segments there are, the files of one segment, and the
manifest that names them.

    search/index.json                    manifest: the segments and where the other files are
    search/<years>.<digest>/info.bin     per report: place, year, kind, number of passages, name of its texts
    search/<years>.<digest>/<nnn>.bin    shards of the postings
    search/text/<ab>/<name>-<n>.bin      passages of one report, fetched for the results that are shown
    search/fold.bin, names.bin, titles-<letter>.bin     see `names`

All but the manifest are zlib-compressed by us (`DecompressionStream("deflate")`): static hosts differ in what
they compress.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from deflate import zlib_compress
from msgspec import Struct

from site_builder.model.corpus import ReportCard
from site_builder.model.page import Artifact
from site_builder.search.segment import DocumentRecord, with_one_text
from site_builder.text.readers.fold import plain_forms

INDEX_FORMAT = 1
"""Raise when any file of the index changes its form: every digest changes with it."""


class IndexLimits(Struct, frozen=True):
    """How the index is cut. The defaults make about six files per report at 1,000 reports and keep a first
    query under 150 kB."""

    shard_bytes: int = 4_000
    """Wanted size of a shard, compressed: what a query pays per bigram and segment."""
    max_shards: int = 1_024
    """Per segment. Fewer files, larger fetches."""
    share: float = 0.45
    """A segment holds at most this part of the collection: publishing one report rewrites one segment, and
    postings are two fifths of the index."""
    least_reports: int = 256
    """… but a small collection is not cut into crumbs: below this a segment is never split."""
    most_reports: int = 4_096
    """… and a nation's year is."""

    one_text: bool = False
    """One text file per report instead of one per `segment.BLOCK_CHARACTERS`: a result then costs 9 kB
    instead of 3.5."""


def limits_for(reports: int, files: int) -> IndexLimits:
    """Limits that keep the index within so many files, for hosts that count them (0: any number): first
    larger shards, then one text file per report.

    >>> [(limits.max_shards, limits.one_text) for limits in (limits_for(1_000, files) for files in (0, 8_000, 5_000, 2_000))]
    [(1024, False), (256, False), (64, False), (64, True)]

    Counts reports in powers of two, so that a growing collection is seldom cut anew. Below one file per
    report there is no way: a text is what a result is verified against. A collection of very long reports may
    still exceed the number.
    """
    if files <= 0:
        return IndexLimits()
    count = 1 << max(0, reports - 1).bit_length()
    one_text = files < 4 * count
    spare = max(0, files - (1 if one_text else 4) * count - 40)
    shards = 1 << max(4, (spare // 8).bit_length() - 1)
    return IndexLimits(max_shards=min(shards, IndexLimits().max_shards), one_text=one_text)


class Segment(Struct, frozen=True):
    """A part of the collection with postings of its own: some report years, or a share of one large year."""

    name: str
    """`2019-2021.8d1f03a2`: also its folder. The digest in it makes sure that files of two builds are never
    mixed, in no cache."""
    years: tuple[int, ...]
    """Report years in it, ascending; 0 stands for unknown"""
    keys: tuple[str, ...]
    """Of its reports, in the order in which `segment_artifacts` wants their records."""
    bits: int
    """It has `1 << bits` shards."""
    one_text: bool
    digest: str


def segments(cards: Sequence[ReportCard], limits: IndexLimits | None = None) -> tuple[Segment, ...]:
    """How the collection falls into segments, oldest first. Years are joined from the oldest on, so that new
    reports touch only the last segment."""
    limits = limits or IndexLimits()
    most = _most_reports(len(cards), limits)
    years: dict[int, list[ReportCard]] = {}
    for card in sorted(cards, key=lambda card: (card.place, card.year or 0, card.key)):
        years.setdefault(card.year or 0, []).append(card)
    out: list[Segment] = []
    group: list[ReportCard] = []
    for year in sorted(years):
        if group and len(group) + len(years[year]) > most:
            out += _split(group, most, limits)
            group = []
        group += years[year]
    return (*out, *(_split(group, most, limits) if group else ()))


def _most_reports(total: int, limits: IndexLimits) -> int:
    """Reports per segment: few segments make few fetches. In steps of an eighth to a quarter, so that a
    growing collection is seldom cut anew."""
    wanted = int(total * limits.share)
    step = 1 << max(0, wanted.bit_length() - 3)
    return min(max(wanted // step * step, limits.least_reports), limits.most_reports)


def _split(group: list[ReportCard], most: int, limits: IndexLimits) -> list[Segment]:
    """One segment, or several if a single year is too large: then by a hash of the key, which leaves a report
    where it is when others come."""
    parts = 1 << max(0, -(-len(group) // most) - 1).bit_length()
    shares: list[list[ReportCard]] = [[] for _ in range(parts)]
    for card in group:
        shares[zlib.crc32(card.key.encode()) & parts - 1].append(card)
    return [_segment(share, limits) for share in shares if share]


def _segment(cards: list[ReportCard], limits: IndexLimits) -> Segment:
    years = tuple(sorted({card.year or 0 for card in cards}))
    told = [
        INDEX_FORMAT,
        limits.shard_bytes,
        limits.max_shards,
        limits.one_text,
        *((card.key, card.digest, card.place, card.year, card.head.title.value) for card in cards),
    ]
    digest = sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
    wanted = (
        sum(card.characters for card in cards) * 0.6 / limits.shard_bytes
    )  # compressed postings: 0.4 to 0.8 bytes per character of report
    bits = max(0, min(round(wanted), limits.max_shards) - 1).bit_length()
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]}-{years[-1]}"
    return Segment(
        f"{span}.{digest[:8]}", years, tuple(card.key for card in cards), bits, limits.one_text, digest
    )


def segment_artifacts(segment: Segment, records: Iterable[DocumentRecord]) -> Iterator[Artifact]:
    """The files of one segment: texts as the records come, then shards and info. Raises ValueError if the
    records are not those of `keys`."""
    from site_builder.search.postings import (
        Inverter,
    )  # numpy takes 0.1 s to import: an unchanged segment never needs it

    inverter = Inverter(segment.bits)
    info = _Info()
    for number, record in enumerate(records):
        if number >= len(segment.keys) or record.key != segment.keys[number]:
            raise ValueError(f"segment {segment.name}: record {number} is {record.key}")
        record = with_one_text(record) if segment.one_text else record
        info.add(record)
        inverter.add(record.text, record.roles)
        for part, block in enumerate(record.blocks):
            yield Artifact(f"search/text/{record.name[:2]}/{record.name[2:]}-{part}.bin", block)
    if len(info.lines) != len(segment.keys):
        raise ValueError(f"segment {segment.name}: {len(info.lines)} records, {len(segment.keys)} expected")
    folder = f"search/{segment.name}/"
    for number, data in enumerate(inverter.shards()):
        yield Artifact(f"{folder}{number:x}.bin", data)
    yield Artifact(f"{folder}info.bin", info.data())


class _Info:
    """Columns of the info file: one value per report, in the order of the segment."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.place: list[int] = []
        self.year: list[int] = []
        self.kind: list[int] = []
        self.lines: list[int] = []
        self.starts: list[list[int]] = []
        self.names: list[str] = []

    def add(self, record: DocumentRecord) -> None:
        self.place.append(self.places.setdefault(record.place, len(self.places)))
        self.year.append(record.year)
        self.kind.append(record.kind)
        self.lines.append(len(record.roles))
        self.starts.append(list(record.starts[1:]))
        self.names.append(record.name)

    def data(self) -> bytes:
        told = {
            "places": list(self.places), "place": self.place, "year": self.year, "kind": self.kind, "lines": self.lines, "starts": self.starts,
            "names": "".join(self.names),
        }  # fmt: skip
        return packed(told)


def packed(value: object) -> bytes:
    """A value as compressed JSON, the form of all small files of the index."""
    return bytes(zlib_compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 12))


def manifest_artifact(parts: Sequence[Segment]) -> Artifact:
    """`search/index.json`, the one file that is asked for anew each time: newest segment first, and the small
    part of the folding table."""
    plain = plain_forms()
    told = {
        "format": INDEX_FORMAT,
        "segments": [
            {
                "name": s.name,
                "first": next(filter(None, s.years), 0),
                "last": s.years[-1],
                "reports": len(s.keys),
                "bits": s.bits,
            }
            for s in reversed(parts)
        ],
        "years": sorted({year for s in parts for year in s.years if year}, reverse=True),
        "fold": ["".join(map(chr, plain)), "".join(plain.values())],
    }
    return Artifact("search/index.json", json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())
