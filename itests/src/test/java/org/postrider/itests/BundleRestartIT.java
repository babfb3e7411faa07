package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every provider is stopped and started while mail comes in. What was acknowledged arrives; then all is well again. */
class BundleRestartIT {

    private static final int MESSAGES = 400;
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
        "queue", "router", "delivery.local", "delivery.remote", "store.maildir", "directory.file", "dns", "filters",
        "traces", "observers", "metrics", "spool", "smtp.server", "listener"})
    void nothingAcknowledgedIsLost(String provider) throws Exception {
        AckedLoad load = new AckedLoad(SERVER.smtpPort(), "localhost", 2000, provider + "-");
        Thread administrator = new Thread(() -> {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> !load.acknowledged().isEmpty());
            SERVER.shell("bundle:restart org.postrider." + provider).good();
        });
        administrator.start();
        load.send(MESSAGES, 4);
        administrator.join();
        assertThat(load.acknowledged()).isNotEmpty();
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(AckedLoad.ids(MAILDIR.messages())).containsAll(load.acknowledged()));
        await().atMost(PATIENCE).untilAsserted(() -> SERVER.shell("mail:doctor").good());
        SERVER.shell("mail:test --to postmaster@localhost").good();
        MAILDIR.clear();
    }
}
