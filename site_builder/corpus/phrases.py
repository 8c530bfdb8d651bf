"""What two passages have in common: shingles for likeness, and shared phrases that a reader can check with their own eyes.

Words that every report uses in every sentence (推进, 加强, 进一步 …) are taken out first, so that two passages are never held together by them.
"""

import re
from collections.abc import Iterable, Sequence

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

_STOCK = re.compile("|".join(sorted((*STOCK, *KEPT), key=len, reverse=True)))
_BREAK = re.compile(r"[^㐀-鿿A-Za-z0-9]+")
_NUMBER = re.compile(r"\d[\d,.]*%?")
_NUMERALS = re.compile(r"[一二三四五六七八九十百千万两]+(?=[件次项条个名人场份起宗部月年])")


def masked(sentence: str) -> str:
    """A sentence without blanks and marks, all numbers made alike: what stays when only the figures change.

    >>> masked("全年办理复议案件56件。") == masked("全年办理复议案件1,203件；")
    True
    """
    return _BREAK.sub("", _NUMBER.sub("0", _NUMERALS.sub("0", sentence)))


def shingles(text: str) -> frozenset[str]:
    """All runs of four characters; a shorter text is one shingle."""
    return frozenset(text[i : i + SHINGLE] for i in range(len(text) - SHINGLE + 1)) or frozenset((text,))


def content_runs(text: str) -> list[str]:
    """The runs of a text between marks and stock words that are long enough to be a phrase.

    >>> content_runs("进一步加强行政复议工作，全面推行“双随机、一公开”监管")
    ['行政复议', '一公开监管']
    """
    cut = _STOCK.sub(_kept_or_cut, _NUMBER.sub("|", text.replace("“", "").replace("”", "")))
    return [run for run in _BREAK.split(cut) if len(run) >= SHINGLE]


def _kept_or_cut(match: re.Match[str]) -> str:
    return match[0] if match[0] in KEPT else "|"


def grams(text: str) -> frozenset[str]:
    """The four-character pieces of all content runs."""
    return frozenset(run[i : i + SHINGLE] for run in content_runs(text) for i in range(len(run) - SHINGLE + 1))


def shared_phrases(text: str, other_grams: frozenset[str], other: str) -> tuple[str, ...]:
    """The longest stretches of the text's content runs that the other text also has, longest first, at most 40 characters each."""
    bare = other.replace("“", "").replace("”", "")
    found: dict[str, None] = {}
    for run in content_runs(text):
        start = 0
        while start + SHINGLE <= len(run):
            end = start + SHINGLE
            if run[start:end] not in other_grams:
                start += 1
                continue
            while end < len(run) and end - start < LONGEST and run[end - SHINGLE + 1 : end + 1] in other_grams:
                end += 1
            while run[start:end] not in bare and end - start > SHINGLE:  # its pieces stand there, but not all in a row
                end -= 1
            found[run[start:end]] = None
            start = end
    longest = sorted(found, key=lambda phrase: (-len(phrase), text.find(phrase)))[:MOST]
    return tuple(phrase for index, phrase in enumerate(longest) if not any(phrase in longer for longer in longest[:index]))


class Postings:
    """Piece → the passages that hold it. Pieces of more than `common` passages are passed over: they would make the work quadratic and prove nothing."""

    def __init__(self, pieces: Sequence[frozenset[str]], common: int = 40) -> None:
        self.common = common
        self._lists: dict[str, list[int]] = {}
        for number, each in enumerate(pieces):
            for piece in each:
                self._lists.setdefault(piece, []).append(number)

    def frequency(self, piece: str) -> int:
        """In how many passages a piece stands."""
        return len(self._lists.get(piece, ()))

    def overlaps(self, pieces: Iterable[str]) -> dict[int, int]:
        """Passage → how many of the pieces it holds."""
        counts: dict[int, int] = {}
        for piece in pieces:
            holders = self._lists.get(piece, ())
            if len(holders) <= self.common:
                for number in holders:
                    counts[number] = counts.get(number, 0) + 1
        return counts

    def nearest(self, pieces: Iterable[str], first: int | None = None) -> list[int]:
        """The passages that hold most of the pieces, at most twelve, best first; with `first` only those before that number."""
        counts = {number: count for number, count in self.overlaps(pieces).items() if first is None or number < first}
        return sorted(counts, key=lambda number: (-counts[number], number))[:MOST]
