"""The shape of place names: what may be dropped from a name, which rows of the table name no place, which
names are ordinary words."""

from site_builder.vocabulary import Level

PSEUDO_NAMES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
"""Rows of the table that only hold the code tree together (9 rows)."""

REPEATED_ROWS = {"620201"}
"""嘉峪关市 once more, as its own district: the city has none."""

AREA_WORDS = (
    "开发区",
    "管理区",
    "工业园区",
    "产业园区",
    "示范区",
    "循环化工园区",
    "创意园区",
    "管委会",
    "新城",
)
"""Functional areas of the table end so; 新区 only counts with a code of the 71–79 series (浦东新区 is a
district)."""

AMBIGUOUS_WORDS = {
    "城区",
    "郊区",
    "矿区",
    "新城区",
    "老城区",
    "市中区",
    "城中区",
    "城东区",
    "城西区",
    "城北区",
    "城关区",
    "港口区",
    "海港区",
    "开发区",
    "高新区",
    "经开区",
    "新市区",
    "解放区",
}
"""Whole names that texts also use as ordinary words."""

PEOPLES = (
    "柯尔克孜", "塔吉克", "哈萨克", "维吾尔", "鄂温克族", "达斡尔族", "布依族", "哈尼族", "朝鲜族", "土家族", "景颇族", "傈僳族", "拉祜族", "布朗族", "仡佬族", "毛南族",
    "仫佬族", "纳西族", "普米族", "独龙族", "撒拉族", "保安族", "东乡族", "裕固族", "哈萨克族", "塔吉克族", "蒙古族", "蒙古", "锡伯", "各族", "满族", "回族", "藏族", "苗族",
    "彝族", "壮族", "侗族", "瑶族", "白族", "傣族", "黎族", "畲族", "羌族", "水族", "佤族", "怒族", "土族", "京族",
)  # fmt: skip

ENDINGS = (
    "自治州",
    "自治县",
    "自治区",
    "自治旗",
    "地区",
    "特区",
    "林区",
    "新区",
    "省",
    "市",
    "县",
    "区",
    "旗",
    "盟",
)
KEPT_FLAGS = ("前旗", "后旗", "中旗", "左旗", "右旗", "联合旗")
"""Banners whose name does not end before 旗: 科尔沁左翼中旗."""


def short_name(name: str) -> str:
    """A name without the word for its kind; names of two characters and functional areas stay whole.

    >>> [short_name(n) for n in ("漯河市", "单县", "恩施土家族苗族自治州", "内蒙古自治区", "东乡族自治县", "浦东新区", "乌拉特前旗")]
    ['漯河', '单县', '恩施', '内蒙古', '东乡', '浦东', '乌拉特前旗']
    """
    if len(name) < 3 or name.endswith((*KEPT_FLAGS, *AREA_WORDS)):
        return name
    ending = next((word for word in ENDINGS if name.endswith(word) and len(name) - len(word) > 1), "")
    short = name[: len(name) - len(ending)] if ending else name
    if name.endswith(("自治州", "自治县", "自治区", "自治旗", "族区")):
        while people := next(
            (word for word in PEOPLES if short.endswith(word) and len(short) - len(word) > 1), ""
        ):
            short = short[: len(short) - len(people)]
        short = short.removesuffix("族") if len(short) > 2 else short
    return short


