"""Mutated pages, Word files, PDFs and zip files through the whole of `import`: no traceback, bounded time and
memory.

`python benchmarks/fuzz_import.py 10000 [seed]`. The bases are those of import_bases.py. They are cut,
flipped, doubled and joined as bytes, and deeper: parts of a zip file are swapped, dropped or mutated before
they are packed again; what a PDF has packed is mutated unpacked, its numbers and references are changed, its
table of objects is broken; pages lose their body or head, or get hundreds of nested tables. Every file goes
through the command's own function with its cage, in real processes. The run is the same for the same seed.
Prints what became of the files, the slowest and the largest, and what was caught by the net (S160) with an
input that shows it. Exit status 1 for a traceback, a call over 20 seconds or a process over 1 GB.
"""

import io
import random
import re
import resource
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from import_bases import bases, packed

from site_builder.commands.importing import import_files
from site_builder.config import SiteConfig, load_config

ROOT = Path(__file__).parents[1]
SPICE = (
    b"<table><tr><td>" * 300, b"</body>", b"<body>", b"<frameset>", b"<!--", b"-->", b"<div>" * 3000, b"\x00" * 50, b"&#x110000;", b"&#xd800;", b"<td colspan=99999 rowspan=99999>",
    b"<html xmlns='x'>", b"]]>", b"<w:p>", b"</w:p>", b"<w:ins>", b"<w:del>", b"<w:tbl><w:tr><w:tc>" * 200, b"endobj", b"endstream", b"<< /Kids [2 0 R] >>", b"xref\n0 99999\n", b"PK\x05\x06",
    b"%PDF-1.7\n", b"\xff\xfe", b"\xef\xbb\xbf", b"9" * 400, b"-1", b"[" * 500, b"(" * 500, b"<<" * 500, b"/Length 99999999999", b"/Filter [/FlateDecode /FlateDecode]",
)  # fmt: skip
Mutation = Callable[[bytes, random.Random], bytes]


