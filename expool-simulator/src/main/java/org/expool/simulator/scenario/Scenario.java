package org.expool.simulator.scenario;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.expool.Resource;
import org.expool.core.affinity.CpuAllocator;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.SchedulerSettings;
import org.expool.simulator.Simulation;
import org.jspecify.annotations.Nullable;

/**
 * A simulation as data: the actions on a pool, and what its jobs do. Immutable and thread-safe.
 *
 * @param settings the pool's
 * @param actions the actions, in the order of submissions
 */
public record Scenario(SchedulerSettings settings, List<Action> actions) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a pool would refuse it
     * @throws org.expool.core.affinity.UnplannableException if it would because there are not enough CPUs
     */
    public Scenario {
        actions = List.copyOf(actions);
        Map<String, Integer> counts =
                settings.resources().stream().collect(Collectors.toMap(Resource::name, Resource::count));
        check(settings.workers() >= 1, "workers");
        check(settings.cpus() >= 1, "cpus");
        check(settings.timeout() == null || !settings.timeout().isZero(), "timeout");
        check(
                settings.samplingInterval() == null
                        || !settings.samplingInterval().isZero(),
                "samplingInterval");
        CpuAllocator cpus = null;
        for (Action action : actions) {
            if (action instanceof Action.Send send && send.event() instanceof Event.CpuLayoutKnown known) {
                check(cpus == null && send.at().isZero() && action == actions.get(0), "layout");
                cpus = new CpuAllocator(known.layout());
            } else if (action instanceof Action.Send send && send.event() instanceof Event.Resize resize) {
                check(resize.workers() >= 1, "workers");
            } else if (action instanceof Action.Join join) {
                check(join.limit() == null || !join.limit().isZero(), "limit");
            } else if (action instanceof Action.Submit submit) {
                for (JobSpec job : submit.jobs()) {
                    check(fits(job, counts), "resources");
                    checkCpus(job, cpus);
                }
            }
        }
    }

    private static boolean fits(JobSpec job, Map<String, Integer> counts) {
        for (JobSetting jobSetting : job.settings()) {
            if (jobSetting instanceof JobSetting.Demands demands
                    && !demands.units().entrySet().stream()
                            .allMatch(entry -> counts.getOrDefault(entry.getKey(), 0) >= entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static void checkCpus(JobSpec job, @Nullable CpuAllocator cpus) {
        for (JobSetting jobSetting : job.settings()) {
            if (jobSetting instanceof JobSetting.Cpus demanding) {
                if (cpus == null) {
                    throw refused("cpus");
                }
                cpus.check(demanding.demand());
            }
        }
    }

    private static void check(boolean isValid, String setting) {
        if (!isValid) {
            throw refused(setting);
        }
    }

    private static IllegalArgumentException refused(String setting) {
        return new IllegalArgumentException(setting + ": a pool would refuse this");
    }

    /**
     * Runs it to its end.
     *
     * @return the simulation, for its figures
     * @throws org.expool.simulator.InvariantViolatedException if the scheduler breaks an invariant
     * @throws org.expool.InvalidSettingsException if a job or task is not valid
     */
    public Simulation run() {
        return run(UnaryOperator.identity());
    }

    /**
     * Runs it with a faulty scheduler.
     *
     * @param distortion wraps the commands between the scheduler and the simulated processes; see
     *     {@link org.expool.core.schedule.ForwardingCommands}
     * @return the simulation, for its figures
     * @throws org.expool.simulator.InvariantViolatedException if the scheduler breaks an invariant
     * @throws org.expool.InvalidSettingsException if a job or task is not valid
     */
    public Simulation run(UnaryOperator<Commands> distortion) {
        Simulation simulation = new Simulation(settings, distortion);
        Stage stage = new Stage(simulation);
        actions.forEach(action -> action.plan(stage));
        simulation.run();
        return simulation;
    }
}
