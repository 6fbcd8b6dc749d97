package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.junit.jupiter.api.Test;

/** A cell that cannot be read, for instance without free descriptors. */
class LinuxCellTest {

    private final LinuxCell cell = new LinuxCell(new UnreadableEnclosure(), EscapeTracker.NONE, Map.of());

    @Test
    void isNotEmpty() {
        assertThatThrownBy(cell::isEmpty).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void refusesJobs() {
        assertThatThrownBy(cell::enter)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("no descriptor");
    }

    @Test
    void hasUnknownStatistics() {
        assertThat(cell.statistics()).isEqualTo(CellStatistics.unknown());
    }

    private static final class UnreadableEnclosure implements Enclosure {

        private static UncheckedIOException unknown() {
            return new UncheckedIOException(new IOException("no descriptor"));
        }

        @Override
        public LaunchStep enter() {
            throw unknown();
        }

        @Override
        public void signal(int... numbers) {
            throw unknown();
        }

        @Override
        public void kill(int round) {
            throw unknown();
        }

        @Override
        public boolean freeze() {
            return false;
        }

        @Override
        public void thaw() {}

        @Override
        public boolean isEmpty() {
            throw unknown();
        }

        @Override
        public CellStatistics statistics() {
            throw unknown();
        }

        @Override
        public boolean remove() {
            return false;
        }
    }
}
