"""The live numbers: what the last steps say, in the very definitions of the reports."""

from collections import Counter, deque
from typing import Any

from analyzer import Step, summarize
from web.course import Course
from web.warnings import off_mat_warning
from web.zones import zone_shares

__all__ = ["READOUT_STEPS", "Readout"]

#: Steps that the live numbers are taken over: about ten seconds of running.
READOUT_STEPS = 30

#: Steps that the large word speaks for.
LANDING_STEPS = 7

#: Steps of those seven that must agree before the word changes; a new word needs several steps, so it
#: cannot flash.
LANDING_AGREE = 5

#: A pause this long begins a new bout: the numbers start again.
PAUSE_S = 5.0


class Readout:
    """The live numbers of the bout that is going on."""

    def __init__(self) -> None:
        self._steps: deque[Step] = deque(maxlen=READOUT_STEPS)
        self._course = Course()
        self._landing: str | None = None

    def add(self, step: Step) -> None:
        """Take the next step."""
        if self._steps and step.contact_s - self._steps[-1].off_s > PAUSE_S:
            self.clear()
        self._steps.append(step)
        self._course.add(step)
        self._landing = self._landing_word()

    def clear(self) -> None:
        """Begin a new bout."""
        self._steps.clear()
        self._course.clear()
        self._landing = None

    def numbers(self) -> dict[str, Any]:
        """Return the numbers.

        Returns
        -------
        dict
            What `analyzer.summarize` says of the last 30 steps, and `landing`: `kind` (`"heel"`, `"midfoot"`,
            `"ball"`, `"mixed"`, or None before there is enough to say), `agree` and `of`: how many of
            the last steps are of that kind; `threshold_n` of the last step, or None;
            `onset_steepness_per_s`, the mean of the complete steps, or None.
        """
        last = list(self._steps)
        decided = self._decided()
        landing = {
            "kind": self._landing,
            "agree": decided.count(self._landing),
            "of": len(decided),
        }
        threshold_n = last[-1].threshold_n if last else None
        return {
            **summarize(last),
            "landing": landing,
            "threshold_n": threshold_n,
            "onset_steepness_per_s": _mean_onset(last),
        }

    def course(self) -> dict[str, Any]:
        """Return how the bout has gone; see `Course.numbers`, and `zones`; see `zone_shares`."""
        return {**self._course.numbers(), "zones": zone_shares(list(self._steps))}

    def warning(self) -> dict[str, str] | None:
        """Return the warning that the last steps were partly beside the mat, or None."""
        return off_mat_warning(list(self._steps))

    def _decided(self) -> list[str | None]:
        kinds = [step.strike for step in self._steps if step.complete and step.strike is not None]
        return list(kinds[-LANDING_STEPS:])

    def _landing_word(self) -> str | None:
        kinds = self._decided()
        if len(kinds) < LANDING_AGREE:
            return self._landing
        kind, count = Counter(kinds).most_common(1)[0]
        if count >= LANDING_AGREE:
            return kind
        return "mixed" if count < LANDING_AGREE - 1 else self._landing or "mixed"


def _mean_onset(steps: list[Step]) -> float | None:
    onsets = [step.measures.onset_steepness_per_s for step in steps if step.complete]
    known = [onset for onset in onsets if onset is not None]
    return sum(known) / len(known) if known else None
