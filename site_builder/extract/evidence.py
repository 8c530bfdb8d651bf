"""Which sentences speak to which level-3 indicator: by phrases kept beside the indicator, with the matched words shown."""

from site_builder.extract.tools import Cue, Tools


def indicators_of(tools: Tools, words: set[int]) -> list[tuple[str, tuple[str, ...]]]:
    """(indicator key, matched words) for the word ids of one sentence, in the order of the framework, each indicator once."""
    found: dict[tuple[int, str], set[int]] = {}
    for word in words:
        for cue in tools.cues.get(word, ()):
            matched = _matched(cue, words)
            if matched:
                found.setdefault((cue.order, cue.indicator), set()).update(matched)
    return [(key, tuple(sorted({tools.words[w] for w in ids}, key=lambda w: (-len(w), w)))) for (_, key), ids in sorted(found.items())]


def _matched(cue: Cue, words: set[int]) -> set[int]:
    """The words that decided, or nothing: every entry of `all`, one of `any`, none of `none`."""
    if cue.none and not cue.none.isdisjoint(words):
        return set()
    any_found = cue.any & words
    if cue.any and not any_found:
        return set()
    out = set(any_found)
    for choice in cue.all:
        hit = choice & words
        if not hit:
            return set()
        out |= hit
    return out
