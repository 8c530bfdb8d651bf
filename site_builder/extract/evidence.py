"""Which sentences speak to which level-3 indicator: by phrases kept beside the indicator, with the matched words shown."""

from site_builder.extract.tools import Tools


def indicators_of(tools: Tools, words: set[int]) -> list[tuple[str, tuple[str, ...]]]:
    """(indicator key, matched words, longest first) for the word ids of one sentence, in the order of the framework, each indicator once."""
    found: dict[int, set[int]] = {}
    alone, cues, names = tools.alone, tools.cues, tools.words
    for word in words & tools.cue_words:
        for indicator in alone.get(word, ()):
            found.setdefault(indicator, set()).add(word)
        for cue in cues.get(word, ()):
            for choice in cue.rest:  # three of four cues called up end here: the test stands in the loop because a call costs more than it
                if choice.isdisjoint(words):
                    break
            else:
                if cue.none.isdisjoint(words):
                    found.setdefault(cue.indicator, set()).update(cue.words & words)
    keys = tools.indicators
    return [(keys[indicator], tuple([names[w] for w in sorted(found[indicator])])) for indicator in sorted(found)]
