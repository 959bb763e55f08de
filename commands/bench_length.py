"""Whether a long session costs more than a short one: hours, made of one stretch over and over."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analyzer import AnalyzerSettings, Step, StepAnalyzer, summarize
from commands.statistics import session_statistics
from device import FrameBlock, Recording

__all__ = ["LongRun", "long_run"]

MINUTE_S = 60.0
HOUR_S = 3600.0


@dataclass(frozen=True)
class LongRun:
    """What hours of frames cost.

    Attributes
    ----------
    hours : float
        Length of the session.
    first_us, last_us : float
        Median cost of a frame in the first and in the last minute, microseconds.
    steps : int
        Steps of the first hour.
    hour_s, table_s : float
        What the first hour's frames took to analyse, and its table of all measures to make, seconds.
    """

    hours: float
    first_us: float
    last_us: float
    steps: int
    hour_s: float
    table_s: float


def long_run(recording: Recording, settings: AnalyzerSettings, hours: float) -> LongRun:
    """Analyse `hours` of the recording played over and over, and time its minutes.

    Frames are made as they are needed: memory holds one stretch, whatever the length.
    """
    analyzer = StepAnalyzer(recording.geometry, settings, foot_length_m=recording.foot_length_m)
    frames = len(recording.time_s)
    costs_us: list[tuple[float, float]] = []
    steps: list[Step] = []
    hour_s = 0.0
    for block in _over_and_over(recording.block, hours * HOUR_S):
        begin_s = time.perf_counter()
        found = analyzer.feed(block)
        cost_s = time.perf_counter() - begin_s
        costs_us.append((float(block.time_s[0]), 1e6 * cost_s / frames))
        if block.time_s[0] < HOUR_S:
            steps += found
            hour_s += cost_s
    begin_s = time.perf_counter()
    _table(steps)
    table_s = time.perf_counter() - begin_s
    end_s = costs_us[-1][0]
    first_us = [cost for at_s, cost in costs_us if at_s < MINUTE_S]
    last_us = [cost for at_s, cost in costs_us if at_s > end_s - MINUTE_S]
    return LongRun(
        hours=hours,
        first_us=statistics.median(first_us),
        last_us=statistics.median(last_us),
        steps=len(steps),
        hour_s=hour_s,
        table_s=table_s,
    )


def _over_and_over(block: FrameBlock, length_s: float) -> Iterator[FrameBlock]:
    """Yield the block again and again, each time later, until `length_s` is full."""
    time_s = block.time_s - block.time_s[0]
    period_s = float(time_s[-1] + (time_s[-1] - time_s[0]) / (len(time_s) - 1))
    for turn in range(max(1, round(length_s / period_s))):
        yield replace(block, time_s=time_s + turn * period_s)


def _table(steps: list[Step]) -> None:
    """Make all that `strikemat analyze --json` prints of a session."""
    for step in steps:
        step.to_dict()
    summarize(steps)
    session_statistics(steps)
