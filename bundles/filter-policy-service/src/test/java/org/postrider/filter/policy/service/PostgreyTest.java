package org.postrider.filter.policy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.Stage;
import org.postrider.bridge.PeerSocket;
import org.postrider.testing.filter.FilterHarness;
import org.postrider.testing.peer.Place;
import org.postrider.testing.peer.RealPostgrey;
import org.postrider.testing.peer.RealProgram;

/** The real postgrey sends a stranger away, and lets one in who comes back. */
class PostgreyTest {

    @TempDir
    Path home;

    @Test
    void letsInWhoComesBackOverAPort() throws Exception {
        letsInWhoComesBack(Place.freePort());
    }

    @Test
    void letsInWhoComesBackOverAUnixSocket() throws Exception {
        letsInWhoComesBack(Place.socketIn(home));
    }

    private void letsInWhoComesBack(Place place) throws Exception {
        PolicySettings settings = new PolicySettings(PeerSocket.ofPostfix(place.postfix()), "", Duration.ofSeconds(5),
                Duration.ofSeconds(20), 2, Duration.ofSeconds(60));
        try (RealProgram postgrey = RealPostgrey.start(home, place);
                PolicyFilter filter = new PolicyFilter(Set.of(Stage.RECIPIENT), settings)) {
            FilterHarness harness = new FilterHarness(filter).helo("client.example.com");
            assertThat(harness.onRecipient("bob@example.org").action()).isInstanceOf(Action.Defer.class)
                    .asString().contains("450 4.2.0 Greylisted").contains("example.org");
            await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(200)).until(() ->
                    harness.onRecipient("bob@example.org").action() instanceof Action.Pass);
            assertThat(harness.onMessage("Subject: x\n\nbody\n").edits()).singleElement().isInstanceOfSatisfying(
                    Edit.AddHeader.class, edit -> assertThat(edit.header().name()).isEqualTo("X-Greylist"));
        }
    }
}
