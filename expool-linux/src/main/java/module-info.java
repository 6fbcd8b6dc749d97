/** Providers for Linux: launching processes by posix_spawn, sampling memory from procfs and control groups. */
@org.jspecify.annotations.NullMarked
module org.expool.linux {
    requires static org.jspecify;
    requires transitive org.expool.api;
    requires com.sun.jna;
    requires org.slf4j;

    exports org.expool.linux.launch;
    exports org.expool.linux.memory;

    provides org.expool.spi.ProcessLauncher with
            org.expool.linux.launch.PosixSpawnLauncher;
    provides org.expool.spi.MemorySampler with
            org.expool.linux.memory.CgroupMemorySampler,
            org.expool.linux.memory.ProcfsMemorySampler;
}
