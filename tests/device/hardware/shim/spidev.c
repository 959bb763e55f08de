/* /dev/spidevB.C with the limits of Linux's drivers/spi/spidev.c and of the Pi's controller driver. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/spi/spidev.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include "shim.h"

/* What spi-bcm2835.c supports. */
#define CONTROLLER_MODES (SPI_CPOL | SPI_CPHA | SPI_CS_HIGH | SPI_NO_CS)
#define WORD_BITS 8
#define POWER_UP_HZ 500000

static struct spi_file {
    int is_open, chip;
    uint32_t mode, speed_hz;
    uint8_t bits_per_word;
} files[MOST_FILES];

/* spidev holds a lock for each device, the controller one for each bus; one for all is as strict. */
static pthread_mutex_t bus_lock = PTHREAD_MUTEX_INITIALIZER;

static int fail(int number)
{
    errno = number;
    return -1;
}

static int is_gone(void)
{
    return board->messages >= board->gone_from;
}

int spidev_owns(int file)
{
    return file >= 0 && file < MOST_FILES && files[file].is_open;
}

int spidev_open(const char *path, int flags, int *is_ours)
{
    unsigned bus, select;
    int end = 0;
    *is_ours = 0;
    if (sscanf(path, "/dev/spidev%u.%u%n", &bus, &select, &end) != 2 || path[end])
        return -1;
    for (int i = 0; i < BOARD_CHIPS; i++) {
        const struct chip *chip = &board->chips[i];
        if (chip->kind == NO_CHIP || chip->bus != bus || chip->select != select)
            continue;
        *is_ours = 1;
        if (board->open_errno || is_gone())
            return fail(board->open_errno ? (int)board->open_errno : ENOENT);
        int file = new_file(flags);
        if (file >= 0)
            files[file] = (struct spi_file){1, i, SPI_MODE_0, POWER_UP_HZ, WORD_BITS};
        return file;
    }
    return -1;
}

void spidev_close(int file)
{
    files[file].is_open = 0;
}

static uint32_t speed_of(const struct spi_file *file, const struct spi_ioc_transfer *transfer)
{
    uint32_t asked_hz = transfer->speed_hz ? transfer->speed_hz : file->speed_hz;
    return asked_hz < board->fastest_hz ? asked_hz : board->fastest_hz;
}

/* Refuse what spidev_message() refuses: each transfer takes up whole alignment units of the buffer,
 * separately for each direction. */
static int check_sizes(const struct spi_ioc_transfer *transfers, unsigned count, unsigned *total)
{
    uint64_t tx_bytes = 0, rx_bytes = 0, all_bytes = 0;
    for (unsigned i = 0; i < count; i++) {
        uint64_t unit = board->alignment_bytes;
        uint64_t taken = (transfers[i].len + unit - 1) / unit * unit;
        all_bytes += transfers[i].len;
        tx_bytes += transfers[i].tx_buf ? taken : 0;
        rx_bytes += transfers[i].rx_buf ? taken : 0;
        if (all_bytes > INT_MAX || tx_bytes > board->buffer_bytes || rx_bytes > board->buffer_bytes)
            return fail(EMSGSIZE);
        if (transfers[i].bits_per_word && transfers[i].bits_per_word != WORD_BITS)
            return fail(EINVAL);
    }
    *total = (unsigned)all_bytes;
    return 0;
}

static struct log_entry *log_transfer(const struct spi_file *file, const struct spi_ioc_transfer *transfer)
{
    static struct log_entry overflow;
    struct log_entry *entry = board->logged < BOARD_LOG ? &board->log[board->logged++] : &overflow;
    memset(entry, 0, sizeof *entry);
    entry->chip = file->chip;
    entry->length = transfer->len;
    entry->speed_hz = speed_of(file, transfer);
    entry->mode = file->mode;
    entry->bits_per_word = transfer->bits_per_word ? transfer->bits_per_word : file->bits_per_word;
    entry->cs_change = transfer->cs_change;
    return entry;
}

