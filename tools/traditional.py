"""Write themes/portal/assets/s2t.js: the tables of OpenCC's `s2t` (Apache-2.0) in a form a browser can load
in one small file.

Run once after upgrading opencc: `.venv/bin/python tools/traditional.py`.
tests/theme/test_theme_traditional.py compares the result with OpenCC itself.

Three strings. `chars`: pairs of characters that differ. `phrases`: phrases whose conversion differs from
character by character, front-coded: one digit for the length of the prefix shared with the entry before, the
rest of the phrase, then `<letter><character>` for each position that differs. `plain`: phrases that convert
character by character but keep a longer word from being cut wrongly (标准制定: 制定 is not 製定), front-coded
without values.
"""

import json
import subprocess
import tempfile
from pathlib import Path

import opencc

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "themes/portal/assets/s2t.js"
SHARE = Path(opencc.__file__).parent / "clib"


def dictionary(name: str, folder: Path) -> dict[str, str]:
    """One dictionary of OpenCC as text: phrase → its first conversion."""
    out = folder / f"{name}.txt"
    tool = [
        SHARE / "bin/opencc_dict",
        "-i",
        SHARE / f"share/opencc/{name}.ocd2",
        "-o",
        out,
        "-f",
        "ocd2",
        "-t",
        "text",
    ]
    subprocess.run([str(part) for part in tool], check=True, stdout=subprocess.DEVNULL)
    pairs = (line.split("\t") for line in out.read_text(encoding="utf-8").splitlines())
    return {key: values.split(" ")[0] for key, values in pairs}


def tables() -> tuple[dict[str, str], dict[str, str], set[str]]:
    """Characters that differ, phrases that differ, phrases that protect."""
    with tempfile.TemporaryDirectory() as folder:
        chars, phrases, more = (
            dictionary(name, Path(folder))
            for name in ("STCharacters", "STPhrases", "STPhrases_GeneratedFromRegionalPhrases")
        )
    single = {key: value for key, value in chars.items() if key != value}
    every = {key: value for key, value in (more | phrases).items() if len(key) == len(value)}
    differing = {key: value for key, value in every.items() if plain(key, single) != value}
    beginnings = {key[:end] for key in differing for end in range(1, len(key))}
    protecting = {key for key in every.keys() - differing.keys() if protects(key, beginnings, differing)}
    return single, differing, protecting


def plain(text: str, single: dict[str, str]) -> str:
    """Character by character."""
    return "".join(single.get(char, char) for char in text)


def protects(key: str, beginnings: set[str], differing: dict[str, str]) -> bool:
    """Whether leaving this phrase out could let another phrase match inside it or across its end."""
    if any(key[start:] in beginnings for start in range(1, len(key))):
        return True
    return any(
        key[start:end] in differing for start in range(len(key)) for end in range(start + 2, len(key) + 1)
    )


def front_coded(keys: set[str] | dict[str, str], single: dict[str, str]) -> str:
    """Sorted keys, each without the prefix it shares with the one before."""
    out: list[str] = []
    before = ""
    for key in sorted(keys):
        shared = 0
        while shared < min(len(before), len(key) - 1, 9) and before[shared] == key[shared]:
            shared += 1
        entry = f"{shared}{key[shared:]}"
        if isinstance(keys, dict):
            simple = plain(key, single)
            entry += "".join(
                f"{chr(97 + at)}{keys[key][at]}" for at in range(len(key)) if simple[at] != keys[key][at]
            )
        out.append(entry)
        before = key
    return "".join(out)


def main() -> None:
    """Write the asset."""
    single, differing, protecting = tables()
    chars = "".join(key + value for key, value in sorted(single.items()))
    parts = (chars, front_coded(differing, single), front_coded(protecting, single))
    values = ",\n".join(json.dumps(part, ensure_ascii=False) for part in parts)
    TARGET.write_text(
        "/* OpenCC 1.4.2 s2t tables, Apache License 2.0, https://github.com/BYVoid/OpenCC; see"
        f" tools/traditional.py */\nportalTraditional({values});\n"
    )


if __name__ == "__main__":
    main()
