package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.expool.spi.Availability;
import org.expool.spi.Containment;
import org.expool.spi.Finding;
import org.expool.spi.Finding.State;
import org.junit.jupiter.api.Test;

class ContainmentDiagnosisTest {

    @Test
    void agreesWithTheProviders() {
        List<Finding> findings = new ContainmentDiagnosis().findings();
        agrees(findings, new CgroupV2Containment());
        agrees(findings, new NamespaceContainment());
        assertThat(findings).extracting(Finding::subject).doesNotHaveDuplicates();
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.advice().isEmpty()).isEqualTo(finding.state() == State.GOOD));
    }

    private static void agrees(List<Finding> findings, Containment containment) {
        boolean there = containment.availability() == Availability.available();
        assertThat(findings)
                .filteredOn(finding -> finding.subject().equals(containment.name()))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.state() != State.MISSING).isEqualTo(there));
    }
}
