"""Which measures the pages show, in which groups, and how each is read."""

from dataclasses import dataclass

from clinic import Figures

__all__ = ["MEASURE_GROUPS", "STEP_GROUPS", "ZONE_TIMES", "Reading", "reading_of"]

#: In the order of the page.
MEASURE_GROUPS: dict[str, tuple[str, ...]] = {
    "landing": (
        "ball_first_percent",
        "strike_index_percent",
        "strike_index_sd_percent",
        "heel_to_ball_s",
        "heel_contact_s",
        "foot_flat_s",
        "onset_steepness_per_s",
    ),
    "timing": ("contact_time_s", "flight_time_s", "step_time_s", "stride_time_s", "duty_factor"),
    "place": (
        "step_length_m",
        "stride_length_m",
        "step_width_m",
        "toe_out_deg",
        "landing_x_m",
        "landing_y_m",
    ),
    "line": ("gait_line_length_m", "gait_line_width_m", "gait_line_speed_m_s"),
    "zones": (
        "heel_impulse_n_s",
        "midfoot_impulse_n_s",
        "ball_impulse_n_s",
        "toes_impulse_n_s",
        "medial_impulse_n_s",
        "lateral_impulse_n_s",
        "heel_peak_n",
        "midfoot_peak_n",
        "ball_peak_n",
        "toes_peak_n",
        "medial_peak_n",
        "lateral_peak_n",
    ),
    "load": ("peak_force_n", "impulse_n_s", "print_length_m", "contact_area_m2"),
}

#: The same for one step, which is either ball first or not, with how it was measured.
STEP_GROUPS: dict[str, tuple[str, ...]] = {
    **MEASURE_GROUPS,
    "landing": ("confidence", *MEASURE_GROUPS["landing"][1:]),
    "how": ("threshold_n", "foot_length_m", "belt_speed_m_s"),
}

#: When each zone of a step was first and last loaded.
ZONE_TIMES = {
    zone: (f"{zone}_onset_s", f"{zone}_end_s") for zone in ("heel", "midfoot", "ball", "toes")
}

INCH_M = 0.0254


@dataclass(frozen=True, slots=True)
class Reading:
    """How a measure is read.

    Parameters
    ----------
    family : str
        Of the words for more and less of it.
    unit : str
        That is read; empty where there is none.
    scale : float
        From the field's unit to the one that is read.
    digits : int
        After the point.
    """

    family: str
    unit: str
    scale: float = 1.0
    digits: int = 0

    @property
    def change_unit(self) -> str:
        """The unit of a difference: of percentages it is points."""
        return "points" if self.unit == "%" else self.unit


_LENGTH = Reading("length", "cm", 100.0, 1)
_LENGTH_IN = Reading("length", "in", 1 / INCH_M, 2)

#: By the end of a measure's name; the first that fits counts.
_READINGS: tuple[tuple[str, Reading], ...] = (
    ("ball_first_percent", Reading("share", "%")),
    ("strike_index_percent", Reading("index", "%")),
    ("_percent", Reading("amount", "%", 1.0, 1)),
    ("toe_out_deg", Reading("turn", "°", 1.0, 1)),
    ("heel_to_ball_s", Reading("delay", "ms", 1000.0)),
    ("_per_s", Reading("steepness", "1/s", 1.0, 1)),
    ("_m2", Reading("amount", "cm²", 1e4)),
    ("_m_s", Reading("speed", "m/s", 1.0, 2)),
    ("_n_s", Reading("amount", "N s", 1.0, 1)),
    ("_n", Reading("amount", "N")),
    ("_s", Reading("time", "ms", 1000.0)),
    ("", Reading("amount", "", 1.0, 2)),
)
_LENGTH_FAMILIES = {
    "step_width_m": "width",
    "gait_line_width_m": "width",
    "landing_x_m": "across",
    "landing_y_m": "along",
}


def reading_of(measure: str, figures: Figures) -> Reading:
    """Return how a measure is read in the reader's units."""
    if measure.endswith("_m"):
        length = _LENGTH_IN if figures.units == "imperial" else _LENGTH
        family = _LENGTH_FAMILIES.get(measure, "length")
        return Reading(family, length.unit, length.scale, length.digits)
    return next(reading for end, reading in _READINGS if measure.endswith(end))
