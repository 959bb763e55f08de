"""What this version of the analyzer says of some simulated runners; `python -m` writes it down."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from analyzer import VERSION, Step, StepAnalyzer
from device import (
    Person,
    Recording,
    Rhythm,
    RunnerSettings,
    change_of_support,
    quiet_standing,
    simulate_recording,
    simulate_scene,
)

KEPT = Path(__file__).parent / "numbers.json"
PERSON = Person()
RUNNERS = {
    "running, heel": RunnerSettings(speed_m_s=3.5, toe_out_deg=12.0, asymmetry=0.05, seed=1),
    "running, midfoot": RunnerSettings(strike="midfoot", speed_m_s=2.5, seed=2),
    "running, ball-only": RunnerSettings(strike="ball-only", speed_m_s=5.0, seed=3),
    "walking": RunnerSettings(gait="walking", speed_m_s=1.2, step_width_m=0.05, seed=4),
}
SCENES = {
    "standing": quiet_standing(PERSON, 8.0, left_share=0.45, seed=5),
    "drill": change_of_support(PERSON, Rhythm(14, 90.0, 0.03)),
}


def numbers() -> dict[str, Any]:
    """Return the analyzer's version and, for each runner, the mean of every number of the steps."""
    said: dict[str, Any] = {"version": VERSION}
    for name, runner in RUNNERS.items():
        said[name] = _said(simulate_recording(runner, 6.0, seed=runner.seed)[0])
    for name, scene in SCENES.items():
        said[name] = _said(simulate_scene(scene, 10.0)[0])
    return said


def _said(recording: Recording) -> dict[str, Any]:
    analyzer = StepAnalyzer(recording.geometry, foot_length_m=recording.foot_length_m)
    steps = analyzer.feed(recording.block) + analyzer.finish()
    rests = analyzer.take_standing() + analyzer.take_drills()
    return {
        "steps": _means([_plain(step) for step in steps]),
        "rests": _means([rest.to_dict() for rest in rests]),
        "landings": _means([landing.to_dict() for landing in analyzer.take_landings()]),
        "sides": "".join(step.side[0] for step in steps),
        "strikes": "".join((step.strike or "-")[0] for step in steps),
    }


def _plain(step: Step) -> dict[str, Any]:
    scan = step.footprint.scan
    return {
        **step.to_dict(),
        "sharp_peak_n": float(scan.peak_n.max()),
        "sharp_impulse_n_s": float(scan.impulse_n_s.max()),
    }


def _means(records: list[dict[str, Any]]) -> dict[str, list[float]]:
    """Return how many of the records have each number, and its mean."""
    found: dict[str, list[float]] = {}
    for record in records:
        for name, value in record.items():
            if isinstance(value, int | float):
                found.setdefault(name, []).append(float(value))
    return {name: [len(values), float(np.mean(values))] for name, values in found.items()}


if __name__ == "__main__":
    KEPT.write_text(json.dumps(numbers(), indent=1) + "\n")
