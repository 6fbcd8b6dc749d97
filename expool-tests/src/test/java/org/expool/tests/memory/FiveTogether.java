package org.expool.tests.memory;

import org.expool.JobBuilder;
import org.expool.tests.process.Jobs;

/** Five processes that use 40 MiB each, all at one time, none of them much more. */
public final class FiveTogether {

    /** What they use together, in bytes. */
    public static final long BYTES = 200L << 20;

    /**
     * dd keeps its block until it has written all of it, and each reader begins to read on when all have begun to write.
     */
    private static final String SCRIPT = "d=/tmp/together.$$; mkdir $d; for i in 1 2 3 4 5; do"
            + " dd if=/dev/zero bs=40M count=1 iflag=fullblock 2>/dev/null"
            + " | (head -c 1; : >$d/$i; until [ -e $d/go ]; do sleep 0.05; done) >/dev/null & done;"
            + " until [ $(ls $d | wc -l) = 5 ]; do sleep 0.05; done; : >$d/go; wait; rm -r $d";

    private FiveTogether() {}

    /** Succeeds. */
    public static JobBuilder job(String name) {
        return Jobs.shell(name, SCRIPT);
    }
}
