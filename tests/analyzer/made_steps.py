"""Steps with measures made by the test, not by a mat."""

import numpy as np
from scipy.signal import lfilter

from analyzer.measures import Measures
from analyzer.steps import Footprint, Step

PRINT = Footprint(
    peak_n=np.zeros((1, 1), np.float32),
    bin_m=0.005,
    col_pitch_m=0.05,
    heel_bin=0.0,
    first_col=0,
    gait_line_m=np.zeros((0, 2), np.float32),
    landing_m=(0.0, 0.0),
)
STEP_S = 0.375


def a_step(number, **changed):
    """Return a plausible step, every second one left, with fields of the step or its measures changed."""
    fields = {
        "number": number + 1,
        "side": "left" if number % 2 == 0 else "right",
        "contact_s": STEP_S * number,
        "off_s": STEP_S * number + 0.25,
        "contact_time_s": 0.25,
        "flight_time_s": 0.125,
        "strike": "heel",
        "strike_index_percent": 20.0,
        "heel_onset_s": STEP_S * number,
        "ball_onset_s": STEP_S * number + 0.03,
        "confidence": 0.99,
        "peak_force_n": 1500.0,
        "complete": True,
        "incomplete_reason": None,
        "threshold_n": 20.0,
        "foot_length_m": 0.27,
        "foot_length_source": "given",
        "landing_x_m": 0.2,
        "landing_y_m": 0.3,
        "belt_speed_m_s": 3.0,
        "footprint": PRINT,
    }
    own = {name: value for name, value in changed.items() if name in fields}
    further = {name: value for name, value in changed.items() if name not in fields}
    return Step(**(fields | own), measures=Measures(**further))


def steps_with(measure, values, **changed):
    """Return one step for each value of a measure."""
    return [a_step(i, **{measure: value}, **changed) for i, value in enumerate(values)]


def correlated(rng, n, phi=0.5):
    """Return n values of mean 0 and SD 1, each resembling the one before: autoregressive, order 1."""
    noise = rng.standard_normal(n + 200)
    return lfilter([np.sqrt(1.0 - phi**2)], [1.0, -phi], noise)[200:]


def wandering(rng, n, memory=0.2):
    """Return n values that wander over all times, as gait does: fractional noise and white noise."""
    lags = np.arange(1, 2000)
    weights = np.concatenate([[1.0], np.cumprod((lags - 1.0 + memory) / lags)])
    slow = np.convolve(rng.standard_normal(n + len(weights)), weights, mode="valid")[:n]
    return slow + rng.standard_normal(n)
