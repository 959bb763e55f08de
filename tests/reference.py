"""The step measures in plain NumPy and SciPy: slow, short, and written from the definitions alone.

The analyzer is held against it, and timed against it. It works live as the analyzer does, frame by frame:
the frame is laid on the belt (greatest force at each place), the belt picture is labelled into prints,
and each print's force is summed. When a print has been left, its step is measured.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from device.frames import FrameBlock, MatGeometry
from tests.reference_measures import Axis, Seen, further_measures

BIN_M = 0.005
LANDING_S = 0.020
HOLD_S = 0.030
EDGE_FRACTION, EDGE_REACH_M, STRAY_FRACTION = 0.35, 0.03, 0.02
ZONE_FRACTION, HEEL_END, BALL_BEGIN = 0.06, 0.33, 0.55
#: The arch may not print: loaded places nearer than this along the belt are one foot's.
ARCH_M = 0.13


@dataclass(frozen=True)
class ReferenceStep:
    """What the reference says of one contact; fields as in `analyzer.Step`."""

    contact_s: float
    off_s: float
    peak_force_n: float
    strike_index_percent: float
    heel_onset_s: float | None
    ball_onset_s: float | None
    landing_x_m: float
    further: dict[str, Any]


@dataclass
class _Print:
    """Frames of one print on the belt."""

    time_s: list[float] = field(default_factory=list)
    force_n: list[float] = field(default_factory=list)
    frames: list[int] = field(default_factory=list)
    rear_u_m: float = -np.inf
    front_u_m: float = np.inf
    first_col: int = 1 << 30
    last_col: int = -1


def noise_of(force_n: NDArray[np.float32]) -> tuple[float, float]:
    """Return mean and standard deviation of the unloaded cells, by clipping what stands out."""
    cells = np.asarray(force_n[:: max(1, len(force_n) // 200)], float).ravel()
    for _ in range(8):
        mean, sd = cells.mean(), cells.std()
        cells = cells[cells <= mean + 4 * sd]
    return float(mean), float(sd)


def reference_steps(
    block: FrameBlock, geometry: MatGeometry, *, threshold_n: float, foot_length_m: float
) -> list[ReferenceStep]:
    """Return the complete contacts of a block of frames, in order."""
    mean_n, sd_n = noise_of(block.force_n)
    cell_threshold_n = mean_n + max(0.3, 8.0 * sd_n)
    step_s = np.diff(block.time_s)
    speed = block.belt_speed_m_s
    travel_m = np.concatenate([[0.0], np.cumsum(0.5 * (speed[1:] + speed[:-1]) * step_s)])
    y_m = (np.arange(geometry.rows) + 0.5) * geometry.row_pitch_m
    prints = _follow(block, y_m, travel_m, cell_threshold_n)
    steps = []
    for print_ in prints:
        step = _measure(
            print_, block, geometry, (y_m, travel_m, mean_n, cell_threshold_n),
            threshold_n, foot_length_m,
        )  # fmt: skip
        if step is not None:
            steps.append(step)
    return sorted(steps, key=lambda step: step.contact_s)


def _follow(
    block: FrameBlock, y_m: NDArray[np.float64], travel_m: NDArray[np.float64], cell_n: float
) -> list[_Print]:
    """Lay frame after frame on the belt and gather the frames of each print.

    The picture is a strip of belt, `origin_u_m` at its front; it moves on with the belt.
    """
    length = int(np.ceil(2 * y_m[-1] / BIN_M))
    reach = round(ARCH_M / BIN_M)
    belt = np.zeros((length, block.force_n.shape[2]), np.float32)
    joined = np.ones((3, 3), bool)
    done: list[_Print] = []
    live: dict[tuple[int, int], _Print] = {}
    origin_bin = None
    for k in range(len(block.time_s)):
        bins = np.floor((y_m - travel_m[k]) / BIN_M).astype(int)
        if origin_bin is None or bins[0] < origin_bin:
            shift = length // 4 if origin_bin is not None else 0
            origin_bin = bins[0] - shift
            moved = np.zeros_like(belt)
            if shift:
                moved[shift + 1 :] = belt[: -shift - 1]
            belt = moved
        places = bins - origin_bin
        inside = (places >= 0) & (places < length)
        frame = np.where(block.force_n[k] > cell_n, block.force_n[k], 0.0)[inside]
        belt[places[inside]] = np.maximum(belt[places[inside]], frame)
        loaded = ndimage.maximum_filter1d(belt, reach, axis=0) > 0
        labels, count = ndimage.label(loaded, structure=joined)
        here = labels[places[inside]]
        sums = ndimage.sum_labels(frame, here, np.arange(1, count + 1))
        for name in np.flatnonzero(sums) + 1:
            rows, cols = np.nonzero((here == name) & (frame > 0))
            u_m = (y_m - travel_m[k])[inside][rows]
            _add(live, done, k, float(block.time_s[k]), float(sums[name - 1]), u_m, cols)
    return done + list(live.values())


def _add(live, done, k, time_s, force_n, u_m, cols) -> None:  # type: ignore[no-untyped-def]
    """Add a frame to the print that lies there, or begin one."""
    for key, print_ in list(live.items()):
        if print_.time_s[-1] < time_s - 0.1:
            done.append(live.pop(key))
    for print_ in live.values():
        if u_m.min() < print_.rear_u_m + ARCH_M and u_m.max() > print_.front_u_m - ARCH_M:
            break
    else:
        print_ = live[(k, int(cols[0]))] = _Print()
    print_.time_s.append(time_s)
    print_.force_n.append(force_n)
    print_.frames.append(k)
    print_.front_u_m = min(print_.front_u_m, u_m.min())
    print_.rear_u_m = max(print_.rear_u_m, u_m.max())
    print_.first_col = min(print_.first_col, cols.min())
    print_.last_col = max(print_.last_col, cols.max())


def _measure(print_, block, geometry, scene, threshold_n, foot_length_m):  # type: ignore[no-untyped-def]
    """Return the step of a print that has been left, or None for a touch or a cut contact."""
    y_m, travel_m, mean_n, cell_n = scene
    first, last = max(print_.frames[0] - 1, 0), min(print_.frames[-1] + 2, len(block.time_s))
    time_s = block.time_s[first:last]
    u_m = y_m[None, :] - travel_m[first:last, None]
    margin_m = geometry.row_pitch_m
    mine = (u_m > print_.front_u_m - 1.5 * margin_m) & (u_m < print_.rear_u_m + 1.5 * margin_m)
    cols = slice(max(print_.first_col - 1, 0), print_.last_col + 2)
    cells = np.where(mine[:, :, None], block.force_n[first:last, :, cols], 0.0).astype(float)
    loaded = np.where(cells > cell_n, cells, 0.0)
    idle = np.where(mine[:, :, None] & (cells <= cell_n), cells - mean_n, 0.0)
    force_n = loaded.sum((1, 2)) + idle.sum((1, 2))
    above = np.flatnonzero(force_n >= threshold_n)
    if len(above) < 2 or force_n.max() < 3 * threshold_n:
        return None
    on, off = above[0], above[-1]
    if (first == 0 and on == 0) or (last == len(block.time_s) and off == len(time_s) - 1):
        return None
    contact_s = _crossing_s(time_s, force_n, on - 1, on, threshold_n)
    off_s = _crossing_s(time_s, force_n, off, off + 1, threshold_n)
    if off_s - contact_s < 0.05:
        return None
    profile_n = loaded.sum(2)
    heel_u_m = _heel_u_m(u_m[on : off + 1], profile_n[on : off + 1], foot_length_m)
    landing = slice(on, max(on + 1, int(np.searchsorted(time_s, contact_s + LANDING_S))))
    weight_n = profile_n[landing].sum()
    cop_u_m = (profile_n * u_m)[landing].sum() / weight_n
    x_m = (np.arange(geometry.cols)[cols] + 0.5) * geometry.col_pitch_m
    landing_x_m = float((loaded.sum(1) * x_m)[landing].sum() / weight_n)
    level_n = max(threshold_n, ZONE_FRACTION * force_n.max())
    span = slice(max(on - 1, 0), off + 1)
    half_m = 0.5 * geometry.row_pitch_m
    heel = _share(u_m[span], half_m, heel_u_m - HEEL_END * foot_length_m, heel_u_m + 0.1)
    ball = _share(
        u_m[span], half_m, heel_u_m - foot_length_m - 0.1, heel_u_m - BALL_BEGIN * foot_length_m
    )
    index_percent, axis = _index_percent(
        (u_m[on : off + 1], x_m, loaded[on : off + 1]),
        heel_u_m,
        (cop_u_m, landing_x_m),
        foot_length_m,
    )
    return ReferenceStep(
        contact_s=contact_s,
        off_s=off_s,
        peak_force_n=float(force_n.max()),
        strike_index_percent=index_percent,
        heel_onset_s=_onset_s(time_s[span], (profile_n[span] * heel).sum(1), level_n),
        ball_onset_s=_onset_s(time_s[span], (profile_n[span] * ball).sum(1), level_n),
        landing_x_m=landing_x_m,
        further=further_measures(
            Seen(
                time_s,
                force_n,
                loaded,
                u_m,
                x_m,
                int(on),
                int(off),
                threshold_n,
                heel_u_m,
                foot_length_m,
                axis,
                (geometry.row_pitch_m, geometry.col_pitch_m),
            )
        ),
    )


def _crossing_s(time_s, force_n, before, after, threshold_n) -> float:  # type: ignore[no-untyped-def]
    share = (threshold_n - force_n[before]) / (force_n[after] - force_n[before])
    return float(time_s[before] + share * (time_s[after] - time_s[before]))


def _index_percent(print_, heel_u_m, landing_m, foot_length_m):  # type: ignore[no-untyped-def]
    """Return the strike index along the line from heel to ball, and that line; else along the belt."""
    u_m, x_m, loaded = print_
    bins = np.floor(u_m / BIN_M).astype(int)
    begin = bins.min()
    peak_n = np.zeros((bins.max() - begin + 1, len(x_m)))
    np.maximum.at(peak_n, (bins - begin).ravel(), loaded.reshape(-1, len(x_m)))
    bin_u_m = (begin + np.arange(len(peak_n)) + 0.5) * BIN_M
    share = (heel_u_m - bin_u_m) / foot_length_m
    heel = _middle_m(peak_n, bin_u_m, x_m, (share > 0.0) & (share <= 0.25))
    ball = _middle_m(peak_n, bin_u_m, x_m, (share > 0.60) & (share <= 0.80))
    cop_u_m, landing_x_m = landing_m
    if heel is None or ball is None:
        return float(np.clip(100 * (heel_u_m - cop_u_m) / foot_length_m, 0, 100)), None
    angle = np.arctan2(ball[1] - heel[1], heel[0] - ball[0])
    along_n = np.zeros(len(peak_n))
    place = np.arange(len(peak_n)) + 0.5
    for col, col_n in enumerate(peak_n.T):
        known = np.flatnonzero(col_n)
        if len(known):
            aside = (x_m[col] - heel[1]) * np.sin(angle) / BIN_M
            at = (place + aside) / np.cos(angle)
            along_n += np.interp(at, known + 0.5, col_n[known], left=0.0, right=0.0)
    front_m = _edge_bin(along_n) * BIN_M
    rear_m = (len(along_n) - _edge_bin(along_n[::-1])) * BIN_M
    if rear_m - front_m < 0.78 * foot_length_m:
        heel_m = front_m + foot_length_m
    else:
        heel_m = 0.5 * (front_m + rear_m + foot_length_m)
    cop_m = (cop_u_m - begin * BIN_M) * np.cos(angle) - (landing_x_m - heel[1]) * np.sin(angle)
    index_percent = float(np.clip(100 * (heel_m - cop_m) / foot_length_m, 0, 100))
    back_x_m = heel[1] - (heel_u_m - heel[0]) * np.tan(angle)
    return index_percent, Axis(angle, back_x_m, heel_m + (back_x_m - heel[1]) * np.sin(angle))


def _middle_m(peak_n, bin_u_m, x_m, zone):  # type: ignore[no-untyped-def]
    """Return the weighted middle of a zone of the print, or None where next to nothing printed."""
    weight_n = peak_n * zone[:, None]
    if weight_n.sum() <= 0.01 * peak_n.sum():
        return None
    return (
        float((weight_n * bin_u_m[:, None]).sum() / weight_n.sum()),
        float((weight_n * x_m).sum() / weight_n.sum()),
    )


def _heel_u_m(u_m, profile_n, foot_length_m) -> float:  # type: ignore[no-untyped-def]
    """Return the back of the heel: from the middle of a whole print, else from its toes' end."""
    bins = np.floor(u_m / BIN_M).astype(int)
    begin = bins.min()
    peak_n = np.zeros(bins.max() - begin + 1)
    np.maximum.at(peak_n, (bins - begin).ravel(), profile_n.ravel())
    known = np.flatnonzero(peak_n > 0)
    peak_n = np.interp(np.arange(len(peak_n)), known, peak_n[known], left=0.0, right=0.0)
    front_u_m = (begin + _edge_bin(peak_n)) * BIN_M
    rear_u_m = (begin + len(peak_n) - _edge_bin(peak_n[::-1])) * BIN_M
    if rear_u_m - front_u_m < 0.78 * foot_length_m:
        return front_u_m + foot_length_m
    return 0.5 * (front_u_m + rear_u_m + foot_length_m)


def _edge_bin(peak_n: NDArray[np.float64]) -> float:
    outer = int(np.argmax(peak_n > STRAY_FRACTION * peak_n.max()))
    level_n = EDGE_FRACTION * peak_n[outer : outer + round(EDGE_REACH_M / BIN_M)].max()
    at = outer + int(np.argmax(peak_n[outer:] >= level_n))
    before_n = peak_n[at - 1] if at else 0.0
    return at + 0.5 - (peak_n[at] - level_n) / max(peak_n[at] - before_n, 1e-9)


def _share(u_m, half_m, front_u_m, rear_u_m):  # type: ignore[no-untyped-def]
    """Return how much of each row lies between two places of the belt, 0 to 1."""
    covered_m = np.minimum(u_m + half_m, rear_u_m) - np.maximum(u_m - half_m, front_u_m)
    return np.clip(covered_m / (2 * half_m), 0.0, 1.0)


def _onset_s(time_s, force_n, level_n) -> float | None:  # type: ignore[no-untyped-def]
    above = np.flatnonzero(force_n > level_n)
    if not len(above):
        return None
    at = above[0]
    if at == 0:
        return float(time_s[0])
    return _crossing_s(time_s, force_n, at - 1, at, level_n)
