"""gpiozero's mock pins, with edges at chosen times and changes that can be waited for."""

import threading
from collections.abc import Callable

from gpiozero.pins.mock import MockFactory, MockPin
from gpiozero.pins.pi import PiPin


class TimedPin(MockPin):
    """A mock pin whose edges carry the time that the test chose, as a real pin's the kernel's."""

    def __init__(self, factory: "TimedFactory", info: object) -> None:
        self.changed = threading.Condition()
        super().__init__(factory, info)

    def drive_at(self, time_s: float, level: bool) -> None:
        """Drive an input to a level at `time_s`; whoever watches this edge is told."""
        if not self._change_state(level):
            return
        watched = self.edges == "both" or self.edges == ("rising" if level else "falling")
        if watched and self._when_changed is not None:
            PiPin._call_when_changed(self, time_s, int(level))

    def wait_for_states(self, until: Callable[[list[bool]], bool]) -> list[bool]:
        """Return all states so far once `until` accepts them."""
        with self.changed:
            assert self.changed.wait_for(lambda: until(self._levels()), timeout=10.0)
            return self._levels()

    def _levels(self) -> list[bool]:
        return [bool(state.state) for state in self.states]

    def _change_state(self, value: bool) -> bool:
        with self.changed:
            has_changed: bool = super()._change_state(value)
            self.changed.notify_all()
            return has_changed


class TimedFactory(MockFactory):
    """Mock pins of the class above."""

    def __init__(self) -> None:
        super().__init__(pin_class=TimedPin)
