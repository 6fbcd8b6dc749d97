package org.expool.cli.report;

import java.util.stream.Stream;
import org.expool.ProviderChoice;
import org.expool.spi.Finding;

/** Prints two tables for people. As thread-safe as the terminal. */
public final class TextDoctorReport {

    private static final int GAP = 2;

    private final Terminal terminal;

    public TextDoctorReport(Terminal terminal) {
        this.terminal = terminal;
    }

    public void print(HostReport report) {
        int width = GAP
                + Stream.concat(
                                report.providers().stream().map(ProviderChoice::ability),
                                report.findings().stream().map(Finding::subject))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0);
        line("A pool uses");
        report.providers().forEach(choice -> print(choice, width));
        line("");
        line("This host has");
        report.findings().forEach(finding -> print(finding, width));
        terminal.out().flush();
    }

    private void print(ProviderChoice choice, int width) {
        line("  " + Lines.pad(choice.ability(), width)
                + (choice.chosen().isEmpty()
                        ? "nothing"
                        : named(choice.chosen(), choice.guarantee()) + ": " + choice.reason()));
        String indent = " ".repeat(2 + width);
        choice.rejected()
                .forEach(other ->
                        line(indent + "not " + named(other.name(), other.guarantee()) + ": " + other.reason()));
    }

    private static String named(String provider, String guarantee) {
        return guarantee.isEmpty() ? provider : provider + " (" + guarantee + ")";
    }

    private void print(Finding finding, int width) {
        line("  " + Lines.pad(finding.subject(), width)
                + Lines.pad(finding.state().label(), "missing".length() + GAP) + finding.found());
        if (!finding.advice().isEmpty()) {
            line(" ".repeat(2 + width) + "-> " + finding.advice());
        }
    }

    private void line(String text) {
        terminal.out().println(text);
    }
}
