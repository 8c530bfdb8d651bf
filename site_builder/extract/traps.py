"""Numbers that are names: tables of what looks like a quantity and is none.

A year, a slogan or the title of a campaign printed as a fact would be an invention, so every family of names met in reports stands here as data.
Evidence: the hand-read documents (tests/gold), the list “must not become facts” of the domain notes, and published reports.
"""

import re

_FORMULAS = """
八项规定 三项制度 三项机制 六项制度 四项制度 三项改革 三项清单 两项制度 三项纪律 八项注意 十项禁令 三项建设 三项工程
四个意识 四个自信 两个维护 两个确立 四个全面 两个大局 四个伟大 三个务必 两个务必 四个服从 两个结合 六个坚持 六个必须坚持 十一个坚持 十个明确 十四个坚持
十个坚持 五个必由之路 四个善于 三个规定 三个区分开来 三个善于 两个毫不动摇 四个最严 两个转变 两个一律 一个中心 两个责任 三个清单 五个一 四个一 三个一
六个一 两个百年 两个先行 三个代表 四个铁一般 三个不变 两个覆盖 三个全覆盖 四个办 四个敢于 两个健康 两个基本 三个体系 五个统一 一个机制 两张清单
三张清单 四张清单 五张清单 三条红线 三区三线 三类清单 四类清单 五位一体 三位一体 四位一体 多位一体 六位一体 四套班子 三会一课 一村一 两所一庭
三所联动 三所联调 三所一庭 四所一庭 三调联动 两法衔接 三同步 四不两直 两品一械 三医联动 五级书记 四书五经 三公经费 三公一金 六稳六保 双随机 两票制
两新组织 两代表一委员 四条检视 两件大事 十件实事 十件民生实事 一件事 一次办 一次办好 一次办成 一次性 一次告知 两次全会
三次分配 三下乡 三张网 一张网 两张网 四张牌 一张图 一张表 一支队伍管执法 一条龙 一条鞭 两面人 三人行 一步 三步走 两步走 两条线
"""
_DIVISIONS = "五台县 五台山 九台区 七台河 三台县 三门县 三门峡 三元区 五家渠 五通桥"
"""Names of divisions that begin like a count; a test looks for further ones in the table of places."""
FORMULAS = (*_FORMULAS.split(), *_DIVISIONS.split())
"""Fixed expressions. 三项制度 is 公示、记录、法制审核 (国办发〔2018〕118号): a name, whoever counts it."""

FORMULA_INDEX: dict[str, tuple[str, ...]] = {}
for _each in FORMULAS:
    FORMULA_INDEX[_each[0]] = (*FORMULA_INDEX.get(_each[0], ()), _each)

TOWN_UNITS = frozenset("台门张元家间所户块株场批期面支座")
TOWN = re.compile(r"[镇乡](?![级属域直管道村乡镇街区县办立中小医卫企外内干领财])|街道(?![级属企社])")
"""三张镇, 两家镇, 四面乡, 三元街道: a numeral and one of these measure words right before 镇, 乡 or 街道 is a name; 三家乡镇企业, 两所镇级医院 are counts."""

YEAR_NAMES = re.compile(
    r"(?:[^，,。、;；\d]{0,6}?(?:行动|规划|计划|方案|攻坚)|专项|整治|改革|倍增|大提升|任务|制|期|禁|滚动|周年|级|度|底|初|末|代|一|纲要|工程|生(?!效)|考)"
)
"""After N年: 三年行动, 两年行动方案, 五年规划, 五年立法规划, 一年级, 五年期 — names, not horizons."""

HOUR_NAMES = re.compile(
    r"(?:不打烊|自助|值守|值班|在线|服务|热线|监控|全天|开放|无休|不间断|[^，,。、;；]{0,8}圈|(?:公共|便民|政务|生活|法律|党群|社区|养老|医疗)[^，,。、;；]{0,4}(?:服务|配套))"
)
"""After 小时/分钟: 24小时自助服务, 15分钟法律服务圈, 15分钟公共服务配套."""

