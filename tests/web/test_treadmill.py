import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from clinic import BadSession, Store, StoreBusy
from device import BadMat, DeviceError, FrameBlock, RunnerSettings, SimulatedMat
from web import NotReady, Treadmill
from web.protocol import PICTURE_HEADER

MakeMat = Callable[..., Any]
MakeTreadmill = Callable[..., Treadmill]


def shown(treadmill: Treadmill) -> tuple[list[dict[str, Any]], list[bytes]]:
    """Return the messages and the pictures that a newcomer gets."""
    with treadmill.hub.subscribe() as browser:
        news = browser.take(0.0)
    messages = [json.loads(item) for item in news if isinstance(item, str)]
    return messages, [item for item in news if isinstance(item, bytes)]


def test_the_simulated_runners_steps_are_shown_with_prints_and_numbers(
    make_mat: MakeMat, make_treadmill: MakeTreadmill
) -> None:
    treadmill = make_treadmill(make_mat(12.0, RunnerSettings(strike="heel")))
    treadmill.run()
    messages, pictures = shown(treadmill)
    steps = [item for item in messages if item["type"] == "step"]
    assert len(steps) > 20
    strikes = [item["step"]["strike"] for item in steps if item["step"]["complete"]]
    assert strikes.count("heel") > 0.8 * len(strikes)
    assert [item["id"] for item in steps] == list(range(1, len(steps) + 1))
    assert np.max(steps[3]["print"]["peak_n"]) > 50
    numbers = treadmill.state()["numbers"]
    assert numbers["ball_first_percent"] < 20.0
    assert numbers["landing"]["kind"] == "heel"
    assert PICTURE_HEADER.unpack_from(pictures[0])[1:3] == (48, 8)


def test_a_landing_is_shown_before_its_step_and_matches_it(
    make_mat: MakeMat, make_treadmill: MakeTreadmill
) -> None:
    treadmill = make_treadmill(make_mat(6.0, RunnerSettings(strike="heel")))
    with treadmill.hub.subscribe() as browser:
        treadmill.run()
        told = [json.loads(item) for item in browser.take(0.0) if isinstance(item, str)]
    places = {
        item["contact_s"]: (at, item) for at, item in enumerate(told) if item["type"] == "landing"
    }
    steps = [(at, item["step"]) for at, item in enumerate(told) if item["type"] == "step"]
    complete = [(at, step) for at, step in steps if step["complete"]]
    assert len(complete) > 10
    for at, step in complete:
        landed_at, landing = places[step["contact_s"]]
        assert landed_at < at
        assert landing["strike"] == step["strike"] == "heel"
        assert landing["number"] == step["number"]


def test_a_change_of_the_runner_changes_the_strikes(
    make_mat: MakeMat, make_treadmill: MakeTreadmill
) -> None:
    mat = make_mat(24.0, RunnerSettings(strike="heel"))
    treadmill = make_treadmill(mat)
    mat.at_s[8.0] = lambda: treadmill.change_runner({"strike": "ball"})
    treadmill.run()
    assert treadmill.state()["numbers"]["ball_first_percent"] > 60.0


def test_a_new_gait_takes_its_usual_speed(treadmill: Treadmill) -> None:
    treadmill.change_runner({"speed_m_s": 5.0})
    assert treadmill.change_runner({"gait": "walking"}).belt_speed_m_s == 1.3
    assert treadmill.change_runner({"gait": "running", "speed_m_s": 4.0}).speed_m_s == 4.0
    with pytest.raises(BadMat, match="speed_m_s"):
        treadmill.change_runner({"speed_m_s": 50.0})


