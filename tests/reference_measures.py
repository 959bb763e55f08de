"""Further measures of a contact in plain NumPy and SciPy: its zones, its halves, its path, its print.

Like `tests/reference.py` from the definitions in `docs/data.md` alone.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

BIN_M = 0.005
ZONES = ("heel", "midfoot", "ball", "toes")
BORDERS = (0.0, 0.33, 0.55, 0.80, 1.0)
BEYOND_M, ZONE_FRACTION = 0.1, 0.06
ROUNDS, LEAST_SD = 12, 0.05
LINE_FRACTION, AREA_FRACTION = 0.1, 0.05
STEEP_S = 0.05

Array = NDArray[np.float64]


class Axis(NamedTuple):
    """The foot's axis: places along it are counted as `(b + 0.5) * BIN_M * cos - (x - x_m) * sin`."""

    angle_rad: float
    x_m: float
    heel_m: float


class Seen(NamedTuple):
    """One contact: frames [on, off] of those given have at least `threshold_n`."""

    time_s: Array
    force_n: Array
    loaded_n: Array  # (frames, rows, cols)
    u_m: Array  # (frames, rows)
    x_m: Array  # (cols,)
    on: int
    off: int
    threshold_n: float
    heel_u_m: float
    foot_length_m: float
    axis: Axis | None
    pitch_m: tuple[float, float]


def further_measures(seen: Seen) -> dict[str, Any]:
    """Return the measures by their names in `analyzer.Measures`."""
    contact = slice(seen.on, seen.off + 1)
    force_n, time_s = seen.force_n[contact], seen.time_s[contact]
    said: dict[str, Any] = {"impulse_n_s": float(np.trapezoid(force_n, time_s))}
    said |= _zone_times(seen)
    bins = np.floor(seen.u_m[contact] / BIN_M).astype(int)
    begin = bins.min()
    shape = (bins.max() - begin + 1, len(seen.x_m))
    peak_n, placed_n_s = np.zeros(shape), np.zeros(shape)
    step_s = np.diff(seen.time_s, prepend=seen.time_s[0])[contact]
    np.maximum.at(peak_n, bins - begin, seen.loaded_n[contact])
    np.add.at(placed_n_s, bins - begin, seen.loaded_n[contact] * step_s[:, None, None])
    peak_n = np.column_stack([_bridged(column) for column in peak_n.T])
    said["contact_area_m2"] = (
        float((peak_n > AREA_FRACTION * peak_n.max()).sum()) * BIN_M * seen.pitch_m[1]
    )
    line_m, strong_s = _path(seen)
    said["gait_line_length_m"] = float(np.hypot(*np.diff(line_m, axis=0).T).sum())
    said["gait_line_speed_m_s"] = said["gait_line_length_m"] / strong_s
    said["onset_steepness_per_s"] = _steepness_per_s(seen)
    if seen.axis is not None:
        said["toe_out_deg"] = float(np.degrees(seen.axis.angle_rad))
        across_m = line_m @ (np.sin(seen.axis.angle_rad), np.cos(seen.axis.angle_rad))
        said["gait_line_width_m"] = float(np.ptp(across_m))
        said |= _halves(seen, sharpened(placed_n_s, seen.pitch_m[0] / BIN_M), seen.axis)
    return said


def sharpened(placed: Array, aperture_bins: float) -> Array:
    """Return what lay in each bin: Richardson and Lucy's rounds, as matrices."""
    away = np.abs(np.subtract.outer(np.arange(len(placed)), np.arange(len(placed))))
    window = np.clip(0.5 * aperture_bins + 0.5 - away, 0.0, min(1.0, aperture_bins))
    read, seen = window @ placed, window @ window / aperture_bins
    load = np.tile(read.mean(axis=0) / seen.sum(axis=1).max(), (len(placed), 1))
    for _ in range(ROUNDS):
        load *= seen.T @ (read / np.maximum(seen @ load, 1e-12)) / seen.sum(axis=0)[:, None]
    return load


def _zone_times(seen: Seen) -> dict[str, Any]:
    """Return greatest force, first and last crossing of the level, and time above it, of each zone."""
    span = slice(max(seen.on - 1, 0), seen.off + 2)
    time_s, u_m = seen.time_s[span], seen.u_m[span]
    profile_n = seen.loaded_n[span].sum(2)
    ends_u_m = seen.heel_u_m - np.array(BORDERS) * seen.foot_length_m
    ends_u_m[0] += BEYOND_M
    ends_u_m[-1] -= BEYOND_M
    level_n = max(seen.threshold_n, ZONE_FRACTION * seen.force_n.max())
    half_m = 0.5 * seen.pitch_m[0]
    said: dict[str, Any] = {}
    for zone, rear_u_m, front_u_m in zip(ZONES, ends_u_m, ends_u_m[1:], strict=False):
        covered_m = np.minimum(u_m + half_m, rear_u_m) - np.maximum(u_m - half_m, front_u_m)
        force_n = (profile_n * np.clip(covered_m / (2.0 * half_m), 0.0, 1.0)).sum(1)
        said[f"{zone}_peak_n"] = float(force_n.max())
        risen, fallen, loaded_s = _above(time_s, force_n, level_n)
        said |= {f"{zone}_onset_s": risen, f"{zone}_end_s": fallen, f"{zone}_contact_s": loaded_s}
    return said


