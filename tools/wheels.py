"""Print the table of docs/supply.md: on which platforms, under which versions of Python, every package of a
lock file has a wheel.

`.venv/bin/python tools/wheels.py` asks the package registry through uv, as an installation would, and
installs nothing. A package without a wheel has to be compiled on the spot, which needs a compiler (and for
some Rust) and is therefore named.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
UV = Path(sys.executable).with_name("uv")
LOCKS = {"网站": "requirements.lock", "导入": "requirements-import.lock"}
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = {
    "Linux x86-64（glibc）": "x86_64-manylinux_2_28",
    "Linux arm64（glibc）": "aarch64-manylinux_2_28",
    "Linux x86-64（musl，Alpine）": "x86_64-unknown-linux-musl",
    "Linux arm64（musl，Alpine）": "aarch64-unknown-linux-musl",
    "macOS arm64": "aarch64-apple-darwin",
    "macOS x86-64（Intel）": "x86_64-apple-darwin",
    "Windows x86-64": "x86_64-pc-windows-msvc",
    "Windows arm64": "aarch64-pc-windows-msvc",
}
_NAMED = re.compile(r"([a-z0-9-]+)(?:==[^ ]+)? has no (?:usable )?wheels|no wheels .* for `?([a-z0-9-]+)")


def blocks_of(lock: str) -> dict[str, str]:
    """Package → its lines in a lock file; two entries of one package (other Pythons) stay together.

    Names are those before `==`.
    """
    out: dict[str, str] = {}
    for block in re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text(encoding="utf-8")):
        name = block.partition("==")[0]
        out[name] = out.get(name, "") + block + "\n"
    return out


def missing(lock: str, platform: str, version: str) -> list[str]:
    """Packages without a wheel, found one after the other: each is left out and the question asked again."""
    blocks, found = blocks_of(lock), []
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "asked.txt"
        command = [
            UV,
            "pip",
            "install",
            "--dry-run",
            "--quiet",
            "--no-deps",
            "--target",
            Path(made) / "nowhere",
        ]
        command += [
            "--python-version",
            version,
            "--python-platform",
            platform,
            "--only-binary",
            ":all:",
            "--require-hashes",
            "-r",
            file,
        ]
        while True:
            file.write_text("".join(blocks.values()), encoding="utf-8")
            done = subprocess.run(
                [str(word) for word in command], capture_output=True, text=True, check=False
            )
            if done.returncode == 0:
                return found
            names = {name for pair in _NAMED.findall(done.stderr) for name in pair if name in blocks}
            if not names:
                return [*found, f"? {' '.join(done.stderr.split())[:160]}"]
            found += sorted(names)
            for name in names:
                del blocks[name]


def main() -> None:
    """The table, one row per platform."""
    print("| 平台 | 用途 | " + " | ".join(VERSIONS) + " |")
    print("|---|---|" + "---|" * len(VERSIONS))
    for shown, platform in PLATFORMS.items():
        for use, lock in LOCKS.items():
            cells = [", ".join(missing(lock, platform, version)) or "有" for version in VERSIONS]
            print(f"| {shown} | {use} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
