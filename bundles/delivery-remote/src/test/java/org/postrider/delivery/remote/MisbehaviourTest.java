package org.postrider.delivery.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postrider.api.delivery.Outcome;
import org.postrider.testing.sink.Misbehaviour;
import org.postrider.testing.sink.SmtpSink;

/** Whatever a server does, an attempt ends in time, leaves nothing open, and the mail is tried again. */
@Timeout(60)
class MisbehaviourTest {
    private final SmtpSink sink = new SmtpSink();
    private final RemoteBench bench = new RemoteBench();

    @AfterEach
    void close() {
        sink.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_BANNER", "DRIP", "HUGE_LINE", "ENDLESS_LINES", "HALF_CLOSE", "GARBAGE", "HANG_UP"})
    void isBoundedAndTriedAgain(Misbehaviour how) {
        sink.behave(how);
        long start = System.nanoTime();
        assertThatThrownBy(() -> bench.reply(sink.destination())).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        await().until(() -> sink.openSessions() == 0);
        assertThat(sink.messages()).isEmpty();
    }

    @Test
    void aReplyThatDripsGainsNoTime() {
        bench.config("bannerTimeout", "300ms");
        sink.behave(Misbehaviour.DRIP).dripPause(Duration.ofMillis(100)); // 21 octets, each well within 300 ms
        assertThatThrownBy(() -> bench.reply(sink.destination())).hasMessageContaining("too long to reply");
    }

    @Test
    void leavingMidwayDefers() throws IOException {
        sink.behave(Misbehaviour.LEAVE_MIDWAY);
        assertThat(bench.reply(sink.destination())).isEqualTo("421 4.3.2 Going down");
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSE_AFTER_DOT", "SILENT_AFTER_DOT"})
    void noReplyToTheMessageMeansAgainAndPerhapsTwice(Misbehaviour how) throws IOException {
        sink.behave(how);
        Outcome outcome = bench.deliver(sink.destination(), "me@here.test", RemoteBench.TEXT, "joe@there.test")
                .get("joe@there.test");
        assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
        assertThat(outcome.reply()).hasToString("451 4.4.2 No reply to the message, which may arrive twice");
        assertThat(sink.messages()).hasSize(1);
    }

    @Test
    void aServerThatStopsReadingIsLeft() {
        sink.behave(Misbehaviour.STOP_READING);
        long start = System.nanoTime();
        assertThatThrownBy(() -> bench.deliver(sink.destination(), "me@here.test", "x".repeat(9_000_000), "a@b.test"))
                .isInstanceOf(IOException.class).hasMessageContaining("too long to take the data");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void controlCharactersDoNotGetAnyFurther() throws IOException {
        sink.behave(Misbehaviour.CONTROL_CHARACTERS);
        assertThat(bench.reply(sink.destination())).isEqualTo("250 2.0.0 Taken??[2J?");
    }

    @Test
    void anInterruptEndsAnAttemptAtOnce() throws InterruptedException {
        bench.config("bannerTimeout", "1h");
        sink.behave(Misbehaviour.NO_BANNER);
        java.util.concurrent.atomic.AtomicReference<Throwable> end = new java.util.concurrent.atomic.AtomicReference<>();
        Thread worker = new Thread(() -> {
            try {
                bench.reply(sink.destination());
            } catch (IOException e) {
                end.set(e);
            }
        });
        worker.start();
        await().until(() -> sink.openSessions() == 1);
        worker.interrupt();
        worker.join(5_000);
        assertThat(end.get()).hasMessageContaining("interrupted");
        await().until(() -> sink.openSessions() == 0);
    }
}
