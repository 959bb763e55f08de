"""What a step is beside the steps before it: rhythm and distances."""

from typing import NamedTuple

from analyzer.steps import Side

__all__ = ["Landed", "Neighbours", "RhythmAndDistance"]


class Landed(NamedTuple):
    """Where and when a foot came down.

    Parameters
    ----------
    contact_s : float or None
        When; None when the landing was not seen.
    heel_u_m : float or None
        Back of the heel, belt frame; None when not known.
    landing_u_m : float
        Centre of pressure of the first 20 ms, belt frame.
    middle_x_m : float
        Middle of the foot from the deck's left edge.
    """

    contact_s: float | None
    heel_u_m: float | None
    landing_u_m: float
    middle_x_m: float


class RhythmAndDistance(NamedTuple):
    """Times and distances from the steps before, as in `Measures`."""

    step_time_s: float | None = None
    stride_time_s: float | None = None
    step_length_m: float | None = None
    stride_length_m: float | None = None
    step_width_m: float | None = None


class Neighbours:
    """Remembers the last contacts of both feet.

    Parameters
    ----------
    longest_pause_s : float
        Contacts further apart than this are not neighbours.
    """

    def __init__(self, longest_pause_s: float) -> None:
        self._longest_pause_s = longest_pause_s
        self._before: tuple[Side, Landed] | None = None
        self._one_before: tuple[Side, Landed] | None = None

    def add(self, side: Side, landed: Landed) -> RhythmAndDistance:
        """Take the next contact; return what it is beside those before it.

        A step leads from the other foot; a stride from the same foot with the other one between. A missed
        step, a hop or a pause has neither.
        """
        before, one_before = self._before, self._one_before
        self._before, self._one_before = (side, landed), before
        if before is None or before[0] == side:
            return RhythmAndDistance()
        step_s, step_m = self._from(before[1], landed)
        if step_s is None:
            return RhythmAndDistance()
        stride_s = stride_m = None
        if one_before is not None and one_before[0] == side:
            stride_s, stride_m = self._from(one_before[1], landed)
        width_m = landed.middle_x_m - before[1].middle_x_m
        return RhythmAndDistance(
            step_time_s=step_s,
            stride_time_s=stride_s,
            step_length_m=step_m,
            stride_length_m=stride_m,
            step_width_m=width_m if side == "right" else -width_m,
        )

    def _from(self, before: Landed, landed: Landed) -> tuple[float | None, float | None]:
        """Return time and distance from one contact to a later one."""
        if before.contact_s is None or landed.contact_s is None:
            return None, None
        time_s = landed.contact_s - before.contact_s
        if time_s > self._longest_pause_s:
            return None, None
        if before.heel_u_m is None or landed.heel_u_m is None:
            return time_s, before.landing_u_m - landed.landing_u_m
        return time_s, before.heel_u_m - landed.heel_u_m
