from typing import Any

import pytest

from device import BadMat, RunnerSettings

REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"gait": "hopping"}, "gait must be one of running, walking, standing, none, got 'hopping'"),
    ({"gait": ["running"]}, "gait must be one of"),
    ({"strike": "toe"}, "strike must be one of heel, midfoot, ball, ball-only, got 'toe'"),
    ({"right_strike": "toe"}, "right_strike must be one of"),
    ({"speed_m_s": 1.4}, r"speed_m_s \(gait running\) must be a number from 1.5 to 8, got 1.4"),
    ({"gait": "walking", "speed_m_s": 2.3}, r"speed_m_s \(gait walking\) .* from 0.3 to 2.2"),
    ({"gait": "standing", "speed_m_s": 1.0}, r"speed_m_s \(gait standing\) .* from 0 to 0"),
    ({"cadence_spm": 301.0}, "cadence_spm .* from 120 to 300"),
    ({"body_mass_kg": 4.9}, "body_mass_kg .* from 5 to 300"),
    ({"body_mass_kg": "70"}, "body_mass_kg .* must be a number"),
    ({"body_mass_kg": True}, "body_mass_kg .* must be a number"),
    ({"body_mass_kg": 10**400}, "body_mass_kg .* from 5 to 300"),
    ({"body_mass_kg": None}, "body_mass_kg .* must be a number"),
    ({"foot_length_m": 27.0}, "foot_length_m .* from 0.1 to 0.45"),
    ({"step_width_m": -0.2}, "step_width_m .* from -0.15 to 0.4"),
    ({"toe_out_deg": float("nan")}, "toe_out_deg .* got nan"),
    ({"asymmetry": 0.5}, "asymmetry .* from -0.4 to 0.4"),
    ({"jitter": -1.0}, "jitter .* from 0 to 3"),
    ({"landing_y_m": float("inf")}, "landing_y_m .* got inf"),
    ({"seed": -1}, "seed must be a whole number of at least 0, got -1"),
    ({"seed": 1.5}, "seed must be a whole number"),
]


@pytest.mark.parametrize(("settings", "message"), REFUSED)
def test_a_runner_that_cannot_be_is_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(BadMat, match=message):
        RunnerSettings.from_mapping(settings)


def test_a_misspelt_setting_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadMat, match="unknown runner setting 'speed'; the settings are gait, "):
        RunnerSettings.from_mapping({"speed": 3.0})


def test_a_mapping_gives_the_same_runner_as_the_arguments() -> None:
    settings = {"gait": "walking", "strike": "midfoot", "speed_m_s": 1, "step_width_m": -0.05}
    assert RunnerSettings.from_mapping(settings) == RunnerSettings(
        gait="walking", strike="midfoot", speed_m_s=1.0, step_width_m=-0.05
    )


@pytest.mark.parametrize(
    ("gait", "speed_m_s"), [("running", 3.0), ("walking", 1.3), ("standing", 0.0), ("none", 0.0)]
)
def test_every_gait_has_a_usual_speed(gait: Any, speed_m_s: float) -> None:
    assert RunnerSettings(gait=gait).belt_speed_m_s == speed_m_s


def test_the_right_foot_may_strike_otherwise() -> None:
    runner = RunnerSettings(strike="heel", right_strike="ball")
    assert (runner.strike_of("left"), runner.strike_of("right")) == ("heel", "ball")
