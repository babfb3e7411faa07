package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A listener with the role closed, RFC 7504. */
class ClosedListenerTest {

    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysThatNobodyDeliversHere() throws Exception {
        server.role = "closed";
        server.spoolNow = Optional.empty(); // it is no question of being ready
        server.start();
        try (Talk talk = server.connect()) {
            assertThat(talk.expect("521 5.3.2")).contains("Server does not accept mail");
            talk.expectEnd();
        }
        assertThat(server.spool.messages()).isEmpty();
    }
}
