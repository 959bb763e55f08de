"""The messages on `/live`, version 1.

Text messages are JSON objects with a `type`:

- `"step"`: `id` (counts up while the server runs), `step` (the measures of `analyzer.Step`), `print`
  (see `plain_print`); one for every step, never skipped. A new browser gets the recent ones at once.
- `"state"`: `state`, the same object as `/api/state`; only the latest is sent.
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
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer import Footprint, Step

__all__ = ["PICTURE_HEADER", "Picture", "message", "plain", "plain_print", "step_message"]

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
    return json.dumps({"type": kind, **plain(content)}, allow_nan=False, separators=(",", ":"))


def step_message(event_id: int, step: Step) -> str:
    """Return the text message of one step."""
    return message("step", id=event_id, step=step.to_dict(), print=plain_print(step.footprint))


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
