"""Recordings of scenes, and of runners who change, with their truth."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from device.frames import FrameBlock, MatGeometry
from device.recording import Recording
from device.simulated.footfall import Footfall
from device.simulated.ideal import LoadSampler
from device.simulated.runner import Runner
from device.simulated.scene import Person, Scene
from device.simulated.settings import RunnerSettings
from device.simulated.truth import TrueStep, true_steps

__all__ = ["simulate_changes", "simulate_scene"]


def simulate_scene(
    scene: Scene,
    duration_s: float,
    *,
    frame_rate_hz: float = 500.0,
    noise_n: float = 0.25,
    quantum_n: float = 0.25,
    seed: int = 0,
) -> tuple[Recording, list[TrueStep]]:
    """Return what a mat under a scene reads, and the truth of its steps; see `simulate_recording`."""
    sampler = LoadSampler(
        scene, frame_rate_hz=frame_rate_hz, noise_n=noise_n, quantum_n=quantum_n, seed=seed
    )
    chunks = [
        sampler.chunk() for _ in range(math.ceil(duration_s * frame_rate_hz / sampler.chunk_frames))
    ]
    recording = _recording(chunks, scene.geometry, scene.person)
    return recording, [step for step in scene.true_steps() if step.contact_s < duration_s]


def simulate_changes(
    changes: Mapping[float, RunnerSettings], duration_s: float, *, seed: int = 0
) -> tuple[Recording, list[TrueStep]]:
    """Return a runner who changes at times: to another gait, to another speed, to standing.

    Parameters
    ----------
    changes : mapping of float to RunnerSettings
        The runner from each time on, seconds, increasing; the first time is 0.
    """
    times_s, runners = list(changes), list(changes.values())
    footfalls: list[Footfall] = []
    runner = Runner(runners[0], on_footfall=footfalls.append)
    sampler = LoadSampler(runner, frame_rate_hz=500.0, noise_n=0.25, quantum_n=0.25, seed=seed)
    chunks, due = [], 1
    while sampler.chunk_end_s <= duration_s:
        if due < len(times_s) and sampler.chunk_end_s > times_s[due]:
            runner.settings = runners[due]
            due += 1
        chunks.append(sampler.chunk())
    recording = _recording(chunks, runner.geometry, Person.of(runners[0]))
    steps = true_steps(footfalls, runner.belt, runner.geometry)
    return recording, [step for step in steps if step.contact_s < duration_s]


def _recording(chunks: Sequence[FrameBlock], geometry: MatGeometry, person: Person) -> Recording:
    return Recording(
        geometry=geometry,
        time_s=np.concatenate([chunk.time_s for chunk in chunks]),
        force_n=np.concatenate([chunk.force_n for chunk in chunks]),
        belt_speed_m_s=np.concatenate([chunk.belt_speed_m_s for chunk in chunks]),
        foot_length_m=person.foot_length_m,
        body_mass_kg=person.body_mass_kg,
        name="simulated",
    )
