"""A landing is called while its foot is down: soon, rightly or not at all, and for good."""

import json
from dataclasses import replace

import numpy as np
import pytest

from analyzer import AnalyzerSettings, Landing, Step, StepAnalyzer
from device import FrameBlock, Recording, RunnerSettings, load_recording, simulate_recording
from tests.analyzer.real import DATA, real
from tests.analyzer.scoring import told_of

STRIKES = {"heel": "heel", "midfoot": "midfoot", "ball": "ball", "ball-only": "ball"}


def by_contact(landings: list[Landing]) -> dict[float, Landing]:
    return {landing.contact_s: landing for landing in landings}


def simulated(seconds: float = 6.0, **runner) -> Recording:
    return simulate_recording(RunnerSettings(**runner), seconds, seed=runner.get("seed", 0))[0]


def complete_pairs(recording: Recording, **options) -> list[tuple[Step, Landing | None]]:
    steps, landings = told_of(recording, **options)
    told = by_contact(landings)
    return [(step, told.get(step.contact_s)) for step in steps if step.complete]


@pytest.mark.parametrize(("speed_m_s", "soon_s"), [(2.0, 0.070), (3.5, 0.060), (6.0, 0.060)])
@pytest.mark.parametrize("strike", STRIKES)
def test_a_running_landing_is_called_soon_and_rightly(strike, speed_m_s, soon_s):
    # Before the first step nobody knows that there was a flight.
    pairs = [
        pair
        for seed in range(4)
        for pair in complete_pairs(simulated(strike=strike, speed_m_s=speed_m_s, seed=seed))[1:]
    ]
    called = [(step, told) for step, told in pairs if told is not None and told.strike is not None]
    soon = [told.judged_s - step.contact_s <= soon_s for step, told in called]
    assert sum(soon) >= 0.9 * len(pairs)
    assert np.mean([told.strike == STRIKES[strike] for _, told in called]) >= 0.98


@pytest.mark.parametrize("speed_m_s", [0.8, 1.3, 1.8])
def test_a_walking_landing_is_called_long_before_its_step(speed_m_s):
    recording = simulated(gait="walking", speed_m_s=speed_m_s, seed=2, seconds=10.0)
    pairs = complete_pairs(recording)
    assert all(told is not None and told.strike == "heel" for _, told in pairs)
    assert max(told.judged_s - step.contact_s for step, told in pairs) < 0.2


@pytest.mark.parametrize("strike", STRIKES)
def test_a_landing_lies_where_and_when_its_step_does(strike):
    pairs = complete_pairs(simulated(strike=strike, speed_m_s=3.0, seed=3))
    assert len(pairs) > 10
    for step, told in pairs:
        assert told is not None
        assert (told.x_m, told.y_m) == (step.landing_x_m, step.landing_y_m)
        assert told.number == step.number
        assert told.side in (None, step.side)
    assert all(told.side == step.side for step, told in pairs[4:])


@pytest.mark.parametrize("frames", [1, 7, 300])
def test_landings_are_the_same_for_any_size_of_block(frames):
    recording = simulated(strike="ball", right_strike="heel", speed_m_s=3.5, seed=4)
    _, whole = told_of(recording)
    analyzer = StepAnalyzer(
        recording.geometry,
        AnalyzerSettings(threshold_n=20.0),
        foot_length_m=recording.foot_length_m,
        body_mass_kg=recording.body_mass_kg,
    )
    parts = []
    for block in recording.blocks(frames=frames):
        analyzer.feed(block)
        told = analyzer.take_landings()
        assert all(block.time_s[0] <= landing.judged_s <= block.time_s[-1] for landing in told)
        parts += told
    assert len(whole) > 12
    assert [(landing, landing.side) for landing in parts] == [
        (landing, landing.side) for landing in whole
    ]


@pytest.mark.parametrize("strike", ["heel", "ball-only"])
def test_a_foot_of_unknown_length_is_not_called_wrongly(strike):
    pairs = complete_pairs(simulated(strike=strike, speed_m_s=3.0, seed=5), length_known=False)
    assert {told.strike for _, told in pairs if told is not None} <= {STRIKES[strike], None}


def test_a_foot_that_is_down_when_the_stream_begins_is_not_called():
    recording = simulated(strike="heel", speed_m_s=3.0, seed=6)
    steps, _ = told_of(recording)
    first_s = steps[2].contact_s + 0.01
    kept = recording.block[recording.time_s >= first_s]
    analyzer = StepAnalyzer(recording.geometry, foot_length_m=recording.foot_length_m)
    analyzer.feed(kept)
    told = analyzer.take_landings()
    assert told[0].strike is None
    assert told[0].confidence == 0.0
    assert told[1].strike == "heel"


def test_a_touch_without_weight_is_not_told():
    time_s = np.arange(500) / 500.0
    force_n = np.zeros((500, 48, 8), np.float32)
    force_n[100:150, 20:22, 3] = 15.0
    recording = simulated(seconds=0.1)
    analyzer = StepAnalyzer(recording.geometry)
    analyzer.feed(FrameBlock(time_s, force_n, np.zeros(500)))
    assert analyzer.take_landings() == []


def test_a_strike_that_changes_from_step_to_step_is_called_as_it_is():
    """Nothing of how the runner landed before goes into a call."""
    recording = simulated(strike="heel", right_strike="ball-only", speed_m_s=3.5, seed=7)
    for step, told in complete_pairs(recording):
        assert told is not None
        assert told.strike == ("heel" if step.side == "left" else "ball")


@real
@pytest.mark.parametrize("length_known", [True, False])
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(
    ("name", "strike"), [("run-rearfoot-3.5mps", "heel"), ("run-forefoot-2.5mps", "ball")]
)
def test_real_landings_are_called_soon_and_rightly(name, strike, mirrored, length_known):
    truth = json.loads((DATA / f"{name}.truth.json").read_text())["steps"]
    recording = load_recording(DATA / f"{name}.npz")
    if mirrored:
        force_n = np.ascontiguousarray(recording.force_n[:, :, ::-1])
        recording = replace(recording, force_n=force_n)
    pairs = complete_pairs(recording, length_known=length_known)
    assert len(pairs) == len(truth)
    called = [(step, told) for step, told in pairs if told is not None and told.strike is not None]
    soon = [told.judged_s - step.contact_s <= 0.060 for step, told in called]
    assert sum(soon) >= 0.8 * len(pairs)
    extremes = [told.strike for _, told in called if told.strike != "midfoot"]
    assert np.mean([found == strike for found in extremes]) >= 0.98
