"""Numbers that are names: what looks like a quantity and is none, by `rules/not_quantities.yml`.

A year, a slogan or the title of a campaign printed as a fact would be an invention.
"""

import re

from site_builder.rules.load import Subject, subject

_RULES: Subject = subject("not_quantities")


def _before(name: str) -> re.Pattern[str]:
    """An expression for what ends right before a number."""
    return re.compile(f"(?:{_RULES.pattern(name)})$")


def _behind(name: str) -> re.Pattern[str]:
    """An expression for what begins right behind a number or its unit."""
    return re.compile(_RULES.pattern(name))


FORMULAS = _RULES.words("formula")
"""Fixed expressions: 三项制度 is a name, whoever counts it"""
FORMULA_INDEX: dict[str, tuple[str, ...]] = {}
for _each in FORMULAS:
    FORMULA_INDEX[_each[0]] = (*FORMULA_INDEX.get(_each[0], ()), _each)

TOWN_UNITS = frozenset(_RULES.words("town.unit"))
TOWN = _behind("town.name")
"""三张镇, 两家镇, 四面乡: a numeral and one of these measure words right before 镇, 乡 or 街道 is a name"""
YEAR_NAMES = _behind("year-name")
HOUR_NAMES = _behind("hour-name")
"""三年行动, 15分钟法律服务圈: names, not lengths of time"""
ORDINAL_DEEDS = _behind("ordinal-deed")
"""After 第N次: a cumulative frequency (第五次获得…)"""
MEETINGS = _behind("meeting")
"""After 次 in a list of meetings of one term (六届二次、三次、四次全会). The first one stands behind 届."""
SCOPE = _before("scope")
"""Before a bare 第N: 全省第一, 位居第三"""
AFTER_RANK = frozenset("，,。;；、)）!！?？:：\n\r \u3000”’").union(_RULES.words("rank.follows"))
"""What may follow a bare rank"""
RANK_UNITS = frozenset(_RULES.words("rank.unit"))
NOT_FIRST = frozenset(_RULES.words("rank.not-first"))
"""Before 前 where it speaks of time: 目前3名"""

ONE_BEFORE = _RULES.words("one.before")
"""一 counts only after these (《…办法》一件, 共一件) …"""
ONE_COUNTED = frozenset(_RULES.words("one.unit"))
ONE_VERBS = _before("one.verb")
"""… or after one of these verbs with a word for things that are counted"""
ONE_ENDS = _RULES.ends("one.before") | _RULES.ends("one.verb")
"""Last characters of all that may stand before a 一 that counts"""
ONE_OFTEN = frozenset(_RULES.words("one.often"))
EACH_ONCE = _before("one.each")
"""每两年开展一次, 每季度至少听取一次"""

DAY_CUE = _before("day.cue")
"""Before N日: a length of time. Without such a word N日 is a date (26日,市政府召开…)."""
WITHIN = _behind("day.within")
SCORE_CUE = _before("score.cue")
PROVISION_UNITS = frozenset(_RULES.words("provision.unit"))
PROVISION = _before("provision.list")
"""Before 条/款/项: the tail of a list of articles (第三十二、三十三条)"""
NOT_BEFORE = frozenset(".-－—–+·•〔[/:：×*＊~～^№#").union(_RULES.words("not-before"))
"""What may not stand right before the number. 第 has its own rules; − may continue a range."""
NOT_BEHIND = frozenset(_RULES.words("hanzi.not-behind"))
"""Behind these a numeral in characters is part of another word"""
SCALED_BEHIND = frozenset(_RULES.words("hanzi.scaled"))
"""百件, 千人 are amounts only behind one of these"""
ONE_MORE = frozenset(_RULES.words("hanzi.one-more"))
ONE_MORE_UNITS = frozenset(_RULES.words("hanzi.one-more-but"))
"""一件事 is no count, 一家事务所 is one"""
