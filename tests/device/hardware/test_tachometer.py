import gc
from collections.abc import Iterator

import numpy as np
import pytest

from device.description import Tachometer
from device.errors import PinsUnavailable
from device.tachometer import BeltTachometer
from tests.device.hardware.belts import edges_s, steady
from tests.device.hardware.mock_pins import TimedFactory

WIRED = Tachometer(pin=17, magnets=4, circumference_m=0.2)


@pytest.fixture
def pins() -> Iterator[TimedFactory]:
    factory = TimedFactory()
    yield factory
    factory.close()


def test_magnets_that_pull_the_pin_low_are_timed_by_their_own_stamps(pins: TimedFactory) -> None:
    with BeltTachometer(WIRED, pins=pins) as tachometer:
        for near_s in 5000.0 + edges_s(steady(2.5), 4.0):
            pins.pin(17).drive_at(near_s, False)
            pins.pin(17).drive_at(near_s + 0.004, True)
        assert tachometer.at(5003.9).speed_m_s == pytest.approx(2.5, abs=1e-6)
        speed_m_s, uncertainty_m_s = tachometer.along(5000.0 + np.linspace(1.0, 3.9, 50))
        np.testing.assert_allclose(speed_m_s, 2.5, atol=1e-6)
        assert (uncertainty_m_s > 0.0).all()
        assert tachometer.counts.fitting == 198
        assert tachometer.fault(5003.9) is None


def test_a_sensor_that_drives_the_pin_high_counts_rising_edges(pins: TimedFactory) -> None:
    with BeltTachometer(WIRED, pins=pins, active_low=False) as tachometer:
        assert pins.pin(17).pull == "down"
        for near_s in np.arange(0.0, 1.0, 0.05):
            pins.pin(17).drive_at(near_s, True)
            pins.pin(17).drive_at(near_s + 0.02, False)
        assert tachometer.at(0.95).speed_m_s == pytest.approx(1.0)


def test_edges_still_arrive_after_the_garbage_is_collected(pins: TimedFactory) -> None:
    with BeltTachometer(WIRED, pins=pins) as tachometer:
        gc.collect()
        for near_s in (1.0, 1.05, 1.10):
            pins.pin(17).drive_at(near_s, False)
            pins.pin(17).drive_at(near_s + 0.01, True)
        assert tachometer.counts.fitting == 2


def test_a_closed_tachometer_lets_its_pin_go(pins: TimedFactory) -> None:
    tachometer = BeltTachometer(WIRED, pins=pins)
    tachometer.close()
    tachometer.close()
    with BeltTachometer(WIRED, pins=pins) as again:
        assert np.isnan(again.at(0.0).speed_m_s)


def test_a_pin_that_is_taken_is_refused_with_its_number(pins: TimedFactory) -> None:
    with (
        BeltTachometer(WIRED, pins=pins),
        pytest.raises(PinsUnavailable, match=r"tachometer on GPIO17: .*in use"),
    ):
        BeltTachometer(WIRED, pins=pins)
