package org.expool.linux.launch;

import org.expool.spi.LaunchStep;

/**
 * A step of the launcher by posix_spawn that has the process born in a control group of the second version
 * (CLONE_INTO_CGROUP through posix_spawnattr_setcgroup_np(3)). Only where {@link SpawnIntoGroup#isSupported}. As
 * thread-safe as any step.
 */
public interface GroupStep extends LaunchStep {

    /** An open descriptor of the group's folder, which stays open until the step is released; -1 for no other group. */
    int group();
}
