"""`strikemat bench accuracy`: the page says what was measured, and a bound that does not hold says so."""

import math

import pytest
from click.testing import CliRunner

from commands import bench_accuracy
from commands.accuracy_bounds import Bound, bounds_table
from commands.accuracy_cases import CASES, Case
from strikemat import main


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    written = tmp_path_factory.mktemp("docs") / "accuracy.md"
    patch = pytest.MonkeyPatch()
    cases = (Case("running", "heel", "good", 500.0), Case("running", "ball-only", "chip", None))
    patch.setattr(bench_accuracy, "CASES", cases)
    patch.setattr(bench_accuracy, "SECONDS", 2.5)
    result = CliRunner().invoke(
        main, ["bench", "accuracy", "--runners", "1", "--write", str(written)]
    )
    patch.undo()
    assert result.exit_code == 0, result.output
    return written.read_text()


def test_the_page_has_a_row_for_each_case_in_each_table(page):
    assert page.count("| running, heel, good |") >= 3
    assert page.count("| running, ball-only, chip |") >= 3
    assert "| running, heel | good | 500 | " in page
    assert "| running, ball-only | chip | scan | " in page


def test_no_step_of_the_page_is_missed_invented_or_on_the_wrong_side(page):
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| running, ")]
    counted = [row[5:8] for row in rows if len(row) == 15]
    assert len(counted) == 2
    assert all(int(cell) == 0 for row in counted for cell in row)


def test_the_page_holds_every_bound_against_its_figure(page):
    for what in ("steps missed", "onset, median", "strike right, ball", "zone impulse", "toe-out"):
        assert f"| {what}" in page
    assert " bounds hold." in page


def test_every_mat_and_rate_of_the_range_has_its_cases():
    assert {case.mat for case in CASES} == {"good", "worn", "chip"}
    assert {100.0, 200.0, 500.0, 1000.0} <= {case.rate_hz for case in CASES}


@pytest.mark.parametrize(
    ("measured", "at_least", "holds"),
    [(2.0, False, True), (3.1, False, False), (3.1, True, True), (2.9, True, False)],
)
def test_a_bound_holds_or_says_that_it_does_not(measured, at_least, holds):
    bound = Bound("a figure", measured, 3.0, "a row", at_least=at_least)
    assert bound.holds is holds
    assert ("**no**" in bounds_table([bound])) is not holds


def test_what_could_not_be_measured_does_not_hold():
    assert not Bound("a figure", math.nan, 3.0, "-").holds
    assert not Bound("a figure", math.nan, 3.0, "-", at_least=True).holds
