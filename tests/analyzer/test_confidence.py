"""A strike that is called with confidence is right, and one that is not called is in no percentage."""

from dataclasses import replace

import numpy as np
import pytest

from analyzer import summarize
from commands.accuracy_cases import drawn_runner
from device import simulate_recording
from tests.analyzer.scoring import score, steps_of


@pytest.fixture(scope="module")
def calls():
    """Confidence of each called step, and whether the call was right: runners over the whole range."""
    found = []
    for strike in ("heel", "midfoot", "ball", "ball-only"):
        for number in range(20, 25):
            recording, truth = simulate_recording(
                drawn_runner(number, "running", strike), 5.0, seed=number
            )
            pairs = score(steps_of(recording), truth, recording.block).pairs
            found += [
                (step.confidence, step.strike == true.strike)
                for step, true in pairs
                if step.strike is not None
            ]
    assert len(found) > 200
    return np.array(found)


def test_of_the_steps_called_with_a_confidence_of_0_9_at_least_98_percent_are_right(calls):
    sure = calls[calls[:, 0] >= 0.9]
    assert len(sure) > 0.8 * len(calls)
    assert sure[:, 1].mean() >= 0.98


def test_less_sure_calls_are_right_at_least_as_often_as_they_say(calls):
    unsure = calls[calls[:, 0] < 0.9]
    assert len(unsure) > 5
    assert unsure[:, 1].mean() >= unsure[:, 0].mean()


def test_abstained_steps_are_counted_and_are_in_no_percentage():
    recording, _ = simulate_recording(drawn_runner(1, "running", "ball"), 5.0, seed=1)
    steps = [step for step in steps_of(recording) if step.complete]
    silent = [replace(step, strike=None) if step.number % 3 == 0 else step for step in steps]
    whole, less = summarize(steps), summarize(silent)
    abstained = sum(step.number % 3 == 0 for step in steps)
    assert less["strikes_abstained"] == whole["strikes_abstained"] + abstained
    assert less["strikes_named"] == whole["strikes_named"] - abstained
    assert less["step_count"] == whole["step_count"]
    assert less["ball_first_percent"] == whole["ball_first_percent"] == 100.0
