"""A protocol as data: its stages, and how feedback fades over its sessions."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any, Self, get_args

from clinic.errors import BadProtocol
from clinic.remarks import PhaseKind

__all__ = ["MINUTES", "PERCENT", "Fading", "Stage", "TrainingProtocol", "check_within"]

DURATION_S = (5.0, 7200.0)
MINUTES = (1.0, 120.0)
CYCLE_S = (20.0, 3600.0)
PERCENT = (0.0, 100.0)
RATE_PER_MINUTE = (30.0, 260.0)


def check_within(name: str, value: Any, bounds: tuple[float, float]) -> None:
    """Raise BadProtocol unless the value is a number within its bounds."""
    low, high = bounds
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not low <= value <= high:
        raise BadProtocol(f"{name} must be a number from {low:g} to {high:g}, got {value!r}")


def _known(kind: type, what: str, values: Mapping[str, Any]) -> None:
    names = [field.name for field in fields(kind)]
    for name in values:
        if name not in names:
            raise BadProtocol(f"{what} has no {name!r}; known are {', '.join(names)}")


@dataclass(frozen=True, slots=True)
class Fading:
    """How long practice lasts and how much of it has feedback, session by session.

    Parameters
    ----------
    minutes : tuple of float
        Practice of each session, 1 to 120.
    feedback_percent : tuple of float
        Share of the practice with feedback; never more than in the session before.
    cycle_s : float
        Within each cycle of practice feedback comes first, then the rest without, 20 to 3600 s.

    Raises
    ------
    BadProtocol
        When a value is out of bounds, or feedback grows.
    """

    minutes: tuple[float, ...]
    feedback_percent: tuple[float, ...]
    cycle_s: float

    def __post_init__(self) -> None:
        if not self.minutes or len(self.minutes) != len(self.feedback_percent):
            raise BadProtocol(
                "fading needs as many minutes as feedback_percent, at least one, got "
                f"{len(self.minutes)} and {len(self.feedback_percent)}"
            )
        for minutes in self.minutes:
            check_within("fading minutes", minutes, MINUTES)
        for percent in self.feedback_percent:
            check_within("fading feedback_percent", percent, PERCENT)
        check_within("fading cycle_s", self.cycle_s, CYCLE_S)
        if any(after > before for before, after in pairwise(self.feedback_percent)):
            raise BadProtocol(
                f"feedback_percent must not grow from session to session, got {self.feedback_percent}"
            )

    @property
    def sessions(self) -> int:
        """How many sessions."""
        return len(self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a protocol.

    Parameters
    ----------
    name : str
        Its words stand under `stage-<name>`.
    kind : str
        Phase that is stored.
    duration_s : float or None
        5 to 7200; None: to the session's end, or what `is_practice` says.
    feedback_percent : float
        Share of the stage with feedback; the runner sees no results in the rest.
    cue : bool
        Whether the runner is told the cue.
    is_practice : bool
        Whether minutes and feedback are those of the session's place in the fading.
    sessions : tuple of int
        Only in these sessions, from 1; empty: in all.
    rate_per_minute : float or None
        Beat of the metronome, 30 to 260.
    on_the_spot : bool
        Whether the belt stands.

    Raises
    ------
    BadProtocol
        When a value is out of bounds.
    """

    name: str
    kind: PhaseKind
    duration_s: float | None = None
    feedback_percent: float = 0.0
    cue: bool = False
    is_practice: bool = False
    sessions: tuple[int, ...] = ()
    rate_per_minute: float | None = None
    on_the_spot: bool = False

    def __post_init__(self) -> None:
        if self.kind not in get_args(PhaseKind):
            known = ", ".join(get_args(PhaseKind))
            raise BadProtocol(f"stage {self.name}: kind must be one of {known}, got {self.kind!r}")
        if self.duration_s is not None:
            check_within(f"stage {self.name}: duration_s", self.duration_s, DURATION_S)
        if self.rate_per_minute is not None:
            check_within(
                f"stage {self.name}: rate_per_minute", self.rate_per_minute, RATE_PER_MINUTE
            )
        check_within(f"stage {self.name}: feedback_percent", self.feedback_percent, PERCENT)


@dataclass(frozen=True, slots=True)
class TrainingProtocol:
    """What is done in a session, stage by stage.

    Parameters
    ----------
    name : str
        Its words stand under `protocol-<name>`.
    stages : tuple of Stage
        In order; only the last may be without an end.
    fading : Fading or None
        Over the sessions of a plan.

    Raises
    ------
    BadProtocol
        When the stages cannot follow each other.
    """

    name: str
    stages: tuple[Stage, ...]
    fading: Fading | None = None

    def __post_init__(self) -> None:
        if not self.stages:
            raise BadProtocol(f"protocol {self.name} has no stage; give it one")
        for stage in self.stages:
            if stage.is_practice and self.fading is None:
                raise BadProtocol(
                    f"protocol {self.name}: stage {stage.name} is practice, but there is no fading"
                )
        for stage in self.stages[:-1]:
            if stage.duration_s is None and not stage.is_practice:
                raise BadProtocol(
                    f"protocol {self.name}: only the last stage may be without duration_s, "
                    f"not {stage.name}"
                )

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Self:
        """Return the protocol that a TOML file holds; unknown keys are errors."""
        for key in values:
            if key not in {"name", "stage", "fading"}:
                raise BadProtocol(f"a protocol has no {key!r}; known are name, stage, fading")
        stages = []
        for given in values.get("stage", ()):
            _known(Stage, "a stage", given)
            stages.append(Stage(**{**given, "sessions": tuple(given.get("sessions", ()))}))
        fading = values.get("fading")
        if fading is not None:
            _known(Fading, "fading", fading)
            fading = Fading(
                tuple(fading["minutes"]), tuple(fading["feedback_percent"]), fading["cycle_s"]
            )
        return cls(values["name"], tuple(stages), fading)
