"""The further measures of a step: zones, rhythm, places, gait line. `docs/data.md` defines each."""

from typing import Any, NamedTuple

__all__ = ["Measures"]


class Measures(NamedTuple):
    """Everything measured of a step beyond its contact and its strike; None where it cannot be told.

    A tuple, for it is made with every step: that takes a quarter of the time of a dataclass.

    Parameters
    ----------
    strike_index_sd_percent : float or None
        Standard deviation to be expected of `strike_index_percent`, from cell pitch and frame rate.
    heel_end_s, midfoot_onset_s, midfoot_end_s, ball_end_s, toes_onset_s, toes_end_s : float or None
        When a zone was first and last loaded; the onsets of heel and ball are fields of the step.
    heel_contact_s : float or None
        How long the heel was loaded, all spells together: the heel's kiss after a ball landing.
    heel_to_ball_s : float or None
        From heel onset to ball onset, negative when the ball was first.
    foot_flat_s : float or None
        From contact until heel and ball are both loaded.
    step_time_s, stride_time_s : float or None
        From the last contact of the other foot, and of the same foot, to this contact.
    duty_factor : float or None
        `contact_time_s` over `stride_time_s`; below 0.5 in running.
    step_length_m, stride_length_m : float or None
        Along the belt, from the other foot's last print, and from the same foot's, to this one.
    step_width_m : float or None
        How far the right foot's middle lies right of the left foot's; negative when they cross over.
    toe_out_deg : float or None
        Angle of the foot's axis to the belt, positive when the toes point outward.
    gait_line_length_m, gait_line_width_m, gait_line_speed_m_s : float or None
        Path of the centre of pressure in the foot: its length, its range across the foot's axis, its mean
        speed.
    impulse_n_s : float or None
        Force-time integral of the whole contact.
    heel_impulse_n_s, midfoot_impulse_n_s, ball_impulse_n_s, toes_impulse_n_s : float or None
        Of each zone.
    medial_impulse_n_s, lateral_impulse_n_s : float or None
        On the inner and the outer side of the foot's axis.
    heel_peak_n, midfoot_peak_n, ball_peak_n, toes_peak_n : float or None
        Greatest force of each zone.
    medial_peak_n, lateral_peak_n : float or None
        Greatest force on the inner and the outer side of the foot's axis.
    onset_steepness_per_s : float or None
        Rise of force after contact as a share of the peak per second: a trend of one runner on one mat,
        not a loading rate.
    print_length_m : float or None
        Outer edge to outer edge of the outermost cells that bore 1 N/cm2, as pressure plates give it:
        longer than the contact itself by about one of their rows.
    contact_area_m2 : float or None
        Area of the print; grows with the cells' pitch.
    """

    strike_index_sd_percent: float | None = None
    heel_end_s: float | None = None
    midfoot_onset_s: float | None = None
    midfoot_end_s: float | None = None
    ball_end_s: float | None = None
    toes_onset_s: float | None = None
    toes_end_s: float | None = None
    heel_contact_s: float | None = None
    heel_to_ball_s: float | None = None
    foot_flat_s: float | None = None
    step_time_s: float | None = None
    stride_time_s: float | None = None
    duty_factor: float | None = None
    step_length_m: float | None = None
    stride_length_m: float | None = None
    step_width_m: float | None = None
    toe_out_deg: float | None = None
    gait_line_length_m: float | None = None
    gait_line_width_m: float | None = None
    gait_line_speed_m_s: float | None = None
    impulse_n_s: float | None = None
    heel_impulse_n_s: float | None = None
    midfoot_impulse_n_s: float | None = None
    ball_impulse_n_s: float | None = None
    toes_impulse_n_s: float | None = None
    medial_impulse_n_s: float | None = None
    lateral_impulse_n_s: float | None = None
    heel_peak_n: float | None = None
    midfoot_peak_n: float | None = None
    ball_peak_n: float | None = None
    toes_peak_n: float | None = None
    medial_peak_n: float | None = None
    lateral_peak_n: float | None = None
    onset_steepness_per_s: float | None = None
    print_length_m: float | None = None
    contact_area_m2: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return names and values."""
        return self._asdict()
