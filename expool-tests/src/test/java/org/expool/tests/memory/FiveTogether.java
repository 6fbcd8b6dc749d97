package org.expool.tests.memory;

import org.expool.JobBuilder;
import org.expool.tests.process.Jobs;

/** Five processes that use 100 MiB each, all at one time, none of them much more. */
public final class FiveTogether {

    /** What they use together, in bytes. */
    public static final long BYTES = 200L << 20;

    /**
     * tail keeps a line that has no end until its writer is gone, and each writer stays until all have written: what is still in
     * its pipe is less than 1 MiB.
     */
    private static final String SCRIPT = "d=/tmp/together.$$; mkdir $d; for i in 1 2 3 4 5; do"
            + " (head -c 40M /dev/zero; : >$d/$i; until [ -e $d/go ]; do sleep 0.05; done) | tail -n 1 >/dev/null & done;"
            + " until [ $(ls $d | wc -l) = 5 ]; do sleep 0.05; done; : >$d/go; wait; rm -r $d";

    private FiveTogether() {}

    /** Succeeds. */
    public static JobBuilder job(String name) {
        return Jobs.shell(name, SCRIPT);
    }
}
