"""Mats that do what a test has planned for a moment of their clock."""

from collections.abc import Callable

from device import FrameBlock, IdealMat, Recording, ReplayMat, RunnerSettings

__all__ = ["PlannedMat", "ShortMat"]


class ShortMat(IdealMat):
    """The simulated mat as fast as it is read, for so many seconds of its own time; then it ends."""

    def __init__(self, duration_s: float, settings: RunnerSettings | None = None) -> None:
        super().__init__(settings, speed=None)
        self.left_s = duration_s
        self.at_s: dict[float, Callable[[], object]] = {}

    def read(self) -> FrameBlock | None:
        """Return the next frames; before those at the times in `at_s`, call what is planned."""
        if self.left_s <= 0:
            return None
        block = super().read()
        if block is None:
            return None
        self.left_s -= len(block) / self.frame_rate_hz
        for time_s in [time_s for time_s in self.at_s if time_s <= block.time_s[0]]:
            self.at_s.pop(time_s)()
        return block


class PlannedMat(ReplayMat):
    """A recording as a mat; calls what is planned before the frames of its time."""

    def __init__(self, recording: Recording, *, speed: float | None) -> None:
        super().__init__(recording, speed=speed)
        self.at_s: dict[float, Callable[[], object]] = {}

    def read(self) -> FrameBlock | None:
        """Return the next frames; before those at the times in `at_s`, call what is planned."""
        block = super().read()
        due_s = [] if block is None else [at_s for at_s in self.at_s if at_s <= block.time_s[0]]
        for at_s in due_s:
            self.at_s.pop(at_s)()
        return block