def test_a_session_holds_the_frames_and_steps_between_start_and_stop(
    make_mat: MakeMat, make_treadmill: MakeTreadmill, store: Store
) -> None:
    mat = make_mat(12.0)
    treadmill = make_treadmill(mat)
    mat.at_s[3.0] = lambda: treadmill.start_session("Anna", "easy", body_mass_kg=61.0)
    mat.at_s[9.0] = treadmill.stop_session
    treadmill.run()

    (record,) = store.sessions()
    assert (record.runner, record.note, record.state) == ("Anna", "easy", "complete")
    assert (record.foot_length_m, record.body_mass_kg) == (0.27, 61.0)
    assert (record.first_s, record.last_s) == pytest.approx((3.0, 8.998))
    assert record.frame_count == 3000
    steps = store.steps(record.id)
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert all(step.contact_s >= 3.0 and step.off_s <= 9.0 for step in steps)
    assert len([step for step in steps if step.complete]) >= 14
    assert treadmill.state()["session"] is None


def test_the_running_session_is_in_the_state(
    make_mat: MakeMat, make_treadmill: MakeTreadmill
) -> None:
    mat = make_mat(6.0)
    treadmill = make_treadmill(mat)
    seen: list[dict[str, Any]] = []
    mat.at_s[1.0] = lambda: treadmill.start_session("Anna")
    mat.at_s[5.0] = lambda: seen.append(treadmill.state()["session"])
    treadmill.run()
    assert (seen[0]["runner"], seen[0]["state"]) == ("Anna", "recording")
    assert seen[0]["elapsed_s"] == pytest.approx(4.0, abs=0.05)


def test_a_mat_that_ends_completes_the_session(
    make_mat: MakeMat, make_treadmill: MakeTreadmill, store: Store
) -> None:
    mat = make_mat(4.0)
    treadmill = make_treadmill(mat)
    mat.at_s[1.0] = lambda: treadmill.start_session("Anna")
    treadmill.run()
    assert treadmill.state()["mat"]["state"] == "ended"
    assert store.sessions()[0].state == "complete"
    with pytest.raises(NotReady, match="not running: ended"):
        treadmill.start_session("Anna")


class BrokenMat(SimulatedMat):
    def __init__(self, error: Exception) -> None:
        super().__init__(speed=None)
        self.error = error
        self.treadmill: Treadmill | None = None
        self.reads = 0

    def read(self) -> FrameBlock | None:
        self.reads += 1
        if self.reads == 3 and self.treadmill is not None:
            self.treadmill.start_session("Anna")
        if self.reads == 100:
            raise self.error
        return super().read()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (DeviceError("the SPI bus does not answer"), "the SPI bus does not answer"),
        (ZeroDivisionError("oops"), "the acquisition stopped: ZeroDivisionError('oops')"),
    ],
)
def test_a_mat_that_fails_is_said_and_its_session_is_interrupted(
    make_treadmill: MakeTreadmill, store: Store, error: Exception, said: str
) -> None:
    mat = BrokenMat(error)
    treadmill = mat.treadmill = make_treadmill(mat)
    treadmill.run()
    facts = treadmill.state()["mat"]
    assert (facts["state"], facts["problem"]) == ("failed", said)
    assert [record.state for record in store.sessions()] == ["interrupted"]
    assert store.sessions()[0].frame_count > 0
    assert treadmill.state()["is_on_mat"] is False


def test_a_mat_that_cannot_be_opened_is_said(make_treadmill: MakeTreadmill) -> None:
    treadmill = make_treadmill(DeviceError("there is no recording at walk.npz"))
    treadmill.run()
    assert treadmill.state()["mat"]["problem"] == "there is no recording at walk.npz"
    with pytest.raises(NotReady, match=r"walk\.npz"):
        treadmill.mat()


def test_only_a_mat_that_has_stopped_can_be_restarted(treadmill: Treadmill) -> None:
    with pytest.raises(NotReady, match="the mat is running"):
        treadmill.restart()


def test_the_hand_wound_clock_paces_the_pictures(
    make_mat: MakeMat, make_treadmill: MakeTreadmill, clock: Any
) -> None:
    mat = make_mat(2.0)
    treadmill = make_treadmill(mat)
    for i in range(1, 90):
        mat.at_s[0.02 * i] = lambda: setattr(clock, "seconds", clock.seconds + 0.01)
    treadmill.run()
    _, pictures = shown(treadmill)
    number = PICTURE_HEADER.unpack_from(pictures[-1])[-1]
    assert 44 <= number <= 47


