"""Which metric a number belongs to: by the words in its clause, at most one, none when two readings are equally good.

The clause of a number reaches from the stop before it to the stop after it, less what belongs to its neighbours. The wording with most matched
characters wins, then the one nearest to the number; a tie between two metrics is reported as doubt and assigns none.
"""

import re
from bisect import bisect_left, bisect_right
from operator import itemgetter

from site_builder.extract.quantities import Found
from site_builder.extract.tools import Rule, Tools
from site_builder.model.span import Span

Hit = tuple[int, int, int]
"""(word id, start, end)"""
TIE = "两可："
"""Begins the reason of a number that two metrics fit equally well: it belongs to neither."""
STOPS = re.compile(r"[，,;；:：。！？!?\n|]")
_END = itemgetter(2)
LONGEST_CLAUSE = 80
"""Characters on each side of the number that may decide: longer clauses are lists or damaged text."""


def clauses(text: str, sentence: Span, found: list[Found]) -> list[tuple[int, int]]:
    """For each quantity of one sentence the range of its clause."""
    stops = [sentence.start - 1, *[m.start() for m in STOPS.finditer(text, sentence.start, sentence.end)], sentence.end]
    out: list[tuple[int, int]] = []
    last = len(found) - 1
    for i, one in enumerate(found):
        at = bisect_left(stops, one.start)
        left, right = stops[at - 1] + 1, stops[bisect_left(stops, one.end)]
        if i and found[i - 1].end > left:
            left = max(found[i - 1].end, text.rfind("、", found[i - 1].end, one.start) + 1)
        j = i
        while j < last and found[j + 1].start == found[j].end:
            j += 1
        if j < last and found[j + 1].start < right:
            right = found[j + 1].start
            mark = text.find("、", found[j].end, right)
            right = mark if mark >= 0 else right
        out.append((max(left, one.start - LONGEST_CLAUSE), min(right, one.end + LONGEST_CLAUSE)))
    return out


def assign(tools: Tools, one: Found, origin: int, clause: tuple[int, int], hits: list[Hit], words: set[int]) -> tuple[str, str]:
    """Metric id and reason (the words that matched, or the two metrics that tied).

    `hits` are the dictionary words of the sentence that starts at `origin`, in order of their ends, `words` their ids.
    """
    left, right = clause[0] - origin, clause[1] - origin
    first = bisect_left(hits, left, key=_END)
    near = [h for h in hits[first : bisect_right(hits, right, first, key=_END)] if h[1] >= left]
    if not near:
        return "", ""
    start, end = one.start - origin, one.end - origin
    best: dict[str, tuple[tuple[int, int], list[int]]] = {}
    for word in {h[0] for h in near}:
        for rule in tools.rules.get(word, ()):
            if one.kind in rule.kinds and (not rule.units or one.unit in rule.units):
                score = _score(rule, start, end, near, words)
                if score is not None and (rule.metric not in best or score[0] > best[rule.metric][0]):
                    best[rule.metric] = score
    if not best:
        return "", ""
    if len(best) == 1:
        ((metric, score),) = best.items()
        return metric, "、".join([tools.words[w] for w in score[1]])
    ranked = sorted(best.items(), key=lambda item: item[1][0], reverse=True)
    if len(ranked) > 1 and ranked[0][1][0] == ranked[1][1][0]:
        return "", f"{TIE}{tools.metrics[ranked[0][0]].name}、{tools.metrics[ranked[1][0]].name}"
    return ranked[0][0], "、".join(tools.words[w] for w in ranked[0][1][1])


def _score(rule: Rule, start: int, end: int, near: list[Hit], words: set[int]) -> tuple[tuple[int, int], list[int]] | None:
    """((matched characters, −distance of the farthest word), matched words) or None if the rule does not apply."""
    for choice in rule.sentence:
        if choice.isdisjoint(words):
            return None
    total, distance, matched = len(rule.sentence), 0, []
    for choice in rule.near:
        length, gap, which = 0, 0, -1
        for word, first, last in near:
            if word in choice and (not rule.after or first >= end):
                away = start - last if last <= start else first - end
                if last - first > length or (last - first == length and away < gap):
                    length, gap, which = last - first, away, word
        if which < 0:
            return None
        total += 2 * length
        distance = max(distance, gap)
        matched.append(which)
    if rule.none and any(h[0] in rule.none for h in near):
        return None
    matched += [min(choice & words) for choice in rule.sentence]
    return (total, -distance), matched
