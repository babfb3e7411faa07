package org.postrider.testing.dns;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records by name, and what a recursive server says of them. */
final class Zone {
    private static final int SERVFAIL = 2;
    private static final int NXDOMAIN = 3;

    private final Map<String, List<FakeRecord>> records = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private volatile boolean authenticated;

    void add(FakeRecord record) {
        records.computeIfAbsent(record.owner(), n -> new CopyOnWriteArrayList<>()).add(record);
    }

    void remove(String name) {
        records.remove(name);
    }

    void fail(String name) {
        failing.add(name);
    }

    void heal(String name) {
        failing.remove(name);
    }

    void authenticated(boolean claimed) {
        authenticated = claimed;
    }

    Reply.Content reply(Query query) {
        if (failing.contains(query.name())) {
            return new Reply.Content(SERVFAIL, List.of(), List.of(), false);
        }
        List<FakeRecord> answers = new ArrayList<>();
        String name = query.name();
        Optional<FakeRecord> alias = alias(name, query.type());
        while (alias.isPresent() && answers.size() < 20) {
            answers.add(alias.get());
            name = target(alias.get());
            alias = alias(name, query.type());
        }
        List<FakeRecord> own = records.getOrDefault(name, List.of());
        own.stream().filter(r -> r.type() == query.type()).forEach(answers::add);
        boolean exists = !own.isEmpty() || alias.isPresent();
        List<FakeRecord> authority = exists && !answers.isEmpty() ? List.of() : List.of(FakeRecord.soa("", 60, 60));
        return new Reply.Content(exists ? 0 : NXDOMAIN, answers, authority, authenticated);
    }

    private Optional<FakeRecord> alias(String name, int type) {
        return type == FakeRecord.CNAME ? Optional.empty() : records.getOrDefault(name, List.of()).stream()
                .filter(r -> r.type() == FakeRecord.CNAME).findFirst();
    }

    private static String target(FakeRecord alias) {
        ByteBuffer query = ByteBuffer.allocate(12 + alias.data().length + 2);
        query.position(12);
        query.put(alias.data()).putShort((short) 0).position(0);
        return Query.read(query, false, new InetSocketAddress(0)).name();
    }
}
