"""The frozen readings say what pypinyin says: character by character, word by word."""

import subprocess
import sys

import pytest
from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

from site_builder.text.readers.pinyin_lookup import plain, spoken, toned


def guessed(text: str) -> list[str]:
    return [reading.replace("ê", "e").replace("ü", "v") for reading in lazy_pinyin(text)]


def test_every_character_has_its_readings() -> None:
    assert [
        chr(code) for code, readings in pinyin_dict.items() if tuple(readings.split(",")) != toned(chr(code))
    ] == []


@pytest.mark.parametrize("letters", ["行长调重率女略", "漯郏濉嗯呣欸诶"])
def test_readings_without_tones(letters: str) -> None:
    for letter in letters:
        assert set(plain(letter)) == set(pinyin(letter, style=Style.NORMAL, heteronym=True, v_to_u=False)[0])


def test_every_known_word_is_read_as_pypinyin_reads_it() -> None:
    assert [word for word in list(phrases_dict)[::7] if spoken(word) != guessed(word)] == []


def test_a_character_without_reading_is_its_code_point() -> None:
    assert spoken("\U00030000") == ["u30000"]


def test_reading_a_title_loads_no_phrase_book() -> None:
    code = (
        "import sys; from site_builder.text.readers.slugs import slug; slug('某某重大行政决策程序规定');"
        " sys.exit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
