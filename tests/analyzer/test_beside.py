"""Two feet side by side, on a belt that stands, starts, stops or creeps: every contact, on its side."""

from dataclasses import replace

import numpy as np
import pytest

from analyzer import AnalyzerSettings, StepAnalyzer
from device import (
    Person,
    Rhythm,
    RunnerSettings,
    belt_stop,
    change_of_support,
    from_the_side,
    hops,
    quiet_standing,
    shuffle,
    simulate_changes,
    simulate_scene,
    tapping,
)
from tests.analyzer.scoring import score, steps_of

PERSON = Person()
NARROW = Person(step_width_m=0.10, toe_out_deg=0.0)


def drifted(recording, drift_n):
    """Return the recording with every cell drifting by up to `drift_n`, each for itself."""
    slope = np.random.default_rng(1).uniform(0.0, drift_n, recording.force_n.shape[1:])
    part = recording.time_s / recording.time_s[-1]
    return replace(
        recording, force_n=(recording.force_n + slope * part[:, None, None]).astype(np.float32)
    )


def done_on(recording, frames=500):
    """Return steps, standing and drills of a recording, fed in blocks."""
    analyzer = StepAnalyzer(
        recording.geometry,
        AnalyzerSettings(threshold_n=20.0),
        foot_length_m=recording.foot_length_m,
    )
    steps, standing, drills = [], [], []
    for block in recording.blocks(frames=frames):
        steps += analyzer.feed(block)
        standing += analyzer.take_standing()
        drills += analyzer.take_drills()
    steps += analyzer.finish()
    return steps, standing + analyzer.take_standing(), drills + analyzer.take_drills()


def assert_all_found(found, *, onset_s=0.006, off_s=0.004):
    assert not found.missed
    assert not found.invented
    assert not found.wrong_side
    assert np.median(np.abs(found.onset_errors_s())) < onset_s
    assert np.median(np.abs(found.off_errors_s())) < off_s


DRILLS = {
    "change of support": change_of_support(PERSON, Rhythm(14, 90.0, 0.03)),
    "quick change, heel kissing": change_of_support(
        PERSON, Rhythm(24, 180.0, 0.03), heel_kiss=True
    ),
    "springing from foot to foot": change_of_support(
        PERSON, Rhythm(24, 180.0, 0.03), overlap_s=-0.05
    ),
    "feet close together": change_of_support(NARROW, Rhythm(14, 90.0, 0.03)),
    "right foot taps": tapping(PERSON, Rhythm(16, 150.0, 0.03)),
    "left foot taps": tapping(PERSON, Rhythm(16, 150.0, 0.03), side="left"),
    "hops on the right leg": hops(PERSON, Rhythm(14, 130.0, 0.02)),
    "hops on the left leg": hops(PERSON, Rhythm(14, 130.0, 0.02), sides=("left",)),
}


@pytest.mark.parametrize("name", DRILLS)
@pytest.mark.parametrize("drift_n", [0.0, 1.0], ids=["steady", "drifting"])
def test_every_contact_of_a_drill_is_found_on_its_side(name, drift_n):
    recording, truth = simulate_scene(DRILLS[name], 10.0)
    recording = drifted(recording, drift_n)
    assert_all_found(score(steps_of(recording), truth, recording.block))


@pytest.mark.parametrize(
    ("name", "kind", "rate"),
    [
        ("change of support", "change of support", 90.0),
        ("springing from foot to foot", "change of support", 180.0),
        ("left foot taps", "tapping", 150.0),
        ("hops on the right leg", "hops", 130.0),
    ],
)
def test_a_drill_is_named_and_its_rhythm_measured(name, kind, rate):
    recording, truth = simulate_scene(DRILLS[name], 12.0)
    _, _, (drill,) = done_on(recording)
    intervals_s = np.diff([true.contact_s for true in truth])
    assert drill.kind == kind
    assert drill.rate_per_minute == pytest.approx(rate, rel=0.02)
    assert drill.interval_sd_s == pytest.approx(np.std(intervals_s, ddof=1), abs=0.004)
    assert drill.left_contacts == sum(true.side == "left" for true in truth)
    assert drill.right_contacts == sum(true.side == "right" for true in truth)


def test_a_drill_tells_support_and_ball_from_heel():
    *_, (spring,) = done_on(simulate_scene(DRILLS["springing from foot to foot"], 10.0)[0])
    *_, (change,) = done_on(simulate_scene(DRILLS["change of support"], 12.0)[0])
    *_, (kiss,) = done_on(simulate_scene(DRILLS["quick change, heel kissing"], 10.0)[0])
    assert spring.both_support_s is None
    assert 0.04 < spring.no_support_s < 0.09
    assert change.no_support_s is None
    assert change.both_support_s == pytest.approx(0.05, abs=0.02)
    assert change.left_ball_only_percent == change.right_ball_only_percent == 100.0
    assert kiss.left_ball_only_percent == kiss.right_ball_only_percent == 0.0
    assert change.left_percent == pytest.approx(50.0, abs=1.0)


