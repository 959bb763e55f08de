"""Run `strikemat doctor` on this board, with hands that do what it asks for: ARGUMENT...

The hands are at the terminal: they read what the doctor writes there, walk so that magnets pass the belt's
sensor at 2 m/s, and press the button. Only the twenty seconds of walking are made shorter.
"""

import ctypes
import io
import sys
import threading
import time

import commands.doctor_mats
from strikemat import main as strikemat

HALL_PIN, BUTTON_PIN = 17, 22
PASS_EVERY_NS, PASSING_NS, PASSES = 25_000_000, 3_000_000, 400
WALK_S = 1.0

edge = ctypes.CDLL(None).pretend_edge
edge.argtypes = [ctypes.c_uint32, ctypes.c_uint32, ctypes.c_uint64]


class Hands(io.TextIOWrapper):
    """Standard error, and somebody who reads it."""

    def write(self, text: str) -> int:
        if "Start the belt" in text:
            threading.Thread(target=walk, daemon=True).start()
        if "Press the button" in text:
            edge(BUTTON_PIN, 0, time.monotonic_ns())
        return super().write(text)


def walk() -> None:
    """Let magnets pass as soon as somebody watches the pin; their times lie a little ahead."""
    watched = 0
    while watched == 0:
        first_ns = time.monotonic_ns()
        watched = edge(HALL_PIN, 0, first_ns)
        edge(HALL_PIN, 1, first_ns + PASSING_NS)
    for number in range(1, PASSES):
        near_ns = first_ns + PASS_EVERY_NS * number
        edge(HALL_PIN, 0, near_ns)
        edge(HALL_PIN, 1, near_ns + PASSING_NS)


if __name__ == "__main__":
    commands.doctor_mats.WALK_S = WALK_S
    sys.stderr = Hands(sys.stderr.buffer, write_through=True)
    strikemat(sys.argv[1:])
