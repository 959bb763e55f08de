"""Prints as plain numbers: what `strikemat analyze --json --prints` adds."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer import Footprint, MeanPrint, MeanPrints, Step

__all__ = ["mean_prints", "step_print"]

#: Decimals of newtons, newton seconds and metres.
_FORCE, _IMPULSE, _PLACE = 2, 5, 5


def step_print(footprint: Footprint) -> dict[str, Any]:
    """Return a step's belt-scan print and its gait line, as `docs/data.md` has them."""
    plain: dict[str, Any] = {
        "bin_m": footprint.bin_m,
        "col_pitch_m": footprint.col_pitch_m,
        "first_col": footprint.first_col,
        "heel_bin": round(footprint.heel_bin, 3),
        "gait_line_m": _rounded(footprint.gait_line_m, _PLACE),
        "gait_line_foot_m": None,
        "axis_deg": None,
    }
    scan = footprint.scan
    if scan is None:
        return plain
    plain["peak_n"] = _rounded(scan.peak_n, _FORCE)
    plain["impulse_n_s"] = _rounded(scan.impulse_n_s, _IMPULSE)
    if scan.pose is not None:
        in_foot_m = scan.pose.in_foot_m(footprint.gait_line_m, footprint.bin_m)
        plain["gait_line_foot_m"] = _rounded(in_foot_m, _PLACE)
        plain["axis_deg"] = round(math.degrees(scan.pose.axis_rad), 2)
    return plain


def mean_prints(steps: Iterable[Step]) -> dict[str, dict[str, Any] | None]:
    """Return the mean print of each side; None for a side without a complete step on a known axis."""
    gathered = MeanPrints()
    for step in steps:
        gathered.add(step)
    return {"left": _mean(gathered.of("left")), "right": _mean(gathered.of("right"))}


def _mean(print_: MeanPrint | None) -> dict[str, Any] | None:
    if print_ is None:
        return None
    return {
        "steps": print_.steps,
        "bin_m": print_.bin_m,
        "col_m": print_.col_m,
        "heel_bin": round(print_.heel_bin, 3),
        "axis_col": print_.axis_col,
        "peak_n": _rounded(print_.peak_n, _FORCE),
        "impulse_n_s": _rounded(print_.impulse_n_s, _IMPULSE),
    }


def _rounded(values: NDArray[Any], decimals: int) -> list[Any]:
    plain: list[Any] = np.round(np.asarray(values, np.float64), decimals).tolist()
    return plain
