"""Zone loads against what the simulated sole bore between the same borders."""

import numpy as np
import pytest

from analyzer import FOOT_ZONE_BORDERS, FOOT_ZONES
from device import RunnerSettings, simulate_recording, true_zones
from tests.analyzer.scoring import score, steps_of

RUNNERS = {
    "heel, toes straight": RunnerSettings(strike="heel", speed_m_s=3.0, toe_out_deg=0.0, seed=1),
    "midfoot, toes out": RunnerSettings(strike="midfoot", speed_m_s=3.0, toe_out_deg=18.0, seed=2),
    "heel never lands": RunnerSettings(strike="ball-only", speed_m_s=4.0, seed=3),
    "walking": RunnerSettings(gait="walking", speed_m_s=1.2, foot_length_m=0.23, seed=4),
}


@pytest.fixture(scope="module", params=RUNNERS)
def pairs(request):
    recording, truth = simulate_recording(RUNNERS[request.param], 4.0, seed=1)
    found = score(steps_of(recording), truth, recording.block).pairs
    assert len(found) > 3
    return [
        (step, step.measures, true_zones(true.footfall, FOOT_ZONE_BORDERS)) for step, true in found
    ]


def mean_error(errors):
    return np.mean(np.abs(errors)) if errors else 0.0


@pytest.mark.parametrize("zone", FOOT_ZONES)
def test_zone_impulses_are_right_to_a_tenth(pairs, zone):
    at, errors = FOOT_ZONES.index(zone), []
    for _, measures, true in pairs:
        true_n_s = true.impulse_n_s[at].sum()
        if true_n_s > 0.05 * true.impulse_n_s.sum():
            errors.append(getattr(measures, f"{zone}_impulse_n_s") / true_n_s - 1.0)
    assert mean_error(errors) < 0.10


def test_inner_and_outer_impulse_are_right_to_an_eighth(pairs):
    errors = []
    for _, measures, true in pairs:
        for at, side in enumerate(("medial", "lateral")):
            true_n_s = true.impulse_n_s[:, at].sum()
            errors.append(getattr(measures, f"{side}_impulse_n_s") / true_n_s - 1.0)
    assert mean_error(errors) < 0.125


def test_inner_and_outer_peak_are_right_to_an_eighth(pairs):
    errors = []
    for _, measures, true in pairs:
        for side, true_n in zip(("medial", "lateral"), true.side_peak_n, strict=True):
            errors.append(getattr(measures, f"{side}_peak_n") / true_n - 1.0)
    assert mean_error(errors) < 0.125


def test_neither_side_peaks_above_the_foot_and_both_together_reach_its_peak(pairs):
    for step, measures, _ in pairs:
        peaks_n = (measures.medial_peak_n, measures.lateral_peak_n)
        assert max(peaks_n) < 1.01 * step.peak_force_n
        assert sum(peaks_n) > 0.97 * step.peak_force_n


def test_the_zones_bear_the_whole_impulse(pairs):
    for _, measures, _ in pairs:
        zones_n_s = sum(getattr(measures, f"{zone}_impulse_n_s") for zone in FOOT_ZONES)
        sides_n_s = measures.medial_impulse_n_s + measures.lateral_impulse_n_s
        assert sides_n_s == pytest.approx(zones_n_s)
        assert zones_n_s == pytest.approx(measures.impulse_n_s, rel=0.02)


def test_coarse_frames_keep_the_zones():
    runner = RunnerSettings(strike="heel", speed_m_s=4.0, seed=5)
    recording, truth = simulate_recording(runner, 4.0, frame_rate_hz=100.0, seed=5)
    for step, true in score(steps_of(recording), truth, recording.block).pairs:
        true_n_s = true_zones(true.footfall, FOOT_ZONE_BORDERS).impulse_n_s[0].sum()
        assert step.measures.heel_impulse_n_s == pytest.approx(true_n_s, rel=0.10)
