"""A number that changes changes the analyzer's version, and the changelog says so."""

import json
from pathlib import Path

import pytest

from analyzer import VERSION
from tests.analyzer.numbers import KEPT, numbers

CHANGELOG = (Path(__file__).parents[2] / "CHANGELOG.md").read_text()
#: Processors may differ in the last digits, and in which 5 mm a place falls; nobody sees less than this.
SAME = 1e-5


def flat(said, path=()):
    """Return every value of nested records by its path."""
    if isinstance(said, dict):
        return {key: value for k, v in said.items() for key, value in flat(v, (*path, k)).items()}
    return {path: said}


def test_the_numbers_are_those_of_the_version():
    kept, now = flat(json.loads(KEPT.read_text())), flat(numbers())
    remedy = (
        "raise analyzer.VERSION (unless it is the simulated runner that changed), tell the change under "
        "Measurement changes in CHANGELOG.md, and write the numbers anew: python -m tests.analyzer.numbers"
    )
    assert kept.keys() == now.keys(), remedy
    for name, value in now.items():
        same = value if isinstance(value, str) else pytest.approx(value, rel=SAME, abs=1e-9)
        assert kept[name] == same, f"{name}: {remedy}"


def test_the_numbers_that_are_kept_are_many():
    kept = flat(json.loads(KEPT.read_text()))
    assert len(kept) > 200
    assert kept["running, heel", "steps", "medial_peak_n"][0] > 10


def test_the_changelog_tells_what_the_version_changed():
    told = CHANGELOG.split("### Measurement changes", 1)[1]
    assert f"#### Analyzer {VERSION}\n" in told
