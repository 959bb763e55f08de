"""Standing and drills on a belt at rest, gathered while a session is recorded."""

from analyzer import Drill, Standing, StepAnalyzer

__all__ = ["BeltRests"]

#: More than a day of drills without a pause.
RESTS_MAX = 10_000


class BeltRests:
    """What the analyzer finds on a belt at rest. One thread at a time."""

    def __init__(self) -> None:
        self._found: list[Standing | Drill] = []

    def follow(self, analyzer: StepAnalyzer) -> None:
        """Gather what has ended since this was last called."""
        found: list[Standing | Drill] = [*analyzer.take_standing(), *analyzer.take_drills()]
        self._found += found[: RESTS_MAX - len(self._found)]

    def take(self) -> list[Standing | Drill]:
        """Return what was gathered, and forget it: another session begins."""
        found, self._found = self._found, []
        return found