def test_jumps_on_both_feet_have_two_contacts_each():
    scene = hops(PERSON, Rhythm(12, 130.0, 0.02), sides=("left", "right"))
    recording, truth = simulate_scene(scene, 8.0)
    steps, _, (drill,) = done_on(recording)
    assert len(steps) == len(truth)
    assert sum(step.side == "left" for step in steps) == len(truth) // 2
    assert drill.kind == "jumps"
    assert drill.rate_per_minute == pytest.approx(130.0, rel=0.02)


@pytest.mark.parametrize("left_share", [0.3, 0.5, 0.65])
@pytest.mark.parametrize("drift_n", [0.0, 1.0], ids=["steady", "drifting"])
def test_standing_tells_weight_split_and_sway(left_share, drift_n):
    scene = quiet_standing(PERSON, 9.0, left_share=left_share, seed=3)
    recording = drifted(simulate_scene(scene, 10.0)[0], drift_n)
    steps, (standing,), _ = done_on(recording)
    assert not steps
    time_s = np.arange(standing.start_s, standing.end_s, 0.02)
    true = scene.true_support(time_s)
    true_left = 100.0 * true.left_n.sum() / (true.left_n + true.right_n).sum()
    true_path_m = np.hypot(np.diff(true.x_m), np.diff(true.y_m)).sum()
    spread_m4 = np.linalg.det(np.cov(true.x_m, true.y_m))
    assert standing.feet == 2
    assert standing.left_percent == pytest.approx(true_left, abs=2.5)
    assert standing.left_percent + standing.right_percent == pytest.approx(100.0)
    assert standing.sway_rms_x_m == pytest.approx(true.x_m.std(), rel=0.1)
    assert standing.sway_rms_y_m == pytest.approx(true.y_m.std(), rel=0.1)
    assert standing.sway_path_m == pytest.approx(true_path_m, rel=0.15)
    assert standing.sway_ellipse_m2 == pytest.approx(5.991 * np.pi * np.sqrt(spread_m4), rel=0.15)


def test_standing_and_drills_do_not_depend_on_the_size_of_the_blocks():
    scene = quiet_standing(PERSON, 9.0)
    recording, _ = simulate_scene(scene, 10.0)
    assert done_on(recording, 7) == done_on(recording, 5000)
    drill, _ = simulate_scene(DRILLS["right foot taps"], 8.0)
    assert done_on(drill, 7)[2] == done_on(drill, 5000)[2]


@pytest.mark.parametrize(("speed_m_s", "cadence_spm"), [(0.4, 120.0), (0.5, 150.0), (0.6, None)])
def test_shuffling_with_feet_beside_each_other_misses_nothing(speed_m_s, cadence_spm):
    walk = RunnerSettings(
        gait="walking", speed_m_s=speed_m_s, cadence_spm=cadence_spm, step_width_m=0.12, seed=3
    )
    recording, truth = simulate_scene(shuffle(walk, 10.0), 10.0)
    assert_all_found(score(steps_of(recording), truth, recording.block))


@pytest.mark.parametrize("speed_m_s", [0.8, 1.2])
def test_a_belt_turned_off_in_mid_step_makes_no_step_of_standing(speed_m_s):
    walk = RunnerSettings(gait="walking", speed_m_s=speed_m_s, seed=5)
    scene = belt_stop(walk, 5.0)
    recording, truth = simulate_scene(scene, 14.0)
    steps = steps_of(recording)
    found = score(steps, truth, recording.block)
    assert not found.missed
    assert not found.invented
    assert not found.wrong_side
    cut = [step for step in steps if not step.complete and 3.0 < step.contact_s < 6.0]
    assert len(cut) == 1
    assert cut[0].incomplete_reason == "the foot stayed where it was: standing"
    assert cut[0].flight_time_s is None


@pytest.mark.parametrize("offset_m", [-0.10, 0.10])
def test_stepping_on_from_the_side_keeps_the_sides(offset_m):
    scene = from_the_side(RunnerSettings(speed_m_s=2.5, seed=4), 5.0, offset_m=offset_m)
    recording, truth = simulate_scene(scene, 5.0)
    found = score(steps_of(recording), truth, recording.block)
    assert not found.missed
    assert not found.invented
    assert not found.wrong_side


def test_walking_running_and_standing_in_turn_keep_every_step_and_side():
    walk = RunnerSettings(gait="walking", speed_m_s=1.4, seed=7)
    run = RunnerSettings(speed_m_s=2.8, seed=7)
    stand = RunnerSettings(gait="standing")
    for changes in ({0.0: walk, 4.0: run, 8.0: walk}, {0.0: run, 4.0: stand, 8.0: run}):
        recording, truth = simulate_changes(changes, 12.0)
        found = score(steps_of(recording), truth, recording.block)
        assert not found.missed
        assert not found.invented
        assert not found.wrong_side
