"""Known forces on the mat: steady presses and a rolling weight, as samples for the fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.frames import FrameBlock

__all__ = ["MeanFrames", "Rolling", "Samples", "SteadyPresses", "bearing_cells"]

#: Frames are averaged over this long.
BIN_S = 0.05
#: A stamp that stands still for this long is read.
HOLD_S = 0.5
#: The total may change by this share meanwhile: sensors creep, hands do not hold still.
STEADY = 0.04
#: The stamp is off when this share of what it pressed with is left.
RELEASED = 0.3
#: A cell of the nominal curve may err by this factor either way and its press is still believed.
NOMINAL_FACTOR = 4.0
#: A cell bears a press when it has this share of it.
BEARING = 0.03


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """What the cells conducted while a known force lay on the mat.

    Parameters
    ----------
    siemens : ndarray of float64, shape (n, rows, cols)
        Conductance of each cell above its tare.
    force_n : ndarray of float64, shape (n,)
        The whole force on these cells, newtons, above 0.
    tolerance : ndarray of float64, shape (n,)
        How well the force is known: its standard deviation, as a share of it.
    """

    siemens: NDArray[np.float64]
    force_n: NDArray[np.float64]
    tolerance: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.force_n)

    @classmethod
    def of(
        cls, presses: Sequence[NDArray[np.float64]], force_n: float, *, tolerance: float = 0.02
    ) -> "Samples":
        """Return presses that all had one force; at least one."""
        n = len(presses)
        return cls(np.array(presses), np.full(n, force_n), np.full(n, tolerance))

    @classmethod
    def joined(cls, parts: Sequence["Samples"]) -> "Samples":
        """Return the samples of all parts; at least one part."""
        return cls(
            np.concatenate([part.siemens for part in parts]),
            np.concatenate([part.force_n for part in parts]),
            np.concatenate([part.tolerance for part in parts]),
        )

    def evenly_split(self, cells: int, *, tolerance: float = 0.05) -> "Samples":
        """Return these samples and, of each that lies on `cells` cells, one a cell with an equal share.

        For a stamp with a soft pad, which presses all its cells alike. A press that lies on more cells, or
        on fewer, is kept whole.
        """
        parts = [self]
        for siemens, force_n in zip(self.siemens, self.force_n, strict=True):
            bearing = bearing_cells(siemens)
            if int(bearing.sum()) != cells or cells == 1:
                continue
            alone = np.zeros((cells, *siemens.shape))
            rows, cols = np.nonzero(bearing)
            alone[np.arange(cells), rows, cols] = siemens[rows, cols]
            share_n = np.full(cells, force_n / cells)
            parts.append(Samples(alone, share_n, np.full(cells, tolerance)))
        return Samples.joined(parts)


def bearing_cells(siemens: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return the cells that bear a press, shape of `siemens` (..., rows, cols)."""
    total = siemens.sum(axis=(-2, -1), keepdims=True)
    bearing: NDArray[np.bool_] = (siemens > BEARING * total) & (siemens > 0.0)
    return bearing


class MeanFrames:
    """Averages frames over 50 ms. A frame with a saturated cell is left out, and counted."""

    def __init__(self) -> None:
        self.saturated_frames = 0
        self._bin = -1
        self._frames: list[NDArray[np.float32]] = []
        self._loads_n: list[NDArray[np.float64]] = []

    def feed(self, block: FrameBlock, load_n: float) -> Iterator[tuple[NDArray[np.float64], float]]:
        """Yield mean frame, (rows, cols), and mean reference load of each span of time that is now over."""
        spans = np.floor(block.time_s / BIN_S).astype(np.int64)
        good = np.full(len(block), True)
        if block.saturated is not None:
            good = np.array([not frame.any() for frame in block.saturated])
            self.saturated_frames += int((~good).sum())
        for span in np.unique(spans):
            if span != self._bin and self._frames:
                mean: NDArray[np.float64] = np.concatenate(self._frames).mean(
                    axis=0, dtype=np.float64
                )
                yield mean, float(np.concatenate(self._loads_n).mean())
                self._frames, self._loads_n = [], []
            self._bin = int(span)
            chosen = block.force_n[(spans == span) & good]
            if len(chosen):
                self._frames.append(chosen)
                self._loads_n.append(np.full(len(chosen), load_n))


class SteadyPresses:
    """Finds the moments at which a stamp of known force stands still on the mat.

    A press counts once: when what it reads has kept within 4 % for half a second. The next one counts after
    the stamp was lifted.

    Parameters
    ----------
    force_n : float
        What the stamp presses with, newtons.
    scale, exponent : float
        Of the nominal cell; they only tell a press from a touch.
    """

    def __init__(self, force_n: float, *, scale: float, exponent: float) -> None:
        self._means = MeanFrames()
        self._least_siemens = (force_n / NOMINAL_FACTOR / scale) ** (1.0 / exponent)
        self._held: list[NDArray[np.float64]] = []
        self._recorded_siemens: float | None = None

    @property
    def saturated_frames(self) -> int:
        """Frames that were left out, because a cell of theirs was saturated."""
        return self._means.saturated_frames

    def feed(self, block: FrameBlock) -> list[NDArray[np.float64]]:
        """Return the conductances, (rows, cols), of each press that is now recorded.

        `block.force_n` must be conductances above tare: `device.calibration.conductance_calibration`.
        """
        means = [mean for mean, _ in self._means.feed(block, 0.0)]
        return [press for mean in means if (press := self._next(mean)) is not None]

    def _next(self, mean: NDArray[np.float64]) -> NDArray[np.float64] | None:
        total = float(mean.sum())
        if self._recorded_siemens is not None:
            if total < RELEASED * self._recorded_siemens:
                self._recorded_siemens = None
            return None
        if total < self._least_siemens:
            self._held.clear()
            return None
        self._held.append(mean)
        if len(self._held) < round(HOLD_S / BIN_S):
            return None
        totals = [float(one.sum()) for one in self._held]
        press: NDArray[np.float64] = np.mean(self._held, axis=0)
        self._held.pop(0)
        if max(totals) - min(totals) > STEADY * total:
            return None
        self._held.clear()
        self._recorded_siemens = total
        return press


class Rolling:
    """Takes every moment at which a known force lies on the mat: a wheel, or a stamp on a load cell.

    Parameters
    ----------
    least_n : float
        Less than this is no sample, newtons.
    scale, exponent : float
        Of the nominal cell; they only tell a load from none.
    """

    def __init__(self, least_n: float, *, scale: float, exponent: float) -> None:
        self._means = MeanFrames()
        self._least_n = least_n
        self._least_siemens = (least_n / NOMINAL_FACTOR / scale) ** (1.0 / exponent)

    @property
    def saturated_frames(self) -> int:
        """Frames that were left out, because a cell of theirs was saturated."""
        return self._means.saturated_frames

    def feed(self, block: FrameBlock, load_n: float) -> list[tuple[NDArray[np.float64], float]]:
        """Return conductances, (rows, cols), and force of each 50 ms with load that are now over.

        Parameters
        ----------
        block : FrameBlock
            Its `force_n` must be conductances above tare.
        load_n : float
            The known force: of the wheel, or what the reference load cell reads now.
        """
        return [
            (mean, mean_n)
            for mean, mean_n in self._means.feed(block, load_n)
            if mean_n >= self._least_n and mean.sum() >= self._least_siemens
        ]
