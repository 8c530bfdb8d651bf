"""Against plain text search: what the browser finds through the index is what stands in the passages, no more
and no less."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from patience import PATIENCE
from search_site import ROOT, corpus, document, serve, write_index, write_page

from site_builder.model.facts import Document
from site_builder.search.build import IndexLimits
from site_builder.search.passages import passages
from site_builder.text.readers.fold import fold

FIND = """async ([base, phrases]) => {
  const { SearchIndex } = await import(base + 'assets/search-index.js');
  const index = (globalThis.kept ??= await new SearchIndex(base + 'search/').open());
  const out = [];
  for (const phrase of phrases) {
    const found = await index.search(phrase);
    while (found.waiting.length) await index.search('', {}, found);
    const lines = [];
    for (const hit of found.hits) {
      await index.verify(hit, found.query, Infinity);
      for (const passage of hit.passages) lines.push(`${hit.about.k} ${passage.line}`);
    }
    const candidates = found.hits.reduce((sum, hit) => sum + hit.lines.length, 0);
    out.push([lines, found.query.exact, candidates]);
  }
  return out;
}"""


def texts() -> dict[str, Document]:
    found: dict[str, Document] = {}
    for number, path in enumerate(sorted((ROOT / "content/reports").rglob("*.txt"))):
        text = path.read_bytes().decode("utf-8", "replace").replace("\r", "")
        found[f"place{number}/{2020 + number}"] = document(
            text, f"{path.stem}年报告{number}", year=2020 + number
        )
    return found


def lines_of(documents: dict[str, Document]) -> list[tuple[str, str]]:
    return [
        (f"{key} {number}", p.text)
        for key, made in documents.items()
        for number, p in enumerate(passages(made))
    ]


def phrases_of(lines: list[tuple[str, str]], count: int, seed: int) -> list[str]:
    """Stretches of 1–12 characters; what has a meaning of its own in a query (spaces, a leading minus,
    enclosing quotes) is not a phrase."""
    chance = random.Random(seed)
    found: list[str] = []
    while len(found) < count:
        text = chance.choice(lines)[1]
        length = chance.randint(1, 12)
        start = chance.randrange(max(1, len(text) - length + 1))
        phrase = text[start : start + length]
        if (
            phrase
            and not any(c.isspace() for c in phrase)
            and phrase[0] not in "-－"
            and not (phrase[0] in '“「『"' and phrase[-1] in '”」』"')
        ):
            found.append(phrase)
    return found


def absent_phrases(lines: list[tuple[str, str]], count: int, seed: int) -> list[str]:
    """Shuffled stretches: characters of the texts in an order that stands nowhere."""
    chance = random.Random(seed)
    everything = "\n".join(fold(text) for _, text in lines)
    found: list[str] = []
    while len(found) < count:
        letters = list(phrases_of(lines, 1, chance.randrange(1 << 30))[0])
        chance.shuffle(letters)
        phrase = "".join(letters)
        if len(phrase) > 1 and fold(phrase) not in everything and phrase[0] not in '-－“"':
            found.append(phrase)
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, Document]]]:
    folder = tmp_path_factory.mktemp("oracle")
    documents = texts()
    assert len(documents) == 5
    write_index(
        folder / "portal", corpus(documents), documents, IndexLimits(shard_bytes=2_000, least_reports=2)
    )
    write_page(folder / "portal")
    with serve(folder) as address:
        yield address + "portal/", documents


@pytest.mark.browser
def test_phrases_are_found_where_they_stand_and_nowhere_else(
    chromium: Any, site: tuple[str, dict[str, Document]]
) -> None:
    address, documents = site
    lines = lines_of(documents)
    folded = [(where, fold(text)) for where, text in lines]
    phrases = phrases_of(lines, 500, 7) + absent_phrases(lines, 200, 8)
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address + "search/")
    for phrase, (found, exact, candidates) in zip(
        phrases, page.evaluate(FIND, [address, phrases]), strict=True
    ):
        expected = {where for where, text in folded if fold(phrase) in text}
        assert set(found) == expected, phrase
        assert len(found) == len(expected), phrase
        assert candidates >= len(expected)
        if exact:
            assert candidates == len(expected), f"counted as certain: {phrase}"
    page.close()
