"""Belts of known speed, and the edges that their marks make."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Speed = Callable[[NDArray[np.float64]], NDArray[np.float64]]

#: As uneven as magnets glued on by hand, parts of the mean distance.
UNEVEN = np.array([0.03, -0.02, 0.01, -0.02])


def edges_s(
    speed_m_s: Speed,
    until_s: float,
    *,
    edge_travel_m: float = 0.05,
    uneven: NDArray[np.float64] | None = None,
    jitter_s: float = 0.0,
    seed: int = 1,
) -> NDArray[np.float64]:
    """Return when each mark passes, from time 0 on, by integrating the speed in steps of 20 us."""
    time_s = np.arange(0.0, until_s, 2e-5)
    travel_m = np.concatenate([[0.0], np.cumsum(speed_m_s(time_s))[:-1] * 2e-5])
    turn_m = edge_travel_m * (1.0 + (np.zeros(1) if uneven is None else uneven))
    turns = int(travel_m[-1] / turn_m.sum()) + 1
    marks_m = np.cumsum(np.tile(turn_m, turns))
    marks_m = marks_m[marks_m < travel_m[-1]]
    seen_s = np.interp(marks_m, travel_m, time_s)
    return seen_s + np.random.default_rng(seed).normal(0.0, jitter_s, len(seen_s))


def steady(speed_m_s: float) -> Speed:
    """Return a belt at one speed."""
    return lambda time_s: np.full(len(time_s), speed_m_s)


def under_a_runner(speed_m_s: float, *, dip: float = 0.05, step_hz: float = 2.8) -> Speed:
    """Return a belt that every stance slows by `dip`, and that runs true in between."""

    def at(time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        stance = np.clip(np.sin(2.0 * np.pi * step_hz * time_s), 0.0, None)
        return speed_m_s * (1.0 - dip * stance)

    return at
