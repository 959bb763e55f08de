"""A landing, called while the foot is still down: as soon as what was seen leaves one answer."""

import statistics
from collections import deque
from dataclasses import asdict, dataclass
from typing import Any

from analyzer._early import LandingWatch
from analyzer.foot import FootFinder
from analyzer.landing import EDGE_FRACTION
from analyzer.settings import GRAVITY_M_S2, AnalyzerSettings
from analyzer.steps import Side, Strike
from analyzer.zones import BEYOND_M, ZONE_BORDERS, ZONE_FRACTION

__all__ = ["EarlyJudge", "Landing"]

#: A foot of which nothing is known yet, metres.
USUAL_FOOT_M = 0.26
#: Before a contact has ended, its peak is taken for the median of so many before it, or so many body weights.
PEAKS_REMEMBERED = 15
USUAL_BODY_WEIGHTS = 2.0


@dataclass(frozen=True, slots=True)
class Landing:
    """A foot that has landed and is still down.

    Parameters
    ----------
    number : int
        Number that its step will have, unless a contact before it turns out to be none.
    side : {"left", "right"} or None
        The foot, by rhythm and place alone; None where no foot has been told before.
    contact_s : float
        When its force rose above the threshold: exactly that of its step.
    judged_s : float
        Time of the frame after which it was judged.
    strike : {"heel", "midfoot", "ball"} or None
        What landed first; None when that could not be told in time.
    confidence : float
        0 to 1: how sure `strike` is.
    x_m, y_m : float
        Where on the deck it landed: exactly as of its step.
    """

    number: int
    side: Side | None
    contact_s: float
    judged_s: float
    strike: Strike | None
    confidence: float
    x_m: float
    y_m: float

    def to_dict(self) -> dict[str, Any]:
        """Return names and values."""
        return asdict(self)


class EarlyJudge:
    """What is known of a runner when a foot lands, for the watch that judges landings.

    Parameters
    ----------
    foot : FootFinder
        Knows the foot's length.
    settings : AnalyzerSettings
        Which contacts are steps.
    body_mass_kg : float or None
        The runner's mass.
    """

    def __init__(
        self, foot: FootFinder, settings: AnalyzerSettings, body_mass_kg: float | None
    ) -> None:
        self._foot = foot
        self.watch = LandingWatch(
            ZONE_BORDERS,
            beyond_m=BEYOND_M,
            zone_fraction=ZONE_FRACTION,
            edge_fraction=EDGE_FRACTION,
            least_peak_factor=settings.min_peak_factor,
            longest_flight_s=settings.longest_flight_s,
        )
        self._peaks_n: deque[float] = deque(maxlen=PEAKS_REMEMBERED)
        self._last_off_s = float("-inf")
        self._expect(USUAL_BODY_WEIGHTS * GRAVITY_M_S2 * (body_mass_kg or 0.0))

    def learn(self, contact: dict[str, Any]) -> None:
        """Take note of a step's contact that has ended; see `_measure.contact`."""
        self._peaks_n.append(contact["peak_n"])
        self._last_off_s = max(self._last_off_s, contact["off_s"])
        self._expect(statistics.median(self._peaks_n))

    def _expect(self, peak_n: float) -> None:
        self.watch.expect(
            length_m=self._foot.length_m or USUAL_FOOT_M,
            usual_peak_n=peak_n,
            last_off_s=self._last_off_s,
        )
