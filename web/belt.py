"""The belt's speed while it runs: the tachometer's, checked by the prints, or the prints' own."""

import logging
from typing import Any

import numpy as np

from analyzer import BadSetting, BeltEstimate, BeltSpeedEstimator, cross_check
from clinic import ClinicError, Signature, Store, add_mark
from device import FrameBlock, MatGeometry, rounded_speed_m_s

__all__ = ["BeltWatch"]


class BeltWatch:
    """Knows the belt's speed as well as it can be known at each frame.

    Parameters
    ----------
    geometry : MatGeometry
        The mat's cells. With rows too few or too wide for prints to tell a speed, only the mat's word counts.

    Attributes
    ----------
    source : {"mat", "prints"} or None
        Where the last frame's speed came from; None: it is unknown.
    """

    def __init__(self, geometry: MatGeometry) -> None:
        self.source: str | None = None
        self._estimate: BeltEstimate | None = None
        self._disagreement: str | None = None
        self._remarks: dict[str, tuple[float, str]] = {}
        self._estimator: BeltSpeedEstimator | None
        try:
            self._estimator = BeltSpeedEstimator(geometry)
        except BadSetting:
            self._estimator = None

    @property
    def uncertainty_m_s(self) -> float | None:
        """One standard deviation of an estimated speed; None for any other."""
        if self.source != "prints" or self._estimate is None:
            return None
        return self._estimate.uncertainty_m_s

    def take(self, block: FrameBlock) -> FrameBlock:
        """Return the next frames with the prints' speed where they had none, NaN without either."""
        speed_m_s = block.belt_speed_m_s
        unknown = np.isnan(speed_m_s)
        # The estimate from the frames so far: what is analysed is what was known then.
        estimated_m_s = None if self._estimate is None else self._estimate.speed_m_s
        if self._estimator is not None:
            self._follow(self._estimator.feed(block))
        if unknown.any() and estimated_m_s is not None:
            speed_m_s = np.where(unknown, rounded_speed_m_s(np.array(estimated_m_s)), speed_m_s)
            block = block.at_speed(speed_m_s)
        if np.isnan(speed_m_s[-1]):
            self.source = None
        else:
            self.source = "prints" if unknown[-1] else "mat"
        for warning in self.warnings():
            self._remarks.setdefault(warning["code"], (float(block.time_s[-1]), warning["text"]))
        return block

    def begin_session(self) -> None:
        """Forget what was said before; what is said from now on is the session's."""
        self._remarks.clear()

    def keep_remarks(self, store: Store, session_id: int) -> None:
        """Store what was to be said of the belt during the session, as marks of it."""
        by = Signature("strikemat", "noticed while it was recorded")
        try:
            for time_s, text in self._remarks.values():
                add_mark(store, session_id, time_s, text, by=by)
        except ClinicError as error:
            logging.getLogger(__name__).warning("the belt's warnings are not stored: %s", error)
        self._remarks.clear()

    def warnings(self) -> list[dict[str, str]]:
        """Return what is to be said of the belt: `code`, `text` and `remedy` of each warning."""
        found = []
        if self.source == "prints":
            found.append(
                {
                    "code": "belt-estimated",
                    "text": "the belt speed is estimated from the prints",
                    "remedy": "connect the belt's speed sensor for exact lengths and places",
                }
            )
        if self._disagreement is not None:
            text, _, remedy = self._disagreement.rpartition(": ")
            found.append({"code": "belt-disagrees", "text": text, "remedy": remedy})
        return found

    def facts(self) -> dict[str, Any]:
        """Return where the speed comes from and its uncertainty, for the state."""
        return {"source": self.source, "uncertainty_m_s": self.uncertainty_m_s}

    def _follow(self, estimate: BeltEstimate) -> None:
        if estimate is not self._estimate:
            self._estimate = estimate
            disagreement = cross_check(estimate)
            self._disagreement = None if disagreement is None else str(disagreement)
