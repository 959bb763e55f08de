"""`strikemat calibrate`, with a simulated hand, and what comes of its versions."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from device import (
    RunnerSettings,
    SimulatedMat,
    Simulation,
    calibrated,
    force_errors,
    join_blocks,
    load_description,
    naive_force_errors,
    nominal_calibration,
    open_mat,
    save_native,
    scan_run,
    squeeze_cells,
    stamp_cells,
)
from device.calibrating import mats as calibrated_mats
from strikemat import main

NAME = "simulated-treadmill"
PLACES = [(row, col) for row in (1, 20, 40) for col in (2, 5)]


@pytest.fixture(autouse=True)
def few_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the simulated hand press six cells only."""
    monkeypatch.setattr(
        calibrated_mats, "stamp_cells",
        lambda geometry, force_n, **given: stamp_cells(geometry, force_n, places=PLACES, **given),
    )  # fmt: skip
    monkeypatch.setattr(
        calibrated_mats, "squeeze_cells",
        lambda geometry, peak_n: squeeze_cells(geometry, peak_n, places=PLACES),
    )  # fmt: skip


def run(tmp_path: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--data", str(tmp_path)])


def calibrate(tmp_path: Path, *words: str) -> str:
    result = run(tmp_path, "calibrate", *words, "--mat", "simulated")
    assert result.exit_code == 0, result.output
    return result.output


def test_without_a_command_it_says_how() -> None:
    result = CliRunner().invoke(main, ["calibrate"])
    assert result.exit_code == 0
    for step in ("calibrate tare", "calibrate weights", "calibrate rolling", "calibrate reference"):
        assert f"strikemat {step}" in result.output


def test_a_walk_ends_in_a_version_that_the_mat_opens_with(tmp_path: Path) -> None:
    told = calibrate(
        tmp_path, "weights", "--force-n", "80", "--force-n", "400", "--note", "new belt"
    )
    assert "80.0 N: 6 samples" in told
    assert "cells: 378 pooled, 6 curve" in told
    assert f"Kept as {NAME}-0001; applied from now on" in told
    told = calibrate(tmp_path, "tare", "--seconds", "0.5")
    assert "cells: 378 pooled, 6 curve" in told
    assert f"based on {NAME}-0001" in told
    told = calibrate(tmp_path, "reference", "--most-n", "300")
    assert f"Kept as {NAME}-0003" in told
    listed = run(tmp_path, "calibrate", "list").output.splitlines()
    assert [line.split()[0] for line in listed] == [f"{NAME}-000{number}" for number in (1, 2, 3)]
    assert [("IN USE" in line) for line in listed] == [False, False, True]
    assert "'new belt'" in run(tmp_path, "calibrate", "show", f"{NAME}-0001").output
    calibrate(tmp_path, "use", f"{NAME}-0001")
    assert "by weights of 80.0, 400.0 N" in calibrate(tmp_path, "show")


def test_a_calibrated_mat_reads_true_forces_and_an_uncalibrated_one_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Every cell of one tile, pressed by hand through the load cell; drivers of 25 ohm, cells of all faults.
    monkeypatch.setattr(calibrated_mats, "squeeze_cells", squeeze_cells)
    simulation = Simulation(description=load_description("bench"))
    walk = calibrated(simulation)
    run = scan_run(RunnerSettings(strike="heel", speed_m_s=3.0, seed=1), simulation, 4.0)
    errors = force_errors(run, calibration=walk)
    assert errors["cell_p95"] < 0.02
    # One reading in ten thousand: a cell with hysteresis, under a foot that has just come onto it.
    assert errors["cell_max"] < 0.06
    assert abs(errors["sum_bias"]) < 0.02
    nominal = force_errors(run, calibration=nominal_calibration(simulation.description))
    assert nominal["cell_p95"] > 1.5 * errors["cell_p95"]
    assert naive_force_errors(run, calibration=walk)["cell_p95"] > 0.1


def test_what_cannot_be_is_refused_in_one_line(tmp_path: Path) -> None:
    for words, message in (
        (("weights",), "no force is known; name at least one with --mass-kg"),
        (("use", "bench-0001"), "there is no calibration 'bench-0001'"),
        (("show",), "no calibration is in use for the mat 'simulated treadmill'"),
    ):
        result = run(tmp_path, "calibrate", *words, "--mat", "simulated")
        assert result.exit_code == 2
        assert message in result.output
        assert result.output.count("\n") == 1
    result = run(tmp_path, "calibrate", "tare", "--mat", "ideal")
    assert (result.exit_code, "has no cells of its own" in result.output) == (2, True)


def test_a_recording_of_codes_can_be_analysed_with_another_calibration(tmp_path: Path) -> None:
    description = replace(load_description("treadmill"), name="simulated treadmill")
    mat = SimulatedMat(
        RunnerSettings(seed=4), simulation=Simulation(description=description), speed=None
    )
    blocks = [block for block in (mat.read() for _ in range(120)) if block is not None]
    path = tmp_path / "codes.npz"
    save_native(path, join_blocks(blocks, mat.description, mat.calibration, foot_length_m=0.26))
    calibrate(tmp_path, "tare", "--seconds", "0.5")
    peaks = {}
    for name in (None, "latest", "none"):
        chosen = [] if name is None else ["--calibration", name]
        result = run(tmp_path, "analyze", str(path), "--json", *chosen)
        assert result.exit_code == 0, result.output
        told = json.loads(result.stdout)
        peaks[told["recording"]["calibration"]] = [one["peak_force_n"] for one in told["steps"]]
    assert list(peaks) == ["simulated cells", f"{NAME}-0001", "nominal"]
    # Both have the nominal curves, and the recording its own tare.
    np.testing.assert_allclose(peaks[f"{NAME}-0001"], peaks["nominal"])
    assert np.abs(np.array(peaks["nominal"]) / peaks["simulated cells"] - 1.0).max() > 1e-3


def test_a_recording_of_forces_takes_no_calibration(tmp_path: Path) -> None:
    np.savez(
        tmp_path / "forces.npz", time_s=np.arange(3.0), force_n=np.zeros((3, 4, 4), np.float32),
        row_pitch_m=0.02, col_pitch_m=0.02, belt_speed_m_s=1.0,
    )  # fmt: skip
    result = run(tmp_path, "analyze", str(tmp_path / "forces.npz"), "--calibration", "latest")
    assert result.exit_code == 2
    assert "holds forces, not codes" in result.output


def test_a_mat_opens_with_what_is_chosen_for_its_description() -> None:
    asked = []

    def choose(description):
        asked.append(description.name)
        return None

    open_mat("simulated", speed=None, choose_calibration=choose).close()
    assert asked == ["simulated treadmill"]
