"""What is not a person on a mat: the simulated runner, and what the page may change of it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Protocol, runtime_checkable

from device import Mat, RunnerSettings
from web.errors import NotSimulated

__all__ = ["change_runner", "runner_facts", "runner_of"]


@runtime_checkable
class _RunnerMat(Protocol):
    """A mat with a runner that can be changed."""

    @property
    def runner(self) -> RunnerSettings:
        """Who runs."""

    def set_runner(self, settings: RunnerSettings) -> None:
        """Let somebody else run, from any thread."""


def runner_of(mat: Mat) -> RunnerSettings:
    """Return the mat's simulated runner, or raise NotSimulated."""
    return _with_runner(mat).runner


def runner_facts(mat: Mat | None) -> dict[str, Any] | None:
    """Return the simulated runner's settings as plain values; None on any other mat."""
    return asdict(mat.runner) if isinstance(mat, _RunnerMat) else None


def change_runner(mat: Mat, changes: Mapping[str, Any]) -> RunnerSettings:
    """Change some settings of the mat's simulated runner and return all.

    A new gait without a speed and a cadence takes those that are usual for it.

    Raises
    ------
    NotSimulated
        When the mat is not the simulated one.
    BadMat
        When a setting is unknown or its value out of bounds.
    """
    simulated = _with_runner(mat)
    settings = asdict(simulated.runner)
    if "gait" in changes and changes["gait"] != settings["gait"]:
        settings |= {"speed_m_s": None, "cadence_spm": None}
    runner = RunnerSettings.from_mapping(settings | dict(changes))
    simulated.set_runner(runner)
    return runner


def _with_runner(mat: Mat) -> _RunnerMat:
    if not isinstance(mat, _RunnerMat):
        raise NotSimulated(f"the mat is {mat.name}; only the simulated mat has a runner to change")
    return mat
