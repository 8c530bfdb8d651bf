"""Breaks the rules and the code one place at a time and shows what nobody notices.

    python benchmarks/mutants.py rules            each entry: every part taken out, every value changed, every
    constant halved and doubled python benchmarks/mutants.py code [N]         N places of text, parse,
    extract, corpus and matching (default 200): comparisons, and/or, not, numbers python benchmarks/mutants.py
    sample           a fixed few of both, within two minutes of one idle core: what CI runs

A broken rule is first asked of its own examples (`site_builder/rules/proof.py`); what they do not notice, and
broken code, is put to the tests of the stage in a process of its own, forked from this one before any stage
is imported. Survivors are printed; those that stand in `mutants-accepted.txt`, with a reason each, do not
count. Exit 1 when fewer die than must: 95 in 100 of the rules, 85 in 100 of the code.
"""

import ast
import contextlib
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "site_builder"
ACCEPTED = Path(__file__).with_name("mutants-accepted.txt")
TESTS = {name: [f"tests/{name}"] for name in ("text", "parse", "extract", "corpus")} | {
    "matching": ["tests/extract"]
}
OF_RULES = ["tests/extract/test_extract_cases.py", "tests/extract/test_extract_facts.py"]
LONGEST = 120
"""Seconds for the tests of one mutant: a loop without end is noticed too"""
MUST_DIE = {"rules": 0.95, "code": 0.85}
SAMPLE_VALUES, SAMPLE_CODE = 6, 8
SEED = 20


class Mutant(NamedTuple):
    """Something broken: where and what, and how to break it in a fresh process."""

    name: str
    tests: list[str]
    apply: Callable[[], None]


def survives(mutant: Mutant) -> bool:
    """Whether all tests pass in a child that is broken before it imports any stage."""
    child = os.fork()
    if child == 0:
        with Path(os.devnull).open("w") as nothing:
            os.dup2(nothing.fileno(), 1)
            os.dup2(nothing.fileno(), 2)
        signal.alarm(LONGEST)
        code = 1
        with contextlib.suppress(BaseException):
            code = _tested(mutant)
        os._exit(code)
    _, status = os.waitpid(child, 0)
    return status == 0


def _tested(mutant: Mutant) -> int:
    import pytest

    mutant.apply()
    options = [
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        "-m",
        "not hypothesis",
        "--timeout=0",
    ]
    return 0 if pytest.main([*options, *mutant.tests]) == 0 else 1


# rules


def rule_mutants() -> tuple[int, list[str], list[Mutant]]:
    """How many parts can be taken out, those that no example notices, and the changed values, which only the
    tests of the stages can notice."""
    from site_builder.rules.load import Subject, put, rule_file, subjects
    from site_builder.rules.proof import breakages, unproved
    from site_builder.rules.reading import compiled

    files = [rule_file(name) for name in subjects()]
    parts = len(
        {
            (broken.rule if broken.rule.startswith("{") else f"{file.subject}:{broken.rule}", broken.what)
            for file in files
            for broken in breakages(file)
        }
    )
    alone = [f"{fault.rule} {fault.text}" for fault in unproved(files)]
    values = []
    for file in files:
        for number, rule in enumerate(compiled(file)):
            for value in _other_values(rule, compiled(file)):

                def apply(file: Any = file, number: int = number, value: Any = value) -> None:
                    from msgspec.structs import replace

                    rules = list(compiled(file))
                    rules[number] = replace(rules[number], value=value)
                    put(Subject(file.subject, tuple(rules)))

                values.append(
                    Mutant(f"rules/{file.subject}.yml {rule.id}: {rule.value} → {value}", OF_RULES, apply)
                )
    return parts, alone, values


def _other_values(rule: Any, among: tuple[Any, ...]) -> Iterator[Any]:
    """What the value could be mistaken for: that of the next entry of its group which has another; of keys
    and values each one changed."""
    if isinstance(rule.value, str):
        others = [
            each.value
            for each in among
            if each.group == rule.group and isinstance(each.value, str) and each.value != rule.value
        ]
        yield from others[:1]
    elif isinstance(rule.value, dict):
        for key, value in rule.value.items():
            if isinstance(value, bool):
                yield rule.value | {key: not value}
            elif key == "factor":
                yield rule.value | {key: f"{value}0"}
            else:
                others = [each.value[key] for each in among if key in each.value and each.value[key] != value]
                yield from (rule.value | {key: other} for other in others[:1])


# code

SWAPPED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def places(tree: ast.Module) -> Iterator[tuple[int, str, Callable[[], None]]]:
    """Line, what is done, and how, for each place that can be broken. Not in annotations, class heads,
    `strict=` and the like."""
    skipped = {id(inner) for node in ast.walk(tree) for outer in _not_code(node) for inner in ast.walk(outer)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Compare):
            for at, operator in enumerate(node.ops):
                yield (
                    node.lineno,
                    f"{type(operator).__name__} → {SWAPPED[type(operator)].__name__}",
                    _swap(node.ops, at, SWAPPED[type(operator)]()),
                )
        elif isinstance(node, ast.BoolOp):
            yield (
                node.lineno,
                f"{type(node.op).__name__} → {SWAPPED[type(node.op)].__name__}",
                _set(node, "op", SWAPPED[type(node.op)]()),
            )
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node.lineno, "without not", _set(node, "op", ast.UAdd())
        elif isinstance(node, ast.Constant) and type(node.value) in (int, bool):
            changed = not node.value if isinstance(node.value, bool) else node.value + 1
            yield node.lineno, f"{node.value} → {changed}", _set(node, "value", changed)


