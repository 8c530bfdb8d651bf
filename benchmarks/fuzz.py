"""Mutated reports through clean, parse and extract: no traceback, bounded time. `python benchmarks/fuzz.py
100000 [seed]`.

The reports of content/reports are mutated at byte and at line level (cut, doubled, swapped, spliced with
another report, noise and damage put in). Most inputs are pieces of a report. The run is the same for the same
seed. Prints how many inputs failed, the slowest ones, and, for failures, what reproduces them.
"""

import hashlib
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from site_builder.config import load_config
from site_builder.extract.facts import extract
from site_builder.extract.metrics.compiled_rules import compile_tools
from site_builder.model.text import SourceFile
from site_builder.parse.report import parse
from site_builder.pipeline.content_tables import read_tables
from site_builder.text.clean import clean

ROOT = Path(__file__).parents[1]
SPICE = (
    "。ㄈ┨嵩隽⒎ㄙ|(zhì)效", "。ǘ└鼉(yōu)品質", "领(lǐng)导(dǎo)", "政(zheng)(zheng)府", "\u202e\u200b\x00", "\x0c", "\ufeff", "？", "??一、", "(20212025年)", "〔20212号",
    "「", "』", "觃定", "全麵", "|" * 40, "(" * 60, "《" * 60, "（" * 60 + "）" * 60, "一、", "(一)", "1.", "一是", "附件:", "名词解释", "时间:2024-01-01来源:", "首页 > 正文 > " * 8,
    "今天是2019年10月31日 星期三", "索引号 | 1 | 文号 | 无 |", "9" * 400, "一" * 400, "百分之" * 50, "万亿" * 100, "2024年" * 50, "、" * 300, "“" * 100, "<script>", "\ue5e5\uf8ff",
    "張統籌執應優質導學習" * 5, "a" * 500, "\r", "\r\n", "\u2028", "𠀀𪚥", "e\u0301" * 30,
)  # fmt: skip
Mutation = Callable[[bytearray, random.Random, list[bytes]], bytearray]


def flip(data: bytearray, dice: random.Random, _seeds: list[bytes]) -> bytearray:
    for _ in range(dice.randint(1, 30)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return data


def cut(data: bytearray, dice: random.Random, _seeds: list[bytes]) -> bytearray:
    start = dice.randrange(len(data))
    del data[start : start + dice.choice((1, 2, 3, 50, 5_000))]
    return data


def double(data: bytearray, dice: random.Random, _seeds: list[bytes]) -> bytearray:
    start = dice.randrange(len(data))
    piece = data[start : start + dice.randint(1, 300)]
    return data[:start] + piece * dice.choice((2, 3, 40)) + data[start:]


def spice(data: bytearray, dice: random.Random, _seeds: list[bytes]) -> bytearray:
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(data) + 1)
        data[at:at] = dice.choice(SPICE).encode()
    return data


def shuffle(data: bytearray, dice: random.Random, _seeds: list[bytes]) -> bytearray:
    lines = bytes(data).split(b"\n")
    for _ in range(dice.randint(1, 10)):
        lines.insert(dice.randrange(len(lines) + 1), lines.pop(dice.randrange(len(lines))))
    return bytearray(b"\n".join(lines))


def join(data: bytearray, dice: random.Random, _seeds: list[bytes]) -> bytearray:
    return bytearray(
        bytes(data).replace(b"\n", dice.choice((b"", b" ", b"\r", b"\r\n", b"\n\n", b"|", b"\x00")))
    )


def splice(data: bytearray, dice: random.Random, seeds: list[bytes]) -> bytearray:
    other = dice.choice(seeds)
    return data[: dice.randrange(len(data) + 1)] + bytearray(other[dice.randrange(len(other)) :])


def recode(data: bytearray, dice: random.Random, _seeds: list[bytes]) -> bytearray:
    text = bytes(data).decode("utf-8", "replace")
    return bytearray(
        text.encode(dice.choice(("gb18030", "big5", "utf-16", "utf-16-le", "utf-8-sig")), "replace")
    )


MUTATIONS: tuple[Mutation, ...] = (flip, cut, double, spice, spice, shuffle, join, splice, recode)


def mutated(seeds: list[bytes], number: int, seed: int) -> bytes:
    """Input `number` of run `seed`."""
    dice = random.Random(f"{seed}:{number}")
    data = bytearray(dice.choice(seeds))
    if dice.random() < 0.9:  # a piece of a report holds the same traps and is read ten times faster
        start = dice.randrange(len(data))
        data = data[start : start + dice.randint(200, 2_500)]
    for _ in range(dice.randint(1, 4)):
        data = dice.choice(MUTATIONS)(data or bytearray(b"\n"), dice, seeds)[:200_000]
    return bytes(data)


def main(count: int, seed: int) -> int:
    tables = read_tables(load_config(ROOT / "mkdocs.yml").config)
    tools = compile_tools(tables.reading.dictionary)
    seeds = [path.read_bytes() for path in sorted((ROOT / "content/reports").rglob("*.txt"))]
    slowest: list[tuple[float, int]] = []
    failed: dict[str, int] = {}
    began = time.process_time()
    for number in range(count):
        data = mutated(seeds, number, seed)
        source = SourceFile(f"河南省/漯河市/{number}.txt", data, hashlib.sha256(data).hexdigest())
        start = time.process_time()
        try:
            extract(parse(clean(source), tables.reading.registry), tools)
        except Exception as error:  # the one purpose of this script is to find what escapes
            frame = traceback.extract_tb(error.__traceback__)[-1]
            failed.setdefault(
                f"{type(error).__name__} at {frame.filename.rpartition('site_builder')[2]}:{frame.lineno}: {error}"[
                    :200
                ],
                number,
            )
        slowest = sorted([*slowest, (time.process_time() - start, number)], reverse=True)[:5]
        if number % 5_000 == 4_999:
            print(
                f"{number + 1} of {count}, {len(failed)} kinds of failure, slowest {slowest[0][0]:.2f} s",
                flush=True,
            )
    print(
        f"{count} inputs in {time.process_time() - began:.0f} s; slowest "
        + ", ".join(f"{each:.2f} s (input {number})" for each, number in slowest)
    )
    for what, number in failed.items():
        print(f"FAILED first at input {number}: {what}")
    print("0 tracebacks" if not failed else f"{len(failed)} kinds of traceback")
    return 1 if failed or slowest[0][0] > 1 else 0


if __name__ == "__main__":
    sys.exit(
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    )
