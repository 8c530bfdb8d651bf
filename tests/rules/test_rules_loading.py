"""The loader: what it makes of an entry, what it keeps, and what it says of a mistake."""

import re
from pathlib import Path

import pytest

from site_builder.problem_catalogue import CATALOGUE
from site_builder.rules import load
from site_builder.rules.edges import begins, ends
from site_builder.rules.errors import RuleError
from site_builder.rules.form import CompiledRule
from site_builder.rules.load import Subject, expression
from site_builder.rules.parts import parts
from site_builder.rules.proof import faults, holds, unproved
from site_builder.rules.reading import read_rules

GOOD = """
fragments:
  单位级: [市, 县]
rules:
  - id: office.government
    pattern: '{单位级}政府'
    why: 例
    yes: [报请【市政府】审定, 由【县政府】负责]
  - id: bound.at-least
    where: after
    words: [以上, 及以上]
    value: at_least
    why: 例
    yes: ["受训人员【90人】以上", "【三级】及以上"]
    no: ["以上【3件】均已办结"]
"""


@pytest.fixture
def folder(tmp_path: Path):  # type: ignore[no-untyped-def]
    before, kept = load._folder, dict(load._loaded)
    load.use_folder(tmp_path)
    yield tmp_path
    load.use_folder(before)
    load._loaded.update(kept)


def test_a_subject_gives_patterns_words_tables(folder: Path) -> None:
    (folder / "sample.yml").write_text(GOOD, encoding="utf-8")
    rules = load.subject("sample")
    assert rules.pattern("office") == "(?:市|县)政府"
    assert rules.table("bound", str) == {"以上": "at_least", "及以上": "at_least"}
    assert rules.ends("office") == frozenset("府") and rules.begins("office") == frozenset("市县")
    assert load.subjects() == ["sample"]
    with pytest.raises(RuleError, match="X971 程序要用的规则“nothing”没有找到"):
        rules.words("nothing")
    with pytest.raises(RuleError, match="X971"):
        load.subject("nowhere")


def test_what_is_kept_follows_the_file(folder: Path) -> None:
    file = folder / "sample.yml"
    file.write_text(GOOD, encoding="utf-8")
    load.subject("sample")
    load.use_folder(folder)
    kept = folder / "__pycache__" / "sample.rules"
    assert kept.is_file() and load.subject("sample").words("bound") == ("以上", "及以上")
    kept.write_bytes(kept.read_bytes()[:40])
    load.use_folder(folder)
    assert load.subject("sample").words("bound") == ("以上", "及以上")
    file.write_text(GOOD.replace("[以上, 及以上]", "[以上]"), encoding="utf-8")
    load.use_folder(folder)
    assert load.subject("sample").words("bound") == ("以上",)


def test_shared_fragments(folder: Path) -> None:
    (folder / "fragments.yml").write_text("fragments:\n  机关: [局, 委]\n", encoding="utf-8")
    (folder / "sample.yml").write_text(
        GOOD.replace("'{单位级}政府'", "'{单位级}政府|教育{机关}'"), encoding="utf-8"
    )
    assert load.subject("sample").pattern("office") == "(?:市|县)政府|教育(?:局|委)"
    assert load.subjects() == ["sample"]


