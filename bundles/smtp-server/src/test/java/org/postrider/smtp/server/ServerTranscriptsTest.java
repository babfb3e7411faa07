package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.postrider.testing.smtp.SocketDialog;
import org.postrider.testing.smtp.TranscriptRunner;

class ServerTranscriptsTest {

    private static Server server;

    @BeforeAll
    static void start() {
        server = new Server().start();
    }

    @TestFactory
    Stream<DynamicTest> transcripts() {
        return TranscriptRunner.tests(() -> new SocketDialog(server.address(), Server.PATIENCE));
    }

    @AfterAll
    static void nothingIsLeft() {
        await().untilAsserted(() -> assertThat(server.sessions.active()).isZero());
        assertThat(server.spool.openDrafts()).isZero();
        assertThat(server.spool.messages()).isNotEmpty().allSatisfy(message ->
                assertThat(message.envelope().recipients()).allSatisfy(recipient ->
                        assertThat(recipient.address()).hasToString("postmaster@localhost")));
        server.close();
    }
}
