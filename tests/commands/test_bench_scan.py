"""What the scan promises, measured as `strikemat bench scan` measures it, on shorter runs."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from commands import scan_tables
from commands.bench import bench
from commands.scan_figures import index_change, match_steps, mixed_run, steps_of
from device import (
    IDEAL_SENSORS,
    RunnerSettings,
    ScanRun,
    Simulation,
    force_errors,
    naive_force_errors,
    nominal_calibration,
    scan_run,
)

RUNNERS = {
    "running heel": RunnerSettings(strike="heel", speed_m_s=3.0, seed=1),
    "running ball": RunnerSettings(strike="ball", speed_m_s=4.5, seed=3),
    "walking heel": RunnerSettings(gait="walking", speed_m_s=1.3, seed=4),
    "walking ball": RunnerSettings(gait="walking", strike="ball", speed_m_s=0.8, seed=5),
}


@pytest.fixture(scope="module", params=list(RUNNERS))
def run(request: pytest.FixtureRequest) -> ScanRun:
    return scan_run(RUNNERS[request.param], Simulation(), 6.0)


def test_a_foot_is_seen_a_thousand_times_a_second(run: ScanRun) -> None:
    assert run.rates_hz()[0] > 1000.0


def test_contact_is_timed_within_half_a_millisecond_and_no_step_is_lost(run: ScanRun) -> None:
    errors_s, missed, invented = match_steps(
        steps_of(run.block, run), run.true_steps, run.duration_s
    )
    assert (missed, invented) == (0, 0)
    assert len(errors_s) >= 6
    assert np.percentile(np.abs(errors_s), 95) < 0.0005


def test_the_strike_index_is_that_of_true_frames(run: ScanRun) -> None:
    change = index_change(run)
    assert len(change) >= 6
    assert np.abs(change).mean() < 1.0


def test_forces_are_within_three_per_cent(run: ScanRun) -> None:
    errors = force_errors(run)
    assert errors["cell_p95"] < 0.03
    # No cell is left unread for long after the belt has carried a foot onto it.
    assert errors["cell_max"] < 0.05
    assert errors["sum_p95"] < 0.03


def test_the_algebra_is_worth_its_place() -> None:
    run = scan_run(RUNNERS["running heel"], Simulation(sensors=IDEAL_SENSORS), 4.0)
    corrected, neglected = force_errors(run), force_errors(run, driver_ohm=0.0)
    assert corrected["cell_p95"] < 0.01
    assert corrected["cell_max"] < 0.03
    assert corrected["sum_p95"] < 0.01
    assert neglected["sum_p95"] > 2.0 * corrected["sum_p95"]
    assert naive_force_errors(run)["cell_p95"] > 0.15


def test_runners_who_follow_each_other_lose_no_step() -> None:
    steps, truth, end_s = mixed_run(Simulation(), list(RUNNERS.values()), 5.0)
    _, missed, invented = match_steps(steps, truth, end_s)
    assert len(truth) > 30
    assert (missed, invented) == (0, 0)


def test_a_run_that_is_too_short_is_refused() -> None:
    result = CliRunner().invoke(bench, ["scan", "--seconds", "1"])
    assert result.exit_code == 2
    assert "1.0 is not in the range 4<=x<=120" in result.output


@pytest.mark.pace  # it says what a conversion costs
def test_the_command_writes_every_figure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = {name: scan_tables.RUNNERS[name] for name in scan_tables.COMPARED}
    monkeypatch.setattr(scan_tables, "RUNNERS", kept)
    monkeypatch.setattr(scan_tables, "CLOCKS_HZ", (2_000_000,))
    # The walk over 384 cells has tests of its own.
    monkeypatch.setattr(
        scan_tables, "calibrated", lambda simulation: nominal_calibration(simulation.description)
    )
    words = ["scan", "--seconds", "4", "--minutes", "0.5", "--write", str(tmp_path / "scan.md")]
    result = CliRunner().invoke(bench, words)
    assert result.exception is None
    lines = (tmp_path / "scan.md").read_text().splitlines()
    page = " ".join(" ".join(lines).split())
    for figure in (
        "## Frames a second",
        "2.00 MHz",
        "real cells, calibrated",
        "without hysteresis",
        "nominal cells",
        "drivers not corrected",
        "naive divider",
        "0 missed, 0 invented",
        "Our CPU time per conversion",
    ):
        assert figure in page
    for bound in (
        "adaptive scan on the foot, running",
        "adaptive scan on the foot, walking",
        "20 N crossing",
        "strike index",
        "steps missed",
        "steps invented",
    ):
        (line,) = [one for one in lines if one.startswith(f"| {bound}")]
        assert line.endswith("| yes |")
