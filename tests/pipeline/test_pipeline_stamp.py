"""A page stamped into a shell: the marks go, the text stays what it is."""

import pytest

from site_builder.model.page import Page
from site_builder.shells.sections import SECTION_ENTRIES, shell_name, shell_sources
from site_builder.shells.splice import cut_shell, mark, stamp

FRAME = (
    f"<title>{mark('title')}</title><meta"
    f' content="{mark("description")}">{mark("head")}{mark("crumbs")}{mark("toc")}<main>{mark("body")}</main>{mark("title")}\n'
)


def page(**values: str) -> Page:
    return Page(
        **{
            "url": "",
            "section": "home",
            "title": "题",
            "description": "述",
            "head": "<h>",
            "crumbs": "<c>",
            "toc": "<t>",
            "body": "<b>",
        }
        | values
    )


def test_every_slot_is_filled_wherever_it_stands() -> None:
    assert (
        stamp(cut_shell("x", FRAME), page()).decode()
        == '<title>题</title><meta content="述"><h><c><t><main><b></main>题\n'
    )


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ('"引号" & <b>', "&quot;引号&quot; &amp; &lt;b&gt;"),
        ("</title><script>alert(1)</script>", "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("两\n行\t题", "两 行 题"),
        ("{{ config }} {% raw %}", "{{ config }} {% raw %}"),
        (mark("body"), mark("body")),
        ("\\1 \\g<0>", "\\1 \\g&lt;0&gt;"),
    ],
)
def test_a_title_is_text_whatever_it_holds(title: str, shown: str) -> None:
    assert f"<title>{shown}</title>" in stamp(cut_shell("x", FRAME), page(title=title)).decode()


def test_marks_inside_a_text_are_left_alone() -> None:
    body = f"<p>{mark('title')}{mark('body')}</p>"
    assert stamp(cut_shell("x", FRAME), page(body=body)).decode().count(body) == 1


def test_a_lone_surrogate_does_not_stop_the_build() -> None:
    assert b"&#55296;" in stamp(cut_shell("x", FRAME), page(body="\ud800"))


@pytest.mark.parametrize("frame", ["no body", mark("body") * 2])
def test_a_frame_without_exactly_one_body_is_refused(frame: str) -> None:
    with pytest.raises(ValueError, match="places for the body"):
        cut_shell("x", frame)


def test_every_frame_is_made_at_an_address_that_takes_it() -> None:
    for name, (section, source) in shell_sources().items():
        assert shell_name(section, source.removesuffix("index.md")) == name


def test_no_frame_is_made_at_the_address_of_another() -> None:
    sources = [source for _, source in shell_sources().values()]
    assert len(sources) == len(set(sources))


@pytest.mark.parametrize("section", SECTION_ENTRIES)
@pytest.mark.parametrize(
    "url",
    [
        "",
        "reports/",
        "reports/luohe/2024/",
        "metrics/x/",
        "places/a/b/c/d/",
        "indicators/2019/73/2024/henan/",
    ],
)
def test_any_page_of_any_section_finds_a_frame(section: str, url: str) -> None:
    if url or section == "home":
        assert shell_name(section, url) in shell_sources()
