package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A verb that is dropped in is there for the next session, and gone for the next one after its removal. */
class ExtensionExampleIT {

    private static final Duration PROMISED = Duration.ofSeconds(3);
    private static final PostriderServer SERVER = PostriderServer.create("extension-example");
    private static final DeployFolder DEPLOY = DeployFolder.of(SERVER);

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aVerbComesAndGoesWithItsJar() {
        assertThat(ask()).startsWith("500 5.5.1");
        try (MailSession before = open()) {
            DEPLOY.dropExample("extension");
            Stopwatch.start("extension dropped in, its verb known").until(PROMISED, () -> ask().startsWith("250"));
            assertThat(ask()).isEqualTo("250 2.0.0 You are 127.0.0.1, in clear text");
            assertThat(before.command("WHOAMI")).as("begun before").startsWith("500 5.5.1");
        }
        try (MailSession during = open()) {
            DEPLOY.remove("extension.jar");
            Stopwatch.start("extension removed, its verb unknown").until(PROMISED, () -> ask().startsWith("500"));
            assertThat(during.mail("Subject: during\r\n\r\nx\r\n")).startsWith("250 ");
        }
    }

    private static MailSession open() {
        return MailSession.open(SERVER.smtpPort());
    }

    private static String ask() {
        try (MailSession session = open()) {
            return session.command("WHOAMI");
        }
    }
}
