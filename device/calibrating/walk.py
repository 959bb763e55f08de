"""The walk through a calibration: what is read in each step, until the step is done."""

import math
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from device.calibrating.fit import fit_cells
from device.calibrating.guide import Guide
from device.calibrating.mats import MatUnderTest, SimulatedMatUnderTest, Step
from device.calibrating.presses import Rolling, Samples, SteadyPresses
from device.calibrating.tare import Tare, take_tare
from device.calibration import Calibration
from device.frames import FrameBlock
from device.mat import Mat
from device.simulated import Simulation

__all__ = ["READERS", "Reader", "calibrated", "read_tare"]

#: A hand's lag behind a load cell, and the cell's own error, count as so much of a force.
REFERENCE_TOLERANCE = 0.03
#: Moments of one roll resemble each other: ten of them are worth one press.
ROLLING_TOLERANCE = 0.06

Numbers = NDArray[np.float64]
#: Reads one step of a walk: mat, step, tare, guide, and the pause that ends it. None: nothing was pressed.
Reader = Callable[[MatUnderTest, Step, Numbers, Guide, float], Samples | None]


def read_tare(mat: MatUnderTest, seconds: float, guide: Guide | None = None) -> Tare:
    """Return the tare of an empty mat from so many seconds of it; a guide is told how far it is.

    Raises
    ------
    DeviceError
        If the mat fails, or is not empty and at rest.
    """
    codes = []
    with closing(mat.open(Step("empty"), None)) as opened:
        begin_s: float | None = None
        for block in _blocks(opened, seconds):
            assert block.scan is not None
            codes.append(block.scan.codes)
            begin_s = float(block.time_s[0]) if begin_s is None else begin_s
            if guide is not None:
                guide.read(float(block.time_s[-1]) - begin_s, seconds)
    return take_tare(np.concatenate(codes), mat.description)


def _read_presses(
    mat: MatUnderTest, step: Step, tare_siemens: Numbers, guide: Guide, pause_s: float
) -> Samples | None:
    """Return a sample for each press of a stamp; None without any.

    The step is done when every cell was pressed, when nothing was for `pause_s`, when the mat ends, when the
    guide has enough, or with Ctrl+C.
    """
    watcher = SteadyPresses(step.force_n, **_nominal(mat))
    presses: list[Numbers] = []
    pressed = np.zeros(tare_siemens.shape, np.bool_)
    last_s = -math.inf
    with closing(mat.open(step, tare_siemens)) as opened, suppress(KeyboardInterrupt):
        for block in _blocks(opened, math.inf):
            last_s = float(block.time_s[0]) if last_s == -math.inf else last_s
            for press in watcher.feed(block):
                presses.append(press)
                last_s = float(block.time_s[-1])
                bearing = press >= 0.5 * press.max()
                pressed |= bearing
                guide.pressed(pressed, f"{_places(bearing)}: recorded, ")
            if pressed.all() or block.time_s[-1] - last_s > pause_s or guide.has_enough():
                break
    _tell_saturated(watcher.saturated_frames, guide)
    if not presses:
        return None
    return Samples.of(presses, step.force_n).evenly_split(step.cells)


def _read_wheel(
    mat: MatUnderTest, step: Step, tare_siemens: Numbers, guide: Guide, pause_s: float
) -> Samples | None:
    """Return a sample for each moment of a rolling wheel; None without any. Ends as `_read_presses` does."""
    watcher = Rolling(step.force_n, **_nominal(mat))
    found = _follow(mat, step, tare_siemens, watcher, pause_s, guide, lambda _: step.force_n)
    return _samples(found, ROLLING_TOLERANCE)


def _read_load_cell(
    mat: MatUnderTest, step: Step, tare_siemens: Numbers, guide: Guide, pause_s: float
) -> Samples | None:
    """Return a sample for each moment in which a load cell presses the mat; None without any.

    What the load cell reads at first, with nothing on it, is its zero.
    """
    zero: list[float] = []

    def load_n(block: FrameBlock) -> float:
        read_n = mat.load_n(block)
        if not zero:
            zero.append(0.0 if math.isnan(read_n) else read_n)
        return read_n - zero[0]

    watcher = Rolling(0.02 * step.force_n, **_nominal(mat))
    found = _follow(mat, step, tare_siemens, watcher, pause_s, guide, load_n)
    return _samples(found, REFERENCE_TOLERANCE)


def calibrated(simulation: Simulation, *, most_n: float = 200.0) -> Calibration:
    """Return what the walk with the load cell makes of a simulated mat: tare, every cell pressed, fit."""
    mat = SimulatedMatUnderTest(simulation)
    tare_siemens = read_tare(mat, 2.0).tare_siemens
    samples = _read_load_cell(mat, Step("squeeze", most_n), tare_siemens, Guide(), math.inf)
    assert samples is not None
    return fit_cells(samples, mat.description).calibration(tare_siemens, "walk")


def _follow(
    mat: MatUnderTest,
    step: Step,
    tare_siemens: Numbers,
    watcher: Rolling,
    pause_s: float,
    guide: Guide,
    load_n: Callable[[FrameBlock], float],
) -> list[tuple[Numbers, float]]:
    """Return what a load that never rests gave."""
    found: list[tuple[Numbers, float]] = []
    pressed = np.zeros(tare_siemens.shape, np.bool_)
    told, last_s = 0, -math.inf
    with closing(mat.open(step, tare_siemens)) as opened, suppress(KeyboardInterrupt):
        for block in _blocks(opened, math.inf):
            last_s = float(block.time_s[0]) if last_s == -math.inf else last_s
            for moment in watcher.feed(block, load_n(block)):
                found.append(moment)
                last_s = float(block.time_s[-1])
                pressed |= moment[0] >= 0.5 * moment[0].max()
            if pressed.sum() > told:
                told = int(pressed.sum())
                guide.pressed(pressed, "")
            if block.time_s[-1] - last_s > pause_s or guide.has_enough():
                break
    _tell_saturated(watcher.saturated_frames, guide)
    return found


def _samples(found: list[tuple[Numbers, float]], tolerance: float) -> Samples | None:
    if not found:
        return None
    return Samples(
        np.array([siemens for siemens, _ in found]),
        np.array([force_n for _, force_n in found]),
        np.full(len(found), tolerance),
    )


def _blocks(mat: Mat, seconds: float) -> Iterator[FrameBlock]:
    """Yield the mat's blocks for so many seconds of its time."""
    begin_s: float | None = None
    while (block := mat.read()) is not None:
        begin_s = float(block.time_s[0]) if begin_s is None else begin_s
        yield block
        if block.time_s[-1] - begin_s >= seconds:
            return


def _nominal(mat: MatUnderTest) -> dict[str, Any]:
    sensor = mat.description.sensor
    return {"scale": sensor.force_scale, "exponent": sensor.force_exponent}


def _places(bearing: NDArray[np.bool_]) -> str:
    rows, cols = np.nonzero(bearing)
    if len(rows) == 1:
        return f"row {rows[0]}, col {cols[0]}"
    return f"rows {rows.min()} to {rows.max()}, cols {cols.min()} to {cols.max()}"


def _tell_saturated(frames: int, guide: Guide) -> None:
    if frames:
        guide.warn(f"{frames} frames were left out: a cell was saturated; take a lighter weight")


#: By the method of a calibration.
READERS: dict[str, Reader] = {
    "weights": _read_presses,
    "rolling": _read_wheel,
    "reference": _read_load_cell,
}
