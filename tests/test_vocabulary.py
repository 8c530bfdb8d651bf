"""Every closed set once: no code is written out a second time, no list of codes stands in a docstring, no use
of a set may forget a member."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import site_builder.vocabulary as words
from site_builder.model.facts import Quantity
from site_builder.vocabulary import CONTENTS, DocumentKind, Origin, Role, Vocabulary

PACKAGE = Path(words.__file__).parents[1]
VOCABULARIES = tuple(
    each
    for each in vars(words).values()
    if isinstance(each, type) and issubclass(each, Vocabulary) and each is not Vocabulary
)
ALSO_ORDINARY = frozenset(
    [
        "<",
        "<=",
        "=",
        ">",
        ">=",
        "about",
        "area",
        "arrangements",
        "aside",
        "attachment",
        "category",
        "check",
        "compare",
        "confirm",
        "confirmed",
        "count",
        "comparison",
        "coverage",
        "data",
        "date",
        "definition",
        "document",
        "document_number",
        "docx",
        "down",
        "error",
        "from",
        "gb18030",
        "glossary",
        "heading",
        "home",
        "html",
        "indicator",
        "indicators",
        "issuer",
        "late",
        "letter",
        "list",
        "local",
        "measures",
        "meeting",
        "metric",
        "none",
        "note",
        "number",
        "open",
        "origin",
        "other",
        "page",
        "path",
        "pdf",
        "pinyin",
        "place",
        "places",
        "plan",
        "preamble",
        "problem",
        "problems",
        "published",
        "rate",
        "redirect",
        "replace",
        "report",
        "reports",
        "responsibility",
        "restated",
        "rule",
        "script",
        "search",
        "sidecar",
        "signature",
        "silent",
        "source",
        "speaker",
        "string",
        "sum",
        "table",
        "target",
        "term",
        "text",
        "time",
        "title",
        "to",
        "txt",
        "unreadable",
        "up",
        "url",
        "utf-16",
        "utf-8",
        "utf-8-sig",
        "values",
        "written",
        "year",
        "years",
    ]
)
"""Words that name columns, tags, keys and details of messages as well. That none of them is *compared* as a
kind is a test of its own, and where one is given as a kind the type check objects."""


def modules() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name != "vocabulary" and path.name != "reading_table.py":
            yield path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")


def literals(source: str) -> Iterator[tuple[int, str]]:
    """Strings of a module that are values: no docstrings, no keys under which something is looked up or told."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def compared(source: str) -> Iterator[tuple[int, str]]:
    """Strings that something named kind, role, level, status, origin, bound, change, section or severity is
    compared with."""
    named = re.compile(r"(?:kind|role|level|status|origin|bound|change|severity|shape|mode)s?$")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            about = [getattr(each, "attr", getattr(each, "id", "")) for each in sides]
            if any(named.search(each) for each in about):
                for side in sides:
                    for part in getattr(side, "elts", [side]):
                        if isinstance(part, ast.Constant) and isinstance(part.value, str):
                            yield part.lineno, part.value


CODES = {member.value for each in VOCABULARIES for member in each if member}


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda each: each.__name__)
def test_every_member_has_a_code_a_word_and_an_explanation(vocabulary: type[Vocabulary]) -> None:
    assert vocabulary.__doc__
    assert len({member.value for member in vocabulary}) == len(vocabulary.__members__)
    for member in vocabulary:
        assert member == member.value == str(member) == f"{member}"
        assert member.explanation or not member
        assert vocabulary(member.value) is member
    assert set(words.codes(vocabulary)) == {member.value for member in vocabulary} - {""}


def test_a_member_without_a_chinese_word_cannot_be_made() -> None:
    with pytest.raises(TypeError):
        Vocabulary("Kind", {"NEW": "new"})


def test_a_code_stands_in_one_file() -> None:
    assert len(CODES) > 150
    strict = CODES - ALSO_ORDINARY
    assert len(strict) > 90
    assert [
        f"{name}:{line}: {value}"
        for name, source in modules()
        for line, value in literals(source)
        if value in strict
    ] == []


def test_no_kind_is_compared_with_a_written_word() -> None:
    assert [
        f"{name}:{line}: {value}"
        for name, source in modules()
        for line, value in compared(source)
        if value in CODES
    ] == []


def test_the_check_finds_a_planted_word() -> None:
    planted = (
        'def f(head):\n    """annual_report"""\n    return head.kind == "annual_report" or head.level in'
        ' ("province", "x")\n'
    )
    assert [value for _, value in literals(planted) if value in CODES] == ["annual_report", "province"]
    assert [value for _, value in compared(planted) if value in CODES] == ["annual_report", "province"]


