"""Button, lamp and buzzer at the treadmill, which follow what every browser is told."""

import json
import logging
import threading
from collections.abc import Callable
from typing import Any, Protocol

from clinic import ClinicError
from web.errors import WebError
from web.hub import HubClosed
from web.treadmill import Treadmill

__all__ = ["Controls", "OpenPanel", "Panel"]

#: Who runs when the button is pressed before anybody was named on the page.
UNNAMED = "unnamed"
_NOTE = "started at the treadmill's button"
_TAKE_S = 1.0

_LOG = logging.getLogger(__name__)


class Panel(Protocol):
    """What hangs on the pins: `device.panel.ControlPanel`."""

    recording: bool
    warning: bool

    def beep(self) -> None:
        """Sound the buzzer once."""

    def close(self) -> None:
        """Let go of the pins."""


OpenPanel = Callable[[Callable[[], None]], Panel | None]


class Controls:
    """Starts and stops the recording at a press, lights the lamp while it runs, sounds at a strike.

    The sound is silent while results are hidden from the runner. A press records the runner who was
    recorded last since the start, else one called `unnamed`.

    Parameters
    ----------
    treadmill : Treadmill
        What is steered.
    open_panel : callable
        Opens the panel; gets what to call at a press.
    sound_at : str
        The strike at which the buzzer sounds: `"heel"`, `"midfoot"` or `"ball"`.
    """

    def __init__(
        self, treadmill: Treadmill, open_panel: OpenPanel, *, sound_at: str = "heel"
    ) -> None:
        self._treadmill = treadmill
        self._sound_at = sound_at
        self._runner = UNNAMED
        self._failed = self._is_mute = False
        # Only what changes is told; this is all of it.
        self._state: dict[str, Any] = {}
        self._pressed = threading.Lock()
        self._panel = open_panel(self.press)
        self._news = treadmill.hub.subscribe(with_pictures=False)
        self._thread = threading.Thread(target=self._follow, name="panel", daemon=True)
        if self._panel is not None:
            self._thread.start()

    def press(self) -> None:
        """Start the recording, or stop the one that runs, on a thread of its own; return at once."""
        threading.Thread(target=self.toggle, name="panel-press", daemon=True).start()

    def toggle(self) -> None:
        """Start the recording, or stop the one that runs; what is refused makes the lamp blink."""
        with self._pressed:
            try:
                session = self._treadmill.state()["session"]
                if session is None:
                    self._treadmill.start_session(self._runner, _NOTE)
                else:
                    self._treadmill.stop_session()
                self._failed = False
            except (WebError, ClinicError) as error:
                _LOG.warning("the panel's button: %s", error)
                self._failed = True
            self._show(self._treadmill.state())

    def hear(self, text: str) -> None:
        """Follow one message of the hub."""
        told = json.loads(text)
        if told["type"] == "state":
            self._state |= told["state"]
            # Where a runner shall not see results, a buzzer must not tell them.
            self._is_mute = self._state["training"]["veil"] is not None
            self._show(self._state)
        # While the foot is down: its step is told only when the next one has ended.
        strikes = told["type"] == "landing" and told["strike"] == self._sound_at
        if strikes and not self._is_mute and self._panel is not None:
            self._panel.beep()

    def close(self) -> None:
        """Let go of the panel; harmless when done twice."""
        self._news.close()
        if self._panel is not None:
            self._panel.close()

    def _show(self, state: dict[str, Any]) -> None:
        session = state["session"]
        if session is not None:
            self._runner = session["runner"]
        if self._panel is not None:
            self._panel.recording = session is not None and session["state"] == "recording"
            troubled = session is not None and session["problem"] is not None
            self._panel.warning = self._failed or troubled or state["mat"]["state"] == "failed"

    def _follow(self) -> None:
        try:
            self._news.take(0.0)  # strikes from before are not sounded again
            self._state = self._treadmill.state()
            while True:
                for item in self._news.take(_TAKE_S):
                    if isinstance(item, str):
                        self.hear(item)
        except HubClosed:
            self.close()
