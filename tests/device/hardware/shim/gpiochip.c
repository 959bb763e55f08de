/* /dev/gpiochip0 as lgpio and libgpiod use it: the second version of Linux's GPIO character device
 * (linux/gpio.h). Events carry CLOCK_MONOTONIC; a program that asks for another clock is refused.
 *
 * The program under test drives edges itself, by calling `pretend_edge` in this library.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/gpio.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "shim.h"

#define OTHER_CLOCKS (GPIO_V2_LINE_FLAG_EVENT_CLOCK_REALTIME | GPIO_V2_LINE_FLAG_EVENT_CLOCK_HTE)

enum file_kind { NOT_OURS, CHIP_FILE, LINE_FILE };

static struct gpio_file {
    enum file_kind kind;
    uint32_t pins[GPIO_V2_LINES_MAX], count, events;
    int event_input; /* the pipe's end that events are written to */
} files[MOST_FILES];

static uint64_t pin_flags[BOARD_PINS];
static char pin_user[BOARD_PINS][GPIO_MAX_NAME_SIZE];
static pthread_mutex_t pin_lock = PTHREAD_MUTEX_INITIALIZER;

static int fail(int number)
{
    errno = number;
    return -1;
}

int gpio_owns(int file)
{
    return file >= 0 && file < MOST_FILES && files[file].kind != NOT_OURS;
}

int gpio_open(const char *path, int flags, int *is_ours)
{
    *is_ours = !strcmp(path, "/dev/gpiochip0");
    if (!*is_ours || board->open_errno)
        return fail((int)board->open_errno);
    int file = new_file(flags);
    if (file >= 0)
        files[file] = (struct gpio_file){.kind = CHIP_FILE, .event_input = -1};
    return file;
}

static int chip_info(struct gpiochip_info *info)
{
    *info = (struct gpiochip_info){.name = "gpiochip0", .label = "pinctrl-bcm2711", .lines = BOARD_PINS};
    return 0;
}

static int line_info(struct gpio_v2_line_info *info)
{
    uint32_t pin = info->offset;
    if (pin >= BOARD_PINS)
        return fail(EINVAL);
    *info = (struct gpio_v2_line_info){.offset = pin, .flags = pin_flags[pin]};
    info->flags |= board->pin_taken[pin] ? GPIO_V2_LINE_FLAG_USED : 0;
    info->flags |= board->pin_is_output[pin] ? GPIO_V2_LINE_FLAG_OUTPUT : GPIO_V2_LINE_FLAG_INPUT;
    snprintf(info->name, sizeof info->name, "GPIO%u", pin);
    snprintf(info->consumer, sizeof info->consumer, "%s", pin_user[pin]);
    return 0;
}

static void set_level(uint32_t pin, uint32_t level)
{
    board->pin_changes[pin] += board->pin_level[pin] != level;
    board->pin_level[pin] = level;
}

/* The flags of one line: the request's, unless an attribute replaces them for it. */
static uint64_t flags_of(const struct gpio_v2_line_config *config, uint32_t index)
{
    for (uint32_t i = 0; i < config->num_attrs; i++)
        if (config->attrs[i].attr.id == GPIO_V2_LINE_ATTR_ID_FLAGS && config->attrs[i].mask >> index & 1)
            return config->attrs[i].attr.flags;
    return config->flags;
}

static uint32_t first_level_of(const struct gpio_v2_line_config *config, uint32_t index)
{
    for (uint32_t i = 0; i < config->num_attrs; i++)
        if (config->attrs[i].attr.id == GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES
            && config->attrs[i].mask >> index & 1)
            return config->attrs[i].attr.values >> index & 1;
    return 0;
}

static int configure(const struct gpio_file *file, const struct gpio_v2_line_config *config)
{
    if (config->num_attrs > GPIO_V2_LINE_NUM_ATTRS_MAX || config->flags & OTHER_CLOCKS)
        return fail(EINVAL);
    for (uint32_t i = 0; i < file->count; i++) {
        uint32_t pin = file->pins[i];
        pin_flags[pin] = flags_of(config, i);
        board->pin_is_output[pin] = !!(pin_flags[pin] & GPIO_V2_LINE_FLAG_OUTPUT);
        if (board->pin_is_output[pin])
            set_level(pin, first_level_of(config, i));
        else if (pin_flags[pin] & GPIO_V2_LINE_FLAG_BIAS_PULL_UP)
            board->pin_level[pin] = 1;
        else if (pin_flags[pin] & GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN)
            board->pin_level[pin] = 0;
    }
    return 0;
}

