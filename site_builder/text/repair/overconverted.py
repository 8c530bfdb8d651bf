"""Words that a careless Simplified→Traditional conversion spoilt and that stand in text otherwise Simplified:
全麵, 若幹, 機製.

By phrase, never by character: 麵 is right in 面粉's Traditional form, 乾 in 乾隆. Each entry is a word of
these reports with a character that the converters confuse; only its known wrong forms are matched.
"""

import re
from collections.abc import Iterator
from functools import cache

from site_builder.text.readers.opencc_converter import simple_forms
from site_builder.text.repair.repair_edits import RepairEdit, RepairInput
from site_builder.vocabulary import RepairKind

WRONG = {
    "面": "麵", "干": "幹乾", "制": "製", "里": "裏裡", "了": "瞭", "后": "後", "系": "係繫", "准": "準", "征": "徵", "余": "餘", "松": "鬆",
    "采": "採", "布": "佈", "并": "併並", "占": "佔", "周": "週", "托": "託", "注": "註", "汇": "彙匯", "范": "範", "台": "臺檯", "复": "複覆",
    "着": "著", "于": "於", "向": "嚮", "合": "閤", "据": "據", "才": "纔", "志": "誌", "升": "昇", "折": "摺", "借": "藉", "确": "確", "游": "遊",
}  # fmt: skip
OVERCONVERTED_WORDS = (
    "全面 方面 层面 面向 面对 局面 书面 表面 正面 负面 界面 见面 基本面 面积 面临 覆盖面 "
    "若干 干部 骨干 干预 干警 干群 主干 实干 才干 干事 干扰 干涉 相干 "
    "机制 制度 体制 制定 控制 编制 制约 法制 强制 管制 制止 规制 限制 制发 建制 研制 制衡 制裁 制作 抑制 克制 "
    "村里 城里 公里 了解 以后 今后 后续 落后 之后 后备 最后 联系 体系 关系 系统 系列 准确 标准 精准 批准 准入"
    " 准则 水准 准备 "
    "征求 征收 征集 象征 征地 余件 余人 余万 其余 宽松 采取 采用 采纳 采购 公布 发布 布局 部署 颁布 并且 合并"
    " 占比 占地 周边 周期 周年 "
    "依托 委托 托管 注重 关注 注册 汇报 汇总 汇编 汇聚 规范 示范 防范 范围 模范 平台 台账 出台 复议 答复 回复"
    " 恢复 复查 复杂 "
    "沿着 随着 着力 着手 显著 关于 对于 由于 趋向 向导 根据 依据 数据 证据 才能 同志 标志 升级 提升 打折 借助"
    " 确保 明确 旅游"
)


LONGEST_WORD = 3


@cache
def _pattern() -> re.Pattern[str]:
    """One alternative per word; each character may stand in its Traditional or its wrong form, and at least
    one must."""
    traditional: dict[str, str] = {}
    for code, simple in simple_forms().items():
        traditional[simple] = traditional.get(simple, "") + chr(code)
    forms = lambda c: f"[{c}{traditional.get(c, '')}{WRONG.get(c, '')}]"  # noqa: E731
    return re.compile("|".join("".join(map(forms, word)) for word in OVERCONVERTED_WORDS.split()))


def spoilt_words(draft: RepairInput) -> list[RepairEdit]:
    """Write over-converted words back. Text that is Traditional throughout has been converted before and has
    none.

    >>> from site_builder.text.repair.repair_edits import mended
    >>> mended(spoilt_words, "全麵推進若幹措施,完善工作機製")
    '全面推進若干措施,完善工作机制'
    >>> mended(spoilt_words, "乾隆年间麵粉厂遗址")
    '乾隆年间麵粉厂遗址'
    """
    if draft.letters.isdisjoint(_letters()):
        return []
    mends: list[RepairEdit] = []
    for hit in _hits().finditer(draft.text):
        found = next((each for each in _words_at(draft.text, hit.start()) if each.end() > hit.start()), None)
        if found and (not mends or found.start() >= mends[-1].end):
            mends.append(
                RepairEdit(found.start(), found.end(), _intended(found[0]), RepairKind.OVERCONVERTED)
            )
    return mends


def _words_at(text: str, at: int) -> Iterator[re.Match[str]]:
    """Spoilt words of the table that begin at a place or up to two characters before it."""
    for start in range(max(at - LONGEST_WORD + 1, 0), at + 1):
        found = _pattern().match(text, start)
        if found and _intended(found[0]) != found[0]:
            yield found


@cache
def _hits() -> re.Pattern[str]:
    """The characters that give a spoilt word away."""
    return re.compile(f"[{''.join(sorted(_letters()))}]")


@cache
def _letters() -> frozenset[str]:
    return frozenset(letter for letter in _wrong_letters() if ord(letter) in simple_forms()) | {"乾", "著"}


@cache
def _wrong_letters() -> frozenset[str]:
    return frozenset("".join(WRONG.values()))


@cache
def _back() -> dict[int, str]:
    return {ord(wrong): right for right, letters in WRONG.items() for wrong in letters}


def _intended(found: str) -> str:
    """The word of the table that was meant."""
    if found in _words():
        return found
    return found.translate(_back()).translate(simple_forms())


@cache
def _words() -> frozenset[str]:
    return frozenset(OVERCONVERTED_WORDS.split())
