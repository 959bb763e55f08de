"""From the conversions of every bus to frames of the whole mat."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from device._decode import Decoder
from device.calibration import Calibration
from device.codes import Codes, DecoderState, ScanCodes
from device.description import TILE_COLS, TILE_ROWS, MatDescription
from device.frames import FrameBlock

__all__ = ["Assembler"]


class _Frames(NamedTuple):
    """What a decoder makes, without the codes."""

    time_s: NDArray[np.float64]
    force_n: NDArray[np.float32]
    row_time_s: NDArray[np.float64]
    mode: NDArray[np.uint8]
    saturated: NDArray[np.bool_]

    def since(self, first: int) -> "_Frames":
        """Return the frames from `first` on."""
        return _Frames(
            self.time_s[first:],
            self.force_n[first:],
            self.row_time_s[first:],
            self.mode[first:],
            self.saturated[first:],
        )

    def then(self, more: "_Frames") -> "_Frames":
        """Return these frames and more."""
        return _Frames(
            np.concatenate((self.time_s, more.time_s)),
            np.concatenate((self.force_n, more.force_n)),
            np.concatenate((self.row_time_s, more.row_time_s)),
            np.concatenate((self.mode, more.mode)),
            np.concatenate((self.saturated, more.saturated)),
        )


class Assembler:
    """Decodes each bus and joins their tiles.

    Buses scan on their own, each at its own rate. A frame of the mat is made when every bus has made one
    since the last; of a bus that made several, the newest counts.

    Parameters
    ----------
    description : MatDescription
        Which tiles are on which bus, and the circuit.
    calibration : Calibration
        Of every cell.
    """

    def __init__(self, description: MatDescription, calibration: Calibration) -> None:
        self._description = description
        self._tiles = description.buses
        self._decoders = [self._decoder(tiles, calibration) for tiles in self._tiles]
        self._waiting: list[_Frames | None] = [None] * len(self._tiles)

    @property
    def states(self) -> tuple[DecoderState, ...]:
        """What the decoders have learned; another assembler that is given it goes on alike."""
        return tuple(decoder.state for decoder in self._decoders)

    @states.setter
    def states(self, states: Sequence[DecoderState]) -> None:
        for decoder, state in zip(self._decoders, states, strict=True):
            decoder.state = state

    def split(self, codes: Codes) -> list[Codes]:
        """Return the conversions of each bus among those of the whole mat."""
        return [codes[np.isin(codes["tile"], tiles)] for tiles in self._tiles]

    def take(self, conversions: Sequence[Codes], *, last: bool = False) -> FrameBlock | None:
        """Take whole frames of each bus; return the frames of the mat that are now complete.

        Belt speeds are NaN: the caller knows them.

        Parameters
        ----------
        conversions : sequence of ndarray of CONVERSION
            Of each bus, in the order of the description's buses.
        last : bool
            No more will come.

        Returns
        -------
        FrameBlock or None
            None if no frame is complete.
        """
        states = self.states
        decoded = [
            decoder.decode(codes, last=last)
            for decoder, codes in zip(self._decoders, conversions, strict=True)
        ]
        frames = [_Frames(*arrays[:5]) for arrays in decoded]
        joined = frames[0] if len(frames) == 1 else self._join(frames)
        if joined is None or len(joined.time_s) == 0:
            return None
        scan = ScanCodes(
            np.concatenate([arrays[5] for arrays in decoded]),
            np.concatenate([decoder.ahead for decoder in self._decoders]),
            states,
        )
        unknown_m_s = np.full(len(joined.time_s), np.nan)
        return FrameBlock(
            joined.time_s,
            joined.force_n,
            unknown_m_s,
            joined.row_time_s,
            joined.mode,
            joined.saturated,
            scan,
        )

    def _decoder(self, tiles: tuple[int, ...], calibration: Calibration) -> Decoder:
        circuit = self._description.circuit
        rows = _rows(tiles)
        return Decoder(
            tiles,
            reference_ohm=circuit.reference_ohm,
            driver_ohm=circuit.row_driver_ohm,
            scale=calibration.scale[rows],
            exponent=calibration.exponent[rows],
            tare_siemens=calibration.tare_siemens[rows],
        )

    def _join(self, frames: Sequence[_Frames]) -> _Frames | None:
        """Join the buses' frames; keep those that wait for another bus."""
        pending = [
            new if old is None else old.then(new)
            for old, new in zip(self._waiting, frames, strict=True)
        ]
        picks: list[list[int]] = []
        times_s: list[float] = []
        firsts = [0] * len(pending)
        while all(first < len(one.time_s) for first, one in zip(firsts, pending, strict=True)):
            due_s = max(one.time_s[first] for first, one in zip(firsts, pending, strict=True))
            ends = [int(np.searchsorted(one.time_s, due_s, side="right")) for one in pending]
            # The newest frame of a bus by then is known only when a later one has come.
            if any(one.time_s[-1] < due_s for one in pending):
                break
            picks.append([end - 1 for end in ends])
            times_s.append(float(due_s))
            firsts = ends
        self._waiting = [one.since(first) for first, one in zip(firsts, pending, strict=True)]
        return self._picked(pending, np.array(picks), np.array(times_s)) if picks else None

    def _picked(
        self, frames: Sequence[_Frames], picks: NDArray[np.intp], time_s: NDArray[np.float64]
    ) -> _Frames:
        n, rows = len(time_s), self._description.geometry.rows
        picked = _Frames(
            time_s,
            np.zeros((n, rows, TILE_COLS), np.float32),
            np.empty((n, rows)),
            np.zeros(n, np.uint8),
            np.zeros((n, rows, TILE_COLS), np.bool_),
        )
        for tiles, one, pick in zip(self._tiles, frames, picks.T, strict=True):
            there = _rows(tiles)
            picked.force_n[:, there] = one.force_n[pick]
            picked.row_time_s[:, there] = one.row_time_s[pick]
            picked.saturated[:, there] = one.saturated[pick]
            # The busiest scan names the frame's.
            np.maximum(picked.mode, one.mode[pick], out=picked.mode)
        return picked


def _rows(tiles: tuple[int, ...]) -> NDArray[np.intp]:
    """Return the mat's rows on some tiles."""
    return np.concatenate([np.arange(TILE_ROWS * tile, TILE_ROWS * (tile + 1)) for tile in tiles])
