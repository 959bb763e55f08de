"""A step: one foot on the belt from its first touch to its last, and what was measured of it."""

from dataclasses import dataclass, field, fields
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from analyzer.belt_scan import BeltScan
from analyzer.measures import Measures

__all__ = ["Footprint", "Side", "Step", "Strike"]

Side = Literal["left", "right"]
Strike = Literal["heel", "midfoot", "ball"]


@dataclass(frozen=True, slots=True)
class Footprint:
    """What one foot left on the belt, in the foot's own frame: at rest, front up.

    Parameters
    ----------
    peak_n : ndarray of float32, shape (bins, cols)
        Greatest force that any cell read at this place of the belt, newtons. Bin 0 is at the front (toes).
    bin_m : float
        Length of a bin along the belt, metres.
    col_pitch_m : float
        Width of a column, metres.
    heel_bin : float
        Where the back of the heel lies, in bins from the front edge of bin 0.
    first_col : int
        Deck column of the footprint's column 0.
    gait_line_m : ndarray of float32, shape (k, 2)
        Centre of pressure through the contact: metres from the front edge of bin 0 (rearward), metres
        from the left edge of column 0 (rightward).
    landing_m : tuple of float
        Centre of pressure of the first 20 ms of contact, in the frame of `gait_line_m`.
    scan : BeltScan or None
        The print at its finest, and how the foot lay; None in a footprint that was stored without it.
    """

    peak_n: NDArray[np.float32]
    bin_m: float
    col_pitch_m: float
    heel_bin: float
    first_col: int
    gait_line_m: NDArray[np.float32]
    landing_m: tuple[float, float]
    scan: BeltScan | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One contact of one foot. Times are seconds on the recording's clock; `docs/data.md` defines each.

    Parameters
    ----------
    number : int
        Place in the order of contact, from 1.
    side : {"left", "right"}
        The foot.
    contact_s, off_s : float
        When its force rose above and fell below `threshold_n`, interpolated between frames.
    contact_time_s : float
        `off_s - contact_s`.
    flight_time_s : float or None
        From `off_s` to the next contact of either foot; None in walking and before a pause.
    strike : {"heel", "midfoot", "ball"} or None
        The part of the foot that landed first; None when the evidence is thin.
    strike_index_percent : float or None
        Centre of pressure of the first 20 ms along the foot: 0 = back of the heel, 100 = tip of the
        toes. None when the foot's length or place is unknown.
    heel_onset_s, ball_onset_s : float or None
        When that zone was first loaded; None if it never was.
    confidence : float
        0 to 1: how sure `strike` is.
    peak_force_n : float
        Greatest force of the contact, newtons.
    complete : bool
        Whether the whole contact was on the mat and in the recording.
    incomplete_reason : str or None
        Why not, in words.
    threshold_n : float
        Force that counted as contact, newtons.
    foot_length_m : float or None
        Foot length that the strike index used.
    foot_length_source : {"given", "print", "learned", "unknown"}
        Where it came from.
    landing_x_m, landing_y_m : float
        Where on the deck the foot landed (centre of pressure of the first 20 ms): from the left edge, from
        the front edge.
    belt_speed_m_s : float
        Mean belt speed during the contact.
    footprint : Footprint
        The print; not part of the JSON.
    measures : Measures
        Everything else; in the JSON its fields stand beside these.
    """

    number: int
    side: Side
    contact_s: float
    off_s: float
    contact_time_s: float
    flight_time_s: float | None
    strike: Strike | None
    strike_index_percent: float | None
    heel_onset_s: float | None
    ball_onset_s: float | None
    confidence: float
    peak_force_n: float
    complete: bool
    incomplete_reason: str | None
    threshold_n: float
    foot_length_m: float | None
    foot_length_source: Literal["given", "print", "learned", "unknown"]
    landing_x_m: float
    landing_y_m: float
    belt_speed_m_s: float
    footprint: Footprint
    measures: Measures = field(default_factory=Measures)

    def to_dict(self) -> dict[str, Any]:
        """Return the measures as plain numbers and strings, without the footprint."""
        own = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name not in ("footprint", "measures")
        }
        return own | self.measures.to_dict()
