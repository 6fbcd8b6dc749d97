package org.expool.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.expool.Job;
import org.expool.Output;
import org.expool.PoolProvider;
import org.expool.cli.read.Diagnostics;
import org.junit.jupiter.api.Test;

class OutputsTest {

    private static final PoolProvider NO_POOLS = settings -> {
        throw new AssertionError("reading makes no pool");
    };

    private static Job onlyJob(Outputs outputs, String yaml) {
        Diagnostics found = new Diagnostics();
        List<Job> jobs = new BatchReader(NO_POOLS.builder(), outputs, found)
                .read(yaml, Format.YAML)
                .jobs();
        assertThat(found.sorted()).isEmpty();
        return jobs.get(0);
    }

    @Test
    void keepStandardOutputForJson() {
        Outputs plain = new Outputs(false, false);
        Outputs json = new Outputs(true, false);
        Outputs grouped = new Outputs(false, true);
        Outputs both = new Outputs(true, true);
        Path file = Path.of("f");

        assertThat(plain.stdout("inherit", file))
                .isEqualTo(plain.inheritedStdout())
                .isEqualTo(Output.inherit());
        assertThat(json.stdout("inherit", file))
                .isEqualTo(json.inheritedStdout())
                .isEqualTo(Output.processStderr());
        assertThat(grouped.stdout("inherit", file))
                .isEqualTo(grouped.inheritedStdout())
                .isEqualTo(Output.grouped());
        assertThat(both.stdout("inherit", file))
                .isEqualTo(both.inheritedStdout())
                .isEqualTo(Output.groupedProcessStderr());
        assertThat(plain.stdout("grouped", file)).isEqualTo(Output.grouped());
        assertThat(json.stdout("grouped", file)).isEqualTo(Output.groupedProcessStderr());
        assertThat(json.stderr("grouped", file)).isEqualTo(Output.grouped());
        assertThat(json.stderr("inherit", file)).isEqualTo(Output.inherit());
        assertThat(both.stderr("inherit", file)).isEqualTo(Output.grouped());
        assertThat(both.stdout("capture", file)).isEqualTo(Output.capture());
        assertThat(both.stdout("discard", file)).isEqualTo(Output.discard());
        assertThat(both.stderr("stdout", file)).isEqualTo(Output.toStdout());
        assertThat(both.stdout("f", file)).isEqualTo(Output.appendTo(file));
    }

    @Test
    void comeFromTheJobOrElseItsTasksOrElseTheCommand() {
        Outputs json = new Outputs(true, false);
        String tasks = "tasks: [{name: top, stdout: log, stderr: stdout}, {name: low, parent: top, stdout: inherit}, "
                + "{name: bare}]\n";

        Job own = onlyJob(json, tasks + "jobs: [{task: top, stdout: discard, stderr: capture}]");
        assertThat(own.stdout()).isEqualTo(Output.discard());
        assertThat(own.stderr()).isEqualTo(Output.capture());
        Job top = onlyJob(json, tasks + "jobs: [{task: top}]");
        assertThat(top.stdout()).isEqualTo(Output.appendTo(Path.of("log")));
        assertThat(top.stderr()).isEqualTo(Output.toStdout());
        Job low = onlyJob(json, tasks + "jobs: [{task: low}]");
        assertThat(low.stdout()).isEqualTo(Output.processStderr());
        assertThat(low.stderr()).isEqualTo(Output.toStdout());
        Job bare = onlyJob(json, tasks + "jobs: [{task: bare}]");
        assertThat(bare.stdout()).isEqualTo(Output.processStderr());
        assertThat(bare.stderr()).isEqualTo(Output.inherit());
        assertThat(onlyJob(new Outputs(false, true), tasks + "jobs: [{task: bare}]")
                        .stderr())
                .isEqualTo(Output.grouped());
    }

    @Test
    void canBeFilesWithoutALineOfThePools() {
        Outputs plain = new Outputs(false, false);
        Job job = onlyJob(plain, "jobs: [{stdout: {append: out.csv, header: false}, stderr: {append: err}}]");

        assertThat(job.stdout()).isEqualTo(Output.appendPlainlyTo(Path.of("out.csv")));
        assertThat(job.stderr()).isEqualTo(Output.appendTo(Path.of("err")));
    }
}
