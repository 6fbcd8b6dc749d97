package org.expool.cli.report;

import org.expool.ProviderChoice;
import org.expool.spi.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Prints one JSON object, {@code expool/doctor/v1}. Fields are only ever added. Null are the chosen provider and its reason
 * where there is none, the guarantee where all providers give the same, advice where none is needed. As thread-safe as
 * the terminal.
 */
public final class JsonDoctorReport {

    private final Terminal terminal;

    public JsonDoctorReport(Terminal terminal) {
        this.terminal = terminal;
    }

    public void print(HostReport report) {
        terminal.out().print(JsonFields.line("expool/doctor/v1", json -> {
            json.objects("providers", report.providers(), choice -> write(json, choice));
            json.objects("findings", report.findings(), finding -> write(json, finding));
        }));
        terminal.out().flush();
    }

    private static void write(JsonFields json, ProviderChoice choice) {
        json.text("ability", choice.ability());
        json.text("chosen", orNull(choice.chosen()));
        json.text("guarantee", orNull(choice.guarantee()));
        json.text("reason", orNull(choice.reason()));
        json.objects("rejected", choice.rejected(), other -> {
            json.text("name", other.name());
            json.text("guarantee", orNull(other.guarantee()));
            json.text("reason", other.reason());
        });
    }

    private static void write(JsonFields json, Finding finding) {
        json.text("subject", finding.subject());
        json.text("state", finding.state().label());
        json.text("found", finding.found());
        json.text("advice", orNull(finding.advice()));
    }

    private static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }
}
