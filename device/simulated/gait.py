"""How long steps and contacts last at each speed."""

from dataclasses import dataclass

import numpy as np

from device.simulated.settings import RunnerSettings

__all__ = ["StepTiming", "step_timing"]

# Running: contact time and cadence of trained runners on a treadmill; 2.5 m/s is measured at 25 N
# (Fukuchi, Fukuchi and Duarte 2017, PeerJ 5:e3298), the trend follows Garcia-Pinillos et al. 2019.
RUNNING_SPEED_M_S = (1.5, 2.5, 3.5, 4.5, 6.0, 8.0)
RUNNING_CONTACT_S = (0.360, 0.286, 0.235, 0.200, 0.165, 0.130)
RUNNING_CADENCE_SPM = (150.0, 157.0, 165.0, 174.0, 190.0, 220.0)

# Walking: contact as a share of the stride falls with speed, about 0.62 at a usual pace.
WALKING_SPEED_M_S = (0.3, 0.6, 1.0, 1.4, 1.8, 2.2)
WALKING_DUTY_FACTOR = (0.70, 0.66, 0.63, 0.61, 0.59, 0.57)
WALKING_CADENCE_SPM = (62.0, 84.0, 106.0, 118.0, 130.0, 142.0)


@dataclass(frozen=True, slots=True)
class StepTiming:
    """Nominal durations of a step, seconds.

    Parameters
    ----------
    step_time_s : float
        From one foot's touch-down to the other's.
    contact_time_s : float
        From a foot's first force to its last.
    """

    step_time_s: float
    contact_time_s: float


def step_timing(settings: RunnerSettings, belt_speed_m_s: float) -> StepTiming:
    """Return the runner's nominal timing on a belt at `belt_speed_m_s`.

    Outside the gait's speeds (while the belt is still picking up) the nearest one is taken.
    """
    if settings.gait == "walking":
        cadence_spm = np.interp(belt_speed_m_s, WALKING_SPEED_M_S, WALKING_CADENCE_SPM)
        duty_factor = np.interp(belt_speed_m_s, WALKING_SPEED_M_S, WALKING_DUTY_FACTOR)
    else:
        cadence_spm = np.interp(belt_speed_m_s, RUNNING_SPEED_M_S, RUNNING_CADENCE_SPM)
        contact_s = np.interp(belt_speed_m_s, RUNNING_SPEED_M_S, RUNNING_CONTACT_S)
        duty_factor = contact_s * cadence_spm / 120.0
    step_time_s = 60.0 / float(
        cadence_spm if settings.cadence_spm is None else settings.cadence_spm
    )
    return StepTiming(step_time_s, float(duty_factor) * 2.0 * step_time_s)
