"""Where the foot lies when its heel never lands: length given, learned, its own, unknown; axis guessed."""

import math

import numpy as np
import pytest

from analyzer.axis import AxisGuesser
from analyzer.foot import FootFinder
from analyzer.shape import Forefoot
from device import RunnerSettings, simulate_recording
from tests.analyzer.scoring import score, steps_of


def ball_only(length_known, **runner):
    settings = RunnerSettings(strike="ball-only", speed_m_s=3.0, seed=7, **runner)
    recording, truth = simulate_recording(settings, 3.0, seed=7)
    return score(steps_of(recording, length_known=length_known), truth, recording.block).pairs


def test_with_the_length_given_the_first_ball_landing_has_its_index():
    pairs = ball_only(True)
    assert {step.foot_length_source for step, _ in pairs} == {"given"}
    errors = [step.strike_index_percent - true.strike_index_percent for step, true in pairs]
    assert np.abs(errors).max() < 3.0


def test_without_any_length_the_index_is_unknown_and_the_strike_is_not_certain():
    for step, _ in ball_only(False):
        assert (step.foot_length_m, step.foot_length_source) == (None, "unknown")
        assert step.strike_index_percent is None
        assert step.strike == "ball"
        assert step.confidence < 0.9


def test_a_whole_print_lends_its_length_to_the_forefeet_after_it():
    foot = FootFinder(None)
    assert foot.place(0.0, 0.10).source == "unknown"
    whole = foot.place(0.0, 0.26)
    assert (whole.source, whole.length_m) == ("print", pytest.approx(0.26))
    foot.learn(0.26)
    short = foot.place(1.0, 1.10)
    assert (short.source, short.whole) == ("learned", False)
    assert short.heel_u_m == pytest.approx(1.26)


@pytest.mark.parametrize("toe_out_deg", [-5.0, 7.0, 20.0])
def test_a_forefoot_turned_outward_keeps_its_index(toe_out_deg):
    pairs = ball_only(True, toe_out_deg=toe_out_deg)
    errors = [step.strike_index_percent - true.strike_index_percent for step, true in pairs]
    assert abs(np.mean(errors)) < 3.0


def a_forefoot(line_deg, sd_deg=7.0):
    return Forefoot(math.radians(line_deg), math.radians(14.0), math.radians(sd_deg), 0.0, 0.0)


def test_the_axis_is_guessed_outward_of_the_toes_and_mirrored():
    guesser = AxisGuesser()
    right = guesser.guess_rad("right", a_forefoot(-7.0))
    left = guesser.guess_rad("left", a_forefoot(7.0))
    assert right == pytest.approx(-left)
    assert math.degrees(right) == pytest.approx(7.0)


def test_prints_with_a_heel_teach_the_axis_of_their_side_only():
    guesser = AxisGuesser()
    before = guesser.guess_rad("left", a_forefoot(7.0))
    for _ in range(5):
        guesser.learn("right", math.radians(18.0))
    assert math.degrees(guesser.guess_rad("right", a_forefoot(-7.0))) == pytest.approx(18, abs=2)
    assert guesser.guess_rad("left", a_forefoot(7.0)) == before
