package org.expool.core.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.expool.Outcome;
import org.expool.Outcome.Cancelled.By;
import org.expool.core.dependency.CycleFinder;
import org.jspecify.annotations.Nullable;

/**
 * Takes in jobs and tasks: all of a call or none, by name and linked to what they wait for. Refuses what comes too
 * late: after the pool has been closed, after a failure that ends the round, after its time limit.
 */
final class Arrivals {

    /** An admitted job that is about to be submitted, and the failure that keeps it from ever starting, or null. */
    private record Arrival(JobEntry job, @Nullable Failure failedPrerequisite) {}

    private final JobLifecycle jobs;
    private final Round round;
    private final Commands commands;
    private final Focus focus;
    private final boolean haltOnFailure;
    private final Deque<Arrival> arriving = new ArrayDeque<>();

    /** How jobs end that come after the pool has been closed; null before. */
    private @Nullable TerminationRequest closing;

    /** How the other jobs of the round end if the first failure ends them; null before. */
    private @Nullable TerminationRequest halting;

    private boolean halted;

    /** Whether the pool has been closed and its last round is over: a task that came now would never end. */
    private boolean ended;

    Arrivals(SchedulerSettings settings, JobLifecycle jobs, Round round, Commands commands, Focus focus) {
        this.jobs = jobs;
        this.round = round;
        this.commands = commands;
        this.focus = focus;
        haltOnFailure = settings.haltOnFailure();
    }

    /** One job, whose prerequisites are known. */
    void submit(JobEntry job, long now) {
        jobs.dependencies().add(job);
        submit(job, jobs.dependencies().link(job), now);
    }

    private void submit(JobEntry job, @Nullable Failure failedPrerequisite, long now) {
        TerminationRequest termination = tooLate();
        if (termination == null && failedPrerequisite != null) {
            job.failure = failedPrerequisite.inheritedBy(job.name());
            termination = TerminationRequest.notStarted(
                    Outcome.NotStarted.Cause.PREREQUISITE, failedPrerequisite.ofPrerequisite());
        }
        jobs.submit(job, termination, now);
    }

    private @Nullable TerminationRequest tooLate() {
        TerminationRequest termination = closing != null ? closing : halting;
        if (termination == null) {
            termination = round.expiry();
            if (termination != null) {
                round.cut();
            }
        }
        return termination;
    }

    /** All jobs and tasks of a call, or none. */
    void admit(Event.Admit event, long now) {
        if (ended) {
            commands.refused(event.waiter());
            return;
        }
        List<Arrival> arrivals = new ArrayList<>();
        List<String> problems;
        try {
            problems = register(event, arrivals);
            if (problems.isEmpty()) {
                commands.admitted(event.waiter(), problems);
            }
        } catch (RuntimeException | StackOverflowError e) {
            withdraw(event, now);
            throw e;
        }
        if (problems.isEmpty()) {
            arriving.addAll(arrivals); // first, as they are admitted whatever follows
            event.tasks().forEach(jobs.tasks()::open);
        } else {
            withdraw(event, now);
            commands.admitted(event.waiter(), problems);
        }
    }

    /** Adds all by name and links them. Returns the problems, in words. */
    private List<String> register(Event.Admit event, List<Arrival> arrivals) {
        Dependencies dependencies = jobs.dependencies();
        event.tasks().forEach(dependencies::add);
        event.jobs().forEach(dependencies::add);
        List<String> problems = dependencies.unknownNames(event.tasks(), event.jobs());
        if (problems.isEmpty()) {
            event.tasks().forEach(dependencies::link);
            event.jobs().forEach(job -> arrivals.add(new Arrival(job, dependencies.link(job))));
            CycleFinder<WorkItem> finder = new CycleFinder<>(Dependencies::waiting);
            event.jobs().forEach(job -> problems.addAll(Dependencies.cycles(job, finder)));
        }
        return problems;
    }

    private void withdraw(Event.Admit event, long now) {
        Dependencies dependencies = jobs.dependencies();
        dependencies.withdraw(event.jobs());
        dependencies.withdraw(event.tasks());
        event.jobs().forEach(job -> jobs.tasks().refused(job, now));
        event.tasks().forEach(task -> jobs.tasks().refused(task, now));
    }

    /** The jobs that were admitted and are not yet submitted. */
    Stream<JobEntry> arriving() {
        return arriving.stream().map(Arrival::job);
    }

    /** Submits what was admitted. */
    void submitArrivals(long now) {
        for (Arrival next = arriving.poll(); next != null; next = arriving.poll()) {
            focus.enter(next.job());
            submit(next.job(), next.failedPrerequisite(), now);
            focus.leave();
        }
    }

    /** The pool is closed: all jobs end, also those that come later. */
    void close(String reason, long now) {
        closing = TerminationRequest.cancel(By.CLOSE, reason);
        jobs.endAll(closing, false, now);
    }

    /** A job did not succeed. */
    void failed(JobEntry job) {
        if (haltOnFailure && halting == null) {
            halting = TerminationRequest.cancel(
                    By.HALT, "halted because '" + job.job().name() + "' did not succeed");
        }
    }

    /** Ends all jobs after the failure that stops the round. */
    void halt(long now) {
        if (halting != null && !halted) {
            halted = true;
            jobs.endAll(halting, false, now);
        }
    }

    void roundEnded() {
        halting = null;
        halted = false;
        ended = closing != null;
    }
}
