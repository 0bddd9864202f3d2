/* A library to preload: a disk that can lose its power, and one that can refuse.
 *
 * Undo log. Before each change to a file under $DISK_ROOT, what stood there is appended to $DISK_LOG; after each
 * successful fsync that is noted too. When the process has been killed, the parent reads the log and takes back what
 * was never synced, as a power cut may (tests/reliability/power.py has the format and the rules). Unlinked and
 * overwritten files are kept in $DISK_GRAVES. The -shm file is mapped, not written, and rebuilt by every opening: it
 * is left out.
 *
 * Faults. $DISK_CONTROL is a page of numbers shared with the parent (tests/reliability/disk.py): which errno to give,
 * at which of the coming operations or at all of them, or how long each takes. Either variable may be missing; then that half sleeps.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { CREATE = 1, WRITE, TRUNCATE, SYNC, DIRSYNC, UNLINK, RENAME };
enum { OFF, ONCE, ALWAYS, STALL };
enum { A_WRITE = 1, A_SYNC = 2, A_TRUNCATE = 4, A_NAME = 8 };
enum { MOST = 4096 };

struct control { volatile int64_t mode, error, countdown, kinds, seen, injected; };
struct header { uint32_t operation, name_bytes; uint64_t inode; int64_t offset, size_before, data_bytes; };

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct control *control;
static int undo_log = -1;
static char root[PATH_MAX];
static size_t root_length;
static const char *graves;
static uint64_t grave_number;
static unsigned char watched[MOST]; /* by descriptor: 1 a file, 2 a directory, 3 a file that is not to be undone */

#define REAL(type, name, ...) static type (*real_##name)(__VA_ARGS__)
REAL(int, open64, const char *, int, ...);
REAL(int, close, int);
REAL(ssize_t, write, int, const void *, size_t);
REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
REAL(int, ftruncate64, int, off64_t);
REAL(int, fsync, int);
REAL(int, fdatasync, int);
REAL(int, unlink, const char *);
REAL(int, rename, const char *, const char *);
REAL(int, statvfs64, const char *, struct statvfs64 *);

