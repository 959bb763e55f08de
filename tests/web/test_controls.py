"""The panel at the treadmill: what its button does, what its lamp and buzzer say."""

import threading
from collections.abc import Callable, Iterator

import pytest
from gpiozero.pins.mock import MockFactory

from clinic import Store
from device import IdealMat, MatDescription, load_description, open_mat
from device.panel import ControlPanel
from web import Controls, Treadmill
from web.protocol import message

TREADMILL: MatDescription = load_description("treadmill")
MakeTreadmill = Callable[..., Treadmill]


@pytest.fixture
def pins() -> Iterator[MockFactory]:
    factory = MockFactory()
    yield factory
    factory.reset()


@pytest.fixture
def controls(treadmill: Treadmill, pins: MockFactory) -> Iterator[Controls]:
    controls = Controls(
        treadmill, lambda on_press: ControlPanel(TREADMILL.panel, on_press, pins=pins)
    )
    yield controls
    controls.close()


def lamp_is_on(pins: MockFactory) -> bool:
    return bool(pins.pin(TREADMILL.panel.lamp_pin).state)


def test_a_press_starts_and_another_stops_the_recording(
    controls: Controls, pins: MockFactory, store: Store
) -> None:
    controls.toggle()
    assert lamp_is_on(pins)
    (record,) = store.sessions()
    assert (record.runner, record.state) == ("unnamed", "recording")
    assert record.note == "started at the treadmill's button"
    controls.toggle()
    assert not lamp_is_on(pins)
    assert store.sessions()[0].state == "complete"


def test_a_press_goes_on_with_the_runner_of_the_page(
    controls: Controls, treadmill: Treadmill, store: Store
) -> None:
    treadmill.start_session("Anna")
    controls.toggle()
    controls.toggle()
    assert [record.runner for record in store.sessions()] == ["Anna", "Anna"]


def test_the_button_itself_asks_for_it(controls: Controls, pins: MockFactory, store: Store) -> None:
    button = pins.pin(TREADMILL.panel.button_pin)
    pressed = controls._pressed
    with pressed:  # the press waits here, on a thread of its own: the pins' thread is free at once
        button.drive_low()
        assert store.sessions() == []
    (waiting,) = [one for one in threading.enumerate() if one.name == "panel-press"]
    waiting.join(10.0)
    assert [record.state for record in store.sessions()] == ["recording"]
    button.drive_high()


def test_a_recording_that_the_page_starts_lights_the_lamp(
    controls: Controls, treadmill: Treadmill, pins: MockFactory
) -> None:
    treadmill.start_session("Anna")
    controls.hear(message("state", state=treadmill.state()))
    assert lamp_is_on(pins)


def test_only_the_chosen_strike_sounds(controls: Controls, monkeypatch: pytest.MonkeyPatch) -> None:
    beeps: list[int] = []
    monkeypatch.setattr(controls._panel, "beep", lambda: beeps.append(1))
    for strike in ("heel", "ball", None, "heel"):
        controls.hear(message("landing", strike=strike))
    assert len(beeps) == 2


def test_the_buzzer_sounds_once_a_contact_while_the_foot_is_down(
    controls: Controls, monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps: list[int] = []
    monkeypatch.setattr(controls._panel, "beep", lambda: beeps.append(1))
    controls.hear(message("landing", strike="heel", contact_s=1.0))
    assert beeps == [1]
    controls.hear(message("step", id=1, step={"strike": "heel", "contact_s": 1.0}))
    assert beeps == [1]


def test_the_buzzer_tells_nothing_while_results_are_hidden(
    controls: Controls, treadmill: Treadmill, monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps: list[int] = []
    monkeypatch.setattr(controls._panel, "beep", lambda: beeps.append(1))
    heel = message("landing", strike="heel")
    treadmill.start_session("Anna")
    controls.hear(message("state", state=treadmill.state()))
    controls.hear(heel)
    assert beeps == []
    treadmill.training.guess("skipped")
    controls.hear(message("state", state=treadmill.state()))
    controls.hear(heel)
    assert beeps == [1]
    treadmill.stop_session()


def test_a_press_on_a_mat_that_failed_makes_the_lamp_warn(
    make_treadmill: MakeTreadmill, pins: MockFactory
) -> None:
    panels: list[ControlPanel] = []

    def open_it(on_press: Callable[[], None]) -> ControlPanel:
        panels.append(ControlPanel(TREADMILL.panel, on_press, pins=pins))
        return panels[0]

    controls = Controls(make_treadmill(IdealMat(speed=None)), open_it)
    controls.toggle()
    assert panels[0].warning
    assert not panels[0].recording
    controls.close()
    controls.close()


def test_a_mat_without_a_panel_has_no_controls(treadmill: Treadmill) -> None:
    controls = Controls(treadmill, lambda _: None)
    controls.hear(message("state", state=treadmill.state()))
    controls.hear(message("landing", strike="heel"))
    controls.close()


def test_a_mat_that_is_only_tried_leaves_the_pins_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("device.catalogue.open_belt", lambda _: opened.append("belt"))
    monkeypatch.setattr("device.catalogue.SpiMat", lambda *_, **__: IdealMat(speed=None))
    open_mat("spi", with_pins=False)
    assert opened == []
    open_mat("spi")
    assert opened == ["belt"]
