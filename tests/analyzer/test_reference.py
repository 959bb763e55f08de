"""The analyzer and the plain NumPy reference say the same of the same frames."""

import numpy as np
import pytest

from device import RunnerSettings, simulate_recording
from tests.analyzer.scoring import steps_of
from tests.reference import reference_steps

RUNNERS = {
    "heel": RunnerSettings(strike="heel", speed_m_s=3.5, seed=1),
    "midfoot": RunnerSettings(strike="midfoot", speed_m_s=3.0, seed=2),
    "ball": RunnerSettings(strike="ball", speed_m_s=4.5, seed=3),
    "heel never lands": RunnerSettings(strike="ball-only", speed_m_s=3.0, seed=4),
    "walking": RunnerSettings(gait="walking", speed_m_s=1.3, seed=5),
}


@pytest.mark.parametrize("name", RUNNERS)
def test_loop_and_reference_agree_step_by_step(name):
    recording, _ = simulate_recording(RUNNERS[name], 5.0, seed=1)
    ours = [step for step in steps_of(recording) if step.complete]
    plain = reference_steps(
        recording.block,
        recording.geometry,
        threshold_n=20.0,
        foot_length_m=recording.foot_length_m,
    )
    assert len(ours) == len(plain) > 6

    def differences(field: str) -> np.ndarray:
        pairs = [(getattr(a, field), getattr(b, field)) for a, b in zip(ours, plain, strict=True)]
        assert all((a is None) == (b is None) for a, b in pairs), field
        return np.array([a - b for a, b in pairs if a is not None])

    # Both know the noise only roughly, and differ in it: hence not to the last bit.
    assert np.abs(differences("contact_s")).max() < 0.0005
    assert np.abs(differences("off_s")).max() < 0.0005
    assert np.abs(differences("peak_force_n")).max() < 5.0
    # Without a heel the reference measures along the belt, the analyzer along a guessed axis.
    index_bound = 2.5 if name == "heel never lands" else 1.0
    assert np.abs(differences("strike_index_percent")).max() < index_bound
    assert np.abs(differences("landing_x_m")).max() < 0.001
    for zone in ("heel_onset_s", "ball_onset_s"):
        off_s = differences(zone)
        if len(off_s):
            assert np.abs(off_s).max() < 0.002
