"""Raw codes as bytes that pack well, and back, without losing a bit.

A conversion takes 16 bytes in memory. Three things make it small: the time between two conversions hardly
changes; a scan reads the same places in the same order, frame after frame; and a place answers nearly what it
answered before. So the times are stored as steps, the places as one word each, and the answers place by
place as differences.
"""

import struct
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from device.codes import CONVERSION, Codes
from device.errors import BadRecording

__all__ = ["pack_codes", "pack_speeds", "unpack_codes", "unpack_speeds"]

#: Conversions, nanoseconds in a step of time.
_CODES_HEAD: Final = struct.Struct("<II")
#: Bits of a place's word: rows 0-15, tile 16-23, column 24-27, mode 28-30, end 31.
_SHIFTS: Final = {"rows": 0, "tile": 16, "col": 24, "mode": 28, "end": 31}
_WIDTHS: Final = {"rows": 16, "tile": 8, "col": 4, "mode": 3, "end": 1}
#: Rows, tile and column: what is read, however it came to be.
_PLACE_MASK: Final = 0x0FFF_FFFF

#: Speeds, whether they are whole counts of `SPEED_COUNTS_PER_M_S`.
_SPEEDS_HEAD: Final = struct.Struct("<I?")
SPEED_COUNTS_PER_M_S: Final = 2.0**20
_UNKNOWN: Final = np.iinfo(np.int64).min


def pack_codes(codes: Codes) -> bytes:
    """Return conversions as bytes; `unpack_codes` makes the same of them again.

    Parameters
    ----------
    codes : ndarray of CONVERSION
        Columns below 16, modes below 8, `end` 0 or 1. Times of whole microseconds pack best.

    Raises
    ------
    BadRecording
        If a field is out of its range.
    """
    where = np.zeros(len(codes), np.uint32)
    for field, shift in _SHIFTS.items():
        values = codes[field].astype(np.uint32)
        if len(values) and values.max() >> _WIDTHS[field]:
            raise BadRecording(
                f"{field} of a conversion must fit {_WIDTHS[field]} bits, got {values.max()}"
            )
        where |= values << np.uint32(shift)
    time_ns = np.ascontiguousarray(codes["time_ns"])
    unit_ns = 1 if (time_ns % 1000).any() else 1000
    answers = codes["code"][_by_place(where)].astype(np.int16)
    return b"".join(
        (
            _CODES_HEAD.pack(len(codes), unit_ns),
            _planes(np.diff(time_ns // unit_ns, prepend=0)),
            where.astype("<u4").tobytes(),
            _planes(_folded(np.diff(answers, prepend=np.int16(0)))),
        )
    )


def unpack_codes(packed: bytes, start: int = 0) -> tuple[Codes, int]:
    """Return the conversions that begin at byte `start`, and where their bytes end.

    Raises
    ------
    BadRecording
        If the bytes are too few.
    """
    count, unit_ns = _head(_CODES_HEAD, packed, start)
    start += _CODES_HEAD.size
    steps, start = _from_planes(packed, start, count, np.dtype("<i8"))
    where, start = _numbers(packed, start, count, np.dtype("<u4"))
    folded, start = _from_planes(packed, start, count, np.dtype("<u2"))
    codes = np.zeros(count, CONVERSION)
    codes["time_ns"] = np.cumsum(steps) * unit_ns
    for field, shift in _SHIFTS.items():
        codes[field] = where >> np.uint32(shift) & np.uint32((1 << _WIDTHS[field]) - 1)
    answers = np.empty(count, np.int16)
    answers[_by_place(where)] = np.cumsum(_unfolded(folded), dtype=np.int16)
    codes["code"] = answers
    return codes, start


def pack_speeds(speed_m_s: NDArray[np.float64]) -> bytes:
    """Return belt speeds as bytes; NaN is kept. What `device.belt_speed` rounded takes a few bits."""
    known = np.where(np.isnan(speed_m_s), 0.0, speed_m_s) * SPEED_COUNTS_PER_M_S
    counts = known.astype(np.int64)
    whole = bool((counts == known).all())
    head = _SPEEDS_HEAD.pack(len(speed_m_s), whole)
    if not whole:
        return head + _planes(np.ascontiguousarray(speed_m_s))
    counts[np.isnan(speed_m_s)] = _UNKNOWN
    # Between two marks of the belt the speed is a line: its second differences are next to nothing.
    return head + _planes(np.diff(np.diff(counts, prepend=0), prepend=0))


def unpack_speeds(packed: bytes, start: int = 0) -> tuple[NDArray[np.float64], int]:
    """Return the belt speeds that begin at byte `start`, and where their bytes end."""
    count, whole = _head(_SPEEDS_HEAD, packed, start)
    start += _SPEEDS_HEAD.size
    if not whole:
        return _from_planes(packed, start, count, np.dtype("<f8"))
    steps, start = _from_planes(packed, start, count, np.dtype("<i8"))
    counts = np.cumsum(np.cumsum(steps))
    speed_m_s = counts / SPEED_COUNTS_PER_M_S
    speed_m_s[counts == _UNKNOWN] = np.nan
    return speed_m_s, start


def _by_place(where: NDArray[np.uint32]) -> NDArray[np.intp]:
    return np.argsort(where & np.uint32(_PLACE_MASK), kind="stable")


def _folded(differences: NDArray[np.int16]) -> NDArray[np.uint16]:
    """Return small numbers of either sign as small ones without: 0, -1, 1, -2 become 0, 1, 2, 3."""
    return ((differences << 1) ^ (differences >> 15)).astype("<u2")


def _unfolded(folded: NDArray[np.uint16]) -> NDArray[np.int16]:
    return (folded >> 1).astype(np.int16) ^ -(folded & 1).astype(np.int16)


def _planes(values: NDArray[Any]) -> bytes:
    """Return all first bytes, then all second bytes, and so on: the high ones hardly change."""
    little = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
    return little.view(np.uint8).reshape(-1, values.itemsize).T.tobytes()


def _from_planes(
    packed: bytes, start: int, count: int, kind: np.dtype[Any]
) -> tuple[NDArray[Any], int]:
    planes, end = _numbers(packed, start, count * kind.itemsize, np.dtype(np.uint8))
    rows = np.ascontiguousarray(planes.reshape(kind.itemsize, count).T)
    return rows.view(kind).reshape(count).astype(kind.newbyteorder("=")), end


def _numbers(
    packed: bytes, start: int, count: int, kind: np.dtype[Any]
) -> tuple[NDArray[Any], int]:
    end = start + count * kind.itemsize
    if end > len(packed):
        raise _too_short(end, len(packed))
    return np.frombuffer(packed, kind, count, start).astype(kind.newbyteorder("=")), end


def _head(head: struct.Struct, packed: bytes, start: int) -> tuple[Any, ...]:
    if start + head.size > len(packed):
        raise _too_short(start + head.size, len(packed))
    return head.unpack_from(packed, start)


def _too_short(wanted: int, there: int) -> BadRecording:
    return BadRecording(f"packed codes need {wanted} bytes or more, got {there}; they are damaged")
