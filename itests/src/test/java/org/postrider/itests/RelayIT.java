package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mail to elsewhere through a smart host that is there, goes away, comes back, and a crash in between. */
class RelayIT {

    private static final int MESSAGES = 5000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static PostriderServer server;
    private static MessageSink sink;

    @BeforeAll
    static void start() throws IOException {
        sink = new MessageSink();
        sink.start();
        server = PostriderServer.create("relay")
                .configure("org.postrider.router.cfg", "smartHost = 127.0.0.1:" + sink.port() + "\n")
                .configure("org.postrider.queue.cfg", "hostname = relay.test\nretry.first = 1s\nretry.max = 2s\n")
                .submissionInClearText()
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        if (sink != null) {
            sink.close();
        }
    }

    @Test
    void everyMessageArrivesOnce() throws Exception {
        AckedLoad load = load("once-");
        load.send(MESSAGES, 20);
        assertThat(load.acknowledged()).hasSize(MESSAGES);
        awaitArrived(load.acknowledged());
        awaitEmptyQueue();
        assertThat(arrived("once-")).hasSize(MESSAGES).doesNotHaveDuplicates();
    }

    @Test
    void whatASilentSmartHostDelaysArrivesWhenItIsBack() throws Exception {
        sink.stop();
        AckedLoad load = load("later-");
        load.send(200, 10);
        assertThat(load.acknowledged()).hasSize(200);
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(server.shell("mail:queue --limit 1").good().output()).contains("deferred"));
        sink.start();
        awaitArrived(load.acknowledged());
        awaitEmptyQueue();
        assertThat(arrived("later-")).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void whatWasAcknowledgedBeforeAKillArrivesAfterTheRestart() throws Exception {
        AckedLoad load = load("kill-");
        Thread killer = new Thread(() -> {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5))
                    .until(() -> load.acknowledged().size() >= MESSAGES / 3);
            server.kill();
        });
        killer.start();
        load.send(MESSAGES, 20);
        killer.join();
        assertThat(load.acknowledged()).as("the kill came in the middle").hasSizeLessThan(MESSAGES);
        server.start();
        awaitArrived(load.acknowledged());
        awaitEmptyQueue();
    }

    private static AckedLoad load(String prefix) {
        return new AckedLoad(server.submissionPort(), "elsewhere.test", 4096, prefix);
    }

    private static List<String> arrived(String prefix) {
        return sink.ids().stream().filter(id -> id.startsWith(prefix)).toList();
    }

    private static void awaitArrived(Set<String> ids) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            assertThat(sink.count()).isGreaterThanOrEqualTo(ids.size());
            assertThat(new HashSet<>(sink.ids())).containsAll(ids);
        });
    }

    private static void awaitEmptyQueue() {
        await().atMost(PATIENCE).until(() -> server.shell("mail:queue --json").good().output().contains("\"messages\":[]"));
    }
}
