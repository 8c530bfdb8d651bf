"""`site-builder rules …`: what it lists, what it says of a sentence, what a changed rule gains and loses."""

import json
import shutil
from pathlib import Path

from click.testing import CliRunner

from site_builder.cli import main
from site_builder.commands.rules_diff import compare
from site_builder.rules import load

ROOT = Path(__file__).parents[2]


def run(*arguments: str):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(main, ["--config", str(ROOT / "mkdocs.yml"), "rules", *arguments])


def test_list_shows_entries_with_their_reasons() -> None:
    out = run("list", "arithmetic").output
    assert "rules/arithmetic.yml:" in out and "sum.parts" in out and "十分之一" in out
    assert {"bounds", "units"} <= {
        Path(each["file"]).stem for each in json.loads(run("list", "--json").output)
    }
    assert run("list", "nothing").exit_code == 2


def test_check_is_content_with_the_rules_as_they_are() -> None:
    assert run("check", "arithmetic").exit_code == 0


def test_try_tells_rules_and_reading() -> None:
    told = json.loads(run("try", "--json", "参训人员90人以上,答复不超过15日。").output)
    values = {(each["id"], each["value"]) for each in told["rules"] if isinstance(each["value"], str)}
    assert ("after.at-least", "at_least") in values and ("before.at-most", "at_most") in values
    assert ("before.at-least", "at_least") not in values
    assert [(one["surface"], one["bound"]) for one in told["numbers"]] == [
        ("90人", "at_least"),
        ("15日", "at_most"),
    ]
    marked = json.loads(run("try", "--json", "参训【90人】以上").output)["rules"]
    assert "after.at-least" in {each["id"] for each in marked} and "after.at-most" not in {
        each["id"] for each in marked
    }


def test_diff_shows_what_a_changed_rule_gains_and_loses(tmp_path: Path) -> None:
    changed, reports = tmp_path / "changed", tmp_path / "reports"
    changed.mkdir()
    for file in load._folder.glob("*.yml"):
        shutil.copy(file, changed)
    bounds = changed / "bounds.yml"
    bounds.write_text(
        bounds.read_text(encoding="utf-8").replace("words: [以上, 及以上,", "words: [及以上,"),
        encoding="utf-8",
    )
    (reports / "河南省" / "漯河市").mkdir(parents=True)
    text = "漯河市2024年法治政府建设年度报告\n一、主要举措和成效\n全年培训执法人员90人以上，办结案件12件。\n"
    (reports / "河南省" / "漯河市" / "2024.txt").write_text(text, encoding="utf-8")
    changes = compare(ROOT / "mkdocs.yml", str(load._folder), str(changed), reports)
    assert [
        (change.gained, change.part, change.said["surface"], change.said["bound"]) for change in changes
    ] == [
        (False, "quantities", "90人", "at_least"),
        (True, "quantities", "90人", "exact"),
    ]
