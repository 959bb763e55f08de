"""Foot length from a shoe size. A shoe's size tells a foot's length to about one size (7 to 8 mm).

Sizes count the last, which is longer than the foot by its allowance. EU sizes are Paris points of 2/3 cm of a
last that is taken as 15 mm longer than the foot. UK and US sizes are thirds of an inch from a zero that
makers set: ``foot in inches = (UK + 23) / 3``, ``(US men + 22) / 3``, ``(US women + 20.5) / 3``.
"""

from typing import Literal, get_args

from clinic.bounds import FOOT_LENGTH_M, check_choice, check_number

__all__ = ["SHOE_SYSTEMS", "ShoeSystem", "foot_length_of_shoe_m"]

ShoeSystem = Literal["eu", "uk", "us-men", "us-women"]
SHOE_SYSTEMS: tuple[str, ...] = get_args(ShoeSystem)

INCH_M = 0.0254
PARIS_POINT_M = 0.02 / 3.0
ALLOWANCE_M = 0.015
_ZERO = {"uk": 23.0, "us-men": 22.0, "us-women": 20.5}
#: Wider than any shoe that is sold; what matters is the foot's bounds.
_SIZES = (0.0, 70.0)


def foot_length_of_shoe_m(system: str, size: float) -> float:
    """Return the length of the foot that a shoe of this size is made for, metres.

    Parameters
    ----------
    system : {"eu", "uk", "us-men", "us-women"}
        Of the size.
    size : float
        As printed in the shoe, adult sizes.

    Raises
    ------
    BadSession
        When there is no such system, or no foot has that length.
    """
    check_choice("system", system, SHOE_SYSTEMS)
    check_number("size", size, _SIZES)
    is_eu = system == "eu"
    length_m = (
        size * PARIS_POINT_M - ALLOWANCE_M if is_eu else (size + _ZERO[system]) / 3.0 * INCH_M
    )
    check_number("the foot length of this size", length_m, FOOT_LENGTH_M)
    return length_m
