"""The documents that reports cite, gathered over the collection: one entry per title, with the kinds and 文号
it is cited with."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import TypeVar

from site_builder.model.corpus import Traces
from site_builder.model.history import CitedSource
from site_builder.text.readers.slugs import slug
from site_builder.vocabulary import CitationKind

W = TypeVar("W", bound=str)
_SAME = str.maketrans("（）：，“”‘’", "():,\"\"''")
MAX_SOURCE_SLUG_CHARS = 60
"""Characters of the readable part of an address: file systems allow 255 bytes, and nobody reads more."""


def work_name(title: str) -> str:
    """What two ways of citing one document have in common: no 中华人民共和国 in front, no blanks, half-width
    signs.

    >>> work_name("中华人民共和国行政复议法"), work_name("法治政府建设实施纲要（2021—2025年）")
    ('行政复议法', '法治政府建设实施纲要(2021-2025年)')
    """
    name = (
        "".join(title.split())
        .translate(_SAME)
        .replace("—", "-")
        .replace("–", "-")
        .replace("～", "-")
        .replace("~", "-")
    )
    short = name.removeprefix("中华人民共和国")
    return short if short and short != name else name


def work_slug(title: str) -> str:
    """Address part of a cited document. It ends in four signs of a hash: titles that only sound alike must
    not share a page.

    >>> work_slug("行政复议法") == work_slug("中华人民共和国行政复议法"), work_slug("行政复议法")
    (True, 'xingzhengfuyifa-5a91')
    """
    name = work_name(title)
    return f"{slug(name)[:MAX_SOURCE_SLUG_CHARS].strip('-')}-{sha256(name.encode()).hexdigest()[:4]}"


def gather_works(traces: Iterable[Traces]) -> tuple[CitedSource, ...]:
    """One entry per cited document, sorted by pinyin. The title shown is the one cited most often, the longer
    one if two are level."""
    titles: dict[str, Counter[str]] = {}
    kinds: dict[str, Counter[CitationKind]] = {}
    numbers: dict[str, Counter[str]] = {}
    pinyin: dict[str, str] = {}
    for trace in traces:
        for cited in trace.cited:
            address = cited.slug
            pinyin[address] = cited.pinyin
            titles.setdefault(address, Counter())[cited.title] += 1
            kinds.setdefault(address, Counter())[cited.kind] += 1
            if cited.number:
                numbers.setdefault(address, Counter())[cited.number] += 1
    works = []
    for address, names in titles.items():
        named = _commonest(names)
        works.append(
            CitedSource(
                address,
                named[0],
                pinyin[address],
                _commonest(kinds[address])[0],
                _commonest(numbers.get(address, Counter())),
                named,
            )
        )
    return tuple(sorted(works, key=lambda work: (work.pinyin, work.title)))


def _commonest(counts: Counter[W]) -> tuple[W, ...]:
    """The words counted, most frequent first; of two that are level the longer one."""
    return tuple(sorted(counts, key=lambda word: (-counts[word], -len(word), word)))
