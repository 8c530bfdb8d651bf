"""Which metric a number belongs to: by the words in its clause, at most one, none when two readings are equally good.

The clause of a number reaches from the stop before it to the stop after it, less what belongs to its neighbours. The wording with most matched
characters wins, then the one nearest to the number; a tie between two metrics is reported as doubt and assigns none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from site_builder.extract.quantities import Found
from site_builder.extract.tools import Rule, Tools
from site_builder.model.span import Span

Hit = tuple[int, int, int]
"""(word id, start, end)"""
TIE = "两可："
"""Begins the reason of a number that two metrics fit equally well: it belongs to neither."""
STOPS = re.compile(r"[，,;；:：。！？!?\n|]")
NO_METRIC = ("", "")
Score = tuple[tuple[int, int], list[int]]
"""((matched characters, −distance of the farthest word), matched words)"""
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


def nearby(hits: list[Hit], ranges: list[tuple[int, int]], origin: int) -> Iterator[list[Hit]]:
    """For each clause the words that lie in it: both come in the order of the text, so one walk finds them, whatever the length of the sentence.

    `hits` are the dictionary words of the sentence that starts at `origin`, in order of their ends.
    """
    first, total = 0, len(hits)
    for start, end in ranges:
        left, right = start - origin, end - origin
        while first < total and hits[first][2] < left:
            first += 1
        at, found = first, []
        while at < total and hits[at][2] <= right:
            if hits[at][1] >= left:
                found.append(hits[at])
            at += 1
        yield found


def assign(tools: Tools, one: Found, origin: int, near: list[Hit], words: set[int]) -> tuple[str, str]:
    """Metric id and reason (the words that matched, or the two metrics that tied).

    `near` are the dictionary words of its clause, `words` the ids of those in the sentence that starts at `origin`.
    """
    rules = tools.rules.get(one.kind)
    if rules is None:
        return NO_METRIC
    start, end = one.start - origin, one.end - origin
    close = {hit[0] for hit in near}
    best: dict[str, Score] = {}
    for word in close:
        for rule in rules.get(word, ()):
            if not rule.units or one.unit in rule.units:
                score = _score(rule, start, end, near, close, words)
                if score is not None and (rule.metric not in best or score[0] > best[rule.metric][0]):
                    best[rule.metric] = score
    if not best:
        return NO_METRIC
    if len(best) == 1:
        ((metric, score),) = best.items()
        return metric, "、".join([tools.words[w] for w in score[1]])
    (metric, score), (other, second) = sorted(best.items(), key=lambda item: item[1][0], reverse=True)[:2]
    if score[0] == second[0]:
        return "", f"{TIE}{tools.metrics[metric].name}、{tools.metrics[other].name}"
    return metric, "、".join([tools.words[w] for w in score[1]])


def _score(rule: Rule, start: int, end: int, near: list[Hit], close: set[int], words: set[int]) -> Score | None:
    """The score of a rule for the number at `start` to `end`, or None if the rule does not apply."""
    for choice in rule.near:
        if choice.isdisjoint(close):
            return None
    if not rule.none.isdisjoint(close):
        return None
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
        if gap > distance:
            distance = gap
        matched.append(which)
    matched += [min(choice & words) for choice in rule.sentence]
    return (total, -distance), matched
