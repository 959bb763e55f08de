"""The replayed mat: a recording handed over at the pace at which it was made."""

import threading
from dataclasses import replace

import numpy as np

from device.frames import FrameBlock
from device.mat import Clock
from device.pace import Pace
from device.recording import Recording

__all__ = ["ReplayMat"]

#: A read hands over the frames of about this long; of up to `MOST_S` when the reader is behind.
BLOCK_S = 0.020
MOST_S = 0.5
#: What passes for the frame period of a recording with a single frame.
LONE_FRAME_PERIOD_S = 0.020


class ReplayMat:
    """A recording as a mat; keeps the contract of `device.mat.Mat`.

    Times are the recording's own. A loop adds, for each round, the recording's length and one
    median frame period.

    Parameters
    ----------
    recording : Recording
        What is played.
    speed : float or None
        Seconds of the recording in a second of the clock, above 0; None = as fast as it is read.
    loop : bool
        Begin again at the end.
    clock : Clock, optional
        Paces `read`; the computer's by default.

    Raises
    ------
    BadMat
        If `speed` is not above 0 and finite.
    """

    label = "REPLAY"

    def __init__(
        self,
        recording: Recording,
        *,
        speed: float | None = 1.0,
        loop: bool = False,
        clock: Clock | None = None,
    ) -> None:
        time_s = recording.time_s
        period_s = float(np.median(np.diff(time_s))) if len(time_s) > 1 else LONE_FRAME_PERIOD_S
        self.name = f"replay:{recording.name}"
        self.geometry = recording.geometry
        self.frame_rate_hz = 1.0 / period_s
        self.foot_length_m = recording.foot_length_m
        self.body_mass_kg = recording.body_mass_kg
        self._recording = recording
        self._round_s = float(time_s[-1] - time_s[0]) + period_s
        self._loop = loop
        self._pace = Pace(speed, clock)
        self._round = 0
        self._next_frame = 0
        self._closed = threading.Event()

    def read(self) -> FrameBlock | None:
        """Wait for the next frames; None at the end, or once the mat is closed."""
        time_s = self._recording.time_s
        if self._next_frame == len(time_s) and self._loop:
            self._next_frame = 0
            self._round += 1
        if self._next_frame == len(time_s) or self._closed.is_set():
            return None
        end = self._wait()
        if self._closed.is_set():
            return None
        block = self._recording.block[self._next_frame : end]
        self._next_frame = end
        if self._round == 0:
            return block
        later_s = block.time_s + self._round * self._round_s
        later_rows_s = (
            None
            if block.row_time_s is None
            else block.row_time_s + (later_s - block.time_s)[:, None]
        )
        return replace(block, time_s=later_s, row_time_s=later_rows_s)

    def close(self) -> None:
        """Let go of the recording; `read` returns None from then on."""
        self._closed.set()

    def _wait(self) -> int:
        """Sleep until a block's last frame is due; return the end of the frames to hand over."""
        time_s, first = self._recording.time_s, self._next_frame
        played_s = self._round * self._round_s - time_s[0]
        end = max(int(np.searchsorted(time_s, time_s[first] + BLOCK_S)), first + 1)
        now_s = self._pace.wait_until(float(time_s[end - 1] + played_s), self._closed)
        late_s = min(now_s - played_s, float(time_s[first]) + MOST_S)
        return max(int(np.searchsorted(time_s, late_s)), end)
