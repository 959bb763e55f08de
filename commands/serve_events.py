"""How soon what the server told of landings and steps was in every viewer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer import AnalyzerSettings, Step, StepAnalyzer
from clinic import SessionRecord, Store
from commands.serve_processes import TrialFailed

__all__ = ["Events", "JudgedAgain", "Numbers", "events_of", "judged_again"]

Numbers = NDArray[np.float64]

#: What is found is the true contact that begins this near.
NEAR_S = 0.05


@dataclass(frozen=True, slots=True)
class Events:
    """The events of one kind, landings or steps, in the viewers of a trial.

    Parameters
    ----------
    judged_s, contact_s : ndarray of float64
        For each event and viewer, until it came: from when it could be judged, from its true contact.
    missed : int
        Events that some viewer did not get.
    """

    judged_s: Numbers
    contact_s: Numbers
    missed: int


@dataclass(frozen=True, slots=True)
class JudgedAgain:
    """A stored session, analysed again frame by frame.

    Parameters
    ----------
    steps : list of Step
        Without those that only the end of the session settled.
    step_s, landing_s : dict of float to float
        Contact, and time of the frame that settled the step or after which the landing could be called.
    """

    steps: list[Step]
    step_s: dict[float, float]
    landing_s: dict[float, float]

    @property
    def whole(self) -> set[float]:
        """Contacts of the complete steps: one that the session's begin cut has another than the true one."""
        return {step.contact_s for step in self.steps if step.complete}


def judged_again(store: Store, record: SessionRecord) -> JudgedAgain:
    """Analyse a session frame by frame."""
    analyzer = StepAnalyzer(
        record.geometry,
        AnalyzerSettings(**record.analyzer_settings),
        foot_length_m=record.foot_length_m,
        body_mass_kg=record.body_mass_kg,
    )
    steps: list[Step] = []
    step_s: dict[float, float] = {}
    landing_s: dict[float, float] = {}
    for block in store.frames(record.id):
        for index in range(len(block)):
            found = analyzer.feed(block[index : index + 1])
            now_s = float(block.time_s[index])
            steps += found
            step_s |= {step.contact_s: now_s for step in found}
            landing_s |= {landing.contact_s: now_s for landing in analyzer.take_landings()}
    return JudgedAgain(steps, step_s, landing_s)


def events_of(
    came: Iterable[tuple[Any, float, float]],
    judged_s: Mapping[float, float],
    true_s: Numbers,
    *,
    begun_s: float,
    viewers: int,
) -> Events:
    """Return how soon events came.

    Parameters
    ----------
    came : iterable of (viewer, contact, moment)
        Contacts on the mat's clock, moments on the computer's.
    judged_s : dict of float to float
        Contacts that count, and when each could be judged.
    true_s : ndarray of float64
        True contacts.
    begun_s : float
        The computer's clock when the mat's was zero.
    viewers : int
        How many ought to have got each.

    Raises
    ------
    TrialFailed
        When none came, or one is far from every true contact.
    """
    in_time = [(contact_s, at_s) for _, contact_s, at_s in came if contact_s in judged_s]
    if not in_time:
        raise TrialFailed("no viewer saw what the simulated runner did")
    contact_s, at_s = (np.array(values) for values in zip(*in_time, strict=True))
    nearest_s = true_s[np.abs(true_s[:, None] - contact_s).argmin(axis=0)]
    if np.abs(nearest_s - contact_s).max() > NEAR_S:
        raise TrialFailed("what the viewers saw is not what the simulated runner did")
    settled_s = np.array([judged_s[one] for one in contact_s.tolist()])
    return Events(
        judged_s=at_s - begun_s - settled_s,
        contact_s=at_s - begun_s - nearest_s,
        missed=len(judged_s) * viewers - len(in_time),
    )
