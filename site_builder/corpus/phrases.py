"""What two passages have in common: shingles for likeness, and shared phrases that a reader can check with their own eyes.

Words that every report uses in every sentence (推进, 加强, 进一步 …) are taken out first, so that two passages are never held together by them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct

SHINGLE = 4
LONGEST = 40
"""Characters of a shared phrase: longer ones are shown cut, and no text can make the search for them slow."""
MOST = 12
"""Shared phrases shown, and passages looked at closely for one sentence: those that share most pieces."""
STOCK = (
    "习近平新时代中国特色社会主义思想", "习近平法治思想", "党的二十大", "党的十九大", "全面依法治国", "法治政府建设", "法治政府", "法治建设", "依法行政", "依法治国", "坚持以", "为指导",
    "进一步", "高质量", "常态化", "规范化", "制度化", "法治化", "全过程", "全覆盖", "示范创建", "行政执法", "行政机关", "县级以上", "各级各部门", "各地各部门", "工作人员", "领导干部", "体制机制", "工作机制",
    "持续", "深入", "全面", "扎实", "不断", "切实", "着力", "大力", "积极", "充分", "认真", "严格", "有效", "有力", "加快", "继续", "推进", "推动", "加强", "强化", "提升", "提高", "完善",
    "健全", "落实", "贯彻", "开展", "实施", "优化", "深化", "规范", "促进", "建立", "构建", "抓好", "做好", "组织", "推行", "打造", "聚焦", "围绕", "统筹", "牵头", "工作", "建设", "机制", "制度", "体系", "水平", "能力", "力度", "质量",
    "问题", "方面", "情况", "不足", "存在", "有待", "仍需", "尚需", "不够", "需要", "还需", "一些", "部分", "个别", "相关", "有关", "重点", "领域", "任务", "作用", "发挥",
    "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "下一步", "我市", "我县", "我区", "全市", "全县", "全区", "全省", "市政府", "县政府", "区政府",
    "矛盾纠纷", "党政主要负责人", "主要负责人", "部署要求", "坚持依法", "法治队伍", "人民群众", "各级党委", "贯彻执行", "应知应会", "常务会议", "专题会议",
)  # fmt: skip
"""Stock words of reports, looked up longest first. Read off the five documents; a word that says what is done (复议, 调解, 立法) must not stand here."""

KEPT = ("规范性文件", "合法性审核", "合法性审查", "营商环境", "体制改革", "应急能力")
"""Words that hold a stock word and must stay whole."""

_BREAK = re.compile(r"[^㐀-鿿A-Za-z0-9]+")
_MARKS = re.compile(r"[^㐀-鿿A-Za-z0-9\0]+")
_NUMBER = re.compile(r"\d[\d,.]*%?")
_NUMERALS = re.compile(r"[一二三四五六七八九十百千万两]+(?=[件次项条个名人场份起宗部月年])")
_BETWEEN = "\0"
"""Stands between texts that are worked on together: in no text, and no pattern reaches over it"""


class Phrased(Struct, frozen=True, dict=True):
    """A text made ready to be searched for phrases that another has too."""

    text: str
    bare: str
    """Without quotation marks"""
    runs: str
    """Its content runs, a bar between them"""
    grams: frozenset[str]
    """The four-character pieces of all of them"""

    @cached_property
    def where(self) -> dict[str, list[int]]:
        """Piece → where it stands in `runs`."""
        places: dict[str, list[int]] = {}
        for at in range(len(self.runs) - SHINGLE + 1):
            places.setdefault(self.runs[at : at + SHINGLE], []).append(at)
        return places


def masked(sentence: str) -> str:
    """A sentence without blanks and marks, all numbers made alike: what stays when only the figures change.

    >>> masked("全年办理复议案件56件。") == masked("全年办理复议案件1,203件；")
    True
    """
    return masked_all([sentence])[0]


def masked_all(sentences: Iterable[str]) -> list[str]:
    """Many sentences at once: one pass of each pattern over a whole report."""
    together = _BETWEEN.join(each.replace(_BETWEEN, " ") for each in sentences)
    return _MARKS.sub("", _NUMBER.sub("0", _NUMERALS.sub("0", together))).split(_BETWEEN)


def content_runs(text: str) -> list[str]:
    """The runs of a text between marks and stock words that are long enough to be a phrase.

    >>> content_runs("进一步加强行政复议工作，全面推行“双随机、一公开”监管")
    ['行政复议', '一公开监管']
    """
    return next(_content_runs([text]))


def _content_runs(texts: Iterable[str]) -> Iterator[list[str]]:
    """The content runs of each text; the stock words of all are looked up in one pass."""
    together = _NUMBER.sub("|", _BETWEEN.join(text.replace("“", "").replace("”", "").replace(_BETWEEN, " ") for text in texts))
    parts: list[str] = []
    end = 0
    for number, start, stop in _stock().find_matches_as_indexes(together):
        if number >= len(KEPT):
            parts.append(together[end:start])
            end = stop
    parts.append(together[end:])
    for cut in "|".join(parts).split(_BETWEEN):
        yield [run for run in _BREAK.split(cut) if len(run) >= SHINGLE]


@cache
def _stock() -> AhoCorasick:
    """All stock words, those to be kept first; where several begin the longest is found."""
    return AhoCorasick((*KEPT, *STOCK), matchkind=MatchKind.LeftmostLongest)


def phrased(texts: Sequence[str]) -> list[Phrased]:
    """Each text with its content runs and their pieces."""
    return [
        Phrased(
            text,
            text.replace("“", "").replace("”", ""),
            "|".join(runs),
            frozenset(run[i : i + SHINGLE] for run in runs for i in range(len(run) - SHINGLE + 1)),
        )
        for text, runs in zip(texts, _content_runs(texts), strict=False)
    ]


def _hits(one: Phrased, pieces: frozenset[str]) -> list[int]:
    """Where in the runs of the one text a piece of the other stands."""
    where = one.where
    return [at for piece in one.grams & pieces for at in where[piece]]


def at_most(one: Phrased, other: Phrased) -> int:
    """What the lengths of the shared phrases, less three each, cannot exceed: found without finding the phrases."""
    return len(_hits(one, other.grams))


def shared_phrases(one: Phrased, other: Phrased) -> tuple[str, ...]:
    """The longest stretches of the one text's content runs that the other text also has, longest first, at most 40 characters each."""
    runs, bare = one.runs, other.bare
    hits = sorted(_hits(one, other.grams))
    found: dict[str, None] = {}
    done = number = 0
    while number < len(hits):
        start = last = hits[number]
        number += 1
        while number < len(hits) and hits[number] == last + 1 and last + SHINGLE - start < LONGEST:
            last += 1
            number += 1
        done = last + SHINGLE
        while runs[start:done] not in bare and done - start > SHINGLE:  # its pieces stand there, but not all in a row
            done -= 1
        found[runs[start:done]] = None
        number = bisect_left(hits, done)
    if len(found) < 2:
        return tuple(found)
    longest = sorted(found, key=lambda phrase: (-len(phrase), one.text.find(phrase)))[:MOST]
    return tuple(phrase for index, phrase in enumerate(longest) if not any(phrase in longer for longer in longest[:index]))
