"""What the doctor measures: the empty mat by both scans, the pressed mat by the raster."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.codes import ALL_ROWS, Codes
from device.description import TILE_COLS, TILE_ROWS, MatDescription
from device.doctor.bench import Bench, scan_for

__all__ = ["Raster", "RestSurvey", "raster_of", "survey_press", "survey_rest"]

CODE_MASK = 1023
GARBLED = 1024


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """Every cell alone, frame after frame.

    Parameters
    ----------
    codes : ndarray of float64, shape (n, rows, cols)
        What each cell read.
    garbled : ndarray of bool, shape (n, rows, cols)
        Answers that contradicted themselves.
    frame_s : float
        From one frame to the next, seconds.
    """

    codes: NDArray[np.float64]
    garbled: NDArray[np.bool_]
    frame_s: float


@dataclass(frozen=True, slots=True, eq=False)
class RestSurvey:
    """The empty mat.

    Parameters
    ----------
    raster : Raster
        Its cells.
    sums : list of ndarray of float64
        For each tile, shape (n, 8): its columns with every row driven.
    sums_garbled : ndarray of float64, shape (tiles,)
        Share of such answers that contradicted themselves.
    conversion_s : ndarray of float64
        From one conversion to the next on one bus.
    frames_hz : float
        Of the adaptive scan.
    """

    raster: Raster
    sums: list[NDArray[np.float64]]
    sums_garbled: NDArray[np.float64]
    conversion_s: NDArray[np.float64]
    frames_hz: float


def survey_rest(bench: Bench, seconds: float) -> RestSurvey:
    """Scan the empty mat for `seconds`, half of the time by each scan."""
    adaptive = scan_for(bench, "adaptive", 0.5 * seconds)
    raster = raster_of(bench.description, scan_for(bench, "raster", 0.5 * seconds))
    tiles = range(len(bench.description.tiles))
    sums = [_sums(adaptive, tile) for tile in tiles]
    times_ns = [codes["time_ns"] for codes in adaptive]
    ends_ns = [codes["time_ns"][codes["end"] == 1] for codes in adaptive]
    return RestSurvey(
        raster=raster,
        sums=[codes for codes, _ in sums],
        sums_garbled=np.array([garbled for _, garbled in sums]),
        conversion_s=1e-9 * np.concatenate([np.diff(times) for times in times_ns]),
        frames_hz=1e9 / max(float(np.mean(np.diff(ends))) for ends in ends_ns),
    )


def survey_press(bench: Bench) -> Raster:
    """Scan the mat as a raster while it is pressed."""
    duration_s = bench.press()
    return raster_of(bench.description, scan_for(bench, "raster", duration_s))


def raster_of(description: MatDescription, conversions: list[Codes]) -> Raster:
    """Return the cells of raster frames; of buses that made more frames than others, the first."""
    per_bus = [
        codes.reshape(-1, len(tiles), TILE_ROWS, TILE_COLS)
        for codes, tiles in zip(conversions, description.buses, strict=True)
    ]
    n = min(len(frames) for frames in per_bus)
    whole = np.empty((n, len(description.tiles), TILE_ROWS, TILE_COLS), np.uint16)
    for frames, tiles in zip(per_bus, description.buses, strict=True):
        whole[:, list(tiles)] = frames["code"][:n]
    cells = whole.reshape(n, TILE_ROWS * len(description.tiles), TILE_COLS)
    first_ns = per_bus[0]["time_ns"][:, 0, 0, 0]
    return Raster(
        (cells & CODE_MASK).astype(np.float64),
        cells >= GARBLED,
        1e-9 * float(np.mean(np.diff(first_ns))),
    )


def _sums(conversions: list[Codes], tile: int) -> tuple[NDArray[np.float64], float]:
    """Return a tile's column sums, (n, 8), and the share of garbled ones."""
    codes = np.concatenate(
        [bus[(bus["tile"] == tile) & (bus["rows"] == ALL_ROWS)] for bus in conversions]
    )
    columns = [codes["code"][codes["col"] == col] for col in range(TILE_COLS)]
    n = min(len(column) for column in columns)
    sums = np.stack([column[:n] for column in columns], axis=1)
    return (sums & CODE_MASK).astype(np.float64), float(np.mean(sums >= GARBLED))
