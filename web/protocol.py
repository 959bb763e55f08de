"""The messages on `/live`, version 2. `docs/api.md` says how to use them.

Text messages are JSON objects with a `type`; a program passes over the types that it does not know:

- `"hello"`: `version` of this stream; the first message of every connection.
- `"step"`: `id` (counts up while the server runs), `step` (the measures of `analyzer.Step`), `print`
  (see `plain_print`); one for every step, never skipped. A new browser gets the recent ones at once.
- `"landing"`: a foot that has just landed and is still down, some tens of milliseconds after its contact:
  `contact_s`, `judged_s`, `strike` (null: not told in time), `confidence`, `side` (null: not known yet),
  `x_m`, `y_m`, `number` (that its step is likely to have), as of `analyzer.Landing`. Its `step` follows with
  the same `contact_s`, mostly with the same strike. At most one a contact, never skipped, but not for
  newcomers: a landing is of now.
- `"state"`: `state`, the parts of `/api/state` that changed since this connection's last state; all at first.
- `"clear"`: forget all steps: another mat has been started.

Binary messages are pictures of the mat; only the latest is sent. Little-endian:

====== ======= ==========================================================
offset type    meaning
====== ======= ==========================================================
0      4 bytes `b"SMP1"`: magic and version
4      uint16  rows
6      uint16  cols
8      float64 time on the mat's clock, seconds
16     float32 belt speed, metres per second; NaN where unknown
20     float32 newtons per count
24     float32 sum of all cells, newtons
28     uint32  number of the picture: a jump says that some were skipped
32     uint16  rows x cols counts, `[row, col]`, row 0 at the front
====== ======= ==========================================================
"""

import json
import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer import Footprint, Landing, Step

__all__ = [
    "PICTURE_HEADER",
    "STREAM_VERSION",
    "Picture",
    "hello",
    "joined_state",
    "landing_message",
    "message",
    "plain",
    "plain_print",
    "state_parts",
    "step_message",
    "version_fault",
]

#: Raised when a message changes so that a program written for it would misread it; new types do not count.
STREAM_VERSION = 2

PICTURE_HEADER = struct.Struct("<4sHHdfffI")
_MAGIC = b"SMP1"

#: One count is 0.1 N: 6553 N fit, ten times what a runner puts on one cell.
NEWTONS_PER_COUNT = 0.1


@dataclass(frozen=True, slots=True)
class Picture:
    """One frame of the mat for the browsers.

    Parameters
    ----------
    number : int
        Counts up with every picture.
    time_s : float
        Seconds on the mat's clock.
    belt_speed_m_s : float
        NaN where unknown.
    force_n : ndarray of float32, shape (rows, cols)
        Force on each cell, newtons.
    """

    number: int
    time_s: float
    belt_speed_m_s: float
    force_n: NDArray[np.float32]

    def pack(self) -> bytes:
        """Return the picture as one binary message."""
        rows, cols = self.force_n.shape
        counts = np.clip(np.rint(self.force_n / NEWTONS_PER_COUNT), 0, 0xFFFF).astype("<u2")
        header = PICTURE_HEADER.pack(
            _MAGIC,
            rows,
            cols,
            self.time_s,
            self.belt_speed_m_s,
            NEWTONS_PER_COUNT,
            float(self.force_n.sum()),
            self.number & 0xFFFFFFFF,
        )
        return bytes(header + counts.tobytes())


def plain(value: Any) -> Any:
    """Return `value` as JSON can say it: numpy's numbers as Python's, NaN and infinity as None."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def message(kind: str, **content: Any) -> str:
    """Return one text message."""
    return _json({"type": kind, **plain(content)})


def hello() -> str:
    """Return the first message of every connection."""
    return message("hello", version=STREAM_VERSION)


def version_fault(asked: str | None) -> str | None:
    """Return in one line why the version that was asked for cannot be had; None if it can, or none was."""
    if asked is None or asked == str(STREAM_VERSION):
        return None
    # What was asked for is cut: a close frame holds 123 bytes.
    return f"the stream has version {STREAM_VERSION}, not {asked[:20]!r}: load the page again"


def state_parts(state: Mapping[str, Any]) -> dict[str, str]:
    """Return each part of a state, which holds plain values, as JSON."""
    return {name: _json(value) for name, value in state.items()}


def joined_state(parts: Mapping[str, str]) -> str:
    """Return the text message that gives these parts of the state, which are JSON already."""
    inside = ",".join(f'"{name}":{said}' for name, said in parts.items())
    return f'{{"type":"state","state":{{{inside}}}}}'


def _json(value: Any) -> str:
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def step_message(event_id: int, step: Step) -> str:
    """Return the text message of one step."""
    return message("step", id=event_id, step=step.to_dict(), print=plain_print(step.footprint))


def landing_message(landing: Landing) -> str:
    """Return the text message of one landing."""
    return message("landing", **landing.to_dict())


def plain_print(footprint: Footprint) -> dict[str, Any]:
    """Return a footprint for the browser: forces in whole newtons, places in metres to 0.1 mm.

    The keys are the fields of `analyzer.Footprint`; `peak_n` is a list of bins, each a list of columns.
    """
    return {
        "peak_n": np.rint(footprint.peak_n).astype(int).tolist(),
        "bin_m": footprint.bin_m,
        "col_pitch_m": footprint.col_pitch_m,
        "heel_bin": plain(footprint.heel_bin),
        "first_col": footprint.first_col,
        "gait_line_m": [
            [plain(round(float(v), 4)) for v in point] for point in footprint.gait_line_m
        ],
        "landing_m": plain([round(float(v), 4) for v in footprint.landing_m]),
    }
