"""The import law of docs/architecture.md, checked on the source: no import points up, no stage does I/O."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PKG = "site_builder"
STAGES = {"parse", "extract", "corpus", "pages", "search"}
EDGE_LAYERS = {"config", "files", "cache", "workers", "shells", "intake"}
MAY_IMPORT = {
    "vocabulary": set(),
    "problem_catalogue": set(),
    "problems": {"problem_catalogue"},
    "model": {"problems"},
    "matching": set(),
    "rules": {"problems"},
    "text": {"matching", "model", "problems", "rules"},
    **{stage: {"matching", "model", "problems", "rules", "text"} for stage in STAGES},
    "conventions": {"model", "problems"},
    "config": {"conventions", "model", "problems"},
    "files": {"model", "problems", "config", "text"},
    "cache": {"model", "problems", "config"},
    "intake": {"model", "problems", "text"},
    "workers": {"problems"},
    "shells": {"model", "problems", "config", "files", "cache"},
    "pipeline": {"model", "problems", "text", *STAGES, *EDGE_LAYERS},
    "build": {"model", "problems", "text", "pipeline", *STAGES, *EDGE_LAYERS},
    "commands": {
        "build",
        "pipeline",
        "config",
        "model",
        "problem_catalogue",
        "problems",
        "rules",
        "text",
        "files",
        "intake",
        *STAGES,
    },
    "mkdocs_plugin": {"build", "config", "conventions", "shells", "model", "problems"},
    "api": {"build", "commands", "config", "model", "problems", "files"},
    "cli": {"build", "commands", "config", "model", "problem_catalogue", "problems"},
}
EVERYBODY_MAY = "vocabulary"
"""The lowest layer: closed sets of words"""
PURE = {
    EVERYBODY_MAY,
    "matching",
    "model",
    "problem_catalogue",
    "problems",
    "conventions",
    "rules",
    "text",
    *STAGES,
}
THIRD_PARTY: dict[str, set[str]] = {
    "problem_catalogue": {"msgspec"},
    "problems": {"msgspec"},
    "model": {"msgspec"},
    "matching": {"msgspec", "numpy"},
    "rules": {"msgspec", "yaml"},
    "text": {"msgspec", "opencc", "pypinyin"},
    "parse": {"msgspec"},
    "extract": {"msgspec", "numpy"},
    "corpus": {"msgspec", "ahocorasick_rs", "numpy"},
    "conventions": {"msgspec"},
    "pages": {"msgspec", "jinja2", "markupsafe", "markdown"},
    "search": {"msgspec", "numpy", "deflate"},
}
EDGE_MODULES = {"os", "pathlib", "io", "subprocess", "urllib", "socket", "random", "time", "logging"}
ALLOWED = {
    ("urllib.parse", "pages"),
    ("urllib.parse", "conventions"),
    ("io", "pages"),
    ("os", "rules"),
    ("pathlib", "rules"),
    # quoting an address and csv.writer's StringIO touch nothing outside; rules are read from the package, as its
    # modules are
}
EDGE_CALLS = {"open", "print", "now", "today", "utcnow"}


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node.lineno
            if node.module == PKG:
                yield from ((f"{PKG}.{alias.name}", node.lineno) for alias in node.names)


def _reaches_out(module: str, layer: str) -> bool:
    """Whether a module from outside may not be used by a pure layer: it does I/O, or the layer is not granted
    it."""
    return module in EDGE_MODULES or module not in sys.stdlib_module_names | THIRD_PARTY.get(layer, set())


def violations(root: Path) -> Iterator[str]:
    for path in sorted(root.rglob("*.py")):
        relative = path.relative_to(root)
        layer = relative.parts[0].removesuffix(".py")
        if layer in {"__init__", "__main__"}:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name, line in imports(tree):
            head, _, rest = name.partition(".")
            if head == PKG:
                target = rest.split(".")[0]
                if target not in {"", layer, "__version__", EVERYBODY_MAY, *MAY_IMPORT[layer]}:
                    yield f"{relative}:{line}: {layer} may not import {target}"
            elif layer in PURE and (name, layer) not in ALLOWED and _reaches_out(head, layer):
                yield f"{relative}:{line}: {layer} is pure and may not import {head}"
        for node in ast.walk(tree) if layer in PURE else ():
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if called in EDGE_CALLS:
                    yield f"{relative}:{node.lineno}: {layer} is pure and may not call {called}()"


def test_no_import_points_up_and_no_stage_touches_the_world() -> None:
    assert list(violations(Path(__file__).parents[1] / PKG)) == []


def test_the_law_finds_planted_violations(tmp_path: Path) -> None:
    planted = {
        "parse/metadata/metadata.py": "from site_builder.extract import facts\n",
        "extract/numbers/quantities.py": "import os\n",
        "text/clean.py": "def f(d):\n    return d.today()\n",
        "vocabulary/words.py": "from site_builder.model import span\n",
        "model/page.py": (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from site_builder import build\n"
        ),
    }
    for name, source in planted.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(source, encoding="utf-8")
    assert len(list(violations(tmp_path))) == len(planted)


def test_the_matcher_knows_no_language() -> None:
    said = "".join(
        path.read_text(encoding="utf-8")
        for path in (Path(__file__).parents[1] / PKG / "matching").glob("*.py")
    )
    assert not re.findall(r"[\u2e80-\u9fff\uff00-\uffef]", said)
