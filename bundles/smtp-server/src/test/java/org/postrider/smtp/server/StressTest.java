package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.net.Admission;

/** L2: what a listener of ten sessions asks of its clients while eight are in use. */
class StressTest {

    private static final int LONG = 60;

    private final Server server = new Server();
    private final List<Talk> others = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Talk other : others) {
            other.close();
        }
        server.close();
    }

    private Talk stressed(int timeout) throws IOException {
        server.with("stressTimeout", timeout).with("stressCalm", 1).sessionsOfListener(10).start();
        Talk first = server.greeted();
        for (int i = 0; i < 7; i++) {
            others.add(server.greeted());
        }
        await().until(() -> server.sessions.stressed() == 1);
        first.ask("EHLO again", "250"); // what it was told before is behind it now
        return first;
    }

    private void relieve() throws IOException {
        others.remove(0).close();
        await().until(() -> server.sessions.stressed() == 0);
    }

    @Test
    void oneErrorIsTheLastAndWhoIsSentAwayHasHeardWhy() throws Exception {
        try (Talk talk = stressed(LONG)) {
            talk.ask("MAIL nonsense", "501");
            talk.expect("421 4.7.0");
            talk.expectEnd();
        }
    }

    @Test
    void oneIdleCommandIsAllowedAndWhatPreparesMailIsNone() throws Exception {
        try (Talk talk = stressed(LONG)) {
            for (int i = 0; i < 5; i++) {
                talk.ask("EHLO client.example", "250");
            }
            talk.ask("RSET", "250");
            talk.mail("250");
            talk.ask("RSET", "250");
            talk.ask("NOOP", "421 4.7.0");
            talk.expectEnd();
        }
    }

    @Test
    void whoIsSilentIsSentAwaySoonNewOrNot() throws Exception {
        try (Talk talk = stressed(1)) {
            talk.expect("421 4.4.2");
            talk.expectEnd();
            for (Talk other : others) {
                other.expect("421 4.4.2");
                other.expectEnd();
            }
        }
    }

    @Test
    void whoDripsAMessageIsSentAwaySoon() throws Exception {
        try (Talk talk = stressed(1)) {
            talk.begin().send("a\r\n").send("b\r\n");
            talk.expect("421 4.4.2");
            talk.expectEnd();
        }
    }

    @Test
    void afterwardsAllIsAsBeforeForThoseThatStayed() throws Exception {
        try (Talk talk = stressed(LONG)) {
            relieve();
            for (int i = 0; i < 10; i++) {
                talk.ask("NOOP", "250");
                talk.ask("XYZZY", "500");
            }
            talk.mail("250");
        }
    }

    @Test
    void whoIsTurnedAwayDoesNotCount() throws Exception {
        server.sessionsOfListener(1).admission = Admission.TOO_MANY_SESSIONS;
        server.start();
        try (Talk talk = server.connect()) {
            talk.expect("421 4.3.2");
        }
        await().until(() -> server.sessions.active() == 0);
        assertThat(server.sessions.stressed()).isZero();
    }
}
