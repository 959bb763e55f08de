"""A simulated recording with its truth, for tests and measurements."""

import math

import numpy as np

from device.errors import BadMat
from device.frames import DEFAULT_GEOMETRY, MatGeometry
from device.recording import Recording
from device.simulated.footfall import Footfall
from device.simulated.ideal import LoadSampler
from device.simulated.runner import Runner
from device.simulated.settings import RunnerSettings
from device.simulated.truth import TrueStep, true_steps

__all__ = ["simulate_recording"]

#: The plan goes on this long after the recording, so that its last steps know their flight time.
AFTERWARDS_S = 2.0


def simulate_recording(
    settings: RunnerSettings,
    duration_s: float,
    *,
    geometry: MatGeometry = DEFAULT_GEOMETRY,
    frame_rate_hz: float = 500.0,
    noise_n: float = 0.25,
    quantum_n: float = 0.25,
    seed: int = 0,
) -> tuple[Recording, list[TrueStep]]:
    """Return what an `IdealMat` would have read, and what really happened.

    Parameters
    ----------
    settings : RunnerSettings
        The runner.
    duration_s : float
        Length of the recording, above 0; frames lie at 0, 1 / `frame_rate_hz`, ... below it.
    geometry, frame_rate_hz, noise_n, quantum_n, seed
        As of `IdealMat`.

    Returns
    -------
    Recording
        With the runner's foot length and body mass.
    list of TrueStep
        Every step whose contact lies in the recording; the last may end after it.

    Raises
    ------
    BadMat
        If a value is out of bounds.
    """
    if not 0.0 < duration_s < math.inf:
        raise BadMat(f"duration_s must be above 0 and finite, got {duration_s!r}")
    footfalls: list[Footfall] = []
    runner = Runner(settings, geometry, on_footfall=footfalls.append)
    sampler = LoadSampler(
        runner, frame_rate_hz=frame_rate_hz, noise_n=noise_n, quantum_n=quantum_n, seed=seed
    )
    frames = math.ceil(duration_s * frame_rate_hz)
    chunks = [sampler.chunk() for _ in range(math.ceil(frames / sampler.chunk_frames))]
    runner.advance(duration_s + AFTERWARDS_S)
    recording = Recording(
        geometry=geometry,
        time_s=np.concatenate([chunk.time_s for chunk in chunks])[:frames],
        force_n=np.concatenate([chunk.force_n for chunk in chunks])[:frames],
        belt_speed_m_s=np.concatenate([chunk.belt_speed_m_s for chunk in chunks])[:frames],
        foot_length_m=settings.foot_length_m,
        body_mass_kg=settings.body_mass_kg,
        name="simulated",
    )
    steps = true_steps(footfalls, runner.belt, geometry)
    return recording, [step for step in steps if step.contact_s < duration_s]
