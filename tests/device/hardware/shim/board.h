/* The pretend board: what the tests and the shim share, in one file that both map.
 *
 * The tests write the sensors and the faults and read what went over the wire. The layout is repeated
 * in board.py; BOARD_MAGIC changes with it.
 */
#ifndef BOARD_H
#define BOARD_H

#include <stdint.h>

#define BOARD_MAGIC 0x53544b33u
#define BOARD_CHIPS 8
#define BOARD_ROWS 16
#define BOARD_COLS 8
#define BOARD_PINS 54
#define BOARD_LOG 16384
#define LOG_BYTES 8

enum chip_kind { NO_CHIP, TILE_CHIP, HOUSEKEEPING_CHIP };

/* A chip select: an MCP3008, and on a tile two cascaded 74HC595 that its rising edge latches. */
struct chip {
    uint32_t kind, bus, select;
    uint32_t converter_missing;  /* nobody drives MISO: it reads as miso_idle */
    uint32_t miso_idle;
    uint32_t shifted, latched;   /* the row drivers' shift register and outputs, bit i = output i */
    uint32_t is_selected;
    int32_t clocks_since_start;  /* of the converter's frame; -1 before the start bit */
    uint32_t request;            /* SGL/DIFF, D2, D1, D0 as they came in */
    uint32_t code;               /* of the running conversion */
    uint32_t reserved;
    double conductance_siemens[BOARD_ROWS][BOARD_COLS];
    double input_fraction[BOARD_COLS];  /* of the reference, for housekeeping */
};

struct log_entry {
    uint32_t chip, length, speed_hz, mode;
    uint8_t bits_per_word, cs_change, starts_message, reserved;
    uint8_t tx[LOG_BYTES], rx[LOG_BYTES];
};

struct board {
    uint32_t magic;
    uint32_t buffer_bytes;     /* spidev's bufsiz */
    uint32_t alignment_bytes;  /* ARCH_DMA_MINALIGN: 128 on 64-bit Arm */
    uint32_t fastest_hz;       /* of the bus controller */
    double reference_siemens;
    double row_driver_ohm;
    /* Messages [fail_from, fail_from + fail_count) are refused with fail_errno; from gone_from on the
     * device does not exist any more. */
    uint64_t fail_from, fail_count, gone_from;
    uint32_t fail_errno, open_errno;
    uint64_t messages, transfers, logged;
    uint32_t pin_level[BOARD_PINS];
    uint32_t pin_is_output[BOARD_PINS];
    uint32_t pin_taken[BOARD_PINS];
    uint32_t pin_changes[BOARD_PINS];
    struct chip chips[BOARD_CHIPS];
    struct log_entry log[BOARD_LOG];
};

#endif