static void run_transfer(const struct spi_file *file, const struct spi_ioc_transfer *transfer, int is_first)
{
    struct chip *chip = &board->chips[file->chip];
    const uint8_t *tx = (const uint8_t *)(uintptr_t)transfer->tx_buf;
    uint8_t *rx = (uint8_t *)(uintptr_t)transfer->rx_buf;
    struct log_entry *entry = log_transfer(file, transfer);
    entry->starts_message = is_first;
    for (uint32_t i = 0; i < transfer->len; i++) {
        uint8_t out = tx ? tx[i] : 0, in = 0;
        for (int bit = 7; bit >= 0; bit--)
            in = in << 1 | clock_bus(chip, out >> bit & 1);
        if (rx)
            rx[i] = in;
        if (i < LOG_BYTES) {
            entry->tx[i] = out;
            entry->rx[i] = in;
        }
    }
}

/* Between transfers `cs_change` lets the chip select rise; after the last one it keeps it low. */
static int run_message(const struct spi_file *file, const struct spi_ioc_transfer *transfers, unsigned count)
{
    unsigned total = 0;
    if (check_sizes(transfers, count, &total))
        return -1;
    uint64_t number = board->messages++;
    if (number >= board->fail_from && number - board->fail_from < board->fail_count)
        return fail(board->fail_errno);
    struct chip *chip = &board->chips[file->chip];
    for (unsigned i = 0; i < count; i++) {
        int is_last = i == count - 1;
        int stays_selected = is_last ? transfers[i].cs_change : !transfers[i].cs_change;
        select_chip(chip);
        run_transfer(file, &transfers[i], i == 0);
        if (!stays_selected)
            deselect_chip(chip);
    }
    board->transfers += count;
    return (int)total;
}

static int set_mode(struct spi_file *file, uint32_t mode)
{
    if (mode & ~(uint32_t)CONTROLLER_MODES)
        return fail(EINVAL);
    file->mode = mode;
    return 0;
}

static int set_bits(struct spi_file *file, uint8_t bits)
{
    if (bits && bits != WORD_BITS)
        return fail(EINVAL);
    file->bits_per_word = WORD_BITS;
    return 0;
}

static int set_speed(struct spi_file *file, uint32_t speed_hz)
{
    if (!speed_hz)
        return fail(EINVAL);
    file->speed_hz = speed_hz;
    return 0;
}

/* The size of a message is 14 bits of the request: 512 transfers of 32 bytes wrap around to none,
 * which is no error. */
static int message_ioctl(const struct spi_file *file, unsigned long request, const void *argument)
{
    unsigned size = _IOC_SIZE(request);
    if (_IOC_NR(request) != _IOC_NR(SPI_IOC_MESSAGE(0)) || _IOC_DIR(request) != _IOC_WRITE)
        return fail(ENOTTY);
    if (size % sizeof(struct spi_ioc_transfer))
        return fail(EINVAL);
    unsigned count = size / sizeof(struct spi_ioc_transfer);
    return count ? run_message(file, argument, count) : 0;
}

static int locked_ioctl(struct spi_file *file, unsigned long request, void *argument)
{
    if (_IOC_TYPE(request) != SPI_IOC_MAGIC)
        return fail(ENOTTY);
    if (is_gone())
        return fail(ESHUTDOWN);
    switch (request) {
    case SPI_IOC_RD_MODE: *(uint8_t *)argument = (uint8_t)file->mode; return 0;
    case SPI_IOC_RD_MODE32: *(uint32_t *)argument = file->mode; return 0;
    case SPI_IOC_RD_LSB_FIRST: *(uint8_t *)argument = 0; return 0;
    case SPI_IOC_RD_BITS_PER_WORD: *(uint8_t *)argument = file->bits_per_word; return 0;
    case SPI_IOC_RD_MAX_SPEED_HZ: *(uint32_t *)argument = file->speed_hz; return 0;
    case SPI_IOC_WR_MODE: return set_mode(file, *(uint8_t *)argument);
    case SPI_IOC_WR_MODE32: return set_mode(file, *(uint32_t *)argument);
    case SPI_IOC_WR_LSB_FIRST: return *(uint8_t *)argument ? fail(EINVAL) : 0;
    case SPI_IOC_WR_BITS_PER_WORD: return set_bits(file, *(uint8_t *)argument);
    case SPI_IOC_WR_MAX_SPEED_HZ: return set_speed(file, *(uint32_t *)argument);
    }
    return message_ioctl(file, request, argument);
}

int spidev_ioctl(int file, unsigned long request, void *argument)
{
    pthread_mutex_lock(&bus_lock);
    int result = locked_ioctl(&files[file], request, argument);
    pthread_mutex_unlock(&bus_lock);
    return result;
}