static void begin(void)
{
    real_open64 = dlsym(RTLD_NEXT, "open64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite64 = dlsym(RTLD_NEXT, "pwrite64");
    real_ftruncate64 = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_rename = dlsym(RTLD_NEXT, "rename");
    real_statvfs64 = dlsym(RTLD_NEXT, "statvfs64");
    const char *where = getenv("DISK_ROOT"), *log = getenv("DISK_LOG"), *page = getenv("DISK_CONTROL");
    if (where == NULL)
        return;
    root_length = strlen(where);
    memcpy(root, where, root_length + 1);
    graves = getenv("DISK_GRAVES");
    if (log != NULL)
        undo_log = real_open64(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (page != NULL) {
        int file = real_open64(page, O_RDWR | O_CLOEXEC);
        control = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (control == MAP_FAILED)
            abort();
        real_close(file);
    }
    if (log != NULL && undo_log < 0)
        abort();
}

static int ends_with(const char *name, const char *end)
{
    size_t all = strlen(name), last = strlen(end);
    return all >= last && strcmp(name + all - last, end) == 0;
}

static int is_ours(const char *name)
{
    return root_length && strncmp(name, root, root_length) == 0 && (name[root_length] == '/' || !name[root_length]);
}

static int kind_of(int file) { return file >= 0 && file < MOST ? watched[file] : 0; }

/* Whether this operation is to fail; then errno is set. */
static int refused(int kind)
{
    if (control == NULL || control->mode == OFF || !(control->kinds & kind))
        return 0;
    control->seen++;
    if (control->mode == STALL) {
        struct timespec while_ = {control->countdown / 1000, control->countdown % 1000 * 1000000};
        nanosleep(&while_, NULL);
        return 0;
    }
    if (control->mode == ONCE && --control->countdown != 0)
        return 0;
    control->injected++;
    errno = (int)control->error;
    return 1;
}

static void note(uint32_t operation, const char *name, uint64_t inode, int64_t offset, int64_t size, const void *data,
                 int64_t bytes)
{
    struct header header = {operation, (uint32_t)strlen(name), inode, offset, size, bytes};
    struct iovec parts[] = {{&header, sizeof header}, {(void *)name, header.name_bytes}, {(void *)data, (size_t)bytes}};
    if (undo_log >= 0 && writev(undo_log, parts, 3) < 0)
        abort();
}

/* Keep `bytes` from `offset` on as they are, before they change. */
static void keep(uint32_t operation, int file, int64_t offset, int64_t bytes)
{
    struct stat64 facts;
    if (undo_log < 0 || kind_of(file) != 1 || fstat64(file, &facts) != 0)
        return;
    int64_t there = facts.st_size > offset ? facts.st_size - offset : 0;
    int64_t wanted = there < bytes ? there : bytes;
    char name[64], *old = malloc((size_t)wanted + 1);
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    int reader = real_open64(name, O_RDONLY | O_CLOEXEC); /* the caller's may be write only */
    if (wanted && pread64(reader, old, (size_t)wanted, offset) != wanted)
        abort();
    real_close(reader);
    note(operation, "", facts.st_ino, offset, facts.st_size, old, wanted);
    free(old);
}

static int opened(const char *name, int flags, mode_t mode)
{
    pthread_once(&once, begin);
    struct stat64 facts;
    if (!is_ours(name))
        return real_open64(name, flags, mode);
    pthread_mutex_lock(&one_at_a_time);
    int writes = (flags & O_ACCMODE) != O_RDONLY, was_there = stat64(name, &facts) == 0, file = -1;
    if (!(writes && (!was_there || (control && control->error == EROFS)) && refused(A_NAME)))
        file = real_open64(name, flags & ~O_TRUNC, mode);
    if (file >= 0 && file < MOST && fstat64(file, &facts) == 0) {
        watched[file] = S_ISDIR(facts.st_mode) ? 2 : ends_with(name, "-shm") ? 3 : 1;
        if (!was_there && watched[file] == 1)
            note(CREATE, name, facts.st_ino, 0, 0, "", 0);
        if (was_there && (flags & O_TRUNC)) {
            keep(TRUNCATE, file, 0, facts.st_size);
            real_ftruncate64(file, 0);
        }
    }
    pthread_mutex_unlock(&one_at_a_time);
    return file;
}

static mode_t mode_in(int flags, va_list rest)
{
    return flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

#define OPENS(function) \
    int function(const char *name, int flags, ...) \
    { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = mode_in(flags, rest); \
        va_end(rest); \
        return opened(name, flags, mode); \
    }
OPENS(open)
OPENS(open64)

int close(int file)
{
    pthread_once(&once, begin);
    if (kind_of(file))
        watched[file] = 0;
    return real_close(file);
}

ssize_t pwrite64(int file, const void *data, size_t bytes, off64_t offset)
{
    pthread_once(&once, begin);
    if (!kind_of(file))
        return real_pwrite64(file, data, bytes, offset);
    pthread_mutex_lock(&one_at_a_time);
    ssize_t written = -1;
    if (!refused(A_WRITE)) {
        keep(WRITE, file, offset, (int64_t)bytes);
        written = real_pwrite64(file, data, bytes, offset);
    }
    pthread_mutex_unlock(&one_at_a_time);
    return written;
}

ssize_t pwrite(int file, const void *data, size_t bytes, off_t offset) { return pwrite64(file, data, bytes, offset); }

ssize_t write(int file, const void *data, size_t bytes)
{
    pthread_once(&once, begin);
    if (!kind_of(file))
        return real_write(file, data, bytes);
    pthread_mutex_lock(&one_at_a_time);
    ssize_t written = -1;
    if (!refused(A_WRITE)) {
        keep(WRITE, file, lseek64(file, 0, SEEK_CUR), (int64_t)bytes);
        written = real_write(file, data, bytes);
    }
    pthread_mutex_unlock(&one_at_a_time);
    return written;
}

int ftruncate64(int file, off64_t size)
{
    pthread_once(&once, begin);
    if (!kind_of(file))
        return real_ftruncate64(file, size);
    pthread_mutex_lock(&one_at_a_time);
    int outcome = -1;
    if (!refused(A_TRUNCATE)) {
        keep(TRUNCATE, file, size, INT64_MAX / 2);
        outcome = real_ftruncate64(file, size);
    }
    pthread_mutex_unlock(&one_at_a_time);
    return outcome;
}

int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

static int synced(int file, int (*sync)(int))
{
    struct stat64 facts;
    if (!kind_of(file))
        return sync(file);
    pthread_mutex_lock(&one_at_a_time);
    int outcome = refused(A_SYNC) ? -1 : sync(file);
    if (outcome == 0 && fstat64(file, &facts) == 0)
        note(kind_of(file) == 2 ? DIRSYNC : SYNC, "", facts.st_ino, 0, facts.st_size, "", 0);
    pthread_mutex_unlock(&one_at_a_time);
    return outcome;
}

int fsync(int file)
{
    pthread_once(&once, begin);
    return synced(file, real_fsync);
}

int fdatasync(int file)
{
    pthread_once(&once, begin);
    return synced(file, real_fdatasync);
}

/* A name that is about to go: the file is given a second name among the graves. */
static void bury(uint32_t operation, const char *name, const char *from)
{
    struct stat64 facts;
    char grave[PATH_MAX], names[2 * PATH_MAX];
    if (undo_log < 0 || ends_with(name, "-shm"))
        return;
    int there = stat64(name, &facts) == 0;
    snprintf(grave, sizeof grave, "%s/%d-%llu", graves, getpid(), (unsigned long long)grave_number++);
    if (there && link(name, grave) != 0)
        abort();
    snprintf(names, sizeof names, "%s\n%s\n%s", name, there ? grave : "", from);
    note(operation, names, there ? facts.st_ino : 0, 0, 0, "", 0);
}

int unlink(const char *name)
{
    pthread_once(&once, begin);
    if (!is_ours(name))
        return real_unlink(name);
    pthread_mutex_lock(&one_at_a_time);
    int outcome = -1;
    if (!refused(A_NAME)) {
        bury(UNLINK, name, "");
        outcome = real_unlink(name);
    }
    pthread_mutex_unlock(&one_at_a_time);
    return outcome;
}

int rename(const char *from, const char *to)
{
    pthread_once(&once, begin);
    if (!is_ours(to))
        return real_rename(from, to);
    pthread_mutex_lock(&one_at_a_time);
    int outcome = -1;
    if (!refused(A_NAME)) {
        bury(RENAME, to, from);
        outcome = real_rename(from, to);
    }
    pthread_mutex_unlock(&one_at_a_time);
    return outcome;
}

/* A disk that answers EROFS to everything says so of itself too. */
int statvfs64(const char *name, struct statvfs64 *facts)
{
    pthread_once(&once, begin);
    int outcome = real_statvfs64(name, facts);
    if (outcome == 0 && is_ours(name) && control && control->mode == ALWAYS && control->error == EROFS)
        facts->f_flag |= ST_RDONLY;
    return outcome;
}

int statvfs(const char *name, struct statvfs *facts) { return statvfs64(name, (struct statvfs64 *)facts); }
