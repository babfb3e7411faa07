package org.postrider.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private final Tally tally = new Tally();

    private Report report() {
        return new Report("0000000a", tally, 2, 0.5, OptionalDouble.of(0.2));
    }

    @Test
    void ratesAndPercentiles() {
        for (int i = 1; i <= 100; i++) {
            tally.begun();
            tally.acknowledged(i * 1_000_000L, 1_000);
        }
        assertThat(report().isClean()).isTrue();
        assertThat(report().json()).contains("\"acknowledged\":100", "\"lost\":0", "\"messages_per_second\":50",
                "\"bytes_per_second\":50000", "\"server_cpu_seconds_per_1000\":2", "\"first_failure\":null");
        assertThat(tally.answer().getValueAtPercentile(50)).isBetween(49_000_000L, 51_000_000L);
    }

    @Test
    void aMessageWithoutAnswerIsLostAndARefusalIsNotClean() {
        tally.begun();
        assertThat(report().lost()).isEqualTo(1);
        tally.refused();
        tally.failure("451", "451 later");
        tally.failure("451", "451 again");
        assertThat(report().lost()).isZero();
        assertThat(report().isClean()).isFalse();
        assertThat(report().text()).contains("2: 451", "451 later").doesNotContain("again");
    }

    @Test
    void aPictureHasAPointForEachSecond() {
        tally.acknowledged(1_000_000, 1);
        assertThat(Plot.svg(List.of(10L, 20L, 0L), tally.answer())).startsWith("<svg").endsWith("</svg>\n")
                .contains("60.0,120.0 380.0,30.0 700.0,210.0").doesNotContain("NaN");
        assertThat(Plot.svg(List.of(), new Tally().answer())).doesNotContain("NaN");
    }

    @Test
    void theCostOfAProcessIsReadWhateverItsName(@TempDir Path proc) throws Exception {
        Files.writeString(proc.resolve("stat"), "7 (a) b ( 1) S 1 1 1 0 -1 0 0 0 0 0 150 25 0 0 20\n");
        Files.writeString(proc.resolve("status"), "Name:\tx\nVmRSS:\t  123 kB\n");
        ProcessCost cost = new ProcessCost(proc);
        assertThat(cost.cpuSeconds()).hasValue(1.75);
        assertThat(cost.residentKb()).hasValue(123);
        assertThat(cost.proportionalKb()).isEmpty();
        assertThat(new ProcessCost(proc.resolve("gone")).cpuSeconds()).isEmpty();
    }
}
