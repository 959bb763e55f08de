"""The three bytes on the wire: one conversion and the next row pattern.

    MOSI  0 1 1 c c c x x | r15 . . . . . . r8 | r7 . . . . . . r0
    MISO  . . . . . . . 0 | b9  . . . . . . b2 | b1 b0 b1 b2 b3 b4 b5 b6
            ^start ^single-ended, channel           ^LSB first again: a check of what was read

The MCP3008 ignores MOSI after the channel bits (data sheet DS21295, figure 5-1), so the pattern for the
row drivers rides along; they latch it when the chip select rises. It is in force for the *next* conversion.
"""

from libc.stdint cimport uint8_t

cdef enum:
    FRAME_BYTES = 3
    #: Zeros that may come before a frame: the converter waits for its start bit through all of them.
    MOST_ZEROS = 32
    CODES = 1024
    HIGHEST_CODE = 1023
    #: Set in the result when the converter's second, LSB-first output disagrees with its first.
    GARBLED = 1024


cdef inline void encode(uint8_t *tx, int rows, int channel) noexcept nogil:
    """Fill `tx` with the request for `channel`, with `rows` (bit i = output i) as the next pattern."""
    tx[0] = <uint8_t> (0x60 | (channel << 2))
    tx[1] = <uint8_t> ((rows >> 8) & 0xff)
    tx[2] = <uint8_t> (rows & 0xff)


cdef inline int decode(const uint8_t *rx) noexcept nogil:
    """Return the code, 0 to 1023, plus `GARBLED` if the answer contradicts itself."""
    cdef int code = (rx[1] << 2) | (rx[2] >> 6)
    cdef int again = rx[2] & 0x3f
    cdef int mirrored = (((code & 0x02) << 4) | ((code & 0x04) << 2) | (code & 0x08)
                         | ((code & 0x10) >> 2) | ((code & 0x20) >> 4) | ((code & 0x40) >> 6))
    return code if again == mirrored and not rx[0] & 1 else code | GARBLED


cdef inline double middle(int code) noexcept nogil:
    """Return the input that a code stands for, in codes: the middle of its step, and nothing for code 0.

    The data sheet has code = 1024 * input / reference, what is left over cut off (DS21295, equation 4-2).
    Code 0 is what an input without any load answers.
    """
    return code + 0.5 if code > 0 else 0.0
