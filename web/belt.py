"""The belt's speed while it runs: the tachometer's, checked by the prints, or the prints' own."""

from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np

from analyzer import (
    BadSetting,
    BeltDisagreement,
    BeltEstimate,
    BeltSpeedEstimator,
    RecentPrints,
    cross_check,
    sudden_check,
)
from clinic import Signature, Store, add_mark
from device import FrameBlock, MatGeometry, rounded_speed_m_s

__all__ = ["BeltWatch", "keep_remarks"]

#: Prints that contradict the tachometer by more than this part are right: no row pitch is that wrong.
UNBELIEVED = 0.1
#: A tachometer's jump is noticed after some edges: what it told so long before is older than the jump.
NOTICED_S = 0.6


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
        self._lasting: BeltDisagreement | None = None
        self._recent: BeltDisagreement | None = None
        self._remarks: dict[str, tuple[float, str]] = {}
        # When a block ended, and what the tachometer told then.
        self._told: deque[tuple[float, float]] = deque()
        self._held_m_s: float | None = None
        self._estimator: BeltSpeedEstimator | None
        self._prints = RecentPrints(geometry)
        try:
            self._estimator = BeltSpeedEstimator(geometry, recent=self._prints)
        except BadSetting:
            self._estimator = None

    @property
    def uncertainty_m_s(self) -> float | None:
        """One standard deviation of an estimated speed; None for any other."""
        if self.source != "prints" or self._estimate is None:
            return None
        return self._estimate.uncertainty_m_s

    def take(self, block: FrameBlock, *, is_sound: bool = True, slips: bool = False) -> FrameBlock:
        """Return the next frames with the prints' speed where theirs is not known, NaN without either.

        Parameters
        ----------
        block : FrameBlock
            With the tachometer's speed, NaN where it has none.
        is_sound : bool
            Whether nothing is wrong with the mat's cells: else prints that contradict the tachometer say
            nothing of that.
        slips : bool
            Whether the tachometer's speed has just jumped as no belt's does: then it is not believed,
            and as long as prints tell nothing, what it told before the jump is.
            Neither is one believed that the prints contradict by more than a tenth.
        """
        speed_m_s = told_m_s = block.belt_speed_m_s
        self._hold(block, slips=slips)
        unknown = np.isnan(speed_m_s) | slips | self._is_contradicted()
        # The estimate from the frames so far: what is analysed is what was known then.
        estimated_m_s = self._estimated_m_s()
        if self._estimator is not None:
            self._follow(self._estimator.feed(block), is_sound=is_sound)
            now_s = float(block.time_s[-1])
            self._recent = self._prints.disagreement(now_s) if is_sound else None
        instead_m_s = self._held_m_s if estimated_m_s is None else estimated_m_s
        if unknown.any() and instead_m_s is not None:
            speed_m_s = np.where(unknown, rounded_speed_m_s(np.array(instead_m_s)), speed_m_s)
            block = block.at_speed(speed_m_s)
        if np.isnan(speed_m_s[-1]):
            self.source = None
        else:
            is_mats = speed_m_s[-1] == told_m_s[-1] or estimated_m_s is None
            self.source = "mat" if is_mats else "prints"
        for warning in self.warnings():
            self._remarks.setdefault(warning["code"], (float(block.time_s[-1]), warning["text"]))
        return block

    def begin_session(self) -> None:
        """Forget what was said before; what is said from now on is the session's."""
        self._remarks.clear()

    def take_remarks(self) -> list[tuple[float, str]]:
        """Return when what was to be said of the belt during the session, and forget it."""
        remarks = list(self._remarks.values())
        self._remarks.clear()
        return remarks

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
            text, _, remedy = str(self._disagreement).rpartition(": ")
            found.append({"code": "belt-disagrees", "text": text, "remedy": remedy})
        return found

    def facts(self) -> dict[str, Any]:
        """Return where the speed comes from and its uncertainty, for the state."""
        return {"source": self.source, "uncertainty_m_s": self.uncertainty_m_s}

    def _hold(self, block: FrameBlock, *, slips: bool) -> None:
        """Remember what the tachometer told before its speed jumped, as long as it is not believed."""
        now_s = float(block.time_s[-1])
        if not slips:
            self._held_m_s = None
        elif self._held_m_s is None and self._told:
            self._held_m_s = self._told[0][1]
        self._told.append((now_s, float(block.belt_speed_m_s[-1])))
        while self._told[0][0] < now_s - NOTICED_S:
            self._told.popleft()

    def _estimated_m_s(self) -> float | None:
        """Return what prints tell: of the last contacts, else of the feet that are down now."""
        if self._estimate is not None and self._estimate.speed_m_s is not None:
            return self._estimate.speed_m_s
        return None if self._recent is None else self._recent.print_m_s

    @property
    def _disagreement(self) -> BeltDisagreement | None:
        return self._lasting or self._recent

    def _is_contradicted(self) -> bool:
        found = self._disagreement
        return found is not None and (
            abs(found.print_m_s - found.tachometer_m_s) > UNBELIEVED * found.tachometer_m_s
        )

    def _follow(self, estimate: BeltEstimate, *, is_sound: bool) -> None:
        if estimate is not self._estimate:
            self._estimate = estimate
            lasting = cross_check(estimate) or sudden_check(estimate) if is_sound else None
            self._lasting = lasting


def keep_remarks(store: Store, session_id: int, remarks: Sequence[tuple[float, str]]) -> None:
    """Store what was to be said of the belt during a session, as marks of it."""
    by = Signature("strikemat", "noticed while it was recorded")
    for time_s, text in remarks:
        add_mark(store, session_id, time_s, text, by=by)
