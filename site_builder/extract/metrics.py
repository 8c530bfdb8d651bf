"""Which metric a number belongs to: by the words in its clause, at most one, none when two readings are equally good.

The clause of a number reaches from the stop before it to the stop after it, less what belongs to its neighbours. The wording with most matched
characters wins, then the one nearest to the number; a tie between two metrics is reported as doubt and assigns none.
"""

import re
from bisect import bisect_left

from site_builder.extract.quantities import Found
from site_builder.extract.tools import Rule, Tools
from site_builder.model.span import Span

Hit = tuple[int, int, int]
"""(word id, start, end)"""
STOPS = re.compile(r"[，,;；:：。！？!?\n|]")
LONGEST_CLAUSE = 80
"""Characters on each side of the number that may decide: longer clauses are lists or damaged text."""


def clauses(text: str, sentence: Span, found: list[Found]) -> list[tuple[int, int]]:
    """For each quantity of one sentence the range of its clause."""
    stops = [sentence.start - 1, *(m.start() for m in STOPS.finditer(text, sentence.start, sentence.end)), sentence.end]
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


def assign(tools: Tools, one: Found, clause: tuple[int, int], hits: list[Hit], words: set[int]) -> tuple[str, str]:
    """Metric id and reason (the words that matched, or the two metrics that tied); `words` are the ids present in the whole sentence."""
    near = [h for h in hits if h[1] >= clause[0] and h[2] <= clause[1]]
    if not near:
        return "", ""
    best: dict[str, tuple[tuple[int, int], str]] = {}
    for word in {h[0] for h in near}:
        for rule in tools.rules.get(word, ()):
            if one.kind in rule.kinds and (not rule.units or one.unit in rule.units) and rule.metric:
                score = _score(rule, one, near, words)
                if score is not None and (rule.metric not in best or score[0] > best[rule.metric][0]):
                    best[rule.metric] = (score[0], "、".join(tools.words[w] for w in score[1]))
    if not best:
        return "", ""
    ranked = sorted(best.items(), key=lambda item: item[1][0], reverse=True)
    if len(ranked) > 1 and ranked[0][1][0] == ranked[1][1][0]:
        return "", f"两可：{tools.metrics[ranked[0][0]].name}、{tools.metrics[ranked[1][0]].name}"
    return ranked[0][0], ranked[0][1][1]


def _score(rule: Rule, one: Found, near: list[Hit], words: set[int]) -> tuple[tuple[int, int], list[int]] | None:
    """((matched characters, −distance of the farthest word), matched words) or None if the rule does not apply."""
    if rule.none and any(h[0] in rule.none for h in near):
        return None
    if any(choice.isdisjoint(words) for choice in rule.sentence):
        return None
    total, distance, matched = 0, 0, []
    for choice in rule.near:
        found = [h for h in near if h[0] in choice and (not rule.after or h[1] >= one.end)]
        if not found:
            return None
        hit = max(found, key=lambda h: (h[2] - h[1], -_gap(one, h)))
        total += 2 * (hit[2] - hit[1])
        distance = max(distance, _gap(one, hit))
        matched.append(hit[0])
    for choice in rule.sentence:
        total += 1
        matched.append(min(choice & words))
    return (total, -distance), matched


def _gap(one: Found, hit: Hit) -> int:
    return one.start - hit[2] if hit[2] <= one.start else hit[1] - one.end
