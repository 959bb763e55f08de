"""The sole of a foot: where it presses, and how that falls on the cells of a mat."""

import math
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from device.frames import MatGeometry

__all__ = [
    "PATCH_ALONG",
    "PATCH_LAG",
    "PATCH_OUTWARD",
    "PATCH_WEIGHT",
    "PATCH_ZONE",
    "ZONES",
    "column_share",
    "patch_places_m",
    "patch_sd_m",
    "row_share",
    "share_between",
]

Side = Literal["left", "right"]

#: Parts of the sole, from the back.
ZONES = ("heel", "midfoot", "ball", "toes")

# The sole as round patches of pressure, each a Gaussian. All lengths in foot lengths: `along` from
# the back of the heel (0) to the tip of the toes (1), `outward` from the long axis (heel centre to
# second metatarsal head) towards the little toe. The outermost patches reach 0 and 1 at two
# standard deviations. `weight` is the patch's part of its zone; `lag` is how much later than the
# first patch of its zone it takes load and gives it up, in rise times: the foot rolls from the back
# and from the outside.
_SOLE = (
    # zone, along, outward, sd, weight, lag
    ("heel", 0.080, 0.000, 0.040, 0.30, 0.00),
    ("heel", 0.122, -0.045, 0.037, 0.22, 0.10),
    ("heel", 0.122, 0.045, 0.037, 0.22, 0.05),
    ("heel", 0.178, 0.005, 0.040, 0.26, 0.20),
    ("midfoot", 0.290, 0.060, 0.040, 0.30, 0.00),
    ("midfoot", 0.400, 0.090, 0.040, 0.35, 0.10),
    ("midfoot", 0.510, 0.105, 0.042, 0.35, 0.20),
    ("ball", 0.655, 0.140, 0.034, 0.12, 0.00),
    ("ball", 0.700, 0.090, 0.032, 0.16, 0.05),
    ("ball", 0.735, 0.035, 0.032, 0.20, 0.10),
    ("ball", 0.755, -0.020, 0.034, 0.24, 0.15),
    ("ball", 0.735, -0.085, 0.036, 0.28, 0.25),
    ("toes", 0.805, 0.115, 0.020, 0.05, 0.00),
    ("toes", 0.845, 0.075, 0.020, 0.07, 0.00),
    ("toes", 0.875, 0.030, 0.020, 0.12, 0.00),
    ("toes", 0.900, -0.020, 0.022, 0.16, 0.00),
    ("toes", 0.936, -0.085, 0.032, 0.60, 0.00),
)

PATCH_ZONE = np.array([ZONES.index(patch[0]) for patch in _SOLE])
PATCH_ALONG = np.array([patch[1] for patch in _SOLE])
PATCH_OUTWARD = np.array([patch[2] for patch in _SOLE])
_PATCH_SD = np.array([patch[3] for patch in _SOLE])
PATCH_WEIGHT = np.array([patch[4] for patch in _SOLE])
PATCH_LAG = np.array([patch[5] for patch in _SOLE])

#: How far belt and deck spread a point load, one standard deviation, metres.
DECK_SPREAD_M = 0.006

# The normal distribution function as a table: linear interpolation in it is exact to 1e-7.
_TABLE_SD = np.linspace(-6.0, 6.0, 12001)
_TABLE_SHARE = np.array([0.5 * (1.0 + math.erf(z / math.sqrt(2.0))) for z in _TABLE_SD])
_TABLE_SHARE[[0, -1]] = 0.0, 1.0


def patch_places_m(
    foot_length_m: float, toe_out_deg: float, side: Side
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where the patches lie from the back of the heel: rearward and rightward, metres.

    A foot that points up the belt has negative rearward places; a left foot mirrors a right one.
    """
    angle = math.radians(toe_out_deg)
    forward = PATCH_ALONG * math.cos(angle) - PATCH_OUTWARD * math.sin(angle)
    outward = PATCH_ALONG * math.sin(angle) + PATCH_OUTWARD * math.cos(angle)
    rightward = outward if side == "right" else -outward
    return -foot_length_m * forward, foot_length_m * rightward


def patch_sd_m(foot_length_m: float) -> NDArray[np.float64]:
    """Return how wide each patch presses on the deck, one standard deviation, metres."""
    return np.hypot(_PATCH_SD * foot_length_m, DECK_SPREAD_M)


def share_between(
    middle_m: NDArray[np.float64], sd_m: NDArray[np.float64], edge_m: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the part of each patch between neighbouring edges, 0 to 1; the last axis is the strip.

    Parameters
    ----------
    middle_m : ndarray, shape (..., patches)
        Middles of the patches in the direction that the edges are counted in.
    sd_m : ndarray, shape (patches,)
        Their width, one standard deviation.
    edge_m : ndarray, shape (strips + 1,)
        Increasing; the outermost may be infinite.
    """
    below = np.interp((edge_m - middle_m[..., None]) / sd_m[:, None], _TABLE_SD, _TABLE_SHARE)
    return np.diff(below, axis=-1)


def row_share(
    patch_y_m: NDArray[np.float64], foot_length_m: float, geometry: MatGeometry
) -> NDArray[np.float64]:
    """Return the part of each patch that falls on each row.

    Parameters
    ----------
    patch_y_m : ndarray, shape (n, patches)
        Where the patches' middles lie on the deck.
    foot_length_m : float
        Scales the patches' size.
    geometry : MatGeometry
        The cells.

    Returns
    -------
    ndarray of float64, shape (n, patches, rows)
        0 to 1; what is missing from 1 falls beside the mat.
    """
    return _strip_share(patch_y_m, foot_length_m, geometry.rows, geometry.row_pitch_m)


def column_share(
    patch_x_m: NDArray[np.float64], foot_length_m: float, geometry: MatGeometry
) -> NDArray[np.float64]:
    """Return the part of each patch that falls on each column, shape (patches, cols), 0 to 1."""
    return _strip_share(patch_x_m, foot_length_m, geometry.cols, geometry.col_pitch_m)


def _strip_share(
    middle_m: NDArray[np.float64], foot_length_m: float, strips: int, pitch_m: float
) -> NDArray[np.float64]:
    """Integrate each patch over strips of `pitch_m` that begin at 0; the last axis is the strip."""
    edge_m = np.arange(strips + 1, dtype=np.float64) * pitch_m
    return share_between(middle_m, patch_sd_m(foot_length_m), edge_m)
