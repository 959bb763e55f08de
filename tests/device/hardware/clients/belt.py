"""Tachometer and panel on this board's own pins: SPEED_M_S SECONDS; prints what they made of it as JSON.

Magnets pass at SPEED_M_S for SECONDS, then the button is pressed. The edges are driven through the shim
that this program runs under, with times that lie in the past.
"""

import ctypes
import json
import sys
import threading
import time
from pathlib import Path

from device.description import Panel, Tachometer
from device.panel import ControlPanel
from device.pins import open_pins
from device.tachometer import BeltTachometer

HALL_PIN, BUTTON_PIN, LAMP_PIN, BUZZER_PIN = 17, 22, 23, 24
PASSING_NS = 3_000_000
PATIENCE_S = 20.0

edge = ctypes.CDLL(None).pretend_edge
edge.argtypes = [ctypes.c_uint32, ctypes.c_uint32, ctypes.c_uint64]


def pass_magnets(wired: Tachometer, speed_m_s: float, until_ns: int, lasting_s: float) -> int:
    """Drive the hall sensor's pin; return how many magnets passed."""
    step_ns = round(wired.metres_per_pulse / speed_m_s * 1e9)
    first_ns = until_ns - int(lasting_s * 1e9)
    passes_ns = range(first_ns, until_ns, step_ns)
    for near_ns in passes_ns:
        edge(HALL_PIN, 0, near_ns)
        edge(HALL_PIN, 1, near_ns + PASSING_NS)
    return len(passes_ns)


def main() -> None:
    speed_m_s, lasting_s = float(sys.argv[1]), float(sys.argv[2])
    pressed = threading.Event()
    wired = Tachometer(pin=HALL_PIN, magnets=4, circumference_m=0.2)
    panel_pins = Panel(button_pin=BUTTON_PIN, lamp_pin=LAMP_PIN, buzzer_pin=BUZZER_PIN)
    pins = open_pins()
    with (
        BeltTachometer(wired, pins=pins) as tachometer,
        ControlPanel(panel_pins, pressed.set, pins=pins) as panel,
    ):
        now_ns = time.monotonic_ns()
        magnets = pass_magnets(wired, speed_m_s, now_ns, lasting_s)
        # Pins report in the order of time: when the press has come, so have the magnets.
        edge(BUTTON_PIN, 0, time.monotonic_ns())
        assert pressed.wait(PATIENCE_S)
        panel.recording = True
        speed = tachometer.at(now_ns * 1e-9 - 0.02)
        told = {
            "pins": type(pins).__name__,
            "model": pins.board_info.model,
            "magnets": magnets,
            "fitting": tachometer.counts.fitting,
            "speed_m_s": speed.speed_m_s,
            "uncertainty_m_s": speed.uncertainty_m_s,
            "left_behind": [path.name for path in Path().iterdir()],
        }
        panel.beep()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
