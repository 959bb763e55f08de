"""Runners as the other rooms know them, and the versions of what is known of them."""

from dataclasses import dataclass, field
from datetime import datetime

from clinic.bounds import (
    BODY_MASS_KG,
    FOOT_LENGTH_M,
    HEIGHT_M,
    check_name,
    check_number,
    check_text,
)

__all__ = ["Runner", "RunnerVersion"]


@dataclass(frozen=True, slots=True)
class Runner:
    """What is known of a runner.

    Parameters
    ----------
    name : str
        Name, or the clinic's code, 1 to 80 characters.
    foot_length_m, body_mass_kg, height_m : float or None
        0.10 to 0.45 m, 5 to 300 kg, 0.4 to 2.6 m; None when unknown.
    shoe_size, shoes, notes : str
        Free text; empty when unknown.
    id : int or None
        The runner's number, never used twice; None when the store does not know the runner.
    version : int
        How often the data were written; 0 = never.

    Raises
    ------
    BadSession
        When a value lies outside its bounds.
    """

    name: str
    foot_length_m: float | None = None
    body_mass_kg: float | None = None
    height_m: float | None = field(default=None, kw_only=True)
    shoe_size: str = field(default="", kw_only=True)
    shoes: str = field(default="", kw_only=True)
    notes: str = field(default="", kw_only=True)
    id: int | None = field(default=None, kw_only=True)
    version: int = field(default=0, kw_only=True)

    def __post_init__(self) -> None:
        check_name("runner", self.name)
        check_name("shoe_size", self.shoe_size, least=0)
        check_text("shoes", self.shoes)
        check_text("notes", self.notes)
        check_number("foot_length_m", self.foot_length_m, FOOT_LENGTH_M)
        check_number("body_mass_kg", self.body_mass_kg, BODY_MASS_KG)
        check_number("height_m", self.height_m, HEIGHT_M)


@dataclass(frozen=True, slots=True)
class RunnerVersion:
    """One version of a runner's data: `author` wrote it at `at_utc`, for `reason`."""

    runner: Runner
    author: str
    at_utc: datetime
    reason: str
