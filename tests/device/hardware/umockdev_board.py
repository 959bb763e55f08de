"""A second pretend board, served by umockdev: TILE.json WIRE.json PROGRAM ARGUMENT...

Runs PROGRAM with a /dev/spidev0.0 on which there is one tile. TILE.json holds `cells_siemens` [row, col]
and `reference_siemens`; WIRE.json receives every transfer as [sent, received] in hexadecimal digits, and
the settings that were made. Shares nothing with the shim: other language, other process, other kernel
interface, and a converter that is modelled frame by frame.

Needs the system's Python with python3-gi and gir1.2-umockdev-1.0, under `umockdev-wrapper`.
"""

import errno
import json
import struct
import subprocess
import sys
from pathlib import Path

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import UMockdev  # noqa: E402 - its version must be chosen first

TRANSFER = struct.Struct("=QQIIHBBBBBB")
DEVICE = """\
P: /devices/platform/soc/fe204000.spi/spi_master/spi0/spi0.0/spidev/spidev0.0
N: spidev0.0
E: DEVNAME=/dev/spidev0.0
E: SUBSYSTEM=spidev
E: MAJOR=153
E: MINOR=0
"""


class Tile:
    """An MCP3008 and 16 row drivers, one frame at a time."""

    def __init__(self, cells_siemens, reference_siemens):
        self.cells_siemens = cells_siemens
        self.reference_siemens = reference_siemens
        self.rows = 0

    def code(self, channel):
        column = [row[channel] for row in self.cells_siemens]
        driven = sum(cell for row, cell in enumerate(column) if self.rows >> row & 1)
        return min(int(1024 * driven / (self.reference_siemens + sum(column))), 1023)

    def frame(self, sent):
        """Return what comes back, as a string of bits, and latch the last 16 that were sent."""
        bits = "".join(f"{byte:08b}" for byte in sent)
        start = bits.find("1")
        answer = "0" * len(bits)
        if start >= 0 and bits[start + 1 : start + 2] == "1":
            word = f"{self.code(int(bits[start + 2 : start + 5], 2)):010b}"
            # Silent up to the null bit, the code, then the code backwards without repeating its end.
            answer = ("0" * (start + 7) + word + word[-2::-1]).ljust(len(bits), "0")
        self.rows = int(bits[-16:], 2)
        return answer[: len(bits)]


class Bus:
    """What /dev/spidev0.0 answers."""

    def __init__(self, tile):
        self.tile = tile
        self.wire = []
        self.set = {}

    def handle(self, _handler, client):
        request = client.get_request()
        number, size = request & 0xFF, request >> 16 & 0x3FFF
        if request >> 8 & 0xFF != ord("k"):
            return False
        if number == 0:
            client.complete(self.message(client.get_arg().resolve(0, size)), 0)
        elif number in (1, 2, 3, 4, 5):
            self.setting(request, client.get_arg().resolve(0, size), size)
            client.complete(0, 0)
        else:
            client.complete(-1, errno.ENOTTY)
        return True

    def setting(self, request, block, size):
        number, is_write = request & 0xFF, request >> 30 & 1
        if is_write:
            self.set[number] = int.from_bytes(bytes(block.retrieve())[:size], "little")
        else:
            block.update(0, list(self.set.get(number, 0).to_bytes(size, "little")))

    def message(self, block):
        raw = bytes(block.retrieve())
        total = 0
        for offset in range(0, len(raw), TRANSFER.size):
            length = TRANSFER.unpack_from(raw, offset)[2]
            sent = bytes(block.resolve(offset, length).retrieve())[:length]
            bits = self.tile.frame(sent)
            received = int(bits, 2).to_bytes(length, "big")
            block.resolve(offset + 8, length).update(0, list(received))
            self.wire.append([sent.hex(), received.hex()])
            total += length
        return total


def main():
    tile_path, wire_path, *program = sys.argv[1:]
    bus = Bus(Tile(**json.loads(Path(tile_path).read_text())))
    testbed = UMockdev.Testbed.new()
    testbed.add_from_string(DEVICE)
    handler = UMockdev.IoctlBase()
    handler.connect("handle-ioctl", bus.handle)
    testbed.attach_ioctl("/dev/spidev0.0", handler)
    status = subprocess.run(program, check=False).returncode
    Path(wire_path).write_text(json.dumps({"wire": bus.wire, "set": bus.set}))
    return status


if __name__ == "__main__":
    sys.exit(main())
