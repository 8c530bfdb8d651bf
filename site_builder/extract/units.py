"""The table of measure words: which word after a number makes it a quantity, of which kind, and what may not follow.

Staff read and extend this table, not the rules. Columns of a row:
word — as printed after the number; kind — see `model.facts.Quantity.kind`; hanzi — whether a number in Chinese characters counts with it (两家 yes,
三级 no, notes of the hand reading:级 类 种 届 版 层 点 name tiers and types, not amounts); but — characters that, standing next, make another word of it
(条 + 例 = 条例); seen — where the use was met: S = the five source documents, P = other published reports, L = the official framework, K = common usage.
"""

from decimal import Decimal

from msgspec import Struct

from site_builder.vocabulary import QuantityKind


class Unit(Struct, frozen=True):
    """One measure word."""

    word: str
    kind: QuantityKind
    hanzi: bool
    but: str
    seen: str
    bare: str
    """The unit as reported: 万/亿 and a leading 个 taken off (个百分点 → 百分点)."""
    factor: Decimal = Decimal(1)
    """What the number is multiplied by: 四成 is 40 %, 5‰ is 0.5 %."""


# word(s)                                   kind            hanzi  but                           seen
_TABLE = """
% ％ ﹪                                       percent         no     -                             S:98.8%
‰                                           percent         no     -                             K
个百分点 百分点                                percent_point   yes    -                             S:17个百分点
个工作日 工作日 个自然日 自然日                 duration        yes    -                             S:20个工作日
个小时 小时                                   duration        yes    -                             L:5小时内
分钟 秒钟                                     duration        yes    -                             P
个月                                         duration        yes    -                             P:3个月
年                                           duration        yes    -                             S:今后四年
天                                           duration        yes    然下                           P:30天
日                                           duration        no     -                             L:不少于30日
周                                           duration        no     年岁边刊末报期知               K
周岁 岁                                       duration        no     -                             S:40岁以下
学时 课时                                     duration        yes    -                             L:40学时
学分                                         count           yes    -                             K
元 美元 欧元 港元 日元                          money           yes    旦                             S:2000多万元
平方米 平米 ㎡ 平方公里 平方千米 亩 公顷           area            yes    -                             S:500余平方米
成                                           percent         yes    立员果功为本效长熟品都就交型份分不因绩色   K:近四成
倍                                           multiple        yes    -                             P:4.4倍
公里 千米 吨 公斤 千克 立方米 微克/立方米 毫克 千瓦时   count           yes    -                             K
大类 大项 小类 小项 大领域 大方面                  count           no     -                             K
字                                           count           no     样                             K
省                                           count           no     级委直政域份市区属厅外内         P:7省行政机关
人次 人(次) 人（次）                           count           yes    -                             S:142人次
件次 件(次) 件（次） 场次 场(次) 场（次）          count           yes    -                             S:200多场次
户次 户(次) 户（次） 家次 家(次) 家（次）          count           yes    -                             P:70户次
项次 批次 班次 条次 台次 车次 轮次 例次 篇次 宗次    count           yes    -                             P
件                                           count           yes    -                             S:1357件
宗                                           count           yes    旨教族                         P:35宗
起                                           count           yes    草诉点来到施步用                 P
例                                           count           yes    行会外如                       P
本                                           count           yes    级市年区县省部地单科土着次人身机局街镇乡院 S:130本
份                                           count           yes    额                             S:1600份
条                                           count           yes    例件款文理约                    S:723条
项                                           count           yes    -                             S:21项
个                                           count           yes    -                             S:133个
家                                           count           yes    庭属园                         S:36家
名                                           count           yes    录称词誉义牌列                 S:48名
位                                           count           yes    于居列置数                     P:5位
人                                           count           yes    大民社事才力物均口体工士性民       S:994人
次                                           count           yes    序数要日年                     S:31次
场                                           count           yes    所地景馆域面合                  S
户                                           count           yes    籍口外均型                     P
期                                           count           yes    间限满末望货待中初刊末           S:两期
部                                           count           yes    委级长署队分位属下省             S:7部
套                                           count           yes    路                             S:114套
支                                           count           yes    持付出部撑援柱撑流               S:58支
批                                           count           yes    准复示评次发                    K
轮                                           count           yes    流换岗训                       K
处                                           count           yes    罚理置分级长室境于事             K
所                                           count           yes    有在属需以谓得涉用               K
间                                           count           yes    隔接断                         K
座                                           count           yes    谈右位                         K
幅 篇 册 幢 栋 株 辆 艘 枚                      count           yes    -                             K
台                                           count           yes    账风湾办                       K
张                                           count           yes    贴                             K
面                                           count           yes    向对积临貌前                    K
块                                           count           yes    -                             K
节                                           count           yes    点能约日假                     K
课                                           count           no     题程时堂                       K
堂                                           count           yes    -                             K
讲                                           count           yes    座话解法述好                    K
门                                           count           yes    户票类                         K
卷                                           count           yes    宗                             K
集                                           count           yes    中体聚成团约                    K
笔                                           count           yes    试录者                         K
单                                           count           no     独方项元一行据                  K
封                                           count           yes    闭存                           K
通                                           count           yes    知报过用道告办行车常信宵           S:43.6万余通
票                                           count           yes    -                             K
组                                           count           yes    织长成建合员                    K
对                                           count           no     接标外比于应口象策               K
步                                           count           no     骤行入                         K
席                                           count           no     位                             K
岗                                           count           no     位                             K
分                                           count           no     别之类级管局析行公布散工中配为支制段  K:考核得分98分
方面 部分                                     count           yes    -                             S:8方面
个次                                         count           yes    -                             K
类                                           count           no     别似型                         P:16类
种                                           count           no     类植子                         P
条目 环节 领域 点位 网点 窗口 站点                    count           no     -                             K
项目                                         count           no     标录                            K:35项目标任务
场景                                         count           no     区                             K
部门 单位 企业 中心 工作站 工作室 站 室 基地          count           no     长点台内                       P:1中心
县区 县市区 县(市、区) 区县 区县(市) 镇街 乡镇 乡(镇) 镇(街) 街道 社区 街镇 村居 村(居) 行政村          count           no     -                             P
县                                           count           no     域委长城级局处直人里             K
区                                           count           no     域委长级局划属间分直政             K
镇                                           count           no     街长域级政                     K
乡                                           count           no     镇村长                         K
村                                           count           no     民级居委务规                    K
市                                           count           no     场民级委长直域政辖值属区           K
"""


FACTORS = {"成": Decimal(10), "‰": Decimal("0.1")}
PERCENT = {"％", "﹪", "成", "‰"}


def _rows() -> dict[str, tuple[Unit, ...]]:
    """First character → units beginning with it, longest first."""
    units: dict[str, list[Unit]] = {}
    for line in _TABLE.strip().splitlines():
        *words, kind, hanzi, but, seen = line.split()
        for word in words:
            bare = word.removeprefix("个") if len(word) > 1 else word
            bare = "%" if word in PERCENT else bare
            row = Unit(word, QuantityKind(kind), hanzi == "yes", "" if but == "-" else but, seen, bare, FACTORS.get(word, Decimal(1)))
            units.setdefault(word[0], []).append(row)
    return {first: tuple(sorted(found, key=lambda u: -len(u.word))) for first, found in units.items()}


UNITS = _rows()
"""Two characters decide almost always, so a table by first character beats one alternation of all words (measured: 3 times)."""
KNOWN_UNITS = frozenset(unit.bare for units in UNITS.values() for unit in units)
"""What a metric may name as its unit; `read_dictionary` takes it to report unknown ones."""
