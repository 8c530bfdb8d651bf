"""What is checked of the sources of a glossary file, how `sources.yml` completes them, and that the handbook
and the table of citations are right."""

import re
import sys
from pathlib import Path

import pytest

from site_builder.corpus.terms.source_checks import check_sources
from site_builder.files.glossary import read_entry, read_glossary
from site_builder.model.terms import CATEGORIES, Source, TermEntry

ROOT = Path(__file__).parents[2]
SOUND = (
    "plain: 一句话。\nsources:\n  - {title: 某法, number: 国办发〔2018〕37号, date: 2018-05-16, quote: 原句,"
    " checked: 2026-11-30, state: 现行}"
)


def entry_of(head: str, body: str = "解释。") -> TermEntry:
    entry, _ = read_entry(f"---\nterm: 甲\n{head}\n---\n\n{body}\n", "glossary/甲.md")
    assert entry is not None
    return entry


def found(head: str, body: str = "解释。") -> list[tuple[str, int, str]]:
    return [(problem.code, problem.line, problem.text) for problem in check_sources([entry_of(head, body)])]


def source(field: str) -> str:
    """A head whose source has one field of its own beside a sound quotation."""
    return (
        f"plain: 一句话。\nsources:\n  - title: 某法\n    quote: 原句\n    checked: 2026-11-30\n    {field}"
    )


@pytest.mark.parametrize(
    ("head", "problems"),
    [
        (SOUND, []),
        *((f"{SOUND}\ncategory: {category}", []) for category in CATEGORIES),
        (f"{SOUND}\ncategory: 行政复议与应诉", [("G631", "行政复议与应诉")]),
        ("plain: 一句话。\nsources: [《某法》]", [("G632", "《某法》")]),
        ("plain: 一句话。\nsources:\n  - {title: 某法, checked: 2026-11-30}", [("G632", "某法")]),
        ("plain: 一句话。\nsources:\n  - {title: 某法, checked: 未能核对}", []),
        (source("state: 已废止\n    replaced_by: 《新法》"), [("G633", "某法")]),
        (source("state: 已废止"), [("G639", "某法"), ("G633", "某法")]),
        (
            source("state: 已废止\n    replaced_by: 《新法》")
            + "\n  - {title: 新法, quote: 原句, checked: 2026-11-30}",
            [],
        ),
        (source("state: 已到期"), []),
        (source("state: 有效"), [("G634", "有效")]),
        (source("url: www.gov.cn"), [("G634", "www.gov.cn")]),
        (source("url: reports/luohe/2024/"), []),
        (source("url: ../luohe/"), [("G634", "../luohe/")]),
        (source("date: 2018年5月"), [("G634", "2018年5月")]),
        (source("date: 2018-13"), [("G634", "2018-13")]),
        (source("date: 2018-05"), []),
        (source("date: '2018'"), []),
        (source("state: 现行\n    replaced_by: 《新法》"), [("G635", "replaced_by")]),
        ("sources:\n  - {title: 某法, quote: 原句, checked: 2026-11-30}", [("G636", "甲")]),
        (f"{SOUND}\nstatus: 待释", [("G635", "status")]),
        (f"{SOUND}\nreason: 没有出处", [("G635", "reason")]),
        (f"{SOUND}\ncategory: ''", [("G635", "category")]),
        (SOUND.replace("一句话", "长" * 41), [("G637", "长" * 41 + "。")]),
    ],
)
def test_what_a_head_states_is_checked(head: str, problems: list[tuple[str, str]]) -> None:
    assert [(code, text) for code, _, text in found(head)] == problems


def test_a_problem_names_the_line_of_its_source() -> None:
    head = (
        "plain: 一句话。\nsources:\n  - {title: 甲法, checked: 未能核对}\n  - title: 乙法\n    quote: 原句\n "
        "   checked: 昨天"
    )
    assert found(head) == [("G634", 6, "昨天")]


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("国办发〔2018〕37号", True),
        ("国发〔2024〕3号", True),
        ("法释〔2020〕3号", True),
        ("司发通〔2018〕131号", True),
        ("国务院令第711号", True),
        ("主席令第九号", True),
        ("主席令第一一〇号", True),
        ("中华人民共和国主席令第七十号", True),
        ("北京市人民代表大会常务委员会公告〔十五届〕第62号", True),
        ("国办发[2018]37号", False),
        ("国办发（2018）37号", False),
        ("国办发〔18〕37号", False),
        ("国办发〔2018〕第37号", False),
        ("国办发〔2018〕37", False),
        ("第711号", False),
        ("无", False),
    ],
)
def test_the_form_of_a_number(number: str, right: bool) -> None:
    assert found(source(f"number: '{number}'")) == ([] if right else [("G634", 5, number)])


