"""Read through Adafruit's driver: PATH ROWS:CHANNEL...; prints codes and refusals as JSON."""

import json
import sys

from device.adafruit_converter import AdafruitConverter
from device.errors import BusFailed


def main() -> None:
    path, *steps = sys.argv[1:]
    answers: list[int | list[object]] = []
    try:
        converter = AdafruitConverter(path)
    except BusFailed as error:
        print(json.dumps({"refused": [error.errno, str(error)]}))
        return
    for step in steps:
        rows, channel = (int(part, 0) for part in step.split(":"))
        try:
            answers.append(converter.read_code(rows, channel))
        except BusFailed as error:
            answers.append([error.errno, str(error)])
    if all(isinstance(answer, int) for answer in answers):
        converter.rest()
    converter.close()
    print(json.dumps({"answers": answers}))


if __name__ == "__main__":
    main()
