"""Guess your strike: asked once of every runner, before the first reveal."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from analyzer import Step
from web.errors import BadInput, NotReady

__all__ = ["GUESSES", "Guess"]

#: What may be guessed; `skipped` is an answer too: it is not asked again.
GUESSES = ("heel", "midfoot", "ball", "unknown", "skipped")
#: Named strikes that it takes to say what was measured.
STRIKES_MIN = 25


class Guess:
    """The guess of one session, and what was measured in it.

    Parameters
    ----------
    is_asked : bool
        Whether this is the runner's first session.
    """

    def __init__(self, *, is_asked: bool) -> None:
        self._is_asked = is_asked
        self._said: str | None = None
        self._counts: Counter[str] = Counter()

    @property
    def is_open(self) -> bool:
        """Whether the answer is still to come, and the results are to be hidden until then."""
        return self._is_asked and self._said is None

    def take(self, steps: Sequence[Step]) -> None:
        """Count how the runner landed."""
        for step in steps:
            if step.complete and step.strike is not None:
                self._counts[step.strike] += 1

    def say(self, said: str) -> None:
        """Take the answer.

        Raises
        ------
        BadInput
            When it is none of `GUESSES`.
        NotReady
            When nothing was asked, or it is answered already.
        """
        if said not in GUESSES:
            raise BadInput(f"guess must be one of {', '.join(GUESSES)}, got {said!r}")
        if not self.is_open:
            raise NotReady("no guess is asked for: it is asked once, in a runner's first session")
        self._said = said

    def facts(self) -> dict[str, Any] | None:
        """Return `is_open`, `said`, and in time `measured` with its `percent`; None if not asked."""
        if not self._is_asked:
            return None
        total = self._counts.total()
        is_known = total >= STRIKES_MIN
        kind, count = self._counts.most_common(1)[0] if is_known else (None, 0)
        return {
            "is_open": self.is_open,
            "said": self._said,
            "steps": total,
            "steps_needed": STRIKES_MIN,
            "measured": kind,
            "percent": 100.0 * count / total if is_known else None,
        }
