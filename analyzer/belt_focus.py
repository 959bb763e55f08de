"""The belt speed at which a print is sharpest: the search in one window of loaded frames.

A foot on the belt is at rest in the belt frame ``u = y - v t``. Laid on the belt with the right speed, all
frames of a contact show one picture, each with its own strength; with a wrong speed the picture smears.
Shifting is done on the spectrum along the rows (shift theorem), so that a fraction of a row is exact:

    F(t, k)                spectrum of the frame at t, k in radians per metre
    Z(t, k) = F(t, k) exp(i k v t)                     the frame laid on the belt
    sharpness(v) = greatest eigenvalue of Re(Z Z*) / its trace

which is the part of all frames' energy that one picture with a free strength in each frame explains: 1 when
nothing smears. The free strength lets the load come and go. Long waves are weighted down: they follow the
load as it rolls from heel to toes, which is no movement of the belt; edges stay where they are.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.frames import MatGeometry

__all__ = ["Window", "lay_out", "sharpest_speed_m_s", "sharpness_at"]

#: No treadmill is faster; none runs forward.
FASTEST_M_S = 9.0
MOST_FRAMES = 32
#: Waves longer than this count little: the load that rolls over the foot moves them.
LONGEST_WAVE_M = 0.125
#: Waves shorter than this carry little of a foot under a belt.
SHORTEST_WAVE_M = 0.025
#: Columns are summed up to about this width: the belt does not carry a foot across them.
COLUMN_M = 0.05
#: Columns with less than this part of the force are left out.
COLUMN_FRACTION = 0.02
#: Search step: moves the print's first and last frames by about this much against its middle, metres.
SEARCH_STEP_M = 0.008
MOST_CANDIDATES = 3
#: A mat that is loaded without a pause, its ends free, has seen no more of the belt than so many mats.
MOST_MATS = 3.0


@dataclass(frozen=True, slots=True)
class Window:
    """Spectra of up to 32 loaded frames.

    Parameters
    ----------
    time_s : ndarray of float64, shape (n,)
        Of each frame, from their mean.
    wave_rad_m : ndarray of float64, shape (waves,)
        Wave numbers along the belt, radians per metre.
    spectra : ndarray of complex128, shape (n, waves, cols)
        Each frame's spectrum along the rows, weighted by wave and scaled by the frame's force.
    fastest_m_s : float
        No speed above this is looked at.
    """

    time_s: NDArray[np.float64]
    wave_rad_m: NDArray[np.float64]
    spectra: NDArray[np.complex128]
    fastest_m_s: float


def lay_out(
    time_s: NDArray[np.float64], force_n: NDArray[np.float32], geometry: MatGeometry
) -> Window:
    """Return the spectra of loaded frames; every frame must carry some force.

    Parameters
    ----------
    time_s : ndarray, shape (n,)
    force_n : ndarray, shape (n, rows, cols)
        Newtons; 0 where a cell reads no more than its noise.
    geometry : MatGeometry
    """
    chosen = np.unique(np.linspace(0, len(time_s) - 1, MOST_FRAMES).round().astype(int))
    cells_n = force_n[chosen].astype(np.float64)
    merged = max(1, round(COLUMN_M / geometry.col_pitch_m))
    cells_n = np.add.reduceat(cells_n, np.arange(0, geometry.cols, merged), axis=2)
    col_n = cells_n.sum(axis=(0, 1))
    cells_n = cells_n[:, :, col_n > COLUMN_FRACTION * col_n.sum()]
    # Between every frame alike and every newton alike: landing and toe-off keep a say.
    cells_n /= np.sqrt(np.maximum(cells_n.sum(axis=(1, 2), keepdims=True), 1.0))
    waves_per_m = np.arange(geometry.rows // 2 + 1) / geometry.length_m
    kept = (waves_per_m > 0.0) & (waves_per_m <= 1.0 / SHORTEST_WAVE_M)
    weight = np.sqrt(-np.expm1(-((waves_per_m[kept] * LONGEST_WAVE_M) ** 2)))
    spectra = np.fft.rfft(cells_n, axis=1)[:, kept] * weight[:, None]
    return Window(
        time_s=time_s[chosen] - time_s[chosen].mean(),
        wave_rad_m=2.0 * np.pi * waves_per_m[kept],
        spectra=spectra,
        fastest_m_s=min(FASTEST_M_S, MOST_MATS * geometry.length_m / float(np.ptp(time_s))),
    )


def sharpest_speed_m_s(window: Window) -> tuple[float, float]:
    """Return the belt speed at which the print is sharpest, metres per second, and its sharpness.

    The speed lies in [0, 9]; the sharpness is from 0 to 1.
    """
    step_m_s = SEARCH_STEP_M / float(np.sqrt(np.mean(window.time_s**2)))
    speed_m_s = max(
        _candidates_m_s(window, step_m_s), key=lambda at_m_s: sharpness_at(window, at_m_s)
    )
    for width_m_s in (0.5 * step_m_s, 0.2 * step_m_s):
        speed_m_s, sharpness = _summit_m_s(window, speed_m_s, width_m_s)
    return speed_m_s, sharpness


def _candidates_m_s(window: Window, step_m_s: float) -> list[float]:
    """Return the speeds of the highest local maxima of the plain sum of frames, highest first.

    The sum's energy costs no eigenvalue, but the rolling load deceives it: it only nominates.
    """
    speeds_m_s = np.arange(0.0, window.fastest_m_s + step_m_s, step_m_s)
    turn = np.exp(1j * step_m_s * np.outer(window.time_s, window.wave_rad_m))[:, :, None]
    laid = window.spectra.copy()
    energy = np.empty(len(speeds_m_s))
    for i in range(len(speeds_m_s)):
        picture = laid.sum(axis=0)
        energy[i] = np.vdot(picture, picture).real
        laid *= turn
    inner = np.pad(energy, 1, constant_values=-np.inf)
    summits = np.flatnonzero((energy >= inner[:-2]) & (energy > inner[2:]))
    if not len(summits):
        summits = np.array([int(energy.argmax())])
    highest = summits[np.argsort(-energy[summits])][:MOST_CANDIDATES]
    return [float(speeds_m_s[i]) for i in highest]


def sharpness_at(window: Window, speed_m_s: float) -> float:
    """Return the part of the frames' energy that one picture on the belt explains, 0 to 1."""
    turn = np.exp(1j * speed_m_s * np.outer(window.time_s, window.wave_rad_m))[:, :, None]
    # As real numbers, side by side: the product below is then the real part that is wanted.
    laid = (window.spectra * turn).reshape(len(window.time_s), -1).view(np.float64)
    overlap = laid @ laid.T
    whole = float(np.trace(overlap))
    return float(np.linalg.eigvalsh(overlap)[-1]) / whole if whole > 0.0 else 0.0


def _summit_m_s(window: Window, speed_m_s: float, width_m_s: float) -> tuple[float, float]:
    """Return the top of the parabola through three speeds, at most one width away, and its height."""
    before, here, after = (
        sharpness_at(window, speed_m_s + side * width_m_s) for side in (-1.0, 0.0, 1.0)
    )
    slope, bend = 0.5 * (after - before), before - 2.0 * here + after
    offset = -slope / bend if bend < 0.0 else np.sign(slope)
    offset = float(np.clip(offset, -1.0, 1.0))
    height = here + slope * offset + 0.5 * bend * offset**2
    return max(0.0, speed_m_s + width_m_s * offset), min(height, 1.0)
