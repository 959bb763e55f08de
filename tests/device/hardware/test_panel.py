import logging
from collections.abc import Iterator

import pytest

from device.description import Panel
from device.errors import PinsUnavailable
from device.panel import ControlPanel
from tests.device.hardware.mock_pins import TimedFactory

WIRED = Panel(button_pin=22, lamp_pin=23, buzzer_pin=24)


@pytest.fixture
def pins() -> Iterator[TimedFactory]:
    factory = TimedFactory()
    yield factory
    factory.close()


def ignore() -> None:
    """Do nothing at a press."""


def press(pins: TimedFactory) -> None:
    pins.pin(22).drive_low()
    pins.pin(22).drive_high()


def test_each_press_of_the_button_asks_once(pins: TimedFactory) -> None:
    presses: list[bool] = []
    with ControlPanel(WIRED, lambda: presses.append(panel.recording), pins=pins) as panel:
        press(pins)
        panel.recording = True
        press(pins)
    assert presses == [False, True]


def test_the_lamp_says_what_records_not_what_was_asked(pins: TimedFactory) -> None:
    with ControlPanel(WIRED, ignore, pins=pins) as panel:
        press(pins)
        assert not pins.pin(23).state
        panel.recording = True
        assert pins.pin(23).state
        panel.recording = False
        assert not pins.pin(23).state


def test_the_lamp_blinks_on_a_warning_and_is_right_after_it(pins: TimedFactory) -> None:
    with ControlPanel(WIRED, ignore, pins=pins) as panel:
        panel.recording = True
        panel.warning = True
        blinks = pins.pin(23).wait_for_states(lambda levels: levels.count(False) >= 3)
        assert blinks.count(True) >= 2
        panel.warning = False
        assert pins.pin(23).state
        panel.recording = False
        assert not pins.pin(23).state


def test_a_beep_is_one_pulse_and_does_not_wait_for_itself(pins: TimedFactory) -> None:
    with ControlPanel(WIRED, ignore, pins=pins) as panel:
        panel.beep()
        levels = pins.pin(24).wait_for_states(lambda levels: levels[-2:] == [True, False])
        assert levels.count(True) == 1


def test_a_press_that_fails_is_logged_and_lights_the_warning(
    pins: TimedFactory, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("the disk is full")

    with (
        ControlPanel(WIRED, fail, pins=pins) as panel,
        caplog.at_level(logging.ERROR, "device.panel"),
    ):
        press(pins)
        assert panel.warning
        assert "the disk is full" in caplog.text


def test_closing_switches_lamp_and_buzzer_off(pins: TimedFactory) -> None:
    panel = ControlPanel(WIRED, ignore, pins=pins)
    panel.recording = True
    panel.beep()
    panel.close()
    panel.close()
    assert not pins.pin(23).state
    assert not pins.pin(24).state


def test_a_panel_without_parts_does_nothing(pins: TimedFactory) -> None:
    with ControlPanel(Panel(), ignore, pins=pins) as panel:
        panel.recording = True
        panel.warning = True
        panel.beep()
        assert panel.recording
        assert not pins.pins


def test_a_panel_that_cannot_have_a_pin_gives_back_the_others(pins: TimedFactory) -> None:
    with ControlPanel(Panel(buzzer_pin=24), ignore, pins=pins):
        with pytest.raises(PinsUnavailable, match=r"panel's buzzer on GPIO24: .*in use"):
            ControlPanel(WIRED, ignore, pins=pins)
        with ControlPanel(Panel(lamp_pin=23), ignore, pins=pins) as lamp_only:
            lamp_only.recording = True
            assert pins.pin(23).state
