package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;

/** Hang-up, deadlines, and the end of the engine. */
class SessionEndTest {

    private static final StageResult PASS =
            new StageResult(new Action.Pass(), "", List.of(), List.of(), List.of());

    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    private void nothingIsLeft() {
        await().untilAsserted(() -> assertThat(server.sessions.active()).isZero());
        await().untilAsserted(() -> assertThat(server.spool.openDrafts()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "EHL", "EHLO c\r\n", "MAIL FROM:<a@b.example>\r\n", "MAIL FROM:<a@b.example>\r\nRCPT TO:<postmaster>\r\n",
        "MAIL FROM:<a@b.example>\r\nRCPT TO:<postmaster>\r\nDATA\r\n"})
    void hangUpBetweenCommandsLeavesNothing(String said) throws Exception {
        server.start();
        try (Talk talk = said.startsWith("MAIL") ? server.greeted() : server.connect()) {
            talk.send(said);
        }
        nothingIsLeft();
        assertThat(server.spool.messages()).isEmpty();
    }

    @Test
    void hangUpWithinDataLeavesNothing() throws Exception {
        server.start();
        try (Talk talk = server.greeted()) {
            talk.begin().send("half a mess");
        }
        nothingIsLeft();
        assertThat(server.spool.messages()).isEmpty();
        assertThat(server.traces.latest(1)).extracting(trace -> trace.outcome()).containsExactly("not completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "HELO", "SENDER", "RECIPIENT", "DATA", "MESSAGE"})
    void hangUpWhileFiltersAreAskedLeavesNothing(Stage stage) throws Exception {
        CompletableFuture<StageResult> result = new CompletableFuture<>();
        server.filters.on(stage, () -> result).on(Stage.END, new Action.Pass());
        server.start();
        try (Talk talk = server.connect()) {
            String[] lines = {"EHLO c", "MAIL FROM:<a@b.example>", "RCPT TO:<postmaster>", "DATA", "Hi\r\n."};
            String[] replies = {"220", "250", "250", "250", "354"};
            for (int i = 0; i < stage.ordinal(); i++) {
                talk.expect(replies[i]);
                talk.send(lines[i] + "\r\n");
            }
            await().until(() -> server.filters.calls().contains(stage));
        }
        await().untilAsserted(() -> assertThat(server.sessions.active()).isZero());
        if (stage == Stage.MESSAGE) {
            assertThat(server.spool.openDrafts()).as("the filter may be reading it").isEqualTo(1);
        }
        assertThat(server.filters.calls()).as("ended while a filter is asked").doesNotContain(Stage.END);
        result.complete(PASS);
        await().untilAsserted(() -> assertThat(server.filters.calls()).last().isEqualTo(Stage.END));
        nothingIsLeft();
        assertThat(server.spool.messages()).isEmpty();
    }

    @Test
    void hangUpWhileTheSpoolWritesKeepsTheMessage() throws Exception {
        server.start();
        CompletableFuture<Void> disk;
        try (Talk talk = server.greeted()) {
            talk.begin();
            disk = server.spool.stall();
            talk.send(".\r\n");
            await().until(() -> server.spool.openDrafts() == 0);
        }
        await().untilAsserted(() -> assertThat(server.sessions.active()).isZero());
        disk.complete(null);
        await().untilAsserted(() -> assertThat(server.traces.latest(1)).extracting(trace -> trace.outcome())
                .containsExactly("accepted"));
        assertThat(server.spool.messages()).hasSize(1);
    }

    @Test
    void talkingBeforeTheGreetingIsAnAttack() throws Exception {
        server.with("greetingDelay", 60_000).start();
        try (Talk talk = server.connect()) {
            talk.send("EHLO early\r\n");
            talk.expect("554 5.5.0");
            talk.expectEnd();
        }
    }

    @Test
    void greetingMayBeDelayed() throws Exception {
        server.with("greetingDelay", 50).start();
        try (Talk talk = server.connect()) {
            talk.expect("220 localhost ESMTP Postrider");
        }
    }

    @Test
    void silentClientIsToldGoodbye() throws Exception {
        server.with("greetingTimeout", 1).start();
        try (Talk talk = server.connect()) {
            talk.expect("220");
            talk.expect("421 4.4.2");
            talk.expectEnd();
        }
    }

    @Test
    void clientThatNeverEndsItsCommandIsToldGoodbye() throws Exception {
        server.with("commandTimeout", 1).start();
        try (Talk talk = server.greeted()) {
            talk.send("NO");
            talk.expect("421 4.4.2");
            talk.expectEnd();
        }
    }

    @Test
    void clientThatIsSilentAfterAnAnswerThatTookTimeIsToldGoodbye() throws Exception {
        CompletableFuture<StageResult> result = new CompletableFuture<>();
        server.filters.on(Stage.SENDER, () -> result);
        server.with("commandTimeout", 1).start();
        try (Talk talk = server.greeted()) {
            talk.send("MAIL FROM:<joe@example.org>\r\n");
            await().until(() -> server.filters.calls().contains(Stage.SENDER));
            result.complete(new StageResult(new Action.Pass(), "", List.of(), List.of(), List.of()));
            talk.expect("250");
            talk.expect("421 4.4.2");
            talk.expectEnd();
        }
    }

    @Test
    void clientThatIsSilentInDataIsToldGoodbye() throws Exception {
        server.with("dataTimeout", 1).start();
        try (Talk talk = server.greeted()) {
            talk.begin().send("Subject: x\r\n");
            talk.expect("421 4.4.2");
            talk.expectEnd();
        }
        nothingIsLeft();
    }

    @Test
    void clientThatDripsIsToldGoodbye() throws Exception {
        server.with("dataWindow", 1).start();
        try (Talk talk = server.greeted()) {
            talk.begin().send("a\r\n").send("b\r\n");
            talk.expect("421 4.4.2");
            talk.expectEnd();
        }
        nothingIsLeft();
    }

    @Test
    void filtersThatTakeTooLongDeferTheMessage() throws Exception {
        CompletableFuture<StageResult> result = new CompletableFuture<>();
        server.filters.on(Stage.MESSAGE, () -> result);
        server.with("finishTimeout", 1).start();
        try (Talk talk = server.greeted()) {
            talk.mail("451 4.4.5");
            result.complete(PASS);
            talk.ask("NOOP", "250");
        }
        nothingIsLeft();
        assertThat(server.spool.messages()).as("it is not kept").isEmpty();
        assertThat(server.traces.latest(1)).allMatch(trace -> trace.outcome().startsWith("451 4.4.5"));
    }

    @Test
    void spoolThatTakesTooLongIsNotAnsweredFor() throws Exception {
        server.with("finishTimeout", 1).start();
        try (Talk talk = server.greeted()) {
            talk.begin();
            server.spool.stall();
            talk.send(".\r\n");
            talk.expectEnd();
        }
    }

    @Test
    void idleClientIsSentAwayWhenTheEngineStops() throws Exception {
        server.start();
        try (Talk talk = server.greeted()) {
            server.sessions.retire();
            Thread drain = drain(Duration.ofSeconds(20));
            talk.expect("421 4.3.2");
            talk.expectEnd();
            talk.close();
            drain.join();
        }
        assertThat(server.sessions.active()).isZero();
    }

    @Test
    void transactionEndsWhenTheEngineStops() throws Exception {
        server.start();
        try (Talk talk = server.greeted()) {
            talk.begin();
            server.sessions.retire();
            Thread drain = drain(Duration.ofSeconds(20));
            talk.ask("Subject: x\r\n.", "250 2.0.0 Queued");
            talk.expect("421 4.3.2");
            talk.close();
            drain.join();
        }
        assertThat(server.spool.messages()).hasSize(1);
    }

    @Test
    void transactionThatDoesNotEndIsCutAtTheDeadline() throws Exception {
        server.start();
        try (Talk talk = server.greeted()) {
            talk.begin();
            drain(Duration.ofMillis(100)).join();
            talk.expect("421 4.3.2");
            talk.expectEnd();
        }
        nothingIsLeft();
    }

    @Test
    void retiredEngineBeginsNothing() throws Exception {
        server.start();
        try (Talk talk = server.greeted()) {
            server.sessions.retire();
            try (Talk other = server.connect()) {
                other.expectEnd();
            }
            assertThat(server.sessions.active()).isEqualTo(1);
            talk.mail("250");
        }
        nothingIsLeft();
    }

    private Thread drain(Duration patience) {
        Thread thread = new Thread(() -> {
            try {
                server.sessions.drain(patience);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }
}
