"""Heads in the forms that real pages have: place, year, kind, title, dates, issuer, or honestly unknown."""

import pytest
from case_files import Case, case_parameters
from parse_reading import read

from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Report, Sourced

BODIES = {
    "five": (
        "过去一年,按照上级部署扎实推进法治政府建设。现将有关情况报告如下:\n一、"
        "主要举措和成效\n(一)加强组织领导。专题研究4次。\n(二)规范执法行为。评查案卷58件。\n"
        "二、存在的不足和原因\n一是力量不足。二是水平有待提升。\n三、"
        "党政主要负责人履行推进法治建设第一责任人职责情况\n主要负责人带头学法。\n四、"
        "下一年度主要安排\n持续发力。\n"
    ),
    "summary": (
        "在上级的正确领导下,认真贯彻落实法治政府建设实施纲要,各项工作取得新进展。现将主要情况报告如下:\n一、"
        "依法履行政府职能\n(一)深化改革。取消事项3项。\n"
        "二、严格规范执法\n(一)完善制度。培训200余场。\n三、"
        "查找差距,开创新局面\n虽然取得一定成绩,但仍存在一些问题,一是认识不足。\n"
    ),
    "plain": (
        "2023年,在市委、市政府的正确领导下,扎实推进法治政府建设。现将有关情况报告如下:\n一、"
        "主要举措和成效\n(一)加强组织领导。专题研究4次。\n二、存在的不足和原因\n一是力量不足。\n三、"
        "下一年度主要安排\n持续发力。\n"
    ),
    "congress": (
        "主任、各位副主任、秘书长、各位委员:\n受市政府委托,现将2020年度法治政府建设情况报告如下,请予审议。"
        "\n一、主要举措和成效\n全年开展法治政府建设。\n二、存在问题\n力量不足。\n"
    ),
}


def value_of(report: Report, key: str, registry: PlaceRegistry) -> str:
    head = report.head
    if key == "refused":
        return report.refused
    if key == "level":
        return head.level
    if key == "place":
        place = registry.by_code.get(str(head.place.value))
        return place.full_name if place else "?"
    name, _, part = key.partition("_")
    stated: Sourced = getattr(head, {"number": "document_number"}.get(name, name))
    if part:
        return str(getattr(stated, part))
    return "?" if stated.value is None else str(stated.value)


@pytest.mark.parametrize("case", case_parameters("parse/heads.case"))
def test_head(case: Case, registry: PlaceRegistry) -> None:
    text = case.blocks["in"] + "\n" + BODIES.get(case.keys.get("body", ""), "")
    stated = dict(pair.split("=", 1) for pair in case.keys.get("sidecar", "").split())
    report = read(text, registry, case.keys.get("path") or "x.txt", **stated)
    expected = dict(line.split(": ", 1) for line in case.blocks["out"].splitlines())
    problem = expected.pop("problem", None)
    refused = expected.pop("refused", None)
    assert {key: value_of(report, key, registry) for key in expected} == expected
    if refused is not None:
        assert (refused in report.refused) if refused != "?" else not report.refused
    elif problem != "H301":
        assert not report.refused
    if problem is not None:
        assert problem in {p.code for p in report.problems}
