package org.postrider.testing.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.postrider.api.event.MailEvent;
import org.postrider.api.event.MailEvents;

/** Remembers every event. Safe from any thread. */
public final class RecordedEvents implements MailEvents {

    private final List<MailEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void publish(MailEvent event) {
        events.add(event);
    }

    public List<MailEvent> all() {
        return List.copyOf(events);
    }

    /** Those of one kind, in order. */
    public <E extends MailEvent> List<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
