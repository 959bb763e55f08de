import numpy as np
import pytest

from device.simulated.belt import ACCELERATION_M_S2, Belt


def test_a_steady_belt_travels_its_speed() -> None:
    belt = Belt(3.0)
    np.testing.assert_allclose(belt.travel_m(np.array([0.0, 1.0, 2.5])), [0.0, 3.0, 7.5])


def test_travel_is_the_integral_of_speed_through_changes() -> None:
    belt = Belt(3.0)
    belt.change_speed(1.0, 1.0)
    belt.change_speed(1.5, 4.0)
    belt.change_speed(6.0, 0.0)
    time_s = np.arange(0.0, 12.0, 1e-4)
    speed_m_s = belt.speed_m_s(time_s)
    summed_m = np.concatenate([[0.0], np.cumsum(0.5e-4 * (speed_m_s[1:] + speed_m_s[:-1]))])
    np.testing.assert_allclose(belt.travel_m(time_s), summed_m, atol=1e-6)
    assert np.abs(np.diff(speed_m_s)).max() <= ACCELERATION_M_S2 * 1e-4 * 1.001
    assert speed_m_s[-1] == 0.0


def test_a_change_leaves_the_past_alone() -> None:
    belt = Belt(3.0)
    belt.change_speed(1.0, 2.0)
    past_s = np.linspace(0.0, 1.2, 50)
    before_m = belt.travel_m(past_s)
    belt.change_speed(1.2, 5.0)
    np.testing.assert_allclose(belt.travel_m(past_s), before_m, atol=1e-12)
    assert belt.settled_s == pytest.approx(1.2 + (5.0 - 2.6) / ACCELERATION_M_S2)
