"""The drill that is going on is told while it goes on, over its last contacts."""

import pytest

from analyzer import StepAnalyzer
from device import (
    Person,
    Rhythm,
    RunnerSettings,
    change_of_support,
    hops,
    simulate_recording,
    simulate_scene,
)

PERSON = Person()


def told_at(recording, times_s, frames=100):
    """Return what is told of the drill at each time."""
    analyzer = StepAnalyzer(recording.geometry, foot_length_m=recording.foot_length_m)
    told, due = [], list(times_s)
    for block in recording.blocks(frames=frames):
        analyzer.feed(block)
        while due and block.time_s[-1] >= due[0]:
            told.append(analyzer.drill_so_far())
            due.pop(0)
    return told


def test_a_change_of_support_is_told_from_its_fourth_contact_on_until_it_is_over():
    scene = change_of_support(PERSON, Rhythm(30, 120.0, jitter=0.03, seed=3))
    recording, _ = simulate_scene(scene, 24.0, seed=3)
    before, early, late, over = told_at(recording, (2.0, 6.0, 14.0, 22.0))
    assert before is None
    assert early.kind == late.kind == "change of support"
    assert early.contacts < 12
    assert late.contacts == 24
    assert late.rate_per_minute == pytest.approx(120.0, rel=0.03)
    assert 0.5 < late.interval_cv_percent < 6.0
    assert late.left_percent == pytest.approx(50.0, abs=4.0)
    assert over is None


def test_hops_are_told_by_their_kind_and_rate():
    slow = hops(PERSON, Rhythm(20, 90.0, seed=1))
    recording, _ = simulate_scene(slow, 15.0, seed=1)
    (drill,) = told_at(recording, (12.0,))
    assert drill.kind == "hops"
    assert drill.rate_per_minute == pytest.approx(90.0, rel=0.03)


def test_running_is_no_drill():
    recording, _ = simulate_recording(RunnerSettings(), 6.0)
    assert told_at(recording, (5.0,)) == [None]
