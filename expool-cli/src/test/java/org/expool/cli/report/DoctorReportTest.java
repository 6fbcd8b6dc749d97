package org.expool.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.expool.ProviderChoice;
import org.expool.spi.Finding;
import org.junit.jupiter.api.Test;

class DoctorReportTest {

    private static final HostReport REPORT = new HostReport(
            List.of(
                    new ProviderChoice(
                            "Containment",
                            "cgroup-v1",
                            "strict",
                            "it is so",
                            List.of(new ProviderChoice.Rejected("x", "good", "not \"here\""))),
                    new ProviderChoice("MemorySampler", "", "", "", List.of())),
            List.of(Finding.good("swap", "off"), Finding.missing("hwloc", "not there", "install it")));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @Test
    void tellsPeople() {
        new TextDoctorReport(terminal).print(REPORT);
        assertThat(printed).hasToString("""
                        A pool uses
                          Containment    cgroup-v1 (strict): it is so
                                         not x (good): not "here"
                          MemorySampler  nothing

                        This host has
                          swap           good     off
                          hwloc          missing  not there
                                         -> install it
                        """);
    }

    @Test
    void tellsPrograms() {
        new JsonDoctorReport(terminal).print(REPORT);
        assertThat(printed)
                .hasToString(
                        "{\"schema\":\"expool/doctor/v1\",\"providers\":["
                                + "{\"ability\":\"Containment\",\"chosen\":\"cgroup-v1\",\"guarantee\":\"strict\",\"reason\":\"it is so\",\"rejected\":["
                                + "{\"name\":\"x\",\"guarantee\":\"good\",\"reason\":\"not \\\"here\\\"\"}]},"
                                + "{\"ability\":\"MemorySampler\",\"chosen\":null,\"guarantee\":null,\"reason\":null,\"rejected\":[]}],\"findings\":["
                                + "{\"subject\":\"swap\",\"state\":\"good\",\"found\":\"off\",\"advice\":null},"
                                + "{\"subject\":\"hwloc\",\"state\":\"missing\",\"found\":\"not there\",\"advice\":\"install it\"}]}\n");
    }
}
