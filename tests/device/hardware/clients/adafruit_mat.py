"""Read frames of a mat through Adafruit's driver: DESCRIPTION.toml FRAMES OUT.npz; the last is doubled."""

import sys

import numpy as np

from device.adafruit import AdafruitMat
from device.description_file import load_description


class SteadyBelt:
    """A belt whose speed is its clock's time, so that a test sees when it was asked for."""

    def along(self, time_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return time_s / 1000.0, np.zeros(len(time_s))


class CountingClock:
    """A clock that goes on by 100 us whenever somebody looks at it."""

    def __init__(self) -> None:
        self.ticks = 0

    def now_s(self) -> float:
        self.ticks += 1
        return 50.0 + 1e-4 * self.ticks

    def sleep_s(self, duration_s: float) -> None:
        raise AssertionError("a slow mat has no reason to sleep")


def main() -> None:
    path, frames, out = sys.argv[1:]
    mat = AdafruitMat(load_description(path), belt=SteadyBelt(), clock=CountingClock())
    blocks = [mat.read() for _ in range(int(frames))]
    mat.close()
    mat.close()
    assert mat.read() is None
    np.savez(
        out,
        time_s=np.concatenate([block.time_s for block in blocks if block]),
        force_n=np.concatenate([block.force_n for block in blocks if block]),
        belt_speed_m_s=np.concatenate([block.belt_speed_m_s for block in blocks if block]),
        frame_rate_hz=mat.frame_rate_hz,
        shape=(mat.geometry.rows, mat.geometry.cols),
        name=mat.name,
        label=mat.label,
    )


if __name__ == "__main__":
    main()
