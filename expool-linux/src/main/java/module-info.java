/** Providers for Linux: launching processes, containing them in cells, binding them to CPUs, memory, topology. */
@org.jspecify.annotations.NullMarked
module org.expool.linux {
    requires static org.jspecify;
    requires transitive org.expool.api;
    requires com.sun.jna;
    requires java.xml;
    requires org.slf4j;

    exports org.expool.linux.containment;
    exports org.expool.linux.diagnosis;
    exports org.expool.linux.affinity;
    exports org.expool.linux.launch;
    exports org.expool.linux.memory;
    exports org.expool.linux.topology;

    provides org.expool.spi.Containment with
            org.expool.linux.containment.CgroupV2Containment,
            org.expool.linux.containment.CgroupV1Containment,
            org.expool.linux.containment.NamespaceContainment,
            org.expool.linux.containment.SessionContainment;
    provides org.expool.spi.Diagnosis with
            org.expool.linux.containment.ContainmentDiagnosis,
            org.expool.linux.launch.LaunchDiagnosis,
            org.expool.linux.diagnosis.HostDiagnosis;
    provides org.expool.spi.AffinityBinder with
            org.expool.linux.affinity.NativeAffinityBinder,
            org.expool.linux.affinity.TasksetAffinityBinder;
    provides org.expool.spi.ProcessLauncher with
            org.expool.linux.launch.PosixSpawnLauncher;
    provides org.expool.spi.MemorySampler with
            org.expool.linux.memory.CgroupMemorySampler,
            org.expool.linux.memory.ProcfsMemorySampler;
    provides org.expool.spi.TopologyProvider with
            org.expool.linux.topology.HwlocTopologyProvider,
            org.expool.linux.topology.SysfsTopologyProvider;
}
