"""From the conversions of every bus to frames of the whole mat."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from device._decode import Decoder
from device.calibration import Calibration
from device.codes import CONVERSION, Codes, DecoderState, ScanCodes, frame_ends
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


class Assembler:
    """Decodes each bus and joins their tiles.

    Buses scan on their own, each at its own rate. A frame of the mat is made when every bus has made one
    since the last; of a bus that made several, the newest counts. Conversions that wait for those of another
    bus wait as codes: whatever has been decoded has been handed over, so that the states tell all.

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
        self._held = [np.empty(0, CONVERSION)] * len(self._tiles)

    @property
    def states(self) -> tuple[DecoderState, ...]:
        """What the decoders have learned; another assembler that is given it goes on alike."""
        return tuple(decoder.state for decoder in self._decoders)

    @states.setter
    def states(self, states: Sequence[DecoderState]) -> None:
        for decoder, state in zip(self._decoders, states, strict=True):
            decoder.state = state
        self._held = [np.empty(0, CONVERSION)] * len(self._tiles)

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
        due, picks = self._due(conversions, last=last)
        decoded = [
            decoder.decode(codes, last=last)
            for decoder, codes in zip(self._decoders, due, strict=True)
        ]
        frames = [_Frames(*arrays[:5]) for arrays in decoded]
        joined = frames[0] if picks is None else self._picked(frames, picks)
        if len(joined.time_s) == 0:
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

    def replay(self, codes: Codes, ahead: Codes) -> FrameBlock | None:
        """Return the frames of a block that was taken before, given the states from before it.

        Parameters
        ----------
        codes, ahead : ndarray of CONVERSION
            As in `ScanCodes`.
        """
        pairs = zip(self.split(codes), self.split(ahead), strict=True)
        return self.take([np.concatenate(pair) for pair in pairs], last=len(ahead) == 0)

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

    def _due(
        self, conversions: Sequence[Codes], *, last: bool
    ) -> tuple[Sequence[Codes], NDArray[np.intp] | None]:
        """Return what each bus's decoder may take now, and of its frames those that count, (n, buses).

        None of several buses' picks: there is but one, and all of its frames count.
        """
        if len(self._tiles) == 1:
            return conversions, None
        ready = [
            np.concatenate((decoder.ahead, held, new))
            for decoder, held, new in zip(self._decoders, self._held, conversions, strict=True)
        ]
        ends = [frame_ends(codes) for codes in ready]
        end_ns = [codes["time_ns"][end - 1] for codes, end in zip(ready, ends, strict=True)]
        picks = _rounds(end_ns, waiting=0 if last else 1)
        due = []
        for bus, (decoder, codes, end) in enumerate(zip(self._decoders, ready, ends, strict=True)):
            # One frame more than counts: a frame is decoded when the next one is there.
            frames = int(picks[-1, bus]) + (1 if last else 2) if len(picks) else 0
            cut = max(int(end[frames - 1]) if frames else 0, len(decoder.ahead))
            due.append(codes[len(decoder.ahead) : cut])
            self._held[bus] = codes[cut:]
        return due, picks

    def _picked(self, frames: Sequence[_Frames], picks: NDArray[np.intp]) -> _Frames:
        """Join the buses' frames that count; a frame's time is that of the latest of them."""
        n, rows = len(picks), self._description.geometry.rows
        time_s = np.max(
            [one.time_s[pick] for one, pick in zip(frames, picks.T, strict=True)], axis=0
        )
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


def _rounds(end_ns: Sequence[NDArray[np.int64]], *, waiting: int) -> NDArray[np.intp]:
    """Return which frame of each bus counts in each frame of the mat, shape (n, buses).

    Parameters
    ----------
    end_ns : sequence of ndarray of int64
        When each frame of a bus ended.
    waiting : int
        So many of a bus's last frames cannot be decoded yet.
    """
    picks: list[list[int]] = []
    firsts = [0] * len(end_ns)
    while all(first + waiting < len(one) for first, one in zip(firsts, end_ns, strict=True)):
        due_ns = max(one[first] for first, one in zip(firsts, end_ns, strict=True))
        later = [int(np.searchsorted(one, due_ns, side="right")) for one in end_ns]
        # The newest frame of a bus by then is known only when one has come that is not older.
        if any(
            one[-1] < due_ns or first + waiting > len(one)
            for first, one in zip(later, end_ns, strict=True)
        ):
            break
        firsts = later
        picks.append([first - 1 for first in firsts])
    return np.array(picks, np.intp).reshape(-1, len(end_ns))
