"""A protocol is run by the server, on the mat's clock: stages become phases, and its end ends the session."""

from collections.abc import Callable
from typing import Any

import pytest

from clinic import Aim, Store, answers, lay_out, phases, protocol_named
from device import RunnerSettings
from web import Treadmill
from web.order import Order
from web.protocol_run import ProtocolRun

MakeMat = Callable[..., Any]
MakeTreadmill = Callable[..., Treadmill]
TWO_MINUTES = lay_out(protocol_named("two-minute"))


def order(**changes: Any) -> Order:
    return Order(**({"schedule": TWO_MINUTES} | changes))


def names(run: ProtocolRun, elapsed_s: float) -> list[str]:
    return [stage.name for stage in run.advance(elapsed_s)]


def test_a_hand_wound_clock_walks_through_the_stages() -> None:
    run = ProtocolRun(TWO_MINUTES)
    assert run.stage is None
    assert names(run, 0.0) == ["settle"]
    assert names(run, 19.99) == []
    assert run.facts()["remaining_s"] == pytest.approx(0.01)
    assert names(run, 20.0) == ["natural"]
    assert run.facts()["next"] == "cue"
    assert run.facts()["total_remaining_s"] == pytest.approx(100.0)
    assert names(run, 119.0) == ["cue", "retention"]
    assert not run.is_over
    assert names(run, 120.0) == []
    assert run.is_over
    assert run.stage is None
    assert run.feedback() == (False, None)


def test_a_clock_that_stands_or_goes_back_repeats_no_stage() -> None:
    run = ProtocolRun(TWO_MINUTES)
    names(run, 25.0)
    assert names(run, 10.0) == []
    assert run.stage is not None
    assert run.stage.name == "natural"


def test_feedback_says_when_it_changes() -> None:
    run = ProtocolRun(lay_out(protocol_named("retraining"), session=6))
    run.advance(180.0 + 30.0)
    assert run.feedback() == (True, 60.0)
    run.advance(180.0 + 100.0)
    assert run.feedback() == (False, 80.0)


@pytest.fixture
def two_minutes(make_mat: MakeMat, make_treadmill: MakeTreadmill) -> tuple[Any, Treadmill]:
    mat = make_mat(140.0, RunnerSettings(strike="heel"))
    return mat, make_treadmill(mat)


def test_two_minutes_end_by_themselves_with_their_phases_and_what_they_found(
    two_minutes: tuple[Any, Treadmill], store: Store
) -> None:
    mat, treadmill = two_minutes
    told = order(aim=Aim.usual("cadence_spm"), cue="quick steps", checklist={"consent": True})
    states: dict[float, dict[str, Any]] = {}
    mat.at_s[5.0] = lambda: treadmill.start_session("Anna", pain_before=2.0, order=told)
    for time_s in (15.0, 40.0, 80.0, 110.0, 130.0):
        mat.at_s[time_s] = lambda time_s=time_s: states.update({time_s: treadmill.state()})
    treadmill.run()
    assert treadmill.errands.wait()

    found = phases(store, 1)
    assert [phase.kind for phase in found] == ["warm-up", "natural", "cued", "retention"]
    starts_s = [phase.start_s for phase in found]
    assert starts_s == pytest.approx([starts_s[0] + s for s in (0.0, 20.0, 50.0, 90.0)])
    assert [phase.cue for phase in found] == ["", "", "quick steps", ""]
    record = store.session(1)
    assert (record.state, record.pain_before) == ("complete", 2.0)
    assert record.duration_s == pytest.approx(120.0, abs=0.2)

    said = answers(store, 1)
    assert (said["protocol"].value["state"], said["protocol"].version) == ("complete", 2)
    assert said["checklist"].value == {"consent": True}
    baseline = said["baseline"].value
    assert baseline["steps"] > 70
    unaided = said["protocol"].value["found"]
    assert unaided["natural"] == baseline
    assert unaided["retention"]["steps"] > 70
    assert set(unaided) == {"natural", "retention"}
    target = found[2].targets["target"]
    assert target["measure"] == "cadence_spm"
    assert target["value"] == pytest.approx(1.05 * baseline["cadence_spm"], rel=0.01)
    assert said["load"].value["ball_load_n_s"] > 1000.0

    shown = {time_s: state["training"] for time_s, state in states.items()}
    assert [shown[s]["run"]["stage"] for s in (15.0, 40.0, 80.0, 110.0)] == [
        "settle", "natural", "cue", "retention",
    ]  # fmt: skip
    assert [shown[s]["feedback"]["is_on"] for s in (15.0, 40.0, 80.0, 110.0)] == [
        False, False, True, False,
    ]  # fmt: skip
    assert shown[80.0]["feedback"]["sound"] == "beat"
    assert shown[80.0]["feedback"]["rate_per_minute"] == pytest.approx(target["value"])
    assert shown[80.0]["run"]["cue"] == "quick steps"
    assert shown[110.0]["run"]["cue"] == ""
    assert shown[15.0]["run"]["remaining_s"] == pytest.approx(10.0, abs=0.1)
    assert shown[130.0]["run"] is None
    assert states[130.0]["session"] is None
    assert states[130.0]["target"] is None
    assert shown[130.0]["after"]["session_id"] == 1


