"""Why a number that has all the words of a metric may still not be it: it is a part, a difference, an example, or another subject came in between.

Wordings say what belongs to a metric; these tables say what belongs to none, whatever the metric. Sorting them out once here keeps them out of three
hundred wordings. Source of the rules: sentences of published reports marked by hand before the rules were run on them (tests/cases/extract/metrics.case).
"""

import re

from site_builder.extract.arrays import Alphabet

LONE_REACH = 6
"""Characters between a word and the count behind it, where that word is all a wording asks for: “送法进校园”公益讲座超过100场 is right, 主动公开市政府和市政府办公厅行政规范性文件42件 counts something else. Behind the number the reach is the clause."""
SUBJECT_REACH = 200
"""Characters before a number in which its subject is looked for: a sentence may be as long as a file"""
_TOPICS = (
    "复议 诉讼 应诉 信访 仲裁 法律援助 公证 信息公开 依申请 提案 代表建议 审计 检察建议 司法建议 热线 12345 好差评 矫正 规范性文件 规章 案卷 合同 双随机 巡察 巡视 "
    "安全生产 环保督察 公平竞争 审批 服务事项"
)
TOPICS = frozenset(_TOPICS.split())
"""Subjects of their own. Where a wording takes its subject from the sentence (规范性文件 … 废止12件), none of another may stand between the two."""
_ASIDES = "获评 评为 评选 荣获 获奖 入选 入围 授予 命名 案例 涉企 涉农 涉税 涉外 涉军 涉侨 简报 稿件 报道 刊发 刊登 征文 论文 课题"
ASIDES = frozenset(_ASIDES.split())
"""Words beside which a count is that of prizes, of examples, of a kind (涉企行政复议案件) or of articles about it, and not the total of the year"""
CHANGES = ("同比", "环比", "较", "比上", "比去", "压缩", "压减", "缩短", "缩减", "减少", "精简", "提速", "提升")
"""A wording that asks for one of these is of a change: the rate of another is not (出庭应诉率较去年同期提升15% is no 出庭应诉率)"""
PART = re.compile(r"其中|[(（]|包括|包含")
"""Between two numbers of one metric: the second is a part of the first (法律援助案件1428宗(其中民事法律援助案件381宗))"""
DIFFERENCE = re.compile(r"(?:增加|减少|增长|上升|下降|增多|(?<![新递])增|(?<![精削压核缩递])减|(?<!最)多|(?<![至最])少)了?$|各$")
"""Directly before a count: 同比增加15件 is a difference, 各1场 is of one. 新增29件 and 削减18项 are counts."""
KIND = re.compile(r"[^各种此多大同\d一二两三四五六七八九十]类(?:案件|诉求|事项|信息|纠纷|问题)?(?:的|共|有|为|达|共有|共计)?$")
"""Directly before a count: 咨询类共33523件 is a kind; 各类120件 is not"""
CHANGED = re.compile(r"(?:提升|提高|上升|增长|增加|上涨|下降|降低|减少|回落|压减|缩短)了?(?:约|近|超过?)?$")
"""Directly before a share: it is how much a rate changed. 提升至90% and 下降到12% are the rate."""
BUNDLE = re.compile(
    r"(?:等(?!方式|形式|途径|渠道)|[及和与])[^，,;；。、\d]{0,10}?(?:活动|工作|业务|服务|演练|书籍|事务)(?:共|达|到|共计|达到|约|累计|超过|超|近|总量|数量)*$"
    r"|[、及和与][^，,;；。、\d]{2,10}等$"
)
"""Directly before a count, behind the word that a wording asks for: what is counted is several things together (培训及实务演练活动三十余场次)"""
ELSEWHERE = re.compile("纳入|实现|进驻|进入|入驻|加入|设立|设置|配备|整合")
"""Between a count with what is counted behind it and the only word a wording asks for: that word is no longer what is counted (1247个事项纳入综合窗口)"""
CHANGED_END, BUNDLE_END, DIFFERENCE_END, KIND_END = 1, 2, 4, 8
ENDS = Alphabet(
    {
        CHANGED_END: "升高长加涨降低少落减短了约近超过",
        BUNDLE_END: "等动作务练籍共达到计约过超近量",
        DIFFERENCE_END: "加少长升降多了增减各",
        KIND_END: "类件求项息纷题的共有为达计",
    }
)
"""Last characters of all that the four expressions can match: where none stands before a number, none is tried"""
BESIDE_REACH, BUNDLE_REACH = 12, 24
"""Characters before a number that the expressions look at"""


def beside(text: str, start: int) -> bool:
    """Whether what stands directly before a count at `start` tells that it is no total.

    >>> [beside(text, len(text)) for text in ("同比增加", "咨询类共", "增加到", "各类")]
    [True, True, False, False]
    """
    begin = max(0, start - BESIDE_REACH)
    return DIFFERENCE.search(text, begin, start) is not None or KIND.search(text, begin, start) is not None


def changed(text: str, start: int) -> bool:
    """Whether a share at `start` is told as a change.

    >>> [changed(text, len(text)) for text in ("同比提升", "降低了", "提升至")]
    [True, True, False]
    """
    return CHANGED.search(text, max(0, start - BESIDE_REACH), start) is not None


def bundled(text: str, start: int) -> int:
    """Where the words directly before a count at `start` begin that put several things together, or -1 if there are none.

    >>> [bundled(text, len(text)) for text in ("培训及实务演练活动", "普法活动")]
    [2, -1]
    """
    begin = max(0, start - BUNDLE_REACH)
    last = max(text.rfind(word, begin, start) for word in "等及和与、")
    if last < 0:
        return -1
    match = BUNDLE.search(text, begin, start)
    return match.start() if match else -1
