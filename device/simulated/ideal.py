"""The ideal mat: samples a runner's load into force frames at its own pace; no chip, no wire."""

import threading
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from device.errors import BadMat
from device.frames import DEFAULT_GEOMETRY, FrameBlock, MatGeometry
from device.mat import Clock
from device.pace import Pace
from device.simulated.runner import Runner
from device.simulated.settings import RunnerSettings

__all__ = ["IdealMat", "LoadSampler"]

#: Frames are made this many seconds at a time: the numbers do not depend on how much is read.
CHUNK_S = 0.020
#: The most that one `read` hands over when the reader has fallen behind, in chunks.
MOST_CHUNKS = 25
FRAME_RATE_RANGE_HZ = (50.0, 5000.0)


class LoadSource(Protocol):
    """What presses on the deck, continuous in time."""

    def cell_force_n(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the force on each cell at each time, newtons, shape (n, rows, cols)."""

    def belt_speed_m_s(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the belt speed at each time, metres per second, shape (n,)."""


class LoadSampler:
    """Force frames of a runner, made chunk by chunk: sensor noise, no negative force, whole quanta.

    Parameters
    ----------
    runner : LoadSource
        The load: a runner or a scene.
    frame_rate_hz : float
        Frames per second, 50-5000.
    noise_n : float
        Standard deviation of each cell's noise, newtons, at least 0.
    quantum_n : float
        Smallest difference that a cell can show, newtons, at least 0; 0 = none.
    seed : int
        Of the noise.

    Raises
    ------
    BadMat
        If a value is out of bounds.
    """

    def __init__(
        self,
        runner: LoadSource,
        *,
        frame_rate_hz: float,
        noise_n: float,
        quantum_n: float,
        seed: int,
    ) -> None:
        low_hz, high_hz = FRAME_RATE_RANGE_HZ
        if not low_hz <= frame_rate_hz <= high_hz:
            raise BadMat(
                f"frame_rate_hz must be from {low_hz:g} to {high_hz:g}, got {frame_rate_hz!r}"
            )
        for name, value in (("noise_n", noise_n), ("quantum_n", quantum_n)):
            if not 0.0 <= value < np.inf:
                raise BadMat(f"{name} must be at least 0 and finite, got {value!r}")
        self.chunk_frames = max(1, round(CHUNK_S * frame_rate_hz))
        self._runner = runner
        self._frame_rate_hz = frame_rate_hz
        self._noise_n = np.float32(noise_n)
        self._quantum_n = np.float32(quantum_n)
        self._random = np.random.default_rng(seed)
        self._next_frame = 0

    @property
    def chunk_end_s(self) -> float:
        """When the last frame of the next chunk is complete, seconds since the start."""
        return (self._next_frame + self.chunk_frames) / self._frame_rate_hz

    def chunk(self) -> FrameBlock:
        """Return the next `chunk_frames` frames."""
        frames = np.arange(self._next_frame, self._next_frame + self.chunk_frames)
        self._next_frame += self.chunk_frames
        time_s = frames / self._frame_rate_hz
        force_n = self._sense(self._runner.cell_force_n(time_s))
        return FrameBlock(time_s, force_n, self._runner.belt_speed_m_s(time_s))

    def _sense(self, load_n: NDArray[np.float64]) -> NDArray[np.float32]:
        sensed_n = load_n.astype(np.float32)
        if self._noise_n > 0.0:
            noise = self._random.standard_normal(sensed_n.shape, dtype=np.float32)
            sensed_n += self._noise_n * noise
        np.maximum(sensed_n, 0.0, out=sensed_n)
        if self._quantum_n > 0.0:
            sensed_n = np.rint(sensed_n / self._quantum_n) * self._quantum_n
        return sensed_n


class IdealMat:
    """A simulated runner on a mat that reads all cells at once; keeps the contract of `device.mat.Mat`.

    Parameters
    ----------
    settings : RunnerSettings
        The runner at first; `set_runner` changes it.
    geometry : MatGeometry
        The cells.
    frame_rate_hz, noise_n, quantum_n : float
        As of `LoadSampler`.
    seed : int
        Of the sensor noise; the runner's variation has its own.
    clock : Clock, optional
        Paces `read`; the computer's by default.
    speed : float or None
        Seconds of mat time in a second of the clock, above 0; None = as fast as it is read.

    Raises
    ------
    BadMat
        If a value is out of bounds.
    """

    name = "ideal"
    label = "SIMULATED"

    def __init__(
        self,
        settings: RunnerSettings | None = None,
        *,
        geometry: MatGeometry = DEFAULT_GEOMETRY,
        frame_rate_hz: float = 500.0,
        noise_n: float = 0.25,
        quantum_n: float = 0.25,
        seed: int = 0,
        clock: Clock | None = None,
        speed: float | None = 1.0,
    ) -> None:
        self.geometry = geometry
        self.frame_rate_hz = frame_rate_hz
        self._runner = Runner(settings or RunnerSettings(), geometry)
        self._know_runner()
        self._sampler = LoadSampler(
            self._runner,
            frame_rate_hz=frame_rate_hz,
            noise_n=noise_n,
            quantum_n=quantum_n,
            seed=seed,
        )
        self._pace = Pace(speed, clock)
        self._closed = threading.Event()

    @property
    def runner(self) -> RunnerSettings:
        """The runner that was last set."""
        return self._runner.settings

    def set_runner(self, settings: RunnerSettings) -> None:
        """Let another runner take over with the next footfall; any thread may call this."""
        self._runner.settings = settings
        self._know_runner()

    def read(self) -> FrameBlock | None:
        """Wait for the next frames, about 20 ms of them; None once the mat is closed."""
        if self._closed.is_set():
            return None
        due = self._wait()
        if self._closed.is_set():
            return None
        chunks = [self._sampler.chunk() for _ in range(due)]
        return FrameBlock(
            np.concatenate([chunk.time_s for chunk in chunks]),
            np.concatenate([chunk.force_n for chunk in chunks]),
            np.concatenate([chunk.belt_speed_m_s for chunk in chunks]),
        )

    def close(self) -> None:
        """Let go of the mat; `read` returns None from then on."""
        self._closed.set()

    def _know_runner(self) -> None:
        self.foot_length_m: float | None = self.runner.foot_length_m
        self.body_mass_kg: float | None = self.runner.body_mass_kg

    def _wait(self) -> int:
        """Sleep until a chunk is complete, and count the chunks that are."""
        end_s = self._sampler.chunk_end_s
        now_s = self._pace.wait_until(end_s, self._closed)
        chunk_s = self._sampler.chunk_frames / self.frame_rate_hz
        return min(1 + int((now_s - end_s) / chunk_s), MOST_CHUNKS)