MISTAKES = {
    "no id": (GOOD.replace("  - id: office.government\n    pattern", "  - pattern"), 5, "X970", "缺少“id”"),
    "unknown key": (GOOD.replace("value: at_least", "vaule: at_least"), 12, "X970", "不认得的键“vaule”"),
    "no reason": (GOOD.replace("    why: 例\n    yes: [报请", "    yes: [报请"), 5, "X970", "缺少“why”"),
    "empty reason": (
        GOOD.replace("why: 例\n    yes: [报请", "why: ''\n    yes: [报请"),
        5,
        "X970",
        "why 要写明理由",
    ),
    "no example": (
        GOOD.replace("yes: [报请【市政府】审定, 由【县政府】负责]", "yes: []"),
        5,
        "X970",
        "yes 至少要有一个例句",
    ),
    "words and pattern": (GOOD.replace("where: after", "pattern: 以上"), 9, "X970", "words 和 pattern"),
    "unknown fragment": (GOOD.replace("'{单位级}政府'", "'{级别}政府'"), 5, "X970", "没有叫“级别”的片段"),
    "a fragment in itself": (GOOD.replace("[市, 县]", "[市, '{单位级}']"), 5, "X970", "片段互相引用"),
    "no expression": (GOOD.replace("'{单位级}政府'", "'{单位级}政府('"), 5, "X970", "表达式有误"),
    "unknown place": (GOOD.replace("where: after", "where: behind"), 10, "X970", "“where”的写法不对"),
    "marks": (GOOD.replace("【三级】及", "【三级及"), 9, "X970", "【】没有配对"),
    "id twice": (GOOD.replace("bound.at-least", "office.government"), 9, "X970", "已经用过"),
    "a word twice": (GOOD.replace("[以上, 及以上]", "[以上, 以上]"), 9, "X970", "重复的词"),
    "capital id": (GOOD.replace("bound.at-least", "Bound"), 9, "X970", "id 只能用"),
    "unknown top key": (GOOD.replace("fragments:", "fragment:"), 2, "X970", "fragments、mechanics、rules"),
    "a key twice": (
        GOOD.replace("    where: after\n", "    where: after\n    where: before\n"),
        11,
        "X953",
        "where",
    ),
    "an alias": (
        GOOD.replace("why: 例\n    yes: [报请", "why: &a 例\n    yes: [报请").replace("why: 例", "why: *a"),
        7,
        "X952",
        "&",
    ),
    "no YAML": (GOOD.replace("[以上, 及以上]", "[以上, 及以上"), 12, "X951", "没有配对"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_names_file_line_and_entry_in_chinese(name: str) -> None:
    text, line, code, said = MISTAKES[name]
    with pytest.raises(RuleError) as error:
        read_rules("sample", text, {})
    assert str(error.value).startswith(f"rules/sample.yml:{line}: {code} ") and said in str(error.value)
    assert code in CATALOGUE and re.search(
        "[\u4e00-\u9fff]", error.value.problem.advice or error.value.problem.message
    )


WHERE = [
    ("anywhere", "复议", "办理【复议】案件", "办理【诉讼】案件"),
    ("before", "超过", "超过【5件】", "超过了【5件】"),
    ("after", "以上", "【5件】以上", "【5件】及以上"),
    ("between", "降至", "由【5件】降至【3件】", "由【5件】逐年降至【3件】"),
    ("opens", "关于", "印发【关于法治】的", "印发【有关于法】"),
    ("closes", "通知", "【关于报送的通知】书", "【关于通知的】事"),
    ("whole", "复议", "【复议】", "【复议案件】"),
]


@pytest.mark.parametrize(("where", "word", "yes", "no"), WHERE)
def test_where_a_rule_applies(where: str, word: str, yes: str, no: str) -> None:
    for rule in (CompiledRule("a", (word,), "", where), CompiledRule("a", (), word, where)):
        assert holds(rule, yes) and not holds(rule, no)


def test_constants_have_an_example_on_each_side() -> None:
    reach, limit = CompiledRule("a", (), "", "reach", 6), CompiledRule("a", (), "", "limit", 0.1)
    assert holds(reach, "【讲座】超过一二三四【100场】") and not holds(
        reach, "【讲座】超过一二三四五【100场】"
    )
    assert holds(limit, "相差【0.1】") and not holds(limit, "相差【0.15】")


def test_the_longest_word_of_a_group_counts() -> None:
    text = """
rules:
  - {id: b.most, where: before, words: [不超过], why: 例, yes: ['不超过【5件】']}
  - {id: b.least, where: before, words: [超过], why: 例, yes: ['超过【5件】'], no: ['不超过【5件】']}
"""
    assert list(faults(read_rules("sample", text, {}))) == []
    alone = text.replace("b.most", "c.most")
    assert [fault.text for fault in faults(read_rules("sample", alone, {}))] == ["不超过【5件】"]


def test_what_no_example_proves_is_told() -> None:
    text = GOOD.replace("[报请【市政府】审定, 由【县政府】负责]", "[报请【市政府】审定]").replace(
        ', "【三级】及以上"', ""
    )
    told = [(fault.rule, fault.text) for fault in unproved([read_rules("sample", text, {})])]
    assert told == [("bound.at-least", "及以上"), ("{单位级}", "县")]


PARTS = [
    ("(?:同比|较上年)", ["同比", "较上年"]),
    ("(?P<to>高|低)于|不足", ["高", "低", "(?P<to>高|低)于", "不足"]),
    ("(?<!不)高于", ["(?<!不)"]),
    ("年度?", ["度"]),
    ("增[加长]", ["加", "长"]),
    ("[^各种]类", ["各", "种"]),
    ("[，,。]{0,4}第[一二三]", []),
    (r"\((?:法定)?\)|[（(]", ["(?:法定)", r"\((?:法定)?\)", "[（(]"]),
    ("{单位级}?政府", ["{单位级}"]),
]


@pytest.mark.parametrize(("pattern", "expected"), PARTS)
def test_the_parts_of_a_pattern(pattern: str, expected: list[str]) -> None:
    assert [part.text for part in parts(pattern)] == expected


EDGES = [
    ("(?:同比|较上年)增[加长]", "同较", "加长"),
    ("(?<!不)高于?", "高", "于高"),
    (r"\d{1,2}年", "0123456789", "年"),
    ("(?:近|约)*", "", ""),
    ("[^，]{0,3}增", "", "增"),
    ("(?:(?:从|由)\\(|以)至(?!今)$", "从以由", "至"),
    ("[一-十]年", "", "年"),
    (".年", "", "年"),
]


@pytest.mark.parametrize(("pattern", "first", "last"), EDGES)
def test_the_edges_of_a_pattern(pattern: str, first: str, last: str) -> None:
    assert (set(begins(pattern)), set(ends(pattern))) == (set(first), set(last))


def test_words_as_an_expression() -> None:
    rule = CompiledRule("a", ("条", "条款"), "", not_after="一", not_before="例")
    found = [match[0] for match in re.finditer(expression(rule), "条例、条款、一条、三条")]
    assert found == ["条款", "条"]
    assert Subject("s", (rule,)).pattern("a") == expression(rule)