def test_a_stop_ends_the_protocol_and_says_that_it_was_stopped(
    two_minutes: tuple[Any, Treadmill], store: Store
) -> None:
    mat, treadmill = two_minutes
    mat.left_s = 40.0
    mat.at_s[1.0] = lambda: treadmill.start_session("Anna", order=order())
    mat.at_s[30.0] = lambda: treadmill.stop_session(reason="pain")
    treadmill.run()
    assert treadmill.errands.wait()
    protocol = answers(store, 1)["protocol"].value
    assert (protocol["state"], protocol["reason"]) == ("stopped", "pain")
    assert protocol["elapsed_s"] == pytest.approx(29.0, abs=0.1)
    assert [phase.kind for phase in phases(store, 1)] == ["warm-up", "natural"]
    assert store.session(1).state == "complete"
    assert treadmill.state()["training"]["run"] is None


def test_a_pause_stops_the_count_down_and_the_sound(
    two_minutes: tuple[Any, Treadmill], store: Store
) -> None:
    mat, treadmill = two_minutes
    mat.left_s = 80.0
    remaining_s, sounds = [], []

    def look() -> None:
        training = treadmill.state()["training"]
        remaining_s.append(training["run"]["remaining_s"])
        sounds.append(training["feedback"]["is_on"])

    told = order(aim=Aim.usual("ball_first_percent"))
    mat.at_s = {
        1.0: lambda: treadmill.start_session("Anna", order=told),
        2.0: lambda: treadmill.training.guess("skipped"),
        56.0: treadmill.pause_session,
        57.0: look,
        66.0: look,
        67.0: treadmill.resume_session,
        68.0: look,
    }
    treadmill.run()
    assert remaining_s[0] == pytest.approx(remaining_s[1])
    assert remaining_s[2] == pytest.approx(remaining_s[1] - 1.0, abs=0.1)
    assert sounds == [False, False, True]


def test_a_mat_that_ends_stops_the_protocol(
    two_minutes: tuple[Any, Treadmill], store: Store
) -> None:
    mat, treadmill = two_minutes
    mat.left_s = 10.0
    mat.at_s[1.0] = lambda: treadmill.start_session("Anna", order=order())
    treadmill.run()
    assert treadmill.errands.wait()
    protocol = answers(store, 1)["protocol"].value
    assert (protocol["state"], protocol["reason"]) == ("stopped", "the mat stopped")


def test_what_stayed_is_compared_with_the_first_natural_run(
    make_mat: MakeMat, make_treadmill: MakeTreadmill, store: Store
) -> None:
    """Of a later session the target is that of the first baseline: it does not creep."""
    mat = make_mat(170.0)
    treadmill = make_treadmill(mat)
    told = order(aim=Aim.usual("cadence_spm"))
    mat.at_s[1.0] = lambda: treadmill.start_session("Anna", order=told)
    mat.at_s[60.0] = treadmill.stop_session
    mat.at_s[62.0] = lambda: treadmill.change_runner({"cadence_spm": 190.0})
    mat.at_s[70.0] = lambda: treadmill.start_session("Anna", order=told)
    mat.at_s[125.0] = treadmill.stop_session
    treadmill.run()
    assert treadmill.errands.wait()
    first, second = (phases(store, number)[2].targets["target"] for number in (1, 2))
    assert answers(store, 2)["baseline"].value["cadence_spm"] > 185.0
    assert second["value"] == pytest.approx(
        answers(store, 1)["baseline"].value["cadence_spm"] * 1.05
    )
    assert first["value"] == pytest.approx(second["value"], rel=0.01)
