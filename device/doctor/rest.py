"""What the empty mat tells: converters, shorts, noise. Pure functions of what was measured."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from device.description import TILE_COLS, TILE_ROWS, MatDescription
from device.doctor.kinds import Finding, finding
from device.doctor.places import (
    cell_name,
    column_cells,
    column_name,
    tile_cells,
    tile_name,
)
from device.doctor.survey import RestSurvey

__all__ = ["check_rest"]

HIGHEST_CODE = 1023.0
#: A converter that is not there contradicts itself always, a bad wire now and then.
ALWAYS_GARBLED, TOO_OFTEN_GARBLED = 0.9, 1e-3
#: A cell alone that reads so much, unloaded, is a short: 0.9 of the supply behind the reference resistor.
SHORT_CODES = 700.0
#: A column whose sum stands here says nothing more of its cells.
SATURATED_CODES = 0.97 * HIGHEST_CODE
#: What an empty cell, or an empty column, may read: tension of the belt included.
LOADED_CELL_CODES, LOADED_SUM_CODES = 4.0, 24.0
#: Standard deviation of a quiet cell, codes; the converter itself has some 0.5 with its steps.
NOISY_CODES = 1.5
#: A burst stands out of the quiet time by this factor, and this much.
BURST_FACTOR, BURST_CODES = 3.0, 1.5
#: The stretches whose noise is compared.
STRETCHES = 10


def check_rest(description: MatDescription, survey: RestSurvey) -> list[Finding]:
    """Return what is wrong with the empty mat, tile by tile."""
    found: list[Finding] = []
    for tile, described in enumerate(description.tiles):
        name = tile_name(tile, described.spi_device)
        missing = _converter(survey, tile, name)
        found += missing or _cells_of(survey, tile, name)
    return found


def _converter(survey: RestSurvey, tile: int, name: str) -> list[Finding]:
    sums, cells = survey.sums[tile], _tile(survey.raster.codes, tile)
    garbled = max(
        float(survey.sums_garbled[tile]), float(_tile(survey.raster.garbled, tile).mean())
    )
    if not sums.any() and not cells.any():
        text = f"{name} says 0 to all {sums.size + cells.size} conversions; a converter is never that quiet"
        return [finding("converter-silent", name, text, cells=tile_cells(tile))]
    if garbled > ALWAYS_GARBLED and float(np.median(sums)) == HIGHEST_CODE:
        text = f"{name} says 1023 always, and without the zero that comes before every code"
        return [finding("converter-high", name, text, cells=tile_cells(tile))]
    if garbled > TOO_OFTEN_GARBLED:
        text = f"{name}: {100 * garbled:.2f} % of its answers contradict their own second copy"
        return [finding("answers-garbled", name, text)]
    return []


def _cells_of(survey: RestSurvey, tile: int, name: str) -> list[Finding]:
    codes = _tile(survey.raster.codes, tile)
    burst = _burst(survey, tile, name)
    return [*_shorts_and_load(survey, tile, codes), *(burst or _noise(tile, codes))]


def _shorts_and_load(survey: RestSurvey, tile: int, codes: NDArray[np.float64]) -> list[Finding]:
    found: list[Finding] = []
    level = np.median(codes, axis=0)
    sums = np.median(survey.sums[tile], axis=0)
    for col in range(TILE_COLS):
        shorted = np.flatnonzero(level[:, col] > SHORT_CODES)
        for row in (TILE_ROWS * tile + shorted).tolist():
            text = f"{cell_name(row, col)} reads {level[row % TILE_ROWS, col]:.0f} of 1023 with nothing on it"
            found.append(
                finding("cell-shorted", cell_name(row, col), text, cells=((int(row), col),))
            )
        if not len(shorted) and sums[col] > SATURATED_CODES:
            text = f"{column_name(tile, col)} reads {sums[col]:.0f} of 1023 with every row driven"
            where = column_name(tile, col)
            found.append(finding("column-saturated", where, text, cells=column_cells(tile, col)))
    if found:
        return found
    rows, cols = np.nonzero(level > LOADED_CELL_CODES)
    if len(rows) or sums.max() > LOADED_SUM_CODES:
        text = (
            f"{len(rows)} cells are loaded, the most {level.max():.0f} codes; a column's sum is up to "
            f"{sums.max():.0f}"
        )
        cells = tuple(
            (int(TILE_ROWS * tile + row), int(col)) for row, col in zip(rows, cols, strict=True)
        )
        found.append(finding("mat-loaded", f"tile {tile}", text, cells=cells))
    return found


def _burst(survey: RestSurvey, tile: int, name: str) -> list[Finding]:
    """Compare the noise of stretches of time: of the whole tile, so that a single bad cell is not one."""
    worst_codes, quiet_codes = 0.0, 0.0
    for readings in (survey.sums[tile], _tile(survey.raster.codes, tile)):
        parts = np.array_split(readings, min(STRETCHES, len(readings)))
        noise = np.array([np.median(part.std(axis=0)) for part in parts])
        if noise.max() > worst_codes:
            worst_codes, quiet_codes = float(noise.max()), float(np.percentile(noise, 25))
    if worst_codes < BURST_CODES:
        return []
    if worst_codes < BURST_FACTOR * quiet_codes:
        text = f"{name}: noise of {worst_codes:.1f} codes in all its cells, all the time"
    else:
        text = (
            f"{name}: its noise rises from {quiet_codes:.1f} to {worst_codes:.1f} codes for a while"
        )
    return [finding("noise-burst", name, text, cells=tile_cells(tile))]


def _noise(tile: int, codes: NDArray[np.float64]) -> list[Finding]:
    noise = codes.std(axis=0)
    found = []
    for col in range(TILE_COLS):
        rows = np.flatnonzero(noise[:, col] > NOISY_CODES)
        if not len(rows):
            continue
        where = (
            column_name(tile, col)
            if len(rows) > 1
            else cell_name(TILE_ROWS * tile + int(rows[0]), col)
        )
        text = f"{where}: noise {noise[:, col].max():.1f} codes, at most {NOISY_CODES:g} are usual"
        cells = tuple((int(TILE_ROWS * tile + row), col) for row in rows)
        found.append(finding("cell-noisy", where, text, cells=cells))
    return found


def _tile(cells: NDArray[Any], tile: int) -> NDArray[Any]:
    return cells[:, TILE_ROWS * tile : TILE_ROWS * (tile + 1)]
