"""What a build remembers of the last one: deleted terms, changed addresses; and `check` finds all that a
build finds."""

from pathlib import Path

from pipeline_project import run

from site_builder.build import check
from site_builder.config import load_config
from site_builder.problems import Problem

TERM = "---\nterm: 双下降\nsources: [甲法]\n---\n解释。\n"


def checked(project: Path, *codes: str) -> list[Problem]:
    loaded = load_config(project / "mkdocs.yml", workers=1)
    return [problem for problem in check(loaded.config, loaded.problems).problems if problem.code in codes]


def test_a_deleted_term_is_told_until_it_is_back_or_redirected(project: Path) -> None:
    file = project / "content/glossary/信访.md"
    file.write_text(TERM.replace("双下降", "信访"), encoding="utf-8")
    run(project)
    assert checked(project, "G611") == []
    file.unlink()
    (told,) = checked(project, "G611")
    assert (told.file, told.text) == ("glossary/信访.md", "信访")
    for _ in range(2):  # a build must not make it forgotten
        assert [p for p in run(project).problems if p.code == "G611"] == [told]
    (project / "content/redirects.yml").write_text("glossary/xinfang/: glossary/\n", encoding="utf-8")
    assert [p for p in run(project).problems if p.code in {"G611", "X958", "X959"}] == []
    assert "glossary/" in (project / "site/glossary/xinfang/index.html").read_text(encoding="utf-8")


def test_wrong_redirects_are_found_by_build_and_check_alike(project: Path) -> None:
    lines = (
        "places/luohe/: places/beijing/\nglossary/old/: glossary/nirgends/\nreports/tahe/2024/:"
        " reports/luohe/2024/\n"
    )
    (project / "content/redirects.yml").write_text(lines, encoding="utf-8")
    codes = ("X957", "X958", "X959")
    found = [p for p in run(project).problems if p.code in codes]
    assert sorted((p.code, p.file, p.line) for p in found) == [
        ("X958", "redirects.yml", 2),
        ("X959", "redirects.yml", 1),
    ]
    assert set(checked(project, *codes)) == set(found)
    assert (project / "site/reports/tahe/2024/index.html").is_file()
    assert not (project / "site/glossary/old").exists()


def test_check_tells_what_a_build_tells_of_content(project: Path) -> None:
    (project / "content/glossary/没人用的词.md").write_text(
        TERM.replace("双下降", "没人用的词"), encoding="utf-8"
    )
    told = {p for p in run(project).problems if p.file.startswith(("reports/", "glossary/"))}
    assert {"G604", "Q510"} <= {p.code for p in told}
    assert set(checked(project, *{p.code for p in told})) >= told
