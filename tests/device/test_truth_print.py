"""The truth about a simulated print agrees with itself, at any fineness."""

import numpy as np
import pytest

from device import RunnerSettings, simulate_recording, true_print, true_zones

BORDERS = np.array([0.0, 0.33, 0.55, 0.80, 1.0])


def a_footfall(**runner):
    _, truth = simulate_recording(
        RunnerSettings(seed=1, **runner), 1.0, frame_rate_hz=100.0, noise_n=0.0
    )
    return truth[0].footfall


def whole_print(footfall, bin_m, col_m):
    u_edge_m = footfall.heel_u_m + np.arange(-0.40, 0.10, bin_m)
    x_edge_m = footfall.heel_x_m + np.arange(-0.20, 0.20, col_m)
    return true_print(footfall, u_edge_m, x_edge_m)


def test_zones_and_print_bear_what_the_foot_bears():
    footfall = a_footfall(strike="heel")
    time_s = np.arange(footfall.start_s, footfall.end_s, 0.0005)
    whole_n_s = footfall.press.total_n(time_s - footfall.start_s).sum() * 0.0005
    assert true_zones(footfall, BORDERS).impulse_n_s.sum() == pytest.approx(whole_n_s, rel=0.005)
    assert whole_print(footfall, 0.005, 0.05).impulse_n_s.sum() == pytest.approx(
        whole_n_s, rel=0.005
    )


def test_a_finer_print_adds_up_to_a_coarser_one():
    footfall = a_footfall(strike="midfoot")
    fine, coarse = whole_print(footfall, 0.005, 0.01), whole_print(footfall, 0.01, 0.02)
    bins, cols = coarse.impulse_n_s.shape
    gathered = fine.impulse_n_s[: 2 * bins, : 2 * cols].reshape(bins, 2, cols, 2).sum(axis=(1, 3))
    np.testing.assert_allclose(gathered, coarse.impulse_n_s, rtol=1e-9, atol=1e-9)
    # Places peak at different times: together they never exceed the sum of their own peaks.
    peaks = fine.peak_n[: 2 * bins, : 2 * cols].reshape(bins, 2, cols, 2).sum(axis=(1, 3))
    assert np.all(coarse.peak_n <= peaks + 1e-9)


def test_a_heel_that_never_lands_bears_nothing():
    zones = true_zones(a_footfall(strike="ball-only"), BORDERS)
    assert zones.impulse_n_s[0].sum() < 1e-3 * zones.impulse_n_s.sum()


def test_both_feet_have_their_inner_side_first():
    left, right = simulate_recording(RunnerSettings(jitter=0.0), 1.5, frame_rate_hz=100.0)[1][:2]
    assert left.side != right.side
    np.testing.assert_allclose(
        true_zones(left.footfall, BORDERS).impulse_n_s,
        true_zones(right.footfall, BORDERS).impulse_n_s,
        rtol=1e-3,
    )