def test_an_empty_mat_is_nobody(make_mat: MakeMat, make_treadmill: MakeTreadmill) -> None:
    mat = make_mat(6.0, RunnerSettings(gait="none"))
    treadmill = make_treadmill(mat)
    seen: list[bool] = []
    mat.at_s[4.0] = lambda: seen.append(treadmill.state()["is_on_mat"])
    treadmill.run()
    assert seen == [False]


def test_refused_sessions_leave_the_treadmill_idle(treadmill: Treadmill, store: Store) -> None:
    with pytest.raises(BadSession):
        treadmill.start_session("")
    with pytest.raises(NotReady, match="start one first"):
        treadmill.stop_session()
    treadmill.start_session("Anna")
    with pytest.raises(StoreBusy):
        treadmill.start_session("Ben")
    treadmill.stop_session()
    assert [record.runner for record in store.sessions()] == ["Anna"]


def test_a_runners_own_foot_is_remembered_where_the_mat_knows_none(
    treadmill: Treadmill, store: Store
) -> None:
    treadmill.mat().foot_length_m = None
    treadmill.start_session("Anna", foot_length_m=0.24)
    treadmill.stop_session()
    treadmill.start_session("Anna")
    treadmill.stop_session()
    assert store.sessions()[0].foot_length_m == 0.24


def test_closing_saves_the_session(make_treadmill: MakeTreadmill, store: Store) -> None:
    treadmill = make_treadmill(SimulatedMat())
    treadmill.start()
    with treadmill.hub.subscribe() as browser:
        news = [item for _ in range(3) for item in browser.take(5.0)]
    assert any(isinstance(item, bytes) for item in news), treadmill.state()["mat"]
    treadmill.start_session("Anna")
    treadmill.close()
    treadmill.close()
    assert store.sessions()[0].state == "complete"


def test_a_pause_is_left_out_of_the_session_and_named(
    make_mat: Callable[..., Any], make_treadmill: Callable[..., Treadmill], store: Store
) -> None:
    mat = make_mat(14.0)
    treadmill = make_treadmill(mat)
    elapsed_s: list[float] = []
    mat.at_s = {
        1.0: lambda: treadmill.start_session("Anna"),
        5.0: treadmill.pause_session,
        9.0: treadmill.resume_session,
        13.0: lambda: elapsed_s.append(treadmill.state()["session"]["elapsed_s"]),
    }
    treadmill.run()
    (gap,) = store.gaps(1)
    assert (gap.reason, gap.frame_count, gap.step_count) == ("paused", 0, 0)
    assert (gap.first_s, gap.last_s) == (pytest.approx(5.0, abs=0.1), pytest.approx(9.0, abs=0.1))
    assert elapsed_s == [pytest.approx(8.0, abs=0.1)]
    times_s = np.concatenate([block.time_s for block in store.frames(1)])
    assert not ((times_s > gap.first_s) & (times_s < gap.last_s)).any()
    contacts_s = [step.contact_s for step in store.steps(1)]
    assert not any(gap.first_s <= contact_s < gap.last_s for contact_s in contacts_s)
    assert min(contacts_s) < gap.first_s < gap.last_s < max(contacts_s)
    assert store.session(1).lost_frame_count == 0


def test_only_a_running_session_pauses_and_only_a_paused_one_resumes(
    treadmill: Treadmill,
) -> None:
    with pytest.raises(NotReady, match="no session is being recorded"):
        treadmill.pause_session()
    treadmill.start_session("Anna")
    with pytest.raises(NotReady, match="session 1 is not paused"):
        treadmill.resume_session()
    treadmill.pause_session()
    with pytest.raises(NotReady, match="session 1 is paused already"):
        treadmill.pause_session()
    assert treadmill.state()["session"]["is_paused"]
    treadmill.stop_session()
