/*
 * A job that says when it ends: stamp SLOTS NUMBER MICROS sleeps so long and then, as its last act before _exit,
 * writes CLOCK_MONOTONIC in nanoseconds as the NUMBERth 64-bit number of the file SLOTS, which must be long enough.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc != 4)
        return 2;
    long offset = atol(argv[2]) * (long)sizeof(int64_t), page = sysconf(_SC_PAGESIZE), micros = atol(argv[3]);
    int file = open(argv[1], O_RDWR | O_CLOEXEC);
    if (file < 0)
        return 3;
    char *slots = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, file, offset / page * page);
    if (slots == MAP_FAILED)
        return 4;
    volatile int64_t *slot = (int64_t *)(slots + offset % page);
    *slot = 0; /* the page fault happens now */
    struct timespec t = {micros / 1000000, micros % 1000000 * 1000};
    if (micros)
        nanosleep(&t, NULL);
    clock_gettime(CLOCK_MONOTONIC, &t);
    *slot = t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
    _exit(0);
}
