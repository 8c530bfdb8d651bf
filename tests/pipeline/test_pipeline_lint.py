"""What a hand-written page must not hold is told with its file and line, and a strict build refuses; what a
page may hold is not."""

from pathlib import Path

import pytest
from pipeline_project import files_of, run

from site_builder.shells.page_lint import file_problems, findings, page_problems

PAGES = [
    # Markdown as rendered, code
    ("<script>alert(1)</script>", "X941"),
    ("<SCRIPT type=module src='a.js'></SCRIPT>", "X941"),
    ("<p onclick='a()'>文字</p>", "X941"),
    ("<svg><animate onbegin=a()></svg>", "X941"),
    ("<svg><script>a()</script></svg>", "X941"),
    ("<iframe srcdoc='&lt;script&gt;'></iframe>", "X941"),
    ("<object data='a.pdf'></object>", "X941"),
    ("<embed src='a.pdf'>", "X941"),
    ("<base href='/'>", "X941"),
    ("<meta http-equiv='Refresh' content='0; url=https://example.org'>", "X941"),
    ("<img src='https://example.org/a.png'>", "X942"),
    ("<img src='//example.org/a.png'>", "X942"),
    ("<img src='\\\\example.org\\a.png'>", "X942"),
    ("<img srcset='a.png 1x, https://example.org/a.png 2x'>", "X942"),
    ("<iframe src='https://example.org/'></iframe>", "X942"),
    ("<link rel=stylesheet href='https://example.org/a.css'>", "X942"),
    ("<video poster='https://example.org/a.png'></video>", "X942"),
    ("<svg><image xlink:href='https://example.org/a.png'/></svg>", "X942"),
    ("<svg><use href='https://example.org/a.svg#x'/></svg>", "X942"),
    ("<form action='https://example.org/'></form>", "X942"),
    ("<p style='background:url(https://example.org/a.png)'>文字</p>", "X942"),
    ("<p style='background:\\75rl(https://example.org/a.png)'>文字</p>", "X942"),
    ("<p style='background:url(\\68ttps://example.org/a.png)'>文字</p>", "X942"),
    ("<a href='x' ping='https://example.org/'>x</a>", "X942"),
    ("<a href='javascript:alert(1)'>x</a>", "X943"),
    ("<a href='jAva\tscript:alert(1)'>x</a>", "X943"),
    ("<a href=' &#106;avascript:alert(1)'>x</a>", "X943"),
    ("<a href='vbscript:x'>x</a>", "X943"),
    ("<a href='data:text/html,x'>x</a>", "X943"),
    ("<a href='file:///etc/passwd'>x</a>", "X943"),
    ("<form action='javascript:x'></form>", "X943"),
    ("<p style='color:red'>文字</p>", "X944"),
    ("<style>p{color:red}</style>", "X944"),
]
FINE = [
    (
        "<p>文字<a href='https://www.gov.cn/'>政府网</a><a href='mailto:a@b.cn'>信</a><a"
        " href='tel:12345'>12345</a><a href='#top'>上</a></p>"
    ),
    "<img src='images/a.png'><img src='data:image/png;base64,AA=='><img src='https://portal.gov.cn/a.png'>",
    "<pre><code>&lt;script&gt;alert(1)&lt;/script&gt; javascript:</code></pre>",
    '<table><tr><td style="text-align: right;">1</td></tr></table>',
    "<script type='application/ld+json'>{}</script>",
    "<blockquote cite='https://www.gov.cn/'>文字</blockquote>",
    "<a href='a:b.md/../x'>x</a>".replace("a:b", "ab"),
]
FILES = [
    ("pages/a.html", "<html>\n<script>a()</script>", [("X941", 2)]),
    (
        "pages/a.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'>\n<a xlink:href='javascript:a()'/></svg>",
        [("X943", 2)],
    ),
    (
        "pages/a.css",
        "p {}\np { background: url(//example.org/a.png) }\n@import 'https://example.org/a.css';",
        [("X942", 2), ("X942", 3)],
    ),
    ("pages/a.js", "a()", [("X941", 0)]),
    ("pages/a.pdf", "<script>", []),
]


@pytest.mark.parametrize(("html", "code"), PAGES)
def test_what_runs_asks_or_leads_astray_is_found(html: str, code: str) -> None:
    assert code in [found.code for found in findings(html)]


@pytest.mark.parametrize("html", FINE)
def test_what_a_page_may_hold_is_not(html: str) -> None:
    assert list(findings(html, "https://portal.gov.cn/")) == []


@pytest.mark.parametrize(("file", "text", "told"), FILES)
def test_files_beside_the_pages_are_looked_at(file: str, text: str, told: list[tuple[str, int]]) -> None:
    assert [(p.code, p.line) for p in file_problems(file, text)] == told


def test_each_place_is_told_at_its_own_line() -> None:
    source = (
        "# 页\n\n<b onclick='a()'>甲</b>\n\n文字\n\n<b"
        " onclick='b()'>乙</b>\n\n![图](https://example.org/a.png)\n"
    )
    html = "<b onclick='a()'>甲</b><b onclick='b()'>乙</b><img src='https://example.org/a.png'>"
    assert [(p.code, p.line) for p in page_problems("pages/a.md", html, source)] == [
        ("X941", 3),
        ("X941", 7),
        ("X942", 9),
    ]


@pytest.mark.timeout(300)
def test_an_unsafe_page_is_told_and_a_strict_build_refuses(project: Path) -> None:
    page = project / "content/pages/about.md"
    page.write_text(
        page.read_text(encoding="utf-8")
        + "\n<script>alert(1)</script>\n\n![图](https://example.org/a.png)\n",
        encoding="utf-8",
    )
    last = page.read_text(encoding="utf-8").count("\n")
    settings = project / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(
            'error_report_url: ""', 'error_report_url: "javascript:alert(1)"'
        ),
        encoding="utf-8",
    )
    before = files_of(project / "site")
    refused = run(project, strict=True)
    assert not refused.published
    assert files_of(project / "site") == before
    result = run(project)
    told = [(p.code, p.file, p.line) for p in result.problems if p.severity == "warning"]
    assert told[:1] == [
        (
            "X926",
            "mkdocs.yml",
            next(
                n
                for n, line in enumerate(settings.read_text(encoding="utf-8").split("\n"), 1)
                if "error_report_url:" in line
            ),
        )
    ]
    assert told[1:] == [("X941", "pages/about.md", last - 2), ("X942", "pages/about.md", last)]
    assert not [path for path, data in files_of(project / "site").items() if b"javascript:alert" in data]
    assert run(project).written == 0, "what was found stays with the kept frame"
    assert [p for p in run(project).problems if p.code == "X941"]
