package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every provider is stopped and started while mail comes in. Its sessions may end; what was acknowledged arrives, and then
 * all is well again.
 */
class BundleRestartIT {

    private static final int BEFORE = 50;
    private static final int MOST = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PostriderServer SERVER = PostriderServer.create("bundle-restart");
    private static final Maildir MAILDIR = Maildir.of(SERVER.home(), "localhost", "postmaster");

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "queue router delivery.local delivery.remote store.maildir directory.file dns filters traces observers metrics",
        "spool", "smtp.server", "listener"})
    void nothingAcknowledgedIsLost(String providers) throws Exception {
        AckedLoad load = new AckedLoad(SERVER.smtpPort(), "localhost", 2000, "load-");
        Thread clients = new Thread(() -> load.send(MOST, 4));
        clients.start();
        await().atMost(PATIENCE).until(() -> load.acknowledged().size() > BEFORE);
        SERVER.shell(Stream.of(providers.split(" ")).map(name -> "bundle:restart org.postrider." + name)
                .collect(Collectors.joining("; "))).good();
        load.stop();
        clients.join();
        await().atMost(PATIENCE).until(() -> MAILDIR.count() >= load.acknowledged().size());
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(AckedLoad.ids(MAILDIR.messages())).containsAll(load.acknowledged()));
        await().atMost(PATIENCE).untilAsserted(() -> SERVER.shell("mail:doctor").good());
        SERVER.shell("mail:test --to postmaster@localhost").good();
        MAILDIR.clear();
    }
}
