"""Steps beside their truth, gathered into the figures of one row of the accuracy table."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer import FOOT_ZONE_BORDERS, FOOT_ZONES, Landing, Step
from commands.accuracy_landings import EarlyCall
from commands.accuracy_print import PrintErrors, print_errors
from device import TrueStep, true_zones

__all__ = ["Tally", "pooled"]

#: A zone that bears less than this share of the contact's impulse is not counted.
LEAST_SHARE = 0.05
#: Every so many steps is laid beside its true print.
PRINT_EVERY = 4
SIDES = ("medial", "lateral")

Numbers = NDArray[np.float64]


@dataclass
class Tally:
    """Steps paired with their truth, and the errors of each.

    Parameters
    ----------
    pairs : list of (Step, TrueStep)
        The steps that were found.
    missed, invented, wrong_side : int
        True steps without a found one; found steps without a true one; on the other foot.
    errors : dict of list of float
        By measure: found minus true in seconds, metres, degrees or points; loads as parts of the truth.
    prints : list of PrintErrors
        Of some of the steps.
    early : list of EarlyCall
        What was said of the steps while the feet were down.
    """

    pairs: list[tuple[Step, TrueStep]] = field(default_factory=list)
    missed: int = 0
    invented: int = 0
    wrong_side: int = 0
    errors: dict[str, list[float]] = field(default_factory=dict)
    prints: list[PrintErrors] = field(default_factory=list)
    early: list[EarlyCall] = field(default_factory=list)

    def add(self, found: Any, landings: Iterable[Landing]) -> None:
        """Take the score of one recording, and the landings that were told."""
        by_contact = {landing.contact_s: landing for landing in landings}
        self.missed += len(found.missed)
        self.invented += len(found.invented)
        self.wrong_side += len(found.wrong_side)
        before: TrueStep | None = None
        for step, true in found.pairs:
            self._add_times_and_places(step, true, before)
            self._add_loads(step, true)
            if step.complete and len(self.pairs) % PRINT_EVERY == 0:
                self.prints.append(print_errors(step.footprint, true))
            self.pairs.append((step, true))
            self.early.append(EarlyCall(by_contact.get(step.contact_s), step, true))
            before = true

    def of(self, *names: str) -> Numbers:
        """Return the errors of those measures together."""
        return np.array([error for name in names for error in self.errors.get(name, ())])

    def right_percent(self, strike: str) -> float:
        """Return how many of the steps that landed so are named so; an abstained step is not right."""
        called = [step.strike == true.strike for step, true in self.pairs if true.strike == strike]
        return 100.0 * float(np.mean(called)) if called else math.nan

    def zone_error(self) -> float:
        """Return the mean size of the impulse's error in the zone where it is greatest, parts of 1."""
        sizes = [np.abs(self.of(f"{zone}_impulse")) for zone in FOOT_ZONES]
        return max((float(size.mean()) for size in sizes if len(size)), default=math.nan)

    def _add_times_and_places(self, step: Step, true: TrueStep, before: TrueStep | None) -> None:
        measures = step.measures
        self._note("onset", step.contact_s - true.contact_s)
        self._note("contact_time", step.contact_time_s - true.contact_time_s)
        if step.strike_index_percent is not None:
            error = step.strike_index_percent - true.strike_index_percent
            self._note("index", error)
            if measures.strike_index_sd_percent:
                self._note("index_in_sd", error / measures.strike_index_sd_percent)
        if measures.toe_out_deg is not None:
            self._note("toe_out", measures.toe_out_deg - true.toe_out_deg)
        if measures.step_length_m is not None and before is not None:
            self._note("step_length", measures.step_length_m - (before.heel_u_m - true.heel_u_m))

    def _add_loads(self, step: Step, true: TrueStep) -> None:
        if not step.complete:
            return
        zones = true_zones(true.footfall, FOOT_ZONE_BORDERS)
        least_n_s = LEAST_SHARE * zones.impulse_n_s.sum()
        for at, zone in enumerate(FOOT_ZONES):
            true_n_s = float(zones.impulse_n_s[at].sum())
            if true_n_s > least_n_s:
                self._note_part(step, f"{zone}_impulse", "n_s", true_n_s)
                self._note_part(step, f"{zone}_peak", "n", float(zones.peak_n[at]))
        for at, side in enumerate(SIDES):
            self._note_part(step, f"{side}_impulse", "n_s", float(zones.impulse_n_s[:, at].sum()))
            self._note_part(step, f"{side}_peak", "n", float(zones.side_peak_n[at]))

    def _note(self, name: str, error: float) -> None:
        self.errors.setdefault(name, []).append(error)

    def _note_part(self, step: Step, name: str, unit: str, true: float) -> None:
        value = getattr(step.measures, f"{name}_{unit}")
        if value is not None:
            self._note(name, value / true - 1.0)


def pooled(tallies: Iterable[Tally]) -> Tally:
    """Return the steps of several rows as one."""
    rows: Sequence[Tally] = list(tallies)
    names = {name for row in rows for name in row.errors}
    return Tally(
        pairs=[pair for row in rows for pair in row.pairs],
        missed=sum(row.missed for row in rows),
        invented=sum(row.invented for row in rows),
        wrong_side=sum(row.wrong_side for row in rows),
        errors={name: [e for row in rows for e in row.errors.get(name, ())] for name in names},
        prints=[errors for row in rows for errors in row.prints],
        early=[call for row in rows for call in row.early],
    )