/* Take all pins of a request or none. */
static int take_lines(struct gpio_v2_line_request *request)
{
    struct gpio_file wanted = {.kind = LINE_FILE, .count = request->num_lines};
    if (wanted.count == 0 || wanted.count > GPIO_V2_LINES_MAX)
        return fail(EINVAL);
    memcpy(wanted.pins, request->offsets, sizeof wanted.pins);
    for (uint32_t i = 0; i < wanted.count; i++) {
        if (wanted.pins[i] >= BOARD_PINS)
            return fail(EINVAL);
        if (board->pin_taken[wanted.pins[i]])
            return fail(EBUSY);
    }
    int ends[2];
    if (configure(&wanted, &request->config) || pipe2(ends, O_CLOEXEC))
        return -1;
    if (ends[0] >= MOST_FILES)
        return fail(EMFILE);
    wanted.event_input = ends[1];
    files[ends[0]] = wanted;
    for (uint32_t i = 0; i < wanted.count; i++) {
        board->pin_taken[wanted.pins[i]] = 1;
        snprintf(pin_user[wanted.pins[i]], GPIO_MAX_NAME_SIZE, "%s", request->consumer);
    }
    request->fd = ends[0];
    return 0;
}

static int read_levels(const struct gpio_file *file, struct gpio_v2_line_values *values)
{
    values->bits = 0;
    for (uint32_t i = 0; i < file->count; i++)
        values->bits |= (uint64_t)board->pin_level[file->pins[i]] << i;
    return 0;
}

static int write_levels(const struct gpio_file *file, const struct gpio_v2_line_values *values)
{
    for (uint32_t i = 0; i < file->count; i++) {
        if (!(values->mask >> i & 1))
            continue;
        if (!board->pin_is_output[file->pins[i]])
            return fail(EPERM);
        set_level(file->pins[i], values->bits >> i & 1);
    }
    return 0;
}

static int locked_ioctl(const struct gpio_file *file, unsigned long request, void *argument)
{
    if (file->kind == CHIP_FILE) {
        switch (request) {
        case GPIO_GET_CHIPINFO_IOCTL: return chip_info(argument);
        case GPIO_V2_GET_LINEINFO_IOCTL: return line_info(argument);
        case GPIO_V2_GET_LINE_IOCTL: return take_lines(argument);
        }
        return fail(EINVAL);
    }
    switch (request) {
    case GPIO_V2_LINE_SET_CONFIG_IOCTL: return configure(file, argument);
    case GPIO_V2_LINE_GET_VALUES_IOCTL: return read_levels(file, argument);
    case GPIO_V2_LINE_SET_VALUES_IOCTL: return write_levels(file, argument);
    }
    return fail(EINVAL);
}

int gpio_ioctl(int file, unsigned long request, void *argument)
{
    pthread_mutex_lock(&pin_lock);
    int result = locked_ioctl(&files[file], request, argument);
    pthread_mutex_unlock(&pin_lock);
    return result;
}

void gpio_close(int file)
{
    pthread_mutex_lock(&pin_lock);
    struct gpio_file *closed = &files[file];
    for (uint32_t i = 0; i < closed->count; i++) {
        board->pin_taken[closed->pins[i]] = 0;
        pin_flags[closed->pins[i]] = 0;
    }
    int event_input = closed->event_input;
    *closed = (struct gpio_file){.kind = NOT_OURS};
    pthread_mutex_unlock(&pin_lock);
    if (event_input >= 0)
        close(event_input);
}

static int tell(struct gpio_file *file, uint32_t pin, uint32_t level, uint64_t time_ns)
{
    struct gpio_v2_line_event event = {.timestamp_ns = time_ns, .offset = pin};
    event.id = level ? GPIO_V2_LINE_EVENT_RISING_EDGE : GPIO_V2_LINE_EVENT_FALLING_EDGE;
    event.seqno = event.line_seqno = ++file->events;
    return write(file->event_input, &event, sizeof event) == sizeof event;
}

/* Drive an input, as the world outside would, at `time_ns` of the monotonic clock; return how many
 * watchers were told, -1 if the pin is not an input. */
int pretend_edge(uint32_t pin, uint32_t level, uint64_t time_ns)
{
    int told = 0;
    if (pin >= BOARD_PINS || board->pin_is_output[pin])
        return -1;
    pthread_mutex_lock(&pin_lock);
    uint64_t edge = level ? GPIO_V2_LINE_FLAG_EDGE_RISING : GPIO_V2_LINE_FLAG_EDGE_FALLING;
    int is_watched = board->pin_level[pin] != level && pin_flags[pin] & edge;
    board->pin_level[pin] = level;
    for (int i = 0; is_watched && i < MOST_FILES; i++)
        for (uint32_t k = 0; files[i].kind == LINE_FILE && k < files[i].count; k++)
            if (files[i].pins[k] == pin)
                told += tell(&files[i], pin, level, time_ns);
    pthread_mutex_unlock(&pin_lock);
    return told;
}
