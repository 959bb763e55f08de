"""A bus that answers from a recording at no cost: what is left of the time is the scan's own.

The scan makes of the same answers the same decisions, so a recorded scan runs again exactly, without chips.
"""

from libc.errno cimport ENODATA

from device._wire cimport GARBLED, HIGHEST_CODE

cdef extern from "Python.h" nogil:
    int PyGILState_Check()


cdef class Tape:
    """Recorded conversions, in order.

    Parameters
    ----------
    codes : ndarray of CONVERSION
        From a scan's very first frame on.
    """

    def __init__(self, codes):
        self.codes = codes

    @property
    def left(self):
        """Conversions that have not been answered yet."""
        return self.codes.shape[0] - self.place

    def rewind(self):
        """Begin again; a new scanner must be used then."""
        self.place = 0


cdef class TapeBus(Bus):
    """One tile's chip select on a tape.

    Parameters
    ----------
    tape : Tape
        Shared by all tiles of the bus.
    tile : Tile
        How it is wired.
    """

    def __init__(self, Tape tape not None, tile):
        self.tape, self.path = tape, "tape"
        for col, channel in enumerate(tile.col_channels):
            self.column[<int> channel] = col

    cdef int exchange(self) noexcept nogil:
        cdef int code
        self.tape.held_gil += PyGILState_Check()
        if not self.begun:
            # The first transfer only puts a pattern in force; nobody recorded it.
            self.begun = True
            self.rx[0] = self.rx[1] = self.rx[2] = 0
            return 0
        if self.tape.place == self.tape.codes.shape[0]:
            return -ENODATA
        code = self.tape.codes[self.tape.place].code
        self.tape.strayed += self.column[(self.tx[0] >> 2) & 7] != self.tape.codes[self.tape.place].col
        self.tape.place += 1
        self.rx[0] = 1 if code & GARBLED else 0
        code &= HIGHEST_CODE
        self.rx[1] = (code >> 2) & 0xff
        self.rx[2] = ((code & 0x03) << 6) | ((code & 0x02) << 4) | ((code & 0x04) << 2) | (code & 0x08) \
            | ((code & 0x10) >> 2) | ((code & 0x20) >> 4) | ((code & 0x40) >> 6)
        return 0

    cdef int64_t now_ns(self) noexcept nogil:
        return self.tape.codes[self.tape.place - 1].time_ns if self.tape.place else 0
