"""What is not a person on a mat: the simulated runner, and what the page may change of it."""

import threading
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, Protocol, runtime_checkable

from device import FAULT_KINDS, Fault, Mat, RunnerSettings, fault_words, parse_fault
from web.errors import BadInput, NotSimulated

__all__ = ["SimulatedWorld", "change_runner", "fault_kinds", "runner_facts", "runner_of"]

#: Nobody can look at more broken things at a time.
FAULTS_MAX = 20


@runtime_checkable
class _RunnerMat(Protocol):
    """A mat with a runner that can be changed."""

    @property
    def runner(self) -> RunnerSettings:
        """Who runs."""

    def set_runner(self, settings: RunnerSettings) -> None:
        """Let somebody else run, from any thread."""


@runtime_checkable
class _BreakableMat(Protocol):
    """A mat whose chips are modelled, and can be broken and repaired."""

    def inject(self, fault: Fault) -> None:
        """Break something."""

    def repair(self) -> None:
        """Take away every fault."""


class SimulatedWorld:
    """What is simulated, whichever mat it is done to: it outlives a mat that is opened again.

    Attributes
    ----------
    can_break : bool
        Whether the chips of the mat that was opened last are modelled.
    """

    def __init__(self) -> None:
        self.can_break = False
        self._runner: RunnerSettings | None = None
        self._faults: dict[str, Fault] = {}
        self._lock = threading.Lock()

    @property
    def faults(self) -> list[Fault]:
        """What is broken."""
        with self._lock:
            return list(self._faults.values())

    def enter(self, mat: Mat) -> None:
        """Let a mat that has just been opened be as it was before it was closed."""
        with self._lock:
            if self._runner is not None and isinstance(mat, _RunnerMat):
                mat.set_runner(self._runner)
            self.can_break = isinstance(mat, _BreakableMat)
            if isinstance(mat, _BreakableMat):
                for fault in self._faults.values():
                    mat.inject(fault)

    def change_runner(self, mat: Mat, changes: Mapping[str, Any]) -> RunnerSettings:
        """Change some settings of the runner and return all; see `change_runner`."""
        with self._lock:
            self._runner = change_runner(mat, changes)
            return self._runner

    def inject(self, mat: Mat, words: str) -> None:
        """Break something of a modelled mat; see `device.parse_fault` for the words.

        Raises
        ------
        NotSimulated
            When its chips are not modelled.
        BadMat
            When there is no such fault, or the mat has no such place.
        BadInput
            When too much is broken already.
        """
        breakable = _breakable(mat)
        fault = parse_fault(words)
        with self._lock:
            if len(self._faults) >= FAULTS_MAX:
                raise BadInput(f"{FAULTS_MAX} faults at most; take some away first")
            breakable.inject(fault)
            self._faults[fault_words(fault)] = fault

    def clear(self, mat: Mat, words: str | None = None) -> None:
        """Take away one fault, or without words all.

        Raises
        ------
        NotSimulated
            When the mat's chips are not modelled.
        BadInput
            When there is no such fault.
        """
        breakable = _breakable(mat)
        with self._lock:
            if words is not None and words not in self._faults:
                known = ", ".join(self._faults) or "none"
                raise BadInput(f"there is no fault {words!r}; there are {known}")
            cleared = [words] if words is not None else list(self._faults)
            for name in cleared:
                del self._faults[name]
            breakable.repair()
            for fault in self._faults.values():
                breakable.inject(fault)

    def fault_words(self) -> list[str]:
        """Return what is broken, in the words of `device.parse_fault`."""
        with self._lock:
            return list(self._faults)


def fault_kinds() -> dict[str, list[str]]:
    """Return by kind of fault the names of its values, in the order of its words."""
    return {name: [field.name for field in fields(kind)] for name, kind in FAULT_KINDS.items()}


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


def _breakable(mat: Mat) -> _BreakableMat:
    if not isinstance(mat, _BreakableMat):
        raise NotSimulated(f"the mat is {mat.name}; only modelled chips can be broken")
    return mat
