"""What is fitted on the board's pins, opened only where a mat's description names it.

gpiozero takes a tenth of a second to import, and is installed on a Raspberry Pi only. lgpio starts the thread
that hears the pins when it is imported: a process that forks must open nothing here before it does.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from device.description import MatDescription
from device.errors import PinsUnavailable
from device.mat import BeltSpeedSource

if TYPE_CHECKING:
    from device.panel import ControlPanel

__all__ = ["open_belt", "open_panel"]


def open_belt(description: MatDescription) -> BeltSpeedSource | None:
    """Return the described tachometer, or None where there is none.

    Raises
    ------
    PinsUnavailable
        If its pin cannot be had.
    """
    if description.tachometer is None:
        return None
    with _needing_gpiozero():
        from device.pins import open_pins
        from device.tachometer import BeltTachometer
    return BeltTachometer(description.tachometer, pins=open_pins())


def open_panel(description: MatDescription, on_press: Callable[[], None]) -> "ControlPanel | None":
    """Return the described button, lamp and buzzer, or None where none of them is fitted.

    Parameters
    ----------
    description : MatDescription
        The mat.
    on_press : callable
        Called at each press of the button, on the pins' thread; should return at once.

    Raises
    ------
    PinsUnavailable
        If a pin cannot be had.
    """
    wired = description.panel
    if (wired.button_pin, wired.lamp_pin, wired.buzzer_pin) == (None, None, None):
        return None
    with _needing_gpiozero():
        from device.panel import ControlPanel
        from device.pins import open_pins
    return ControlPanel(wired, on_press, pins=open_pins())


@contextlib.contextmanager
def _needing_gpiozero() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise PinsUnavailable(
            f"the board's pins need gpiozero ({error}); install it with: pip install 'strikemat[pi]'"
        ) from error
