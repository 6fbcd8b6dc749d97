package org.expool.tests.endings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.Output;

/** Jobs that never start a process. */
final class UnstartedEndings {

    private UnstartedEndings() {}

    static List<Ending> all() {
        return List.of(
                unstarted(
                        "no such program",
                        Cause.PROGRAM_MISSING,
                        "' does not exist",
                        stage -> stage.alone(program(stage, "absent"))),
                unstarted(
                        "a program that is not executable",
                        Cause.PROGRAM_NOT_EXECUTABLE,
                        "' is not executable",
                        stage -> {
                            stage.write("text", "#!/bin/sh\n");
                            return stage.alone(program(stage, "text"));
                        }),
                unstarted(
                        "no such working directory",
                        Cause.WORKDIR,
                        "absent",
                        stage -> stage.alone(
                                stage.shell("exit 0").workdir(stage.folder().resolve("absent")))),
                unstarted("an output that cannot be written", Cause.STREAM, "file", stage -> {
                    stage.write("file", "");
                    return stage.alone(stage.shell("exit 0")
                            .stdout(Output.appendTo(stage.folder().resolve("file/below"))));
                }),
                unstarted(
                        "onStart throws",
                        Cause.CALLBACK,
                        "no, not today",
                        stage -> stage.alone(stage.shell("exit 0").onStart(start -> {
                            throw new IllegalStateException("no, not today");
                        }))),
                unstarted("what it runs after failed", Cause.PREREQUISITE, "first", UnstartedEndings::after));
    }

    private static Ending unstarted(String name, Cause cause, String reason, Ending.Play play) {
        return new Ending(name, play, result -> {
            assertThat(result.outcome()).isInstanceOf(Outcome.NotStarted.class);
            assertThat(result.outcome().reason()).contains(reason);
            assertThat(((Outcome.NotStarted) result.outcome()).cause()).isEqualTo(cause);
            ForeignLimits.assertNeverStarted(result);
        });
    }

    private static JobBuilder program(Stage stage, String file) {
        return Job.builder("job", Command.of(stage.folder().resolve(file).toString()));
    }

    private static JobResult after(Stage stage) throws InterruptedException {
        try (ExecPool pool = stage.pool(2)) {
            return pool.submitAll(List.of(
                            stage.shell("first", "exit 1").build(),
                            stage.shell("exit 0").after("first").build()))
                    .get(1)
                    .await();
        }
    }
}
