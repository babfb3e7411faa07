package org.postrider.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SinkTallyTest {

    private final SinkTally tally = new SinkTally();

    private void accept(String run, int... numbers) {
        IntStream.of(numbers).forEach(n -> tally.accepted(Optional.of(new BenchId(run, n))));
    }

    @Test
    void missingAndDuplicateAreToldByRun() {
        accept("0000000a", 0, 1, 3, 3);
        accept("0000000b", 1);
        tally.accepted(Optional.empty());
        assertThat(tally.missing()).isEqualTo(2);
        assertThat(tally.duplicateCount()).isEqualTo(1);
        assertThat(tally.result()).containsEntry("accepted", 6L).containsEntry("unknown", 1L);
    }

    @Test
    void memoryForRunsAndNumbersHasAnEnd() {
        IntStream.range(0, SinkTally.MOST_RUNS + 5).forEach(i -> accept("%08x".formatted(i), 0));
        accept("00000000", SinkTally.MOST_NUMBERS);
        assertThat(tally.result()).containsEntry("unknown", 6L);
    }

    @Test
    void theShareThatIsRefusedIsExact() {
        for (int i = 0; i < 100; i++) {
            if (!tally.refuses(0.25)) {
                accept("0000000a", i);
            }
        }
        assertThat(tally.acceptedCount()).isEqualTo(75);
    }
}