UNITS_IN_SHORT = (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"), ("族区", "区"))
"""What is left of the word for its kind when people shorten the name of an autonomous division."""


CONTRACTED = {
    "阜新蒙古族自治县": "阜蒙县", "喀喇沁左翼蒙古族自治县": "喀左县", "前郭尔罗斯蒙古族自治县": "前郭县", "杜尔伯特蒙古族自治县": "杜蒙县", "达尔罕茂明安联合旗": "达茂旗",
    "科尔沁左翼中旗": "科左中旗", "科尔沁左翼后旗": "科左后旗", "科尔沁右翼前旗": "科右前旗", "科尔沁右翼中旗": "科右中旗", "察哈尔右翼前旗": "察右前旗",
    "察哈尔右翼中旗": "察右中旗", "察哈尔右翼后旗": "察右后旗", "土默特左旗": "土左旗", "土默特右旗": "土右旗", "东乌珠穆沁旗": "东乌旗", "西乌珠穆沁旗": "西乌旗",
    "新巴尔虎左旗": "新左旗", "新巴尔虎右旗": "新右旗", "乌拉特前旗": "乌前旗", "乌拉特中旗": "乌中旗", "乌拉特后旗": "乌后旗",
}  # fmt: skip
"""Names whose usual short form follows no rule: what these counties and banners call themselves. None is
another division's name."""


SHARED_FORMS = frozenset(("东乡县", "河南县"))
"""Short forms that tell nothing: 东乡区 in 江西 was 东乡县 until 2016, and 河南县 is more often said of the
counties of 河南"""


def usual_forms(name: str) -> tuple[str, ...]:
    """What an autonomous division or a banner is called in short, with the word for its kind; empty for all
    others.

    >>> usual_forms("大理白族自治州"), usual_forms("玉屏侗族自治县"), usual_forms("管城回族区"), usual_forms("漯河市")
    (('大理州', '大理自治州'), ('玉屏县', '玉屏自治县'), ('管城区',), ())
    >>> usual_forms("科尔沁左翼中旗"), usual_forms("阜新蒙古族自治县")
    (('科左中旗',), ('阜蒙县', '阜新自治县'))
    """
    contracted = CONTRACTED.get(name)
    long, unit = next(((long, unit) for long, unit in UNITS_IN_SHORT if name.endswith(long)), ("", ""))
    stem = short_name(name)
    forms = (
        tuple(stem + each for each in dict.fromkeys((unit, long.removeprefix("族"))))
        if long and len(stem) > 1 and stem != name
        else ()
    )
    return (contracted, *forms[1:]) if contracted else forms


def is_area(code: str, name: str) -> bool:
    """Whether a county row of the table is a functional area: a code of the 71–79 series or one of the area
    words at its end."""
    return "-" in code or (code[4:5] == "7" and code[2:4] != "00") or name.endswith(AREA_WORDS)


def stands_beside(level: Level, code: str, name: str) -> bool:
    """Whether an issuer of this level is not the government of the place itself: a department; a town or
    street, which have no place of their own in the table; an area that has none either, so that its report is
    filed under the district around it.

    >>> stands_beside("department", "411100", "漯河市"), stands_beside("town", "411102", "源汇区"), stands_beside("county", "411102", "源汇区")
    (True, True, False)
    >>> stands_beside("area", "411100", "漯河市"), stands_beside("area", "411171", "漯河经济技术开发区")
    (True, False)
    """
    return level in (Level.DEPARTMENT, Level.TOWN) or (level == Level.AREA and not is_area(code, name))


AREA_SHORT = (
    ("高新技术产业开发区", "高新区", "gaoxinqu"), ("高新技术产业园区", "高新区", "gaoxinqu"), ("高新技术开发区", "高新区", "gaoxinqu"),
    ("高技术产业开发区", "高新区", "gaoxinqu"), ("经济技术开发区", "经开区", "jingkaiqu"), ("经济开发区", "经开区", "jingkaiqu"),
    ("城乡一体化示范区", "示范区", "shifanqu"),
)  # fmt: skip
"""Usual endings of functional areas, what people call them, and how that reads."""


def area_rest(name: str, above: list[str]) -> str:
    """A functional area's name without the places it lies in (`above`, innermost first): 河南省濮阳市 ·
    河南濮阳工业园区 → 工业园区."""
    for outer in reversed(above):
        rest = next(
            (
                name[len(prefix) :]
                for prefix in (outer, short_name(outer))
                if name.startswith(prefix) and len(name) > len(prefix) + 1
            ),
            "",
        )
        name = rest or name
    return name


def area_core(name: str, above: list[str]) -> str:
    """What people call a functional area within its city: the name without the places it lies in, its ending
    in the usual short form.

    >>> area_core("河南濮阳工业园区", ["濮阳市", "河南省"]), area_core("漯河经济技术开发区", ["漯河市", "河南省"])
    ('工业园区', '经开区')
    """
    rest = area_rest(name, above)
    long, short = next(((long, short) for long, short, _ in AREA_SHORT if rest.endswith(long)), ("", ""))
    return rest.removesuffix(long) + short if long else rest


def area_part(name: str, readings: list[str], above: list[str]) -> str:
    """The address part of a functional area from the readings of its name, character by character.

    >>> area_part("沧州渤海新区", ["cang", "zhou", "bo", "hai", "xin", "qu"], ["沧州市", "河北省"])
    'bohaixinqu'
    """
    rest = area_rest(name, above)
    read = readings[len(readings) - len(rest) :]
    long, part = next(((long, part) for long, _, part in AREA_SHORT if rest.endswith(long)), ("", ""))
    return "".join(read[: len(rest) - len(long)]) + part if long else "".join(read)
