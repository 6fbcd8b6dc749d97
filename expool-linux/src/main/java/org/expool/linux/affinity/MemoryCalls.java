package org.expool.linux.affinity;

import java.util.Map;
import java.util.Optional;

/**
 * The numbers of the memory policy calls on one architecture (kernel sources, arch/x86/entry/syscalls/syscall_64.tbl and
 * include/uapi/asm-generic/unistd.h). Immutable and thread-safe.
 *
 * @param get of get_mempolicy(2)
 * @param set of set_mempolicy(2)
 */
record MemoryCalls(long get, long set) {

    static final long MPOL_DEFAULT = 0;
    static final long MPOL_PREFERRED = 1;
    static final long MPOL_BIND = 2;

    /** Since Linux 5.15. */
    static final long MPOL_PREFERRED_MANY = 5;

    private static final Map<String, MemoryCalls> BY_ARCHITECTURE = Map.of(
            "amd64", new MemoryCalls(239, 238),
            "x86_64", new MemoryCalls(239, 238),
            "aarch64", new MemoryCalls(236, 237));

    /** Those of this JVM's architecture; empty if unknown. */
    static Optional<MemoryCalls> here() {
        return Optional.ofNullable(BY_ARCHITECTURE.get(System.getProperty("os.arch", "")));
    }
}
