package org.expool.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.expool.Command;
import org.expool.Job;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.Scheduler;
import org.expool.core.schedule.SchedulerSettings;
import org.expool.spi.support.Mailbox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An error that the scheduler cannot recover from ends the engine; every caller is answered, each job ends once. */
@Timeout(300)
class EngineTest {

    private static final String CALLER = "caller";

    /** What was commanded, and of whom. */
    private record Call(String name, Object first) {}

    private final List<Call> calls = new ArrayList<>();
    private final Mailbox<Event> mailbox = new Mailbox<>();
    private @Nullable String failing;
    private final Engine engine = engine();

    private Engine engine() {
        Commands commands = (Commands) Proxy.newProxyInstance(
                Commands.class.getClassLoader(), new Class<?>[] {Commands.class}, (self, method, arguments) -> {
                    if (method.getName().equals(failing)) {
                        failing = null;
                        throw new AssertionError("thrown by a test");
                    }
                    calls.add(new Call(method.getName(), arguments[0]));
                    return null;
                });
        PoolThreads runtime = new PoolThreads("test");
        PoolCommands pool = new PoolCommands(mailbox, null, null, null, null, null, null, null, runtime);
        Scheduler scheduler = new Scheduler(SchedulerSettings.ofWorkers(1), commands);
        EventStream stream = new EventStream(List.of(), runtime);
        Engine made = new Engine(mailbox, scheduler, pool, commands, stream, runtime);
        made.use(new StubLauncher());
        return made;
    }

    private SubmittedJob job(long id) {
        return new SubmittedJob(id, Job.of("job " + id, Command.none()), null, engine, 0);
    }

    /** Handles an event of which the first such command fails. */
    private void collapse(String command, Event event) {
        failing = command;
        engine.send(event);
        engine.run();
        assertThat(failing).as("the command that was to fail").isNull();
        assertThat(engine.send(Event.Tick.TICK)).as("the engine takes events").isFalse();
    }

    private List<Object> told(String command) {
        return calls.stream()
                .filter(call -> call.name().equals(command))
                .map(Call::first)
                .toList();
    }

    @Test
    void theCallerOfAnInspectionIsAnswered() {
        collapse("inspected", Event.Inspect.counts(CALLER));
        assertThat(told("inspected")).containsExactly(CALLER);
    }

    @Test
    void theCallerOfASubmissionIsAnswered() {
        JobEntry job = job(1);
        collapse("admitted", new Event.Admit(List.of(), List.of(job), CALLER));
        assertThat(told("admitted")).containsExactly(CALLER);
    }

    @Test
    void theCallerOfAJoinIsAnswered() {
        collapse("roundEnded", new Event.Join(CALLER, null));
        assertThat(told("roundEnded")).contains(List.of(CALLER));
    }

    @Test
    void jobsThatWereAdmittedAndNotYetSubmittedEnd() {
        List<JobEntry> jobs = List.of(job(1), job(2), job(3));
        collapse("tell", new Event.Admit(List.of(), jobs, CALLER));
        assertThat(told("finished")).containsExactlyInAnyOrderElementsOf(jobs);
    }

    @Test
    void aJobThatWasBeingSubmittedEndsOnce() {
        JobEntry first = job(1);
        collapse("tell", new Event.Submit(first));
        assertThat(told("finished")).containsExactly(first);
    }

    @Test
    void aJobThatWasBeingFinishedEndsOnce() {
        JobEntry job = job(1);
        collapse("finished", new Event.Submit(job));
        assertThat(told("finished")).containsExactly(job);
    }
}
