"""The maker's build guide, as data: its steps, and which of the doctor's checks belong to each."""

from dataclasses import dataclass
from typing import Final, Literal

from device.errors import BadMat

__all__ = ["BUILD_STEPS", "Area", "BuildStep", "build_step"]

#: What the doctor can look at.
Area = Literal[
    "computer", "bus", "rest", "second opinion", "press", "rate", "belt", "panel", "housekeeping",
    "calibration",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class BuildStep:
    """One step of the build.

    Parameters
    ----------
    number : int
        From 1.
    title : str
        What has just been built.
    does : str
        What the doctor looks at, in one line.
    areas : tuple of Area
        The checks that belong to it.
    tiles : int or None
        How many tiles, from the front, are built by then; None = all that are described.
    """

    number: int
    title: str
    does: str
    areas: tuple[Area, ...]
    tiles: int | None = None


#: In the order of building. The build guide's headings have these numbers and titles.
BUILD_STEPS: Final = (
    BuildStep(1, "Power and the Pi's bus", "device files, user, real-time priority",
              ("computer",), 0),
    BuildStep(2, "One converter answers", "the first tile's converter, its clock, both read paths",
              ("computer", "bus", "rest", "second opinion"), 1),
    BuildStep(3, "The row drivers shift", "each row follows its own pattern and no other (test resistor)",
              ("rest", "press"), 1),
    BuildStep(4, "Rows, columns and what they read unloaded", "shorts, saturation and noise of an empty tile",
              ("bus", "rest"), 1),
    BuildStep(5, "The first film", "every cell of the first tile answers where it is pressed",
              ("rest", "press"), 1),
    BuildStep(6, "More tiles and their chip selects", "every tile answers, and lies where it is described",
              ("computer", "bus", "rest", "press")),
    BuildStep(7, "The tachometer", "edges come, evenly, and agree with the prints", ("belt",)),
    BuildStep(8, "Button, lamp and buzzer", "lamp and buzzer come on, the button is seen", ("panel",)),
    BuildStep(9, "Housekeeping", "row rail, deck temperature and load cell", ("housekeeping",)),
    BuildStep(10, "The whole mat and its rate", "everything, with the rates of both scans",
              ("computer", "bus", "rest", "second opinion", "rate", "belt", "housekeeping", "calibration")),
)  # fmt: skip


def build_step(number: int) -> BuildStep:
    """Return a step by its number, or raise `BadMat`."""
    for step in BUILD_STEPS:
        if step.number == number:
            return step
    raise BadMat(f"the build has steps 1 to {BUILD_STEPS[-1].number}, got {number}")
