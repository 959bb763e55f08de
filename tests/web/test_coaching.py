from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from analyzer import Measures, Step, summarize
from clinic import Store, marks
from tests.web.test_readout import STEP
from web import BadInput, Treadmill
from web.course import Course
from web.target import Target
from web.warnings import belt_warning, off_mat_warning
from web.zones import zone_shares


def test_a_target_is_met_above_or_below_its_value() -> None:
    numbers = summarize([replace(STEP, number=i, contact_s=0.35 * i) for i in range(4)])
    numbers["cadence_spm"] = 170.0
    assert Target("cadence_spm", 170.0).is_met(numbers) is True
    assert Target("cadence_spm", 171.0).is_met(numbers) is False
    assert Target("contact_time_s", 0.25).is_met(numbers) is True
    assert Target("contact_time_s", 0.2).is_met(numbers) is False
    assert Target("ball_first_percent", 50.0).is_met(summarize([])) is None


@pytest.mark.parametrize(
    ("measure", "value", "line"),
    [
        ("height", 1.0, "measure must be one of ball_first_percent, cadence_spm, contact_time_s"),
        ("cadence_spm", 300.0, "cadence_spm must be 60 to 260, got 300"),
    ],
)
def test_an_impossible_target_is_refused(measure: str, value: float, line: str) -> None:
    with pytest.raises(BadInput, match=line):
        Target(measure, value)


def course_of(duration_s: float, *, gain_s: float = 0.0) -> dict[str, Any]:
    """Return the course of a run whose contact time rises by `gain_s` after its first minute."""
    course = Course()
    for number in range(int(duration_s / 0.4)):
        time_s = 0.4 * number
        contact_time_s = 0.25 + (gain_s if time_s >= 60.0 else 0.0)
        course.add(replace(STEP, contact_s=time_s, contact_time_s=contact_time_s))
    return course.numbers()


def test_drift_compares_the_last_minute_with_the_first() -> None:
    numbers = course_of(200.0, gain_s=0.02)
    assert numbers["drift"]["contact_time_s"] == pytest.approx(0.02)
    assert numbers["drift"]["strike_index_percent"] == pytest.approx(0.0)
    assert numbers["drift"]["ball_first_percent"] == 0.0
    assert numbers["step_count"] == 500


def test_drift_is_unknown_before_two_minutes_and_with_few_steps() -> None:
    assert set(course_of(119.0)["drift"].values()) == {None}
    course = Course()
    for time_s in range(0, 200, 5):
        course.add(replace(STEP, contact_s=float(time_s)))
    assert set(course.numbers()["drift"].values()) == {None}


def with_zones(side: str, *impulses_n_s: float | None) -> Step:
    names = ("toes", "ball", "midfoot", "heel")
    values = {f"{name}_impulse_n_s": value for name, value in zip(names, impulses_n_s, strict=True)}
    return replace(STEP, side=side, measures=Measures(**values))


def test_zones_share_out_the_impulse_of_complete_steps() -> None:
    steps = [
        with_zones("left", 10.0, 40.0, 10.0, 40.0),
        with_zones("left", 20.0, 60.0, 20.0, 100.0),
    ]
    steps += [with_zones("right", None, None, None, None)]
    shares = zone_shares(steps)
    assert shares["left"] == {"toes": 10.0, "ball": 35.0, "midfoot": 10.0, "heel": 45.0}
    assert shares["right"] == {"toes": None, "ball": None, "midfoot": None, "heel": None}


@pytest.mark.parametrize("edge", ["front", "rear", "side"])
def test_three_of_six_steps_beside_the_mat_are_a_warning(edge: str) -> None:
    off = replace(STEP, complete=False, incomplete_reason=f"partly off the mat at its {edge}")
    assert off_mat_warning([off] * 2 + [STEP] * 4) is None
    warning = off_mat_warning([STEP] * 3 + [off] * 3)
    assert warning is not None
    assert warning["code"] == f"off-mat-{edge}"
    assert warning["remedy"]


def test_an_unknown_belt_speed_is_a_warning() -> None:
    assert belt_warning(3.0) is None
    warning = belt_warning(float("nan"))
    assert warning is not None
    assert warning["code"] == "belt-unknown"


def test_a_mark_is_kept_with_the_session_and_shown(
    client: FlaskClient, treadmill: Treadmill, store: Store
) -> None:
    refused = client.post("/api/marks", json={"note": "early"})
    assert (refused.status_code, "start one first" in refused.json["error"]) == (409, True)
    session_id = client.post("/api/session", json={"action": "start", "runner": "A"}).json["id"]
    treadmill._live.time_s = 12.5
    assert client.post("/api/marks", json={"note": " new shoes "}).json == {"number": 1}
    (mark,) = marks(store, session_id)
    assert (mark.time_s, mark.note, mark.author) == (12.5, "new shoes", "page")
    assert treadmill.state()["marks"] == [{"number": 1, "time_s": 12.5, "note": "new shoes"}]
    treadmill.stop_session()


def test_a_target_is_set_shown_and_taken_away(client: FlaskClient) -> None:
    body = {"measure": "ball_first_percent", "value": 80}
    shown = {"measure": "ball_first_percent", "value": 80.0, "is_met": None}
    assert client.post("/api/target", json=body).json == {"target": shown}
    assert client.get("/api/state").json["target"] == shown
    assert client.post("/api/target", json={"value": None}).json == {"target": None}