ORDINAL_DEEDS = re.compile(
    r"(?:[，,。;；、)）]|$|[^，,。;；、会]{0,3}?(?:获|被|入选|入围|荣|蝉联|夺|位居|位列|跻身|居|上榜|受到|成为|评为|进入|捧|得到|斩|列|摘))"
)
"""After 第N次: a cumulative frequency (第五次获得…) and not the ordinal of a meeting or census (第三次联席会, 第七次人口普查)."""

SCOPE = re.compile(r"(?:[省市国区县州盟旗]|位居|排名|位列|名列|排在|排|居|列|系统|之首|城市|地区|县区|并列|县级|同类|跃居|总分|综合|序列)$")
"""Before a bare 第N: 全省第一, 位居第三. Without a field of comparison 第一 is an adjective (第一责任人, 第一方阵)."""

AFTER_RANK = frozenset("，,。;；、)）!！?？:：的和且及并全\n\r \u3000”’")
"""What may follow a bare rank; 全 begins the next field: 全省第一全国第四"""

MEETINGS = re.compile(r"(?:[、和及][一二三四五六七八九十]{1,3}次)*(?:全体)?(?:全会|会议|党代会|代表大会|常委会)")
"""After 次 in a list of meetings of one term (六届二次、三次、四次全会): the ordinals of meetings. The first one stands behind 届."""

ONE_BEFORE = ("》", "共", "仅有", "只有", "至少", "不少于", "不低于", "至少有", "仅", "不超过", "低于", "不足")
"""一 counts only after these (《…办法》一件, 共一件) …"""
ONE_COUNTED = frozenset("件部次场期份名家起宗例本篇")
_VERBS = (
    "受理", "办结", "审结", "清理", "撤销", "维持", "驳回", "终止", "制定", "出台", "修订", "修改", "废止", "审查", "备案", "发布", "颁布", "公布", "印发", "败诉", "胜诉", "纠错", "明确",
    "配备", "配齐", "安排", "确定", "指定", "选派", "聘请", "聘任", "选聘", "设定", "设立", "指派", "派驻", "落实", "召开", "举办", "开展", "组织", "了", "增加", "减少", "有",
)  # fmt: skip
ONE_VERBS = re.compile(f"(?:{'|'.join(_VERBS)})$")
"""… or after one of these verbs with a word for things that are counted (撤销一件, 明确一名, 召开了一次); never 一系列, 一批, 一个办事系统."""
ONE_ENDS = frozenset(word[-1] for word in (*ONE_BEFORE, *_VERBS))
"""Last characters of all that may stand before a 一 that counts"""
EACH_ONCE = re.compile(r"每[^，,。;；]{0,10}$")
"""每两年开展一次, 每季度至少听取一次"""

DAY_CUE = re.compile(
    r"(?:不少于|不超过|不得少于|不得超过|不多于|不低于|至少|超过|期限|时限|期|时间|公示|征求意见|满|为期|缩短|压缩|减少|提前|平均|共|长达|延长|起|仅需|降至|压缩至|缩短至|减至|法定|承诺|工作|用时|提速|压减|原|周期|每)[^，,。;；]{0,3}$"
)
"""Before N日: a length of time. Without such a word N日 is a date (26日,市政府召开…)."""
WITHIN = re.compile(r"(?:以内|之内|内|以上|以下|左右)")

SCORE_CUE = re.compile(r"(?:得|总分|满分|评分|分值|平均|考核|成绩|占|加|扣|以|高)[^，,。;；]{0,4}$")
"""Before N分: a score."""

PROVISION_UNITS = frozenset("条项款")
PROVISION = re.compile(r"第[一二三四五六七八九十百零\d]+[条款项]?(?:[、和至及—-][第]?[一二三四五六七八九十百零\d]*[条款项]?)*$")
"""Before 条/款/项: the tail of a list of articles (第三十二、三十三条)."""

NOT_BEFORE = frozenset("第届.-－—–+·•〔[/:：×*＊~～^№#廿卅")
"""What may not stand right before the number. 第 has its own rules; − may continue a range; 十五届三次会议 is a name."""
