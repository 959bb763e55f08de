"""The belt-scan print is finer than the grid, and the mean print is the runner's foot."""

import math

import numpy as np
import pytest

from analyzer import FootPose, MeanPrints
from analyzer._sharpen import sharpened
from analyzer.belt_scan import ROUNDS
from commands.accuracy_print import print_errors
from device import RunnerSettings, simulate_recording
from tests.analyzer.made_steps import a_step
from tests.analyzer.scoring import score, steps_of


def scored(seconds=2.5, **runner):
    recording, truth = simulate_recording(RunnerSettings(seed=1, **runner), seconds, seed=1)
    return score(steps_of(recording), truth, recording.block).pairs


@pytest.fixture(scope="module")
def turned():
    return scored(strike="heel", speed_m_s=3.5, toe_out_deg=15.0)


@pytest.mark.parametrize(
    "runner",
    [
        {"strike": "heel", "speed_m_s": 3.5},
        {"strike": "ball-only", "speed_m_s": 5.0},
        {"gait": "walking", "speed_m_s": 0.8},
    ],
    ids=lambda runner: runner.get("strike", "walking"),
)
def test_the_print_is_nearer_to_the_truth_and_sharper_than_the_grid(runner):
    errors = [print_errors(step.footprint, true) for step, true in scored(4.0, **runner)]
    for name in ("peak", "impulse"):
        scan = [getattr(error, name) for error in errors]
        grid = [getattr(error, f"{name}_grid") for error in errors]
        misplaced = np.mean([error.misplaced for error in scan])
        assert misplaced < 0.15
        assert misplaced < 0.5 * np.mean([error.misplaced for error in grid])
        contrast = np.mean([error.contrast for error in scan])
        assert contrast == pytest.approx(1.0, abs=0.15)
        assert contrast > np.mean([error.contrast for error in grid]) + 0.1


def test_two_ridges_closer_than_a_cell_are_told_apart():
    load = np.zeros((30, 1))
    load[[10, 14]] = 100.0
    found = sharpened((window_of(30, 5.0) @ load).astype(np.float32), 5.0, ROUNDS, summed=False)
    assert found[12] < 0.5 * found[10]
    assert found[12] < 0.5 * found[14]
    assert found.sum() == pytest.approx(200.0, rel=0.01)
    assert found.min() >= 0.0


def test_an_unloaded_window_holds_no_load():
    assert not sharpened(np.zeros((5, 2), np.float32), 1.0, ROUNDS, summed=False).any()


def window_of(bins: int, aperture_bins: float) -> np.ndarray:
    """How much of bin j (columns) a window centred on bin i (rows) covers."""
    apart = np.abs(np.subtract.outer(np.arange(bins), np.arange(bins)))
    return np.clip(0.5 * aperture_bins + 0.5 - apart, 0.0, min(1.0, aperture_bins))


@pytest.mark.parametrize("aperture_bins", [5.0, 1.7, 0.4, 12.3])
@pytest.mark.parametrize("summed", [False, True])
def test_the_reconstruction_is_richardsons_and_lucys(aperture_bins, summed):
    """The same in matrices, as the papers write it."""
    reading = np.random.default_rng(3).uniform(0.0, 9.0, (40, 3)).astype(np.float32)
    window = window_of(40, aperture_bins)
    read, seen = reading.astype(float), window
    if summed:
        read, seen = window @ read, window @ window / aperture_bins
    load = np.tile(read.mean(axis=0) / seen.sum(axis=1).max(), (40, 1))
    for _ in range(7):
        load *= seen.T @ (read / (seen @ load)) / seen.sum(axis=0)[:, None]
    np.testing.assert_allclose(sharpened(reading, aperture_bins, 7, summed=summed), load, rtol=1e-4)


def test_the_print_bears_the_impulse_of_the_step(turned):
    for step, _ in turned:
        assert step.footprint.scan.impulse_n_s.sum() == pytest.approx(
            step.measures.impulse_n_s, rel=0.03
        )


def test_the_pose_of_a_turned_foot_is_measured(turned):
    for step, true in turned:
        pose = step.footprint.scan.pose
        outward = math.degrees(pose.axis_rad) * (1 if step.side == "right" else -1)
        assert outward == pytest.approx(true.toe_out_deg, abs=3.0)


def test_a_point_on_the_axis_is_beside_nothing():
    pose = FootPose(heel_bin=60.0, heel_x_m=0.10, axis_rad=math.radians(20.0), length_m=0.27)
    ahead_m = 0.2
    point_m = np.array(
        [[0.3 - ahead_m * math.cos(pose.axis_rad), 0.10 + ahead_m * math.sin(pose.axis_rad)]]
    )
    np.testing.assert_allclose(pose.in_foot_m(point_m, 0.005), [[ahead_m, 0.0]], atol=1e-12)


def test_a_turned_foot_has_the_gait_line_of_a_straight_one(turned):
    straight = scored(strike="heel", speed_m_s=3.5, toe_out_deg=0.0)
    widths = [
        np.mean([step.measures.gait_line_width_m for step, _ in pairs])
        for pairs in (turned, straight)
    ]
    # Across the belt a line of 0.2 m at 15 degrees would be 0.05 m wide.
    assert widths[0] == pytest.approx(widths[1], abs=0.012)


def test_mean_prints_of_turned_and_straight_feet_lie_on_each_other(turned):
    means = []
    for pairs in (turned, scored(strike="heel", speed_m_s=3.5, toe_out_deg=0.0)):
        prints = MeanPrints()
        for step, _ in pairs:
            prints.add(step)
        means.append(prints.of("right"))
    turned_print, straight = means
    along = [mean.impulse_n_s.sum(axis=1) for mean in means]
    assert turned_print.heel_bin == pytest.approx(straight.heel_bin)
    assert np.corrcoef(along[0], along[1])[0, 1] > 0.9
    # The heel's middle lies on the axis, an eighth of a foot ahead of its back.
    for mean in means:
        heel = mean.impulse_n_s[round(mean.heel_bin - 0.25 * 0.27 / mean.bin_m) :]
        middle_col = heel.sum(axis=0) @ (np.arange(heel.shape[1]) + 0.5) / heel.sum()
        assert middle_col == pytest.approx(mean.axis_col, abs=0.8)


def test_the_mean_print_bears_the_mean_impulse(turned):
    prints, impulses_n_s = MeanPrints(), []
    for step, _ in turned:
        prints.add(step)
        if step.side == "left":
            impulses_n_s.append(step.measures.impulse_n_s)
    mean = prints.of("left")
    assert mean.steps == len(impulses_n_s)
    # Columns of 50 mm reach beyond the 160 mm that the mean print is wide.
    assert mean.impulse_n_s.sum() == pytest.approx(np.mean(impulses_n_s), rel=0.08)


def test_a_step_without_a_known_place_changes_no_mean():
    prints = MeanPrints()
    prints.add(a_step(0))
    assert prints.of("left") is None
    assert prints.of("right") is None
