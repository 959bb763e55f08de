"""How well and how soon landings are called while the foot is still down: figures and their table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analyzer import Landing, Step
from commands.markdown_table import markdown_table
from device import TrueStep

__all__ = ["EarlyCall", "called_within_percent", "early_right_percent", "landings_table"]

#: A call within this time of contact is soon.
SOON_S = 0.060


@dataclass(frozen=True, slots=True)
class EarlyCall:
    """One contact: what was said while the foot was down (None: nothing), at last, and what was true."""

    landing: Landing | None
    step: Step
    true: TrueStep

    @property
    def is_called(self) -> bool:
        """Whether the strike was named."""
        return self.landing is not None and self.landing.strike is not None

    @property
    def delay_s(self) -> float:
        """Time from the true contact to the judgement; infinite where there was none."""
        return np.inf if self.landing is None else self.landing.judged_s - self.true.contact_s

    @property
    def is_right(self) -> bool:
        """Whether what was named is true."""
        return self.landing is not None and self.landing.strike == self.true.strike

    @property
    def agrees(self) -> bool:
        """Whether the step says the same."""
        return self.landing is not None and self.landing.strike == self.step.strike


def called_within_percent(calls: Sequence[EarlyCall]) -> float:
    """Return how many of all contacts were called soon."""
    return _percent([call.is_called and call.delay_s <= SOON_S for call in calls])


def early_right_percent(calls: Sequence[EarlyCall]) -> float:
    """Return how many of those called heel or ball are."""
    return _percent([
        call.is_right
        for call in calls
        if call.landing is not None and call.landing.strike in ("heel", "ball")
    ])  # fmt: skip


def landings_table(rows: Sequence[tuple[str, Sequence[EarlyCall]]]) -> str:
    """Return the table of the documentation."""
    header = (
        "runner, mat | contacts | called, % | within 60 ms, % | delay, ms: median, 95 % | right, % | "
        "side right, % | as its step, %"
    )
    return markdown_table(header, [[name, *_cells(calls)] for name, calls in rows])


def _cells(calls: Sequence[EarlyCall]) -> list[str]:
    called = [call for call in calls if call.is_called]
    told = [call for call in calls if call.landing is not None and call.landing.side is not None]
    delays_ms = [1e3 * call.delay_s for call in called]
    delay = f"{np.median(delays_ms):.0f}, {np.quantile(delays_ms, 0.95):.0f}" if called else "-"
    return [
        str(len(calls)),
        f"{_percent([call.is_called for call in calls]):.1f}",
        f"{called_within_percent(calls):.1f}",
        delay,
        f"{_percent([call.is_right for call in called]):.1f}",
        f"{_percent([call.landing.side == call.true.side for call in told if call.landing]):.1f}",
        f"{_percent([call.agrees for call in called]):.1f}",
    ]


def _percent(flags: Sequence[bool]) -> float:
    return 100.0 * float(np.mean(flags)) if flags else np.nan
