package org.postrider.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.message.Domain;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueuedMessage;

/** Mail for some domains is looked for, and tried now. */
class DomainFlushTest {
    private final QueueBench bench = QueueBench.direct();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void whatIsForADomainIsTriedNow() {
        Stream.of("joe@there.test", "ann@sub.there.test", "bob@other.test").forEach(it -> bench.transport.answer(it, ScriptedTransport.LATER));
        bench.start();
        bench.submit("me@here.test", "joe@there.test", "bob@other.test");
        bench.submit("me@here.test", "ann@sub.there.test");
        bench.submit("me@here.test", "bob@other.test");
        MessageId held = bench.submit("me@here.test", "joe@there.test");
        bench.queue.hold(held, "looks odd");

        Domain there = new Domain("there.test");
        assertThat(bench.queue.waiting(domain -> domain.isWithin(there), 10))
                .containsExactlyElementsOf(bench.queue.list(2).stream().map(QueuedMessage::id).toList());
        assertThat(bench.queue.waiting(domain -> true, 2)).hasSize(2);
        assertThat(bench.queue.flush(there::equals)).isEqualTo(1);
        assertThat(attempts()).containsExactly(2, 1, 1, 1);
        assertThat(bench.queue.flush(domain -> domain.isWithin(there))).isEqualTo(2);
        assertThat(attempts()).containsExactly(3, 2, 1, 1);
        assertThat(bench.queue.flush(new Domain("nowhere.test")::equals)).isZero();
    }

    private List<Integer> attempts() {
        return bench.queue.list(10).stream().map(it -> it.state().attempts()).toList();
    }

    @Test
    void aRecipientThatHasItsMailIsNoReasonToTryNow() {
        bench.transport.answer("bob@other.test", ScriptedTransport.LATER);
        bench.start();
        bench.submit("me@here.test", "joe@there.test", "bob@other.test");

        assertThat(bench.queue.flush(new Domain("there.test")::equals)).isZero();
        assertThat(attempts()).containsExactly(1);
    }

    @Test
    void whoIsInterruptedLooksNoFurther() {
        bench.transport.answer("joe@there.test", ScriptedTransport.LATER);
        bench.start();
        bench.submit("me@here.test", "joe@there.test");
        Thread.currentThread().interrupt();
        try {
            assertThat(bench.queue.flush(domain -> true)).isZero();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(bench.queue.flush(domain -> true)).isEqualTo(1);
    }
}
