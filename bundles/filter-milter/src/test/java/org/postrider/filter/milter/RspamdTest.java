package org.postrider.filter.milter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.filter.Action;
import org.postrider.testing.filter.FilterHarness;
import org.postrider.testing.peer.Place;
import org.postrider.testing.peer.RealProgram;
import org.postrider.testing.peer.RealRspamd;

/** rspamd refuses the test pattern of spam filters and passes other mail. */
class RspamdTest {

    private static final String HEADER = "From: joe@example.com\nTo: bob@example.org\nSubject: x\n"
            + "Date: Thu, 26 Nov 2026 00:00:00 +0000\nMessage-ID: <1@example.com>\n\n";

    @TempDir
    Path home;

    @Test
    void refusesSpamAndPassesOtherMail() throws Exception {
        Place place = Place.freePort();
        try (RealProgram rspamd = RealRspamd.start(home, place)) {
            FilterHarness session = RealMilters.harness(place).helo("client.example.com").recipient("bob@example.org");
            assertThat(session.onConnect().action()).isEqualTo(new Action.Pass());
            session.onSender();
            assertThat(session.onMessage(HEADER + "Good news\n").action()).isEqualTo(new Action.Pass());
            session.onSender();
            assertThat(session.onMessage(HEADER + RealRspamd.GTUBE + "\n").action()).isInstanceOf(Action.Reject.class)
                    .asString().contains("5.7.1");
            session.onEnd();
        }
    }
}
