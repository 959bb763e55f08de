"""The simulated runner keeps the time and the places that the settings ask for."""

import itertools
from typing import Any

import numpy as np
import pytest

from device import RunnerSettings, TrueStep, simulate_recording


def simulate(duration_s: float = 6.0, **settings: Any) -> list[TrueStep]:
    return simulate_recording(RunnerSettings(**settings), duration_s)[1]


def mean_by_side(steps: list[TrueStep], name: str) -> tuple[float, float]:
    left, right = (
        float(np.mean([getattr(step, name) for step in steps if step.side == side]))
        for side in ("left", "right")
    )
    return left, right


@pytest.mark.parametrize("width_m", [0.2, 0.0, -0.1])
def test_step_width_is_the_distance_between_the_feet(width_m: float) -> None:
    steps = simulate(20.0, step_width_m=width_m)
    middles = [
        step.heel_x_m
        + (1 if step.side == "right" else -1)
        * 0.5
        * step.foot_length_m
        * np.sin(np.radians(step.toe_out_deg))
        for step in steps
    ]
    left_m, right_m = np.mean(middles[::2]), np.mean(middles[1::2])
    assert right_m - left_m == pytest.approx(width_m, abs=0.006)
    assert 0.5 * (left_m + right_m) == pytest.approx(0.2, abs=0.006)


@pytest.mark.parametrize(
    ("settings", "cadence_spm"),
    [
        ({"speed_m_s": 2.5}, 157.0),
        ({"speed_m_s": 3.5}, 165.0),
        ({"speed_m_s": 6.0}, 190.0),
        ({"speed_m_s": 3.0, "cadence_spm": 180.0}, 180.0),
        ({"gait": "walking", "speed_m_s": 1.4}, 118.0),
    ],
)
def test_cadence_is_the_one_of_the_settings(settings: dict[str, Any], cadence_spm: float) -> None:
    steps = simulate(30.0, **settings)
    elapsed_s = steps[-1].contact_s - steps[0].contact_s
    assert 60.0 * (len(steps) - 1) / elapsed_s == pytest.approx(cadence_spm, rel=0.005)
    assert [step.side for step in steps[:4]] == ["left", "right", "left", "right"]


@pytest.mark.parametrize(
    ("speed_m_s", "contact_time_s"), [(2.5, 0.286), (3.5, 0.235), (4.5, 0.200), (6.0, 0.165)]
)
def test_contact_and_flight_times_are_those_of_the_speed(
    speed_m_s: float, contact_time_s: float
) -> None:
    steps = simulate(20.0, speed_m_s=speed_m_s)
    contact_s = np.mean([step.contact_time_s for step in steps])
    # 4 ms: the force is below 20 N for a millisecond or two at either end.
    assert contact_s == pytest.approx(contact_time_s, abs=0.004)
    for step, following in itertools.pairwise(steps):
        assert step.flight_time_s == pytest.approx(following.contact_s - step.off_s)


def test_asymmetry_lengthens_the_left_contact_by_its_fraction() -> None:
    steps = simulate(20.0, asymmetry=0.2, jitter=0.0)
    left_s, right_s = mean_by_side(steps, "contact_time_s")
    assert (left_s - right_s) / (0.5 * (left_s + right_s)) == pytest.approx(0.2, abs=0.005)
    left, right = mean_by_side(steps, "strike_index_percent")
    assert abs(left - right) > 0.5


def test_the_two_feet_may_strike_differently() -> None:
    steps = simulate(strike="heel", right_strike="ball")
    assert {(step.side, step.strike) for step in steps} == {("left", "heel"), ("right", "ball")}


def test_steps_vary_only_with_jitter() -> None:
    alike = {round(step.contact_time_s, 4) for step in simulate(jitter=0.0)}
    varied = {round(step.contact_time_s, 4) for step in simulate(jitter=1.0)}
    assert len(alike) <= 2
    assert len(varied) > 8
