"""The sections of the site, and the frames each needs."""

ENTRIES = {
    "home": "",
    "reports": "reports/",
    "places": "places/",
    "glossary": "glossary/",
    "indicators": "indicators/",
    "years": "years/",
    "search": "search/",
    "data": "data/",
    "about": "about/",
}
"""Section → address of its front page, as the navigation links to it"""

DEPTHS = (1, 2, 3, 4, 5)
"""How deep addresses go: `reports/2024/henan/` has 3, `reports/luohe/2024/` 3; two more are room to grow"""


def shell_sources() -> dict[str, tuple[str, str]]:
    """Shell name → (section, page of MkDocs that becomes it).

    >>> shell_sources()["reports-entry"], shell_sources()["reports-2"]
    (('reports', 'reports/index.md'), ('reports', '_reports/x/index.md'))
    """
    out = {f"{section}-entry": (section, f"{url}index.md") for section, url in ENTRIES.items()}
    for section in ENTRIES:
        for depth in DEPTHS:
            out[f"{section}-{depth}"] = (section, f"_{section}/" + "x/" * (depth - 1) + "index.md")
    return out
