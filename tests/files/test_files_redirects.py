"""content/redirects.yml: what is taken, and what is refused with its line."""

from pathlib import Path

import pytest

from site_builder.files.redirects import Redirect, load_redirects, read_redirects

GOOD = """# 旧地址: 新地址
/glossary/fangguanfugaige/: glossary/fangguanfu/
reports/tahe/2024: /reports/luohe/2024/index.html
metrics/appearance-rate/: metrics/litigation-appearance-rate/
"""


def test_addresses_are_brought_into_the_form_of_the_site() -> None:
    reading = read_redirects(GOOD)
    assert reading.problems == ()
    assert reading.redirects == (
        Redirect("glossary/fangguanfugaige/", "glossary/fangguanfu/", 2),
        Redirect("reports/tahe/2024/", "reports/luohe/2024/", 3),
        Redirect("metrics/appearance-rate/", "metrics/litigation-appearance-rate/", 4),
    )


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("glossary/a/: https://example.org/", "X957", 1),
        ("glossary/a/: //example.org/x/", "X957", 1),
        ("glossary/a/: glossary/../../etc/", "X957", 1),
        ("# 说明\n../x/: glossary/b/", "X957", 2),
        ("glossary/a/: javascript:alert(1)", "X957", 1),
        ("glossary/a/: 'glossary/b/?x=1'", "X957", 1),
        ("assets/a/: glossary/b/", "X957", 1),
        ("glossary/a/:", "X957", 1),
        ("glossary/甲/: glossary/b/", "X957", 1),
        ("glossary/a/: [glossary/b/]", "X957", 1),
        ("- glossary/a/", "X956", 1),
        ("glossary/a/: glossary/b/\nglossary/a/: glossary/c/", "X953", 2),
        ("glossary/a/: glossary/a/", "X957", 1),
    ],
)
def test_what_leads_out_of_the_site_or_nowhere_is_refused_with_its_line(
    text: str, code: str, line: int
) -> None:
    reading = read_redirects(text)
    assert [(p.code, p.file, p.line) for p in reading.problems] == [(code, "redirects.yml", line)]
    assert reading.redirects == ()


def test_every_line_of_a_circle_is_refused_and_what_leads_into_it() -> None:
    reading = read_redirects(
        "glossary/a/: glossary/b/\nglossary/b/: glossary/c/\nglossary/c/: glossary/b/\nglossary/x/:"
        " glossary/y/\n"
    )
    assert [p.line for p in reading.problems] == [1, 2, 3]
    assert [each.old for each in reading.redirects] == ["glossary/x/"]


def test_a_long_chain_is_followed_in_bounded_time() -> None:
    chain = "".join(f"glossary/a{n}/: glossary/a{n + 1}/\n" for n in range(1500))
    assert read_redirects(chain).problems == ()


def test_no_file_no_redirects(tmp_path: Path) -> None:
    folder = tmp_path
    assert load_redirects(folder).redirects == ()
    (folder / "redirects.yml").write_bytes(b"a: b\xff\xff")
    assert [p.code for p in load_redirects(folder).problems] == ["X964"]
