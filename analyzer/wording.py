"""Measures and their differences in words that a runner reads: `longer by 12 ms`."""

from typing import NamedTuple

__all__ = ["Words", "amount", "change_in_words", "words_of"]


class Words(NamedTuple):
    """How one kind of measure is read.

    Parameters
    ----------
    end : str
        What the names of its fields end in.
    more, less : str
        The direction of a difference.
    factor : float
        From the field's unit to the one that is read.
    unit : str
        That unit.
    """

    end: str
    more: str
    less: str
    factor: float = 1.0
    unit: str = ""


#: The first that fits counts, the last fits every measure.
_WORDS = (
    Words("strike_index_percent", "further forward", "further back", 1.0, "points"),
    Words("toe_out_deg", "further outward", "further inward", 1.0, "degrees"),
    Words("heel_to_ball_s", "ball later", "ball earlier", 1000.0, "ms"),
    Words("landing_x_m", "further right", "further left", 1000.0, "mm"),
    Words("landing_y_m", "further back", "further forward", 1000.0, "mm"),
    Words("_length_m", "longer", "shorter", 1000.0, "mm"),
    Words("_width_m", "wider", "narrower", 1000.0, "mm"),
    Words("_m2", "larger", "smaller", 10000.0, "cm²"),
    Words("_m_s", "faster", "slower", 1.0, "m/s"),
    Words("_n_s", "higher", "lower", 1.0, "N s"),
    Words("_per_s", "steeper", "less steep", 1.0, "1/s"),
    Words("_percent", "higher", "lower", 1.0, "points"),
    Words("_n", "higher", "lower", 1.0, "N"),
    Words("_s", "longer", "shorter", 1000.0, "ms"),
    Words("", "higher", "lower"),
)


def words_of(measure: str) -> Words:
    """Return how a measure is read."""
    return next(words for words in _WORDS if measure.endswith(words.end))


def amount(measure: str, value: float) -> str:
    """Return a value in the unit that is read, whole or to two digits: `12 ms`, `1.2 ms`, `-240 N`."""
    words = words_of(measure)
    read = value * words.factor
    digits = f"{read:.0f}" if abs(read) >= 9.95 else f"{read:.2g}"
    return f"{digits} {words.unit}".rstrip()


def change_in_words(measure: str, difference: float) -> str:
    """Return a difference with its direction: `longer by 12 ms`, `further back by 6 points`."""
    words = words_of(measure)
    return f"{words.more if difference > 0 else words.less} by {amount(measure, abs(difference))}"
