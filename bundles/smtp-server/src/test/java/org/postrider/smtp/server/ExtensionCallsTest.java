package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.smtp.SmtpVerb;
import org.postrider.testing.filter.FilterHarness;

/** An extension that does not answer. */
class ExtensionCallsTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExtensionCalls calls = new ExtensionCalls("test");

    @Test
    void waitingCallIsInterruptedAndItsThreadComesBack() {
        assertThatThrownBy(() -> calls.ask(() -> new CountDownLatch(1).await(1, TimeUnit.HOURS), SHORT)
                .get()).hasCauseInstanceOf(TimeoutException.class);
        awaitStuck(0);
        assertThat(calls.ask(() -> "yes", LONG).join()).isEqualTo("yes");
    }

    @Test
    void extensionThatKeepsAllItsThreadsIsNotCalled() {
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<String>> hanging = new ArrayList<>();
        for (int i = 0; i < ExtensionCalls.CONCURRENCY; i++) {
            hanging.add(calls.ask(() -> untouchable(end), SHORT));
        }
        hanging.forEach(call -> assertThatThrownBy(call::get).hasCauseInstanceOf(TimeoutException.class));
        awaitStuck(ExtensionCalls.CONCURRENCY);
        assertThatThrownBy(calls.ask(() -> "yes", LONG)::get).hasCauseInstanceOf(RejectedExecutionException.class);
        end.countDown();
        awaitStuck(0);
        assertThat(calls.ask(() -> "yes", LONG).join()).isEqualTo("yes");
    }

    @Test
    void verbWhoseReplyNeverComesIsALocalError() {
        SmtpExtension silent = new SmtpExtension() {
            @Override
            public String keyword() {
                return "SILENT";
            }

            @Override
            public Set<SmtpVerb> verbs() {
                return Set.of(new SmtpVerb("SILENT", 0, false));
            }

            @Override
            public CompletionStage<Reply> run(
                    Session session, String verb, String argument) {
                return new CompletableFuture<>();
            }
        };
        InstalledExtension installed = new InstalledExtension(silent, Server.ORIGIN, SHORT);
        assertThat(installed.run(new FilterHarness(new MailFilter() { }).session(), silent.verbs().iterator().next(), "").join().code()).isEqualTo(451);
    }

    private static String untouchable(CountDownLatch end) {
        while (true) {
            try {
                end.await();
                return "";
            } catch (InterruptedException e) {
                Thread.interrupted(); // as a plugin does that takes no notice
            }
        }
    }

    private void awaitStuck(int number) {
        long giveUp = System.nanoTime() + LONG.toNanos();
        while (calls.stuck() != number && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }
        assertThat(calls.stuck()).isEqualTo(number);
    }
}
