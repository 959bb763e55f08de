"""Analyse recordings and hold the steps against what is known of them."""

from dataclasses import dataclass, field

import numpy as np

from analyzer import AnalyzerSettings, Landing, Step, StepAnalyzer
from device import FrameBlock, Recording, RunnerSettings, TrueStep, simulate_recording

THRESHOLD_N = 20.0
#: A step and its truth are the same contact when they begin this close together, seconds.
SAME_CONTACT_S = 0.06


def steps_of(
    recording: Recording, *, threshold_n: float | None = THRESHOLD_N, length_known: bool = True
) -> list[Step]:
    """Return every step of a recording."""
    return told_of(recording, threshold_n=threshold_n, length_known=length_known)[0]


def told_of(
    recording: Recording, *, threshold_n: float | None = THRESHOLD_N, length_known: bool = True
) -> tuple[list[Step], list[Landing]]:
    """Return every step of a recording, and every landing that was told while its foot was down."""
    analyzer = StepAnalyzer(
        recording.geometry,
        AnalyzerSettings(threshold_n=threshold_n),
        foot_length_m=recording.foot_length_m if length_known else None,
        body_mass_kg=recording.body_mass_kg,
    )
    steps = analyzer.feed(recording.block) + analyzer.finish()
    return steps, analyzer.take_landings()


@dataclass
class Score:
    """Steps beside their truth, for contacts that lie wholly in the recording."""

    pairs: list[tuple[Step, TrueStep]] = field(default_factory=list)
    missed: list[TrueStep] = field(default_factory=list)
    invented: list[Step] = field(default_factory=list)

    @property
    def wrong_side(self) -> list[tuple[Step, TrueStep]]:
        return [(step, true) for step, true in self.pairs if step.side != true.side]

    def onset_errors_s(self) -> np.ndarray:
        return np.array([step.contact_s - true.contact_s for step, true in self.pairs])

    def off_errors_s(self) -> np.ndarray:
        return np.array([step.off_s - true.off_s for step, true in self.pairs])

    def index_errors(self) -> np.ndarray:
        return np.array(
            [
                step.strike_index_percent - true.strike_index_percent
                for step, true in self.pairs
                if step.strike_index_percent is not None
            ]
        )

    def right_strikes(self) -> float:
        """Share of steps whose strike is named and right; an abstained step is not right."""
        return float(np.mean([step.strike == true.strike for step, true in self.pairs]))


def score(steps: list[Step], truth: list[TrueStep], block: FrameBlock) -> Score:
    """Pair steps with truth; contacts cut by either end of the block are left out."""
    result = Score()
    left = list(steps)
    for true in truth:
        if true.contact_s <= block.time_s[0] or true.off_s >= block.time_s[-1]:
            continue
        near = [step for step in left if abs(step.contact_s - true.contact_s) < SAME_CONTACT_S]
        if near:
            result.pairs.append((near[0], true))
            left.remove(near[0])
        else:
            result.missed.append(true)
    result.invented = [step for step in left if step.complete]
    return result


def simulated_score(runner: RunnerSettings, *, seconds: float = 8.0, **options: bool) -> Score:
    """Simulate a runner, analyse, and pair the steps with the truth."""
    recording, truth = simulate_recording(runner, seconds, seed=runner.seed)
    return score(steps_of(recording, **options), truth, recording.block)
