/* LD_PRELOAD: lets unmodified programs open the pretend board's device files.
 *
 * STRIKEMAT_BOARD is the file of `struct board`; STRIKEMAT_ROOT a folder whose files stand in for those
 * of the same path under /dev, /proc and /sys (a Pi's /proc/cpuinfo, plain files where a program only
 * asks whether a device exists). Everything else goes to the C library.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shim.h"

/* The C library's own function of this name. */
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

struct board *board;
static int (*real_ioctl)(int, unsigned long, ...);

__attribute__((constructor)) static void map_board(void)
{
    const char *path = getenv("STRIKEMAT_BOARD");
    real_ioctl = dlsym(RTLD_NEXT, "ioctl");
    if (!path)
        return;
    int file = REAL(open)(path, O_RDWR | O_CLOEXEC);
    void *mapped = MAP_FAILED;
    if (file >= 0 && lseek(file, 0, SEEK_END) == sizeof *board)
        mapped = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED || ((struct board *)mapped)->magic != BOARD_MAGIC) {
        fprintf(stderr, "shim: %s is not a pretend board of this build\n", path);
        abort();
    }
    REAL(close)(file);
    board = mapped;
}

int new_file(int flags)
{
    int file = memfd_create("pretend", flags & O_CLOEXEC ? MFD_CLOEXEC : 0);
    if (file >= MOST_FILES) {
        REAL(close)(file);
        errno = EMFILE;
        return -1;
    }
    return file;
}

/* Return the path to use in place of `path`, in `room` if it is another one. */
static const char *stand_in(const char *path, char *room)
{
    const char *root = getenv("STRIKEMAT_ROOT");
    if (!root || !path || (strncmp(path, "/dev/", 5) && strncmp(path, "/proc/", 6) && strncmp(path, "/sys/", 5)))
        return path;
    if (snprintf(room, PATH_MAX, "%s%s", root, path) >= PATH_MAX)
        return path;
    return REAL(access)(room, F_OK) ? path : room;
}

static int open_pretend(const char *path, int flags, int *is_ours)
{
    *is_ours = 0;
    if (!board || !path)
        return -1;
    int file = spidev_open(path, flags, is_ours);
    return *is_ours ? file : gpio_open(path, flags, is_ours);
}

#define OPEN(name)                                                  \
    int name(const char *path, int flags, ...)                      \
    {                                                               \
        char room[PATH_MAX];                                        \
        va_list rest;                                               \
        int is_ours;                                                \
        va_start(rest, flags);                                      \
        mode_t mode = (mode_t)va_arg(rest, int);                    \
        va_end(rest);                                               \
        int file = open_pretend(path, flags, &is_ours);             \
        return is_ours ? file : REAL(name)(stand_in(path, room), flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                \
    int name(int folder, const char *path, int flags, ...)          \
    {                                                               \
        char room[PATH_MAX];                                        \
        va_list rest;                                               \
        int is_ours;                                                \
        va_start(rest, flags);                                      \
        mode_t mode = (mode_t)va_arg(rest, int);                    \
        va_end(rest);                                               \
        int file = open_pretend(path, flags, &is_ours);             \
        return is_ours ? file : REAL(name)(folder, stand_in(path, room), flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)

FILE *fopen(const char *path, const char *mode)
{
    char room[PATH_MAX];
    return REAL(fopen)(stand_in(path, room), mode);
}

FILE *fopen64(const char *path, const char *mode)
{
    char room[PATH_MAX];
    return REAL(fopen64)(stand_in(path, room), mode);
}

int access(const char *path, int mode)
{
    char room[PATH_MAX];
    return REAL(access)(stand_in(path, room), mode);
}

/* Interpreters that were built for an old C library call the functions with a leading version. */
#define STAT(name, kind)                                            \
    int name(const char *path, struct kind *status)                 \
    {                                                               \
        char room[PATH_MAX];                                        \
        int (*real)(const char *, struct kind *) = dlsym(RTLD_NEXT, #name); \
        return real(stand_in(path, room), status);                  \
    }
#define OLD_STAT(name, kind)                                        \
    int name(int version, const char *path, struct kind *status)    \
    {                                                               \
        char room[PATH_MAX];                                        \
        int (*real)(int, const char *, struct kind *) = dlsym(RTLD_NEXT, #name); \
        return real(version, stand_in(path, room), status);         \
    }
STAT(stat, stat)
STAT(stat64, stat64)
STAT(lstat, stat)
STAT(lstat64, stat64)
OLD_STAT(__xstat, stat)
OLD_STAT(__xstat64, stat64)
OLD_STAT(__lxstat, stat)
OLD_STAT(__lxstat64, stat64)

int ioctl(int file, unsigned long request, ...)
{
    va_list rest;
    va_start(rest, request);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    /* A caller may widen the number as if it were signed. */
    if (spidev_owns(file))
        return spidev_ioctl(file, (uint32_t)request, argument);
    if (gpio_owns(file))
        return gpio_ioctl(file, (uint32_t)request, argument);
    return real_ioctl(file, request, argument);
}

int close(int file)
{
    if (spidev_owns(file))
        spidev_close(file);
    else if (gpio_owns(file))
        gpio_close(file);
    return REAL(close)(file);
}
