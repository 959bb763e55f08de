"""Real recordings with the maker's own events, where they lie beside the project."""

import csv
import json

import numpy as np
import pytest

from device import load_recording
from tests.analyzer.real import DATA, real
from tests.analyzer.scoring import steps_of

pytestmark = real

FRAME_S = 1 / 240


@pytest.fixture(scope="module")
def walk():
    return steps_of(load_recording(DATA / "zebris-walk-240hz.npz"))


@pytest.fixture(scope="module")
def coarse_walk():
    return steps_of(load_recording(DATA / "zebris-walk-240hz-coarse.npz"))


@pytest.fixture(scope="module")
def makers_steps():
    with (DATA / "zebris-walk-240hz.steps.csv").open() as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("recording", ["walk", "coarse_walk"])
def test_every_step_of_the_makers_is_found_on_its_side_and_in_time(
    recording, makers_steps, request
):
    complete = [step for step in request.getfixturevalue(recording) if step.complete]
    assert len(complete) == len(makers_steps) == 21
    for step, maker in zip(complete, makers_steps, strict=True):
        assert step.side[0].upper() == maker["side"]
        assert step.contact_s == pytest.approx(float(maker["on_ms"]) / 1e3, abs=2 * FRAME_S)
        assert step.off_s == pytest.approx(float(maker["off_ms"]) / 1e3, abs=2 * FRAME_S)
        assert step.peak_force_n == pytest.approx(float(maker["peak_N"]), abs=2.0)


@pytest.mark.parametrize("recording", ["walk", "coarse_walk"])
def test_only_the_cut_prints_are_incomplete(recording, request):
    steps = request.getfixturevalue(recording)
    assert [step.number for step in steps if not step.complete] == [1, len(steps)]


def test_a_grid_as_coarse_as_the_mats_keeps_the_contact_time(coarse_walk, makers_steps):
    ours = np.mean([step.contact_time_s for step in coarse_walk if step.complete])
    makers = np.mean([float(maker["contact_ms"]) for maker in makers_steps]) / 1e3
    assert ours == pytest.approx(makers, abs=0.010)


@pytest.mark.parametrize("recording", ["walk", "coarse_walk"])
def test_walking_lands_on_the_heel_first(recording, request):
    complete = [step for step in request.getfixturevalue(recording) if step.complete]
    assert {step.strike for step in complete} == {"heel"}
    assert all(step.ball_onset_s > step.heel_onset_s for step in complete)


def test_coarse_cells_tell_the_peak_of_either_side_as_fine_cells_read_it(walk, coarse_walk):
    recording = load_recording(DATA / "zebris-walk-240hz.npz")
    errors = {"fine": [], "coarse": []}
    both = [[step for step in steps if step.complete] for steps in (walk, coarse_walk)]
    for fine, coarse in zip(*both, strict=True):
        read_n = side_peaks_n(recording, fine)
        for name, step in (("fine", fine), ("coarse", coarse)):
            told_n = (step.measures.medial_peak_n, step.measures.lateral_peak_n)
            errors[name].extend(np.array(told_n) / read_n - 1.0)
    assert len(errors["coarse"]) == 42
    assert np.mean(np.abs(errors["fine"])) < 0.03
    assert np.mean(np.abs(errors["coarse"])) < 0.05


def side_peaks_n(recording, step):
    """Return the greatest force inside and outside of the foot's axis, summed cell by cell."""
    geometry, scan = recording.geometry, step.footprint.scan
    x_m = (np.arange(geometry.cols) + 0.5) * geometry.col_pitch_m
    y_m = (np.arange(geometry.rows) + 0.5) * geometry.row_pitch_m
    speed_m_s, time_s = recording.belt_speed_m_s, recording.time_s
    ways_m = 0.5 * (speed_m_s[1:] + speed_m_s[:-1]) * np.diff(time_s)
    travel_m = np.concatenate([[0.0], np.cumsum(ways_m)])
    frames = slice(*np.searchsorted(time_s, (step.contact_s, step.off_s)))
    heel_u_m = scan.origin_u_m + scan.pose.heel_bin * step.footprint.bin_m
    heel_x_m = scan.pose.heel_x_m + step.footprint.first_col * geometry.col_pitch_m
    ahead_m = heel_u_m - (y_m - travel_m[frames, None])
    aside_m = x_m - (heel_x_m + ahead_m * np.tan(scan.pose.axis_rad))[:, :, None]
    is_foot = (np.abs(ahead_m - 0.14) < 0.19)[:, :, None] & (np.abs(aside_m) < 0.07)
    force_n = np.where(is_foot, recording.force_n[frames], 0.0)
    right = np.clip(aside_m / geometry.col_pitch_m + 0.5, 0.0, 1.0)
    sides_n = [(force_n * part).sum(axis=(1, 2)).max() for part in (1.0 - right, right)]
    return np.array(sides_n if step.side == "right" else sides_n[::-1])


def test_the_print_is_as_long_as_the_plate_gives_it(walk, coarse_walk):
    fine, coarse = (
        np.mean([step.measures.print_length_m for step in steps if step.complete])
        for steps in (walk, coarse_walk)
    )
    assert fine == pytest.approx(0.239, abs=0.006)
    # A cell counts whole: between two mats, prints differ by the difference of their rows.
    assert coarse - fine == pytest.approx(0.0254 - 0.00846, abs=0.003)


@pytest.mark.parametrize("length_known", [True, False])
@pytest.mark.parametrize("name", ["run-rearfoot-3.5mps", "run-forefoot-2.5mps"])
def test_the_stated_uncertainty_of_the_index_covers_its_errors(name, length_known):
    truth = json.loads((DATA / f"{name}.truth.json").read_text())["steps"]
    steps = steps_of(load_recording(DATA / f"{name}.npz"), length_known=length_known)
    in_sd = [
        abs(step.strike_index_percent - true["strike_index"])
        / step.measures.strike_index_sd_percent
        for step, true in zip([s for s in steps if s.complete], truth, strict=True)
    ]
    assert np.mean(np.array(in_sd) < 1.0) > 0.55
    assert np.mean(np.array(in_sd) < 2.0) > 0.90


@pytest.mark.parametrize("length_known", [True, False])
@pytest.mark.parametrize(
    ("name", "count", "strike", "share"),
    [("run-rearfoot-3.5mps", 40, "heel", 0.95), ("run-forefoot-2.5mps", 38, "ball", 0.90)],
)
def test_running_steps_match_the_force_treadmill(name, count, strike, share, length_known):
    truth = json.loads((DATA / f"{name}.truth.json").read_text())["steps"]
    assert len(truth) == count
    recording = load_recording(DATA / f"{name}.npz")
    steps = [step for step in steps_of(recording, length_known=length_known) if step.complete]
    assert [step.side[0].upper() for step in steps] == [true["side"] for true in truth]
    onset = [step.contact_s - true["t_contact_s"] for step, true in zip(steps, truth, strict=True)]
    assert np.median(np.abs(onset)) < 1 / 300
    errors = [
        step.strike_index_percent - true["strike_index"]
        for step, true in zip(steps, truth, strict=True)
    ]
    assert np.mean(np.abs(errors)) < 5.0
    assert np.mean([step.strike == strike for step in steps]) >= share
