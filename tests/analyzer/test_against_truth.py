"""Measures beside what the simulated foot did: zones, path of pressure, rise of force, mean prints."""

import numpy as np
import pytest

from analyzer import FOOT_ZONE_BORDERS, MeanPrints
from device import RunnerSettings, simulate_recording, true_print
from device.simulated.foot import PATCH_ALONG, PATCH_OUTWARD, patch_sd_m, share_between
from tests.analyzer.scoring import score, steps_of

GRID_S = 0.0005
RUNNERS = {
    "heel": RunnerSettings(strike="heel", speed_m_s=3.5, toe_out_deg=12.0, seed=1),
    "midfoot": RunnerSettings(strike="midfoot", speed_m_s=3.0, seed=2),
    "heel's kiss": RunnerSettings(strike="ball", speed_m_s=4.0, seed=3),
    "walking": RunnerSettings(gait="walking", speed_m_s=1.2, seed=4),
}


@pytest.fixture(scope="module", params=RUNNERS)
def pairs(request):
    recording, truth = simulate_recording(RUNNERS[request.param], 5.0, seed=1)
    found = score(steps_of(recording), truth, recording.block).pairs
    assert len(found) > 5
    return found


class Truth:
    """What each part of a simulated sole bore at each moment."""

    def __init__(self, true):
        footfall = true.footfall
        self.time_s = np.arange(footfall.start_s, footfall.end_s + GRID_S, GRID_S)
        self.patch_n = footfall.patch_force_n(self.time_s)
        self.force_n = self.patch_n.sum(axis=1)
        self.peak_n = self.force_n.max()
        self.length_m = footfall.foot_length_m
        self.level_n = max(20.0, 0.06 * self.peak_n)

    def between(self, begin, end):
        """Return the force on the stretch between two parts of the foot's length."""
        edges = np.array([-np.inf if begin == 0.0 else begin, np.inf if end == 1.0 else end])
        share = share_between(
            PATCH_ALONG * self.length_m, patch_sd_m(self.length_m), edges * self.length_m
        )
        return (self.patch_n @ share)[:, 0]

    def spell(self, begin, end):
        """Return when such a stretch was first and last loaded, and for how long in all."""
        loaded = self.between(begin, end) > self.level_n
        if not loaded.any():
            return None
        at_s = self.time_s[loaded]
        return at_s[0], at_s[-1], GRID_S * loaded.sum()


def median_error(errors):
    return np.median(np.abs(errors)) if errors else 0.0


@pytest.mark.parametrize("zone", ["heel", "midfoot", "ball", "toes"])
def test_zones_are_loaded_and_left_when_the_sole_was(pairs, zone):
    at = ["heel", "midfoot", "ball", "toes"].index(zone)
    borders = FOOT_ZONE_BORDERS[at : at + 2]
    onsets, ends = [], []
    for step, true in pairs:
        spell = Truth(true).spell(*borders)
        end_s = getattr(step.measures, f"{zone}_end_s")
        if spell is None or end_s is None:
            continue
        if zone in ("midfoot", "toes"):
            onsets.append(getattr(step.measures, f"{zone}_onset_s") - spell[0])
        ends.append(end_s - spell[1])
    # Bare rows carry the ball's load into the toes: where it rises slowly, they seem loaded early.
    is_slow = zone == "toes" and pairs[0][1].flight_time_s is None
    assert median_error(onsets) < (0.035 if is_slow else 0.010)
    assert median_error(ends) < 0.010


def test_heel_and_ball_onset_and_the_delay_between_them_are_the_soles(pairs):
    heels, balls, delays = [], [], []
    for step, true in pairs:
        truth = Truth(true)
        heel, ball = truth.spell(*FOOT_ZONE_BORDERS[:2]), truth.spell(FOOT_ZONE_BORDERS[2], 1.0)
        heels.append(step.heel_onset_s - heel[0])
        balls.append(step.ball_onset_s - ball[0])
        delays.append(step.measures.heel_to_ball_s - (ball[0] - heel[0]))
        flat_s = max(heel[0], ball[0]) - true.contact_s
        assert step.measures.foot_flat_s == pytest.approx(flat_s, abs=0.012)
    assert median_error(heels) < 0.004
    assert median_error(balls) < 0.004
    assert median_error(delays) < 0.005


def test_the_heel_stays_as_long_as_the_soles(pairs):
    errors = [
        step.measures.heel_contact_s - Truth(true).spell(*FOOT_ZONE_BORDERS[:2])[2]
        for step, true in pairs
    ]
    assert median_error(errors) < 0.010


def test_the_gait_line_is_the_path_of_the_soles_pressure(pairs):
    lengths, widths, speeds = [], [], []
    for step, true in pairs:
        truth = Truth(true)
        strong = truth.force_n > 0.1 * truth.peak_n
        ahead, aside = (
            (truth.patch_n @ place)[strong] / truth.force_n[strong] * truth.length_m
            for place in (PATCH_ALONG, PATCH_OUTWARD)
        )
        length_m = np.hypot(np.diff(ahead), np.diff(aside)).sum()
        measures = step.measures
        lengths.append(measures.gait_line_length_m / length_m - 1.0)
        widths.append(measures.gait_line_width_m - np.ptp(aside))
        speed_m_s = length_m / np.ptp(truth.time_s[strong])
        speeds.append(measures.gait_line_speed_m_s / speed_m_s - 1.0)
    assert median_error(lengths) < 0.10
    assert median_error(widths) < 0.008
    assert median_error(speeds) < 0.10


def test_the_rise_of_force_is_the_runners(pairs):
    errors = []
    for step, true in pairs:
        truth = Truth(true)
        early = truth.time_s < true.contact_s + 0.05
        early_n = truth.force_n[early].max()
        begin_s, end_s = (
            truth.time_s[np.argmax(truth.force_n > part * early_n)] for part in (0.2, 0.8)
        )
        steepness = 0.6 * early_n / truth.peak_n / (end_s - begin_s)
        errors.append(step.measures.onset_steepness_per_s / steepness - 1.0)
    assert median_error(errors) < 0.10


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_mean_print_is_the_mean_of_what_the_soles_bore(side):
    """Along the foot: across it the mean print is as coarse as the columns."""
    runner = RunnerSettings(strike="heel", speed_m_s=3.5, toe_out_deg=0.0, seed=6)
    recording, truth = simulate_recording(runner, 8.0, seed=6)
    gathered, true_n_s, true_n = MeanPrints(), [], []
    for step, true in score(steps_of(recording), truth, recording.block).pairs:
        gathered.add(step)
        if true.side == side and step.complete:
            u_edge_m = true.heel_u_m + np.arange(-0.30, 0.031, 0.005)
            print_ = true_print(true.footfall, u_edge_m, np.linspace(-0.5, 1.5, 201))
            true_n_s.append(print_.impulse_n_s.sum(axis=1))
            true_n.append(print_.peak_n.sum(axis=1))
    mean = gathered.of(side)
    assert mean.steps == len(true_n_s) > 8
    for ours, theirs, most in ((mean.impulse_n_s, true_n_s, 0.10), (mean.peak_n, true_n, 0.15)):
        true_mean = np.mean(theirs, axis=0)
        places = mean.heel_bin + np.arange(-60, 6)
        read = np.interp(places, np.arange(len(ours)), ours.sum(axis=1), left=0.0, right=0.0)
        assert np.abs(read - true_mean).sum() / true_mean.sum() < most
