"""The tare: what every cell of an empty mat conducts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.codes import ALL_ROWS, Codes
from device.description import TILE_COLS, TILE_ROWS, MatDescription
from device.errors import BadCalibration

__all__ = ["Tare", "take_tare"]

CODES = 1024.0
GARBLED = 1024
#: Fewer readings of a cell say nothing of its noise.
LEAST_READINGS = 8
#: The noise of a quiet converter is a third of a code; cells and wires add to it.
MOST_NOISE_CODES = 3.0
#: Part of a cell's full scale that belt and lay-up may rest on it with.
MOST_PRELOAD = 0.10
#: How far the two halves of the readings may lie apart, codes, beside what the noise explains.
MOST_CHANGE_CODES = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Tare:
    """What the cells of an empty mat conduct.

    Parameters
    ----------
    tare_siemens : ndarray of float64, shape (rows, cols)
        Mean conductance of each cell.
    noise_codes : ndarray of float64, shape (rows, cols)
        Standard deviation of each cell's readings, codes, from the middle two thirds of them.
    readings : ndarray of int64, shape (rows, cols)
        How many there were of each cell.
    """

    tare_siemens: NDArray[np.float64]
    noise_codes: NDArray[np.float64]
    readings: NDArray[np.int64]


def take_tare(codes: Codes, description: MatDescription) -> Tare:
    """Return the tare of a mat from the conversions of some seconds of an empty one.

    The readings of a cell are averaged without their outer tenths. With `v` the mean of a cell's, and `T` the
    sum of its column's, in parts of the supply, the cell conducts `Gref * v / (1 - T)`; at so small loads the
    row drivers' resistance does not count.

    Parameters
    ----------
    codes : ndarray of CONVERSION
        Conversions of every cell, at least 8 of each.
    description : MatDescription
        The mat.

    Raises
    ------
    BadCalibration
        If a cell was read too seldom, bears load, moves or is noisy: the line names the worst.
    """
    readings = _by_cell(codes, len(description.tiles))
    count = np.array([len(one) for one in readings])
    _check_count(count)
    mean_codes = np.array([_trimmed_mean(one) for one in readings]).reshape(-1, TILE_COLS)
    noise_codes = np.array([_noise_codes(one) for one in readings]).reshape(-1, TILE_COLS)
    reference_siemens = 1.0 / description.circuit.reference_ohm
    v = mean_codes.reshape(-1, TILE_ROWS, TILE_COLS) / CODES
    column = v.sum(axis=1, keepdims=True)
    _check_saturation(column[:, 0])
    tare_siemens = (reference_siemens * v / (1.0 - column)).reshape(-1, TILE_COLS)
    _check_noise(noise_codes)
    _check_rest(readings)
    _check_load(tare_siemens, description)
    return Tare(tare_siemens, noise_codes, count.reshape(-1, TILE_COLS))


def _by_cell(codes: Codes, tiles: int) -> Sequence[NDArray[np.float64]]:
    """Return the readings of each cell, in codes and in order of time; cells in order of rows."""
    rows = codes["rows"].astype(np.int64)
    single = (rows > 0) & (rows & (rows - 1) == 0) & (rows != ALL_ROWS) & (codes["code"] < GARBLED)
    chosen = codes[single]
    row = TILE_ROWS * chosen["tile"].astype(np.int64) + np.log2(rows[single]).astype(np.int64)
    cell = TILE_COLS * row + chosen["col"]
    order = np.argsort(cell, kind="stable")
    code = chosen["code"][order].astype(np.float64)
    # A code stands for the middle of its step; code 0 is what nothing answers.
    middle = np.where(code > 0.0, code + 0.5, 0.0)
    ends = np.cumsum(np.bincount(cell, minlength=tiles * TILE_ROWS * TILE_COLS))
    return np.split(middle, ends[:-1])


def _trimmed_mean(values: NDArray[np.float64]) -> float:
    """Return the mean without the lowest and the highest tenth."""
    cut = len(values) // 10
    return float(np.sort(values)[cut : len(values) - cut].mean())


def _noise_codes(values: NDArray[np.float64]) -> float:
    """Return half the width of the middle 68 %: of normal noise, its standard deviation."""
    low, high = np.quantile(values, (0.16, 0.84))
    return float(high - low) / 2.0


def _check_count(count: NDArray[np.int64]) -> None:
    if count.min() < LEAST_READINGS:
        raise BadCalibration(
            f"tare: cell {_place(int(count.argmin()))} was read {count.min()} times, at least "
            f"{LEAST_READINGS} are needed; read the empty mat for longer"
        )


def _check_saturation(column: NDArray[np.float64]) -> None:
    tile, col = np.unravel_index(int(column.argmax()), column.shape)
    if column[tile, col] > 0.9:
        raise BadCalibration(
            f"tare: column {col} of tile {tile} reads {100 * column[tile, col]:.0f} % of the supply, at most "
            "90 % can be tared; look for a short there"
        )


def _check_noise(noise_codes: NDArray[np.float64]) -> None:
    if noise_codes.max() > MOST_NOISE_CODES:
        raise BadCalibration(
            f"tare: cell {_place(int(noise_codes.argmax()))} is noisy by {noise_codes.max():.1f} codes, at "
            f"most {MOST_NOISE_CODES:g} are taken for an empty mat; stop the belt, keep off, check its wires"
        )


def _check_rest(readings: Sequence[NDArray[np.float64]]) -> None:
    """Refuse a mat on which something was put down, or taken away, meanwhile."""
    halves = [np.array_split(one, 2) for one in readings]
    change = np.array(
        [abs(_trimmed_mean(first) - _trimmed_mean(second)) for first, second in halves]
    )
    # Of two means of half the readings each, four standard errors.
    noise = np.array([4.0 * _noise_codes(one) * 2.0 / np.sqrt(len(one)) for one in readings])
    excess = change - noise
    if excess.max() > MOST_CHANGE_CODES:
        worst = int(excess.argmax())
        raise BadCalibration(
            f"tare: cell {_place(worst)} changed by {change[worst]:.1f} codes meanwhile, at most "
            f"{MOST_CHANGE_CODES + noise[worst]:.1f} are noise; keep off the mat and try again"
        )


def _check_load(tare_siemens: NDArray[np.float64], description: MatDescription) -> None:
    sensor = description.sensor
    force_n = sensor.force_scale * tare_siemens**sensor.force_exponent
    most_n = MOST_PRELOAD * sensor.full_scale_n
    if force_n.max() > most_n:
        raise BadCalibration(
            f"tare: cell {_place(int(force_n.argmax()))} bears about {force_n.max():.0f} N, at most "
            f"{most_n:g} N rest on a cell of an empty mat; clear it, slacken the belt, or look for a short"
        )


def _place(cell: int) -> str:
    return f"[{cell // TILE_COLS}, {cell % TILE_COLS}]"
