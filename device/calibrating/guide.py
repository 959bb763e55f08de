"""Who leads a person through a calibration: on a terminal, on a page, or nobody at all."""

import numpy as np
from numpy.typing import NDArray

from device.calibrating.mats import Step
from device.calibrating.tare import Tare

__all__ = ["Guide"]


class Guide:
    """Is told how a calibration gets on; this one says nothing to anybody.

    Any of its methods may raise, which ends the calibration; the mat is let go then.
    """

    def ask(self, step: Step) -> None:
        """Say what is to be done next, and return when the person is ready."""

    def read(self, since_s: float, seconds: float) -> None:
        """Take in that the empty mat has been read for so long, of so many seconds."""

    def tared(self, tare: Tare) -> None:
        """Take in the tare."""

    def pressed(self, cells: NDArray[np.bool_], where: str) -> None:
        """Take in that more cells were pressed: those that were so far, and in words where just now."""

    def warn(self, line: str) -> None:
        """Take in what the person should know."""

    def finished(self, step: Step, samples: int) -> None:
        """Take in that a step gave so many samples."""

    def has_enough(self) -> bool:
        """Return whether the person has ended the step."""
        return False
