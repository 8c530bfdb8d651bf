"""The style sheet keeps what it promises: contrast of every pair of tokens in every scheme, nothing from
another host, few colours."""

import re
from pathlib import Path

import pytest

THEME = Path(__file__).parents[2] / "themes" / "portal"
CSS = (THEME / "assets/portal.css").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(:root[^{]*)\{([^}]*--paper[^}]*)\}", CSS)
TEXT_PAIRS = [
    ("ink", "paper"), ("ink", "sheet"), ("ink", "mark"), ("muted", "paper"), ("muted", "sheet"), ("brand", "paper"), ("brand", "sheet"),
    ("brand", "brand-wash"), ("brand-ink", "paper"), ("brand-ink", "brand-wash"), ("on-brand", "brand"), ("on-brand", "brand-ink"),
    ("seal", "paper"), ("seal", "sheet"), ("ink", "seal-wash"), ("amber", "amber-wash"), ("ink", "amber-wash"),
]  # fmt: skip
LINE_PAIRS = [("edge", "paper"), ("brand", "paper"), ("amber", "paper")]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})\b", block))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#fff", "#000") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("selector", "block"),
    [pair for pair in BLOCKS if "print" not in pair[0]],
    ids=lambda value: value.strip()[:40],
)
def test_every_pair_of_text_and_ground_has_enough_contrast(selector: str, block: str) -> None:
    wanted = 7 if 'contrast="high"' in selector else 4.5
    have = tokens(block)
    if len(have) < 14:
        pytest.skip("the print block changes a few tokens of the light scheme")
    low = {
        f"{a} on {b}": round(contrast(have[a], have[b]), 2)
        for a, b in TEXT_PAIRS
        if contrast(have[a], have[b]) < wanted
    }
    assert low == {}
    assert [pair for pair in LINE_PAIRS if contrast(have[pair[0]], have[pair[1]]) < 3] == []


def test_dark_tokens_are_the_same_whether_chosen_or_followed() -> None:
    dark = [
        tokens(block)
        for selector, block in BLOCKS
        if selector.strip() in (':root:not([data-scheme="light"])', ':root[data-scheme="dark"]')
    ]
    assert len(dark) == 2
    assert dark[0] == dark[1]


def test_nothing_comes_from_another_host() -> None:
    for path in [*THEME.rglob("*.css"), *THEME.rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"@import|url\(\s*['\"]?(https?:)?//|<(script|link|img|iframe)[^>]+(src|href)=\"(https?:)?//",
            text,
        ), path.name
    for path in THEME.rglob("*.js"):
        assert not re.search(
            r"(fetch|import|src\s*=)\s*\(?\s*['\"`](https?:)?//", path.read_text(encoding="utf-8")
        ), path.name


def test_the_assets_of_a_first_visit_are_light() -> None:
    import gzip

    files = ("portal.css", "portal.js", "search-loader.js", "images/icon.svg")
    assert sum(len(gzip.compress((THEME / "assets" / name).read_bytes())) for name in files) < 30_000
