"""One document → its record in the index: the passages as text files ready to publish, and what the segment
needs to invert them."""

import json
import zlib
from collections.abc import Iterator
from hashlib import sha256

import msgspec
from deflate import zlib_compress
from msgspec import Struct

from site_builder.model.facts import Document
from site_builder.search.passages import SEARCHED_KINDS, SearchPassage, one_line, passages, title_of
from site_builder.text.readers.fold import han_forms, han_letters

BLOCK_CHARACTERS = 3_600
"""A text file holds about so many characters (3.5 kB compressed): one result costs one file, a report of
9,000 characters is three files."""
TEXT_LEVEL = 4
"""Of libdeflate, for the texts. Measured on 40 reports of 10,000 characters: 0.11 ms a report, where level 1
of zlib takes 0.17 and is 3.6 % larger, and level 6 of zlib 0.22 for half a percent less. Whatever zlib an
interpreter was built with, the bytes are the same."""


class DocumentRecord(Struct, frozen=True, array_like=True):
    """What the index keeps per report between builds. Everything heavy in it is already in the form in which
    it is published."""

    key: str
    place: str
    year: int
    kind: int
    text: bytes
    """The passages, each ended by a line feed, UTF-16-LE: what is folded and inverted, one line per passage
    """
    roles: bytes
    """One number of passages.ROLES per passage"""
    starts: tuple[int, ...]
    """Number of the first passage of each text file"""
    name: str
    """Name of the text files, from their content: an index never meets a text of another build"""
    blocks: tuple[bytes, ...]


def index_document(document: Document, key: str, block_characters: int = BLOCK_CHARACTERS) -> bytes:
    """The encoded record of one document (`DocumentRecord`); `key` is the report's key, its address under
    reports/."""
    return msgspec.msgpack.encode(document_record(document, key, block_characters))


def read_record(data: bytes) -> DocumentRecord:
    """A record as `index_document` encoded it."""
    return _RECORD_DECODER.decode(data)


def with_one_text(record: DocumentRecord) -> DocumentRecord:
    """The record with all its passages in one file. Its name is another: what a browser has kept under the
    first name is not the same file."""
    parts = [zlib.decompress(block).decode("utf-16-le").partition("\n") for block in record.blocks]
    heads = [json.loads(head) for head, _, _ in parts]
    whole = {
        **heads[0],
        "a": [a for head in heads for a in head["a"]],
        "r": [r for head in heads for r in head["r"]],
    }
    data = "\n".join([_HEAD.encode(whole).decode(), *(text for _, _, text in parts)]).encode("utf-16-le")
    name = sha256(f"{record.name} in one".encode()).hexdigest()[:12]
    return msgspec.structs.replace(record, starts=(0,), name=name, blocks=(_pressed(data),))


_RECORD_DECODER = msgspec.msgpack.Decoder(DocumentRecord)


def document_record(document: Document, key: str, block_characters: int = BLOCK_CHARACTERS) -> DocumentRecord:
    """The record of one document, from its passages and its head."""
    head = document.report.head
    year = head.year.value if isinstance(head.year.value, int) else 0
    about: dict[str, str | int] = {
        "k": key,
        "t": one_line(title_of(document.report)),
        "p": head.place_name,
        "y": year,
    }
    return make_record(
        passages(document),
        about,
        str(head.place.value or ""),
        SEARCHED_KINDS.index(head.document_kind),
        block_characters,
    )


def make_record(
    found: list[SearchPassage], about: dict[str, str | int], place: str, kind: int, block_characters: int
) -> DocumentRecord:
    """Texts are cut into files at passage borders; each file repeats what a result shows of its report, so
    that one file makes one result."""
    cuts = list(_cuts(found, block_characters))
    coded = [
        "".join([f"{p.text}\n" for p in found[start:end]]).encode("utf-16-le", "replace")
        for start, end in cuts
    ]
    text = b"".join(coded)
    shown = {**about, "f": _folds(f"{about['t']}\n{text.decode('utf-16-le')}")}
    heads = [
        _HEAD.encode(
            {
                **shown,
                "n": start,
                "a": [p.anchor for p in found[start:end]],
                "r": [p.role for p in found[start:end]],
            }
        )
        for start, end in cuts
    ]
    return DocumentRecord(
        key=str(about["k"]),
        place=place,
        year=int(about["y"]),
        kind=kind,
        text=text,
        roles=bytes(p.role for p in found),
        starts=tuple(start for start, _ in cuts),
        name=sha256(b"".join([*heads, text])).hexdigest()[:12],
        blocks=tuple(
            _pressed(f"{head.decode()}\n".encode("utf-16-le") + data[:-2])
            for head, data in zip(heads, coded, strict=True)
        ),
    )


_HEAD = msgspec.json.Encoder()


def _pressed(data: bytes) -> bytes:
    return bytes(zlib_compress(data, TEXT_LEVEL))


def _folds(text: str) -> str:
    """The characters of the text that the large folding table changes, each followed by its form: the browser
    need not fetch the table to verify."""
    table = han_forms()
    return "".join([letter + table[ord(letter)] for letter in sorted(set(han_letters().findall(text)))])


def _cuts(found: list[SearchPassage], limit: int) -> Iterator[tuple[int, int]]:
    start = size = 0
    for number, passage in enumerate(found):
        if size and size + len(passage.text) > limit:
            yield start, number
            start, size = number, 0
        size += len(passage.text)
    yield start, len(found)
