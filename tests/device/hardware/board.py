"""The pretend board's shared file, as `shim/board.h` lays it out."""

import ctypes
import mmap
from pathlib import Path

MAGIC = 0x53544B33
CHIPS, ROWS, COLS, PINS, LOG, LOG_BYTES = 8, 16, 8, 54, 16384, 8
NO_CHIP, TILE_CHIP, HOUSEKEEPING_CHIP = 0, 1, 2
NEVER = 2**64 - 1


class Chip(ctypes.Structure):
    """A chip select: an MCP3008, on a tile with two 74HC595."""

    _fields_ = [
        *((name, ctypes.c_uint32) for name in ("kind", "bus", "select")),
        *((name, ctypes.c_uint32) for name in ("converter_missing", "miso_idle")),
        *((name, ctypes.c_uint32) for name in ("shifted", "latched", "is_selected")),
        ("clocks_since_start", ctypes.c_int32),
        *((name, ctypes.c_uint32) for name in ("request", "code", "reserved")),
        ("conductance_siemens", ctypes.c_double * COLS * ROWS),
        ("input_fraction", ctypes.c_double * COLS),
    ]


class LogEntry(ctypes.Structure):
    """One transfer as it went over the wire."""

    _fields_ = [
        *((name, ctypes.c_uint32) for name in ("chip", "length", "speed_hz", "mode")),
        *((name, ctypes.c_uint8) for name in ("bits_per_word", "cs_change", "starts_message")),
        ("reserved", ctypes.c_uint8),
        ("tx", ctypes.c_uint8 * LOG_BYTES),
        ("rx", ctypes.c_uint8 * LOG_BYTES),
    ]


class Board(ctypes.Structure):
    """Sensors and faults to write; the wire and the pins to read."""

    _fields_ = [
        *((name, ctypes.c_uint32) for name in ("magic", "buffer_bytes")),
        *((name, ctypes.c_uint32) for name in ("alignment_bytes", "fastest_hz")),
        *((name, ctypes.c_double) for name in ("reference_siemens", "row_driver_ohm")),
        *((name, ctypes.c_uint64) for name in ("fail_from", "fail_count", "gone_from")),
        *((name, ctypes.c_uint32) for name in ("fail_errno", "open_errno")),
        *((name, ctypes.c_uint64) for name in ("messages", "transfers", "logged")),
        *((name, ctypes.c_uint32 * PINS) for name in ("pin_level", "pin_is_output")),
        *((name, ctypes.c_uint32 * PINS) for name in ("pin_taken", "pin_changes")),
        ("chips", Chip * CHIPS),
        ("log", LogEntry * LOG),
    ]


#: Chip selects and data lines of the first SPI bus belong to the kernel's driver.
SPI_PINS = (7, 8, 9, 10, 11)


def make_board(path: Path) -> Board:
    """Return a new board in the file at `path`: a Pi 4 on a 64-bit kernel, nothing on its bus."""
    path.write_bytes(bytes(ctypes.sizeof(Board)))
    with path.open("r+b") as file:
        board = Board.from_buffer(mmap.mmap(file.fileno(), 0))
    board.magic = MAGIC
    board.buffer_bytes, board.alignment_bytes = 4096, 128
    board.fastest_hz = 125_000_000
    board.reference_siemens, board.row_driver_ohm = 1.0 / 1000.0, 0.0
    board.fail_from = board.gone_from = NEVER
    for pin in SPI_PINS:
        board.pin_taken[pin] = 1
    return board
