"""How much ball-of-foot load a session may bear, after those before it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from analyzer import Measures, Step
from clinic import BallLoad, Ramp, SessionLoad, judge_ramp

NOW = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


def session(days_ago: float, load_n_s: float, minutes: float = 15.0) -> SessionLoad:
    return SessionLoad(NOW - timedelta(days=days_ago), load_n_s, 60.0 * minutes)


def test_a_first_session_has_nothing_to_be_compared_with() -> None:
    assert judge_ramp([], NOW) == Ramp(None, None, 0)
    assert judge_ramp([], NOW).exceeded_by(1e9) is None


def test_a_session_may_bear_thirty_per_cent_more_than_the_greatest_of_four_weeks() -> None:
    ramp = judge_ramp([session(29, 9000), session(20, 1000), session(3, 800)], NOW)
    assert ramp.session_limit_n_s == pytest.approx(1300.0)
    assert ramp.exceeded_by(1299.0) is None
    assert ramp.exceeded_by(1301.0) == "session"
    assert ramp.exceeded_by(None) is None


def test_minutes_that_are_planned_are_allowed_for() -> None:
    ramp = judge_ramp([session(3, 1000, minutes=15)], NOW, planned_s=30 * 60)
    assert ramp.session_limit_n_s == pytest.approx(2600.0)


def test_a_two_minute_session_is_no_yardstick() -> None:
    assert judge_ramp([session(3, 200, minutes=2)], NOW).session_limit_n_s is None


def test_a_week_may_bear_half_as_much_again_as_the_one_before() -> None:
    earlier = [session(13.5, 1000), session(11, 1000), session(9, 1000), session(5, 1300)]
    earlier += [session(3, 1300), session(1, 1300)]
    ramp = judge_ramp(earlier, NOW)
    assert ramp.week_limit_n_s == pytest.approx(4500.0)
    assert ramp.week_so_far_n_s == pytest.approx(3900.0)
    assert ramp.exceeded_by(500.0) is None
    assert ramp.exceeded_by(700.0) == "week"


def test_a_week_that_the_records_cover_in_part_is_no_yardstick() -> None:
    earlier = [session(7.5, 1000), session(5, 1000), session(3, 1000)]
    assert judge_ramp(earlier, NOW).week_limit_n_s is None


def test_the_plan_of_eight_sessions_stays_within_its_own_limits_at_a_steady_load() -> None:
    """Three a week, the same load a minute: no warning may come from the plan itself."""
    minutes = (15, 17, 19, 21, 24, 26, 28, 30)
    days = (0, 2, 4, 7, 9, 11, 14, 16)
    done: list[SessionLoad] = []
    for day, length in zip(days, minutes, strict=True):
        now = NOW + timedelta(days=day)
        ramp = judge_ramp(done, now, planned_s=60.0 * length)
        assert ramp.exceeded_by(100.0 * length) is None, day
        done.append(SessionLoad(now, 100.0 * length, 60.0 * length))


def test_a_session_all_on_the_ball_after_one_on_the_heel_is_warned_of() -> None:
    """Half of a heel runner's impulse is on ball and toes, over four fifths of a ball runner's."""
    ramp = judge_ramp([session(2, 15 * 50)], NOW, planned_s=17 * 60)
    assert ramp.exceeded_by(17 * 80) == "session"


def test_steps_without_zones_count_as_the_mean_of_the_others(
    make_step: Callable[..., Step],
) -> None:
    load = BallLoad()
    assert load.load_n_s is None
    known = Measures(ball_impulse_n_s=80.0, toes_impulse_n_s=20.0)
    for number in (1, 2):
        load.add(make_step(number, measures=known))
    load.add(make_step(3, measures=Measures()))
    load.add(make_step(4, measures=known, complete=False))
    assert load.load_n_s == pytest.approx(400.0)
    assert load.duration_s == pytest.approx(1.45)
    assert load.to_dict()["steps_with_zones"] == 2
