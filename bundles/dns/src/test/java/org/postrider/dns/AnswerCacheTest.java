package org.postrider.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.postrider.api.dns.Answer.Status;

class AnswerCacheTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final AnswerCache cache = new AnswerCache(10, nanos::get);
    private final Question question = Question.of("example.test", 15).orElseThrow();

    @Test
    void anAnswerGrowsOldAndGoes() {
        cache.keep(question, new Outcome(Status.NO_DATA, List.of(), false, Duration.ofSeconds(10)));
        nanos.addAndGet(Duration.ofSeconds(9).toNanos()); // past the overflow of the clock
        assertThat(cache.find(question).orElseThrow().ttl()).isEqualTo(Duration.ofSeconds(1));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(cache.find(question)).isEmpty();
        assertThat(cache.size()).isZero();
    }
}
