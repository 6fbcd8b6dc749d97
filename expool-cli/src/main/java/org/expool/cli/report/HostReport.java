package org.expool.cli.report;

import java.util.List;
import org.expool.ProviderChoice;
import org.expool.spi.Finding;

/**
 * Providers and diagnosis of this host. Immutable and thread-safe.
 *
 * @param providers those a pool would use
 * @param findings what else was checked
 */
public record HostReport(List<ProviderChoice> providers, List<Finding> findings) {

    public HostReport {
        providers = List.copyOf(providers);
        findings = List.copyOf(findings);
    }
}
