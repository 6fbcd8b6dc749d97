package org.expool.event;

import org.expool.ExpectedMemory;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.jspecify.annotations.Nullable;

/** Why the pool did something with a job because of memory. Immutable and thread-safe. */
public sealed interface MemoryReason extends Reason {

    /**
     * There is not enough memory for what the job is expected to need, or it may not run beside so many others.
     *
     * @param memory what it is expected to need, and what would be promised to it
     * @param free what is promised to no job; null where there is no limit
     * @param limit what all jobs may be promised together; null where there is no limit
     * @param beside how many others it may run beside; null for any number
     * @param running how many run
     */
    record NotEnough(
            ExpectedMemory memory,
            @Nullable MemorySize free,
            @Nullable MemorySize limit,
            @Nullable Integer beside,
            int running)
            implements MemoryReason, WaitReason {

        /** The peak that it is expected to need. */
        public MemorySize expected() {
            return memory.expected();
        }

        /** The basis of the expectation as text. */
        public String basis() {
            return memory.basis().text();
        }

        /** Its own limit, if that is less than what is expected; else null. */
        public @Nullable MemorySize most() {
            return memory.promised().compareTo(memory.expected()) < 0 ? memory.promised() : null;
        }

        @Override
        public String text() {
            return "waits for memory: it is expected to need " + expected() + " (" + basis() + ")"
                    + (most() == null ? "" : " and may use " + most())
                    + (limit == null ? "" : ", and " + free + " of " + limit + " are free")
                    + (beside == null ? "" : "; it may run beside " + beside + " others, and " + running + " run");
        }
    }

    /**
     * It grew beyond what it was promised, while there was not enough for all: it was frozen.
     *
     * @param use the numbers
     */
    record Grew(MemoryUse use) implements MemoryReason {
        @Override
        public String text() {
            return "frozen as it grew: " + use.text();
        }
    }

    /**
     * There is room for a frozen job again: it was thawed.
     *
     * @param use the numbers
     */
    record RoomAgain(MemoryUse use) implements MemoryReason {
        @Override
        public String text() {
            return "thawed: there is enough memory again: " + use.text();
        }
    }

    /** All jobs that were left were frozen: the one frozen first was thawed. */
    record NoOtherLeft() implements MemoryReason {
        @Override
        public String text() {
            return "thawed: all other jobs were frozen or had ended";
        }
    }

    /**
     * The termination policy chose it to make room.
     *
     * @param use the numbers
     * @param beside how many others at most it will run beside
     */
    record MadeRoom(MemoryUse use, int beside) implements MemoryReason {
        @Override
        public String text() {
            return "postponed to make room: " + use.text() + again(beside);
        }
    }

    /**
     * The kernel OOM-killed it at the limit of the pool.
     *
     * @param limit the pool's limit
     * @param used what it used
     * @param beside how many others at most it will run beside
     */
    record KilledAtPoolLimit(MemorySize limit, MemorySize used, int beside) implements MemoryReason {
        @Override
        public String text() {
            return "ended by the kernel at the pool's limit of " + limit + ", with " + used + again(beside);
        }
    }

    /**
     * It exceeded its own limit and starts again with a larger one.
     *
     * @param limit the new limit
     * @param exceeded how it exceeded the old one
     */
    record LimitRaised(MemorySize limit, Outcome.MemoryExceeded exceeded) implements MemoryReason {
        @Override
        public String text() {
            return "starts again with a limit of " + limit + ", as it " + exceeded.reason();
        }
    }

    /**
     * The numbers of a shortage or its end, as last sampled.
     *
     * @param used by this job
     * @param promised to this job
     * @param usedByAll by all jobs together
     * @param limit what all jobs may use together; null where there is no limit
     */
    record MemoryUse(
            MemorySize used,
            MemorySize promised,
            MemorySize usedByAll,
            @Nullable MemorySize limit) {

        String text() {
            return "it used " + used + ", " + promised + " were promised to it, and all used " + usedByAll
                    + (limit == null ? "" : " of " + limit);
        }
    }

    /** How it starts again. */
    private static String again(int beside) {
        return "; it starts again beside at most " + beside + " others";
    }
}
