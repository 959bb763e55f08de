"""What the accuracy table has to show: each bound, what was measured, and whether it holds."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commands.accuracy_landings import called_within_percent, early_right_percent
from commands.accuracy_tally import Tally, pooled

__all__ = ["Bound", "Row", "bounds", "bounds_table"]

Numbers = NDArray[np.float64]
Figure = Callable[[Tally], float]

SURE = 0.9
USUAL_HZ = 500.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the accuracy table: who ran on what, and how well it was measured."""

    gait: str
    strike: str
    mat: str
    rate_hz: float | None
    tally: Tally

    @property
    def name(self) -> str:
        """How the row is called."""
        rate = (
            ""
            if self.rate_hz is None or self.rate_hz == USUAL_HZ
            else f", {self.rate_hz:.0f} frames/s"
        )
        return f"{self.gait}, {self.strike}, {self.mat}{rate}"

    @property
    def usual(self) -> bool:
        """Whether the frames came at least as fast as the bounds on timing are for."""
        return self.rate_hz is None or self.rate_hz >= USUAL_HZ


@dataclass(frozen=True, slots=True)
class Bound:
    """One claim: `measured` must not exceed `limit`, or must reach it where `at_least`.

    `where` names the row of the worst figure; `published` is what others measured on people.
    """

    what: str
    measured: float
    limit: float
    where: str
    unit: str = ""
    at_least: bool = False
    published: str = "-"

    @property
    def holds(self) -> bool:
        """Whether the claim is true; a figure that could not be measured is not."""
        if self.at_least:
            return self.measured >= self.limit
        return self.measured <= self.limit


def bounds(rows: Sequence[Row]) -> list[Bound]:
    """Return every bound with the worst row's figure."""
    usual = [row for row in rows if row.usual]
    return [
        _worst("steps missed", rows, lambda t: t.missed, 0),
        _worst("steps invented", rows, lambda t: t.invented, 0),
        _worst("steps on the wrong side", rows, lambda t: t.wrong_side, 0),
        _worst("onset, median size of error, from 500 frames/s", usual,
               lambda t: 1e3 * _median_size(t.of("onset")), 1.0, unit="ms",
               published="1.0 ms, best of seven detectors against a force plate"),
        _worst("onset, 95 % of errors, from 500 frames/s", usual,
               lambda t: 1e3 * _p95(t.of("onset")), 4.0, unit="ms",
               published="one frame of a 120 Hz pressure treadmill: 8.3 ms"),
        _worst("contact time, bias, from 500 frames/s", usual,
               lambda t: 1e3 * abs(_mean(t.of("contact_time"))), 3.0, unit="ms",
               published="5.2 ms at toe-off, best of seven detectors"),
        *_strike_bounds(rows),
        _worst("strike index, mean size of error", rows, lambda t: _size(t.of("index")), 3.0,
               unit="points", published="80 to 84 % of its variance from two in-shoe sensors (109 runners)"),
        _worst("toe-out, mean size of error", rows, lambda t: _size(t.of("toe_out")), 2.0,
               unit="degrees"),
        _worst("step length, mean size of error", rows, lambda t: 1e3 * _size(t.of("step_length")),
               10.0, unit="mm"),
        _worst("zone impulse, mean size of error, worst zone", rows,
               lambda t: 100.0 * t.zone_error(), 10.0, unit="%"),
        _worst("inner and outer impulse, mean size of error", rows,
               lambda t: 100.0 * _size(t.of("medial_impulse", "lateral_impulse")), 10.0, unit="%"),
        _sure(rows),
        _worst("running landings called within 60 ms", [row for row in rows if row.gait == "running"],
               lambda t: called_within_percent(t.early), 90.0, unit="%", at_least=True),
        Bound("right among landings called heel or ball",
              early_right_percent(pooled(row.tally for row in rows).early), 98.0, "all rows",
              unit="%", at_least=True),
    ]  # fmt: skip


def bounds_table(found: Sequence[Bound]) -> str:
    """Return the bounds as a table of the documentation."""
    lines = ["| what | bound | worst | in | holds | published |", "|---|---|---|---|---|---|"]
    for bound in found:
        sign = "at least" if bound.at_least else "at most"
        digits = 0 if bound.limit == 0 else 1
        lines.append(
            f"| {bound.what} | {sign} {bound.limit:g} {bound.unit} | {bound.measured:.{digits}f} "
            f"| {bound.where} | {'yes' if bound.holds else '**no**'} | {bound.published} |"
        )
    return "\n".join(lines)


def _strike_bounds(rows: Sequence[Row]) -> list[Bound]:
    published = {
        "heel": "94.7 % (instrumented insoles)",
        "midfoot": "37.1 % (instrumented insoles)",
        "ball": "81.8 % (instrumented insoles); 90 to 94 % over all, machine learning",
    }
    return [
        _worst(f"strike right, {strike}", [row for row in rows if row.strike.startswith(strike)],
               partial(Tally.right_percent, strike=strike), limit, unit="%",
               at_least=True, published=published[strike])
        for strike, limit in (("heel", 99.0), ("midfoot", 92.0), ("ball", 99.0))
    ]  # fmt: skip


def _sure(rows: Sequence[Row]) -> Bound:
    pairs = pooled(row.tally for row in rows).pairs
    sure = [step.strike == true.strike for step, true in pairs if step.confidence >= SURE]
    return Bound(
        what=f"right among steps called with a confidence of {SURE} or more",
        measured=100.0 * _mean(np.array(sure, float)),
        limit=98.0,
        where="all rows",
        unit="%",
        at_least=True,
    )


def _worst(what: str, rows: Sequence[Row], figure: Figure, limit: float, **more: Any) -> Bound:
    """Return the bound with the figure of the row where it is worst."""
    at_least = more.get("at_least", False)
    figures = [(figure(row.tally), row) for row in rows]
    known = [(value, row) for value, row in figures if not math.isnan(value)]
    if not known:
        return Bound(what, math.nan, limit, "-", **more)
    choose = min if at_least else max
    value, row = choose(known, key=lambda pair: pair[0])
    return Bound(what, value, limit, row.name, **more)


def _mean(values: Numbers) -> float:
    return float(np.mean(values)) if len(values) else math.nan


def _size(values: Numbers) -> float:
    return _mean(np.abs(values))


def _median_size(values: Numbers) -> float:
    return float(np.median(np.abs(values))) if len(values) else math.nan


def _p95(values: Numbers) -> float:
    return float(np.quantile(np.abs(values), 0.95)) if len(values) else math.nan
