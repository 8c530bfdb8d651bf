"""The registry of places and the finding of places in text, over the whole table of divisions."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.places import Area, PlaceNote, PlaceOverrides, PlaceRegistry
from site_builder.text.readers.place_names import PSEUDO_NAMES
from site_builder.text.readers.places import build_registry, find_places, resolve
from site_builder.text.readers.slugs import sort_key

TABLE = (Path(__file__).parents[2] / "site_builder/data/places-2023-06-30.tsv").read_text(encoding="utf-8")
OVERRIDES = PlaceOverrides(
    areas=(Area("雄安新区", "130000", "hebei-xiongan", ("河北雄安新区",)), Area("郑东新区", "410100")),
    notes=(PlaceNote("420600", former=("襄樊市",)), PlaceNote("411100", former_slugs=("ta-he",))),
)


@cache
def registry() -> PlaceRegistry:
    return build_registry(TABLE, OVERRIDES)


def name_of(text: str, within: str = "") -> list[str]:
    match = resolve(text, registry(), within)
    return [registry().by_code[code].full_name for code in match.codes] if match else []


def test_the_table_is_whole_and_frozen_readings_agree_with_the_rules() -> None:
    rows = [line.split("\t") for line in TABLE.splitlines()[1:]]
    assert len(rows) == 3348
    assert [row[1] for row in rows if sort_key(row[1], place=True) != row[2]] == []


def test_every_division_has_one_address_of_its_own() -> None:
    slugs = [place.slug for place in registry().by_code.values()]
    assert len(set(slugs)) == len(slugs) == 3348 - 9 - 1 + 2
    assert all(
        set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and slug.strip("-") == slug
        for slug in slugs
    )


def test_addresses_do_not_depend_on_the_order_or_the_size_of_the_table() -> None:
    lines = TABLE.splitlines()
    turned = build_registry("\n".join([lines[0], *reversed(lines[1:])]), OVERRIDES)
    assert {code: place.slug for code, place in turned.by_code.items()} == {
        code: place.slug for code, place in registry().by_code.items()
    }
    henan = build_registry("\n".join(line for line in lines if line.startswith(("41", "code"))))
    assert henan.by_code["411100"] == registry().by_code["411100"]


def test_pseudo_rows_are_no_places() -> None:
    assert not {place.name for place in registry().by_code.values()} & PSEUDO_NAMES
    assert find_places("省直辖县级行政区划和市辖区", registry()) == ()


SLUGS = """411100 luohe|140400 changzhi|500000 chongqing|341500 luan|341600 bozhou|211300 chaoyang|340300 bengbu|331100 lishui|140900 xinzhou|610000 shaanxi|140000 shanxi
530112 kunming-xishan|110116 beijing-huairou|350200 xiamen|410300 luoyang|410000 henan|371722 heze-shanxian|410621 hebi-xunxian|440113 guangzhou-panyu|330382 wenzhou-yueqing
110105 beijing-chaoyang|220104 changchun-chaoyang|220200 jilin-jilin|220000 jilin|320500 jiangsu-suzhou|341300 anhui-suzhou|429004 hubei-xiantao|411171 luohe-jingkaiqu
654002 yili-yining-shi|654021 yili-yining-xian|310115 shanghai-pudong|150000 neimenggu|422800 enshi|140428 changzhi-zhangzi|632500 qinghai-hainan|460000 hainan"""


@pytest.mark.parametrize("pair", SLUGS.replace("\n", "|").split("|"))
def test_address(pair: str) -> None:
    code, slug = pair.split()
    assert registry().by_code[code].slug == slug


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("漯河", ["河南省漯河市"]),
        ("漯河市", ["河南省漯河市"]),
        ("河南省/漯河市/2024.txt", ["河南省漯河市"]),
        ("河南省\\漯河市\\2024.txt", ["河南省漯河市"]),
        ("报告/2024/河南省/漯河市/2024.txt", ["河南省漯河市"]),
        ("云南省/昆明市/西山区/2017.txt", ["云南省昆明市西山区"]),
        ("昆明/西山/2017.txt", ["云南省昆明市西山区"]),
        ("云南昆明西山", ["云南省昆明市西山区"]),
        ("北京/朝阳", ["北京市朝阳区"]),
        ("吉林/长春/朝阳", ["吉林省长春市朝阳区"]),
        ("湖北省仙桃市", ["湖北省仙桃市"]),
        ("恩施", ["湖北省恩施土家族苗族自治州"]),
        ("海南", ["海南省"]),
        ("吉林", ["吉林省"]),
        ("吉林市", ["吉林省吉林市"]),
        ("西安", ["陕西省西安市"]),
        ("襄樊市", ["湖北省襄阳市"]),
        ("嘉峪关市", ["甘肃省嘉峪关市"]),
        ("雄安新区", ["河北省雄安新区"]),
        ("河北雄安新区", ["河北省雄安新区"]),
        ("郑州市郑东新区", ["河南省郑州市郑东新区"]),
        ("漯河经开区", ["河南省漯河市漯河经济技术开发区"]),
        ("漯河市经济技术开发区", ["河南省漯河市漯河经济技术开发区"]),
        ("公安县", ["湖北省荆州市公安县"]),
        ("金平县", ["云南省红河哈尼族彝族自治州金平苗族瑶族傣族自治县"]),
        ("本溪县", ["辽宁省本溪市本溪满族自治县"]),
        ("阜蒙县", ["辽宁省阜新市阜新蒙古族自治县"]),
        ("内蒙古/通辽市/科左中旗", ["内蒙古自治区通辽市科尔沁左翼中旗"]),
        ("射洪县", ["四川省遂宁市射洪市"]),
        ("四川省/遂宁市/射洪县", ["四川省遂宁市射洪市"]),
        ("长治县", ["山西省长治市上党区"]),
        ("山西省/长治市/长治县", ["山西省长治市上党区"]),
        ("陕西省/西安市/户县", ["陕西省西安市鄠邑区"]),
        ("林芝地区", ["西藏自治区林芝市"]),
        ("漯河2024", ["河南省漯河市"]),
        ("漯河市（补充）", ["河南省漯河市"]),
        ("鼓楼区", ["江苏省南京市鼓楼区", "江苏省徐州市鼓楼区", "福建省福州市鼓楼区", "河南省开封市鼓楼区"]),
        ("江苏/鼓楼区", ["江苏省南京市鼓楼区", "江苏省徐州市鼓楼区"]),
        ("开封市鼓楼区", ["河南省开封市鼓楼区"]),
        ("不是地名", []),
        ("2024.txt", []),
        ("漯河市司法局", []),
        ("河南省/法治政府建设", ["河南省"]),
        ("", []),
    ],
)
def test_a_path_or_name_as_a_whole(text: str, places: list[str]) -> None:
    assert sorted(name_of(text)) == sorted(places)


def test_former_names_are_nobody_elses() -> None:
    """Neither another division's name nor what one is called in short; and what was divided or merged away
    has no heir."""
    known = registry()
    whole = {place.name: place.code for place in known.by_code.values()}
    bearers = [(name, place.code) for place in known.by_code.values() for name in place.former]
    assert len(bearers) == 194 + 1  # those of the table, which the README counts, and 襄樊市 of the overrides
    assert [(name, code) for name, code in bearers if whole.get(name, code) != code] == []
    assert [name for name, _ in bearers if len(known.by_name[name]) != 1] == []
    for gone in ("邯郸县", "闸北区", "宣化县"):
        assert [place.name for place in known.by_code.values() if gone in place.former] == []
    assert not known.by_name.get("东乡县")


def test_the_place_around_decides_what_a_name_alone_cannot() -> None:
    assert len(name_of("鼓楼区")) == 4
    assert name_of("鼓楼区", within="410200") == ["河南省开封市鼓楼区"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("漯河市人民政府关于2024年度法治政府建设情况的报告", ["漯河市"]),
        ("中共昆明市西山区委、西山区人民政府", ["昆明市西山区", "西山区"]),
        ("北京市怀柔区人民政府", ["北京市怀柔区"]),
        ("在全省前列，公安、司法、信访部门协调联动", []),
        ("各乡镇和县级部门、市和县两级", []),
        ("城区和郊区的老城区改造，新城区建设", []),
        ("加强互助合作，构建和谐社会，富裕文明", []),
        ("市中区和平安建设", []),
        ("吉林市场监管、吉林市政府", ["吉林", "吉林市"]),
        ("科左后旗司法局和喀左县人民政府、东乌旗", ["科左后旗", "喀左县", "东乌旗"]),
        ("抗日战争时期的解放区，焦作市解放区", ["焦作市解放区"]),
        ("山东省济南市市中区司法局", ["山东省济南市市中区"]),
        ("党委和政府、平安建设、共和国", []),
        ("洛阳、漯河、许昌三市", ["洛阳", "漯河", "许昌"]),
    ],
)
def test_places_in_running_text(text: str, found: list[str]) -> None:
    assert [match.text for match in find_places(text, registry())] == found


def test_every_county_is_found_by_its_full_name_and_under_its_city() -> None:
    wrong = []
    for place in registry().by_code.values():
        parent = registry().by_code.get(place.parent)
        if place.level != "county" or parent is None:
            continue
        for text in (place.full_name, parent.name + place.name):
            match = resolve(text, registry())
            if match is None or match.codes != (place.code,):
                wrong.append((text, match))
    assert wrong == []


def test_a_county_alone_is_found_or_reported_as_ambiguous_never_another_one() -> None:
    counties = [place for place in registry().by_code.values() if place.level == "county"]
    found = {place.code: resolve(place.name, registry()) for place in counties}
    assert all(match is not None and code in match.codes for code, match in found.items())
    ambiguous = [code for code, match in found.items() if match is not None and len(match.codes) > 1]
    assert 60 <= len(ambiguous) <= 70


@given(st.text(alphabet="河南省漯市昆明西山区和县城鼓楼/新 ", max_size=60))
def test_matches_lie_in_order_and_say_what_stands_there(text: str) -> None:
    position = 0
    for match in find_places(text, registry()):
        assert position <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        assert match.codes
        position = match.end


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("云南省/大理州", "云南省大理白族自治州"),
        ("云南省/大理州/大理市/2023.txt", "云南省大理白族自治州大理市"),
        ("湖北省/恩施州/2023.txt", "湖北省恩施土家族苗族自治州"),
        ("黔东南州", "贵州省黔东南苗族侗族自治州"),
        ("海南州", "青海省海南藏族自治州"),
        ("贵州省/铜仁市/玉屏自治县", "贵州省铜仁市玉屏侗族自治县"),
        ("河南省/郑州市/管城区", "河南省郑州市管城回族区"),
        ("内蒙古自治区/呼伦贝尔市/鄂伦春旗", "内蒙古自治区呼伦贝尔市鄂伦春自治旗"),
    ],
)
def test_an_autonomous_division_goes_by_its_usual_short_form(text: str, whole: str) -> None:
    assert name_of(text) == [whole]


def test_a_short_form_that_another_division_once_bore_is_nobodys() -> None:
    assert name_of("东乡县") == []
    assert name_of("甘肃省/临夏州/东乡自治县") == ["甘肃省临夏回族自治州东乡族自治县"]


@pytest.mark.parametrize(
    "text", ["长治县2016年度报告", "邯郸县人民政府", "山西长治县司法局", "云南省丽江县林业局"]
)
def test_a_county_the_table_does_not_have_is_not_the_city_of_that_name(text: str) -> None:
    found = [registry().by_code[code].name for match in find_places(text, registry()) for code in match.codes]
    assert not {"长治市", "邯郸市", "丽江市"} & set(found)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("浙江县域经济", "浙江省"),
        ("重庆区县", "重庆市"),
        ("承德县司法局", "承德县"),
        ("长治县(市、区)", "长治市"),
    ],
)
def test_counties_at_large_behind_a_short_name_leave_it_standing(text: str, place: str) -> None:
    assert [
        registry().by_code[code].name for match in find_places(text, registry()) for code in match.codes
    ] == [place]
