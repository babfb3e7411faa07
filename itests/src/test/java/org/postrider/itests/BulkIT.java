package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Five thousand messages at full speed into one mailbox, and a crash in the middle of as many. */
class BulkIT {

    private static final int MESSAGES = 5000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final PostriderServer SERVER = PostriderServer.create("bulk");
    private static final Maildir MAILDIR = Maildir.of(SERVER.home(), "localhost", "postmaster");

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void smtpSourceFillsTheMailboxWithExactlyWhatItSent() throws Exception {
        MAILDIR.clear();
        RealPeer.needed("smtp-source").run("-c", "-m", String.valueOf(MESSAGES), "-s", "20", "-l", "4096",
                "-f", "sender@load.test", "-t", "postmaster@localhost", "127.0.0.1:" + SERVER.smtpPort()).good();
        await().atMost(PATIENCE).until(() -> MAILDIR.count() >= MESSAGES);
        await().atMost(PATIENCE).until(() -> SERVER.shell("mail:queue --json").good().output().contains("\"messages\":[]"));
        List<String> bodies = MAILDIR.messages().stream().map(Maildir::body).distinct().toList();
        assertThat(MAILDIR.count()).isEqualTo(MESSAGES);
        assertThat(bodies).as("all bodies are the same").hasSize(1);
        assertThat(bodies.get(0).length()).isGreaterThanOrEqualTo(4096);
    }

    @Test
    void whatWasAcknowledgedBeforeAKillIsInTheMailboxAfterTheRestart() throws Exception {
        MAILDIR.clear();
        AckedLoad load = new AckedLoad(SERVER.smtpPort(), "localhost", 4096, "kill-");
        Thread killer = new Thread(() -> {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5))
                    .until(() -> load.acknowledged().size() >= MESSAGES / 3);
            SERVER.kill();
        });
        killer.start();
        load.send(MESSAGES, 20);
        killer.join();
        assertThat(load.acknowledged()).as("the kill came in the middle").hasSizeLessThan(MESSAGES);
        SERVER.start();
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(AckedLoad.ids(MAILDIR.messages())).containsAll(load.acknowledged()));
        assertIntact(MAILDIR.messages());
    }

    static void assertIntact(List<String> messages) {
        for (String message : messages) {
            String id = AckedLoad.ids(List.of(message)).get(0);
            assertThat(Maildir.body(message)).as(id).isEqualTo(AckedLoad.body(id, 4096));
        }
    }
}
