package org.expool.simulator.scenario;

import java.util.List;
import org.expool.Command;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.Output;
import org.expool.Task;
import org.expool.simulator.Behaviour;
import org.jspecify.annotations.Nullable;

/**
 * A job of a scenario. Immutable and thread-safe.
 *
 * @param number unique in the scenario
 * @param name need not be unique
 * @param task the name of its task, or null; an unknown name counts as none
 * @param settings its settings that differ from the defaults
 * @param behaviour what its process does
 */
public record JobSpec(int number, String name, @Nullable String task, List<JobSetting> settings, Behaviour behaviour) {

    public JobSpec {
        settings = List.copyOf(settings);
    }

    /**
     * The job.
     *
     * @param owner its task, or null
     * @throws org.expool.InvalidSettingsException if the settings do not go together
     */
    Job job(@Nullable Task owner) {
        JobBuilder job =
                Job.builder(name, settings.contains(new JobSetting.Stub()) ? Command.none() : Command.of("simulated"));
        job.stdout(Output.capture()).stderr(Output.capture()); // so that a silence timeout can be checked
        settings.forEach(setting -> setting.apply(job));
        if (owner != null) {
            job.task(owner);
        }
        return job.build();
    }
}
