"""A stored session played again for one viewer: what was live then, at any moment and pace."""

import json
import math
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from analyzer import Step
from clinic import StepCorrection, Store, step_corrections
from device import FrameBlock, Watch, parse_description
from web.errors import BadInput, NotReady
from web.protocol import Picture, message, step_message
from web.readout import Readout
from web.replay_speeds import SPEEDS
from web.warnings import mat_warnings

__all__ = ["Replay"]

STATE_INTERVAL_S = 0.25
#: After a seek the strip and the numbers begin with so many steps before the moment.
STEPS_BEFORE = 40
#: No further in one go: a slow viewer or disk slows the play down, and skips nothing.
ADVANCE_MAX_S = 0.25
#: Frames further apart than this are a gap, which is jumped over.
GAP_S = 0.5
PRESENCE_N = 50.0
ABSENCE_S = 2.0
#: Of a step that a person has left out.
LEFT_OUT = "left out by a person"


class Replay:
    """Plays a stored session for one viewer. It reads for itself, half a second of frames at a time.

    Parameters
    ----------
    store : Store
        Where the session is.
    session_id : int
        Its number.
    now_s : callable
        Monotonic seconds; paces the play.

    Attributes
    ----------
    is_playing : bool
        Whether time goes on.
    time_s : float
        The moment that is shown, on the mat's clock of then.

    Raises
    ------
    SessionNotFound
        When there is no such session.
    NotReady
        When it is still being recorded, or its frames are not there.
    """

    def __init__(self, store: Store, session_id: int, now_s: Callable[[], float]) -> None:
        self._store = store
        self._record = store.session(session_id)
        self._check_playable()
        self._now_s = now_s
        self._corrections = {one.number: one for one in step_corrections(store, session_id)}
        steps = store.step_columns(session_id, ("number", "off_s"))
        # A step is told when its foot has left; what overtook it is told with it.
        self._off_s = np.maximum.accumulate(np.array(steps["off_s"], np.float64)).tolist()
        self.is_playing, self.time_s, self._speed = False, 0.0, 1.0
        self._news: list[str | bytes] = []
        self._event_id = self._picture_number = 0
        self._heard_s = now_s()
        assert self._record.first_s is not None
        self._seek(self._record.first_s)

    def steer(self, said: str | bytes) -> None:
        """Do what the viewer's message asks for.

        A JSON object: `action` is `play`, `pause`, `seek` (with `time_s` on the mat's clock) or `speed` (with
        `speed`, one of `SPEEDS`).

        Raises
        ------
        BadInput
            When it is anything else.
        """
        asked = _object(said)
        match asked.get("action"):
            case "play":
                self._play()
            case "pause":
                self.is_playing = False
            case "seek":
                self._seek(self._within(_number(asked, "time_s")))
            case "speed":
                speed = _number(asked, "speed")
                if speed not in SPEEDS:
                    shown = ", ".join(f"{one:g}" for one in SPEEDS)
                    raise BadInput(f"speed must be one of {shown}, got {speed:g}")
                self._speed = speed
            case other:
                raise BadInput(f"action must be play, pause, seek or speed, got {other!r}")
        self._next_state_s = -math.inf

    def take(self) -> list[str | bytes]:
        """Go on by the time that has passed; return what is new: steps, the state, the picture."""
        now_s = self._now_s()
        passed_s = min(ADVANCE_MAX_S, now_s - self._heard_s)
        self._heard_s = now_s
        if self.is_playing:
            self._advance(self.time_s + passed_s * self._speed)
        news = self._news
        self._news = []
        news += self._steps_until(self.time_s)
        if now_s >= self._next_state_s:
            self._next_state_s = now_s + STATE_INTERVAL_S
            news.append(message("state", state=self._state()))
        return [*news, *self._picture()]

    def _check_playable(self) -> None:
        record = self._record
        if record.state == "recording":
            raise NotReady(f"session {record.id} is still being recorded; stop it, then replay it")
        if record.pruned_utc is not None:
            raise NotReady(f"the frames of session {record.id} were pruned; its steps are kept")
        if record.first_s is None or record.last_s is None:
            raise NotReady(f"session {record.id} has no frames; there is nothing to replay")

    # Moving

    def _play(self) -> None:
        if self.time_s >= self._last_s:
            self._seek(self._within(-math.inf))
        self.is_playing, self._heard_s = True, self._now_s()

    def _within(self, time_s: float) -> float:
        assert self._record.first_s is not None
        return min(self._last_s, max(self._record.first_s, time_s))

    @property
    def _last_s(self) -> float:
        assert self._record.last_s is not None
        return self._record.last_s

    def _seek(self, time_s: float) -> None:
        description = self._record.mat_description_toml
        self._watch = (
            None if description is None else Watch(parse_description(description, name="mat"))
        )
        self._blocks: Iterator[FrameBlock] = self._store.frames(self._record.id, from_s=time_s)
        self._block: FrameBlock | None = None
        self._shown_s = self._next_state_s = self._loaded_s = -math.inf
        self._readout = Readout()
        self._told = max(0, bisect_right(self._off_s, time_s) - STEPS_BEFORE)
        self._news = [message("clear")]
        self.time_s = time_s
        self._advance(time_s)

    def _advance(self, time_s: float) -> None:
        """Let the moment be `time_s`, or the first one after it that has a frame."""
        while self._block is None or self._block.time_s[-1] < time_s:
            block = next(self._blocks, None)
            if block is None:
                self.time_s, self.is_playing = self._last_s, False
                return
            self._block = block if self._watch is None else self._watch.take(block)
            loaded = block.time_s[self._block.force_n.sum(axis=(1, 2)) > PRESENCE_N]
            self._loaded_s = float(loaded[-1]) if len(loaded) else self._loaded_s
        first_s = float(self._block.time_s[0])
        self.time_s = first_s if first_s - time_s > GAP_S else time_s

    # Telling

    def _steps_until(self, time_s: float) -> list[str | bytes]:
        upto = bisect_right(self._off_s, time_s)
        if upto <= self._told:
            return []
        found = self._store.steps(self._record.id, first=self._told + 1, last=upto)
        self._told = upto
        told: list[str | bytes] = []
        for step in (_as_corrected(one, self._corrections.get(one.number)) for one in found):
            self._readout.add(step)
            self._event_id += 1
            told.append(step_message(self._event_id, step))
        return told

    def _frame(self) -> int | None:
        """Return which frame of the block is shown: the last one up to the moment."""
        if self._block is None:
            return None
        return max(0, int(np.searchsorted(self._block.time_s, self.time_s, side="right")) - 1)

    def _picture(self) -> list[str | bytes]:
        frame = self._frame()
        if frame is None or self._block is None or self._block.time_s[frame] == self._shown_s:
            return []
        self._shown_s = float(self._block.time_s[frame])
        self._picture_number += 1
        speed_m_s = float(self._block.belt_speed_m_s[frame])
        picture = Picture(
            self._picture_number, self._shown_s, speed_m_s, self._block.force_n[frame]
        )
        return [picture.pack()]

    def _state(self) -> dict[str, Any]:
        record, frame = self._record, self._frame()
        speed_m_s = math.nan
        if frame is not None and self._block is not None:
            speed_m_s = float(self._block.belt_speed_m_s[frame])
        found = [self._readout.warning(), *mat_warnings(self._watch, None)]
        return {
            "mat": {
                "label": record.mat_label,
                "name": record.mat_name,
                "geometry": asdict(record.geometry),
            },
            "numbers": self._readout.numbers(),
            "belt_speed_m_s": speed_m_s,
            "is_on_mat": self.time_s - self._loaded_s < ABSENCE_S,
            "warnings": [warning for warning in found if warning is not None],
            "replay": {
                "time_s": self.time_s,
                "first_s": record.first_s,
                "last_s": record.last_s,
                "is_playing": self.is_playing,
                "speed": self._speed,
            },
        }


def _as_corrected(step: Step, correction: StepCorrection | None) -> Step:
    if correction is None:
        return step
    corrected = correction.of(step)
    if not correction.excluded:
        return corrected
    return replace(corrected, complete=False, incomplete_reason=LEFT_OUT)


def _object(said: str | bytes) -> dict[str, Any]:
    try:
        asked = json.loads(said)
    except (ValueError, RecursionError) as error:
        raise BadInput("a message to a replay must be JSON") from error
    if not isinstance(asked, dict):
        raise BadInput(f"a message to a replay must be a JSON object, got {type(asked).__name__}")
    return asked


def _number(asked: dict[str, Any], key: str) -> float:
    value = asked.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise BadInput(f"{key} must be a number, got {value!r}")
    return float(value)
