"""What a number, a citation or a check of a report is."""

from site_builder.vocabulary.words import Vocabulary


class QuantityKind(Vocabulary):
    """What a number measures."""

    COUNT = "count", "数量"
    PERCENT = "percent", "比率"
    PERCENT_POINT = "percent_point", "百分点"
    MONEY = "money", "金额"
    RANK = "rank", "位次"
    DURATION = "duration", "时长"
    AREA = "area", "面积"
    MULTIPLE = "multiple", "倍数"
    FREQUENCY = "frequency", "频次"


class Bound(Vocabulary):
    """What the words beside a number mean for a comparison; `word` is what stands before a number that is not
    exact."""

    EXACT = "exact", "", "确数"
    AT_LEAST = "at_least", "不低于", "下限"
    AT_MOST = "at_most", "不高于", "上限"
    ABOUT = "about", "约", "约数"


class Role(Vocabulary):
    """What a number or a sentence says: what was achieved in the year, or something else. NONE: not decided."""

    ACHIEVEMENT = "achievement", "本年情况"
    TARGET = "target", "目标或计划", "目标"
    COMPARISON = "comparison", "比较"
    OTHER_PARTY = "other_party", "他方数据", "他方"
    DEFINITION = "definition", "定义"
    RULE = "rule", "规定"
    PROBLEM = "problem", "不足"
    NONE = "", "未判定"


class Change(Vocabulary):
    """Which end of a change or of a range a number is. NONE: a plain level."""

    UP = "up", "上升"
    DOWN = "down", "下降"
    FROM = "from", "变动前的水平", "变动前后"
    TO = "to", "变动后的水平", "变动前后"
    RANGE_LOW = "range_low", "这一范围的下限", "范围两端"
    RANGE_HIGH = "range_high", "这一范围的上限", "范围两端"
    NONE = "", "水平值"


class CitationKind(Vocabulary):
    """What a cited document is, by its name."""

    LAW = "law", "法律"
    REGULATION = "regulation", "行政法规"
    RULE = "rule", "规章"
    PARTY = "party", "党内法规和文件"
    PLAN = "plan", "规划、纲要"
    LOCAL = "local", "地方性法规和文件"
    DOCUMENT = "document", "其他文件"


class CheckKind(Vocabulary):
    """What arithmetic was checked."""

    SUM = "sum", "合计"
    RATE = "rate", "比率"
    RESTATED = "restated", "前后两年"


class Operator(Vocabulary):
    """How a threshold compares, with the sign that is shown. NONE: the text states none."""

    NOT_BELOW = ">=", "≥", "不低于"
    NOT_ABOVE = "<=", "≤", "不高于"
    EQUAL = "=", "=", "等于"
    ABOVE = ">", ">", "高于"
    BELOW = "<", "<", "低于"
    NONE = "", "", "没有写明"
