"""What the coach adds to a run: a target for the runner, and marked moments."""

import threading
from typing import Any

from clinic import Mark, Store, add_mark, marks
from web.identity import signature
from web.target import Target

__all__ = ["Coaching"]


class Coaching:
    """The target, and the marks of the session that is being recorded.

    Parameters
    ----------
    store : Store
        Where marks are kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._target: Target | None = None
        self._marks: list[Mark] = []
        # Two coaches may mark at once; the list that is shown must be the latest.
        self._lock = threading.Lock()

    def aim(self, target: Target | None) -> None:
        """Set the target, or with None take it away."""
        self._target = target

    @property
    def target(self) -> Target | None:
        """What the runner aims at; None without a target."""
        return self._target

    def begin_session(self) -> None:
        """Show no marks: a new session has none."""
        with self._lock:
            self._marks = []

    def mark(self, session_id: int, time_s: float, note: str) -> int:
        """Keep a remark at a moment of a session, on the mat's clock; return its number.

        Raises
        ------
        BadSession
            When the note is empty or too long.
        ClinicError
            When it cannot be stored.
        """
        with self._lock:
            number = add_mark(self._store, session_id, time_s, note, by=signature())
            self._marks = marks(self._store, session_id)
        return number

    def facts(self, numbers: dict[str, Any]) -> dict[str, Any]:
        """Return `target` (with `is_met` by these live numbers; None without one) and `marks`."""
        target = self._target
        return {
            "target": None
            if target is None
            else {
                "measure": target.measure,
                "value": target.value,
                "is_met": target.is_met(numbers),
            },
            "marks": [
                {"number": mark.number, "time_s": mark.time_s, "note": mark.note}
                for mark in self._marks
            ],
        }
