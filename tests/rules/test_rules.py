"""The rules prove themselves: every example comes out, and no part of a rule can be taken out without one
coming out otherwise."""

import pytest

from site_builder.rules.load import rule_file, subjects
from site_builder.rules.proof import faults, unproved

SUBJECTS = subjects()


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_example_comes_out(name: str) -> None:
    assert list(faults(rule_file(name))) == []


def test_every_part_of_every_rule_is_proved_by_an_example() -> None:
    assert list(unproved([rule_file(name) for name in SUBJECTS])) == []


def test_no_reason_and_no_example_is_said_twice_in_one_entry() -> None:
    for name in SUBJECTS:
        for rule in rule_file(name).rules:
            assert len({*rule.yes, *rule.no}) == len(rule.yes) + len(rule.no), rule.id
