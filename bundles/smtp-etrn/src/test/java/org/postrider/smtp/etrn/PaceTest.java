package org.postrider.smtp.etrn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

/** What is remembered of strangers is bounded. */
class PaceTest {

    private final AtomicLong time = new AtomicLong();
    private final Pace pace = new Pace(time::get);

    @Test
    void whileTooManyAskNobodyNewIsServed() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(pace.mayAsk(i, 2)).isTrue();
        }
        assertThat(pace.mayAsk("new", 2)).isFalse();
        assertThat(pace.mayAsk(1, 2)).isTrue();
        time.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(pace.mayAsk("new", 2)).isTrue();
    }

    @Test
    void whileTooMuchIsAskedForNothingNewIsStarted() {
        Duration pause = Duration.ofSeconds(60);
        for (int i = 0; i < 1_000; i++) {
            assertThat(pace.mayStart(node("n" + i + ".example"), pause)).isTrue();
        }
        assertThat(pace.mayStart(node("new.example"), pause)).isFalse();
        time.addAndGet(pause.toNanos());
        assertThat(pace.mayStart(node("new.example"), pause)).isTrue();
    }

    private static Node node(String name) {
        return new Node(name, List.of(Target.parse(name)));
    }
}
