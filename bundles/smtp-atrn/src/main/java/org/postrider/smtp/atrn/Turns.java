package org.postrider.smtp.atrn;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.postrider.api.message.Address;

/** The connections that are turned, and those that were promised to be. One of an account at a time. Safe from any thread. */
final class Turns {

    private static final long PROMISED = Duration.ofSeconds(30).toNanos();

    private record Place(long since, Optional<Turn> turn) {}

    private final LongSupplier nanoTime;
    private final Map<Address, Place> places = new HashMap<>();

    /** @param nanoTime a clock that only goes forward */
    Turns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Promises a place, for 30 seconds; false if there is none, or the account has one. */
    synchronized boolean promise(Address account, int most) {
        long now = nanoTime.getAsLong();
        places.values().removeIf(place -> place.turn.isEmpty() && now - place.since >= PROMISED); // the client is gone
        if (places.size() >= most || places.containsKey(account)) {
            return false;
        }
        places.put(account, new Place(now, Optional.empty()));
        return true;
    }

    /** The connection is there; false if that took too long, and the place is another's. */
    synchronized boolean begin(Address account, Turn turn) {
        Place place = places.get(account);
        boolean promised = place != null && place.turn.isEmpty();
        if (promised) {
            places.put(account, new Place(place.since, Optional.of(turn)));
        }
        return promised;
    }

    synchronized void end(Address account, Turn turn) {
        if (places.containsKey(account) && places.get(account).turn.filter(it -> it == turn).isPresent()) {
            places.remove(account);
        }
    }

    synchronized List<Turn> all() {
        return places.values().stream().flatMap(place -> place.turn.stream()).toList();
    }
}
