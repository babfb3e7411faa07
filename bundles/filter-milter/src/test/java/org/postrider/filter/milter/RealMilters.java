package org.postrider.filter.milter;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;

import org.postrider.api.filter.Stage;
import org.postrider.bridge.PeerSocket;
import org.postrider.testing.filter.FilterHarness;
import org.postrider.testing.peer.Place;

/** Sessions with milters of the system. */
final class RealMilters {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RealMilters() {}

    static FilterHarness harness(Place place) {
        MilterSettings settings = new MilterSettings(PeerSocket.ofMilter(place.milter()), 6, PATIENCE, PATIENCE, PATIENCE,
                PATIENCE.multipliedBy(2), 10, 0, "mx.example.org", Map.of());
        return new FilterHarness(new MilterFilter(EnumSet.allOf(Stage.class), settings));
    }
}
