"""The doctor's look at the tachometer: its edges, and the prints of whoever walks meanwhile."""

import numpy as np
from numpy.typing import NDArray

from analyzer import BadSetting, BeltEstimate, BeltSpeedEstimator, cross_check
from device import BeltMat, Finding, finding

__all__ = ["check_belt"]

Speeds = NDArray[np.float64]

#: A belt that moves slower than this stands.
STANDING_M_S = 0.05


def check_belt(mat: BeltMat, seconds: float, *, moving: bool) -> tuple[list[Finding], list[str]]:
    """Return what is wrong with the belt's speed, and what could not be told.

    Parameters
    ----------
    mat : BeltMat
        Is read for so long.
    seconds : float
        How long.
    moving : bool
        Whether the belt is known to move: then a tachometer that says nothing is a finding.
    """
    told_m_s, faults, estimate = _read(mat, seconds)
    found = [finding("tachometer-fault", "tachometer", line) for line in faults]
    if estimate is not None:
        disagreement = cross_check(estimate)
        if disagreement is not None:
            found.append(finding("tachometer-disagrees", "tachometer", str(disagreement)))
    runs = np.nan_to_num(told_m_s) > STANDING_M_S
    if runs.any():
        return found, []
    printed = estimate is not None and (estimate.speed_m_s or 0.0) > STANDING_M_S
    if moving or printed:
        text = f"tachometer: no edge in {seconds:.0f} s, although the belt moves"
        return [*found, finding("tachometer-silent", "tachometer", text)], []
    return found, ["the belt stands: start it and walk, then run strikemat doctor --step 7"]


def _read(mat: BeltMat, seconds: float) -> tuple[Speeds, list[str], BeltEstimate | None]:
    """Read the mat; return the speeds told, the sensor's own complaints, and the prints' speed."""
    try:
        estimator = BeltSpeedEstimator(mat.geometry)
    except BadSetting:
        estimator = None  # too few rows, or too long ones, for prints to tell a speed
    told: list[Speeds] = []
    faults: dict[str, str] = {}
    first_s = None
    while (block := mat.read()) is not None:
        first_s = float(block.time_s[0]) if first_s is None else first_s
        told.append(block.belt_speed_m_s)
        if estimator is not None:
            estimator.feed(block)
        line = mat.belt_fault()
        if line is not None:
            # The counts in it grow: one line for each complaint, the last.
            faults[line.partition(" of ")[0].rstrip("0123456789 ")[:20]] = line
        if block.time_s[-1] - first_s >= seconds:
            break
    estimate = None if estimator is None else estimator.finish()
    return np.concatenate(told) if told else np.empty(0), list(faults.values()), estimate
