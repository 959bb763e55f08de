"""A protocol that is being run: which stage it is, by the mat's clock that is handed in."""

from typing import Any

from clinic import Schedule, ScheduledStage

__all__ = ["ProtocolRun"]


class ProtocolRun:
    """Walks through a schedule. Times are seconds since the session began, without its pauses.

    Parameters
    ----------
    schedule : Schedule
        What is run.
    """

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self._index = -1
        self._elapsed_s = 0.0

    def advance(self, elapsed_s: float) -> list[ScheduledStage]:
        """Go on to a time; return the stages that have begun since, in order."""
        self._elapsed_s = max(self._elapsed_s, elapsed_s)
        before, self._index = self._index, self.schedule.index_at(self._elapsed_s)
        return list(self.schedule.stages[before + 1 : self._index + 1])

    @property
    def is_over(self) -> bool:
        """Whether the last stage has ended."""
        return self._index >= len(self.schedule.stages)

    @property
    def stage(self) -> ScheduledStage | None:
        """The stage that is going on; None before the first and after the last."""
        is_within = 0 <= self._index < len(self.schedule.stages)
        return self.schedule.stages[self._index] if is_within else None

    def feedback(self) -> tuple[bool, float | None]:
        """Return whether there is feedback now, and in how many seconds that changes within the stage."""
        if self.stage is None:
            return False, None
        is_on, change_s = self.stage.feedback_at(self._elapsed_s)
        return is_on, None if change_s is None else change_s - self._elapsed_s

    def facts(self) -> dict[str, Any]:
        """Return what the pages show: the stage, what remains of it, and what comes next."""
        stages, stage = self.schedule.stages, self.stage
        following = stages[self._index + 1] if self._index + 1 < len(stages) else None
        end_s = None if stage is None else stage.end_s
        return {
            "protocol": self.schedule.protocol,
            "session": self.schedule.session,
            "of_sessions": self.schedule.of_sessions,
            "stages": [{"name": one.name, "start_s": one.start_s, "end_s": one.end_s} for one in stages],
            "index": self._index,
            "stage": None if stage is None else stage.name,
            "kind": None if stage is None else stage.kind,
            "on_the_spot": stage is not None and stage.on_the_spot,
            "remaining_s": None if end_s is None else max(0.0, end_s - self._elapsed_s),
            "total_remaining_s": None
            if self.schedule.end_s is None
            else max(0.0, self.schedule.end_s - self._elapsed_s),
            "next": None if following is None else following.name,
        }  # fmt: skip
