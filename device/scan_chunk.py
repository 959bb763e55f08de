"""Chunks of a recording of raw codes: written while it is made, read one after the other."""

import struct
from typing import Final

import numpy as np

from device.assembler import Assembler
from device.calibration import Calibration
from device.code_packing import pack_codes, pack_speeds, unpack_codes, unpack_speeds
from device.codes import DecoderState, ScanCodes
from device.description import TILE_COLS, TILE_ROWS, MatDescription
from device.errors import BadRecording
from device.frames import FrameBlock

__all__ = ["ChunkReader", "ChunkWriter", "chunk_stands_alone"]

#: Version of the layout; whether the decoders' states are there.
_HEAD: Final = struct.Struct("<B?")
_VERSION: Final = 1
#: A chunk with states can be read without those before it; in between, states are left out: they are long,
#: and follow from the chunk before.
KEY_INTERVAL: Final = 24


class ChunkWriter:
    """Packs consecutive blocks of a mat that scans, each into bytes of its own.

    A chunk holds the conversions (time, tile, column, rows driven, scan mode, code), those of the frame after
    it, belt speeds, and, in the first chunk, in every 24th, and wherever blocks are missing, what the
    decoders had learned.
    """

    def __init__(self) -> None:
        self._since_key = 0
        self._next_ns: int | None = None

    def pack(self, scan: ScanCodes, belt_speed_m_s: np.ndarray) -> bytes:
        """Return the bytes of whole blocks.

        Parameters
        ----------
        scan : ScanCodes
            Of the block; see `device.native.join_blocks` for several.
        belt_speed_m_s : ndarray of float64, shape (n,)
            Of each of its frames.
        """
        follows = len(scan.codes) > 0 and self._next_ns == int(scan.codes["time_ns"][0])
        key = not follows or self._since_key >= KEY_INTERVAL
        self._since_key = 1 if key else self._since_key + 1
        # What waited for its successor comes first in the block after this one.
        self._next_ns = int(scan.ahead["time_ns"][0]) if len(scan.ahead) else None
        parts = [
            _HEAD.pack(_VERSION, key),
            pack_codes(scan.codes),
            pack_codes(scan.ahead),
            pack_speeds(belt_speed_m_s),
        ]
        if key:
            parts += [np.asarray(array, "<f8").tobytes() for one in scan.states for array in one]
        return b"".join(parts)

    def forget(self) -> None:
        """Let the next chunk stand on its own: the last one was lost."""
        self._next_ns = None


class ChunkReader:
    """Computes the frames of a recording, chunk after chunk, as they were when it was made.

    Parameters
    ----------
    description : MatDescription
        The mat.
    calibration : Calibration
        Of its cells: the recording's own makes the same frames again to the last bit.
    """

    def __init__(self, description: MatDescription, calibration: Calibration) -> None:
        self._description = description
        self._assembler = Assembler(description, calibration)
        self._has_states = False

    def read(self, packed: bytes) -> FrameBlock:
        """Return the frames of the next chunk, with their codes.

        Raises
        ------
        BadRecording
            If the bytes are no chunk of this mat, or the first one does not stand on its own.
        """
        key, start = self._head(packed)
        codes, start = unpack_codes(packed, start)
        ahead, start = unpack_codes(packed, start)
        belt_speed_m_s, start = unpack_speeds(packed, start)
        self._assembler.states = self._states(packed, start) if key else self._assembler.states
        self._check_places(codes)
        self._check_places(ahead)
        return self._frames(codes, ahead, belt_speed_m_s)

    def _head(self, packed: bytes) -> tuple[bool, int]:
        version, key = _HEAD.unpack_from(packed) if len(packed) >= _HEAD.size else (0, False)
        if version != _VERSION:
            raise BadRecording(f"chunk of codes: its version is {version}, known is {_VERSION}")
        if not key and not self._has_states:
            raise BadRecording(
                "chunk of codes: it follows another; read them from the first one on"
            )
        self._has_states = True
        return key, _HEAD.size

    def _check_places(self, codes: np.ndarray) -> None:
        tiles = len(self._description.tiles)
        if len(codes) and (codes["tile"].max() >= tiles or codes["col"].max() >= TILE_COLS):
            raise BadRecording(
                "chunk of codes: it names a tile or column that the mat does not have"
            )

    def _frames(
        self, codes: np.ndarray, ahead: np.ndarray, belt_speed_m_s: np.ndarray
    ) -> FrameBlock:
        block = self._assembler.replay(codes, ahead)
        made = 0 if block is None else len(block)
        if block is None or made != len(belt_speed_m_s):
            raise BadRecording(
                f"chunk of codes: it makes {made} frames, but has {len(belt_speed_m_s)} belt speeds; "
                "it is damaged"
            )
        return block.at_speed(belt_speed_m_s)

    def _states(self, packed: bytes, start: int) -> tuple[DecoderState, ...]:
        counts = [len(tiles) * TILE_COLS for tiles in self._description.buses]
        need = 8 * sum((TILE_ROWS + 3) * count for count in counts)
        if len(packed) - start != need:
            raise BadRecording(
                f"chunk of codes: states take {need} bytes, got {len(packed) - start}"
            )
        numbers = np.frombuffer(packed, "<f8", offset=start).astype(np.float64)
        states = []
        for count in counts:
            ends = np.cumsum([count, TILE_ROWS * count, count, count])
            parts = np.split(numbers[: ends[-1]], ends[:-1])
            sums, cells, last_v, last_ns = (part.reshape(-1, TILE_COLS) for part in parts)
            states.append((sums, cells, last_v, last_ns))
            numbers = numbers[ends[-1] :]
        return tuple(states)


def chunk_stands_alone(packed: bytes) -> bool:
    """Return whether a chunk can be read without those before it."""
    return len(packed) >= _HEAD.size and bool(_HEAD.unpack_from(packed)[1])
