import numpy as np
import pytest

from device import MatGeometry, Recording
from tests.device.clocks import HandWoundClock


@pytest.fixture
def clock() -> HandWoundClock:
    return HandWoundClock()


@pytest.fixture
def recording() -> Recording:
    """100 frames at 100 Hz of a 4 x 3 mat, every cell of every frame different."""
    force_n = np.arange(100 * 4 * 3, dtype=np.float32).reshape(100, 4, 3) / 8.0
    return Recording(
        geometry=MatGeometry(rows=4, cols=3, row_pitch_m=0.025, col_pitch_m=0.05),
        time_s=5.0 + np.arange(100) / 100.0,
        force_n=force_n,
        belt_speed_m_s=np.linspace(2.0, 3.0, 100),
        foot_length_m=0.27,
        body_mass_kg=70.0,
        name="small.npz",
    )
