/* Stands between a program and its disk: writes down, in order, all that is done to the files below one folder, and
 * refuses to write when told to. Loaded with LD_PRELOAD by the tests of power cut and full disk.
 *
 * DISK_SHIM_FOLDER  watch files whose path begins with this
 * DISK_SHIM_LOG     append one record for each operation to this file
 * DISK_SHIM_FULL    while this file exists, writing fails with ENOSPC
 *
 * A record: one line "KIND PATH OFFSET LENGTH\n", then LENGTH bytes of data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_file = -1;

static const char *watched_path(int file, char *path, size_t size)
{
    const char *folder = getenv("DISK_SHIM_FOLDER");
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, size - 1);
    if (!folder || length < 0)
        return NULL;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) ? NULL : path;
}

static void put(const void *bytes, size_t length)
{
    for (const char *at = bytes; length;) {
        ssize_t done = REAL(write)(log_file, at, length);
        if (done <= 0)
            abort();
        at += done;
        length -= (size_t)done;
    }
}

static void note(const char *kind, const char *path, long long offset, const void *bytes, size_t length)
{
    char head[4200];
    int size = snprintf(head, sizeof head, "%s %s %lld %zu\n", kind, path, offset, bytes ? length : 0);
    pthread_mutex_lock(&lock);
    if (log_file < 0)
        log_file = REAL(open)(getenv("DISK_SHIM_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    put(head, (size_t)size);
    if (bytes)
        put(bytes, length);
    pthread_mutex_unlock(&lock);
}

static int is_full(void)
{
    const char *full = getenv("DISK_SHIM_FULL");
    if (!full || access(full, F_OK))
        return 0;
    errno = ENOSPC;
    return 1;
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset)
{
    char path[4096];
    const char *watched = watched_path(file, path, sizeof path);
    if (watched && is_full())
        return -1;
    ssize_t done = REAL(pwrite64)(file, bytes, length, offset);
    if (watched && done > 0)
        note("write", watched, offset, bytes, (size_t)done);
    return done;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset)
{
    return pwrite64(file, bytes, length, offset);
}

ssize_t write(int file, const void *bytes, size_t length)
{
    char path[4096];
    const char *watched = file > 2 ? watched_path(file, path, sizeof path) : NULL;
    if (!watched)
        return REAL(write)(file, bytes, length);
    if (is_full())
        return -1;
    long long offset = lseek(file, 0, SEEK_CUR);
    ssize_t done = REAL(write)(file, bytes, length);
    if (done > 0)
        note("write", watched, offset, bytes, (size_t)done);
    return done;
}

int ftruncate64(int file, off64_t length)
{
    char path[4096];
    const char *watched = watched_path(file, path, sizeof path);
    int result = REAL(ftruncate64)(file, length);
    if (watched && !result)
        note("truncate", watched, length, NULL, 0);
    return result;
}

int ftruncate(int file, off_t length)
{
    return ftruncate64(file, length);
}

static int synced(int file, int result)
{
    char path[4096];
    const char *watched = watched_path(file, path, sizeof path);
    if (watched && !result)
        note("sync", watched, 0, NULL, 0);
    return result;
}

int fsync(int file)
{
    return synced(file, REAL(fsync)(file));
}

int fdatasync(int file)
{
    return synced(file, REAL(fdatasync)(file));
}

int unlink(const char *path)
{
    const char *folder = getenv("DISK_SHIM_FOLDER");
    int result = REAL(unlink)(path);
    if (!result && folder && !strncmp(path, folder, strlen(folder)))
        note("unlink", path, 0, NULL, 0);
    return result;
}
