package org.postrider.observers;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postrider.api.event.MailEvent;
import org.postrider.api.event.MailEvents;
import org.postrider.api.event.MailObserver;
import org.postrider.api.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands every event to the queue of every observer. Without observers an event costs a field read. */
@Component(service = MailEvents.class, configurationPid = "org.postrider.observers")
@Designate(ocd = ObservedEvents.Settings.class)
public final class ObservedEvents implements MailEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ObservedEvents.class);
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How far an observer may fall behind. */
    @ObjectClassDefinition(name = "Postrider Observers", description = "How observers are told of events.")
    public @interface Settings {

        @AttributeDefinition(min = "1", max = "1000000",
                description = "Events that wait for one observer at most; what is more is lost for it, and counted.")
        int capacity() default 10_000;
    }

    private final ExecutorService threads = ObserverThreads.create();
    private final Losses losses;
    private volatile List<ObserverQueue> queues = List.of();
    private final Map<MailObserver, ObserverQueue> byObserver = new java.util.IdentityHashMap<>();
    private int capacity = 10_000;

    @Activate
    public ObservedEvents(Settings settings) {
        this(settings, Clock.systemUTC());
    }

    ObservedEvents(Settings settings, Clock clock) {
        this.losses = new Losses(clock);
        modified(settings);
    }

    @Modified
    synchronized void modified(Settings settings) {
        try {
            int found = settings.capacity();
            if (found < 1 || found > 1_000_000) {
                throw new IllegalArgumentException("capacity is " + found + ", allowed is 1 to 1000000");
            }
            capacity = found;
            queues.forEach(queue -> queue.capacity(found));
        } catch (RuntimeException e) { // not in range, or no number at all
            LOG.error("org.postrider.observers: {}; nothing is changed", e.getMessage());
        }
    }

    @Deactivate
    void deactivate() {
        long until = System.nanoTime() + DRAIN_NANOS;
        List<ObserverQueue> all = queues;
        all.forEach(ObserverQueue::close);
        all.forEach(queue -> queue.drain(until));
        threads.shutdown();
    }

    @Reference(name = "observer", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindObserver(MailObserver observer, Map<String, Object> properties) {
        String name = String.valueOf(properties.getOrDefault("component.name", observer.getClass().getName()));
        byObserver.put(observer, new ObserverQueue(observer, name, capacity, threads, losses));
        queues = new ArrayList<>(byObserver.values());
    }

    /** The observer is told of what has happened so far, if that takes no longer than a second. */
    void unbindObserver(MailObserver observer) {
        ObserverQueue queue;
        synchronized (this) {
            queue = byObserver.remove(observer);
            queues = new ArrayList<>(byObserver.values());
        }
        if (queue != null) {
            queue.close();
            queue.drain(System.nanoTime() + DRAIN_NANOS);
        }
    }

    @Reference(name = "metrics", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindMetrics(Metrics metrics) {
        losses.count(metrics.counter("observers.lost", "events that an observer was not told of, being too far behind"),
                metrics.counter("observers.failed", "events at which an observer threw"));
    }

    void unbindMetrics(Metrics metrics) {
        // the counters go on counting; a new service replaces them
    }

    @Override
    public void publish(MailEvent event) {
        List<ObserverQueue> told = queues;
        for (int i = 0; i < told.size(); i++) {
            told.get(i).offer(event);
        }
    }

    long lost() {
        return losses.lost();
    }

    long failed() {
        return losses.failed();
    }
}
