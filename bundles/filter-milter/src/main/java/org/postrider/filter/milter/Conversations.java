package org.postrider.filter.milter;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.postrider.api.smtp.Session;

/** The conversations with one milter, one for each session. */
final class Conversations {

    private final Map<Session, Conversation> all = new ConcurrentHashMap<>();
    private final MilterSettings settings;
    private final Places places;

    Conversations(MilterSettings settings) {
        this.settings = settings;
        this.places = new Places(settings.maxConnections(), this::makeRoom);
    }

    Conversation of(Session session) {
        return all.computeIfAbsent(session, key -> new Conversation(settings, key, places));
    }

    /** Whoever has not been heard of for longest gives way: a client that is idle must not keep others from being served. */
    private boolean makeRoom() {
        long now = System.nanoTime();
        List<Conversation> longestFirst = all.values().stream()
                .sorted(Comparator.comparingLong((Conversation one) -> now - one.used()).reversed()).toList();
        return longestFirst.stream().anyMatch(Conversation::yield);
    }

    void end(Session session) {
        Conversation ended = all.remove(session);
        if (ended != null) {
            ended.end();
        }
    }

    /** How many sessions there are. */
    int size() {
        return all.size();
    }
}