def flip(data: bytes, dice: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(dice.randint(1, 20) if out else 0):
        out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return bytes(out)


def truncate(data: bytes, dice: random.Random) -> bytes:
    return (
        data[: dice.randrange(len(data) + 1)]
        if dice.random() < 0.7
        else data[dice.randrange(len(data) + 1) :]
    )


def cut(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + data[start + dice.choice((1, 2, 10, 100, 1000)) :]


def double(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + data[start : start + dice.randint(1, 600)] * dice.choice((2, 3, 100)) + data[start:]


def spice(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + dice.choice(SPICE) + data[start:]


def numbers(data: bytes, dice: random.Random) -> bytes:
    """Change numbers written in digits: lengths, counts, references, spans."""
    found = list(re.finditer(rb"\d+", data))
    for each in sorted(
        dice.sample(found, min(len(found), dice.randint(1, 6))), key=lambda each: -each.start()
    ):
        new = dice.choice(
            (b"0", b"1", b"2", b"3", b"7", b"-1", b"65536", b"99999999", str(dice.randrange(20)).encode())
        )
        data = data[: each.start()] + new + data[each.end() :]
    return data


def tags(data: bytes, dice: random.Random) -> bytes:
    """Drop, double or rename tags: a page loses its body or head, tables nest."""
    found = list(re.finditer(rb"<[^<>]{1,200}>", data))
    for each in sorted(
        dice.sample(found, min(len(found), dice.randint(1, 12))), key=lambda each: -each.start()
    ):
        new = dice.choice(
            (b"", each[0] * 2, dice.choice(found)[0], each[0].replace(b"<", b"</"), each[0] * 400)
        )
        data = data[: each.start()] + new + data[each.end() :]
    return data


def without_part(data: bytes, dice: random.Random) -> bytes:
    """A page without its body, head or all that follows."""
    return re.sub(
        dice.choice(
            (
                rb"(?s)<body.*</body>",
                rb"(?s)<head>.*</head>",
                rb"</?body[^>]*>",
                rb"(?s)<body.*",
                rb"</?html[^>]*>|</?body[^>]*>",
            )
        ),
        b"",
        data,
    )


def members(data: bytes, dice: random.Random) -> bytes:
    """Parts of a zip file swapped, dropped, doubled, renamed or mutated, and packed again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            files = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error, EOFError, RuntimeError):
        return data
    names = sorted(files)
    for _ in range(dice.randint(1, 3) if names else 0):
        name, other = dice.choice(names), dice.choice(names)
        what = dice.randrange(6)
        if what == 0:
            files[name], files[other] = files.get(other, b""), files.get(name, b"")
        elif what == 1:
            files.pop(name, None)
        elif what == 2:
            files[dice.choice(("../x", "word/document.xml", "a\\b", "word/header9.xml", name.upper()))] = (
                files.get(name, b"")
            )
        else:
            files[name] = dice.choice((flip, truncate, cut, double, spice, numbers, tags, tags))(
                files.get(name, b""), dice
            )
    return packed(files)


def streams(data: bytes, dice: random.Random) -> bytes:
    """What a PDF has packed, mutated unpacked; its length is right again, the table of objects is not."""

    def changed(found: re.Match[bytes]) -> bytes:
        try:
            inside = zlib.decompress(found[2])
        except zlib.error:
            return found[0]
        new = zlib.compress(dice.choice((flip, cut, double, spice, numbers))(inside, dice))
        return (
            found[1].replace(b"/Length %d" % len(found[2]), b"/Length %d" % len(new)) + new + b"\nendstream"
        )

    return re.sub(rb"(?s)(<<[^>]*/Length \d+ >>\nstream\n)(.*?)\nendstream", changed, data)


def objects(data: bytes, dice: random.Random) -> bytes:
    """References of a PDF turned round, an object dropped, or its table of objects broken."""
    what = dice.randrange(4)
    if what == 0:
        return re.sub(
            rb"\d+ 0 R",
            lambda found: b"%d 0 R" % dice.randrange(12) if dice.random() < 0.3 else found[0],
            data,
        )
    if what == 1:
        return re.sub(rb"(?s)%d 0 obj.*?endobj" % dice.randint(1, 10), b"", data)
    if what == 2:
        return re.sub(
            rb"\d{10} 00000 n",
            lambda found: b"%010d 00000 n" % dice.randrange(5000) if dice.random() < 0.5 else found[0],
            data,
        )
    return re.sub(rb"startxref\n\d+", b"startxref\n%d" % dice.randrange(9999), data)


BYTES: tuple[Mutation, ...] = (flip, truncate, cut, double, spice)
BY_KIND: dict[str, tuple[Mutation, ...]] = {
    "html": (*BYTES, tags, tags, without_part, numbers),
    "docx": (members, members, members, members, flip, truncate, cut),
    "zip": (members, members, *BYTES),
    "pdf": (objects, objects, numbers, streams, streams, *BYTES),
}


def mutated(number: int, seed: int) -> tuple[str, bytes]:
    """Name and content of input `number` of run `seed`."""
    dice = random.Random(f"{seed}:{number}")
    name, data = dice.choice(bases())
    kind = name.rpartition(".")[2]
    for _ in range(dice.choice((1, 1, 2, 3))):
        data = dice.choice(BY_KIND[kind])(data, dice)[:2_000_000]
    suffix = kind if dice.random() < 0.95 else dice.choice(("txt", "docx", "html", "pdf", "bin"))
    return f"{number}.{suffix}", data


def inputs(folder: Path, count: int, seed: int, step: int) -> Iterator[list[Path]]:
    """The files of a run, written so many at a time."""
    for start in range(0, count, step):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        files = []
        for number in range(start, min(count, start + step)):
            name, data = mutated(number, seed)
            (folder / name).write_bytes(data)
            files.append(folder / name)
        yield files


class Tally:
    """What became of the files."""

    def __init__(self) -> None:
        self.status: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()
        self.caught: dict[str, list[str]] = {}
        self.tracebacks: dict[str, str] = {}
        self.slowest: list[tuple[float, str]] = []

    def run(self, config: SiteConfig, warm: Path, files: list[Path]) -> None:
        """Import files; after a traceback go on with the next."""
        done = 0
        while done < len(files):
            try:
                outcomes = import_files(config, [warm, *files[done:]])
                next(outcomes)  # the tables are read and the first process is started
                clock = time.perf_counter()
                for outcome in outcomes:
                    name = files[done].name
                    self.slowest = sorted([*self.slowest, (time.perf_counter() - clock, name)], reverse=True)[
                        :5
                    ]
                    self.status[outcome.status] += 1
                    self.codes.update({problem.code for problem in outcome.problems} or {"–"})
                    for problem in outcome.problems:
                        if problem.code == "S160":
                            self.caught.setdefault(problem.message, []).append(name)
                    done += 1
                    shutil.rmtree(
                        config.reports, ignore_errors=True
                    )  # so that the next one is in nobody's way
                    config.reports.mkdir()
                    clock = time.perf_counter()
            except Exception as error:  # the one purpose of this script is to find what escapes
                frame = traceback.extract_tb(error.__traceback__)[-1]
                self.tracebacks.setdefault(
                    f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {error}"[:200],
                    files[done].name,
                )
                done += 1


def main(count: int, seed: int) -> int:
    tally = Tally()
    with tempfile.TemporaryDirectory() as place:
        project = Path(place)
        shutil.copy(ROOT / "mkdocs.yml", project)
        for each in ("indicators", "pages", "places.yml"):
            source = ROOT / "content" / each
            (shutil.copytree if source.is_dir() else shutil.copy)(source, project / "content" / each)
        config = load_config(project / "mkdocs.yml").config
        config.reports.mkdir()
        warm = project / "warm.html"
        warm.write_bytes(bases()[0][1])
        for files in inputs(project / "in", count, seed, 500):
            tally.run(config, warm, files)
            print(
                f"{sum(tally.status.values())} of {count}, {len(tally.tracebacks)} kinds of traceback,"
                f" slowest {tally.slowest[0][0]:.2f} s",
                flush=True,
            )
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print("became:", ", ".join(f"{status} {number}" for status, number in tally.status.most_common()))
    print("codes:", ", ".join(f"{code} {number}" for code, number in tally.codes.most_common()))
    print(
        "slowest, seconds of the clock:",
        ", ".join(f"{seconds:.2f} ({name})" for seconds, name in tally.slowest),
    )
    print(f"largest process: {largest:.0f} MB")
    for what, names in sorted(tally.caught.items(), key=lambda each: -len(each[1])):
        print(f"  caught {len(names)} times, first {names[0]}: {what}")
    for what, name in tally.tracebacks.items():
        print(f"TRACEBACK first at {name}: {what}")
    print("0 tracebacks" if not tally.tracebacks else f"{len(tally.tracebacks)} kinds of traceback")
    return 1 if tally.tracebacks or tally.slowest[0][0] > 20 or largest > 1024 else 0


if __name__ == "__main__":
    sys.exit(
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 500, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    )
