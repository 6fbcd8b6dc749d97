package org.expool.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.expool.Command;
import org.expool.Job;
import org.expool.Outcome;
import org.junit.jupiter.api.Test;

/** What comes for a job after a fault has cost it. All combinations: RandomFaultsTest of expool-simulator. */
class FaultRecoveryTest {

    private final List<Recorded> commands = new ArrayList<>();
    private final Scheduler scheduler = new Scheduler(SchedulerSettings.ofWorkers(1), new CommandRecorder(this::fail));

    private void fail(Recorded command) {
        commands.add(command);
        if (command instanceof Recorded.CallOnStart) {
            throw new IllegalStateException("thrown by a test");
        }
    }

    @Test
    void theAnswerOfAnOnStartComesTooLateForALostJob() {
        Job job = Job.builder("asks", Command.of("true")).onStart(start -> {}).build();
        SchedulerDriver.Entry entry = new SchedulerDriver.Entry(1, job);
        scheduler.handle(new Event.Submit(entry), 0);
        assertThat(commands)
                .filteredOn(Recorded.Finished.class::isInstance)
                .singleElement()
                .satisfies(end ->
                        assertThat(((Recorded.Finished) end).end().outcome()).isInstanceOf(Outcome.Lost.class));
        commands.clear();
        scheduler.handle(new Event.StartAnswered(entry, null), 1);
        assertThat(commands).isEmpty();
    }
}