def docstring_lists(source: str) -> Iterator[str]:
    """Docstrings that list two or more codes one after the other, set apart by dots."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            parts = [
                re.sub(r"\(.*?\)|（.*?）", "", part).strip() for part in re.split(r" · |\n", node.value.value)
            ]
            if " · " in node.value.value and sum(part.strip('"') in CODES for part in parts) >= 2:
                yield node.value.value


def test_no_docstring_lists_a_closed_set() -> None:
    assert [f"{name}: {told[:60]}" for name, source in modules() for told in docstring_lists(source)] == []
    assert list(docstring_lists('X = 1\n"""exact · at_least (不低于) · about"""'))


def test_nothing_looks_a_word_up_with_a_default() -> None:
    """`TABLE.get(kind, kind)` hides a member that the table has forgotten."""
    hidden = re.compile(
        r"\b[A-Z][A-Z_]+\.get\([^()]*(?:kind|role|level|status|origin|bound|severity)\b[^,()]*,\s*[^)]"
    )
    assert [f"{name}: {found[0]}" for name, source in modules() for found in hidden.finditer(source)] == []


def test_the_store_keeps_codes() -> None:
    """A record of members is the same bytes as one of words, and is read back as members."""
    told = msgspec.msgpack.encode(("annual_report", "", "text"))
    assert msgspec.msgpack.encode((DocumentKind.ANNUAL_REPORT, Role.NONE, Origin.TEXT)) == told
    assert (
        msgspec.msgpack.decode(told, type=tuple[DocumentKind, Role, Origin])[0] is DocumentKind.ANNUAL_REPORT
    )
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(told, type=tuple[Origin, Role, Origin])
    assert {field.name: field.type for field in msgspec.structs.fields(Quantity)}["role"] is Role


def test_the_required_contents_are_roles_of_sections() -> None:
    assert [each.value for each in CONTENTS] == [
        "measures",
        "problems",
        "responsibility",
        "arrangements",
        "other_matters",
    ]


def test_every_match_on_a_vocabulary_ends_in_assert_never() -> None:
    for name, source in modules():
        for function in ast.walk(ast.parse(source)):
            if isinstance(function, ast.FunctionDef):
                matches = [
                    node
                    for node in function.body
                    if isinstance(node, ast.Match) and "MatchValue" in ast.dump(node)
                ]
                ends = [
                    n
                    for n in ast.walk(function)
                    if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "assert_never"
                ]
                assert len(matches) == len(ends), f"{name}: {function.name}"


def test_a_new_member_that_one_use_forgets_fails_the_type_check(tmp_path: Path) -> None:
    """Each vocabulary that some function matches gets one member more; mypy must object in every module with
    such a function."""
    matched: dict[str, set[str]] = {}
    for name, owner in subjects():
        matched.setdefault(owner, set()).add(name)
    assert len(matched) >= 10
    shadows: list[str] = []
    for path in sorted((PACKAGE / "vocabulary").glob("*.py")):
        source = path.read_text(encoding="utf-8")
        for owner in matched:
            source = re.sub(
                rf'(class {owner}\(Vocabulary\):\n    """.*?"""\n)',
                r'\1\n    BRAND_NEW = "brand_new", "新"\n',
                source,
                flags=re.S,
            )
        changed = tmp_path / path.name
        changed.write_text(source, encoding="utf-8")
        shadows += ["--shadow-file", str(path), str(changed)]
    files = sorted({str(PACKAGE / name) for names in matched.values() for name in names})
    cache = tmp_path / "cache"
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--follow-imports=silent",
            f"--cache-dir={cache}",
            "--no-error-summary",
            *shadows,
            *files,
        ],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    objected = {
        (line.split(":")[0].removeprefix("site_builder/"), owner)
        for line in run.stdout.splitlines()
        for owner in matched
        if owner in line
    }
    missing = {(name, owner) for owner, names in matched.items() for name in names} - objected
    assert missing == set(), run.stdout + run.stderr


def subjects() -> Iterator[tuple[str, str]]:
    """Module and vocabulary of every match: that of its case patterns."""
    for name, source in modules():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.match_case):
                for each in ast.walk(node.pattern):
                    if (
                        isinstance(each, ast.MatchValue)
                        and isinstance(each.value, ast.Attribute)
                        and isinstance(each.value.value, ast.Name)
                    ):
                        yield name, each.value.value.id