def _above(time_s: Array, force_n: Array, level_n: float) -> tuple[Any, Any, float]:
    """Return when a force first rose above a level and last fell below it, and how long it was above."""
    is_above = force_n > level_n
    at = np.flatnonzero(is_above[1:] != is_above[:-1])
    share = (level_n - force_n[at]) / (force_n[at + 1] - force_n[at])
    crossings_s = time_s[at] + share * (time_s[at + 1] - time_s[at])
    if not len(crossings_s):
        return None, None, 0.0
    rising = is_above[at + 1]
    return (
        float(crossings_s[rising][0]),
        float(crossings_s[~rising][-1]),
        float(crossings_s[~rising].sum() - crossings_s[rising].sum()),
    )


def _path(seen: Seen) -> tuple[Array, float]:
    """Return the path of the centre of pressure (u, x) where the force is strong, and how long that is."""
    total_n = seen.loaded_n.sum((1, 2))
    contact = (np.arange(len(total_n)) >= seen.on) & (np.arange(len(total_n)) <= seen.off)
    strong = np.flatnonzero(contact & (total_n >= LINE_FRACTION * seen.force_n.max()))
    frames = np.arange(strong[0], strong[-1] + 1)
    frames = frames[total_n[frames] > 0.0]
    loaded_n, total_n = seen.loaded_n[frames], total_n[frames]
    u_m = (loaded_n.sum(2) * seen.u_m[frames]).sum(1) / total_n
    x_m = loaded_n.sum(1) @ seen.x_m / total_n
    return np.column_stack([u_m, x_m]), float(seen.time_s[frames[-1]] - seen.time_s[frames[0]])


def _steepness_per_s(seen: Seen) -> float | None:
    """Return the slope from 20 to 80 % of the greatest force of the first 50 ms, by the step's peak."""
    early = np.flatnonzero(seen.time_s <= seen.time_s[seen.on] + STEEP_S)
    early = early[early >= max(seen.on - 1, 0)]
    force_n, time_s = seen.force_n[early], seen.time_s[early]
    levels_n = (0.2 * force_n.max(), 0.8 * force_n.max())
    begin_s, end_s = (_above(time_s, np.append(force_n[:-1], 0.0), level)[0] for level in levels_n)
    if begin_s is None or end_s is None or not end_s > begin_s:
        return None
    return float(0.6 * force_n.max() / seen.force_n.max() / (end_s - begin_s))


def _halves(seen: Seen, load_n_s: Array, axis: Axis) -> dict[str, float]:
    """Return the impulse of each zone, and left and right of the axis; `axis` counts from bin 0."""
    cos, sin = np.cos(axis.angle_rad), np.sin(axis.angle_rad)
    place_m = (np.arange(len(load_n_s)) + 0.5)[:, None] * BIN_M
    along = (axis.heel_m - place_m * cos + (seen.x_m - axis.x_m) * sin) / seen.foot_length_m
    zone = np.clip(np.searchsorted(BORDERS, along, side="right") - 1, 0, len(ZONES) - 1)
    said = {f"{name}_impulse_n_s": load_n_s[zone == k].sum() for k, name in enumerate(ZONES)}
    # The load across the foot as a normal distribution, cells that the axis crosses divided by it.
    weight = np.maximum(load_n_s.sum(1, keepdims=True), 1e-12)
    middle_m = (load_n_s * seen.x_m).sum(1, keepdims=True) / weight
    variance_m2 = (load_n_s * (seen.x_m - middle_m) ** 2).sum(1, keepdims=True) / weight
    variance_m2 -= seen.pitch_m[1] ** 2 / 12.0
    sd_m = np.sqrt(np.maximum(variance_m2, (LEAST_SD * seen.foot_length_m) ** 2))
    axis_m = axis.x_m + (axis.heel_m / cos - place_m) * np.tan(axis.angle_rad)
    begin_m, end_m = seen.x_m - 0.5 * seen.pitch_m[1], seen.x_m + 0.5 * seen.pitch_m[1]
    before, whole = ndtr((begin_m - middle_m) / sd_m), ndtr((end_m - middle_m) / sd_m)
    left = ndtr((np.clip(axis_m, begin_m, end_m) - middle_m) / sd_m) - before
    left_n_s = float((load_n_s * left / np.maximum(whole - before, 1e-12)).sum())
    return said | {"left_n_s": left_n_s, "right_n_s": float(load_n_s.sum()) - left_n_s}


def _bridged(values: Array) -> Array:
    known = np.flatnonzero(values)
    if not len(known):
        return values
    return np.interp(np.arange(len(values)), known, values[known], left=0.0, right=0.0)
