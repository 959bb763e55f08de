"""Where the foot lies under its print: heel, toes and length, also when the heel never lands."""

import statistics
from collections import deque
from collections.abc import Mapping
from typing import Literal, NamedTuple

__all__ = ["AxisPlace", "FootFinder", "FootPlace", "OnAxis"]

LengthSource = Literal["given", "print", "learned", "unknown"]

#: A print shorter than this share of the foot lacks an end. A landing without the heel prints about the
#: front 45 % of the foot, a heel that only kisses the belt still prints over 85 %.
WHOLE_PRINT_FRACTION = 0.78
#: Shortest whole print of an unknown foot, metres: below any adult's, above any forefoot's alone.
SHORTEST_WHOLE_PRINT_M = 0.19
PRINTS_REMEMBERED = 31


class FootPlace(NamedTuple):
    """A foot in the belt frame.

    Parameters
    ----------
    heel_u_m : float or None
        Back of the heel; None when neither the print nor a known length tells.
    length_m : float or None
        Foot length.
    source : {"given", "print", "learned", "unknown"}
        Where the length came from.
    whole : bool
        Whether the print has both ends.
    """

    heel_u_m: float | None
    length_m: float | None
    source: LengthSource
    whole: bool


class AxisPlace(NamedTuple):
    """A foot along its own axis.

    Parameters
    ----------
    axis_rad, heel_x_m : float
        The axis: its angle to the belt, positive when the toes point rightward, and where it leaves the
        back of the heel, from the deck's left edge.
    foot : FootPlace
        The foot along it: places grow towards the heel, from any origin.
    landing_m : float
        Where along it the foot landed.
    """

    axis_rad: float
    heel_x_m: float
    foot: FootPlace
    landing_m: float


#: A foot along its own axis, if it is a left and if it is a right one; None when that is not known.
OnAxis = Mapping[Literal["left", "right"], AxisPlace | None]


class FootFinder:
    """Places the foot under each print; learns its length from whole prints when it is not given.

    Parameters
    ----------
    given_length_m : float or None
        From the runner's record.
    """

    def __init__(self, given_length_m: float | None) -> None:
        self.given_length_m = given_length_m
        self._print_lengths_m: deque[float] = deque(maxlen=PRINTS_REMEMBERED)

    @property
    def length_m(self) -> float | None:
        """The foot's length as it is known now: given, or learned from whole prints."""
        return self._known_length()[0]

    def place(self, front_u_m: float, rear_u_m: float) -> FootPlace:
        """Return the foot under the print from `front_u_m` (toes) to `rear_u_m` (belt frame, metres)."""
        print_m = rear_u_m - front_u_m
        length_m, source = self._known_length()
        if length_m is None:
            if print_m < SHORTEST_WHOLE_PRINT_M:
                return FootPlace(None, None, "unknown", whole=False)
            return FootPlace(rear_u_m, print_m, "print", whole=True)
        if print_m < WHOLE_PRINT_FRACTION * length_m:
            # Every contact leaves over the toes: a short print lacks its heel, not its front.
            return FootPlace(front_u_m + length_m, length_m, source, whole=False)
        # The errors of the two ends cancel in the middle of the print.
        middle_u_m = 0.5 * (front_u_m + rear_u_m)
        return FootPlace(middle_u_m + 0.5 * length_m, length_m, source, whole=True)

    def learn(self, print_m: float) -> None:
        """Remember the length of a whole, complete print."""
        self._print_lengths_m.append(print_m)

    def _known_length(self) -> tuple[float | None, LengthSource]:
        if self.given_length_m is not None:
            return self.given_length_m, "given"
        if self._print_lengths_m:
            return statistics.median(self._print_lengths_m), "learned"
        return None, "unknown"
