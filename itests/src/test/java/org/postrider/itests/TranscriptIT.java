package org.postrider.itests;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.postrider.testing.smtp.SocketDialog;
import org.postrider.testing.smtp.TranscriptRunner;

/** The golden SMTP dialogues against the installed distribution with its default configuration. */
class TranscriptIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final PostriderServer SERVER = PostriderServer.create("transcripts");

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @TestFactory
    Stream<DynamicTest> dialogues() {
        return TranscriptRunner.tests(() -> new SocketDialog(
                new InetSocketAddress("127.0.0.1", SERVER.smtpPort()), PATIENCE));
    }
}
