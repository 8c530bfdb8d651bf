"""Words that every report uses in every sentence (推进, 加强, 进一步 …): they are taken out before passages
are compared, so that they never hold two together."""

from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

STOCK = (
    "习近平新时代中国特色社会主义思想", "习近平法治思想", "党的二十大", "党的十九大", "全面依法治国", "法治政府建设", "法治政府", "法治建设", "依法行政", "依法治国", "坚持以", "为指导",
    "进一步", "高质量", "常态化", "规范化", "制度化", "法治化", "全过程", "全覆盖", "示范创建", "行政执法", "行政机关", "县级以上", "各级各部门", "各地各部门", "工作人员", "领导干部", "体制机制", "工作机制",
    "持续", "深入", "全面", "扎实", "不断", "切实", "着力", "大力", "积极", "充分", "认真", "严格", "有效", "有力", "加快", "继续", "推进", "推动", "加强", "强化", "提升", "提高", "完善",
    "健全", "落实", "贯彻", "开展", "实施", "优化", "深化", "规范", "促进", "建立", "构建", "抓好", "做好", "组织", "推行", "打造", "聚焦", "围绕", "统筹", "牵头", "工作", "建设", "机制", "制度", "体系", "水平", "能力", "力度", "质量",
    "问题", "方面", "情况", "不足", "存在", "有待", "仍需", "尚需", "不够", "需要", "还需", "一些", "部分", "个别", "相关", "有关", "重点", "领域", "任务", "作用", "发挥",
    "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "下一步", "我市", "我县", "我区", "全市", "全县", "全区", "全省", "市政府", "县政府", "区政府",
    "矛盾纠纷", "党政主要负责人", "主要负责人", "部署要求", "坚持依法", "法治队伍", "人民群众", "各级党委", "贯彻执行", "应知应会", "常务会议", "专题会议",
)  # fmt: skip
"""Stock words of reports, looked up longest first. Read off the five documents; a word that says what is done
(复议, 调解, 立法) must not stand here."""

NEVER_STOCK_WORDS = ("规范性文件", "合法性审核", "合法性审查", "营商环境", "体制改革", "应急能力")
"""Words that hold a stock word and must stay whole."""


def stock_words(text: str) -> list[tuple[int, int, int]]:
    """Where the stock words of a text stand: (number of the word, start, end). A word to be kept hides those
    inside it and has a number below `len(NEVER_STOCK_WORDS)`.

    >>> text = "进一步优化营商环境，完善制度"
    >>> [text[start:end] for number, start, end in stock_words(text) if number >= len(NEVER_STOCK_WORDS)]
    ['进一步', '优化', '完善', '制度']
    """
    return _automaton().find_matches_as_indexes(text)


@cache
def _automaton() -> AhoCorasick:
    """All stock words, those to be kept first; where several begin the longest is found."""
    return AhoCorasick(
        (*NEVER_STOCK_WORDS, *STOCK), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
    )
