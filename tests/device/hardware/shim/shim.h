/* What the shim's files offer each other. */
#ifndef SHIM_H
#define SHIM_H

#include "board.h"

#define MOST_FILES 1024

/* The board of this process; NULL without STRIKEMAT_BOARD. */
extern struct board *board;

/* A file of the shim's own; its number is a real, otherwise idle file's. */
int new_file(int flags);

/* chips.c: the wire, one clock at a time. */
void select_chip(struct chip *chip);
void deselect_chip(struct chip *chip);
int clock_bus(struct chip *selected, int mosi);

/* Each returns a result as the system call would: -1 with errno set on failure. `spidev_owns` and
 * `gpio_owns` say whether a file is theirs. */
int spidev_open(const char *path, int flags, int *is_ours);
int spidev_owns(int file);
int spidev_ioctl(int file, unsigned long request, void *argument);
void spidev_close(int file);

int gpio_open(const char *path, int flags, int *is_ours);
int gpio_owns(int file);
int gpio_ioctl(int file, unsigned long request, void *argument);
void gpio_close(int file);

#endif
