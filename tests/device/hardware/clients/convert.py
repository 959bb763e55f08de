"""Convert through our SPI bus: PATH CLOCK_HZ ROWS:CHANNEL...; prints codes and refusals as JSON."""

import json
import sys

from device._spidev import SpidevBus
from device.errors import BusFailed


def main() -> None:
    path, clock_hz, *steps = sys.argv[1:]
    answers: list[int | list[object]] = []
    try:
        bus = SpidevBus(path, int(clock_hz))
    except BusFailed as error:
        print(json.dumps({"refused": [error.errno, str(error)], "answers": []}))
        return
    for step in steps:
        rows, channel = (int(part, 0) for part in step.split(":"))
        try:
            answers.append(bus.read_code(rows, channel))
        except BusFailed as error:
            answers.append([error.errno, str(error)])
    bus.close()
    print(json.dumps({"clock_hz": bus.clock_hz, "answers": answers}))


if __name__ == "__main__":
    main()
