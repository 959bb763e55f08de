"""Send SPI messages of many transfers, without our driver: PATH CLOCK_HZ COUNT...

For each COUNT, prints what the ioctl returned, or the error's number negated.
"""

import ctypes
import fcntl
import json
import os
import struct
import sys

TRANSFER = struct.Struct("=QQIIHBBBBBB")
FRAME = bytes((0x60, 0x00, 0x01))


def message(count: int, clock_hz: int) -> tuple[int, bytearray, list[object]]:
    """Return the request number, its argument, and the buffers that it points to."""
    sent = ctypes.create_string_buffer(FRAME * count, 3 * count)
    received = ctypes.create_string_buffer(3 * count)
    argument = bytearray()
    for index in range(count):
        places = (ctypes.addressof(sent) + 3 * index, ctypes.addressof(received) + 3 * index)
        argument += TRANSFER.pack(*places, 3, clock_hz, 0, 8, int(index < count - 1), 0, 0, 0, 0)
    # 14 bits of size, as the kernel's _IOC macro packs them.
    request = 1 << 30 | (len(argument) & 0x3FFF) << 16 | ord("k") << 8
    return request, argument, [sent, received]


def main() -> None:
    path, clock_hz, *counts = sys.argv[1:]
    results = []
    file = os.open(path, os.O_RDWR)
    for count in counts:
        request, argument, _buffers = message(int(count), int(clock_hz))
        array = (ctypes.c_char * len(argument)).from_buffer(argument)
        try:
            results.append(fcntl.ioctl(file, request, array))
        except OSError as error:
            results.append(-(error.errno or 0))
    print(json.dumps(results))


if __name__ == "__main__":
    main()
