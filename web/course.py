"""How a bout has gone so far: how many steps, and what has moved since its first minute."""

from collections import deque
from typing import Any

from analyzer import Step

__all__ = ["Course"]

MINUTE_S = 60.0

#: Fewer steps do not hold a mean still (Oliveira and Pirscoveanu 2021).
STEPS_MIN = 25

#: Taken over complete steps; `ball_first_percent` counts those with a named strike.
MEASURES = ("ball_first_percent", "strike_index_percent", "contact_time_s", "flight_time_s")


class Course:
    """The first and the last minute of a bout. One thread at a time."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin a new bout."""
        self._step_count = 0
        self._first_s: float | None = None
        self._last_s = 0.0
        self._first: list[Step] = []
        self._last: deque[Step] = deque()

    def add(self, step: Step) -> None:
        """Take the next step."""
        self._step_count += 1
        self._first_s = step.contact_s if self._first_s is None else self._first_s
        self._last_s = step.contact_s
        if step.contact_s - self._first_s < MINUTE_S:
            self._first.append(step)
        self._last.append(step)
        while self._last[0].contact_s <= self._last_s - MINUTE_S:
            self._last.popleft()

    def numbers(self) -> dict[str, Any]:
        """Return `step_count`, `first_s` (of the bout; None before a step), and `drift` by measure.

        A drift is the mean of the last minute less that of the first; None before two minutes have passed
        or where either minute has fewer than 25 steps with the measure.
        """
        is_long = self._first_s is not None and self._last_s - self._first_s >= 2 * MINUTE_S
        drift = {name: self._drift(name) if is_long else None for name in MEASURES}
        return {"step_count": self._step_count, "first_s": self._first_s, "drift": drift}

    def _drift(self, name: str) -> float | None:
        first, last = _values(self._first, name), _values(self._last, name)
        if min(len(first), len(last)) < STEPS_MIN:
            return None
        return sum(last) / len(last) - sum(first) / len(first)


def _values(steps: list[Step] | deque[Step], name: str) -> list[float]:
    complete = [step for step in steps if step.complete]
    if name == "ball_first_percent":
        return [100.0 * (step.strike == "ball") for step in complete if step.strike is not None]
    found = [getattr(step, name) for step in complete]
    return [value for value in found if value is not None]
