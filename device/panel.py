"""The panel: a start/stop button, a lamp that says whether it records, a buzzer for landings."""

import contextlib
import functools
import logging
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from gpiozero import LED, Button, Buzzer, Factory

from device.description import Panel
from device.pins import claimed

__all__ = ["ControlPanel"]

#: A button's contacts have come to rest after this long.
BOUNCE_S = 0.03
#: Short enough to end before the other foot lands.
BEEP_S = 0.06
#: The lamp blinks at this half period while something is wrong.
WARNING_S = 0.15

_LOG = logging.getLogger(__name__)


class ControlPanel:
    """Button, lamp and buzzer at the treadmill; whatever is not fitted does nothing.

    The lamp is on exactly while `recording` is true, which the program sets when the recording
    really runs: the button only asks for it.

    Parameters
    ----------
    wired : Panel
        Pins, from the mat's description: the button to ground, lamp and buzzer (one that sounds by
        itself) to the pin.
    on_press : callable
        Called at each press of the button, on the pins' own thread; what it raises is logged and
        lights the warning. It should return at once: the tachometer's edges wait behind it.
    pins : gpiozero.Factory
        Where the pins are taken from: `device.pins.open_pins()`, or gpiozero's mock factory.

    Raises
    ------
    PinsUnavailable
        If there is no such pin, or it is taken.
    """

    def __init__(self, wired: Panel, on_press: Callable[[], None], *, pins: Factory) -> None:
        self._on_press = on_press
        self._lock = threading.Lock()
        self._recording = False
        self._warning = False
        with contextlib.ExitStack() as opened:
            light = functools.partial(LED, pin_factory=pins)
            sound = functools.partial(Buzzer, pin_factory=pins)
            switch = functools.partial(Button, bounce_time=BOUNCE_S, pin_factory=pins)
            self._lamp = _fitted(opened, "lamp", wired.lamp_pin, light)
            self._buzzer = _fitted(opened, "buzzer", wired.buzzer_pin, sound)
            for output in (self._lamp, self._buzzer):
                if output is not None:
                    # A closed pin only becomes an input, which need not be dark.
                    opened.callback(output.off)
            button = _fitted(opened, "button", wired.button_pin, switch)
            if button is not None:
                button.when_pressed = self._press
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def recording(self) -> bool:
        """Whether a recording runs, as the lamp shows it."""
        return self._recording

    @recording.setter
    def recording(self, recording: bool) -> None:
        with self._lock:
            self._recording = recording
            self._light()

    @property
    def warning(self) -> bool:
        """Whether something is wrong: the lamp blinks, recording or not."""
        return self._warning

    @warning.setter
    def warning(self, warning: bool) -> None:
        with self._lock:
            if warning != self._warning:
                self._warning = warning
                self._light()

    def beep(self) -> None:
        """Sound the buzzer once, for a landing; return at once."""
        if self._buzzer is not None:
            self._buzzer.beep(on_time=BEEP_S, off_time=0.0, n=1)

    def close(self) -> None:
        """Switch lamp and buzzer off and let go of the pins. Calling it twice is harmless."""
        self._opened.close()

    def _light(self) -> None:
        if self._lamp is None:
            return
        if self._warning:
            self._lamp.blink(on_time=WARNING_S, off_time=WARNING_S)
        elif self._recording:
            self._lamp.on()
        else:
            self._lamp.off()

    def _press(self) -> None:
        try:
            self._on_press()
        # Anything: an error that leaves here would end the thread that times the tachometer.
        except Exception:
            _LOG.exception("the panel's button was pressed, and what it asks for failed")
            self.warning = True


def _fitted(
    opened: contextlib.ExitStack, what: str, pin: int | None, make: Callable[[int], Any]
) -> Any:
    """Return the device on a pin, closed with `opened`; None where nothing is fitted."""
    if pin is None:
        return None
    with claimed(f"panel's {what} on GPIO{pin}"):
        return opened.enter_context(make(pin))
