package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SMTP extensions that are bundles of their own: their keywords come and go with them, and what they promise holds. */
class TurnIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final PostriderServer SERVER = PostriderServer.create("turn");

    @BeforeAll
    static void start() {
        SERVER.configure("org.postrider.smtp.server.cfg", "messages = 2\nrecipients = 100\n").start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void limitsAreToldWhileTheBundleIsThereAndEnforcedAlways() throws IOException {
        assertThat(ehlo()).contains("LIMITS MAILMAX=2 RCPTMAX=100");
        String bundle = "org.postrider.smtp.limits";
        SERVER.shell("bundle:uninstall " + bundle).good();
        await().atMost(PATIENCE).until(() -> ehlo().stream().noneMatch(line -> line.startsWith("LIMITS")));
        try (MailSession session = MailSession.open(SERVER.smtpPort())) {
            assertThat(session.mail("Subject: 1\r\n\r\nx\r\n")).startsWith("250 ");
            assertThat(session.mail("Subject: 2\r\n\r\nx\r\n")).startsWith("250 ");
            assertThat(session.command("MAIL FROM:<sender@session.test>")).startsWith("421 4.7.0 ");
        }
        install(bundle);
        await().atMost(PATIENCE).until(() -> ehlo().contains("LIMITS MAILMAX=2 RCPTMAX=100"));
    }

    private static void install(String bundle) {
        SERVER.shell("bundle:install -s mvn:org.postrider/" + bundle + "/" + System.getProperty("postrider.version")).good();
    }

    /** The lines of an EHLO, without their code. */
    private static List<String> ehlo() throws IOException {
        try (RawClient client = new RawClient(SERVER.smtpPort())) {
            client.expect("220");
            return client.say("EHLO session.test").lines().stream().map(line -> line.substring(4)).toList();
        }
    }
}
