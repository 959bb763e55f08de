"""A digest of every number and every print of some simulated steps: two builds agree or they do not."""

import hashlib
import json

from analyzer import StepAnalyzer
from device import RunnerSettings, simulate_recording

RUNNERS = (
    RunnerSettings(strike="heel", speed_m_s=3.5, seed=1),
    RunnerSettings(strike="ball-only", speed_m_s=5.0, seed=2),
    RunnerSettings(gait="walking", speed_m_s=1.2, seed=3),
)


def fingerprint() -> str:
    digest = hashlib.sha256()
    for runner in RUNNERS:
        recording, _ = simulate_recording(runner, 6.0, seed=runner.seed)
        analyzer = StepAnalyzer(recording.geometry, foot_length_m=recording.foot_length_m)
        for step in analyzer.feed(recording.block) + analyzer.finish():
            digest.update(json.dumps(step.to_dict()).encode())
            digest.update(step.footprint.peak_n.tobytes())
            digest.update(step.footprint.gait_line_m.tobytes())
            digest.update(step.footprint.scan.placed_impulse_n_s.tobytes())
        for landing in analyzer.take_landings():
            digest.update(json.dumps(landing.to_dict()).encode())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    print(fingerprint())
