"""The board's pins: chosen explicitly, never by which import happens to fail."""

import contextlib
import sys
import tempfile
from collections.abc import Iterator

from gpiozero import Factory, GPIOZeroError

from device.errors import PinsUnavailable

__all__ = ["claimed", "open_pins"]


def open_pins() -> Factory:
    """Return gpiozero's factory for this Raspberry Pi's own pins, through lgpio.

    Raises
    ------
    PinsUnavailable
        If lgpio is not installed, or the board's pins cannot be opened.
    """
    with claimed("the board's pins"):
        return _lgpio_factory()()


@contextlib.contextmanager
def claimed(what: str) -> Iterator[None]:
    """Raise what gpiozero and lgpio refuse as `PinsUnavailable` that names `what`."""
    try:
        yield
    except GPIOZeroError as error:
        raise PinsUnavailable(f"{what}: {error or type(error).__name__}") from error
    except Exception as error:
        # lgpio has an error of its own, which is no OSError.
        lgpio = sys.modules.get("lgpio")
        if lgpio is None or not isinstance(error, lgpio.error):
            raise
        raise PinsUnavailable(
            f"{what}: {error.value}; see what holds it with gpioinfo, and whether this user may "
            "open /dev/gpiochip0 (group gpio)"
        ) from error


def _lgpio_factory() -> type[Factory]:
    """Import lgpio from a directory of its own: it leaves a pipe in the working directory.

    A service's working directory need not be writable. Once both ends of the pipe are open, nobody
    needs its name.
    """
    try:
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            from gpiozero.pins.lgpio import LGPIOFactory
    except ImportError as error:
        raise PinsUnavailable(
            f"the board's pins need lgpio ({error}); install it with: pip install 'strikemat[pi]'"
        ) from error
    factory: type[Factory] = LGPIOFactory
    return factory
