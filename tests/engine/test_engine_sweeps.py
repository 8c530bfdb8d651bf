"""Small samples of the three sweeps in benchmarks/: one bad file costs itself only; a damaged store costs time only; what stands equals what is made anew.

The whole numbers: `python benchmarks/poison.py`, `python benchmarks/store_damage.py 300`, `python benchmarks/edits.py 1000`.
"""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import edits
import poison
import store_damage
from small_project import Project, content, dead_links

SAMPLE = (
    "definition '\\t'", "definition '\\u2003'", "works that sound alike", "sidecar replace", "term '\\u2003'", "slug compare", "markdown lists", "markdown brackets",
    "themes", "indicator plus-1", "places '  - {code: 411100, slug: xiamen}'", "redirect 'places/a/: places/luohe/'", "redirect 'reports/luohe/2024/source.txt: reports/l'",
    "redirects broken", "term broken", "the same again",
)  # fmt: skip


def test_a_cold_build_with_redirects_stands_the_comparison_with_material(tmp_path: Path) -> None:
    """Redirect pages lie below glossary/, places/ and metrics/: a frame of another section would hold longer links than Material writes there."""
    files = content()
    files["redirects.yml"] = b"".join(
        f"{old}/: {new}\n".encode()
        for old, new in {
            "glossary/old": "glossary/shuangxiajiang/", "metrics/old": "metrics/litigation-cases/", "years/1999": "years/2024/",
            "documents/old": "documents/", "reports/old/2024": "reports/luohe/2024/", "indicators/2011/1/2/3": "indicators/2019/",
        }.items()
    )  # fmt: skip
    built = Project(tmp_path / "project", files).build()
    assert [problem.message for problem in built.result.problems if problem.severity == "error"] == []
    assert {"glossary/old/index.html", "places/tahe/index.html", "reports/tahe/2024/index.html", "metrics/old/index.html"} <= built.site.keys()
    assert dead_links(built.site) == set()


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> poison.Sweep:
    return poison.Sweep(tmp_path_factory.mktemp("poison"))


@pytest.mark.parametrize("label", SAMPLE)
def test_one_bad_file_costs_itself_only(poisoned: poison.Sweep, label: str) -> None:
    chosen = next(each for each in poison.poisons() if each.label == label)
    poisoned.faults.clear()
    poisoned.run(chosen)
    assert poisoned.faults == []


def test_a_damaged_store_costs_time_only(tmp_path: Path) -> None:
    runs = store_damage.Sweep(tmp_path)
    for number, damage in enumerate(dict.fromkeys(store_damage.DAMAGES)):
        runs.run(number, damage, random.Random(number))
    assert runs.faults == []


def test_what_stands_equals_what_is_made_anew(tmp_path: Path) -> None:
    tried, faults = edits.sweep(tmp_path, 20, 11, length=10)
    assert faults == []
    assert tried.total() == 20