def _not_code(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.ClassDef):
        yield from node.keywords
    elif isinstance(node, ast.Call):
        yield from (
            word for word in node.keywords if word.arg in ("strict", "flags", "dtype", "mode", "kind")
        )
    elif isinstance(node, ast.AnnAssign):
        yield node.annotation
    elif isinstance(node, ast.FunctionDef):
        yield from (each.annotation for each in (*node.args.args, *node.args.kwonlyargs) if each.annotation)
        yield from [node.returns] if node.returns else []


def _swap(items: list[Any], at: int, new: Any) -> Callable[[], None]:
    return lambda: items.__setitem__(at, new)


def _set(node: ast.AST, name: str, new: Any) -> Callable[[], None]:
    return lambda: setattr(node, name, new)


class Broken(Loader, MetaPathFinder):
    """Finds one module broken, and leaves the others to Python."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(
        self,
        fullname: str,
        path: Any = None,  # noqa: ARG002
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        return spec_from_loader(fullname, self, origin=str(self.path)) if fullname == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self.path)
        exec(self.code, module.__dict__)


def code_mutants(count: int) -> list[Mutant]:
    """So many places, the same every time, spread over the rooms by how many places each has."""
    found = []
    for room in TESTS:
        for path in sorted((PACKAGE / room).glob("*.py")):
            if path.name != "reading_table.py":
                found += [
                    (room, path, number)
                    for number, _ in enumerate(places(ast.parse(path.read_text(encoding="utf-8"))))
                ]
    chosen = random.Random(SEED).sample(found, min(count, len(found)))
    return [_code_mutant(*each) for each in sorted(chosen)]


def _code_mutant(room: str, path: Path, number: int) -> Mutant:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    line, what, change = list(places(tree))[number]
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)

    def apply() -> None:
        change()
        if any(isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd) for node in ast.walk(tree)):
            _drop_signs(tree)
        sys.meta_path.insert(
            0, Broken(module, path, compile(ast.fix_missing_locations(tree), str(path), "exec"))
        )
        import_module(
            module
        )  # before pytest can: it loads the files it is told to look through by itself, whole

    return Mutant(
        f"{path.relative_to(ROOT).as_posix()}:{line}: {what}",
        [*TESTS[room], str(path.relative_to(ROOT))],
        apply,
    )


def _drop_signs(tree: ast.Module) -> None:
    """`not x`, marked as `+x`, becomes `x`."""

    class Without(ast.NodeTransformer):
        def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
            self.generic_visit(node)
            return node.operand if isinstance(node.op, ast.UAdd) else node

    Without().visit(tree)


# the account


def accepted() -> set[str]:
    """Survivors that are known, each followed by its reason. Lines of code move, so these are named without
    the line."""
    lines = ACCEPTED.read_text(encoding="utf-8").splitlines() if ACCEPTED.is_file() else []
    return {line.split(" # ")[0].strip() for line in lines if line.strip() and not line.startswith("#")}


def plain(name: str) -> str:
    """A name without the line: `site_builder/extract/fits.py: Lt → LtE`."""
    path, _, rest = name.partition(":")
    return f"{path}:{rest.partition(':')[2]}" if path.endswith(".py") else name


def account(kind: str, mutants: list[Mutant], noticed: int = 0, survivors: tuple[str, ...] = ()) -> bool:
    """Run what must be run, print survivors and the sum; whether enough die. `noticed` and `survivors` were
    settled without a run."""
    known, alive = accepted(), list(survivors)
    started = time.process_time()
    for mutant in mutants:
        if survives(mutant):
            alive.append(mutant.name)
            print(
                f"  survives: {mutant.name}{' (accepted)' if plain(mutant.name) in known else ''}", flush=True
            )
    tried = noticed + len(survivors) + len(mutants)
    counted = [name for name in alive if plain(name) not in known]
    dead = tried - len(alive)
    share = dead / (tried - (len(alive) - len(counted))) if tried else 1.0
    print(
        f"{kind}: {tried} broken, {dead} noticed, {len(alive)} survive, {len(alive) - len(counted)} of them"
        f" accepted: {share:.1%}"
    )
    print(f"  {time.process_time() - started:.0f} s of this process")
    return share >= MUST_DIE[kind]


def main(what: str, count: int) -> int:
    """Run the gate."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    os.chdir(ROOT)
    import numpy  # noqa: F401  # what every child needs is imported once
    import pytest  # noqa: F401

    good = True
    if what in ("rules", "sample"):
        parts, alone, values = rule_mutants()
        chosen = values if what == "rules" else random.Random(SEED).sample(values, SAMPLE_VALUES)
        good &= account("rules", chosen, parts - len(alone), tuple(alone))
    if what in ("code", "sample"):
        good &= account("code", code_mutants(count if what == "code" else SAMPLE_CODE))
    return 0 if good else 1


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "sample"
    sys.exit(main(chosen, int(sys.argv[2]) if len(sys.argv) > 2 else 200))
