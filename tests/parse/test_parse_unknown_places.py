"""A place no table has stays unknown and is named; it is never published as the place around it. What only
looks like one does no harm."""

import pytest
from parse_reading import read

from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Report

BODY = (
    "2024年，在省委、省政府坚强领导下，河南省各级扎实推进法治政府建设。现将有关情况报告如下：\n一、"
    "主要举措和成效\n办理案件56件。\n二、存在的不足\n力量不足。\n三、下一年度安排\n继续推进。\n"
)
PLAIN = "2024年度法治政府建设情况报告"


def of(title: str, path: str, registry: PlaceRegistry, end: str = "", *, mention: bool = True) -> Report:
    """A report whose body speaks of a province unless `mention` is off."""
    return read(f"{title}\n{BODY if mention else BODY.replace('河南省', '')}{end}", registry, path)


@pytest.mark.parametrize(
    ("title", "path", "name"),
    [
        ("火星市人民政府关于2024年度法治政府建设情况的报告", "河南省/火星市/2024.txt", "火星市"),
        ("火星市人民政府关于2024年度法治政府建设情况的报告", "河南省/2024.txt", "火星市"),
        ("河南省火星市人民政府关于2024年度法治政府建设情况的报告", "x.txt", "河南省火星市"),
        ("关于火星市2024年度法治政府建设情况的报告", "河南省/2024.txt", "火星市"),
        ("火星县2024年度法治政府建设情况报告", "河南省/焦作市/2024.txt", "火星县"),
        ("木星自治县人民政府2024年度法治政府建设情况报告", "贵州省/铜仁市/2024.txt", "木星自治县"),
        (PLAIN, "焦作市/𠮷山区/2024.txt", "𠮷山区"),
        (PLAIN, "河南省/焦作市/𠮷山区/2024年/年度报告.txt", "𠮷山区"),
        (PLAIN, "河南省/火星市/火星市司法局/2024.txt", "火星市"),
        (PLAIN, "河南省/火星市2024.txt", "火星市"),
        (PLAIN, "河南省/西山区/2024.txt", "河南省西山区"),
        ("河南省2024年度法治政府建设情况报告", "河南省/火星地区/2024.txt", "火星地区"),
    ],
)
def test_an_unknown_place_is_not_its_parent(
    title: str, path: str, name: str, registry: PlaceRegistry
) -> None:
    report = of(title, path, registry)
    assert (report.head.place.value, report.head.place_slug, report.head.level) == (None, "", "")
    assert [(p.code, p.text) for p in report.problems if p.code in ("H302", "H303", "H312")] == [
        ("H312", name)
    ]
    assert name in report.head.place.note


def test_an_unknown_place_of_the_signature(registry: PlaceRegistry) -> None:
    report = of(PLAIN, "河南省/2024.txt", registry, "火星市人民政府\n2025年3月1日\n")
    assert report.head.place.value is None
    told = [p for p in report.problems if p.code == "H312"]
    assert [(p.text, p.line) for p in told] == [("火星市", 9)]


@pytest.mark.parametrize(
    ("title", "path", "code"),
    [
        (PLAIN, "河南省/2024年/年度报告/2024.txt", "410000"),
        (PLAIN, "河南省/济源市/2024.txt", "419001"),
        (PLAIN, "河南省/省直辖县级行政区划/济源市/2024.txt", "419001"),
        (PLAIN, "河南省/省直管县/巩义市/2024.txt", "410181"),
        (PLAIN, "海南省/五指山市/2024.txt", "469001"),
        (PLAIN, "北京市/市辖区/怀柔区/2024.txt", "110116"),
        (PLAIN, "河南省/郑州市/各县区/2024.txt", "410100"),
        (PLAIN, "河南省/漯河市/市司法局/2024.txt", "411100"),
        (PLAIN, "河南省/漯河市/漯河市司法局/2024.txt", "411100"),
        (PLAIN, "云南省/昆明市西山区/2024.txt", "530112"),
        (PLAIN, "山西省/晋城市/城区/2024.txt", "140502"),
        ("城区人民政府2024年度法治政府建设情况报告", "山西省/晋城市/城区/2024.txt", "140502"),
        ("市人民政府关于2024年度法治政府建设情况的报告", "河南省/漯河市/2024.txt", "411100"),
        ("我县2024年度法治政府建设情况报告", "河南省/漯河市/舞阳县/2024.txt", "411121"),
        ("玉屏自治县人民政府2024年度法治政府建设情况报告", "贵州省/铜仁市/玉屏侗族自治县/2024.txt", "520622"),
        ("大理州人民政府关于2024年度法治政府建设情况的报告", "x.txt", "532900"),
        ("漯河市人民政府关于2024年度法治政府建设情况的报告", "河南省/火星市/2024.txt", "411100"),
        ("依法治市2024年工作情况报告", "河南省/漯河市/2024.txt", "411100"),
    ],
)
def test_what_only_looks_like_a_place_does_no_harm(
    title: str, path: str, code: str, registry: PlaceRegistry
) -> None:
    report = of(title, path, registry, mention=False)
    assert (report.head.place.value, [p.text for p in report.problems if p.code == "H312"]) == (code, [])


@pytest.mark.parametrize(
    "title",
    [
        "郑州市金水区人民政府经八路街道办事处2024年度法治政府建设情况报告",
        "金水区经八路街道办事处2024年度法治政府建设情况报告",
        "经八路街道办事处2024年度法治政府建设情况报告",
    ],
)
def test_a_street_keeps_its_district(title: str, registry: PlaceRegistry) -> None:
    head = of(title, "河南省/郑州市/金水区/经八路街道/2024.txt", registry).head
    assert (head.place.value, head.level) == ("410105", "town")


def test_the_sidecar_decides(registry: PlaceRegistry) -> None:
    report = read(
        f"火星市人民政府关于2024年度法治政府建设情况的报告\n{BODY}",
        registry,
        "河南省/火星市/2024.txt",
        place="漯河市",
    )
    assert (report.head.place.value, report.head.place.origin) == ("411100", "sidecar")


def test_a_folder_named_in_short_says_whom_it_means(registry: PlaceRegistry) -> None:
    place = of(PLAIN, "云南省/大理州/2024.txt", registry, mention=False).head.place
    assert (place.value, place.origin) == ("532900", "path")
    assert "“大理州”是大理白族自治州的简称。" in place.note
