"""The sections of the site, and the frames each needs.

A frame depends on where its page stands in three ways: how deep (`../..`), in which section (the entry that
is marked), and whether below the section's own front page, because MkDocs writes the shortest relative link
(`../` and not `../../years/`).
"""

from site_builder.vocabulary import SiteSection

SECTION_ENTRIES: dict[SiteSection, str] = {
    SiteSection.HOME: "",
    SiteSection.REPORTS: "reports/",
    SiteSection.PLACES: "places/",
    SiteSection.GLOSSARY: "glossary/",
    SiteSection.INDICATORS: "indicators/",
    SiteSection.YEARS: "years/",
    SiteSection.SEARCH: "search/",
    SiteSection.DATA: "data/",
    SiteSection.ABOUT: "about/",
}
"""Section → address of its front page, as the navigation links to it"""

DEPTHS = (1, 2, 3, 4, 5)
"""How deep addresses go: `reports/luohe/2024/` has 3, `indicators/2019/73/2024/henan/` 5"""


def shell_name(section: SiteSection, url: str) -> str:
    """Which frame a page takes.

    >>> shell_name(SiteSection.REPORTS, "reports/luohe/2024/"), shell_name(SiteSection.REPORTS, "reports/")
    ('reports-below-3', 'reports-entry')
    """
    entry = SECTION_ENTRIES[section]
    if url == entry:
        return f"{section}-entry"
    below = entry and url.startswith(entry)
    return f"{section}-{'below' if below else 'apart'}-{url.count('/')}"


def shell_sources() -> dict[str, tuple[SiteSection, str]]:
    """Name of a frame → (section, page of MkDocs that becomes it).

    >>> [shell_sources()[name][1] for name in ("reports-entry", "reports-below-2", "reports-apart-1")]
    ['reports/index.md', 'reports/zzshell/index.md', 'zzshell-reports/index.md']
    """
    out: dict[str, tuple[SiteSection, str]] = {}
    for section, entry in SECTION_ENTRIES.items():
        out[f"{section}-entry"] = (section, f"{entry}index.md")
        for depth in DEPTHS:
            out[f"{section}-apart-{depth}"] = (
                section,
                f"zzshell-{section}/" + "x/" * (depth - 1) + "index.md",
            )
            if entry and depth > 1:
                out[f"{section}-below-{depth}"] = (
                    section,
                    f"{entry}zzshell/" + "x/" * (depth - 2) + "index.md",
                )
    return out
