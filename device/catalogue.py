"""The mats by name."""

from device.errors import BadMat
from device.mat import Clock, Mat
from device.recording_file import load_recording
from device.replay import ReplayMat
from device.simulated import RunnerSettings, SimulatedMat

__all__ = ["open_mat"]

_REPLAY = "replay:"


def open_mat(
    name: str,
    *,
    speed: float | None = 1.0,
    loop: bool = False,
    clock: Clock | None = None,
    runner: RunnerSettings | None = None,
) -> Mat:
    """Return the mat that is called `name`.

    Parameters
    ----------
    name : str
        `"simulated"`, or `"replay:FILE"` with the path of a recording.
    speed : float or None
        Seconds of mat time in a second of the clock, above 0; None = as fast as it is read.
    loop : bool
        Whether a replay begins again at its end; only for a replay.
    clock : Clock, optional
        The computer's by default.
    runner : RunnerSettings, optional
        Who runs on the simulated mat; only for that.

    Raises
    ------
    BadMat
        If there is no such mat, or a setting does not suit it.
    RecordingNotFound, BadRecording
        If a replay's file is missing or is not a recording.
    """
    if name == "simulated":
        if loop:
            raise BadMat("loop is for replay:FILE; the simulated mat has no end")
        return SimulatedMat(runner, clock=clock, speed=speed)
    if name.startswith(_REPLAY) and name != _REPLAY:
        if runner is not None:
            raise BadMat("runner is for the simulated mat; a replay has its own")
        return ReplayMat(
            load_recording(name.removeprefix(_REPLAY)), speed=speed, loop=loop, clock=clock
        )
    raise BadMat(f"there is no mat {name!r}; choose simulated or replay:FILE")
