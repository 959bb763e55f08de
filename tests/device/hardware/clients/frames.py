"""Send frames as they are: PATH HEX...; prints what came back in hexadecimal digits, one frame a line."""

import ctypes
import fcntl
import os
import struct
import sys

TRANSFER = struct.Struct("=QQIIHBBBBBB")
ONE_TRANSFER = 1 << 30 | TRANSFER.size << 16 | ord("k") << 8


def main() -> None:
    path, *frames = sys.argv[1:]
    file = os.open(path, os.O_RDWR)
    for frame in frames:
        sent = ctypes.create_string_buffer(bytes.fromhex(frame), len(frame) // 2)
        received = ctypes.create_string_buffer(len(sent))
        places = (ctypes.addressof(sent), ctypes.addressof(received))
        transfer = TRANSFER.pack(*places, len(sent), 1_000_000, 0, 8, 0, 0, 0, 0, 0)
        fcntl.ioctl(file, ONE_TRANSFER, transfer)
        print(received.raw.hex())


if __name__ == "__main__":
    main()
