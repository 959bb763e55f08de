from collections.abc import Callable
from datetime import date

import pytest

from analyzer import Measures, Step
from clinic import Aim, BadProtocol, baseline_of, plan_course


def test_a_cadence_aim_is_five_per_cent_above_the_runners_own() -> None:
    aim = Aim.usual("cadence_spm")
    assert aim.value_from({"cadence_spm": 160.0}) == pytest.approx(168.0)
    assert aim.value_from({"cadence_spm": None}) is None
    assert aim.value_from(None) is None


def test_a_ball_first_aim_needs_no_baseline() -> None:
    assert Aim.usual("ball_first_percent").value_from(None) == 80.0


def test_an_aim_survives_the_plan_that_it_is_stored_in() -> None:
    for measure in ("ball_first_percent", "cadence_spm", "onset_steepness_per_s"):
        aim = Aim.usual(measure)
        assert Aim.from_mapping({"session": 3, **aim.to_dict()}) == aim
    assert Aim.from_mapping({"session": 3}) is None


def test_a_baseline_needs_25_complete_steps(make_step: Callable[..., Step]) -> None:
    measures = Measures(onset_steepness_per_s=20.0, step_time_s=0.4)
    steps = [make_step(n, strike="heel", measures=measures) for n in range(1, 26)]
    assert baseline_of(steps[:24]) is None
    baseline = baseline_of(steps)
    assert baseline == {
        "ball_first_percent": 0.0,
        "cadence_spm": pytest.approx(150.0),
        "onset_steepness_per_s": pytest.approx(20.0),
        "steps": 25,
    }


@pytest.mark.parametrize(
    ("measure", "value", "percent", "line"),
    [
        ("height", 1.0, None, "measure must be one of ball_first_percent"),
        ("cadence_spm", None, None, "either value or percent_of_baseline"),
        ("cadence_spm", 170.0, 105.0, "either value or percent_of_baseline"),
        (
            "cadence_spm",
            None,
            200.0,
            "percent_of_baseline must be a number from 30 to 130, got 200",
        ),
        ("cadence_spm", 900.0, None, "value must be a number from 0 to 300, got 900"),
    ],
)
def test_an_aim_that_makes_no_sense_is_refused(
    measure: str, value: float | None, percent: float | None, line: str
) -> None:
    with pytest.raises(BadProtocol, match=line):
        Aim(measure, value, percent)


def test_eight_sessions_are_laid_over_the_chosen_weekdays() -> None:
    plan = plan_course(date(2026, 11, 24), [0, 2, 4], Aim.usual("cadence_spm"))  # from a Tuesday
    days = [planned.due_on for planned in plan]
    assert days[:3] == [date(2026, 11, 25), date(2026, 11, 27), date(2026, 11, 30)]
    assert len(plan) == 8
    assert plan[7].due_on == date(2026, 12, 11)
    assert plan[7].targets == {
        "session": 8, "minutes": 30, "feedback_percent": 10,
        "measure": "cadence_spm", "percent_of_baseline": 105.0,
    }  # fmt: skip


@pytest.mark.parametrize("weekdays", [[], [0, 1], [0, 1, 2, 3, 4], [0, 2, 7]])
def test_three_or_four_days_a_week(weekdays: list[int]) -> None:
    with pytest.raises(BadProtocol, match="3 or 4 days"):
        plan_course(date(2026, 11, 24), weekdays, Aim.usual("cadence_spm"))
    with pytest.raises(BadProtocol, match="is one session"):
        plan_course(date(2026, 11, 24), [0, 2, 4], Aim.usual("cadence_spm"), protocol="two-minute")
