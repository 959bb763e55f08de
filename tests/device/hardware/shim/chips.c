/* MCP3008 and 74HC595 at the level of single clocks, from their data sheets (DS21295; Nexperia 74HC595).
 *
 * The converter takes DIN at the rising edge and changes DOUT at the falling edge, so the master reads
 * at a rising edge what the chip put out at the falling edge before. Counted from the start bit (0):
 *
 *   clock  0      1         2..4    5           6     7 .. 16     17 .. 25        26 ...
 *   DIN    start  SGL/DIFF  D2..D0  -           -     -           -               -
 *   DOUT   idle   idle      idle    idle        0     B9 .. B0    B1 .. B9        0
 *                                   ^ sample
 */
#include <math.h>

#include "shim.h"

enum { LAST_CHANNEL_CLOCK = 4, SAMPLE_CLOCK = 5, NULL_CLOCK = 6, FIRST_BIT = 7, LAST_BIT = 16, LAST_ECHO = 25 };
enum { SINGLE_ENDED = 8, HIGHEST_CODE = 1023, SWEEPS = 60 };

/* Solve the network of rows and columns by sweeping over its nodes; return one column, as a part of
 * the supply. Row i is driven through the driver's resistance, column j goes to ground through the
 * reference and to every row through a cell. */
static double column_fraction(const struct chip *chip, int col)
{
    const double (*cell)[BOARD_COLS] = chip->conductance_siemens;
    double row[BOARD_ROWS], column[BOARD_COLS] = {0};
    for (int i = 0; i < BOARD_ROWS; i++)
        row[i] = chip->latched >> i & 1;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        for (int j = 0; j < BOARD_COLS; j++) {
            double current = 0, total = board->reference_siemens;
            for (int i = 0; i < BOARD_ROWS; i++) {
                current += cell[i][j] * row[i];
                total += cell[i][j];
            }
            column[j] = current / total;
        }
        if (board->row_driver_ohm <= 0)
            break;
        for (int i = 0; i < BOARD_ROWS; i++) {
            double current = (chip->latched >> i & 1) / board->row_driver_ohm;
            double total = 1 / board->row_driver_ohm;
            for (int j = 0; j < BOARD_COLS; j++) {
                current += cell[i][j] * column[j];
                total += cell[i][j];
            }
            row[i] = current / total;
        }
    }
    return column[col];
}

static double input_fraction(const struct chip *chip, int channel)
{
    return chip->kind == TILE_CHIP ? column_fraction(chip, channel) : chip->input_fraction[channel];
}

static uint32_t convert(const struct chip *chip)
{
    int channel = chip->request & 7;
    double fraction = input_fraction(chip, channel);
    if (!(chip->request & SINGLE_ENDED))
        fraction -= input_fraction(chip, channel ^ 1);
    double code = floor(fraction * (HIGHEST_CODE + 1));
    return code < 0 ? 0 : code > HIGHEST_CODE ? HIGHEST_CODE : (uint32_t)code;
}

/* What the converter's output is at a rising edge. */
static int converter_output(const struct chip *chip)
{
    int clock = chip->clocks_since_start;
    if (chip->converter_missing || clock < NULL_CLOCK)
        return chip->miso_idle;
    if (clock == NULL_CLOCK)
        return 0;
    if (clock <= LAST_BIT)
        return chip->code >> (LAST_BIT - clock) & 1;
    return clock <= LAST_ECHO ? chip->code >> (clock - LAST_BIT) & 1 : 0;
}

static int clock_converter(struct chip *chip, int mosi)
{
    if (chip->clocks_since_start < 0) {
        if (mosi)
            chip->clocks_since_start = 0;
        return chip->miso_idle;
    }
    chip->clocks_since_start++;
    if (chip->clocks_since_start <= LAST_CHANNEL_CLOCK)
        chip->request = (chip->request << 1 | mosi) & 0xf;
    if (chip->clocks_since_start == SAMPLE_CLOCK)
        chip->code = convert(chip);
    return converter_output(chip);
}

void select_chip(struct chip *chip)
{
    if (chip->is_selected)
        return;
    chip->is_selected = 1;
    chip->clocks_since_start = -1;
    chip->request = 0;
}

void deselect_chip(struct chip *chip)
{
    chip->is_selected = 0;
    chip->latched = chip->shifted;
}

/* Clock a bus once; return what the selected chip answers. The row drivers of all tiles on the bus
 * shift, whoever is selected: only the latch is their own. */
int clock_bus(struct chip *selected, int mosi)
{
    for (int i = 0; i < BOARD_CHIPS; i++) {
        struct chip *chip = &board->chips[i];
        if (chip->kind == TILE_CHIP && chip->bus == selected->bus)
            chip->shifted = (chip->shifted << 1 | mosi) & 0xffff;
    }
    return clock_converter(selected, mosi);
}
