"""Which sentences speak to which level-3 indicator: by phrases kept beside the indicator, with the matched words shown."""

from site_builder.extract.tools import Cue, Tools


def indicators_of(tools: Tools, words: set[int]) -> list[tuple[str, tuple[str, ...]]]:
    """(indicator key, matched words, longest first) for the word ids of one sentence, in the order of the framework, each indicator once."""
    found: dict[tuple[int, str], set[int]] = {}
    for word in words & tools.cue_words:
        for cue in tools.cues[word]:
            matched = _matched(cue, words) if cue.all or cue.none else {word}
            if matched:
                key = (cue.order, cue.indicator)
                found[key] = found[key] | matched if key in found else matched
    names = tools.words
    return [(key[1], tuple([names[w] for w in sorted(found[key])])) for key in sorted(found)]


def _matched(cue: Cue, words: set[int]) -> set[int] | None:
    """The words that decided, or None: every entry of `all`, one of `any`, none of `none`."""
    out: set[int] = set()
    for choice in cue.all:
        hit = choice & words
        if not hit:
            return None
        out |= hit
    if cue.any:
        hit = cue.any & words
        if not hit:
            return None
        out |= hit
    return out if cue.none.isdisjoint(words) else None
