"""Raw codes: what the converters said, when, and under which row pattern."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "ALL_ROWS",
    "CONVERSION",
    "MODES",
    "RASTER",
    "Codes",
    "DecoderState",
    "ScanCodes",
    "frame_ends",
]

Codes = NDArray[Any]

#: How a frame was scanned; `mode` in frames and conversions is an index into this.
MODES: Final = ("raster", "idle", "locate", "track")
RASTER: Final = MODES.index("raster")

#: The pattern of a column sum.
ALL_ROWS: Final = 0xFFFF

#: One conversion. `time_ns`: bus time at which the transfer returned, cut to whole microseconds. `rows`: rows
#: of the tile that were driven, bit i = row i. `code`: 0 to 1023, plus 1024 where the converter's answer
#: contradicts itself. `end`: 1 on the last conversion of a frame.
CONVERSION: Final = np.dtype(
    [
        ("time_ns", "<i8"),
        ("rows", "<u2"),
        ("code", "<u2"),
        ("tile", "u1"),
        ("col", "u1"),
        ("mode", "u1"),
        ("end", "u1"),
    ]
)


def frame_ends(codes: Codes) -> NDArray[np.intp]:
    """Return, for each whole frame in `codes`, the index after its last conversion."""
    return np.flatnonzero(codes["end"]) + 1


#: What a decoder has learned; see `device._decode.Decoder.state`.
DecoderState = tuple[
    NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]
]


@dataclass(frozen=True, slots=True, eq=False)
class ScanCodes:
    """The raw codes of a block of frames: all that is needed to compute it again, to the last bit.

    Parameters
    ----------
    codes : ndarray of CONVERSION
        The conversions of the block's frames, bus after bus.
    ahead : ndarray of CONVERSION
        Those of the frame after them on each bus, which the last frame needs; empty if none came.
    states : tuple of DecoderState
        What each bus's decoder had learned before the first frame.
    """

    codes: Codes
    ahead: Codes
    states: tuple[DecoderState, ...]
