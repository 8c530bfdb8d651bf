"""Which pairs of characters occur in Chinese: from the text at hand, a list of common words, and the words
that head sections of these reports.

Only used to rank readings of damaged titles for a person to decide on; nothing is decided by it.
"""

from functools import cache
from operator import add

from site_builder.text.readers.opencc_converter import simple_forms

HEADING_WORDS = (
    "更高站位 更优品质 更实举措 更大力度 更严标准 更强合力 更新理念 更好服务 高站位 高标准 高质量 高水平"
    " 高起点 高效率 统筹推进 统筹谋划 提升质效 提质增效 立法质效 深化执法 深化改革 完善应急 完善制度 完善机制"
    " 健全制度 健全机制 健全体系 优化政府 优化职能 优化营商 优化服务 规范决策 规范执法 规范权力 严格规范"
    " 公正文明 强化监督 强化制约 强化统筹 强化领导 强化保障 强化宣传 加强领导 加强党的 加强监督 加强制度"
    " 加强培训 加强执法 坚持党的 坚持依法 坚持以 聚焦重点 聚焦程序 创新机制 创新多元 创新方式 落实责任"
    " 落实制度 推进依法 推进法治 推动落实 全面履行 全面推进 全面落实 全面提升 扎实推进 持续推进 持续深化"
    " 持续优化 持续提升 有效化解 依法化解 化解矛盾 防范风险 科学立法 科学决策 民主决策 依法决策 行政复议"
    " 行政应诉 行政执法 政务公开 政务服务 法治政府 法治建设 法治宣传 法治保障 推行行政 全面履行 全面提高"
    " 强化行政 健全行政 政府建设 政府工作 行政机关 行政决策 责任制 增强意识 增强能力 提高水平 提高能力"
    " 提升能力 提升水平 压实责任 夯实基础 培养人才 培育文化 突出重点 切实加强 切实履行 积极推进 积极开展"
    " 大力推进 着力提升 着力打造"
)


@cache
def _heading_pairs() -> frozenset[str]:
    return frozenset(word[at : at + 2] for word in HEADING_WORDS.split() for at in range(len(word) - 1))


@cache
def _word_pairs() -> frozenset[str]:
    """Pairs inside the 47,000 words that pypinyin knows. Loaded only when a damaged title must be ranked (0.3
    s)."""
    from pypinyin.phrases_dict import phrases_dict

    return frozenset(word[at : at + 2] for word in phrases_dict for at in range(len(word) - 1))


def pairs_of(text: str) -> frozenset[str]:
    """All pairs of neighbouring characters of a text, in Simplified form."""
    plain = text.translate(simple_forms())
    return frozenset(map(add, plain, plain[1:]))


class BigramFrequency(dict[str, float]):
    """Pair of neighbouring characters → how strange it is: 0 in headings of these reports, little in the text
    at hand, more in the dictionary, else 1."""

    def __init__(self, text: frozenset[str]) -> None:
        super().__init__()
        self.text = text

    def __missing__(self, pair: str) -> float:
        forms = simple_forms()
        first, second = pair[0], pair[1]
        plain = forms.get(ord(first), first) + forms.get(
            ord(second), second
        )  # five times as fast as str.translate
        self[pair] = found = (
            0.0
            if plain in _heading_pairs()
            else 0.1
            if plain in self.text
            else 0.4
            if plain in _word_pairs()
            else 1.0
        )
        return found

    def knows(self, pair: str) -> bool:
        """Does the pair occur anywhere?"""
        return self[pair] < 1

    def share(self, words: str) -> float:
        """The share of neighbouring pairs of `words` that occur somewhere; 1.0 for a single character."""
        last = len(words) - 1
        return [self.knows(words[at : at + 2]) for at in range(last)].count(True) / last if last > 0 else 1.0

    def strangeness(self, words: str) -> float:
        """The sum over all neighbouring pairs."""
        return sum(self[words[at : at + 2]] for at in range(len(words) - 1))
