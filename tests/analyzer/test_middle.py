"""A foot in frames that hardly read the ends of its print is placed by its middle."""

import numpy as np
import pytest

from analyzer import FOOT_ZONE_BORDERS
from analyzer.foot import FootPlace
from analyzer.middle import MiddlePlacer
from device import RunnerSettings, simulate_recording, true_zones
from tests.analyzer.scoring import score, steps_of

PITCH_M = 0.025
COARSE_M, FINE_M = 0.050, 0.007


def a_foot(heel_m, *, whole=True):
    return FootPlace(heel_m, 0.26, "given", whole=whole)


@pytest.fixture
def placer():
    """A placer that has seen heels 120 mm behind the middle, from ends that err by up to 5 mm."""
    placer = MiddlePlacer(PITCH_M)
    for error_m in (-0.005, 0.004, 0.0, 0.005, -0.003):
        placer.placed(a_foot(1.120 + error_m), 1.0, way_m=COARSE_M, is_complete=True)
    return placer


def heel_of(placer, place, *, way_m=COARSE_M, is_complete=True):
    return placer.placed(place, 2.0, way_m=way_m, is_complete=is_complete).heel_u_m


def test_coarse_frames_place_the_heel_behind_the_middle(placer):
    assert heel_of(placer, a_foot(2.128)) == pytest.approx(2.120)


def test_the_ends_count_in_fine_frames_and_where_they_contradict(placer):
    assert heel_of(placer, a_foot(2.128), way_m=FINE_M) == 2.128
    assert heel_of(placer, a_foot(2.140)) == 2.140


def test_a_cut_or_short_print_is_left_and_teaches_nothing(placer):
    assert heel_of(placer, a_foot(2.128), is_complete=False) == 2.128
    assert heel_of(placer, a_foot(2.128, whole=False)) == 2.128
    assert heel_of(placer, FootPlace(None, None, "unknown", whole=False)) is None
    assert heel_of(placer, a_foot(2.121)) == pytest.approx(2.120)


def test_ends_that_agree_with_the_middle_from_print_to_print_are_believed():
    placer = MiddlePlacer(PITCH_M)
    for error_m in (-0.001, 0.001, 0.0, 0.001, -0.001):
        placer.placed(a_foot(1.120 + error_m), 1.0, way_m=COARSE_M, is_complete=True)
    assert heel_of(placer, a_foot(2.124)) == 2.124


def test_the_first_prints_are_placed_by_their_ends():
    assert heel_of(MiddlePlacer(PITCH_M), a_foot(2.128)) == 2.128


def test_a_belt_that_moves_by_whole_rows_a_frame_keeps_the_foot_and_its_zones():
    """5.08 m/s at 100 frames/s is two rows a frame: the same places of the foot are read again and again."""
    runner = RunnerSettings(strike="heel", speed_m_s=5.0, foot_length_m=0.24, seed=5)
    recording, truth = simulate_recording(runner, 8.0, frame_rate_hz=100.0, seed=5)
    pairs = score(steps_of(recording), truth, recording.block).pairs[6:]
    assert len(pairs) > 12
    heels_m, balls = [], []
    for step, true in pairs:
        scan = step.footprint.scan
        heel_u_m = scan.origin_u_m + scan.pose.heel_bin * step.footprint.bin_m
        heels_m.append(heel_u_m - true.heel_u_m)
        ball_n_s = true_zones(true.footfall, FOOT_ZONE_BORDERS).impulse_n_s[2].sum()
        balls.append(step.measures.ball_impulse_n_s / ball_n_s - 1.0)
    assert np.std(heels_m) < 0.003
    assert np.std(balls) < 0.08
