package org.postrider.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DestinationsTest {
    private final Destinations destinations = new Destinations(1);
    private final List<String> events = new ArrayList<>();

    private boolean acquire(String name, int priority) {
        return destinations.acquire("there", new Destinations.Waiter() {
            @Override
            public int priority() {
                return priority;
            }

            @Override
            public void admitted() {
                events.add(name);
            }

            @Override
            public void turnedAway() {
                events.add("not " + name);
            }
        });
    }

    @Test
    void whoWaitsForAPlaceComesByPriorityThenByAge() {
        assertThat(acquire("first", -9)).isTrue();
        assertThat(acquire("a", 0)).isFalse();
        acquire("b", -4);
        acquire("c", 9);
        acquire("d", 0);
        acquire("e", 9);
        acquire("f", -4);
        for (int i = 0; i < 7; i++) {
            destinations.release("there");
        }
        assertThat(events).containsExactly("c", "e", "a", "d", "b", "f");
        assertThat(acquire("last", -9)).isTrue();
    }

    @Test
    void allWhoWaitAreTurnedAwayFromAPlaceThatCannotBeReached() {
        acquire("first", 0);
        acquire("a", 0);
        acquire("b", 5);
        for (int i = 0; i < 3; i++) {
            destinations.unreachable("there");
        }
        destinations.release("there");
        assertThat(events).containsExactly("not b", "not a");
    }
}
