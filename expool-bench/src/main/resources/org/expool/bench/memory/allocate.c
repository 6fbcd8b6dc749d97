/*
 * A job of a known need: takes and gives back memory in phases, and touches every page of it.
 *
 *   allocate [-b] [-v] MIB:RATE:SECONDS...
 *
 * Each phase grows, or shrinks, to MIB in all, by RATE MiB/s (0: as fast as can be), and holds that for SECONDS.
 * -b: is busy while it holds. -v: prints, by CLOCK_MONOTONIC, "NANOS MIB" after each step, and "NANOS TERM" at SIGTERM.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define STEP 4L /* MiB */
#define MOST 65536L

static char *blocks[MOST / STEP];
static long held;
static int busy, verbose;

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void tell(const char *what, long number) {
    char line[64];
    int length = what ? snprintf(line, sizeof line, "%lld %s\n", now(), what)
                      : snprintf(line, sizeof line, "%lld %ld\n", now(), number);
    if (write(STDOUT_FILENO, line, length) != length)
        _exit(3);
}

/* Not async-signal-safe by the book (snprintf), which does here: integers only. */
static void term(int signal) {
    tell("TERM", 0);
    _exit(128 + signal);
}

static void sleep_until(long long end) {
    for (long long left = end - now(); left > 0; left = end - now()) {
        struct timespec t = {left / 1000000000, left % 1000000000};
        if (!busy)
            nanosleep(&t, NULL);
    }
}

static void grow(void) {
    size_t size = STEP << 20;
    char *block = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED) {
        perror("allocate");
        exit(2);
    }
    memset(block, 1, size);
    blocks[held / STEP] = block;
    held += STEP;
}

static void phase(long mib, double rate, double seconds) {
    long long begin = now();
    long from = held;
    int hold = busy;
    busy = 0;
    while (held + STEP <= mib) {
        grow();
        if (verbose)
            tell(NULL, held);
        if (rate > 0)
            sleep_until(begin + (long long)((held - from) / rate * 1e9));
    }
    while (held > mib) {
        held -= STEP;
        munmap(blocks[held / STEP], STEP << 20);
    }
    busy = hold;
    sleep_until(now() + (long long)(seconds * 1e9));
}

int main(int count, char **words) {
    for (int i = 1; i < count; i++) {
        long mib;
        double rate, seconds;
        if (!strcmp(words[i], "-b")) {
            busy = 1;
        } else if (!strcmp(words[i], "-v")) {
            verbose = 1;
            signal(SIGTERM, term);
        } else if (sscanf(words[i], "%ld:%lf:%lf", &mib, &rate, &seconds) == 3 && mib >= 0 && mib <= MOST) {
            phase(mib, rate, seconds);
        } else {
            fprintf(stderr, "allocate: '%s' is no phase MIB:RATE:SECONDS, at most %ld MiB\n", words[i], MOST);
            return 64;
        }
    }
    return 0;
}
