"""Protocols are data, refused in one line where they cannot be run, and laid out in time."""

from typing import Any

import pytest

from clinic import BadProtocol, TrainingProtocol, lay_out, protocol_named, protocols

FADING = {"minutes": [10, 12], "feedback_percent": [100, 50], "cycle_s": 60}
STAGE = {"name": "natural", "kind": "natural", "duration_s": 30}


def test_the_clinics_protocol_takes_two_minutes_in_four_phases() -> None:
    schedule = lay_out(protocol_named("two-minute"))
    assert schedule.end_s == 120.0
    kinds = [(stage.kind, stage.start_s, stage.end_s) for stage in schedule.stages]
    assert kinds == [
        ("warm-up", 0.0, 20.0), ("natural", 20.0, 50.0), ("cued", 50.0, 90.0), ("retention", 90.0, 120.0),
    ]  # fmt: skip
    assert [schedule.index_at(s) for s in (0.0, 19.9, 20.0, 119.9, 120.0)] == [0, 0, 1, 3, 4]


def test_only_the_cued_phase_of_the_two_minutes_has_feedback() -> None:
    stages = lay_out(protocol_named("two-minute")).stages
    assert [stage.feedback_at(stage.start_s + 5.0) for stage in stages] == [
        (False, None), (False, None), (True, None), (False, None),
    ]  # fmt: skip


def test_eight_sessions_grow_from_15_to_30_minutes_and_180_in_all() -> None:
    fading = protocol_named("retraining").fading
    assert fading is not None
    assert (fading.sessions, fading.minutes[0], fading.minutes[-1]) == (8, 15, 30)
    assert sum(fading.minutes) == 180
    assert fading.feedback_percent[:4] == (100, 100, 100, 100)
    assert list(fading.feedback_percent) == sorted(fading.feedback_percent, reverse=True)


def lit_s(session: int) -> float:
    """Return for how many seconds of a session's practice there is feedback, second by second."""
    practice = lay_out(protocol_named("retraining"), session=session).stages[-1]
    assert practice.end_s is not None
    seconds = range(int(practice.start_s), int(practice.end_s))
    return sum(practice.feedback_at(s + 0.5)[0] for s in seconds)


def test_feedback_is_continuous_in_the_first_four_sessions_and_then_fades() -> None:
    assert [lit_s(n) for n in (1, 4)] == [15 * 60, 21 * 60]
    shares = [lit_s(n) / (60 * minutes) for n, minutes in ((5, 24), (6, 26), (7, 28), (8, 30))]
    assert shares == pytest.approx([0.75, 0.50, 0.25, 0.10], abs=0.06)


def test_within_a_session_feedback_comes_first_in_each_cycle_and_says_when_it_changes() -> None:
    practice = lay_out(protocol_named("retraining"), session=6).stages[-1]
    start_s = practice.start_s
    assert practice.feedback_at(start_s) == (True, start_s + 90.0)
    assert practice.feedback_at(start_s + 90.0) == (False, start_s + 180.0)
    assert practice.feedback_at(start_s + 200.0) == (True, start_s + 270.0)
    assert practice.end_s is not None
    assert practice.feedback_at(practice.end_s - 1.0) == (False, None)


def test_what_stayed_is_measured_before_any_feedback() -> None:
    first, later = (lay_out(protocol_named("retraining"), session=n) for n in (1, 2))
    assert [stage.name for stage in first.stages] == ["settle", "natural", "practice"]
    assert [stage.name for stage in later.stages] == ["settle", "retention", "recall", "practice"]
    assert [stage.cue for stage in later.stages] == [False, False, True, True]
    assert not any(stage.feedback_percent for stage in later.stages[:3])


def test_a_clinician_may_set_minutes_and_feedback_of_a_session() -> None:
    practice = lay_out(
        protocol_named("retraining"), session=3, minutes=5, feedback_percent=20
    ).stages[-1]
    assert practice.end_s == practice.start_s + 300.0
    assert practice.feedback_at(practice.start_s + 36.5)[0] is False


def test_a_free_run_has_no_end_and_drills_stand_on_the_spot() -> None:
    assert lay_out(protocol_named("free")).end_s is None
    drill = lay_out(protocol_named("drill"))
    assert all(stage.on_the_spot for stage in drill.stages)
    assert {stage.rate_per_minute for stage in drill.stages} == {None, 150, 180}


def test_every_protocol_is_stored_as_plain_values() -> None:
    for protocol in protocols().values():
        values = lay_out(protocol).to_dict()
        assert values["protocol"] == protocol.name
        assert values["stages"][0]["start_s"] == 0.0


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"name": "x"}, "protocol x has no stage"),
        ({"name": "x", "stage": [STAGE], "colour": 1}, "a protocol has no 'colour'"),
        ({"name": "x", "stage": [{**STAGE, "speed": 3}]}, "a stage has no 'speed'"),
        (
            {"name": "x", "stage": [{**STAGE, "duration_s": 1}]},
            "duration_s must be a number from 5",
        ),
        ({"name": "x", "stage": [{**STAGE, "duration_s": True}]}, "got True"),
        ({"name": "x", "stage": [{**STAGE, "kind": "sprint"}]}, "kind must be one of warm-up"),
        ({"name": "x", "stage": [{**STAGE, "is_practice": True}]}, "there is no fading"),
        (
            {"name": "x", "stage": [{"name": "free", "kind": "free"}, STAGE]},
            "only the last stage may be without duration_s, not free",
        ),
        (
            {"name": "x", "stage": [STAGE], "fading": {**FADING, "minutes": [10]}},
            "as many minutes as feedback_percent",
        ),
        (
            {"name": "x", "stage": [STAGE], "fading": {**FADING, "feedback_percent": [50, 60]}},
            "feedback_percent must not grow",
        ),
        (
            {"name": "x", "stage": [STAGE], "fading": {**FADING, "cycle_s": 5}},
            "cycle_s must be a number from 20 to 3600, got 5",
        ),
    ],
)
def test_a_protocol_that_cannot_be_run_is_refused(values: dict[str, Any], line: str) -> None:
    with pytest.raises(BadProtocol, match=line):
        TrainingProtocol.from_mapping(values)


def test_a_session_that_the_protocol_does_not_have_is_refused() -> None:
    with pytest.raises(BadProtocol, match="must be 1 to 8, got 9"):
        lay_out(protocol_named("retraining"), session=9)
    with pytest.raises(BadProtocol, match="is not one of several sessions"):
        lay_out(protocol_named("free"), session=1)
    with pytest.raises(BadProtocol, match=r"minutes must be a number from 1 to 120, got 200"):
        lay_out(protocol_named("retraining"), minutes=200)
    with pytest.raises(BadProtocol, match="protocol must be one of two-minute"):
        protocol_named("marathon")
