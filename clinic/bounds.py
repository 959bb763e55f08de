"""What a person may enter: the bounds of texts and numbers."""

import math
import unicodedata

from clinic.errors import BadSession

__all__ = [
    "BODY_MASS_KG",
    "FOOT_LENGTH_M",
    "HEIGHT_M",
    "NAME_LENGTH_MAX",
    "PAIN",
    "check_choice",
    "check_name",
    "check_number",
    "check_text",
]

NAME_LENGTH_MAX = 80
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
NOTE_LENGTH_MAX = 2000
FOOT_LENGTH_M = (0.10, 0.45)
BODY_MASS_KG = (5.0, 300.0)
HEIGHT_M = (0.4, 2.6)
PAIN = (0.0, 10.0)


def check_text(name: str, text: str, *, least: int = 0, most: int = NOTE_LENGTH_MAX) -> None:
    """Raise BadSession unless the text has that many characters and none that steers a terminal."""
    length = len(text.strip())
    if not least <= length <= most:
        raise BadSession(f"{name} must have {least} to {most} characters, got {length}")
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\r\t":
            raise BadSession(
                f"{name} must be readable text, got the control character {character!r}"
            )


def check_name(name: str, text: str, *, least: int = 1) -> None:
    """Raise BadSession unless the text is one line that a person can read, of a name's length.

    Marks that turn the direction of writing are refused too: a name must look like what it is.
    """
    check_text(name, text, least=least, most=NAME_LENGTH_MAX)
    for character in text:
        if character in "\n\r\t\u2028\u2029" or unicodedata.bidirectional(character) in _TURNING:
            raise BadSession(f"{name} must be one line of text, got the character {character!r}")


def check_number(name: str, value: float | None, bounds: tuple[float, float]) -> None:
    """Raise BadSession unless the number is unknown or within its bounds, both included."""
    low, high = bounds
    if value is not None and not (math.isfinite(value) and low <= value <= high):
        raise BadSession(
            f"{name} must be {low:g} to {high:g}, got {value:g}; leave it out if unknown"
        )


def check_choice(name: str, value: str, choices: tuple[str, ...]) -> None:
    """Raise BadSession unless the value is one of the choices."""
    if value not in choices:
        raise BadSession(f"{name} must be one of {', '.join(choices)}, got {value!r}")
