"""What the portal promises to show of the five documents it ships with, read from the pages of one real
build."""

import csv
import io
import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEN = {
    "双下降": "shuangxiajiang",
    "四个周例会": "sigezhoulihui",
    "双违": "shuangwei",
    "一窗受理、综合服务": "yichuangshoulizonghefuwu",
    "一朵云": "yiduoyun",
    "一网通办": "yiwangtongban",
    "免证可办": "mianzhengkeban",
    "1+7+N": "1-7-n-zhengfu-falv-guwen",
    "两所一庭": "liangsuoyiting",
    "四电": "sidian",
}
"""The words 漯河 explains in its report → their addresses"""
_TAG = re.compile("<[^>]+>")
_PARAGRAPH = re.compile(r'<p id="(s[0-9a-z-]+-p[0-9]+)"[^>]*>(.*?)</p>', re.DOTALL)
_HEADING = re.compile(r"<h[1-6][^>]*>.*?</h[1-6]>", re.DOTALL)


def page(site: Path, url: str) -> str:
    """The main part of a page."""
    found = re.search(
        r"<article.*</article>", (site / url / "index.html").read_text(encoding="utf-8"), re.DOTALL
    )
    assert found, url
    return found[0]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(_TAG.sub("", html)))


def reports(site: Path) -> dict[str, str]:
    """Key → page of each report."""
    rows = csv.DictReader(io.StringIO((site / "data/reports.csv").read_text(encoding="utf-8-sig")))
    found = {row["report"]: page(site, row["url"]) for row in rows}
    assert len(found) == 5
    return found


def test_indicator_73_tells_rate_count_and_lower_bound_apart_and_who_is_silent(site: Path) -> None:
    html = page(site, "indicators/2019/73")
    told = words(html)
    for sentence, number in (
        ("2017年我区法定代表人出庭应诉率达100%", "100% 比率"),
        ("全年行政机关负责人出庭应诉142人次", "142人次 数量"),
        ("行政机关负责人出庭应诉率提升至90%以上", "90%（以上） · 提升后的水平 比率"),
    ):
        assert sentence in told
        assert number in told
    assert "漯河市（2024年度）：未报告" in told
    assert re.search(r'class="value value-at_least"[^>]*>90%（以上）', html)
    for key in ("kunming-xishan/2017", "beijing-huairou/2023", "xiamen/2022"):
        anchors = re.findall(rf'href="[./]*reports/{key}/#([^"]+)"', html)
        assert anchors
        assert all(f'id="{anchor}"' in reports(site)[key] for anchor in anchors)


@pytest.mark.parametrize(("word", "slug"), TEN.items())
def test_each_term_of_luohe_is_linked_where_it_first_stands_in_a_section_and_every_paragraph_is_listed(
    site: Path, word: str, slug: str
) -> None:
    listing = page(site, f"glossary/{slug}")
    standing = 0
    for key, html in reports(site).items():
        sections: Counter[str] = Counter()
        for anchor, paragraph in _PARAGRAPH.findall(html):
            if word not in re.sub("《[^》]*》", "", words(paragraph)):
                continue
            standing += 1
            section = anchor.rpartition("-p")[0]
            sections[section] += len(re.findall(rf'class="term"[^>]*glossary/{slug}/', paragraph))
            assert f"reports/{key}/#{anchor}" in listing
        assert set(sections.values()) <= {1}, (key, sections)
    assert standing
    assert "漯河市" in words(listing[listing.index('id="definitions"') :])


def test_no_term_is_linked_in_a_heading_or_inside_the_marks_of_a_title(site: Path) -> None:
    linked = 0
    for key, html in reports(site).items():
        linked += html.count('class="term"')
        assert not [heading for heading in _HEADING.findall(html) if 'class="term"' in heading], key
        assert not re.findall(r'《[^》《]*class="term"[^》]*》', html), key
    assert linked > 100


def letter_of(html: str, url: str) -> str:
    """The letter under which an index lists an address."""
    at = html.index(f'{url}"')
    return re.findall(r'<h2 id="t-([a-z]+)"', html[:at])[-1].upper()


@pytest.mark.parametrize(
    ("word", "letter"),
    [("行政复议", "X"), ("证照分离", "Z"), ("重大行政决策", "Z"), ("府院联动", "F"), ("12345热线", "OTHER")],
)
def test_terms_stand_under_the_letter_they_are_read_with(site: Path, word: str, letter: str) -> None:
    terms = json.loads((site / "data/terms.json").read_text(encoding="utf-8"))
    url = next(term["url"] for term in terms if term["term"] == word)
    assert letter_of(page(site, "glossary"), url) == letter


@pytest.mark.parametrize(
    ("name", "slug", "letter"),
    [("漯河市", "luohe", "L"), ("长治市", "changzhi", "C"), ("重庆市", "chongqing", "C")],
)
def test_places_are_read_as_their_people_read_them(name: str, slug: str, letter: str) -> None:
    from site_builder.files.places import load_places
    from site_builder.text.readers.slugs import initial

    registry = load_places(ROOT / "content").registry
    assert {place.slug for place in registry.by_code.values() if place.name == name} == {slug}
    assert initial(name) == letter


def test_the_rate_that_does_not_come_out_is_marked_at_its_sentence(site: Path) -> None:
    html = reports(site)["kunming-xishan/2017"]
    (mark,) = re.findall(r'<a class="check-note" id="(checked-\d+)" href="#(check-\d+)"', html)
    assert "85%" in words(html[: html.index(f'id="{mark[0]}"')])[-80:]
    note = html[html.index(f'id="{mark[1]}"') :]
    assert f'href="#{mark[0]}"' in note
    assert "816÷971≈84.0%，原文写作 85%" in words(note)


def test_each_source_is_published_once_and_byte_for_byte(site: Path) -> None:
    manifest = {
        each["path"]: each["sha256"]
        for each in json.loads((site / "data/manifest.json").read_text(encoding="utf-8"))["files"]
    }
    published = Counter(manifest.values())
    rows = list(csv.DictReader(io.StringIO((site / "data/reports.csv").read_text(encoding="utf-8-sig"))))
    for row in rows:
        original = (ROOT / "content/reports" / row["file"]).read_bytes()
        copy = site / row["url"] / "source.txt"
        assert copy.read_bytes() == original
        assert manifest[copy.relative_to(site).as_posix()] == row["sha256"]
        assert published[row["sha256"]] == 1
