"""What is ordered for a session: its schedule, its aim, and what was checked before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from clinic import Aim, Schedule

__all__ = ["CHECKS", "Order"]

#: What is gone through before a protocol; the first two the treadmill can see by itself.
CHECKS = ("belt_steady", "mat_healthy", "shoes_noted", "pain_asked", "consent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What shall be done in a session.

    Parameters
    ----------
    schedule : Schedule
        Its stages.
    aim : Aim or None
        What is aimed at while there is feedback.
    cue : str
        What the runner is told.
    plan_number : int or None
        Which of the runner's planned sessions it is.
    checklist : mapping of str to bool
        By `CHECKS`.
    """

    schedule: Schedule
    aim: Aim | None = None
    cue: str = ""
    plan_number: int | None = None
    checklist: Mapping[str, bool] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return what is stored as the session's protocol."""
        return {
            **self.schedule.to_dict(),
            "aim": None if self.aim is None else self.aim.to_dict(),
            "cue": self.cue,
        }
