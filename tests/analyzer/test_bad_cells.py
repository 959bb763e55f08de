"""Cells that drift, stick, die or disagree neither create steps nor move them."""

from dataclasses import replace

import numpy as np
import pytest

from device import Recording, RunnerSettings, simulate_recording
from tests.analyzer.scoring import Score, score, steps_of


@pytest.fixture(scope="module", params=["running", "walking"])
def simulated(request):
    speed_m_s = {"running": 3.2, "walking": 1.3}[request.param]
    runner = RunnerSettings(gait=request.param, speed_m_s=speed_m_s, seed=21)
    return simulate_recording(runner, 12.0, seed=21)


def scored(recording: Recording, truth, cells_n: np.ndarray) -> Score:
    spoiled = replace(recording, force_n=cells_n.astype(np.float32))
    return score(steps_of(spoiled), truth, recording.block)


def assert_as_good_as_ever(found: Score) -> None:
    assert not found.missed
    assert not found.invented
    assert not found.wrong_side
    assert np.median(np.abs(found.onset_errors_s())) < 0.001
    assert abs(np.mean(found.off_errors_s() - found.onset_errors_s())) < 0.003
    assert np.mean(np.abs(found.index_errors())) < 3.0
    assert found.right_strikes() >= 0.98


def test_drifting_baselines(simulated):
    """Every cell drifts by up to 3 N in 12 s, each for itself: 500 N over the whole mat."""
    recording, truth = simulated
    slope = np.random.default_rng(1).uniform(0.0, 3.0, recording.force_n.shape[1:])
    drift_n = slope * (recording.time_s / recording.time_s[-1])[:, None, None]
    assert_as_good_as_ever(scored(recording, truth, recording.force_n + drift_n))


def test_baselines_that_differ_from_the_start(simulated):
    recording, truth = simulated
    offset_n = np.random.default_rng(2).uniform(0.0, 0.6, recording.force_n.shape[1:])
    assert_as_good_as_ever(scored(recording, truth, recording.force_n + offset_n))


def test_gains_that_differ_by_five_percent_and_three_dead_cells(simulated):
    recording, truth = simulated
    random = np.random.default_rng(3)
    gain = 1.0 + 0.05 * random.standard_normal(recording.force_n.shape[1:])
    gain[random.integers(0, 48, 3), random.integers(2, 6, 3)] = 0.0
    found = scored(recording, truth, recording.force_n * gain)
    assert not found.missed
    assert not found.invented
    assert not found.wrong_side
    assert np.mean(np.abs(found.index_errors())) < 3.0


@pytest.mark.parametrize("stuck_n", [8.0, 60.0, 250.0])
def test_a_stuck_cell_is_taken_for_what_it_is_within_seconds(simulated, stuck_n):
    recording, truth = simulated
    cells_n = recording.force_n.copy()
    cells_n[:, 30, 4] = stuck_n
    found = scored(recording, truth, cells_n)
    late = [step for step in found.invented if step.contact_s > 5.0]
    assert not late
    assert not [true for true in found.missed if true.contact_s > 5.0]


def test_lone_noisy_readings_do_not_tear_a_foot_apart(simulated):
    recording, truth = simulated
    random = np.random.default_rng(4)
    cells_n = recording.force_n.copy()
    frames = random.integers(0, len(cells_n), 600)
    cells_n[frames, random.integers(0, 48, 600), random.integers(0, 8, 600)] += 2.0
    assert_as_good_as_ever(scored(recording, truth, cells_n))


def test_a_mat_that_only_drifts_has_no_step():
    recording, _ = simulate_recording(RunnerSettings(gait="none"), 30.0, seed=5)
    drift_n = 6.0 * (recording.time_s / 30.0)[:, None, None]
    assert (
        steps_of(replace(recording, force_n=(recording.force_n + drift_n).astype(np.float32))) == []
    )
