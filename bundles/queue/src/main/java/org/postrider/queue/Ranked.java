package org.postrider.queue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Services of one kind, best first: by service.ranking, then those of the bundle that was installed last. */
final class Ranked<T> {

    private record Registered<T>(T service, Map<String, Object> properties) {
        long number(String property) {
            return properties.get(property) instanceof Number n ? n.longValue() : 0;
        }
    }

    private static final Comparator<Registered<?>> ORDER = Comparator
            .comparingLong((Registered<?> r) -> r.number("service.ranking"))
            .thenComparingLong(r -> r.number("service.bundleid"))
            .thenComparingLong(r -> r.number("service.id"))
            .reversed();

    private final List<Registered<T>> services = new CopyOnWriteArrayList<>();

    synchronized void add(T service, Map<String, Object> properties) {
        services.add(new Registered<>(service, Map.copyOf(properties)));
        services.sort(ORDER);
    }

    synchronized void remove(T service) {
        services.removeIf(r -> r.service() == service);
    }

    List<T> all() {
        return services.stream().map(Registered::service).toList();
    }

    /** The services whose property has this value. */
    List<T> with(String property, String value) {
        return services.stream().filter(r -> value.equals(r.properties().get(property)))
                .map(Registered::service).toList();
    }
}
