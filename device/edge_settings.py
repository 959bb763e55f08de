"""What a tachometer's marks are like, and what is told of the belt."""

import math
from dataclasses import dataclass

from device.errors import BadMat

__all__ = ["BeltSpeed", "EdgeCounts", "EdgeSettings"]

#: The most uneven marks that are still marks, one standard deviation as a part of their distance.
MOST_UNEVEN = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeSettings:
    """What a belt's marks are like.

    Parameters
    ----------
    edge_travel_m : float
        How far the belt moves from one mark to the next, on average, metres, above 0. For magnets
        on a roller: the roller's circumference, measured at the belt, over the number of magnets.
    edges_per_turn : int
        Marks after which the same mark comes round again, at least 1. Their uneven spacing is
        learned, turn by turn.
    spacing_tolerance : float
        How unevenly the marks were set, one standard deviation as a part of `edge_travel_m`,
        0 to 0.2.
    timing_s : float
        Uncertainty of an edge's time, one standard deviation, seconds, above 0: interrupt latency.
    slowest_m_s : float
        Below this speed the belt counts as standing, metres per second, above 0.
    acceleration_m_s2 : float
        The most that motor, brake and foot change the belt's speed, metres per second squared,
        above 0.

    Raises
    ------
    BadMat
        If a setting is out of its range.
    """

    edge_travel_m: float
    edges_per_turn: int = 1
    spacing_tolerance: float = 0.02
    timing_s: float = 20e-6
    slowest_m_s: float = 0.1
    acceleration_m_s2: float = 5.0

    def __post_init__(self) -> None:
        for name in ("edge_travel_m", "timing_s", "slowest_m_s", "acceleration_m_s2"):
            value = getattr(self, name)
            if not (math.isfinite(value) and value > 0.0):
                raise BadMat(f"tachometer: {name} must be above 0 and finite, got {value!r}")
        if self.edges_per_turn < 1:
            raise BadMat(
                f"tachometer: edges_per_turn must be at least 1, got {self.edges_per_turn}"
            )
        if not 0.0 <= self.spacing_tolerance <= MOST_UNEVEN:
            raise BadMat(
                f"tachometer: spacing_tolerance must be from 0 to {MOST_UNEVEN:g}, "
                f"got {self.spacing_tolerance!r}; set the marks more evenly"
            )

    @property
    def standing_s(self) -> float:
        """After this long without an edge the belt counts as standing, seconds."""
        return self.edge_travel_m / self.slowest_m_s


@dataclass(frozen=True, slots=True)
class BeltSpeed:
    """The belt's speed at one moment.

    Parameters
    ----------
    speed_m_s : float
        Metres per second, 0 when the belt stands; NaN when it is not known: no edge was ever seen,
        or edges stopped coming faster than a belt can brake.
    uncertainty_m_s : float
        One standard deviation; NaN when the speed is not known.
    """

    speed_m_s: float
    uncertainty_m_s: float


@dataclass(slots=True)
class EdgeCounts:
    """How the edges so far were taken.

    Parameters
    ----------
    fitting : int
        Intervals that fitted the belt's speed.
    missed : int
        Marks that passed unseen: intervals of two to four times the expected length.
    extra : int
        Edges where no mark can be: bounces, noise on the wire.
    jumps : int
        Intervals that fit no whole number of marks: the roller slips, or a mark is loose.
    lost : int
        How often the edges stopped faster than a belt can brake.
    """

    fitting: int = 0
    missed: int = 0
    extra: int = 0
    jumps: int = 0
    lost: int = 0