def test_every_problem_has_a_text_and_a_mend() -> None:
    heads = (
        f"{SOUND}\ncategory: 别的",
        "sources: [《某法》]",
        source("state: 已废止"),
        source("url: x"),
        source("state: 现行\n    replaced_by: 乙"),
    )
    for problem in check_sources(map(entry_of, heads)):
        assert problem.message and problem.advice and "{" not in problem.message + problem.advice


def test_a_document_described_once_completes_every_source(tmp_path: Path) -> None:
    (tmp_path / "sources.yml").write_text(
        "documents:\n"
        "  - {title: 某法, number: 主席令第九号, url: https://example.com, checked: 2026-11-30, state: 现行}\n"
        "  - {title: 《某法》, number: 主席令第八号}\n",
        encoding="utf-8",
    )
    (tmp_path / "甲.md").write_text(
        "---\nterm: 甲\nsources:\n  - {title: 《某法》, article: 第二条, quote: 原句}\n  -"
        " 别的法\n---\n解释。\n",
        encoding="utf-8",
    )
    (tmp_path / "乙.md").write_text(
        "---\nterm: 乙\nsources:\n  - {title: 某法, number: 主席令第七号}\n---\n解释。\n", encoding="utf-8"
    )
    reading = read_glossary(tmp_path)
    (first, other), (own,) = (
        entry.sources for entry in sorted(reading.entries, key=lambda entry: entry.term, reverse=True)
    )
    assert first == Source(
        "某法",
        "主席令第九号",
        "",
        "",
        "第二条",
        "原句",
        "https://example.com",
        "2026-11-30",
        "",
        "现行",
        "",
        4,
    )
    assert first.confirmed and not other.confirmed and other.title == "别的法"
    assert (own.number, own.state) == ("主席令第七号", "现行")
    assert [(problem.code, problem.file, problem.line) for problem in reading.problems] == [
        ("G638", "glossary/sources.yml", 3)
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("documents: 一句话\n", "X956"),
        ("document: []\n", "X954"),
        ("documents:\n  - {number: 主席令第九号}\n", "X955"),
        ("documents: [\n", "X951"),
    ],
)
def test_a_broken_list_of_documents_loses_no_entry(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "sources.yml").write_text(text, encoding="utf-8")
    (tmp_path / "甲.md").write_text("---\nterm: 甲\nsources: [某法]\n---\n解释。\n", encoding="utf-8")
    reading = read_glossary(tmp_path)
    assert [entry.term for entry in reading.entries] == ["甲"]
    assert code in {problem.code for problem in reading.problems}


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("解释。", ("解释。", "", "")),
        (
            "解释。\n\n## 对您意味着什么\n\n- 60日内。\n\n## 常见用法\n\n例句。",
            ("解释。", "- 60日内。", "例句。"),
        ),
        ("## 常见用法\n例句。", ("", "", "例句。")),
        ("解释。\n\n## 沿革\n\n旧名。", ("解释。\n\n## 沿革\n\n旧名。", "", "")),
    ],
)
def test_headings_below_the_explanation_are_fields(body: str, parts: tuple[str, str, str]) -> None:
    entry = entry_of(SOUND, body)
    assert (entry.explanation, entry.for_you, entry.usage) == parts


def test_the_example_of_the_handbook_passes() -> None:
    example = re.search(
        r"```markdown\n(---\nterm: .*?)```",
        (ROOT / "docs/给业务人员.md").read_text(encoding="utf-8"),
        re.DOTALL,
    )
    assert example
    entry, problems = read_entry(example[1], "glossary/双下降.md")
    assert entry and problems == () and check_sources([entry]) == ()
    assert entry.for_you and all(each.confirmed for each in entry.sources)


def test_the_handbook_names_the_categories_there_are() -> None:
    line = next(
        line
        for line in (ROOT / "docs/给业务人员.md").read_text(encoding="utf-8").split("\n")
        if line.startswith("- `category`")
    )
    assert tuple(line.rpartition("：")[2].rstrip("。").split("、")) == CATEGORIES


def test_the_table_of_citations_is_that_of_the_glossary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    monkeypatch.delitem(sys.modules, "citations", raising=False)
    from citations import TARGET, table

    assert TARGET.read_text(encoding="utf-8") == table(), "run tools/citations.py"
