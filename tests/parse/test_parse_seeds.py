"""The five documents of the collection, read whole: what a person reads in them."""

from hashlib import sha256
from pathlib import Path

import pytest

from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Report
from site_builder.model.text import SourceFile
from site_builder.parse.report import parse
from site_builder.text.clean import clean

REPORTS = Path(__file__).parents[2] / "content" / "reports"
LUOHE = "河南省/漯河市/2024.txt"
XISHAN = "云南省/昆明市/西山区/2017.txt"
HUAIROU = "北京市/怀柔区/2023.txt"
XIAMEN = "福建省/厦门市/2022.txt"
LUOYANG = "河南省/洛阳市/2020-法治政府建设示范市创建方案.txt"


def load(path: str, registry: PlaceRegistry, as_path: str = "") -> Report:
    data = (REPORTS / path).read_bytes()
    return parse(clean(SourceFile(as_path or path, data, sha256(data).hexdigest())), registry)


HEADS = [
    (LUOHE, "kind", "annual_report", "text", 2),
    (LUOHE, "shape", "to_congress", "text", 6),
    (LUOHE, "title", "关于2024年度法治政府建设情况的报告", "text", 2),
    (LUOHE, "issuer", "漯河市人民政府", "composed", 6),
    (LUOHE, "place", "411100", "text", 3),
    (LUOHE, "year", 2024, "text", 2),
    (LUOHE, "published", "2025-02-27", "page", 1),
    (LUOHE, "speaker", "路熠", "text", 4),
    (LUOHE, "meeting", "漯河市第八届人民代表大会常务委员会第十八次会议", "text", 3),
    (LUOHE, "source", None, "unknown", 0),
    (XISHAN, "kind", "annual_report", "text", 2),
    (XISHAN, "shape", "work_summary", "text", 0),
    (XISHAN, "title", "昆明市西山区人民政府2017年度法治政府建设工作情况报告", "text", 2),
    (XISHAN, "issuer", "昆明市西山区人民政府", "text", 2),
    (XISHAN, "place", "530112", "text", 2),
    (XISHAN, "year", 2017, "text", 2),
    (XISHAN, "published", "2018-03-26", "signature", 39),
    (XISHAN, "written", "2018-03-26", "signature", 39),
    (HUAIROU, "title", "北京市怀柔区人民政府2023年法治政府建设年度情况报告", "text", 3),
    (HUAIROU, "shape", "five_part", "text", 0),
    (HUAIROU, "issuer", "北京市怀柔区人民政府", "text", 3),
    (HUAIROU, "place", "110116", "text", 3),
    (HUAIROU, "year", 2023, "text", 3),
    (HUAIROU, "published", "2024-03-25 14:45", "page", 5),
    (HUAIROU, "source", "区司法局", "page", 5),
    (XIAMEN, "kind", "annual_report", "text", 2),
    (XIAMEN, "title", "厦门市2022年法治政府建设年度报告", "composed", 0),
    (XIAMEN, "issuer", None, "unknown", 0),
    (XIAMEN, "place", "350200", "text", 1),
    (XIAMEN, "year", 2022, "text", 2),
    (XIAMEN, "published", None, "unknown", 0),
    (LUOYANG, "kind", "plan", "text", 1),
    (LUOYANG, "title", "洛阳市人民政府关于印发洛阳市创建全国法治政府建设示范市两年行动方案的通知", "text", 1),
    (LUOYANG, "issuer", "洛阳市人民政府", "text", 1),
    (LUOYANG, "place", "410300", "text", 1),
    (LUOYANG, "year", 2020, "signature", 8),
    (LUOYANG, "published", "2020-06-29", "signature", 8),
    (LUOYANG, "document_number", "洛政〔2020〕23号", "text", 5),
]


@pytest.mark.parametrize(("path", "name", "value", "origin", "line"), HEADS)
@pytest.mark.parametrize("named", ["as filed", "without a path"])
def test_heads(
    path: str, name: str, value: object, origin: str, line: int, named: str, registry: PlaceRegistry
) -> None:
    stated = getattr(load(path, registry, "" if named == "as filed" else "0.txt").head, name)
    assert (stated.value, stated.origin, stated.line) == (value, origin, line)


def anchors(report: Report) -> str:
    return " ".join(s.anchor for s in report.sections)


