"""A replay tells what was live then: the same frames and steps, at any moment and pace."""

import json
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from clinic import SessionNotFound, Store, correct_step
from device import RunnerSettings, SimulatedMat, Simulation
from tests.web.conftest import HandClock
from tests.web.made_store import CLINICIAN, record
from tests.web.mats import ShortMat
from web import Treadmill
from web.errors import BadInput, NotReady
from web.replay import Replay

DURATION_S = 20.0


class ShortChipMat(SimulatedMat):
    """The modelled chip for so many seconds, as fast as it is read."""

    def __init__(self, duration_s: float) -> None:
        super().__init__(RunnerSettings(strike="heel", seed=3), simulation=Simulation(), speed=None)
        self._left_s = duration_s
        self.at_s: dict[float, Callable[[], object]] = {}

    def read(self) -> Any:
        """Return the next frames; before those at the times in `at_s`, call what is planned."""
        block = super().read()
        if block is None or block.time_s[-1] > self._left_s:
            return None
        for time_s in [time_s for time_s in self.at_s if time_s <= block.time_s[0]]:
            self.at_s.pop(time_s)()
        return block


@pytest.fixture(scope="module", params=["forces", "codes"])
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one session, kept as forces or as raw codes."""
    path: Path = tmp_path_factory.mktemp("replay") / "clinic.sqlite"
    runner = RunnerSettings(strike="heel", seed=3)
    is_codes = request.param == "codes"
    mat = ShortChipMat(DURATION_S + 2) if is_codes else ShortMat(DURATION_S + 2, runner)
    with Store(path) as store:
        record(store, "Anna", "", mat, DURATION_S)  # type: ignore[arg-type]
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as store:
        yield store


@pytest.fixture
def replay(store: Store, clock: HandClock) -> Replay:
    return Replay(store, 1, clock)


def picture_of(news: list[str | bytes]) -> tuple[float, np.ndarray]:
    (packed,) = [one for one in news if isinstance(one, bytes)]
    _, rows, cols, time_s, _, per_count, _, _ = struct.unpack_from("<4sHHdfffI", packed)
    counts = np.frombuffer(packed, "<u2", offset=32).reshape(rows, cols)
    return time_s, counts * np.float32(per_count)


def told(news: list[str | bytes], kind: str) -> list[dict[str, Any]]:
    messages = [json.loads(one) for one in news if isinstance(one, str)]
    return [one for one in messages if one["type"] == kind]


def play(replay: Replay, clock: HandClock, seconds: float) -> list[str | bytes]:
    """Let seconds pass in ticks of a thirtieth; return all that was told."""
    news: list[str | bytes] = []
    for _ in range(round(30 * seconds)):
        clock.seconds += 1 / 30
        news += replay.take()
    return news


def steer(replay: Replay, **asked: Any) -> None:
    replay.steer(json.dumps(asked))


def test_it_begins_at_the_first_frame_and_waits(replay: Replay, clock: HandClock) -> None:
    news = replay.take()
    first_s = replay.time_s
    (state,) = told(news, "state")
    assert state["state"]["replay"]["is_playing"] is False
    assert state["state"]["replay"]["first_s"] == pytest.approx(first_s)
    assert picture_of(news)[0] == pytest.approx(first_s)
    assert told(play(replay, clock, 3.0), "step") == []
    assert replay.time_s == first_s


def test_every_step_is_told_once_as_it_was_live(
    replay: Replay, store: Store, clock: HandClock
) -> None:
    steer(replay, action="speed", speed=4.0)
    steer(replay, action="play")
    steps = told(play(replay, clock, DURATION_S / 4.0 + 1.0), "step")
    stored = store.steps(1)
    assert [one["step"]["number"] for one in steps] == [step.number for step in stored]
    assert steps[9]["step"]["contact_s"] == stored[9].contact_s
    assert steps[9]["print"]["peak_n"] == np.rint(stored[9].footprint.peak_n).tolist()
    assert not replay.is_playing


def test_pictures_are_the_frames_that_were_stored(
    replay: Replay, store: Store, clock: HandClock
) -> None:
    frames = {
        float(time_s): force_n
        for block in store.frames(1)
        for time_s, force_n in zip(block.time_s, block.force_n, strict=True)
    }
    steer(replay, action="play")
    replay.take()
    for _ in range(40):
        clock.seconds += 0.1
        time_s, force_n = picture_of(replay.take())
        assert abs(replay.time_s - time_s) < 0.02
        assert np.allclose(force_n, np.clip(frames[time_s], 0, None), atol=0.051)


def test_a_seek_goes_to_that_frame_with_the_steps_before_it(
    replay: Replay, store: Store, clock: HandClock
) -> None:
    wanted_s = replay.time_s + 15.0
    steer(replay, action="seek", time_s=wanted_s)
    news = replay.take()
    assert told(news, "clear")
    assert picture_of(news)[0] == pytest.approx(wanted_s, abs=0.02)
    before = [step.number for step in store.steps(1) if step.off_s <= wanted_s]
    assert [one["step"]["number"] for one in told(news, "step")] == before[-40:]
    (state,) = told(news, "state")
    assert state["state"]["numbers"]["step_count"] == min(30, len(before))
    steer(replay, action="seek", time_s=-1e6)
    replay.take()
    assert replay.time_s == store.session(1).first_s


def test_frames_after_a_seek_are_those_of_a_reading_from_the_begin(store: Store) -> None:
    first_s = store.session(1).first_s or 0.0
    whole = {float(block.time_s[0]): block for block in store.frames(1)}
    for after_s in (0.0, 3.3, 13.7, DURATION_S - 0.3):
        block = next(store.frames(1, from_s=first_s + after_s))
        assert block.time_s[-1] >= first_s + after_s
        assert np.array_equal(block.force_n, whole[float(block.time_s[0])].force_n)
    assert list(store.frames(1, from_s=first_s + 1e6)) == []


def test_half_speed_takes_twice_as_long(replay: Replay, clock: HandClock) -> None:
    first_s = replay.time_s
    steer(replay, action="speed", speed=0.5)
    steer(replay, action="play")
    play(replay, clock, 2.0)
    assert replay.time_s - first_s == pytest.approx(1.0, abs=0.01)


def test_a_viewer_who_takes_nothing_for_long_skips_nothing(
    replay: Replay, clock: HandClock
) -> None:
    first_s = replay.time_s
    steer(replay, action="play")
    clock.seconds += 60.0
    replay.take()
    assert replay.time_s - first_s <= 0.25 + 1e-9


def test_playing_at_the_end_begins_again(replay: Replay, store: Store, clock: HandClock) -> None:
    steer(replay, action="seek", time_s=1e6)
    replay.take()
    assert replay.time_s == store.session(1).last_s
    steer(replay, action="play")
    play(replay, clock, 0.5)
    assert replay.time_s < (store.session(1).first_s or 0.0) + 1.0
    assert replay.is_playing


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("{", "must be JSON"),
        ("[1]", "must be a JSON object, got list"),
        ('{"action": "stop"}', "action must be play, pause, seek or speed, got 'stop'"),
        ('{"action": "seek"}', "time_s must be a number, got None"),
        ('{"action": "seek", "time_s": NaN}', "time_s must be a number, got nan"),
        ('{"action": "speed", "speed": 7}', "speed must be one of 0.1, 0.25, 0.5, 1, 2, 4, got 7"),
    ],
)
def test_nonsense_is_refused_in_one_line_and_nothing_changes(
    replay: Replay, said: str, line: str
) -> None:
    before_s = replay.time_s
    with pytest.raises(BadInput, match=line.replace("[", r"\[")):
        replay.steer(said)
    assert replay.time_s == before_s


def test_what_cannot_be_replayed_says_why(
    store: Store, clock: HandClock, make_treadmill: Callable[..., Treadmill], tmp_path: Path
) -> None:
    with pytest.raises(SessionNotFound, match="there is no session 9"):
        Replay(store, 9, clock)
    with Store(tmp_path / "other.sqlite") as other:
        treadmill = Treadmill(lambda: ShortMat(1.0), other)
        treadmill._open_mat()
        number = treadmill.start_session("Anna")
        with pytest.raises(NotReady, match="still being recorded"):
            Replay(other, number, clock)
        treadmill.stop_session()
        treadmill.close()
        with pytest.raises(NotReady, match="has no frames"):
            Replay(other, number, clock)


def test_corrected_steps_are_told_as_corrected(store: Store, clock: HandClock) -> None:
    correct_step(store, 1, 4, by=CLINICIAN, strike="midfoot")
    correct_step(store, 1, 5, by=CLINICIAN, excluded=True)
    replay = Replay(store, 1, clock)
    steer(replay, action="seek", time_s=replay.time_s + 10.0)
    steps = {one["step"]["number"]: one["step"] for one in told(replay.take(), "step")}
    assert steps[4]["strike"] == "midfoot"
    assert (steps[5]["complete"], steps[5]["incomplete_reason"]) == (False, "left out by a person")
