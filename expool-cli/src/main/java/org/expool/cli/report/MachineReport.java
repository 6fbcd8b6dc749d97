package org.expool.cli.report;

import java.util.List;
import org.expool.ProviderChoice;
import org.expool.spi.Finding;

/**
 * What there is for pools on this machine. Immutable and thread-safe.
 *
 * @param providers what a pool would use
 * @param findings what was looked at besides
 */
public record MachineReport(List<ProviderChoice> providers, List<Finding> findings) {

    /** Copies the lists. */
    public MachineReport {
        providers = List.copyOf(providers);
        findings = List.copyOf(findings);
    }
}
