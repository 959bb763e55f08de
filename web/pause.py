"""Pauses of a session: what the mat sees meanwhile is not the session's."""

from collections.abc import Sequence

from analyzer import Step
from clinic import Gap
from device import FrameBlock

__all__ = ["PAUSED", "Pauses"]

#: Reason of the gap that a pause leaves in a session.
PAUSED = "paused"


class Pauses:
    """The pauses of one session.

    Attributes
    ----------
    since_s : float or None
        When the pause that is going on began, on the mat's clock; None outside of one.
    """

    def __init__(self) -> None:
        self.since_s: float | None = None
        self._spells_s: list[tuple[float, float]] = []

    def begin(self, now_s: float) -> None:
        """Begin a pause."""
        self.since_s = now_s

    def end(self, now_s: float) -> Gap:
        """End the pause that is going on; return the gap that it leaves. Nothing in it was lost."""
        assert self.since_s is not None
        spell_s = self.since_s, now_s
        self._spells_s.append(spell_s)
        self.since_s = None
        return Gap(*spell_s, frame_count=0, step_count=0, reason=PAUSED)

    def keep(
        self, block: FrameBlock | None, steps: Sequence[Step]
    ) -> tuple[FrameBlock | None, list[Step]]:
        """Return what of a block and its steps belongs to the session; a step belongs where it began."""
        kept = [step for step in steps if not self.is_paused_at(step.contact_s)]
        return (block if self.since_s is None else None), kept

    def paused_s(self, now_s: float) -> float:
        """Return how long all pauses together took, seconds."""
        ended_s = sum(last_s - first_s for first_s, last_s in self._spells_s)
        return ended_s + (0.0 if self.since_s is None else now_s - self.since_s)

    def is_paused_at(self, time_s: float) -> bool:
        """Return whether a moment of the mat's clock lies in a pause."""
        if self.since_s is not None and time_s >= self.since_s:
            return True
        return any(first_s <= time_s < last_s for first_s, last_s in self._spells_s)