def test_numbering_of_each_document(registry: PlaceRegistry) -> None:
    assert anchors(load(LUOHE, registry)) == "s1 s1-1 s1-2 s1-3 s1-4 s1-5 s1-6 s2 s3 glossary"
    assert anchors(load(HUAIROU, registry)) == "s1 s1-1 s1-2 s1-3 s1-4 s1-5 s1-6 s2 s3 s4 s4-1 s4-2 s4-3 s4-4"
    assert (
        anchors(load(XIAMEN, registry)) == "s1 s1-1 s1-2 s1-3 s1-4 s1-5 s1-6 s1-7 s1-8 s2 s2-1 s2-2 s2-3 s2-4"
    )
    assert " s4-3 s4-3b s4-4 " in anchors(load(XISHAN, registry))
    luoyang = anchors(load(LUOYANG, registry))
    assert luoyang.endswith("s4-5 fj1 fj1-1 fj1-2 fj1-3 fj1-4 fj2")
    assert len(load(XISHAN, registry).sections) == 32


def test_titles_restored_from_damaged_bytes_are_marked(registry: PlaceRegistry) -> None:
    report = load(XIAMEN, registry)
    assert {s.anchor for s in report.sections if s.status == "proposed"} == {
        "s1-3",
        "s1-5",
        "s1-6",
        "s2-1",
        "s2-2",
        "s2-3",
        "s2-4",
    }
    assert all(s.title and s.run_in for s in report.sections if s.level == 2)


def test_roles_and_contents(registry: PlaceRegistry) -> None:
    contents = {
        path: [c.status for c in load(path, registry).contents]
        for path in (LUOHE, XISHAN, HUAIROU, XIAMEN, LUOYANG)
    }
    assert contents == {
        LUOHE: ["present", "present", "absent", "present", "absent"],
        HUAIROU: ["present", "present", "present", "present", "absent"],
        XIAMEN: ["present", "folded", "folded", "present", "absent"],
        XISHAN: ["not_applicable"] * 5,
        LUOYANG: ["not_applicable"] * 5,
    }
    xiamen = load(XIAMEN, registry)
    assert next(c for c in xiamen.contents if c.name == "problems").anchor == "s1-8-p2"
    assert [p.role for p in xiamen.paragraphs if p.anchor == "s1-8-p2"] == ["problems"]
    xishan = load(XISHAN, registry)
    assert {p.anchor: p.role for p in xishan.paragraphs if p.section == 29} == {"s7-1-p1": "arrangements"}
    assert [p.line for p in xishan.paragraphs if p.role == "problems"] == [34]
    assert not any(p.role == "problems" for p in load(LUOYANG, registry).paragraphs)


def test_ten_definitions(registry: PlaceRegistry) -> None:
    definitions = load(LUOHE, registry).definitions
    assert [d.term for d in definitions] == [
        "双下降", "四个周例会", "双违", "一窗受理、综合服务", "一朵云", "一网通办", "免证可办", "1+7+N政府法律顾问模式", "两所一庭", "四电",
    ]  # fmt: skip
    assert [d.line for d in definitions] == list(range(21, 31))
    assert definitions[0].aliases == ("行政诉讼双下降", "行政诉讼“双下降”")
    assert definitions[6].text.startswith("指群众、企业") and definitions[6].text.endswith("免提交。")


def test_indicator_table(registry: PlaceRegistry) -> None:
    (table,) = load(LUOYANG, registry).tables
    rows = [[cell.text for cell in row] for row in table.rows]
    assert table.header == ("一级指标", "二级指标", "三级指标", "三级指标", "责任单位")
    assert len(rows) == 104 and {len(row) for row in rows} == {5}
    assert [row[2] for row in rows] == [*map(str, range(1, 101)), "1", "2", "1", "2"]
    assert all(all(row) for row in rows)
    first = list(dict.fromkeys(row[0] for row in rows))
    second = list(dict.fromkeys((row[0], row[1]) for row in rows))
    assert len(first) == 9 and len(second) == 36
    assert [len([s for s in second if s[0] == f]) for f in first] == [7, 4, 6, 6, 4, 3, 2, 2, 2]
    assert (
        first[0] == "一、政府职能依法全面履行"
        and first[6] == "七、政府工作人员法治思维和依法行政能力全面提高"
    )
    assert rows[6][1] == "2.落实权责清单、负面清单制度并实行动态管理" and rows[72][4].endswith("政府")
    assert all("|" not in cell for row in rows for cell in row)


def test_clean_documents_raise_no_structural_alarm(registry: PlaceRegistry) -> None:
    codes = {
        path: sorted({p.code for p in load(path, registry).problems if p.code[0] in "HBD"})
        for path in (LUOHE, XISHAN, HUAIROU, LUOYANG)
    }
    assert codes == {LUOHE: ["B407"], XISHAN: ["B402"], HUAIROU: [], LUOYANG: []}
