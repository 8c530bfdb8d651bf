"""Names that have a page of their own → what the search box suggests while one types, in Chinese or in
pinyin.

The files hold names and the readings of their characters, not spelled-out pinyin: the browser matches what is
typed against the readings, so that full pinyin (luohe), initials (lh), mixtures (luoh), and every reading of
a polyphone are found without being listed.
"""

from site_builder.model.corpus import Corpus, ReportCard
from site_builder.model.page import Artifact
from site_builder.search.build import packed
from site_builder.text.readers.fold import fold, han_forms
from site_builder.text.readers.polyphones import readings, readings_in
from site_builder.vocabulary import NameKind

Name = tuple[NameKind, str, str, str]
"""Kind, name, address, other names joined by line feeds"""
_METRIC_SIGNS = {"加": "plus-", "减": "minus-"}


def names_artifacts(corpus: Corpus) -> tuple[Artifact, ...]:
    """`search/names.bin` (places, terms, metrics, indicators; the tree of places for the filter),
    `search/titles-<letter>.bin` (titles of reports, by the first letter of their reading) and
    `search/fold.bin` (Traditional and variant characters)."""
    names = [*_places(corpus), *_terms(corpus), *_metrics(corpus), *_indicators(corpus)]
    told = {"names": names, "tree": _tree(corpus), "readings": readings_in(_words(names))}
    han = han_forms()
    table = {"fold": ["".join(map(chr, han)), "".join(han.values())]}
    return (
        Artifact("search/names.bin", packed(told)),
        *_titles(corpus.cards),
        Artifact("search/fold.bin", packed(table)),
    )


def _words(names: list[Name]) -> list[str]:
    return [word for _, name, _, others in names for word in (name, *others.split("\n"))]


def _places(corpus: Corpus) -> list[Name]:
    """Places with a report, each with its page, and the provinces above them, which the list of places has a
    heading for; in the order of their codes."""
    by_code = corpus.places.by_code
    own = {card.place for card in corpus.cards}
    places = [by_code[code] for code, _, parent in _tree(corpus) if code in own or parent not in by_code]
    return [
        (
            NameKind.PLACE,
            p.name,
            f"places/{p.slug}/" if p.code in own else f"places/#{p.slug}",
            "\n".join((p.full_name, *p.former)),
        )
        for p in places
    ]


def _terms(corpus: Corpus) -> list[Name]:
    return [
        (NameKind.TERM, term.name, f"glossary/{term.slug}/", "\n".join(term.aliases)) for term in corpus.terms
    ]


def _metrics(corpus: Corpus) -> list[Name]:
    return [
        (NameKind.METRIC, metric.name, f"metrics/{metric.id}/", "") for metric in corpus.dictionary.metrics
    ]


def _indicators(corpus: Corpus) -> list[Name]:
    """Level-3 indicators of every edition; their names are sentences, shown cut by the browser."""
    return [
        (
            NameKind.INDICATOR,
            f"{each.number} {each.text}",
            _indicator_address(framework.edition, each.number),
            group.name,
        )
        for framework in corpus.dictionary.frameworks
        for level1 in framework.levels
        for group in level1.groups
        for each in group.indicators
    ]


def _indicator_address(edition: str, number: str) -> str:
    for sign, spelled in _METRIC_SIGNS.items():
        number = number.replace(sign, spelled)
    return f"indicators/{edition}/{number}/"


def _tree(corpus: Corpus) -> list[tuple[str, str, str]]:
    """Code, name and parent of every place with a report and of all above them, for the place filter."""
    by_code = corpus.places.by_code
    wanted: set[str] = set()
    for card in corpus.cards:
        code = card.place
        while code in by_code and code not in wanted:
            wanted.add(code)
            code = by_code[code].parent
    return [(code, by_code[code].name, by_code[code].parent) for code in sorted(wanted)]


def _titles(cards: tuple[ReportCard, ...]) -> tuple[Artifact, ...]:
    """Titles by first letter: all 26 files and one for the rest, so that a missing file is always a fault."""
    shelves: dict[str, list[tuple[str, str]]] = {letter: [] for letter in "abcdefghijklmnopqrstuvwxyz0"}
    for card in cards:
        title = str(card.head.title.value or f"{card.head.place_name}{card.year or ''}")
        for letter in _first_letters(title):
            shelves[letter].append((title, f"reports/{card.key}/"))
    return tuple(
        Artifact(
            f"search/titles-{letter}.bin",
            packed({"titles": titles, "readings": readings_in([title for title, _ in titles])}),
        )
        for letter, titles in shelves.items()
    )


def _first_letters(title: str) -> set[str]:
    """The letters a title may be looked up under: one per reading of its first character.

    >>> sorted(_first_letters("长治市2024年法治政府建设年度报告")), _first_letters("《…》")
    (['c', 'z'], {'0'})
    """
    first = fold(title.lstrip("“《〈（("))[:1]
    letters = {reading[0] for reading in readings(first)} or {first}
    return {letter if len(letter) == 1 and "a" <= letter <= "z" else "0" for letter in letters}
